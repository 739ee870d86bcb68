"""A draft on trial: what it proves, what nobody asked for, and how probable the model finds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kztrans.enforce.demand import Demand
from kztrans.enforce.draft import Draft
from kztrans.enforce.proof import Forbidden, forbidden, prove, strays, surplus
from kztrans.engine.protocol import Engine
from kztrans.records import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft with its proof. ``places[i]`` answers demand i; ``total`` and ``mean`` are its log-probability
    (nats) in all and a piece, of the last text that was scored where ``scored`` is false.
    """

    draft: Draft
    places: tuple[Span | None, ...]
    forbidden: tuple[Forbidden, ...]
    extras: int
    total: float
    mean: float
    scored: bool = True

    @property
    def violations(self) -> int:
        return self.places.count(None) + len(self.forbidden)

    @property
    def taken(self) -> list[Span]:
        """Places that answer a demand."""
        return [place for place in self.places if place is not None]

    @property
    def rank(self) -> tuple[float, ...]:
        """Smaller is better: violations, then what nobody asked for, then improbability."""
        return (self.violations, self.extras, -self.mean)

    def violated(self) -> list[int]:
        """The demands without a place, or with a forbidden rendering beside it, by number."""
        bad = {i for i, place in enumerate(self.places) if place is None} | {f.demand for f in self.forbidden}
        return sorted(bad)


def judge(
    engine: Engine, demands: Sequence[Demand], draft: Draft, total: float, *, scored: bool = True
) -> Candidate:
    """Prove a draft whose log-probability is ``total``."""
    mean = total / (engine.count_pieces(draft.text) + 1)
    if not demands:
        return Candidate(draft, (), (), 0, total, mean, scored)
    affinity = [draft.affinity(d.start, d.end) for d in demands] if draft.alignment else None
    places = prove(demands, draft.text, affinity)
    extras = surplus(demands, draft.text) + strays(demands, places, draft.text)
    return Candidate(draft, places, forbidden(demands, places, draft.text), extras, total, mean, scored)
