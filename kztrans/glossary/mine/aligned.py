"""Aligned text: pairs of a Kazakh segment and its translation, read as a stream, as often as wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Protocol

from kztrans.document.parallel import Choice, Role, format_of, read_segments
from kztrans.document.parallel.pairs import Column
from kztrans.errors import InputError
from kztrans.records import Target

_ROLES: tuple[Role, ...] = ("source", "reference")


@dataclass(frozen=True, slots=True)
class Pair:
    """A Kazakh segment and its translation; ``line`` counts from 1 (in XML: the unit's number)."""

    file: str
    line: int
    kk: str
    target: str


class AlignedText(Protocol):
    """What can be mined: an iterable that may be run through several times."""

    def __iter__(self) -> Iterator[Pair]: ...


@dataclass(frozen=True, slots=True)
class TwoFiles:
    """Two texts with one segment a line, as many lines in one as in the other."""

    kk: Path
    target: Path

    def __iter__(self) -> Iterator[Pair]:
        both = zip_longest(read_segments(self.kk), read_segments(self.target))
        for number, (kk, target) in enumerate(both, start=1):
            if kk is None or target is None:
                shorter, longer = (self.kk, self.target) if kk is None else (self.target, self.kk)
                raise InputError(
                    f"no line {number:,}, though {longer} has one",
                    file=shorter,
                    line=number,
                    remedy="Aligned files have one segment a line and equally many lines.",
                )
            yield Pair(str(self.kk), number, *kk.texts.values(), *target.texts.values())


@dataclass(frozen=True, slots=True)
class OneFile:
    """A file that holds both languages: a table, JSON lines, TMX, XLIFF; a missing translation is empty.

    A table without a header has the columns kk, en, ru and any more. Raises ``InputError``, for JSON lines at
    the end, where no segment tells which of its texts is which.
    """

    path: Path
    language: Target

    def __iter__(self) -> Iterator[Pair]:
        kk, target = (Column(Choice(self.path), role, self.language) for role in _ROLES)
        for segment in read_segments(self.path):
            pair = Pair(
                str(self.path), segment.line or segment.number, kk.text(segment), target.text(segment)
            )
            target.check_apart(kk)
            yield pair
        kk.require()
        target.require()


@dataclass(frozen=True, slots=True)
class Chain:
    """Several aligned texts, one after the other."""

    parts: tuple[AlignedText, ...]

    def __iter__(self) -> Iterator[Pair]:
        for part in self.parts:
            yield from part


def open_aligned(files: Sequence[Path], language: Target) -> AlignedText:
    """The aligned text in ``files``: tables, JSON lines, TMX and XLIFF each alone, others in pairs (Kazakh,
    translation).
    """
    parts: list[AlignedText] = [OneFile(path, language) for path in files if format_of(path)]
    plain = [path for path in files if not format_of(path)]
    if len(plain) % 2:
        raise InputError(
            "a text without its translation",
            file=plain[-1],
            remedy="Name the Kazakh file and then its translation, or a file that holds both, such as TMX.",
        )
    parts += [TwoFiles(kk, target) for kk, target in zip(plain[::2], plain[1::2], strict=True)]
    return parts[0] if len(parts) == 1 else Chain(tuple(parts))
