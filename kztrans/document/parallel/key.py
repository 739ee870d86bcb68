"""The key that holds a text in rows which need not all have the same ones (JSON lines)."""

from __future__ import annotations

from kztrans.document.parallel.columns import Role, choose, find
from kztrans.document.parallel.segment import Segment
from kztrans.errors import InputError
from kztrans.records import Target

_REMEDY = "Write the same keys in every row, with null where there is no text."


class Key:
    """The key for ``role`` in all rows of a stream: the one of the first row that has any.

    A row that lacks it, or holds null there, has no text; no other key ever takes its place.
    """

    def __init__(self, role: Role, target: Target, *, file: str, ask: str = "Choose one:") -> None:
        self._role, self._target, self._file, self._ask = role, target, file, ask
        self.name: str | None = None  # as far as is known
        self._fitting: dict[str, None] = {}  # of all rows so far
        self._last: tuple[str, ...] | None = None
        self._first: tuple[tuple[str, ...], int | None] | None = None

    def text(self, segment: Segment) -> str:
        """The text, empty where the row has none.

        Raises ``InputError`` where the key holds something else than text, where two fit equally well, and
        where one turns up that fits better than what rows before were read by.
        """
        names = names_of(segment)
        if names != self._last:
            self._look(names, segment.line)
        return "" if self.name is None else text_of(segment, self.name, file=self._file)

    def require(self) -> None:
        """Raise ``InputError``, as ``choose`` does, where there were rows and none had a key that fits."""
        if self.name is None and self._first is not None:
            names, line = self._first
            self._choose(names, line)

    def _look(self, names: tuple[str, ...], line: int | None) -> None:
        self._last = names
        if self._first is None:
            self._first = names, line
        new = [
            name for name in names if name not in self._fitting and find((name,), self._role, self._target)
        ]
        if not new:
            return
        self._fitting.update(dict.fromkeys(new))
        name = self._choose(tuple(self._fitting), line)
        if self.name not in (None, name):
            message = f"'{name}' is the {self._role} here, but rows before have only '{self.name}'"
            raise InputError(message, file=self._file, line=line, remedy=_REMEDY)
        self.name = name

    def _choose(self, names: tuple[str, ...], line: int | None) -> str:
        return choose(names, self._role, self._target, file=self._file, line=line, ask=self._ask)


def names_of(segment: Segment) -> tuple[str, ...]:
    """All names in ``segment``, those that hold no text as well."""
    return tuple(dict.fromkeys((*segment.texts, *segment.other)))


def text_of(segment: Segment, name: str, *, file: str) -> str:
    """The text by ``name``, empty where there is none; ``InputError`` where it is something else."""
    held = segment.other.get(name, "null")
    if held != "null":
        raise InputError(
            f"'{name}' holds {held}, not text",
            file=file,
            line=segment.line,
            remedy="Write the text in quotes, or null where there is none.",
        )
    return segment.texts.get(name, "")
