"""The texts of two columns side by side as a stream, from one file or from two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from kztrans.document.parallel.choice import Choice
from kztrans.document.parallel.coded import has_codes, read_coded
from kztrans.document.parallel.columns import Role, choose, find
from kztrans.document.parallel.key import Key, names_of, text_of
from kztrans.document.parallel.registry import format_of, read_segments
from kztrans.document.parallel.segment import Segment
from kztrans.errors import InputError
from kztrans.records import Target

_TABLES = frozenset({".tsv", ".tab", ".csv"})
_UNNAMED = ("kk", "en", "ru")  # the columns of a table without a header


@dataclass
class Column:
    """The text for ``role`` in each segment of the file of ``choice``, whose column may be left to its name.

    ``ask`` begins the remedy of an error that proposes a column.
    """

    choice: Choice
    role: Role
    target: Target
    ask: str = "Choose one:"
    _seen: dict[str, None] = field(default_factory=dict)

    def text(self, segment: Segment) -> str:
        """The text, empty where the segment has none; raises ``InputError`` as ``choose`` and ``Key`` do."""
        if self._key is not None:
            return self._key.text(segment)
        name = self._settled(segment) if self._everywhere else self._in(segment)
        return text_of(segment, name, file=str(self.choice.path)) if name is not None else ""

    @property
    def name(self) -> str | None:
        """The one name by which all texts so far were found; None where there was none, or no one."""
        if self._key is not None:
            return self._key.name
        return next(iter(self._seen), None) if self._everywhere else self.choice.column

    def check_apart(self, other: Column) -> None:
        """Raise ``InputError`` where a name found for this role was found for another in the same file."""
        if self.choice == other.choice and self.name is not None and self.name == other.name:
            raise InputError(
                f"'{self.name}' would be the {other.role} and the {self.role} in one",
                file=self.choice.path,
                remedy=f"Name them in the file: kk and {self.target}.",
            )

    def require(self) -> None:
        """Raise ``InputError`` where no segment had the column; a language that a memory lacks is no slip."""
        if self._key is not None:
            self._key.require()
        named = self.choice.column is not None or not has_codes(self.choice.path)
        if named and self._seen and not self._everywhere:
            self._choose(tuple(self._seen), self.choice.column)

    @cached_property
    def _everywhere(self) -> bool:
        """Whether all segments of the format have the same columns."""
        ending = format_of(self.choice.path)
        return ending is None or ending in _TABLES

    @cached_property
    def _key(self) -> Key | None:
        """The one key of JSON lines, unless it is chosen."""
        if self.choice.column is not None or self._everywhere or has_codes(self.choice.path):
            return None
        return Key(self.role, self.target, file=str(self.choice.path), ask=self.ask)

    def _settled(self, segment: Segment) -> str:
        """The column of a table, which is chosen once."""
        if not self._seen:
            names = tuple(segment.texts)
            headed = names[0] != "1"
            column = self.choice.column
            if column is None and not headed:
                column = self._numbered(len(names), segment.line)
            self._seen[self._choose(names, column, line=1 if headed and names != ("text",) else None)] = None
        return next(iter(self._seen))

    def _numbered(self, count: int, line: int | None) -> str:
        place = _UNNAMED.index("kk" if self.role == "source" else self.target)
        if place >= count:
            raise InputError(
                f"no header, and {count} of the columns {', '.join(_UNNAMED)}",
                file=self.choice.path,
                line=line,
                remedy=f"{self.ask} {self.choice.path}:{count}",
            )
        return str(place + 1)

    def _in(self, segment: Segment) -> str | None:
        """The chosen key or the language in this segment, which may lack it."""
        names = names_of(segment)
        self._seen.update(dict.fromkeys(names))
        if self.choice.column is not None:
            wanted = self.choice.column.strip().casefold()
            return next((name for name in names if name.strip().casefold() == wanted), None)
        found = find(names, self.role, self.target)
        return self._choose(names, None, line=segment.line) if len(found) > 1 else next(iter(found), None)

    def _choose(self, names: tuple[str, ...], column: str | None, line: int | None = None) -> str:
        file = str(self.choice.path)
        return choose(names, self.role, self.target, file=file, choice=column, line=line, ask=self.ask)


def side_by_side(left: Choice, right: Choice) -> Iterator[tuple[Segment, Segment]]:
    """The segments of two files, or of one twice; those of TMX and XLIFF with their codes (``split_codes``).

    Raises ``InputError`` where a file cannot be read or has more segments than the other.
    """
    if left.path == right.path:
        for segment in _read(left.path, left, right):
            yield segment, segment
        return
    both = zip_longest(_read(left.path, left), _read(right.path, right))
    for number, (one, other) in enumerate(both, start=1):
        if one is None or other is None:
            shorter, longer = (left, right) if one is None else (right, left)
            raise InputError(
                f"no line {number:,}, though {longer.path} has one",
                file=shorter.path,
                line=number,
                remedy="Aligned files have one segment a line and equally many lines.",
            )
        yield one, other


def _read(path: Path, *choices: Choice) -> Iterator[Segment]:
    if has_codes(path):
        return read_coded(path)
    return read_segments(path, [choice.column for choice in choices if choice.column])
