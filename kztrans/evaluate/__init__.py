"""Scoring: corpus metrics, term success by occurrence, systems side by side."""

from kztrans.evaluate.run import evaluate
from kztrans.evaluate.scores import (
    Comparison,
    Evaluation,
    Interval,
    Metric,
    SegmentScore,
    Share,
    SystemScore,
    TermJudgement,
    TermScore,
)
from kztrans.evaluate.table import render_table

__all__ = [
    "Comparison",
    "Evaluation",
    "Interval",
    "Metric",
    "SegmentScore",
    "Share",
    "SystemScore",
    "TermJudgement",
    "TermScore",
    "evaluate",
    "render_table",
]
