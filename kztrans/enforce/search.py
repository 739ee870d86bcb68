"""Enforcement: untouched where the model complies, repaired where not, refused by name where it cannot be.

The means of the design, cheapest first. (1) The free translation stands where it complies. (2) A form is put
in place of the rendering it corrects, located by attention: grammar says which forms suit the place, the
model chooses among them, and grammar makes the words around agree. (3) What has no rendering to correct is
searched for: as a whole sentence that holds a form of every term, where the engine can do that; else by
prefix-forced expansion: forms are tried at several places, and the sentence is decoded on behind the
likeliest. (4) The rest is refused. All segments of a batch go through a step together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kztrans.enforce.candidate import Candidate, judge
from kztrans.enforce.demand import Demand, PhraseMatcher
from kztrans.enforce.draft import Draft, around, locate
from kztrans.enforce.edit import Edit, edits
from kztrans.enforce.grammar import repaired, violations
from kztrans.enforce.leftovers import Leftover, leftovers, without
from kztrans.enforce.proof import Forbidden
from kztrans.engine.protocol import ConstrainedEngine, Engine, Hypothesis
from kztrans.records import Means, Span, Target

_PLACES = (2, 12)  # places tried for a demand without a rendering; then, if none of them does
_KEEP = 1  # of the edits tried there, those that are decoded further
_BEAM = 2  # for that: the larger part of the sentence stands already


@dataclass(frozen=True, slots=True)
class Job:
    """A segment to prove: its model-side source, its demands, and what the model wrote freely."""

    source: str
    demands: tuple[Demand, ...]
    free: Hypothesis


@dataclass(frozen=True, slots=True)
class Enforced:
    """A proven segment. ``places[i]`` and ``means[i]`` answer ``demands[i]``; a refused one has no place.

    ``forbidden``: forbidden renderings that could not be removed; ``leftovers``: words that seem to say a
    delivered term again. ``cost``: log-probability (nats) the
    enforcement took from the free text, 0 when nothing was changed. ``score``: mean log-probability a piece.
    """

    text: str
    places: tuple[Span | None, ...]
    means: tuple[Means, ...]
    cost: float
    score: float
    forbidden: tuple[Forbidden, ...] = ()
    leftovers: tuple[Leftover, ...] = ()


@dataclass(slots=True)
class _State:
    """A segment under way (local to one call of ``enforce``)."""

    job: Job
    free: Candidate
    best: Candidate
    means: dict[int, Means] = field(default_factory=dict)
    tried: set[int] = field(default_factory=set)
    demand: int = -1  # the one under work
    edits: list[Edit] = field(default_factory=list)  # the ways to repair it that are to be scored

    def pending(self) -> list[int]:
        return [d for d in self.best.violated() if d not in self.tried]

    def take(self, candidate: Candidate, means: Means) -> bool:
        """Go on with ``candidate`` if it violates less; say by which means its new places came about."""
        if candidate.violations >= self.best.violations:
            return False
        for d in self.best.violated():
            if candidate.places[d] is not None:
                self.means[d] = means
        self.best = candidate
        return True


def enforce(engine: Engine, jobs: Sequence[Job], *, target: Target, beam: int = 4) -> list[Enforced]:
    """Prove every job, repairing those whose free translation violates a demand.

    A job without a violated demand keeps its free text byte for byte. The result order is the jobs' order.
    """
    states = []
    for job in jobs:
        free = judge(engine, job.demands, Draft.of(job.free), job.free.score * (len(job.free.pieces) + 1))
        states.append(_State(job, free, free))
    open_ = [state for state in states if state.best.violations]
    _place(engine, open_, target)
    _expand(engine, open_, target, min(beam, _BEAM))
    _repair(engine, open_, target)
    _tidy(engine, [state for state in open_ if state.best is not state.free], target)
    return [_result(state) for state in states]


# --- in the place of a rendering ---


def _place(engine: Engine, states: Sequence[_State], target: Target) -> None:
    """Put a form in place of each rendering that violates a demand, the leftmost first.

    Where grammar leaves one form nothing needs the model; else it chooses by the whole sentence.
    """
    while active := [state for state in states if _offer(engine, state, target)]:
        for state, scored in zip(active, _scored(engine, active, target), strict=True):
            candidates = [judge(engine, state.job.demands, e.draft, total) for e, total in scored]
            best = min(candidates, key=lambda c: c.rank, default=None)
            if best is None or not state.take(best, "placed"):
                state.tried.add(state.demand)


def _offer(engine: Engine, state: _State, target: Target) -> bool:
    """Make the edits that leave no choice; stop before one that does, with the choice in ``state.edits``."""
    while pending := state.pending():
        state.demand = min(pending, key=lambda d: _position(state, d))
        options = [e for e in _placements(state, state.demand) if engine.can_write(e.draft.text)]
        options = _grammatical(state.job.demands[state.demand], options, target) or options
        if len(options) > 1:
            state.edits = options
            return True
        total = state.best.total
        if not options or not state.take(
            judge(engine, state.job.demands, options[0].draft, total, scored=False), "placed"
        ):
            state.tried.add(state.demand)
    return False


def _grammatical(demand: Demand, options: Sequence[Edit], target: Target) -> list[Edit]:
    """The edits whose form fits its sentence."""
    matcher = demand.matcher
    if len(options) < 2 or not isinstance(matcher, PhraseMatcher):
        return list(options)
    return [e for e in options if not violations(e.draft.text, e.placed, matcher.forms, target)]


def _position(state: _State, index: int) -> tuple[int, int]:
    """Where a violated demand seems to be rendered: what is rendered first is repaired first."""
    demand = state.job.demands[index]
    spans = locate(state.best.draft, demand.start, demand.end, state.best.taken, 1)
    return (spans[0].start if spans else len(state.best.draft.text), demand.start)


def _placements(state: _State, index: int) -> Iterator[Edit]:
    """The forms at the place that renders the demand: its forbidden rendering, or where attention points."""
    demand, draft = state.job.demands[index], state.best.draft
    wrong = [f.span for f in state.best.forbidden if f.demand == index]
    spans = wrong or locate(draft, demand.start, demand.end, state.best.taken, 1)
    for span in spans[:1]:
        yield from edits(draft, demand, span)


def _repair(engine: Engine, states: Sequence[_State], target: Target) -> None:
    """Make the sentence agree with the forms put in it, where grammar knows how."""
    for state in states:
        for d in state.means:
            place, matcher = state.best.places[d], state.job.demands[d].matcher
            if place is None or not isinstance(matcher, PhraseMatcher):
                continue
            others = [span for span in state.best.taken if span != place]
            fixed = repaired(state.best.draft.text, place, matcher.forms, target, others)
            if fixed is None or not engine.can_write(fixed.text):
                continue
            draft = state.best.draft.reworded(fixed.text)
            candidate = judge(engine, state.job.demands, draft, state.best.total, scored=False)
            if candidate.violations <= state.best.violations:
                state.best = candidate


# --- where nothing renders the demand ---


def _expand(engine: Engine, states: Sequence[_State], target: Target, beam: int) -> None:
    """Prefix-forced expansion: try a form at several places, keep the likeliest, decode on from there.

    An engine that can search for whole sentences with the forms in them is asked first.
    """
    if isinstance(engine, ConstrainedEngine):
        _constrain(engine, states, target, beam)
    for most in _PLACES:
        for state in states:
            state.tried.clear()
        while active := [state for state in states if state.pending()]:
            for state in active:
                state.demand = min(state.pending(), key=lambda d: _position(state, d))
                state.edits = [e for e in _insertions(state, most) if engine.can_write(e.draft.text)]
            _grow(engine, active, target, beam)


def _constrain(engine: ConstrainedEngine, states: Sequence[_State], target: Target, beam: int) -> None:
    """One sentence that holds a form of every term and literal, where one of them lacks its place."""
    phrases = [[d.matcher for d in s.job.demands if isinstance(d.matcher, PhraseMatcher)] for s in states]
    lacking = [
        (state, [matcher.candidates for matcher in matchers])
        for state, matchers in zip(states, phrases, strict=True)
        if any(state.job.demands[d].matcher in matchers for d in state.best.violated())
    ]
    sources, forms = [state.job.source for state, _ in lacking], [wanted for _, wanted in lacking]
    found = engine.constrained(sources, forms, target=target, beam=beam, attention=True)
    for (state, _), hypothesis in zip(lacking, found, strict=True):
        if hypothesis is not None:
            state.take(_judged(engine, state, hypothesis), "beam")


def _grow(engine: Engine, active: Sequence[_State], target: Target, beam: int) -> None:
    """One demand of each state: the likeliest of its edits, as they are and decoded on."""
    scored = _scored(engine, active, target)
    pools = [sorted(pairs, key=lambda pair: -pair[1])[:_KEEP] for pairs in scored]
    found = iter(
        engine.translate(
            [state.job.source for state, pool in zip(active, pools, strict=True) for _ in pool],
            target=target,
            prefixes=[edit.prefix for pool in pools for edit, _ in pool],
            beam=beam,
            attention=True,
        )
    )
    for state, pool in zip(active, pools, strict=True):
        candidates = [judge(engine, state.job.demands, e.draft, total) for e, total in pool]
        candidates += [_judged(engine, state, hypothesis) for _ in pool for hypothesis in next(found)]
        best = min(candidates, key=lambda c: c.rank, default=None)
        if best is None or not state.take(best, "beam"):
            state.tried.add(state.demand)


def _insertions(state: _State, most: int) -> Iterator[Edit]:
    """The likeliest way to say the demand at each of ``most`` places near what stands beside it."""
    demand = state.job.demands[state.demand]
    for place in around(state.best.draft, demand.start, demand.end, state.best.taken)[:most]:
        for edit in edits(state.best.draft, demand, place):
            yield edit
            break


def _tidy(engine: Engine, states: Sequence[_State], target: Target) -> None:
    """Score what was not scored as it stands, and texts rid of leftovers of the renderings replaced."""
    options: list[list[Draft]] = []
    for state in states:
        best = state.best
        spans = [left.span for left in leftovers(state.job.demands, best.places, best.draft)]
        options.append([] if best.scored else [best.draft])
        options[-1] += [without(best.draft, spans)] if spans else []
    sources = [state.job.source for state, drafts in zip(states, options, strict=True) for _ in drafts]
    texts = [draft.text for drafts in options for draft in drafts]
    totals = iter(engine.score(sources, texts, target=target))
    for state, drafts in zip(states, options, strict=True):
        candidates = [judge(engine, state.job.demands, draft, next(totals)) for draft in drafts]
        if state.best.scored:
            candidates.append(state.best)
        state.best = min(candidates, key=lambda c: c.rank)


def _scored(engine: Engine, states: Sequence[_State], target: Target) -> list[list[tuple[Edit, float]]]:
    """Each state's edits with the total log-probability of their whole texts, in one call."""
    sources = [state.job.source for state in states for _ in state.edits]
    totals = iter(engine.score(sources, [e.draft.text for s in states for e in s.edits], target=target))
    return [[(edit, next(totals)) for edit in state.edits] for state in states]


def _judged(engine: Engine, state: _State, hypothesis: Hypothesis) -> Candidate:
    total = hypothesis.score * (len(hypothesis.pieces) + 1)
    return judge(engine, state.job.demands, Draft.of(hypothesis), total)


def _result(state: _State) -> Enforced:
    means: list[Means] = [
        "refused" if place is None else state.means.get(d, "free")
        for d, place in enumerate(state.best.places)
    ]
    untouched = state.best is state.free
    cost = 0.0 if untouched else state.free.total - state.best.total
    score = state.job.free.score if untouched else state.best.mean
    best = state.best
    left = leftovers(state.job.demands, best.places, best.draft)
    return Enforced(best.draft.text, best.places, tuple(means), cost, score, best.forbidden, left)
