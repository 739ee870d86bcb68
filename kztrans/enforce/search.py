"""Enforcement: free decoding where it complies, located re-decoding where it does not, refusal by name.

Means 1, 2 and 4 of the design. For a violated demand the place that renders it is found by attention and its
licensed forms are put there; the candidates are scored by teacher forcing, and the rest of the sentence is
decoded again behind the best of them, so that agreement repairs itself. All segments of a batch go through a
round together: the engine is called a fixed number of times a round, however many segments violate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kztrans.enforce.demand import Demand
from kztrans.enforce.draft import Draft, around, locate
from kztrans.enforce.proof import prove, strays, surplus
from kztrans.engine.protocol import Engine, Hypothesis
from kztrans.records import Means, Span, Target

_KEEP = 2  # edits of a segment that are decoded further in a round, at the most
_CLOSE = 2.0  # nats: the second is decoded further only if it is this close to the first
_MARKS = tuple(",;:!?")
# What a model writes of a string's head, left standing before the string itself: by the string's own head.
_REMAINS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"\w+://"), re.compile(r"(?:https?)?:?/+$")),
    (re.compile(r"\+"), re.compile(r"\+\s?$")),
    (re.compile(r"№|No\b", re.IGNORECASE), re.compile(r"(?:№|\bNo\b\.?)\s?$", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Job:
    """A segment to prove: its model-side source, its demands, and what the model wrote freely."""

    source: str
    demands: tuple[Demand, ...]
    free: Hypothesis


@dataclass(frozen=True, slots=True)
class Enforced:
    """A proven segment. ``places[i]`` and ``means[i]`` answer ``demands[i]``; a refused one has no place.

    ``cost``: log-probability (nats) the enforcement took from the free text, 0 when nothing was changed.
    ``score``: mean log-probability a piece.
    """

    text: str
    places: tuple[Span | None, ...]
    means: tuple[Means, ...]
    cost: float
    score: float


@dataclass(frozen=True, slots=True)
class _Edit:
    """One form put at one place of a draft, behind ``lead`` (an article, or nothing).

    ``span`` is what it replaces; ``place`` the place asked for, before the edit tidied its surroundings.
    """

    place: Span
    span: Span
    lead: str
    form: str
    draft: Draft

    @property
    def prefix(self) -> str:
        """The text up to and including the form: what the rest is decoded behind."""
        return self.draft.text[: self.span.start + len(self.lead) + len(self.form)]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A draft under consideration: what it proves, and its log-probability in all and a piece."""

    draft: Draft
    places: tuple[Span | None, ...]
    extras: int
    total: float
    mean: float

    @property
    def violations(self) -> int:
        return self.places.count(None)

    @property
    def rank(self) -> tuple[float, ...]:
        """Smaller is better: violations, then what nobody asked for, then improbability."""
        return (self.violations, self.extras, -self.mean)


@dataclass(slots=True)
class _State:
    """A segment under way (local to one call of ``enforce``)."""

    job: Job
    free: _Candidate
    best: _Candidate
    given_up: set[int] = field(default_factory=set)
    wide: bool = False
    violated: int = -1

    @property
    def demand(self) -> Demand:
        """The violated demand this round works on."""
        return self.job.demands[self.violated]

    @property
    def taken(self) -> list[Span]:
        """Places that answer other demands."""
        return [place for place in self.best.places if place is not None]

    def choose(self) -> bool:
        """Pick the violated demand rendered leftmost (what is behind it is decoded again); False if none."""
        open_ = [i for i, p in enumerate(self.best.places) if p is None and i not in self.given_up]
        self.violated = min(open_, key=self._position, default=-1)
        return self.violated >= 0

    def _position(self, index: int) -> tuple[int, int]:
        demand = self.job.demands[index]
        spans = locate(self.best.draft, demand.start, demand.end, self.taken, 1)
        return (spans[0].start if spans else len(self.best.draft.text), demand.start)

    def advance(self, candidates: Sequence[_Candidate]) -> None:
        """Take the best candidate if it violates less than before; else search wider, then give up."""
        winner = min(candidates, key=lambda c: c.rank, default=None)
        if winner is not None and winner.violations < self.best.violations:
            self.best, self.wide = winner, False
        elif self.wide:
            self.given_up.add(self.violated)
            self.wide = False
        else:
            self.wide = True


def enforce(engine: Engine, jobs: Sequence[Job], *, target: Target, beam: int = 4) -> list[Enforced]:
    """Prove every job, re-decoding those whose free translation violates a demand.

    A job without a violated demand keeps its free text byte for byte. The result order is the jobs' order.
    """
    states = []
    for job in jobs:
        free = _judge(engine, job.demands, Draft.of(job.free), job.free.score * (len(job.free.pieces) + 1))
        states.append(_State(job, free, free))
    while active := [state for state in states if state.choose()]:
        _round(engine, active, target, beam)
    return [_result(state) for state in states]


