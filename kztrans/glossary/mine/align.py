"""Word alignment: IBM model 1 in both directions, joined by competitive linking.

Sources: Brown et al., "The Mathematics of Statistical Machine Translation" (Computational Linguistics 19:2,
1993), model 1; Liang, Taskar and Klein, "Alignment by Agreement" (NAACL 2006): a link is as good as the
product of what both directions give it; Melamed, "Models of translational equivalence among words"
(Computational Linguistics 26:2, 2000): the best links are taken first and every word has at most one.
The counting is done with numpy on all word pairs at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ROUNDS = 5
LEAST = 0.08  # product of both directions' probabilities below which two words stay unlinked
_NEAR = 0.2  # what the whole distance between two places in their lines costs a link, of 1

Numbers = NDArray[np.int64]
Reals = NDArray[np.float32]
Links = list[tuple[tuple[int, int], ...]]


def align(left: Sequence[Sequence[int]], right: Sequence[Sequence[int]]) -> Links:
    """The links (place on the left, place on the right) of every line; negative words take no part."""
    cells = _Cells(left, right)
    forth, back = (_translate(cells, forward) for forward in (True, False))
    scores = forth * back * (1 - _NEAR * cells.distances)
    return _compete(cells, scores, len(left))


class _Cells:
    """Every pair of words that share a line: which line, which places, which pair of words."""

    def __init__(self, left: Sequence[Sequence[int]], right: Sequence[Sequence[int]]) -> None:
        lines, xs, ys, kinds_x, kinds_y, far = [], [], [], [], [], []
        for line, (one, other) in enumerate(zip(left, right, strict=True)):
            a, b = np.asarray(one, dtype=np.int64), np.asarray(other, dtype=np.int64)
            places_a, places_b = np.flatnonzero(a >= 0), np.flatnonzero(b >= 0)
            if not len(places_a) or not len(places_b):
                continue
            x, y = np.repeat(places_a, len(places_b)), np.tile(places_b, len(places_a))
            lines.append(np.full(len(x), line, dtype=np.int32))
            xs.append(x.astype(np.int16))
            ys.append(y.astype(np.int16))
            kinds_x.append(a[x])
            kinds_y.append(b[y])
            far.append(np.abs(x / len(a) - y / len(b)).astype(np.float32))
        self.lines = np.concatenate(lines or [np.zeros(0, np.int32)])
        self.x = np.concatenate(xs or [np.zeros(0, np.int16)])
        self.y = np.concatenate(ys or [np.zeros(0, np.int16)])
        self.distances = np.concatenate(far or [np.zeros(0, np.float32)])
        words_x = np.concatenate(kinds_x or [np.zeros(0, np.int64)])
        words_y = np.concatenate(kinds_y or [np.zeros(0, np.int64)])
        pairs, self.pair = np.unique(words_x << 32 | words_y, return_inverse=True)
        self.word_x, self.word_y = (pairs >> 32), (pairs & 0xFFFFFFFF)

    def place(self, forward: bool) -> Numbers:
        """A number for each word at its place, on the right side or (backward) on the left."""
        places = self.y if forward else self.x
        _, place = np.unique(self.lines.astype(np.int64) << 16 | places, return_inverse=True)
        numbers: Numbers = place.astype(np.int64)
        return numbers


def _translate(cells: _Cells, forward: bool) -> Reals:
    """For each cell, how probably its word (on the right when ``forward``) comes from the other one."""
    given = cells.word_x if forward else cells.word_y
    place = cells.place(forward)
    chance = np.ones(len(given))
    share = np.zeros(len(place))
    for _ in range(ROUNDS if len(place) else 0):
        weight = chance[cells.pair]
        share = weight / np.bincount(place, weight)[place]
        together = np.bincount(cells.pair, share, minlength=len(given))
        chance = together / np.bincount(given, together)[given]
    return share.astype(np.float32)


def _compete(cells: _Cells, scores: Reals, count: int) -> Links:
    links: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    good = np.flatnonzero(scores >= LEAST)
    order = good[np.lexsort((good, -scores[good]))]
    taken: set[tuple[int, int]] = set()
    for line, x, y in zip(
        cells.lines[order].tolist(), cells.x[order].tolist(), cells.y[order].tolist(), strict=True
    ):
        left, right = (line, x), (line, -1 - y)
        if left not in taken and right not in taken:
            taken.update((left, right))
            links[line].append((x, y))
    return [tuple(sorted(found)) for found in links]
