"""An engine without a model, for tests: its translations, scores and alignments are a script."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence

from kztrans.engine.protocol import Hypothesis, Piece
from kztrans.errors import LanguageError
from kztrans.records import TARGETS, Span, Target

Script = Mapping[str, str | Sequence[str]] | Callable[[str, Target], Sequence[str]]
Score = Callable[[str, str, Target], float]
Links = Mapping[str, str] | Callable[[str, str], Sequence[int]]


class ScriptedEngine:
    """An ``Engine`` that says what it is told. Pieces are words and single punctuation marks.

    ``script``: for each source its translations, best first, or a function of source and target that gives
    them; a source that is not in the script translates to itself. With a prefix, only candidates that begin
    with it are given, in their order; where none does, each candidate is continued after the prefix, from the
    word at the prefix's length in words on.

    ``links`` say which source word a target word renders: a dictionary from target word to source word
    (both as written), or a function of both texts giving a source piece's index for each target piece.
    A word without a link, and every word when ``links`` is None, looks at the source word at the same
    relative place. Attention rows put all weight on one source piece.

    ``score``: log-probability of a target. The default is minus the rank of a scripted candidate, and for any
    other text minus the rank and the number of differing words of the candidate nearest to it.
    """

    def __init__(
        self,
        script: Script,
        *,
        links: Links | None = None,
        score: Score | None = None,
        languages: Sequence[Target] = TARGETS,
        max_source_pieces: int = 200,
        name: str = "scripted",
    ) -> None:
        self._script = script
        self._links = links
        self._score = score or self._distance
        self._languages = tuple(languages)
        self._max_source_pieces = max_source_pieces
        self._name = name
        self.calls: list[tuple[str, str | None]] = []
        """Every source decoded so far, with its prefix: what a test may count."""

    @property
    def name(self) -> str:
        return self._name

    @property
    def fingerprint(self) -> str:
        """Hash of the script's text (of the name, where the script is a function)."""
        text = self._name if callable(self._script) else repr(sorted(self._script.items()))
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    @property
    def signature(self) -> str:
        return "scripted:1:none"

    @property
    def max_source_pieces(self) -> int:
        return self._max_source_pieces

    def count_pieces(self, text: str) -> int:
        return len(pieces_of(text))

    def can_write(self, text: str) -> bool:
        return True

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
        self._check(target)
        results = []
        for source, prefix in zip(batch, prefixes or [None] * len(batch), strict=True):
            self.calls.append((source, prefix))
            texts = _after(prefix or "", self._candidates(source, target))
            hypotheses = [self._hypothesis(source, text, target, attention) for text in texts]
            results.append(hypotheses[:n_best])
        return results

    def score(self, batch: Sequence[str], targets: Sequence[str], *, target: Target) -> list[float]:
        self._check(target)
        return [self._score(source, text, target) for source, text in zip(batch, targets, strict=True)]

    def _check(self, target: Target) -> None:
        if target not in self._languages:
            raise LanguageError(f"the model {self._name} cannot write {target!r}")

    def _candidates(self, source: str, target: Target) -> list[str]:
        if callable(self._script):
            return list(self._script(source, target))
        scripted = self._script.get(source, source)
        return [scripted] if isinstance(scripted, str) else list(scripted)

    def _hypothesis(self, source: str, text: str, target: Target, attention: bool) -> Hypothesis:
        pieces, source_pieces = pieces_of(text), pieces_of(source)
        score = self._score(source, text, target) / (len(pieces) + 1)
        rows = self._attention(source, text, source_pieces, pieces) if attention else ()
        return Hypothesis(text, pieces, score, source_pieces, rows)

    def _attention(
        self, source: str, text: str, columns: tuple[Piece, ...], rows: tuple[Piece, ...]
    ) -> tuple[tuple[float, ...], ...]:
        if callable(self._links):
            looks = list(self._links(source, text))
        else:
            links = self._links or {}
            index = {piece.symbol: i for i, piece in reversed(list(enumerate(columns)))}
            looks = [
                index.get(links.get(piece.symbol, ""), row * len(columns) // max(len(rows), 1))
                for row, piece in enumerate(rows)
            ]
        return tuple(tuple(float(column == look) for column in range(len(columns))) for look in looks)

    def _distance(self, source: str, text: str, target: Target) -> float:
        words = _words(text)
        return -min(
            (rank + _edits(words, _words(candidate)))
            for rank, candidate in enumerate(self._candidates(source, target))
        )


def pieces_of(text: str) -> tuple[Piece, ...]:
    """Words (hyphens and apostrophes inside) and single marks, as pieces with their spans."""
    return tuple(
        Piece(match.group(), Span(*match.span())) for match in re.finditer(r"\w+(?:[-'’]\w+)*|[^\w\s]", text)
    )


def _words(text: str) -> list[str]:
    return [piece.symbol for piece in pieces_of(text)]


def _after(prefix: str, candidates: Sequence[str]) -> list[str]:
    fitting = [text for text in candidates if text.startswith(prefix)]
    if fitting:
        return fitting
    size = len(pieces_of(prefix))
    continued = []
    for text in candidates:
        rest = pieces_of(text)[size:]
        tail = text[rest[0].span.start :] if rest else ""
        glue = " " if tail and tail[0].isalnum() and not prefix[-1:].isspace() else ""
        continued.append(prefix + glue + tail)
    return list(dict.fromkeys(continued))


def _edits(one: Sequence[str], two: Sequence[str]) -> int:
    """Levenshtein distance in words."""
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            above, row[j] = row[j], min(above + (a != b), row[j] + 1, row[j - 1] + 1)
    return row[-1]
