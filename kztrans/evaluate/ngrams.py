"""Counting the n-grams of many lines at once, with numpy: the same counts as one line after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Numbers(dict[str, int]):
    """Words as numbers: each new word that is asked for gets the next one."""

    def __missing__(self, word: str) -> int:
        self[word] = len(self)
        return self[word]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of symbols (letters or words as numbers), one behind the other, and how long each is."""

    symbols: Ints
    lengths: Ints

    @classmethod
    def of_letters(cls, lines: Sequence[str]) -> Lines:
        """Each code point is a symbol."""
        codes = "".join(lines).encode("utf-32-le", "surrogatepass")
        lengths = np.fromiter(map(len, lines), np.int64, len(lines))
        return cls(np.frombuffer(codes, np.uint32).astype(np.int64), lengths)

    @classmethod
    def of_words(cls, lines: Iterable[Iterable[str]], numbers: Numbers) -> Lines:
        """Each word is a symbol; streams that are compared share ``numbers``."""
        symbols: list[int] = []
        ends = [0]
        for line in lines:
            symbols.extend(map(numbers.__getitem__, line))
            ends.append(len(symbols))
        return cls(np.array(symbols, np.int64), np.diff(ends))

    def totals(self, order: int) -> Ints:
        """How many n-grams of this order each line has."""
        return np.maximum(self.lengths - order + 1, 0)


def ngram_counts(streams: Sequence[Lines], orders: int) -> Iterator[tuple[NDArray[np.int32], Ints]]:
    """For each order from 1: the distinct n-grams of each line, as its number, and their counts by stream.

    ``streams`` (the hypothesis first, then references) hold the same number of lines; the counts are a matrix
    of n-grams by streams. From order 2 an n-gram that hypothesis and references cannot share, because the
    shorter one that begins it is not shared, may be missing.
    """
    width = len(streams)
    count = len(streams[0].lengths)
    symbols = np.concatenate([stream.symbols for stream in streams])
    lengths = np.concatenate([stream.lengths for stream in streams])
    _, symbols = np.unique(symbols, return_inverse=True)
    size = int(symbols.max(initial=0)) + 1
    ends = np.repeat(np.cumsum(lengths), lengths)
    place = np.arange(len(symbols))
    line = np.repeat(np.tile(np.arange(count), width), lengths).astype(np.int32)
    stream = np.repeat(np.repeat(np.arange(width), count), lengths).astype(np.int8)
    gram = line.astype(np.int64)  # the n-gram so far, numbered: with nothing read, only lines differ
    for order in range(1, orders + 1):
        whole = place + order <= ends[place]
        place, stream, line, gram = place[whole], stream[whole], line[whole], gram[whole]
        key = gram * size + symbols[place + order - 1]
        by_key = np.argsort(key)
        in_order = key[by_key]
        first = np.ones(len(key), bool)
        first[1:] = in_order[1:] != in_order[:-1]
        gram = np.empty_like(key)
        gram[by_key] = np.cumsum(first) - 1
        distinct = int(first.sum())
        counts = np.bincount(gram * width + stream, minlength=distinct * width).reshape(distinct, width)
        yield line[by_key[first]], counts
        if order == orders:
            return
        shared = ((counts[:, 0] > 0) & (counts[:, 1:] > 0).any(axis=1))[gram]
        place, stream, line, gram = place[shared], stream[shared], line[shared], gram[shared]


def per_line(lines: NDArray[np.integer], values: Ints, count: int) -> Ints:
    """The sum of ``values`` for each of ``count`` lines."""
    return np.bincount(lines, weights=values, minlength=count).astype(np.int64)
