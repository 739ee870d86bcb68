"""A text cut into runs under its marks: terms, words that the reference lacks, words that only it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kztrans.report.evaluation.diff import Change
from kztrans.report.marking import Mark, cut_runs

_INSERTED = 0  # the number of the mark for words that the reference lacks; terms count from 1


@dataclass(frozen=True, slots=True)
class TermMark:
    """Term ``number`` (from 1) at ``[start, end)``, its colour class and what it says under the pointer."""

    start: int
    end: int
    number: int
    colour: str
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the term marks ``numbers`` (innermost first), the last run of those in ``ends``.

    ``inserted``: the reference lacks it. ``missing`` stands before it: words that only the reference has.
    """

    text: str
    numbers: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    inserted: bool = False
    missing: str = ""
    colour: str = ""
    title: str = ""


def cut_pieces(text: str, terms: Sequence[TermMark], found: Sequence[Change] = ()) -> tuple[Piece, ...]:
    """``text`` in runs whose cover does not change, each missing word before the run where it belongs."""
    looks = {each.number: each for each in terms}
    marks = [Mark(each.start, each.end, each.number) for each in terms]
    marks += [Mark(change.start, change.end, _INSERTED) for change in found]
    missing = {change.start: _spaced(text, change) for change in found if change.missing}
    pieces: list[Piece] = []
    for start, end in pairwise(sorted({0, len(text), *missing})):
        inside = [Mark(m.start - start, m.end - start, m.number) for m in marks]
        for n, run in enumerate(cut_runs(text[start:end], inside)):
            numbers = tuple(number for number in run.marks if number != _INSERTED)
            pieces.append(
                Piece(
                    text=run.text,
                    numbers=numbers,
                    inserted=_INSERTED in run.marks,
                    missing=missing.get(start, "") if n == 0 else "",
                    colour=looks[numbers[0]].colour if numbers else "",
                    title=" | ".join(looks[number].title for number in numbers),
                )
            )
    if last := missing.get(len(text)):
        pieces.append(Piece("", missing=last))
    return _with_ends(pieces)


def _spaced(text: str, change: Change) -> str:
    """The missing words with the spaces that part them from what stands around them."""
    before, after = text[: change.start][-1:], text[change.start :][:1]
    left = " " if before.strip() else ""
    return f"{left}{change.missing}{' ' if after.isalnum() else ''}"


def _with_ends(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    last = {number: place for place, piece in enumerate(pieces) for number in piece.numbers}
    return tuple(
        replace(piece, ends=tuple(n for n in piece.numbers if last[n] == place))
        for place, piece in enumerate(pieces)
    )
