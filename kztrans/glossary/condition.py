"""Conditions of entries: words that must, or must not, stand in the same text as the term."""

from __future__ import annotations

from collections.abc import Iterable

from kztrans.glossary.entry import compile_entry
from kztrans.glossary.index import Index
from kztrans.glossary.reading import Candidate, Reading
from kztrans.glossary.term import Rival, Term

_Words = tuple[str, ...]
_Spans = list[tuple[int, int]]


class Conditions:
    """The lists of words that entries name, each with an index that finds them in any form."""

    __slots__ = ("_indexes",)

    def __init__(self, terms: Iterable[Term]) -> None:
        lists = {words for term in terms for words in (term.near, term.not_near) if words}
        self._indexes = {words: _index(words) for words in lists}

    def __bool__(self) -> bool:
        return bool(self._indexes)

    def sift(self, candidates: Iterable[Candidate], reading: Reading) -> tuple[list[Candidate], list[Rival]]:
        """The candidates in ``reading`` that may stand, and those that may not."""
        surroundings = _Surroundings(self._indexes, reading)
        allowed: list[Candidate] = []
        refused: list[Rival] = []
        for candidate in candidates:
            rival = surroundings.forbid(candidate) if candidate.entry.conditional else None
            if rival:
                refused.append(rival)
            else:
                allowed.append(candidate)
        return allowed, refused


class _Surroundings:
    """Where conditions' words stand in a text; each list is looked up once."""

    __slots__ = ("_indexes", "_places", "_reading")

    def __init__(self, indexes: dict[_Words, Index], reading: Reading) -> None:
        self._indexes = indexes
        self._reading = reading
        self._places: dict[_Words, _Spans] = {}

    def forbid(self, candidate: Candidate) -> Rival | None:
        """Why ``candidate`` may not stand: none of its near words beside it, or a not_near one; else None."""
        start, end, entry, _ = candidate
        term = entry.term
        if term.near and not self._beside(term.near, start, end):
            return Rival(term, start, end, "near", term.near)
        if term.not_near and (found := self._beside(term.not_near, start, end)):
            words = tuple(self._reading.text[first:last] for first, last in found)
            return Rival(term, start, end, "not_near", words)
        return None

    def _beside(self, words: _Words, start: int, end: int) -> _Spans:
        """Where ``words`` stand outside ``[start, end)``."""
        places = self._places.get(words)
        if places is None:
            found = self._reading.candidates(self._indexes[words])
            places = self._places[words] = sorted({(each.start, each.end) for each in found})
        return [place for place in places if place[1] <= start or place[0] >= end]


def _index(words: _Words) -> Index:
    entries = (compile_entry(Term(word, "", ""), rank) for rank, word in enumerate(words))
    return Index(entry for entry in entries if entry)
