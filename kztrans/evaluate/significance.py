"""How far scores could be chance: bootstrap intervals and paired tests, on statistics, never on text.

Segments are drawn as matrices of counts (rows are samples, columns segments), so that the statistics of all
samples are a product of two matrices. The draws are those that sacrebleu makes with the same seed. The sums
are of whole numbers: the same seed gives the same figures on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from kztrans.evaluate.formulas import Matrix, Scores
from kztrans.evaluate.scores import Comparison, Interval

Statistics = Mapping[str, Matrix]
Formulas = Mapping[str, Callable[[Matrix], Scores]]

# Rows in multiples of this are drawn the same apart as together: a random number makes 32 yes-or-no draws.
_ROWS = 32
_ROUNDING = 1e-9

#: The fewest samples of which something is cut off at either end: fewer have no middle 95 %.
FEWEST_SAMPLES = 40
#: The tests suppose that the segments drawn look like all that could be: fewer hardly do.
FEWEST_SEGMENTS = 30


@dataclass(frozen=True, slots=True)
class Sampling:
    """How many samples are drawn, from which seed, and about how many numbers may be held at once for it."""

    samples: int = 1000
    seed: int = 12345
    cells: int = 1 << 20

    def resamples(self, segments: int) -> Iterator[Matrix]:
        """Bootstrap samples, some at a time: how often each holds each segment."""
        rng = np.random.default_rng(self.seed)
        for rows in _parts(self.samples, max(1, self.cells // segments)):
            drawn = rng.integers(segments, size=(rows, segments))
            drawn += np.arange(rows)[:, None] * segments
            yield np.bincount(drawn.ravel(), minlength=rows * segments).reshape(rows, segments).astype(float)

    def shuffles(self, segments: int) -> Iterator[Matrix]:
        """For each segment of each sample 1 or 0, at even odds: whether two systems swap their lines."""
        rng = np.random.default_rng(self.seed)
        most = max(1, self.cells // segments)
        for rows in _parts(self.samples, _ROWS * max(1, most // _ROWS)):
            drawn = rng.integers(2, size=(rows, segments), dtype=bool)
            for start in range(0, rows, most):
                yield drawn[start : start + most].astype(float)


def _parts(whole: int, most: int) -> Iterator[int]:
    for done in range(0, whole, most):
        yield min(most, whole - done)


@dataclass(frozen=True, slots=True)
class Sampled:
    """A system: by metric the statistics of its segments and its scores in the bootstrap samples of them."""

    name: str
    statistics: Statistics
    scores: Mapping[str, Scores]

    def interval(self, metric: str) -> Interval | None:
        """The 95 % interval of a score; None where no sample has anything to score."""
        return _middle(self.scores[metric])


def bootstrap(systems: Mapping[str, Statistics], formulas: Formulas, sampling: Sampling) -> list[Sampled]:
    """Score every system on the same samples of the segments (Koehn 2004)."""
    sums: dict[str, dict[str, list[Matrix]]] = {name: {m: [] for m in formulas} for name in systems}
    for counts in sampling.resamples(_segments(systems.values())):
        for name, parts in sums.items():
            for metric, part in parts.items():
                part.append(counts @ systems[name][metric])
    return [
        Sampled(
            name,
            systems[name],
            {metric: formulas[metric](np.concatenate(part)) for metric, part in parts.items()},
        )
        for name, parts in sums.items()
    ]


def compare(
    baseline: Sampled, system: Sampled, formulas: Formulas, sampling: Sampling
) -> tuple[Comparison, ...]:
    """Test the difference of two systems by each metric that has one.

    A p-value is the share of samples in which chance alone makes a difference as large as the one found, or
    larger, whatever its sign: ``(count + 1) / (samples + 1)``. For the bootstrap chance is how far the
    absolute difference strays from its mean over the samples, as in sacrebleu; unlike there ties count, so
    that two equal systems never differ significantly. That formula finds too many chance differences (see
    ``Comparison``): ``Comparison.significant`` asks both tests.
    """
    by_chance = _randomized(baseline.statistics, system.statistics, formulas, sampling)
    found = []
    for metric, formula in formulas.items():
        sums = (each.statistics[metric].sum(axis=0, keepdims=True) for each in (baseline, system))
        before, after = (float(formula(each)[0]) for each in sums)
        drawn = system.scores[metric] - baseline.scores[metric]
        middle = _middle(drawn)
        if middle is None or np.isnan(after - before):
            continue
        sizes = np.abs(drawn[~np.isnan(drawn)])
        found.append(
            Comparison(
                metric,
                baseline.name,
                system.name,
                after - before,
                middle,
                bootstrap=_share(sizes - sizes.mean(), abs(after - before)),
                randomization=_share(by_chance[metric], abs(after - before)),
                samples=sampling.samples,
                seed=sampling.seed,
            )
        )
    return tuple(found)


def _randomized(
    baseline: Statistics, system: Statistics, formulas: Formulas, sampling: Sampling
) -> dict[str, Scores]:
    """By metric the absolute differences of two systems that have swapped lines at random: approximate
    randomisation (Riezler & Maxwell 2005). Were the systems alike, the true difference would be one of these.
    """
    sums: dict[str, list[Matrix]] = {metric: [] for metric in formulas}
    for swapped in sampling.shuffles(_segments([baseline])):
        for metric, part in sums.items():
            part.append(swapped @ (baseline[metric] - system[metric]))
    found = {}
    for metric, formula in formulas.items():
        moved = np.concatenate(sums[metric])
        first, second = system[metric].sum(axis=0) + moved, baseline[metric].sum(axis=0) - moved
        found[metric] = np.abs(formula(first) - formula(second))
    return found


def _segments(systems: Iterable[Statistics]) -> int:
    return len(next(iter(next(iter(systems)).values())))


def _middle(scores: Scores) -> Interval | None:
    """The middle 95 % of the scores, cut off by sacrebleu's rule."""
    ordered = np.sort(scores[~np.isnan(scores)])
    if not len(ordered):
        return None
    outside = len(ordered) // FEWEST_SAMPLES
    return Interval(float(ordered[outside]), float(ordered[len(ordered) - outside - 1]))


def _share(differences: Scores, found: float) -> float:
    differences = differences[~np.isnan(differences)]
    return float((np.sum(differences >= found - _ROUNDING) + 1) / (len(differences) + 1))
