"""From pairs to batches of symbols: drawing by weight, subword sampling, word dropout, packing by length."""

from __future__ import annotations

import json
import queue
import random
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kztrans.engine.seq2seq import SOURCE_CODE, TARGET_CODES
from kztrans.errors import InputError
from recipes.mini.clean import read_pairs
from recipes.mini.config import Recipe, Training, Weights
from recipes.mini.corpus import Pair, Source, trained_sources
from recipes.mini.links import LINKS, Links, read_links
from recipes.mini.pieces import SPECIAL

BOS, PAD, EOS, UNK = (SPECIAL.index(each) for each in ("<s>", "<pad>", "</s>", "<unk>"))
CODES: dict[str, str] = {"kk": SOURCE_CODE, **{str(to): code for to, code in TARGET_CODES.items()}}
_DRAW = 8000  # pairs drawn, sorted by length and packed at a time

Symbols = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batch:
    """``source``: (sentences, symbols); ``target``: the same with ``EOS`` first, as the decoder reads it.

    ``links``: (sentences, target symbols, source symbols), true where a word renders another.
    """

    source: Symbols
    target: Symbols
    links: NDArray[np.bool_]


class Vocabulary:
    """The start model's SentencePiece model and layout: pieces to symbols, and where words begin.

    ``producible``: how many of the first symbols are written; all of them where Kazakh is, for it needs
    pieces that models into other languages only read.
    """

    def __init__(self, start: Path, directions: Iterable[tuple[str, str]] = ()) -> None:
        import sentencepiece

        self.pieces = sentencepiece.SentencePieceProcessor(model_file=str(start / "sentencepiece.model"))
        size: int = self.pieces.get_piece_size()
        self.producible: int = json.loads((start / "layout.json").read_text("utf-8"))["producible"]
        if any(written == "kk" for _, written in directions):
            self.producible = size
        self.opens = np.array([self.pieces.id_to_piece(i).startswith("▁") for i in range(size)])
        self.language = {name: self.pieces.piece_to_id(code) for name, code in CODES.items()}

    def encode(self, text: str, *, alpha: float | None = None) -> Symbols:
        """The symbols of ``text``; with ``alpha`` another segmentation each time (Kudo 2018)."""
        if alpha is None:
            return np.array(self.pieces.encode(text), dtype=np.int64)
        sampled = self.pieces.encode(text, enable_sampling=True, alpha=alpha, nbest_size=-1)
        return np.array(sampled, dtype=np.int64)

    def words(self, symbols: Symbols) -> Symbols:
        """For each symbol the number of its word."""
        return np.cumsum(self.opens[symbols]) - 1


def weight_of(pair: Pair, source: Source, weights: Weights) -> float:
    """How often a pair is drawn, relative to others."""
    weight = weights.files.get(pair.file, weights.kinds.get(source.kind, 0.0))
    return weight * (weights.helper if pair.helper else 1.0)


