"""Word alignment: IBM model 1 in both directions, joined by competitive linking.

Sources: Brown et al., "The Mathematics of Statistical Machine Translation" (Computational Linguistics 19:2,
1993), model 1; Liang, Taskar and Klein, "Alignment by Agreement" (NAACL 2006): a link is as good as the
product of what both directions give it; Melamed, "Models of translational equivalence among words"
(Computational Linguistics 26:2, 2000): the best links are taken first and every word has at most one.
The counting is done with numpy on all word pairs at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROUNDS = 5
LEAST = 0.08  # product of both directions' probabilities below which two words stay unlinked
_NEAR = 0.2  # what the whole distance between two places in their lines costs a link, of 1

Places = NDArray[np.int32]
Reals = NDArray[np.float32]
Links = list[tuple[tuple[int, int], ...]]


def align(left: Sequence[Sequence[int]], right: Sequence[Sequence[int]]) -> Links:
    """The links (place on the left, place on the right) of every line; negative words take no part."""
    cells = _Cells(left, right)
    scores = _translate(cells.pair, cells.y, cells.word_x)
    scores *= _translate(cells.pair, cells.x, cells.word_y)
    scores *= 1 - _NEAR * cells.distances
    return _compete(cells, scores)


class _Cells:
    """Every pair of words that share a line: their places, counted through all lines, and their kind."""

    def __init__(self, left: Sequence[Sequence[int]], right: Sequence[Sequence[int]]) -> None:
        self.starts_x, self.starts_y = _starts(left), _starts(right)
        xs, ys, kinds, far = [], [], [], []
        for line, (one, other) in enumerate(zip(left, right, strict=True)):
            a, b = np.asarray(one, dtype=np.int64), np.asarray(other, dtype=np.int64)
            places_a, places_b = np.flatnonzero(a >= 0), np.flatnonzero(b >= 0)
            x, y = np.repeat(places_a, len(places_b)), np.tile(places_b, len(places_a))
            xs.append((self.starts_x[line] + x).astype(np.int32))
            ys.append((self.starts_y[line] + y).astype(np.int32))
            kinds.append(a[x] << 32 | b[y])
            far.append(np.abs(x / max(1, len(a)) - y / max(1, len(b))).astype(np.float32))
        self.x: Places = _joined(xs, np.int32)
        self.y: Places = _joined(ys, np.int32)
        self.distances: Reals = _joined(far, np.float32)
        pairs, inverse = np.unique(_joined(kinds, np.int64), return_inverse=True)
        self.pair: Places = inverse.astype(np.int32)
        self.word_x, self.word_y = pairs >> 32, pairs & 0xFFFFFFFF


def _starts(lines: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    """Where each line begins when the places are counted through all lines."""
    return np.cumsum([0, *(len(line) for line in lines)], dtype=np.int64)


def _joined(arrays: list[Any], kind: type[Any]) -> Any:  # noqa: ANN401
    """One array for many, which are let go."""
    joined = np.concatenate([np.zeros(0, kind), *arrays])
    arrays.clear()
    return joined


def _translate(pair: Places, place: Places, given: NDArray[np.int64]) -> Reals:
    """For each cell, how probably the word at its ``place`` comes from the other one, ``given`` by pair."""
    chance = np.ones(len(given))
    share = np.zeros(0)
    for _ in range(ROUNDS if len(place) else 0):
        share = chance[pair]
        share /= np.bincount(place, share)[place]
        together = np.bincount(pair, share, minlength=len(given))
        chance = together / np.bincount(given, together)[given]
    return share.astype(np.float32)


def _compete(cells: _Cells, scores: Reals) -> Links:
    good = np.flatnonzero(scores >= LEAST)
    order = good[np.lexsort((good, -scores[good]))]
    x, y = cells.x[order], cells.y[order]
    line = np.searchsorted(cells.starts_x, x, side="right") - 1
    links: list[list[tuple[int, int]]] = [[] for _ in cells.starts_x[1:]]
    taken_x, taken_y = bytearray(int(cells.starts_x[-1])), bytearray(int(cells.starts_y[-1]))
    for at, one, other in zip(line.tolist(), x.tolist(), y.tolist(), strict=True):
        if not taken_x[one] and not taken_y[other]:
            taken_x[one] = taken_y[other] = True
            links[at].append((one - int(cells.starts_x[at]), other - int(cells.starts_y[at])))
    return [tuple(sorted(found)) for found in links]