def _round(engine: Engine, active: Sequence[_State], target: Target, beam: int) -> None:
    """One violated demand of each active state: choose a place, then a form, then decode the rest again."""
    placed = _score(engine, active, [_placed(state) for state in active], target)
    others = [_formed(state, group, target) for state, group in zip(active, placed, strict=True)]
    formed = _score(engine, active, others, target)
    pools = [_pool(a + b) for a, b in zip(placed, formed, strict=True)]
    redecoded = iter(
        engine.translate(
            [state.job.source for state, pool in zip(active, pools, strict=True) for _ in pool],
            target=target,
            prefixes=[edit.prefix for pool in pools for edit, _ in pool],
            beam=beam,
            attention=True,
        )
    )
    for state, pool in zip(active, pools, strict=True):
        demands = state.job.demands
        candidates = [_judge(engine, demands, edit.draft, total) for edit, total in pool]
        for _ in pool:
            for h in next(redecoded):
                candidates.append(_judge(engine, demands, Draft.of(h), h.score * (len(h.pieces) + 1)))
        state.advance(candidates)


def _placed(state: _State) -> list[_Edit]:
    """The form that suits best at every place that may render the violated demand."""
    demand = state.demand
    find = around if state.wide else locate
    places = find(state.best.draft, demand.start, demand.end, state.taken)
    return [_edit(state, place, *_ways(state, place)[0]) for place in places]


def _formed(state: _State, placed: Sequence[tuple[_Edit, float]], target: Target) -> list[_Edit]:
    """At the likeliest place: the same form led in otherwise, and the other forms that suit there."""
    if not placed:
        return []
    place = max(placed, key=lambda pair: pair[1])[0].place
    (_, first), *others = _ways(state, place)
    leads = [] if _empty(place) else _leads(state.best.draft.text, place, first, target)
    return [_edit(state, span, lead, first) for span, lead in leads] + [
        _edit(state, place, lead, form) for lead, form in others
    ]


def _ways(state: _State, place: Span) -> Sequence[tuple[str, str]]:
    """How the demand may be said at a place, best first: the words that lead in and the form.

    A form takes over the place of what stands there; in a gap it is joined by its Kazakh case.
    """
    demand = state.demand
    if _empty(place):
        return demand.matcher.joined(demand.case)
    return [("", form) for form in demand.matcher.fitting(state.best.draft.text[place.start : place.end])]


def _empty(place: Span) -> bool:
    return place.start == place.end


def _pool(scored: Sequence[tuple[_Edit, float]]) -> list[tuple[_Edit, float]]:
    """The edits worth decoding further."""
    ranked = sorted(scored, key=lambda pair: -pair[1])[:_KEEP]
    return [pair for pair in ranked if pair[1] >= ranked[0][1] - _CLOSE]


def _edit(state: _State, span: Span, lead: str, form: str) -> _Edit:
    """Put ``form`` behind ``lead`` at ``span``: with a capital where it begins the text, apart from a word
    that ends just before it, and without remains of its own head before it.
    """
    text, place = state.best.draft.text, span
    if span.start == 0 and not state.demand.matcher.literal:
        lead, form = lead[:1].upper() + lead[1:], form if lead else form[:1].upper() + form[1:]
    for head, remains in _REMAINS:
        if head.match(form):
            span = Span(len(remains.sub("", text[: span.start])), span.end)
    if text[span.start - 1 : span.start].isalnum() or text[span.start - 1 : span.start] in _MARKS:
        lead = " " + lead
    space = " " if _empty(span) else ""
    demand = state.demand
    draft = state.best.draft.replaced(span, lead + form + space, demand.start, demand.end)
    return _Edit(place, span, lead, form, draft)


def _leads(text: str, place: Span, form: str, target: Target) -> list[tuple[Span, str]]:
    """The place with another article than it has, in English: without its own, or with ``the``."""
    if target != "en" or not form[:1].isalpha():
        return []
    before = text[: place.start].lower()
    for article in ("the ", "a ", "an "):
        if before.endswith(article) and before[: -len(article)][-1:] in ("", " "):
            wider = Span(place.start - len(article), place.end)
            return [(wider, "")] + ([] if article == "the " else [(wider, "the ")])
    return [(place, "the ")]


def _score(
    engine: Engine, active: Sequence[_State], edits: Sequence[Sequence[_Edit]], target: Target
) -> list[list[tuple[_Edit, float]]]:
    """Each edit with the total log-probability of its whole text, in one call; too long ones are left out."""
    groups = [[edit for edit in group if engine.can_write(edit.draft.text)] for group in edits]
    sources = [state.job.source for state, group in zip(active, groups, strict=True) for _ in group]
    totals = iter(engine.score(sources, [e.draft.text for group in groups for e in group], target=target))
    return [[(edit, next(totals)) for edit in group] for group in groups]


def _judge(engine: Engine, demands: Sequence[Demand], draft: Draft, total: float) -> _Candidate:
    mean = total / (engine.count_pieces(draft.text) + 1)
    if not demands:
        return _Candidate(draft, (), 0, total, mean)
    affinity = [draft.affinity(d.start, d.end) for d in demands] if draft.alignment else None
    places = prove(demands, draft.text, affinity)
    extras = surplus(demands, draft.text) + strays(demands, places, draft.text)
    return _Candidate(draft, places, extras, total, mean)


def _result(state: _State) -> Enforced:
    means: list[Means] = [
        "refused" if place is None else "free" if was is not None else "redecoded"
        for place, was in zip(state.best.places, state.free.places, strict=True)
    ]
    cost = state.free.total - state.best.total
    score = state.job.free.score if state.best is state.free else state.best.mean
    return Enforced(state.best.draft.text, state.best.places, tuple(means), cost, score)
