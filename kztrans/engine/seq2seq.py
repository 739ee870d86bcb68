"""What every sequence-to-sequence engine does alike, whatever multiplies its matrices.

NLLB's conventions: source ``kaz_Cyrl`` + pieces + ``</s>``; the decoder starts from ``</s>``; the first
target symbol, ``eng_Latn`` or ``rus_Cyrl``, is forced, and after it the pieces of the caller's prefix.
A backend supplies two methods: beam search over symbols, and teacher-forced log-probabilities.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from kztrans.engine.faults import Faults, faults_of
from kztrans.engine.layout import Layout, TargetTokenizer, longest_target
from kztrans.engine.protocol import Hypothesis, Piece
from kztrans.engine.search import Found, Job, Request, Search
from kztrans.engine.strays import is_foreign, letters, own_script
from kztrans.engine.tokenizer import END, Tokenizer
from kztrans.errors import InputError, LanguageError, ModelError
from kztrans.records import Span, Target

SOURCE_CODE = "kaz_Cyrl"
TARGET_CODES: dict[Target, str] = {"en": "eng_Latn", "ru": "rus_Cyrl"}

# What went round in circles is searched again without writing so many symbols twice.
_NO_REPEAT = 3

_MARGIN = 8  # symbols beside a target's own: code, end mark, and room to end a sentence


class Seq2SeqEngine(ABC):
    """Implements ``Engine`` on top of a backend's ``_search`` and ``_log_probabilities``."""

    def __init__(
        self,
        directory: Path,
        *,
        name: str,
        tokenizer: Tokenizer,
        vocabulary: Sequence[str],
        layout: Layout,
        weights: Sequence[str],
    ) -> None:
        self._directory = directory
        self._name = name
        self._tokenizer = tokenizer
        self._writer = tokenizer
        if layout.producible is not None:
            self._writer = TargetTokenizer(tokenizer, frozenset(vocabulary[: layout.producible]))
        self._layout = layout
        self._weights = tuple(weights)
        self._vocabulary = tuple(vocabulary)
        if SOURCE_CODE not in vocabulary:
            raise ModelError(f"this model knows no {SOURCE_CODE}: it cannot read Kazakh", file=directory)
        self._languages: tuple[Target, ...] = tuple(t for t, c in TARGET_CODES.items() if c in vocabulary)

    @property
    def name(self) -> str:
        return self._name

    @property
    def languages(self) -> tuple[Target, ...]:
        """The targets this model has a language code for."""
        return self._languages

    @property
    def max_source_pieces(self) -> int:
        return self._layout.max_source_pieces

    @property
    @abstractmethod
    def signature(self) -> str: ...

    @cached_property
    def fingerprint(self) -> str:
        """First 12 hex digits of a SHA-256 over the weight, vocabulary and tokenizer files."""
        total = hashlib.sha256()
        for name in self._weights:
            with (self._directory / name).open("rb") as file:
                total.update(hashlib.file_digest(file, "sha256").digest())
        return total.hexdigest()[:12]

    def count_pieces(self, text: str) -> int:
        return len(self._tokenizer.encode(text))

    def can_write(self, text: str) -> bool:
        return len(self._writer.encode(text)) <= self._layout.positions - _MARGIN

    def translate(
        self,
        batch: Sequence[str],
        *,
        target: Target,
        prefixes: Sequence[str | None] | None = None,
        beam: int = 4,
        n_best: int = 1,
        attention: bool = False,
    ) -> list[list[Hypothesis]]:
        """Beam search, as the protocol says.

        A source of spaces only has one hypothesis, its prefix. A target is cut at 2.5 pieces a source piece
        + 20 (+ the prefix), rounded up to a multiple of 64, at most the model's positions. The prefix's own
        characters stand even where the model's normalisation writes others (``№``, ``…``). A source without a
        prefix whose best hypothesis loops, doubles a word or strays into another script is searched again,
        with no three symbols written twice, without the double, without that script's symbols; what comes of
        it stands where it neither loops nor strays nor doubles more. A model that names the symbols it writes
        is held to the target's script from the first search, where neither source nor prefix has the other.
        Raises ``LanguageError`` for a target the model lacks, ``InputError`` for a source or prefix longer
        than the model can read, ``ValueError`` for ``n_best`` above ``beam``.
        """
        if not 1 <= n_best <= beam:
            raise ValueError(f"n_best ({n_best}) must lie between 1 and beam ({beam})")
        code = self._code(target)
        texts = [prefix or "" for prefix in prefixes] if prefixes is not None else [""] * len(batch)
        sources = [self._tokenizer.encode(text) for text in batch]
        begun = [self._writer.encode(text) for text in texts]

        requests: dict[int, Request] = {}
        how: dict[int, Search] = {}
        for index, (source, prefix) in enumerate(zip(sources, begun, strict=True)):
            if source:
                request = Request(_framed(source), (code, *_symbols(prefix)))
                script = self._script(request.source, request.forced)
                requests[index] = request
                how[index] = Search(self._limit(source, prefix), beam, n_best, attention, script=script)

        results = [[Hypothesis(text, prefix, 0.0)] for text, prefix in zip(texts, begun, strict=True)]
        partly_charged: list[int] = []
        found, again = self._searched(requests, how)
        for index, beams in found.items():
            results[index] = [self._hypothesis(b, sources[index], texts[index], begun[index]) for b in beams]
            cut = any(len(b.symbols) + 1 >= how[index].limit for b in beams)
            if begun[index] or index in again or cut:
                partly_charged.append(index)
        return self._rescored(results, partly_charged, sources, code)

    def score(self, batch: Sequence[str], targets: Sequence[str], *, target: Target) -> list[float]:
        code = self._code(target)
        sources = [self._tokenizer.encode(text) for text in batch]
        wanted = [_symbols(self._writer.encode(text)) for text in targets]
        for source, symbols in zip(sources, wanted, strict=True):
            self._check(len(source), "source")
            self._check(len(symbols), "target")
        return self._totals([(_framed(s), (code, *t)) for s, t in zip(sources, wanted, strict=True)])

    def _searched(
        self, requests: Mapping[int, Request], how: Mapping[int, Search]
    ) -> tuple[dict[int, list[Found]], set[int]]:
        """Beam search without loops, doubles and strays; also which results come of a second search."""
        found = self._grouped(requests, how)
        faults = {i: _faults(requests[i], found[i]) for i in found if len(requests[i].forced) == 1}
        others = {i: self._otherwise(requests[i], each, how[i]) for i, each in faults.items() if any(each)}
        better: dict[int, list[Found]] = {}
        for i, beams in self._grouped(requests, others).items():
            left = _faults(requests[i], beams)
            if not left.loops and not left.strays and len(left.doubled) <= len(faults[i].doubled):
                better[i] = beams
        return {**found, **better}, set(better)

    def _grouped(self, requests: Mapping[int, Request], how: Mapping[int, Search]) -> dict[int, list[Found]]:
        """What each finds that has a way to search: those with the same way side by side, long ones first."""
        groups: dict[Search, list[int]] = {}
        for i, search in how.items():
            groups.setdefault(search, []).append(i)
        ordered = sorted(groups.items(), key=lambda group: -group[0].limit)
        found = self._search([([requests[i] for i in members], search) for search, members in ordered])
        return {
            i: beams
            for (_, members), each in zip(ordered, found, strict=True)
            for i, beams in zip(members, each, strict=True)
        }

    def _otherwise(self, request: Request, faults: Faults, how: Search) -> Search:
        """How to search again for what had these faults."""
        foreign = sorted(self._foreign[request.forced[0]]) if faults.strays else ()
        never = (*sorted(faults.doubled), *((symbol,) for symbol in foreign))
        return replace(how, no_repeat=_NO_REPEAT if faults.loops else 0, never=never)

    @cached_property
    def _foreign(self) -> dict[str, frozenset[str]]:
        """By language code the symbols that are written in another script than the language."""
        return {
            code: frozenset(symbol for symbol in self._vocabulary if is_foreign(symbol, code))
            for code in TARGET_CODES.values()
        }

    def _script(self, source: Sequence[str], target: Sequence[str]) -> str:
        """The code of the target if the decoder is to write its script only, else empty.

        A model with symbols that it never writes leaves out those of the other script as well, unless the
        source or the forced symbols ask for them.
        """
        code = target[0]
        narrow = self._layout.producible is not None and own_script(letters(source[1:]), code)
        return code if narrow and self._foreign[code].isdisjoint(target) else ""

    def _totals(self, pairs: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> list[float]:
        """Total log-probability of each target under its source, among the symbols that may be written."""
        groups: dict[str, list[int]] = {}
        for i, pair in enumerate(pairs):
            groups.setdefault(self._script(*pair), []).append(i)
        totals = [0.0] * len(pairs)
        for script, members in groups.items():
            sources, targets = zip(*(pairs[i] for i in members), strict=True)
            for i, total in zip(members, self._log_probabilities(sources, targets, script), strict=True):
                totals[i] = total
        return totals

    @abstractmethod
    def _search(self, jobs: Sequence[Job]) -> list[list[list[Found]]]:
        """Beam search, for each job what its requests found: length-normalised sum of log-probabilities,
        forced symbols free of charge but counted in the length; it ends when the beam is full of finished
        hypotheses or the limit is reached."""

    @abstractmethod
    def _log_probabilities(
        self, sources: Sequence[tuple[str, ...]], targets: Sequence[tuple[str, ...]], script: str
    ) -> list[float]:
        """Total log-probability (nats) of each target after its first symbol, end mark included, among the
        symbols of ``script`` as in ``Search``."""

    def _code(self, target: Target) -> str:
        if target not in self._languages:
            known = ", ".join(self._languages) or "none"
            raise LanguageError(
                f"the model {self._name} cannot write {target!r}", remedy=f"Targets it can write: {known}."
            )
        return TARGET_CODES[target]

    def _check(self, pieces: int, what: str) -> None:
        most = self._layout.positions - 2  # code and end mark
        if pieces > most:
            raise InputError(
                f"the {what} has {pieces} pieces, the model {self._name} can take {most}",
                remedy="Divide it first.",
            )

    def _limit(self, source: Sequence[Piece], prefix: Sequence[Piece]) -> int:
        """The most target symbols to write for this source, code and prefix included."""
        self._check(len(source), "source")
        self._check(len(prefix) + 1, "prefix")
        return longest_target(len(source), len(prefix), self._layout.positions)

    def _hypothesis(
        self, found: Found, source: tuple[Piece, ...], prefix: str, begun: tuple[Piece, ...]
    ) -> Hypothesis:
        text, spans = self._tokenizer.decode(found.symbols)
        pieces = tuple(map(Piece, found.symbols, spans))
        if prefix:
            normalised, _ = self._tokenizer.decode(_symbols(begun))
            rest = text[len(normalised) :]
            if prefix[-1].isspace() and rest.startswith(" "):
                rest = rest[1:]
            shift = len(prefix) + len(rest) - len(text)
            text = prefix + rest
            pieces = begun + tuple(
                Piece(p.symbol, Span(p.span.start + shift, p.span.end + shift)) for p in pieces[len(begun) :]
            )
        # Columns of the language code and the end mark carry no word.
        rows = tuple(row[1:-1] for row in found.attention)
        return Hypothesis(text, pieces, found.total / (len(pieces) + 1), source, rows)

    def _rescored(
        self,
        results: list[list[Hypothesis]],
        which: Sequence[int],
        sources: Sequence[tuple[Piece, ...]],
        code: str,
    ) -> list[list[Hypothesis]]:
        """Give hypotheses their whole score where the search charged for a part only: it charges nothing for
        forced symbols, nor for the end mark of a target cut at the limit."""
        flat = [(i, hypothesis) for i in which for hypothesis in results[i]]
        totals = self._totals([(_framed(sources[i]), (code, *_symbols(h.pieces))) for i, h in flat])
        whole = iter(zip(flat, totals, strict=True))
        for i in which:
            results[i] = [
                replace(h, score=total / (len(h.pieces) + 1))
                for (_, h), total in islice(whole, len(results[i]))
            ]
        return results


def _faults(request: Request, beams: Sequence[Found]) -> Faults:
    return faults_of(beams[0].symbols, request.source[1:-1], request.forced[0])


def _symbols(pieces: Sequence[Piece]) -> tuple[str, ...]:
    return tuple(piece.symbol for piece in pieces)


def _framed(source: Sequence[Piece]) -> tuple[str, ...]:
    return (SOURCE_CODE, *_symbols(source), END)
