"""A headword taken apart for matching, and the key by which two headwords are the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kztrans.glossary.term import Term
from kztrans.morph.kazakh import DERIVATIONS, fold, is_abbreviation

QUOTES = "«»„“”‟‹›\"'‘’"
BRACKETS = "()[]{}"
WORD = re.compile(r"\w[\w\u0300-\u036f\u00ad]*")
_WRAPPING = re.compile(rf"[\s{re.escape(QUOTES + BRACKETS)}]+")
_ALIKE = str.maketrans("‐‑‒–—−⋅∙•", "------···")
_UNDERIVED: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """A headword's words and what stands before, between and after them.

    ``gaps[0]`` precedes the first word, ``gaps[-1]`` follows the last; ``rank`` is the place in the glossary.
    """

    term: Term
    rank: int
    words: tuple[str, ...]
    gaps: tuple[str, ...]

    @property
    def exact(self) -> bool:
        return self.term.case == "exact"

    @property
    def abbreviation(self) -> bool:
        return len(self.words) == 1 and is_abbreviation(self.words[0])

    @property
    def conditional(self) -> bool:
        return bool(self.term.near or self.term.not_near)

    @property
    def plain(self) -> bool:
        """Whether a form of its only word is enough, however it is written and whatever stands about it."""
        single = len(self.words) == 1 and not (self.exact or self.abbreviation)
        return single and not self.lead and not self.tail

    @property
    def derivations(self) -> frozenset[str]:
        """The derivations that count as forms; a name that morphology does not know opens nothing."""
        derive = self.term.derive
        return frozenset(derive).intersection(DERIVATIONS) if derive else _UNDERIVED

    @property
    def lead(self) -> str:
        """The punctuation before the first word."""
        return punctuation(self.gaps[0])

    @property
    def tail(self) -> str:
        """The punctuation after the last word; a full stop may be missing in the text."""
        return punctuation(self.gaps[-1]).rstrip(".")


def compile_entry(term: Term, rank: int = 0) -> Entry | None:
    """``term`` prepared for matching, or None for a headword without a letter or digit."""
    words, gaps = _cut(term.kk)
    return Entry(term, rank, words, gaps) if words else None


def _cut(headword: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of ``headword``, and what stands before, between and after them."""
    words = tuple(WORD.findall(headword))
    gaps: list[str] = []
    place = 0
    for word in words:
        start = headword.index(word, place)
        gaps.append(headword[place:start])
        place = start + len(word)
    gaps.append(headword[place:])
    return words, tuple(gaps)


def headword_key(term: Term) -> str:
    """What makes two headwords one entry: words and punctuation, without quotes, spaces and letter case.

    Case counts for abbreviations and ``case="exact"`` entries: АҚ is not ақ.
    """
    return _key(term.kk, term.case == "exact")


@lru_cache(maxsize=1 << 17)
def _key(headword: str, exact: bool) -> str:
    words, gaps = _cut(headword)
    if exact or not words or (len(words) == 1 and is_abbreviation(words[0])):
        return "=" + " ".join(headword.split())
    if " ".join(words) == headword:
        return " ".join(map(fold, words))
    pairs = zip(gaps, (*words, ""), strict=True)
    return "".join((punctuation(gap) or " ") + fold(word) for gap, word in pairs).strip()


@lru_cache(maxsize=1 << 12)
def punctuation(gap: str) -> str:
    """What is left of a gap without spaces, quotes and brackets; dashes are hyphens, dots middle dots."""
    return _WRAPPING.sub("", gap).translate(_ALIKE)
