"""Translation edit rate (Snover et al. 2006) of many lines at once, edit for edit as sacrebleu counts.

Tercom's search is greedy: of all moves of a block of words towards where the reference has the same block,
the one that lowers the edit distance most is made, until none lowers it. sacrebleu tries the moves one by
one; here those of many lines are measured together, and a line is left alone once its distance is what the
words that the reference lacks account for: no order of the same words can lower that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import cast

import numpy as np

from kztrans.evaluate.edits import Bools, Rotations, Table, beam_tables, certain, distances
from kztrans.evaluate.ngrams import Ints, Lines, Numbers

Words = Sequence[str]

# Tercom's limits, and sacrebleu's on how many moves are tried a line.
MAX_BLOCK = 10
MAX_DISTANCE = 50
MAX_TRIED = 1000
_CELLS = 1 << 20  # how many table cells are held at once


def count_edits(hypotheses: Sequence[Words], references: Sequence[Words]) -> Ints:
    """The edits that make each reference of its hypothesis: words inserted, deleted, replaced, blocks moved.

    Where a reference has no words, each word of the hypothesis is one.
    """
    result = np.array([len(words) for words in hypotheses], np.int64)
    for chosen in _batches(hypotheses, references):
        left, right = ([side[k] for k in chosen] for side in (hypotheses, references))
        result[chosen] = _search(_Pairs.of(left, right))
    return result


def _batches(hypotheses: Sequence[Words], references: Sequence[Words]) -> Iterator[list[int]]:
    """Pairs of like lengths, the longest hypotheses first, as many as fit into ``_CELLS``."""
    todo = [k for k, words in enumerate(references) if words]
    todo.sort(key=lambda k: (-len(hypotheses[k]), -len(references[k])))
    batch: list[int] = []
    columns = 0
    for k in todo:
        columns = max(columns, len(references[k]) + 1)
        if batch and (len(batch) + 1) * (len(hypotheses[batch[0]]) + 1) * columns > _CELLS:
            yield batch
            batch, columns = [], len(references[k]) + 1
        batch.append(k)
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Hypotheses by falling length, and references: their words as numbers, ``[position, pair]``.

    ``least``: what the distance would be if order did not matter; ``index``: the pair's place in its batch.
    """

    left: Ints
    right: Ints
    hypothesis: Ints
    reference: Ints
    least: Ints
    moves: Ints
    tried: Ints
    index: Ints

    @classmethod
    def of(cls, hypotheses: Sequence[Words], references: Sequence[Words]) -> _Pairs:
        numbers = Numbers()
        sides = [Lines.of_words(words, numbers) for words in (hypotheses, references)]
        left, right = _padded(sides[0], -1), _padded(sides[1], -2)
        hypothesis, reference = (side.lengths for side in sides)
        shared = np.zeros_like(hypothesis)
        for i, word in enumerate(left):
            # A word is shared if the reference has it more often than the hypothesis has had it before.
            shared += (left[:i] == word).sum(axis=0) < (right == word).sum(axis=0)
        least = np.maximum(hypothesis, reference) - shared
        none = np.zeros_like(shared)
        return cls(left, right, hypothesis, reference, least, none, none, np.arange(len(none)))

    def __len__(self) -> int:
        return len(self.index)

    def __getitem__(self, chosen: Bools | Ints) -> _Pairs:
        return _Pairs(*(getattr(self, field.name)[..., chosen] for field in fields(self)))

    @property
    def equal(self) -> Bools:
        """``[i, j, pair]``: whether word i of the hypothesis is word j of the reference."""
        return cast(Bools, self.left[:, None] == self.right)

    def turned(self, rotations: Rotations) -> _Pairs:
        """For each rotation its pair with the hypothesis rotated."""
        chosen = self[rotations.pair]
        order = rotations.across(len(self.left))
        return replace(chosen, left=np.take_along_axis(chosen.left, order, axis=0))


def _padded(lines: Lines, pad: int) -> Ints:
    inside = np.arange(lines.lengths.max()) < lines.lengths[:, None]
    table = np.full(inside.shape, pad)
    table[inside] = lines.symbols
    return np.ascontiguousarray(table.T)


def _search(pairs: _Pairs) -> Ints:
    """Make the best move of every pair, all together, until no pair has one."""
    result = np.zeros(len(pairs), np.int64)
    while len(pairs):
        equal = pairs.equal
        table = beam_tables(equal, pairs.hypothesis, pairs.reference)
        distance = _last(table, pairs)
        result[pairs.index] = pairs.moves + distance
        going = distance > pairs.least
        pairs, equal, distance = pairs[going], equal[..., going], distance[going]
        candidates = _candidates(pairs, equal, table[..., going])
        tried = pairs.tried + np.bincount(candidates.pair, minlength=len(pairs))
        candidates = candidates[tried[candidates.pair] < MAX_TRIED]
        rotations = candidates.rotations(pairs.hypothesis)
        gain = distance[candidates.pair] - _measure(pairs, equal, rotations, distance)
        best = _best(candidates, gain)
        pairs = replace(pairs, tried=tried, moves=pairs.moves + 1)
        pairs = pairs.turned(rotations[best[gain[best] > 0]])
    return result


