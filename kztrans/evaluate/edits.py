"""Word edit distances of many pairs at once, as sacrebleu's beam defines them.

Two algorithms with one result. ``beam_tables`` fills the whole table of each pair, within the beam around
the diagonal. ``distances`` (Myers 1999, in Hyyrö's formulation) knows no beam and holds 64 cells in a machine
word; it is for the many rotated hypotheses of a pair whose distance is ``certain``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kztrans.evaluate.ngrams import Ints

Bools = NDArray[np.bool_]
Bits = NDArray[np.uint64]
Table = NDArray[np.int16] | NDArray[np.int32]

BEAM = 25  # sacrebleu's
_SMALL = 1 << 13  # texts of fewer words do with 16 bits a cell
_WORD = 64
_LANES = 1 << 14  # rotations measured together: their bits stay in the processor's cache


@dataclass(frozen=True, slots=True)
class Rotations:
    """Hypotheses with words ``[low, high)`` of that of ``pair`` rotated to the left by ``by``."""

    pair: Ints
    low: Ints
    high: Ints
    by: Ints

    def __getitem__(self, chosen: slice | Bools | Ints) -> Rotations:
        return Rotations(self.pair[chosen], self.low[chosen], self.high[chosen], self.by[chosen])

    def source(self, position: int | Ints) -> Ints:
        """Which word of the hypothesis as it was stands at ``position`` now."""
        moved = position + self.by
        moved = np.where(moved < self.high, moved, moved - self.high + self.low)
        return np.where((self.low <= position) & (position < self.high), moved, position)

    def across(self, width: int) -> Ints:
        """``source`` of the first ``width`` positions: ``[position, rotation]``."""
        return self.source(np.arange(width)[:, None])


@lru_cache(maxsize=1 << 16)
def certain(hypothesis: int, reference: int) -> int:
    """For texts of so many words: a distance below this one is the same with and without the beam.

    A path through cell (i, j) costs at least how far (i, j) is from either corner's diagonal. Away from the
    beam that grows, so that the cells next to it are the ones to ask. What leaves the beam costs no less.
    """
    least = max(hypothesis, reference) + 1
    for i in range(1, hypothesis + 1):
        low, high = _beam(i, hypothesis, reference)
        for j in (low - 1, high):
            if 0 <= j <= reference:
                least = min(least, abs(j - i) + abs((reference - j) - (hypothesis - i)))
    return least


def _beam(i: int, hypothesis: int, reference: int) -> tuple[int, int]:
    ratio = reference / hypothesis
    width = math.ceil(ratio / 2 + BEAM) if ratio / 2 > BEAM else BEAM
    middle = math.floor(i * ratio)
    return max(0, middle - width), reference + 1 if i == hypothesis else middle + width


def beam_tables(equal: Bools, hypothesis: Ints, reference: Ints) -> Table:
    """The edit distance of every two beginnings: ``[words of hypothesis, words of reference, pair]``.

    ``equal[i, j, pair]``: whether word i of the hypothesis is word j of the reference. Cells outside the beam
    hold more than any distance.
    """
    rows, columns, pairs = equal.shape
    small = max(rows, columns) < _SMALL
    far = 1 << 14 if small else 1 << 30
    across = np.arange(columns + 1, dtype=np.int16 if small else np.int32)[:, None]
    table = np.empty((rows + 1, columns + 1, pairs), across.dtype)
    table[0] = across
    ratio = reference / np.maximum(hypothesis, 1)
    width = np.where(ratio / 2 > BEAM, np.ceil(ratio / 2 + BEAM), BEAM)
    for i in range(1, rows + 1):
        above, row = table[i - 1], table[i]
        np.add(above, 1, out=row)
        np.minimum(row[1:], above[:-1] + ~equal[i - 1], out=row[1:])
        middle = np.floor(i * ratio)
        low, high = middle - width, np.where(hypothesis == i, reference + 1, middle + width)
        beamed = bool((low > 0).any() or (high <= columns).any())
        if beamed:
            row[(across < low) | (across >= high)] = far
        row -= across
        np.minimum.accumulate(row, axis=0, out=row)
        row += across
        if beamed:
            row[across >= high] = far
    return table


def distances(equal: Bools, hypothesis: Ints, reference: Ints, rotations: Rotations) -> Ints:
    """The edit distance of each rotated hypothesis to its reference, without a beam.

    The rotations stand by falling length of their hypotheses.
    """
    bits = _bits(equal)
    parts = [
        _distances(bits, hypothesis, reference, rotations[start : start + _LANES])
        for start in range(0, len(rotations.pair), _LANES)
    ]
    return np.concatenate([np.empty(0, np.int64), *parts])


def _bits(equal: Bools) -> Bits:
    """``[pair, word of hypothesis, machine word]``: where the reference has that word, as bits."""
    rows, columns, pairs = equal.shape
    padded = np.zeros((pairs, rows, -(-columns // _WORD) * _WORD), bool)
    padded[:, :, :columns] = equal.transpose(2, 0, 1)
    return np.packbits(padded, axis=2, bitorder="little").view("<u8").astype(np.uint64, copy=False)


def _distances(bits: Bits, hypothesis: Ints, reference: Ints, rotations: Rotations) -> Ints:
    length, result = hypothesis[rotations.pair], reference[rotations.pair]
    words = bits.shape[2]
    last, bit = np.divmod(result - 1, _WORD)
    bit = bit.astype(np.uint64)
    one, top = np.uint64(1), np.uint64(_WORD - 1)
    # Bit j: the distance rises (falls) by one from j to j + 1 words of the reference.
    rises = np.full((words, len(length)), ~np.uint64(0))
    falls = np.zeros_like(rises)
    for position in range(int(length.max(initial=0))):
        live = int(np.searchsorted(-length, -position))  # the first so many are longer
        rotated = rotations[:live]
        found = bits[rotated.pair, rotated.source(position)]
        more, less = np.full(live, one), np.zeros(live, np.uint64)
        for word in range(words):
            rise, fall = rises[word, :live], falls[word, :live]
            same = found[:, word] | less
            level = (((same & rise) + rise) ^ rise) | same | fall
            up, down = fall | ~(level | rise), level & rise
            change = ((up >> bit[:live]) & one).view(np.int64) - ((down >> bit[:live]) & one).view(np.int64)
            result[:live] += np.where(last[:live] == word, change, 0)
            up, down, more, less = (up << one) | more, (down << one) | less, up >> top, down >> top
            rises[word, :live], falls[word, :live] = down | ~(level | up), up & level
    return result
