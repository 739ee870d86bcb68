"""Terms: the metrics of all systems side by side, and which terms succeed and which fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from kztrans.evaluate.scores import Evaluation, Share, TermScore

#: How many headwords of a kind the page lists.
MOST_HEADWORDS = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """A share as a bar: how full it is (percent), what stands beside it, its 95 % interval if sampled."""

    percent: float | None
    text: str
    count: str
    interval: str = ""


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A term metric with what it counts, and a bar a system; None for a system without terms."""

    name: str
    means: str
    bars: tuple[Bar | None, ...]


@dataclass(frozen=True, slots=True)
class Headword:
    """A term with its occurrences in the sources and a bar a system; ``missed`` in all systems together."""

    term: str
    occurrences: int
    missed: int
    bars: tuple[Bar | None, ...]


@dataclass(frozen=True, slots=True)
class Headwords:
    """Headwords of which some occurrence is missed, those missed most often first, and those never missed.

    At most ``MOST_HEADWORDS`` of either; ``all_failing`` and ``all_succeeding`` count them all.
    """

    failing: tuple[Headword, ...]
    succeeding: tuple[Headword, ...]
    all_failing: int
    all_succeeding: int


def term_metrics(evaluation: Evaluation) -> list[MetricRow]:
    """A row a metric; empty where no system was judged by a glossary."""
    terms = [system.terms for system in evaluation.systems]
    if all(each is None for each in terms):
        return []
    return [
        MetricRow(name, means, tuple(None if each is None else read(each) for each in terms))
        for name, means, read in _METRICS
    ]


def headwords(evaluation: Evaluation) -> Headwords:
    """How each headword fares; among equals the most frequent come first."""
    found: list[Counter[str] | None] = []
    delivered: list[Counter[str]] = []
    for system in evaluation.systems:
        judged = None if system.terms is None else system.terms.judgements
        found.append(None if judged is None else Counter(each.term for each in judged))
        delivered.append(Counter(each.term for each in judged or () if each.form is not None))
    rows = []
    for term in dict.fromkeys(term for counts in found for term in counts or ()):
        counts = [None if each is None else each[term] for each in found]
        bars = tuple(
            None if n is None else bar(Share(done[term], n))
            for n, done in zip(counts, delivered, strict=True)
        )
        known = [n for n in counts if n is not None]
        rows.append(Headword(term, max(known), sum(known) - sum(done[term] for done in delivered), bars))
    rows.sort(key=lambda row: (-row.missed, -row.occurrences, row.term))
    failing = [row for row in rows if row.missed]
    succeeding = rows[len(failing) :]
    return Headwords(
        tuple(failing[:MOST_HEADWORDS]), tuple(succeeding[:MOST_HEADWORDS]), len(failing), len(succeeding)
    )


def bar(share: Share) -> Bar:
    """A share as a bar; an empty one where there is nothing to share."""
    if share.rate is None:
        return Bar(None, "–", "none")
    return Bar(round(100 * share.rate, 1), f"{100 * share.rate:.1f} %", f"{share.part:,} of {share.whole:,}")


def _success(terms: TermScore) -> Bar:
    whole = bar(terms.success)
    if terms.interval is None:
        return whole
    low, high = 100 * terms.interval.low, 100 * terms.interval.high
    return replace(whole, interval=f"{low:.1f} to {high:.1f}")


def _number(count: int) -> Bar:
    return Bar(None, f"{count:,}", "")


_METRICS: tuple[tuple[str, str, Callable[[TermScore], Bar]], ...] = (
    ("Success", "occurrences with a licensed form of their own, of all", _success),
    (
        "Exact",
        "in the reference's own form, of those for which the reference has a licensed form",
        lambda terms: bar(terms.exact),
    ),
    (
        "Over-applied ↓",
        "licensed forms beyond what source and reference ask for, of all licensed forms",
        lambda terms: bar(terms.over_applied),
    ),
    (
        "Leftovers ↓",
        "delivered occurrences beside which another known rendering still stands",
        lambda terms: bar(terms.leftovers),
    ),
    (
        "Disagreement ↓",
        "delivered occurrences that do not fit their sentence's grammar",
        lambda terms: bar(terms.agreement),
    ),
    (
        "Consistency",
        "pairs of occurrences of one term in one document that are rendered by the same wording",
        lambda terms: bar(terms.consistency),
    ),
    (
        "Refused ↓",
        "occurrences that the system itself reported as not delivered",
        lambda terms: _number(terms.refused),
    ),
    (
        "Missed silently ↓",
        "occurrences that were not delivered, and the system did not say so",
        lambda terms: _number(len(terms.silent)),
    ),
)
