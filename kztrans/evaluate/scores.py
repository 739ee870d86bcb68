"""The results of an evaluation: frozen, comparable, ready for JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from kztrans.records import Target


@dataclass(frozen=True, slots=True)
class Metric:
    """A corpus score with the signature that lets others repeat it."""

    name: str
    score: float
    signature: str


@dataclass(frozen=True, slots=True)
class TermMiss:
    """An occurrence without a licensed form of its own: its line (from 1), its text there, the headword."""

    line: int
    source: str
    term: str


@dataclass(frozen=True, slots=True)
class TermScore:
    """Term success by occurrence: ``delivered`` of ``occurrences`` in the sources have a form of their own.

    ``signature`` names the glossary that judged.
    """

    occurrences: int
    delivered: int
    misses: tuple[TermMiss, ...]
    signature: str

    @property
    def rate(self) -> float | None:
        """The share delivered, 0 to 1; None where no term occurs."""
        return self.delivered / self.occurrences if self.occurrences else None


@dataclass(frozen=True, slots=True)
class SystemScore:
    """One system's scores. ``terms`` is None without a glossary.

    ``chrf_on_term_segments`` and ``chrf_on_other`` are chrF++ over the segments with and without a term
    occurrence; None where there are none, or no glossary tells them apart.
    """

    name: str
    metrics: tuple[Metric, ...]
    terms: TermScore | None = None
    chrf_on_term_segments: float | None = None
    chrf_on_other: float | None = None

    def metric(self, name: str) -> Metric:
        """The metric called ``name``; ``KeyError`` where there is none."""
        return {metric.name: metric for metric in self.metrics}[name]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Systems scored side by side on the same ``segments`` sources, ``term_bearing`` of them with a term."""

    target: Target
    segments: int
    term_bearing: int
    systems: tuple[SystemScore, ...]

    def system(self, name: str) -> SystemScore:
        """The system called ``name``; ``KeyError`` where there is none."""
        return {system.name: system for system in self.systems}[name]

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries, lists and numbers, for JSON; each term score with its ``rate``."""
        plain = asdict(self)
        for written, system in zip(plain["systems"], self.systems, strict=True):
            if system.terms is not None:
                written["terms"]["rate"] = system.terms.rate
        return plain
