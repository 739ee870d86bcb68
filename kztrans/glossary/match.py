"""Find a glossary's terms in a text: inflected, case-blind, quote-blind, never inside a word, longest first.

The index is a trie over folded words. All words of a headword but the last stand as written; the last may
be any form that ``kztrans.morph.kazakh`` recognises. At each word of the text the trie is walked as far as
the text follows it, and the word's prefixes are looked up among the last words' stems, so the cost of a word
does not grow with the number of entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from kztrans.glossary.term import Occurrence, Term
from kztrans.morph.kazakh import CLITICS, Analysis, Stem, analyse, fold, homographs, is_abbreviation, stems

QUOTES = "«»„“”‟‹›\"'‘’"
BRACKETS = "()[]{}"
COMPOUNDING = "-‐‑–'’ʼ"  # between two letters these make one word (Қазақстан-Ресей)
WORD = re.compile(r"\w[\w\u0300-\u036f\u00ad]*")
_CLOSING = {"«": "»", "„": "“”", "“": "”", "‹": "›", '"': '"', "'": "'"}
_WRAPPING = re.compile(rf"[\s{re.escape(QUOTES + BRACKETS)}]+")
_HYPHENS = str.maketrans("‐‑‒–—−", "------")
_JOINT = re.compile(r"([»”“\"›’'\])]*)([-‐‑–'’ʼ]?)(?=\w)")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+", re.IGNORECASE)

_Word = tuple[str, int, int]  # folded, start, end


@dataclass(frozen=True, slots=True)
class Entry:
    """A headword taken apart into its words and what stands before, between and after them.

    ``gaps[0]`` precedes the first word, ``gaps[-1]`` follows the last.
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


def compile_entry(term: Term, rank: int = 0) -> Entry | None:
    """``term`` prepared for matching, or None for a headword without a letter or digit."""
    words, gaps = _cut(term.kk)
    return Entry(term, rank, words, gaps) if words else None


