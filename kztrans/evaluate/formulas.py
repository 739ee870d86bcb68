"""The metrics as functions of summed statistics: percentages for any number of sums, a row each.

The formulas are sacrebleu's (Post 2018); what the columns hold says ``statistics.py``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Scores = NDArray[np.float64]

BLEU_ORDER = 4
_LOG_OF_NOTHING = -9999999999.0  # sacrebleu's


def bleu(statistics: Matrix, *, effective: bool = False) -> Scores:
    """BLEU (Papineni et al. 2002) with sacrebleu's exponential smoothing of orders without a match.

    ``effective``: up to the longest order that the hypothesis has at all (sentence BLEU), not always four.
    """
    ours, theirs = statistics[:, 0], statistics[:, 1]
    matches, totals = statistics[:, 2 : 2 + BLEU_ORDER], statistics[:, 2 + BLEU_ORDER :]
    missing = np.cumsum((matches == 0) & (totals > 0), axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        precision = 100 * np.where(matches > 0, matches, 0.5**missing) / totals
        logs = np.where(totals > 0, np.log(precision), 0 if effective else _LOG_OF_NOTHING)
        penalty = np.where(ours < theirs, np.exp(1 - theirs / ours), 1.0)
    orders = np.maximum((totals > 0).sum(axis=1), 1) if effective else BLEU_ORDER
    return np.where(matches.any(axis=1), penalty * np.exp(logs.sum(axis=1) / orders), 0.0)


def chrf(statistics: Matrix) -> Scores:
    """chrF (Popović 2015) or chrF++ (2017), beta 2: precision and recall, each averaged over the orders."""
    precision, recall, orders = (np.zeros(len(statistics)) for _ in range(3))
    for column in range(0, statistics.shape[1], 3):
        ours, theirs, matches = statistics[:, column : column + 3].T
        there = (ours > 0) & (theirs > 0)
        precision += np.divide(matches, ours, out=np.zeros_like(matches), where=there)
        recall += np.divide(matches, theirs, out=np.zeros_like(matches), where=there)
        orders += there
    precision /= np.maximum(orders, 1)
    recall /= np.maximum(orders, 1)
    some = precision + recall > 0
    score = np.divide(5 * precision * recall, 4 * precision + recall, out=np.zeros_like(recall), where=some)
    return 100 * score


def ter(statistics: Matrix) -> Scores:
    """TER (Snover et al. 2006): edits a word of the reference. Less is better; it may exceed 100."""
    edits, words = statistics.T
    rate: Scores = np.divide(edits, words, out=(edits > 0).astype(float), where=words > 0)
    return 100 * rate
