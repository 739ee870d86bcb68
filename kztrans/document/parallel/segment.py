"""One aligned segment, as every reader gives it, and what a reader is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from io import BufferedIOBase
from typing import Protocol

_BREAK = re.compile(r"\s*[\r\n]+\s*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment's texts by the name of their column, key or language; a name that is missing has none.

    ``number`` counts the file's segments from 1, ``line`` is where the segment begins in the file; None
    where the format (XML) has no use for lines. ``other`` says of the names that are there but hold no string
    what they hold instead: ``null``, ``a number``, ``a list``, ``true or false``.
    """

    number: int
    texts: Mapping[str, str]
    line: int | None = None
    other: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Words that lead to the segment where there is no line, to begin a message with; else empty."""
        return f"unit {self.number}: " if self.line is None else ""


class Reader(Protocol):
    """Reads one format as a stream, in the memory that a segment takes."""

    def __call__(
        self, stream: BufferedIOBase, *, file: str, columns: Collection[str] = ()
    ) -> Iterator[Segment]:
        """The segments of ``stream``, which is called ``file`` in messages.

        ``columns`` are names that will be asked for: a table is then known to have a header. Raises
        ``InputError`` for what is not of the format.
        """
        ...


def one_line(text: str) -> str:
    """``text`` without line breaks (a space in the place of each): scores and reports count by lines."""
    return _BREAK.sub(" ", text) if "\n" in text or "\r" in text else text
