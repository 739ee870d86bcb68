"""Scoring: corpus metrics, term success by occurrence, systems side by side."""

from kztrans.evaluate.run import evaluate
from kztrans.evaluate.scores import Evaluation, Metric, SystemScore, TermMiss, TermScore
from kztrans.evaluate.table import render_table

__all__ = ["Evaluation", "Metric", "SystemScore", "TermMiss", "TermScore", "evaluate", "render_table"]