def _last(table: Table, pairs: _Pairs) -> Ints:
    return table[pairs.hypothesis, pairs.reference, np.arange(len(pairs))].astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Moves:
    """Moves of ``size`` words of the hypothesis of ``pair`` from ``start`` to before word ``to``."""

    pair: Ints
    size: Ints
    start: Ints
    to: Ints

    def __getitem__(self, chosen: Bools | Ints) -> _Moves:
        return _Moves(self.pair[chosen], self.size[chosen], self.start[chosen], self.to[chosen])

    def rotations(self, hypothesis: Ints) -> Rotations:
        """The same as rotations. A block whose target lies in itself goes to the right by so many words."""
        end = self.start + self.size
        back = self.to < self.start
        high = np.where(self.to > end, self.to, np.minimum(self.size + self.to, hypothesis[self.pair]))
        return Rotations(
            self.pair,
            low=np.where(back, self.to, self.start),
            high=np.where(back, end, high),
            by=np.where(back, self.start - self.to, self.size),
        )


def _candidates(pairs: _Pairs, equal: Bools, table: Table) -> _Moves:
    """The moves worth trying, by pair: of a block not all right to where the reference is not all right."""
    rows, columns, count = equal.shape
    hyp_wrong, ref_wrong, align = _trace(pairs, equal, table)
    hyp_sum, ref_sum = np.cumsum(hyp_wrong, axis=0), np.cumsum(ref_wrong, axis=0)
    place, pair = np.divmod(np.flatnonzero(equal), max(count, 1))
    start, there = np.divmod(place, max(columns, 1))
    near = np.abs(start - there) <= MAX_DISTANCE
    pair, start, there = pair[near], start[near], there[near]
    found: list[tuple[Ints, Ints, Ints, Ints]] = [(np.empty(0, np.int64),) * 4]
    for size in range(1, MAX_BLOCK + 1):
        onto = align[there + 1, pair]
        fit = hyp_sum[start + size, pair] > hyp_sum[start, pair]
        fit &= ref_sum[there + size, pair] > ref_sum[there, pair]
        fit &= (onto < start) | (start + size <= onto)
        block, begin, goal = pair[fit], start[fit], there[fit]
        before = np.full(len(block), -1)
        for offset in range(size + 1):
            to = align[goal + offset, block] + 1
            new = to != before
            found.append((block[new], np.full(int(new.sum()), size), begin[new], to[new]))
            before = to
        inside = (start + size < rows) & (there + size < columns)
        pair, start, there = pair[inside], start[inside], there[inside]
        longer = equal[start + size, there + size, pair]
        pair, start, there = pair[longer], start[longer], there[longer]
    moves = _Moves(*map(np.concatenate, zip(*found, strict=True)))
    return moves[np.argsort(moves.pair, kind="stable")]


def _trace(pairs: _Pairs, equal: Bools, table: Table) -> tuple[Bools, Bools, Ints]:
    """Which words of hypothesis and reference are wrong, and behind which word of the hypothesis each one of
    the reference comes. Positions count from 1: place 0 stands for the beginning.

    Where several edits cost the same, replacing goes before deleting and that before inserting.
    """
    rows, columns, count = table.shape
    hyp_wrong, ref_wrong = np.zeros((rows, count), bool), np.zeros((columns, count), bool)
    align = np.full((columns, count), -1, np.int64)
    pair, i, j = np.arange(count), pairs.hypothesis, pairs.reference
    while True:
        going = (i > 0) | (j > 0)
        pair, i, j = pair[going], i[going], j[going]
        if not len(pair):
            return hyp_wrong, ref_wrong, align
        here = table[i, j, pair]
        wrong = ~equal[i - 1, j - 1, pair]
        both = (i > 0) & (j > 0) & (table[i - 1, j - 1, pair] + wrong == here)
        hyp = both | ((i > 0) & (table[i - 1, j, pair] + 1 == here))
        ref = both | ~hyp
        hyp_wrong[i[hyp], pair[hyp]] = (wrong | ~both)[hyp]
        ref_wrong[j[ref], pair[ref]] = (wrong | ~both)[ref]
        align[j[ref], pair[ref]] = i[ref] - 1
        i, j = i - hyp, j - ref


def _measure(pairs: _Pairs, equal: Bools, rotations: Rotations, distance: Ints) -> Ints:
    """The edit distance of each rotation."""
    bounds = map(certain, pairs.hypothesis.tolist(), pairs.reference.tolist())
    sure = (distance < np.fromiter(bounds, np.int64, len(pairs)))[rotations.pair]
    result = np.empty(len(sure), np.int64)
    result[sure] = distances(equal, pairs.hypothesis, pairs.reference, rotations[sure])
    unsure = np.flatnonzero(~sure)
    most = max(1, _CELLS // ((len(pairs.left) + 1) * (len(pairs.right) + 1)))
    for some in (unsure[k : k + most] for k in range(0, len(unsure), most)):
        turned = pairs.turned(rotations[some])
        result[some] = _last(beam_tables(turned.equal, turned.hypothesis, turned.reference), turned)
    return result


def _best(moves: _Moves, gain: Ints) -> Ints:
    """Each pair's best move: by gain, then the longest block, the earliest, the earliest target."""
    order = np.lexsort((moves.to, moves.start, -moves.size, -gain, moves.pair))
    first = np.ones(len(order), bool)
    first[1:] = np.diff(moves.pair[order]) > 0
    return order[first]
