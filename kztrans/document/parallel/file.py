"""A file of aligned text read whole: its columns by what they are for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kztrans.document.parallel.columns import Role, choose, find
from kztrans.document.parallel.key import names_of, text_of
from kztrans.document.parallel.registry import format_of, read_segments
from kztrans.document.parallel.segment import Segment
from kztrans.errors import EvaluationError, InputError
from kztrans.records import Target


@dataclass(frozen=True, slots=True)
class Stream:
    """One text a segment of ``path``; None where the segment has none of the column's name.

    What is blank is not there, but for plain lines, whose blank ones are breaks between paragraphs.
    """

    path: Path
    segments: tuple[Segment, ...]
    texts: tuple[str | None, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def error(self, index: int, message: str, remedy: str) -> EvaluationError:
        """The error for one of the segments; ``message`` says what is the matter with it."""
        segment = self.segments[index]
        return EvaluationError(segment.place + message, file=self.path, line=segment.line, remedy=remedy)


@dataclass(frozen=True)
class ParallelFile:
    """The segments of one file."""

    path: Path
    segments: tuple[Segment, ...]

    @classmethod
    def read(cls, path: Path, columns: Collection[str] = ()) -> ParallelFile:
        """Read ``path``; ``columns`` are names that will be asked for.

        Raises ``InputError`` where it cannot be read, and where it holds no segment.
        """
        segments = tuple(read_segments(path, columns))
        if not segments:
            raise InputError("there is nothing in this file", file=path, remedy="Give a file with text.")
        return cls(path, segments)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The names of all columns, keys or languages, in the order in which they come."""
        return tuple(dict.fromkeys(name for segment in self.segments for name in names_of(segment)))

    def stream(self, role: Role, target: Target, choice: str | None = None) -> Stream:
        """The column for ``role``; raises ``InputError`` as ``choose`` does, and where it holds no text."""
        name = choose(self.fields, role, target, file=str(self.path), choice=choice)
        for segment in self.segments:
            text_of(segment, name, file=str(self.path))
        return self._column(name)

    def documents(self, target: Target) -> tuple[str, ...] | None:
        """The document each segment is from, where the file tells it."""
        names = find(self.fields, "document", target)
        return tuple(text or "" for text in self._column(names[0]).texts) if names else None

    def _column(self, name: str) -> Stream:
        texts = (each.texts.get(name) for each in self.segments)
        if format_of(self.path) is not None:
            texts = (text if text and text.strip() else None for text in texts)
        return Stream(self.path, self.segments, tuple(texts))
