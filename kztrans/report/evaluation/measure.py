"""A metric as the page writes it: its unit, its decimals, and which way is better."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kztrans.evaluate.scores import Evaluation

#: Metrics that count errors.
_ERRORS = frozenset({"TER"})
_UNITS = {
    "BLEU": "0 to 100",
    "chrF++": "0 to 100",
    "chrF2": "0 to 100",
    "TER": "edits per 100 words",
    "term success": "percent",
}
#: The metric that plots and the choice of segments go by, where the run has it.
_MAIN = "chrF++"
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Measure:
    """The metric at ``place`` of every system's metrics; scores are written with ``decimals``."""

    name: str
    place: int
    decimals: int

    @property
    def less_is_better(self) -> bool:
        """Whether the metric counts errors."""
        return self.name in _ERRORS

    @property
    def label(self) -> str:
        """The name with its unit."""
        return f"{self.name} ({_UNITS[self.name]})" if self.name in _UNITS else self.name

    def gain(self, difference: float) -> float:
        """``difference`` with its sign turned where less is better: positive is an improvement."""
        return -difference if self.less_is_better else difference

    def write(self, score: float | None) -> str:
        """A score; a dash for none."""
        return "–" if score is None else f"{score:.{self.decimals}f}".replace("-", MINUS)

    def sign(self, difference: float) -> str:
        """A difference with its sign."""
        return f"{difference:+.{self.decimals}f}".replace("-", MINUS)


def measures(evaluation: Evaluation) -> tuple[Measure, ...]:
    """The run's metrics in their order; scores between 0 and 1 get three decimals, others one."""
    metrics = [system.metrics for system in evaluation.systems]
    return tuple(
        Measure(name, place, 3 if _small(row[place].score for row in metrics) else 1)
        for place, name in enumerate(metric.name for metric in metrics[0])
    )


def main_measure(evaluation: Evaluation) -> Measure:
    """chrF++, or the first metric of a run without it."""
    known = measures(evaluation)
    return next((each for each in known if each.name == _MAIN), known[0])


def _small(scores: Iterable[float]) -> bool:
    return all(abs(score) <= 1.5 for score in scores)
