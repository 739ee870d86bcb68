"""What each segment adds to a corpus score: sacrebleu's own sufficient statistics, for many lines at once.

A metric's statistics are a matrix, one row a segment; the score of any set of segments is a function of the
sum of their rows (``formulas.py``), so that text is read once however often a bootstrap draws the segments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import cast

import numpy as np

from kztrans.evaluate.formulas import BLEU_ORDER, Matrix, chrf
from kztrans.evaluate.ngrams import Ints, Lines, Numbers, ngram_counts, per_line
from kztrans.evaluate.ter import count_edits
from kztrans.evaluate.workers import Later, Run, in_turn

Statistics = dict[str, Matrix]
Streams = Sequence[Sequence[str]]
Line = tuple[str, ...]  # hypothesis and references

LETTERS, WORDS = 6, 2  # the orders of chrF2 and, with words too, of chrF++
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TASK = 5_000  # lines that are a task of their own
_LETTERS = 200_000  # about how many are held at once


def extract(hypotheses: Sequence[str], references: Streams) -> Statistics:
    """The statistics of every metric, by its name."""
    return extracting(hypotheses, references, in_turn)()


def extracting(hypotheses: Sequence[str], references: Streams, run: Run) -> Later[Statistics]:
    """The same, begun by ``run``. Lines that are equal, references too, are read once."""
    distinct: dict[Line, int] = {}
    rows = [distinct.setdefault(line, len(distinct)) for line in zip(hypotheses, *references, strict=True)]
    lines = list(distinct)
    tasks = [run(_extract_lines, lines[k : k + _TASK]) for k in range(0, len(lines), _TASK)]

    def gather() -> Statistics:
        parts = [task() for task in tasks]
        return {name: np.concatenate([part[name] for part in parts])[rows] for name in parts[0]}

    return gather


def _extract_lines(lines: Sequence[Line]) -> Statistics:
    parts = [_extract(*zip(*chunk, strict=True)) for chunk in _chunks(lines)]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _chunks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    chunk: list[Line] = []
    letters = 0
    for line in lines:
        letters += sum(map(len, line))
        if chunk and letters > _LETTERS:
            yield chunk
            chunk, letters = [], sum(map(len, line))
        chunk.append(line)
    if chunk:
        yield chunk


def _extract(hypotheses: Sequence[str], *references: Sequence[str]) -> Statistics:
    chrf = _chrf(hypotheses, references)
    return {"BLEU": _bleu(hypotheses, references), **chrf, "TER": _ter(hypotheses, references)}


def _bleu(hypotheses: Sequence[str], references: Streams) -> Matrix:
    """Words of the hypothesis, of the reference next in length, matches of each order, n-grams of each."""
    numbers = Numbers()
    streams = [
        Lines.of_words([_tokens(line) for line in lines], numbers) for lines in (hypotheses, *references)
    ]
    own, count = streams[0], len(hypotheses)
    matches = [
        per_line(line, np.minimum(counts[:, 0], counts[:, 1:].max(axis=1)), count)
        for line, counts in ngram_counts(streams, BLEU_ORDER)
    ]
    totals = [own.totals(order) for order in range(1, BLEU_ORDER + 1)]
    return np.stack([own.lengths, _next_length(own, streams[1:]), *matches, *totals], axis=1).astype(float)


def _next_length(own: Lines, references: Sequence[Lines]) -> Ints:
    """The reference length nearest to the hypothesis', the shorter of two as near."""
    lengths = np.sort(np.stack([reference.lengths for reference in references]), axis=0)
    nearest = np.abs(lengths - own.lengths).argmin(axis=0)
    return cast(Ints, lengths[nearest, np.arange(len(nearest))])


def _chrf(hypotheses: Sequence[str], references: Streams) -> Statistics:
    """For each order n-grams of the hypothesis, of the best reference, and matches: letters, then words.

    Both metrics use the same counts; only which reference is the best one may differ.
    """
    texts = (hypotheses, *references)
    letters = [Lines.of_letters(["".join(line.split()) for line in lines]) for lines in texts]
    numbers = Numbers()
    words = [Lines.of_words([_words(line) for line in lines], numbers) for lines in texts]
    by_order = [*_by_reference(letters, LETTERS), *_by_reference(words, WORDS)]
    full = np.concatenate(by_order, axis=2)
    return {"chrF2": _best(full[:, :, : 3 * LETTERS]), "chrF++": _best(full)}


def _by_reference(streams: Sequence[Lines], orders: int) -> Iterator[Matrix]:
    """For each order ``[reference, line, 3]``: n-grams of hypothesis and reference, and matches."""
    own, count = streams[0], len(streams[0].lengths)
    for order, (line, counts) in enumerate(ngram_counts(streams, orders), 1):
        rows = []
        for number, reference in enumerate(streams[1:], 1):
            theirs = reference.totals(order)
            # sacrebleu counts no n-grams of the hypothesis where the reference has none.
            ours = np.where(theirs > 0, own.totals(order), 0)
            matches = per_line(line, np.minimum(counts[:, 0], counts[:, number]), count)
            rows.append(np.stack([ours, theirs, matches], axis=1))
        yield np.stack(rows).astype(float)


def _best(by_reference: Matrix) -> Matrix:
    """Each line's statistics against the reference with the highest score, the first of equals."""
    best = np.stack([chrf(rows) for rows in by_reference]).argmax(axis=0)
    return cast(Matrix, by_reference[best, np.arange(len(best))])


def _tokens(line: str) -> Iterable[str]:
    """The tokens of a line by sacrebleu's 13a. Of its rules only one looks beyond a word: a hyphen at the end
    of a line joins it to the next.
    """
    if "\n" in line:
        return _tokenizer()(line.rstrip()).split()
    return chain.from_iterable(map(_tokens_of, line.split()))


@lru_cache(maxsize=1 << 16)
def _tokens_of(word: str) -> tuple[str, ...]:
    return (word,) if word.isalnum() else tuple(_tokenizer()(word).split())


@cache
def _tokenizer() -> Callable[[str], str]:
    from sacrebleu.metrics.bleu import BLEU

    tokenize: Callable[[str], str] = BLEU(tokenize="13a").tokenizer
    return tokenize


def _words(line: str) -> Iterable[str]:
    """The words of a line as chrF++ has them."""
    return chain.from_iterable(map(_apart, line.split()))


@lru_cache(maxsize=1 << 16)
def _apart(word: str) -> tuple[str, ...]:
    """One mark at the end of a word, or else at its beginning, is a word of its own."""
    if len(word) == 1:
        return (word,)
    if word[-1] in _PUNCTUATION:
        return word[:-1], word[-1]
    return (word[0], word[1:]) if word[0] in _PUNCTUATION else (word,)


def _ter(hypotheses: Sequence[str], references: Streams) -> Matrix:
    """Edits towards the nearest reference times the number of references, and words of all references."""
    own = [line.lower().split() for line in hypotheses]
    streams = [[line.lower().split() for line in lines] for lines in references]
    edits = np.stack([count_edits(own, lines) for lines in streams]).min(axis=0)
    words = sum(np.array([len(line) for line in lines], np.int64) for lines in streams)
    return np.stack([edits * len(streams), words], axis=1).astype(float)
