"""Cutting a text into runs under the spans that cover it, whatever way they nest or overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A span ``[start, end)`` to mark, and the number of the occurrence it belongs to."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text and the numbers of the marks that cover it, innermost (shortest) first."""

    text: str
    marks: tuple[int, ...] = ()


def cut_runs(text: str, marks: Iterable[Mark]) -> list[Run]:
    """``text`` in runs whose cover does not change; joined they give ``text``. Empty marks cover nothing."""
    inside = [Mark(max(0, m.start), min(len(text), m.end), m.number) for m in marks]
    inside = sorted((m for m in inside if m.start < m.end), key=lambda m: (m.end - m.start, m.number))
    bounds = sorted({0, len(text), *(m.start for m in inside), *(m.end for m in inside)})
    return [
        Run(text[start:end], tuple(m.number for m in inside if m.start <= start and end <= m.end))
        for start, end in pairwise(bounds)
    ]
