"""Which segments the page shows: all of a short text; of a long one the worst, the best, the most changed."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

from kztrans.evaluate.scores import Evaluation
from kztrans.report.evaluation.measure import Measure

WORST, BEST, CHANGED = 100, 50, 50


@dataclass(frozen=True, slots=True)
class Rank:
    """A segment's place in the run (from 0), the mean of its systems' gains and how far they lie apart."""

    place: int
    gain: float
    change: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The segments to show, in order, each with why it is there (empty where all are), and that in words."""

    ranks: tuple[Rank, ...]
    why: tuple[str, ...]
    words: str


def choose(evaluation: Evaluation, measure: Measure) -> Choice:
    """At most ``WORST + BEST + CHANGED`` segments; none where the run kept no segment scores."""
    ranks = _ranks(evaluation, measure)
    if not ranks:
        return Choice((), (), "Segment scores were not asked for: no segments to show.")
    ordered = sorted(ranks, key=lambda rank: (rank.gain, rank.place))
    several = sum(bool(system.segments) for system in evaluation.systems) > 1
    mean = f"segment {measure.name}, the mean of the systems" if several else f"segment {measure.name}"
    if len(ranks) <= WORST + BEST + CHANGED:
        words = (
            "The one segment of the run."
            if len(ranks) == 1
            else f"All {len(ranks)} segments, the worst first"
        )
        return Choice(
            tuple(ordered), ("",) * len(ordered), words if len(ranks) == 1 else f"{words} (by {mean})."
        )
    chosen = [(rank, "among the worst") for rank in ordered[:WORST]]
    chosen += [(rank, "among the best") for rank in ordered[: -BEST - 1 : -1]]
    words = f"the {WORST} worst, then the {BEST} best (by {mean})"
    if several:
        rest = sorted(ordered[WORST:-BEST], key=lambda rank: (-rank.change, rank.place))
        chosen += [(rank, "among the most changed") for rank in rest[:CHANGED]]
        words += f", then of the others the {CHANGED} that differ most between systems"
    return Choice(
        tuple(rank for rank, _ in chosen),
        tuple(why for _, why in chosen),
        f"{len(chosen)} of {len(ranks):,} segments are shown: {words}. All are in segments.tsv.",
    )


def _ranks(evaluation: Evaluation, measure: Measure) -> list[Rank]:
    systems = [system.segments for system in evaluation.systems if system.segments]
    ranks = []
    for place, row in enumerate(zip(*systems, strict=True)):
        gains = [measure.gain(each.scores[measure.place]) for each in row]
        ranks.append(Rank(place, fmean(gains), max(gains) - min(gains)))
    return ranks
