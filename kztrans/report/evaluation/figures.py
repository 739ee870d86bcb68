"""What the page draws: scores against sentence length, and how segment scores are spread."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev
from typing import TYPE_CHECKING

from kztrans.evaluate.scores import Evaluation
from kztrans.report.evaluation.measure import Measure
from kztrans.report.evaluation.plot import (
    Axis,
    Plot,
    Tick,
    axis,
    edges_over,
    histogram,
    look,
    round_step,
    swatch,
)

if TYPE_CHECKING:
    from markupsafe import Markup

_MOST_LENGTH_BINS = 8
_SCORE_BINS = 20
_FEW = 5  # of fewer segments no interval is drawn: a normal one would say too much


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a legend."""

    swatch: Markup
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its heading, its legend, what it says in words, and its numbers as a table."""

    heading: str
    chart: Markup
    legend: tuple[Entry, ...]
    words: str
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Bin:
    """Segments whose source has ``label`` words; ``members`` are their places."""

    label: str
    members: tuple[int, ...]


def length_bins(lengths: Sequence[int]) -> list[Bin]:
    """Bins of equal round width over ``lengths`` (at least 1 each); the longest 5 % may share an open one."""
    common = sorted(lengths)[math.ceil(0.95 * len(lengths)) - 1]
    step = max(1, round(round_step(common, _MOST_LENGTH_BINS - 1)))
    last = max(1, math.ceil(common / step))
    highest = max(lengths)
    members: dict[int, list[int]] = {n: [] for n in range(last + (highest > last * step))}
    for place, length in enumerate(lengths):
        members[min((length - 1) // step, len(members) - 1)].append(place)
    bins = []
    for n, places in members.items():
        low, high = n * step + 1, (n + 1) * step
        label = f"{low}+" if high > last * step else str(low) if step == 1 else f"{low}–{high}"
        bins.append(Bin(label, tuple(places)))
    return bins


def by_length(evaluation: Evaluation, measure: Measure) -> Figure:
    """The mean segment score of each system by the number of words in the source."""
    bins = length_bins([max(1, len(source.split())) for source in evaluation.sources])
    systems = [(n, system) for n, system in enumerate(evaluation.systems) if system.segments]
    scores = {n: [each.scores[measure.place] for each in system.segments] for n, system in systems}
    top = max((max(values) for values in scores.values()), default=0.0)
    means = {
        n: [fmean(values[i] for i in each.members) if each.members else None for each in bins]
        for n, values in scores.items()
    }
    highest = max((mean for row in means.values() for mean in row if mean is not None), default=top)
    ticks = tuple(Tick(n, each.label, f"n={len(each.members):,}") for n, each in enumerate(bins))
    across = Axis("words in the source sentence (below: number of segments n)", -0.6, len(bins) - 0.4, ticks)
    title = f"{measure.name} by sentence length"
    words = "; ".join(
        f"{system.name}: "
        + ", ".join(
            f"{each.label} words {measure.write(mean)}"
            for each, mean in zip(bins, means[n], strict=True)
            if mean is not None
        )
        for n, system in systems
    )
    chart = Plot(title, words, across, axis(f"mean segment {measure.label}", 0.0, highest * 1.08))
    for rank, (n, _) in enumerate(systems):
        shift = 0.14 * (rank - (len(systems) - 1) / 2)
        found = [(place + shift, mean) for place, mean in enumerate(means[n]) if mean is not None]
        chart.line(found, n)
        for place, (each, mean) in enumerate(zip(bins, means[n], strict=True)):
            if mean is not None:
                spread = _spread([scores[n][i] for i in each.members], mean)
                where = f"{evaluation.systems[n].name}, {each.label} words"
                tip = f"{where}: {measure.write(mean)} (n={len(each.members):,})"
                chart.point(place + shift, mean, n, tip, spread)
    return Figure(
        title,
        chart.markup(),
        tuple(Entry(swatch(n), system.name) for n, system in systems),
        f"Mean of the segments' {measure.label}. Whiskers: 95 % interval of the mean (1.96 standard errors), "
        f"where there are {_FEW} segments or more. Points with few segments say little.",
        ("words", "segments", *(system.name for _, system in systems)),
        tuple(
            (each.label, f"{len(each.members):,}", *(measure.write(means[n][place]) for n, _ in systems))
            for place, each in enumerate(bins)
        ),
    )


def spreads(evaluation: Evaluation, measure: Measure) -> list[Figure]:
    """The first system's distribution of segment scores against each other's, with the differences."""
    systems = [(n, system) for n, system in enumerate(evaluation.systems) if system.segments]
    if not systems:
        return []
    scores = {n: [each.scores[measure.place] for each in system.segments] for n, system in systems}
    if len(systems) == 1:
        return [_distribution(evaluation, measure, scores, [systems[0][0]])]
    first = systems[0][0]
    figures = []
    for other, _ in systems[1:]:
        figures.append(_distribution(evaluation, measure, scores, [first, other]))
        figures.append(_differences(evaluation, measure, scores, first, other))
    return figures


def _distribution(
    evaluation: Evaluation, measure: Measure, scores: dict[int, list[float]], shown: list[int]
) -> Figure:
    names = [evaluation.systems[n].name for n in shown]
    low = min(0.0, *(min(scores[n]) for n in shown))
    high = max(max(scores[n]) for n in shown) or 1.0
    edges = edges_over(low, high, round_step(high - low, _SCORE_BINS))
    counts = {n: histogram(scores[n], edges) for n in shown}
    title = f"Segment scores of {' and '.join(names)}"
    means = "; ".join(
        f"{evaluation.systems[n].name}: mean {measure.write(fmean(scores[n]))}, "
        f"median {measure.write(median(scores[n]))}"
        for n in shown
    )
    across = axis(f"segment {measure.label}", edges[0], edges[-1], steps=10)
    chart = Plot(title, means, across, axis("segments", 0, max(map(max, counts.values())), least=1))
    filled, *outlined = shown
    chart.bars(edges, counts[filled], [look(filled)] * (len(edges) - 1), "segments")
    for n in outlined:
        chart.steps(edges, counts[n], n)
    legend = [Entry(swatch(filled, filled=True), names[0])]
    legend += [Entry(swatch(n), evaluation.systems[n].name) for n in outlined]
    return Figure(title, chart.markup(), tuple(legend), f"{means}.")


def _differences(
    evaluation: Evaluation, measure: Measure, scores: dict[int, list[float]], first: int, other: int
) -> Figure:
    base, system = evaluation.systems[first].name, evaluation.systems[other].name
    deltas = [b - a for a, b in zip(scores[first], scores[other], strict=True)]
    better = sum(measure.gain(delta) > 0 for delta in deltas)
    worse = sum(measure.gain(delta) < 0 for delta in deltas)
    reach = max(map(abs, deltas)) or 1.0
    step = round_step(2 * reach, _SCORE_BINS)
    edges = edges_over(-reach, reach, step)
    changed = [delta for delta in deltas if delta]
    counts = histogram(changed, edges)
    looks = [look(other if measure.gain(left + step / 2) > 0 else first) for left in edges[:-1]]
    title = f"Difference per segment: {system} minus {base}"
    same = len(deltas) - better - worse
    words = (
        f"{system} is better in {better:,} segments, worse in {worse:,}, equal in {same:,}; "
        f"mean difference {measure.sign(fmean(deltas))}."
    )
    across = axis(f"difference in segment {measure.label}", edges[0], edges[-1], steps=10)
    chart = Plot(title, words, across, axis("segments", 0, max(counts), least=1))
    chart.bars(edges, counts, looks, "segments")
    chart.rule(0.0)
    legend = (
        Entry(swatch(other, filled=True), f"{system} better"),
        Entry(swatch(first, filled=True), f"{base} better"),
    )
    return Figure(title, chart.markup(), legend, words + (" Equal ones are not drawn." if same else ""))


def _spread(values: Sequence[float], mean: float) -> tuple[float, float] | None:
    if len(values) < _FEW:
        return None
    reach = 1.96 * stdev(values) / math.sqrt(len(values))
    return mean - reach, mean + reach
