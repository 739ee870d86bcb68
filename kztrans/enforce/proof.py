"""The proof: which place in a translation answers which demand. Every demand gets a place of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kztrans.enforce.demand import Demand, Matcher
from kztrans.enforce.forms import find_forms
from kztrans.records import Means, Span, TermOutcome

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_STUTTER = re.compile(r"\b([^\W\d_]+) \1\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A rendering in the text that the entry of a demand, given by number, forbids."""

    demand: int
    span: Span


@dataclass(frozen=True, slots=True)
class _Place:
    demand: int
    span: Span
    rank: float


def prove(
    demands: Sequence[Demand], text: str, affinity: Sequence[Sequence[float]] | None = None
) -> tuple[Span | None, ...]:
    """Assign to each demand a licensed form in ``text``, none overlapping another; None where there is none.

    A term asked for n times needs n places. Longer forms are served first, so that a short term is not
    "found" inside a longer one that another demand needs; where a form could serve either of two demands, one
    is moved to its other place if it has one (augmenting paths: Kuhn 1955). ``affinity[d][c]`` says how
    strongly character ``c`` of ``text`` translates demand ``d``; without it order decides.
    """
    found: dict[Matcher, Sequence[Span]] = {}
    for demand in demands:
        if demand.matcher not in found:
            found[demand.matcher] = demand.matcher.find(text)
    places = [
        _Place(d, span, _mean(affinity[d], span) if affinity else 0.0)
        for d, demand in enumerate(demands)
        for span in found[demand.matcher]
    ]
    places.sort(key=lambda p: (p.span.start - p.span.end, -p.rank, p.span.start, p.demand))
    given: dict[int, Span] = {}
    for place in places:
        if place.demand not in given and not _holders(place.span, given):
            given[place.demand] = place.span
    by_demand = [[p.span for p in places if p.demand == d] for d in range(len(demands))]
    for d in range(len(demands)):
        if d not in given:
            _augment(d, by_demand, given, set())
    return tuple(given.get(d) for d in range(len(demands)))


def outcome_of(
    source: str, demand: Demand, target: str, place: Span | None, means: Means, cost: float = 0.0
) -> TermOutcome:
    """What became of a demand; offsets are those of the texts given."""
    return TermOutcome(
        source=source[demand.start : demand.end],
        start=demand.start,
        end=demand.end,
        term=demand.label,
        suffixes=demand.suffixes,
        target=target[place.start : place.end] if place else None,
        target_start=place.start if place else None,
        target_end=place.end if place else None,
        means=means,
        cost=cost if means in ("placed", "beam") else 0.0,
    )


def surplus(demands: Sequence[Demand], text: str) -> int:
    """How many more licensed forms of phrase-like demands the text holds than were asked for."""
    asked: dict[Matcher, int] = {}
    for demand in demands:
        asked[demand.matcher] = asked.get(demand.matcher, 0) + 1
    return sum(max(0, len(matcher.find(text)) - count) for matcher, count in asked.items())


def strays(demands: Sequence[Demand], places: Sequence[Span | None], text: str) -> int:
    """How many numbers stand in the text that answer no demand, where the numbers of the source are guarded;
    and how often a word is said twice running.
    """
    stuttered = len(_STUTTER.findall(text))
    if not any(demand.label.startswith("guard:") for demand in demands):
        return stuttered
    inside = [place for place in places if place is not None]
    loose = (m.span() for m in _NUMBER.finditer(text))
    return stuttered + sum(all(end <= p.start or p.end <= start for p in inside) for start, end in loose)


def forbidden(demands: Sequence[Demand], places: Sequence[Span | None], text: str) -> tuple[Forbidden, ...]:
    """Renderings that a term's entry forbids and that stand in the text, outside of every delivered form."""
    taken = [place for place in places if place is not None]
    found = [
        Forbidden(d, Span(match.start, match.end))
        for d, demand in enumerate(demands)
        if demand.forbidden
        for match in find_forms(text, demand.forbidden)
        if all(match.end <= place.start or place.end <= match.start for place in taken)
    ]
    # Two occurrences of a term share its forbidden renderings: each is counted once.
    return tuple({f.span: f for f in reversed(found)}.values())


def _mean(row: Sequence[float], span: Span) -> float:
    return sum(row[span.start : span.end]) / max(1, span.end - span.start)


def _holders(span: Span, given: dict[int, Span]) -> list[int]:
    return [d for d, other in given.items() if span.start < other.end and other.start < span.end]


def _augment(demand: int, places: list[list[Span]], given: dict[int, Span], seen: set[int]) -> bool:
    seen.add(demand)
    for span in places[demand]:
        holders = _holders(span, given)
        if not holders:
            given[demand] = span
            return True
        if len(holders) == 1 and holders[0] not in seen:
            holder = holders[0]
            old = given.pop(holder)
            given[demand] = span
            if _augment(holder, places, given, seen):
                return True
            del given[demand]
            given[holder] = old
    return False
