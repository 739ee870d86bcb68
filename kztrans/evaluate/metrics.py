"""Corpus metrics by sacrebleu (Post 2018), each with a signature that also says what made the hypotheses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kztrans.evaluate.scores import Metric

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric as Scorer

Streams = Sequence[Sequence[str]]


def _scorers() -> dict[str, Scorer]:
    """Fresh ones for every use: sacrebleu's objects remember the references they saw last."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    return {"BLEU": BLEU(tokenize="13a"), "chrF++": CHRF(word_order=2), "TER": TER(), "chrF2": CHRF()}


def corpus_metrics(hypotheses: Sequence[str], references: Streams, signature: str) -> tuple[Metric, ...]:
    """BLEU (13a), chrF++, TER and chrF2 of ``hypotheses`` against one or more reference streams.

    Scores are percentages; TER counts errors, so less is better, and it may exceed 100. ``signature`` (what
    made the hypotheses) is appended to sacrebleu's own.
    """
    metrics = []
    for name, scorer in _scorers().items():
        score = scorer.corpus_score(hypotheses, references).score
        metrics.append(Metric(name, float(score), f"{scorer.get_signature()}|{signature}"))
    return tuple(metrics)


def chrf_on(lines: Sequence[int], hypotheses: Sequence[str], references: Streams) -> float | None:
    """chrF++ (Popović 2017) over the segments with these indices; None where there are none."""
    if not lines:
        return None
    chosen = [[stream[i] for i in lines] for stream in references]
    return float(_scorers()["chrF++"].corpus_score([hypotheses[i] for i in lines], chosen).score)
