"""Leftovers: the model's own rendering of an occurrence, still in the sentence beside the delivered form.

Attention alone points at too much (in "the plant's groundwater" it points at "plant" as well); a leftover is
a word that attends to the occurrence *and* resembles what was delivered for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kztrans.enforce.demand import Demand
from kztrans.enforce.draft import JOINTS, Draft
from kztrans.records import Span

_MASS = 0.5  # attention on the occurrence
_ALIKE = 4  # letters that a word and its like begin with
_PART = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words of the text that say a demand, given by number, a second time."""

    demand: int
    span: Span


def leftovers(demands: Sequence[Demand], places: Sequence[Span | None], draft: Draft) -> tuple[Leftover, ...]:
    """Every run of words that renders a delivered demand again, in the order of the text."""
    taken = [place for place in places if place is not None]
    found: dict[Span, Leftover] = {}
    for number, (demand, place) in enumerate(zip(demands, places, strict=True)):
        if place is None:
            continue
        form = _parts(draft.text[place.start : place.end])
        for span in _runs(draft, demand, form, taken):
            found.setdefault(span, Leftover(number, span))
    return tuple(sorted(found.values(), key=lambda leftover: leftover.span.start))


def without(draft: Draft, spans: Sequence[Span]) -> Draft:
    """The draft without the words at ``spans`` and what led them in."""
    for span in sorted(spans, key=lambda span: -span.start):
        before = [word for word in draft.words if word.end <= span.start]
        start = span.start
        while before and draft.text[before[-1].start : before[-1].end].lower() in JOINTS:
            start = before.pop().start
        gap = len(draft.text[:start]) - len(draft.text[:start].rstrip())
        draft = draft.replaced(Span(start - gap, span.end), "", 0, 0)
    return draft


def _runs(draft: Draft, demand: Demand, form: set[str], taken: Sequence[Span]) -> Iterator[Span]:
    run: list[Span] = []
    for word, mass in zip(draft.words, draft.mass(demand.start, demand.end), strict=False):
        text = draft.text[word.start : word.end]
        if run and text.lower() in JOINTS:
            continue
        free = all(word.end <= t.start or t.end <= word.start for t in taken)
        if free and mass >= _MASS and _resembles(text, form):
            run.append(word)
        elif run:
            yield Span(run[0].start, run[-1].end)
            run = []
    if run:
        yield Span(run[0].start, run[-1].end)


def _parts(text: str) -> set[str]:
    """The beginnings of the words of a form, and its numbers whole."""
    return {part if part[0].isdigit() else part[:_ALIKE] for part in _PART.findall(text.lower())}


def _resembles(word: str, form: set[str]) -> bool:
    return bool(_parts(word) & {part for part in form if len(part) >= _ALIKE or part[0].isdigit()})
