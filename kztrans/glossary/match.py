"""Find a glossary's terms in a text: inflected, case-blind, quote-blind, never inside a word, longest first.

Four rooms of one house: ``entry`` takes headwords apart, ``index`` says which entries a word can open,
``reading`` whether one stands at a place, ``condition`` whether it may, ``choice`` which of several does.
"""

from __future__ import annotations

from collections.abc import Iterable

from kztrans.glossary.choice import choose, sort_out
from kztrans.glossary.condition import Conditions
from kztrans.glossary.entry import QUOTES, WORD, compile_entry, headword_key
from kztrans.glossary.index import Index
from kztrans.glossary.reading import Candidate, Reading
from kztrans.glossary.term import Explanation, Occurrence, Rival, Term
from kztrans.morph.kazakh import fold

__all__ = ["QUOTES", "WORD", "Matcher", "headword_key"]


class Matcher:
    """An index over terms; what it holds grows with the texts asked about, its answers never change.

    Threads may share one. ``domains``: those whose entries come first where several stand on one span.
    """

    __slots__ = ("_conditions", "_domains", "_index")

    def __init__(self, terms: Iterable[Term], domains: Iterable[str] = ()) -> None:
        terms = tuple(terms)
        entries = (compile_entry(term, rank) for rank, term in enumerate(terms))
        self._index = Index(entry for entry in entries if entry)
        self._conditions = Conditions(terms)
        self._domains = frozenset(domain.casefold() for domain in domains)

    def find(self, text: str) -> list[Occurrence]:
        """The occurrences in ``text`` in order, none overlapping; ``text[start:end] == source`` for each."""
        reading = self._read(text)
        if reading is None:
            return []
        candidates: Iterable[Candidate] = reading.candidates(self._index)
        if self._conditions:
            candidates, _ = self._conditions.sift(candidates, reading)
        chosen = choose(candidates, text, self._domains)
        return [_occurrence(text, each, ties) for each, ties in chosen]

    def explain(self, text: str) -> Explanation:
        """The occurrences that ``find`` gives, with every candidate that lost its place and why."""
        reading = self._read(text)
        if reading is None:
            return Explanation((), ())
        allowed, refused = self._conditions.sift(reading.candidates(self._index), reading)
        winners = [each for each, _ in choose(allowed, text, self._domains)]
        rivals, unused = sort_out(allowed, winners, refused, self._domains)
        found = (_occurrence(text, *pair) for pair in zip(winners, rivals, strict=True))
        return Explanation(tuple(found), unused)

    def _read(self, text: str) -> Reading | None:
        """``text`` cut into words; None where no word of it can open an entry."""
        folded = fold(text)
        words = WORD.findall(folded)
        opens = self._index.opening
        return Reading(text, folded, words) if any(map(opens, words)) else None


def _occurrence(text: str, candidate: Candidate, rivals: tuple[Rival, ...]) -> Occurrence:
    start, end, entry, analysis = candidate
    return Occurrence(text[start:end], start, end, entry.term, analysis.suffixes, analysis.tags, rivals)
