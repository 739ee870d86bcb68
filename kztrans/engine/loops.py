"""Whether a decoder went round in circles: its output repeats itself, and its source does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from kztrans.engine.tokenizer import BOUNDARY

_LONGEST = 16  # symbols in a block that is looked for in a row
_LEAST = 6  # symbols that a repetition fills: shorter ones are dots, zeros, a stressed word
_GRAM = 4  # symbols in a block that is counted wherever it stands
_TIMES = 3
_WORD = 4  # letters of a word that hardly anybody writes twice in a row, as they do "so" and "ha"


def loops(written: Sequence[str], source: Sequence[str]) -> bool:
    """Whether ``written`` says a block of symbols three times, and twice more than ``source`` says any."""
    return (
        _in_a_row(written, _LEAST) >= max(_TIMES, _in_a_row(source, 2) + 2)
        or _anywhere(written, _GRAM) >= max(_TIMES, _anywhere(source, 2) + 2)
    )  # fmt: skip


def stutters(written: Sequence[str], source: Sequence[str]) -> set[tuple[str, ...]]:
    """Each two long words side by side that are the same, where ``source`` doubles none; as their symbols."""
    if any(len(run) > 1 for run in _runs(source, 1)):
        return set()
    return {(*a, *b) for run in _runs(written, _WORD) for a, b in pairwise(run)}


def _runs(symbols: Sequence[str], least: int) -> list[list[tuple[str, ...]]]:
    """Words of ``least`` letters side by side, each as its symbols, gathered where they are the same."""
    starts = [i for i, symbol in enumerate(symbols) if symbol.startswith(BOUNDARY)]
    words = [tuple(symbols[a:b]) for a, b in pairwise([*starts, len(symbols)])]
    groups = groupby(words, key=lambda word: "".join(word).lower())
    return [list(run) for text, run in groups if sum(map(str.isalpha, text)) >= least]


def _in_a_row(symbols: Sequence[str], least: int) -> int:
    """How many times one block stands in a row, where that fills at least ``least`` symbols."""
    best = 1
    for size in range(1, min(_LONGEST, len(symbols) // 2) + 1):
        run = 0
        for i in range(size, len(symbols)):
            run = run + 1 if symbols[i] == symbols[i - size] else 0
            if run + size >= least:
                best = max(best, run // size + 1)
    return best


def _anywhere(symbols: Sequence[str], size: int) -> int:
    """How many times the most frequent block of ``size`` symbols stands."""
    blocks = Counter(tuple(symbols[i : i + size]) for i in range(len(symbols) - size + 1))
    return max(blocks.values(), default=0)
