"""The score table and what the comparisons say, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kztrans.evaluate.scores import SIGNIFICANCE, Comparison, Evaluation, Interval, Metric, SystemScore
from kztrans.report.evaluation.measure import Measure, measures


@dataclass(frozen=True, slots=True)
class Cell:
    """A score and, where it was sampled, its interval."""

    score: str
    interval: str = ""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A system with its number and its scores, in the order of the table's head."""

    number: int
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A comparison as the page writes it; ``significant`` where both tests and the interval agree on it."""

    metric: str
    difference: str
    interval: str
    bootstrap: str
    randomization: str
    verdict: str
    significant: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """How a score was made: ``name`` is a metric or a system."""

    name: str
    text: str


def score_head(evaluation: Evaluation) -> list[str]:
    """The heads of the score columns."""
    extra = ["chrF++, with terms", "chrF++, without"] if _told_apart(evaluation) else []
    return [f"{each.name} ↓" if each.less_is_better else each.name for each in measures(evaluation)] + extra


def score_rows(evaluation: Evaluation) -> list[ScoreRow]:
    """A row a system."""
    known = measures(evaluation)
    rows = []
    for number, system in enumerate(evaluation.systems):
        cells = [_cell(each, system.metrics[each.place]) for each in known]
        if _told_apart(evaluation):
            cells += [Cell(_one(system.chrf_on_term_segments)), Cell(_one(system.chrf_on_other))]
        rows.append(ScoreRow(number, system.name, tuple(cells)))
    return rows


def compared(evaluation: Evaluation) -> dict[str, list[ComparisonRow]]:
    """The comparisons of each pair of systems: "SYSTEM minus BASELINE" and a row a metric."""
    known = {each.name: each for each in measures(evaluation)}
    rows: dict[str, list[ComparisonRow]] = {}
    for each in evaluation.comparisons:
        measure = known.get(each.metric)
        name = each.metric
        if measure is None:  # a score that stands in no column, and so has no unit there
            measure = Measure(each.metric, 0, 1)
            name = measure.label
        rows.setdefault(f"{each.system} minus {each.baseline}", []).append(_compare(each, measure, name))
    return rows


def tested(comparisons: Sequence[Comparison]) -> str:
    """How the comparisons were tested, once for all of them."""
    how = dict.fromkeys((each.samples, each.seed) for each in comparisons)
    return "; ".join(f"{samples:,} samples, seed {seed}" for samples, seed in how)


def signatures(evaluation: Evaluation) -> list[Signature]:
    """What each metric is, then what each system is: a metric's signature ends with its system's."""
    metrics: dict[str, str] = {}
    systems: dict[str, str] = {}
    for system in evaluation.systems:
        for name, signature in _signed(system):
            how, _, what = signature.partition("|kztrans:")
            metrics[name] = how
            systems[system.name] = f"kztrans:{what}" if "|" in what else "given as a file"
    pairs = [*metrics.items(), *systems.items()]
    return [Signature(name, text) for name, text in pairs if text]


def _signed(system: SystemScore) -> list[tuple[str, str]]:
    signed = [(metric.name, metric.signature) for metric in system.metrics]
    return signed if system.terms is None else [*signed, ("terms", system.terms.signature)]


def _told_apart(evaluation: Evaluation) -> bool:
    return any(
        score is not None
        for system in evaluation.systems
        for score in (system.chrf_on_term_segments, system.chrf_on_other)
    )


def _cell(measure: Measure, metric: Metric) -> Cell:
    return Cell(
        measure.write(metric.score), "" if metric.interval is None else _range(measure, metric.interval)
    )


def _one(score: float | None) -> str:
    return Measure("chrF++", 0, 1).write(score)


def _range(measure: Measure, interval: Interval) -> str:
    return f"{measure.write(interval.low)} to {measure.write(interval.high)}"


def _compare(comparison: Comparison, measure: Measure, name: str) -> ComparisonRow:
    low, high = comparison.interval.low, comparison.interval.high
    return ComparisonRow(
        metric=name,
        difference=measure.sign(comparison.difference),
        interval=f"{measure.sign(low)} to {measure.sign(high)}",
        bootstrap=p_value(comparison.bootstrap),
        randomization=p_value(comparison.randomization),
        verdict=verdict(comparison, measure),
        significant=comparison.significant,
    )


def p_value(p: float) -> str:
    """A p-value with three decimals; what would round to 0 is a bound."""
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def verdict(comparison: Comparison, measure: Measure) -> str:
    """What the two tests and the interval say together, at the 5 % level."""
    gain = measure.gain(comparison.difference)
    if not comparison.difference:
        return "No difference."
    better, other = comparison.system, comparison.baseline
    if gain < 0:
        better, other = other, better
    if comparison.significant:
        return f"{better} is significantly better than {other}."
    tests = (comparison.bootstrap, comparison.randomization)
    if max(tests) < SIGNIFICANCE:
        return f"{better} scores better, but the interval holds 0: not taken as significant."
    if min(tests) < SIGNIFICANCE:
        return f"{better} scores better, but the two tests disagree: not taken as significant."
    return f"{better} scores better, not significantly: chance may explain it."
