"""How strongly two things belong together: measures on a two-by-two table of line counts."""

from __future__ import annotations

from math import log, sqrt


def dice(both: int, left: int, right: int) -> float:
    """Dice's coefficient, 0 to 1: the share of both sides' lines that they have in common."""
    return 2 * both / (left + right) if left + right else 0.0


def log_likelihood_ratio(both: int, left: int, right: int, total: int) -> float:
    """Dunning's log-likelihood ratio (Computational Linguistics 19:1, 1993), in nats times two.

    ``left`` and ``right`` are the lines that hold either side, ``both`` those that hold the pair, ``total``
    all lines. Above 10.83 chance explains the pair in fewer than one case of a thousand; 0 where the two
    keep apart.
    """
    if both * total <= left * right:
        return 0.0
    rows, columns = (left, total - left), (right, total - right)
    cells = ((both, left - both), (right - both, total - left - right + both))
    return 2 * sum(
        cell * log(cell * total / (rows[i] * columns[j]))
        for i, row in enumerate(cells)
        for j, cell in enumerate(row)
        if cell > 0
    )


def least_share(hits: int, trials: int) -> float:
    """The least share that ``hits`` of ``trials`` let one expect (Wilson's interval, JASA 22, 1927, 95 %)."""
    if not trials:
        return 0.0
    z = 1.96
    share = min(1.0, hits / trials)
    middle = share + z * z / (2 * trials)
    margin = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return (middle - margin) / (1 + z * z / trials)