class Batches:
    """An endless stream of batches, made in a thread of its own."""

    def __init__(self, recipe: Recipe, vocabulary: Vocabulary, seed: int) -> None:
        self._settings, self._directions = recipe.training, len(recipe.directions)
        self._vocabulary = vocabulary
        self._random = np.random.default_rng(seed)
        self._shuffle = random.Random(seed)
        sources = trained_sources(recipe)
        self._pairs = read_pairs(recipe.paths.work)
        self._links = read_links(recipe.paths.work)
        if len(self._links) != len(self._pairs):
            remedy = "Run again: python -m recipes.mini align"
            raise InputError("these links are of other pairs", file=recipe.paths.work / LINKS, remedy=remedy)
        drawn = np.array([weight_of(pair, sources[pair.file], recipe.weights) for pair in self._pairs])
        self._chances = drawn / drawn.sum()
        self._ready: queue.Queue[Batch] = queue.Queue(8)
        threading.Thread(target=self._feed, daemon=True).start()

    def next(self) -> Batch:
        """The next batch."""
        return self._ready.get()

    def _feed(self) -> None:
        while True:
            drawn = self._random.choice(len(self._pairs), size=_DRAW, p=self._chances)
            examples = [each for each in map(self._example, drawn.tolist()) if each is not None]
            packed = list(pack(examples, self._settings.tokens))
            self._shuffle.shuffle(packed)
            for group in packed:
                self._ready.put(_batch(group))

    def _drawn(self, number: int) -> tuple[Pair, Links]:
        """The pair of that number; at times with its file's next behind it, so that long input is learnt."""
        pair, links = self._pairs[number], self._links[number]
        if self._random.random() >= self._settings.joined:
            return pair, links
        for near in range(number + 1, min(number + 1 + self._directions, len(self._pairs))):
            behind = self._pairs[near]
            if (behind.file, behind.languages) == (pair.file, pair.languages):
                a, b = len(pair.source.split()), len(pair.target.split())
                both = replace(
                    pair, source=f"{pair.source} {behind.source}", target=f"{pair.target} {behind.target}"
                )
                return both, links + tuple((a + x, b + y) for x, y in self._links[near])
        return pair, links

    def _example(self, number: int) -> _Example | None:
        settings, vocabulary = self._settings, self._vocabulary
        pair, linked = self._drawn(number)
        source = vocabulary.encode(pair.source, alpha=self._alpha(settings.sampling))
        target = vocabulary.encode(pair.target, alpha=self._alpha(settings.sampling))
        if not (0 < len(source) < settings.longest and 0 < len(target) < settings.longest):
            return None
        target = np.where(target >= vocabulary.producible, UNK, target)
        links = self._mask(pair, linked, source, target)
        if len(source) > 4:
            source = np.where(self._random.random(len(source)) < settings.word_dropout, UNK, source)
        a, b = (vocabulary.language[language] for language in pair.languages)
        # Tagged text (Caswell et al. 2019) begins with a symbol that is never read otherwise.
        begun = [a, BOS] if pair.tagged else [a]
        return _Example(np.array([*begun, *source, EOS]), np.array([EOS, b, *target, EOS]), links, len(begun))

    def _alpha(self, share: float) -> float | None:
        return self._settings.alpha if self._random.random() < share else None

    def _mask(self, pair: Pair, links: Links, source: Symbols, target: Symbols) -> NDArray[np.bool_] | None:
        """Word links as symbol links; None where pieces do not begin words as spaces do."""
        xs, ys = self._vocabulary.words(source), self._vocabulary.words(target)
        if not links or xs[-1] + 1 != len(pair.source.split()) or ys[-1] + 1 != len(pair.target.split()):
            return None
        table = np.zeros((ys[-1] + 1, xs[-1] + 1), dtype=bool)
        for a, b in links:
            table[b, a] = True
        return table[ys][:, xs]


@dataclass(frozen=True, slots=True)
class _Example:
    source: Symbols
    target: Symbols
    links: NDArray[np.bool_] | None
    begun: int  # symbols before the source's own

    @property
    def length(self) -> int:
        return max(len(self.source), len(self.target) - 1)


def pack(examples: Sequence[Any], tokens: int) -> Iterator[list[Any]]:
    """Examples of like ``length`` together, as many as keep (examples x longest) within ``tokens``."""
    group: list[Any] = []
    for example in sorted(examples, key=lambda each: each.length):
        if group and example.length * (len(group) + 1) > tokens:
            yield group
            group = []
        group.append(example)
    if group:
        yield group


def _batch(examples: Sequence[_Example]) -> Batch:
    source = _padded([example.source for example in examples])
    target = _padded([example.target for example in examples])
    links = np.zeros((len(examples), target.shape[1] - 1, source.shape[1]), dtype=bool)
    for row, example in enumerate(examples):
        if example.links is not None:
            height, width = example.links.shape
            links[row, 1 : 1 + height, example.begun : example.begun + width] = example.links
    return Batch(source, target, links)


def _padded(rows: Sequence[Symbols]) -> Symbols:
    out = np.full((len(rows), max(map(len, rows))), PAD, dtype=np.int64)
    for place, row in enumerate(rows):
        out[place, : len(row)] = row
    return out


def schedule(done: int, share: float, settings: Training) -> float:
    """The learning rate at update ``done``: warm-up, inverse square root, then down to 2 % in the last part.

    ``share``: how much of the run's time has passed, 0 to 1.
    """
    rate: float = settings.rate * min((done + 1) / settings.warmup, (settings.warmup / (done + 1)) ** 0.5)
    if share > 1 - settings.decay:
        rate *= max(0.02, (1 - share) / settings.decay)
    return rate