def _cut(headword: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of ``headword``, and what stands before, between and after them."""
    words = list(WORD.finditer(headword))
    cuts = [0, *(cut for word in words for cut in word.span()), len(headword)]
    gaps = tuple(headword[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    return tuple(word[0] for word in words), gaps


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
    pairs = zip(gaps, (*words, ""), strict=True)
    return "".join((_punctuation(gap) or " ") + fold(word) for gap, word in pairs).strip()


@dataclass(slots=True)
class _Node:
    inner: dict[str, _Node] = field(default_factory=dict)
    last: dict[str, list[tuple[Stem, Entry]]] = field(default_factory=dict)


class _Candidate(NamedTuple):
    start: int
    end: int
    entry: Entry
    analysis: Analysis

    def priority(self) -> tuple[object, ...]:
        """Longest span first, then leftmost; on one span the fullest headword, exact spelling, file order."""
        suffixes = len(self.analysis.suffixes)
        return (self.start - self.end, self.start, suffixes, not self.entry.exact, self.entry.rank)


class Matcher:
    """An index over terms; never changed once built, so threads may share it."""

    __slots__ = ("_root",)

    def __init__(self, terms: Iterable[Term]) -> None:
        self._root = _Node()
        for rank, term in enumerate(terms):
            entry = compile_entry(term, rank)
            if entry is not None:
                self._add(entry)

    def _add(self, entry: Entry) -> None:
        node = self._root
        for word in entry.words[:-1]:
            node = node.inner.setdefault(fold(word), _Node())
        # The ending of a phrase in -ы, -і is the possessive of an izafet chain; of one word it is a guess.
        for stem in stems(entry.words[-1], True if len(entry.words) > 1 else None):
            node.last.setdefault(stem.surface, []).append((stem, entry))

    def find(self, text: str) -> list[Occurrence]:
        """The occurrences in ``text`` in order, none overlapping; ``text[start:end] == source`` for each."""
        reading = _Reading(text)
        candidates: list[_Candidate] = []
        for first in range(len(reading.words)):
            candidates.extend(self._from(reading, first))
        return [
            Occurrence(text[start:end], start, end, entry.term, analysis.suffixes, analysis.tags)
            for start, end, entry, analysis in _select(candidates, text)
        ]

    def _from(self, reading: _Reading, first: int) -> Iterator[_Candidate]:
        """The candidates that begin with the word at ``first``."""
        node = self._root
        for at in range(first, len(reading.words)):
            word, last = reading.words[at][0], node.last
            for length in range(1, len(word) + 1) if last else ():
                for stem, entry in last.get(word[:length], ()):
                    found = reading.finish(entry, stem, first, at)
                    if found:
                        yield found
            if word not in node.inner:
                return
            node = node.inner[word]


def _select(candidates: list[_Candidate], text: str) -> list[_Candidate]:
    """The longest candidates that neither overlap one another nor lie in a web or mail address."""
    if not candidates:
        return []
    taken = bytearray(len(text))
    for address in _ADDRESS.finditer(text):
        taken[address.start() : address.end()] = b"\1" * len(address[0])
    chosen = []
    for candidate in sorted(candidates, key=_Candidate.priority):
        if not any(taken[candidate.start : candidate.end]):
            taken[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
            chosen.append(candidate)
    return sorted(chosen, key=lambda candidate: candidate.start)


class _Reading:
    """A text cut into words, and the questions that decide whether an entry stands at a place in it."""

    __slots__ = ("all_capitals", "text", "words")

    def __init__(self, text: str) -> None:
        folded = fold(text)
        self.text = text
        self.words: list[_Word] = [(folded[m.start() : m.end()], *m.span()) for m in WORD.finditer(text)]
        self.all_capitals = text.isupper()

    def finish(self, entry: Entry, stem: Stem, first: int, at: int) -> _Candidate | None:
        """The candidate whose words are those from ``first`` to ``at``, the last one built on ``stem``."""
        if not (self._gaps_agree(entry, first) and self._case_agrees(entry, stem, first)):
            return None
        lead, tail = _punctuation(entry.gaps[0]), _punctuation(entry.gaps[-1]).rstrip(".")
        start = self.words[first][1] - len(lead)
        if start < 0 or not self.text.startswith(lead, start) or self._inside_compound(start):
            return None
        found = self._suffixes(entry, stem, at, tail)
        if found is None:
            return None
        analysis, end = found
        return _Candidate(_opened(self.text, start, end), end, entry, analysis)

    def _suffixes(self, entry: Entry, stem: Stem, at: int, tail: str) -> tuple[Analysis, int] | None:
        """The suffixes of the last word and where they end; None where something else follows the stem."""
        word, _, end = self.words[at]
        rest = word[len(stem.surface) :]
        if rest:
            glued = self.text[end - len(rest) : end]
            blocked = len(entry.words) == 1 and word in homographs()
            if tail or blocked or (entry.abbreviation and not glued.islower()):
                return None
            analysis = analyse(stem, rest)
        else:
            if not self.text.startswith(tail, end):
                return None
            end += len(tail)
            analysis, end = self._detached(stem, at, end)
        return self._closed(analysis, end) if analysis else None

    def _detached(self, stem: Stem, at: int, end: int) -> tuple[Analysis | None, int]:
        """Suffixes behind a quote or hyphen (ЖШС-нің, «Болашақ»тан); without them, the bare stem."""
        joint = _JOINT.match(self.text, end)
        if joint and joint[0] and at + 1 < len(self.words):
            suffix, start, suffix_end = self.words[at + 1]
            if start == joint.end() and (joint[1] or stem.joined):
                case_fits = self.all_capitals or self.text[start:suffix_end].islower()
                analysis = analyse(stem, suffix) if case_fits else None
                if analysis:
                    return analysis, suffix_end
                if joint[2] and suffix not in CLITICS:
                    return None, end
        return analyse(stem, ""), end

    def _closed(self, analysis: Analysis, end: int) -> tuple[Analysis, int] | None:
        """The analysis with a clitic taken in; None where a compound goes on (Қазақстан-Ресей)."""
        following = WORD.match(self.text, end + 1)
        if end >= len(self.text) or self.text[end] not in COMPOUNDING or not following:
            return analysis, end
        clitic = fold(following[0])
        if clitic not in CLITICS or not (following[0].islower() or self.all_capitals):
            return None
        return (
            Analysis((*analysis.suffixes, f"-{clitic}"), (*analysis.tags, CLITICS[clitic])),
            following.end(),
        )

    def _inside_compound(self, start: int) -> bool:
        """Whether a compound began before ``start``; a numeral does not make one (2010-жылдан)."""
        if start < 2 or self.text[start - 1] not in COMPOUNDING:
            return False
        before = self.text[start - 2]
        return before.isalpha() or before == "_"

    def _gaps_agree(self, entry: Entry, first: int) -> bool:
        for index in range(1, len(entry.words)):
            gap = self.text[self.words[first + index - 1][2] : self.words[first + index][1]]
            if gap != entry.gaps[index] and not _same_gap(entry.gaps[index], gap, entry.words[index]):
                return False
        return not entry.exact or self._quotes_agree(entry, first)

    def _quotes_agree(self, entry: Entry, first: int) -> bool:
        """Whether quotes that an exact entry writes stand in the text too, whatever their shape."""
        cuts = [cut for _, *span in self.words[first : first + len(entry.words)] for cut in span]
        cuts = [max(0, cuts[0] - 1), *cuts, cuts[-1] + 1]
        gaps = (self.text[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True))
        return all(
            not set(QUOTES) & set(wanted) or set(QUOTES) & set(gap)
            for wanted, gap in zip(entry.gaps, gaps, strict=True)
        )

    def _case_agrees(self, entry: Entry, stem: Stem, first: int) -> bool:
        if not entry.exact and (self.all_capitals or not entry.abbreviation):
            return True
        spans = self.words[first : first + len(entry.words)]
        written = [self.text[start:end] for _, start, end in spans]
        # A softened or shortened stem is compared as far as the headword goes along with it.
        pairs = zip(stem.surface, fold(entry.words[-1]), strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        return written[:-1] == list(entry.words[:-1]) and written[-1][:shared] == entry.words[-1][:shared]


def _opened(text: str, start: int, end: int) -> int:
    """Where a span begins that holds a closing quote: at its opening one, if that stands just before."""
    quote = text[start - 1 : start]
    if quote not in _CLOSING or not quote:
        return start
    inside = text[start:end]
    closing = sum(inside.count(mark) for mark in _CLOSING[quote])
    return start - 1 if closing > (inside.count(quote) if quote not in _CLOSING[quote] else 0) else start


def _punctuation(gap: str) -> str:
    """What is left of a gap without spaces, quotes and brackets; all hyphens and dashes as one."""
    return _WRAPPING.sub("", gap).translate(_HYPHENS)


def _same_gap(wanted: str, gap: str, following: str) -> bool:
    """Whether a gap in the text will do for the headword's.

    A headword's hyphen may be missing (Самұрық Қазына); one that it lacks may stand before a numeral
    (Қазақстан – 2050).
    """
    expected, found = _punctuation(wanted), _punctuation(gap)
    return (
        expected == found
        or (expected == "-" and not found)
        or (found == "-" and not expected and following[0].isdigit())
    )
