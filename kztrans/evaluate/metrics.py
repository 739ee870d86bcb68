"""The corpus metrics: sacrebleu's scores (Post 2018), each with its signature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kztrans.evaluate.formulas import Matrix, Scores, bleu, chrf, ter
from kztrans.evaluate.statistics import Streams, extract

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric as Sacrebleu


@dataclass(frozen=True, slots=True)
class Scorer:
    """A metric. ``score`` makes percentages of rows of summed statistics, one a corpus; ``segment`` of rows
    that are single segments (BLEU leaves out there the orders for which the hypothesis is too short).
    """

    name: str
    score: Callable[[Matrix], Scores]
    segment: Callable[[Matrix], Scores]
    sacrebleu: Callable[[], Sacrebleu]

    def of(self, statistics: Matrix) -> float:
        """The score of a corpus whose segments have these statistics."""
        return float(self.score(statistics.sum(axis=0, keepdims=True))[0])

    def signature(self, references: int, samples: int = 0, seed: int = 0) -> str:
        """sacrebleu's own, of an evaluation with so many reference streams and bootstrap samples."""
        scorer = self.sacrebleu()
        scorer.corpus_score(["a"], [["a"]] * references)  # from this it knows how many references there are
        if samples:
            scorer.n_bootstrap, scorer.seed = samples, str(seed)
        return str(scorer.get_signature())


def _bleu() -> Sacrebleu:
    from sacrebleu.metrics.bleu import BLEU

    return BLEU(tokenize="13a")


def _chrf(word_order: int) -> Sacrebleu:
    from sacrebleu.metrics.chrf import CHRF

    return CHRF(word_order=word_order)


def _ter() -> Sacrebleu:
    from sacrebleu.metrics.ter import TER

    return TER()


SCORERS = (
    Scorer("BLEU", bleu, partial(bleu, effective=True), _bleu),
    Scorer("chrF2", chrf, chrf, partial(_chrf, 0)),
    Scorer("chrF++", chrf, chrf, partial(_chrf, 2)),
    Scorer("TER", ter, ter, _ter),
)


def chrf_on(lines: Sequence[int], hypotheses: Sequence[str], references: Streams) -> float | None:
    """chrF++ over the segments with these indices; None where there are none."""
    if not lines:
        return None
    chosen = [[stream[i] for i in lines] for stream in references]
    statistics = extract([hypotheses[i] for i in lines], chosen)
    return {each.name: each for each in SCORERS}["chrF++"].of(statistics["chrF++"])
