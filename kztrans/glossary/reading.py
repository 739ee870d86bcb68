"""A text cut into words, and the questions that decide whether an entry stands at a place in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from kztrans.glossary.entry import QUOTES, WORD, Entry, punctuation
from kztrans.glossary.index import Closing, Index
from kztrans.morph.kazakh import CLITICS, Analysis, Stem, analyse, fold

HYPHENS = "-‐‑'’ʼ"  # between two letters these make one word (Қазақстан-Ресей)
#: Dashes part words (Астана–Алматы); but the short one stands for a hyphen before a suffix (ЖШС–ға) or a
#: small letter (сауда–экономикалық).
SHORT_DASH, LONG_DASH = "–", "—"
_CLOSING = {"«": "»", "„": "“”", "“": "”", "‹": "›", "‘": "’", '"': '"', "'": "'"}
_JOINT = re.compile(r"([»”“\"›’'\])]*)([-‐‑–'’ʼ]?)(?=\w)")
_COMPOUNDING = frozenset(HYPHENS + SHORT_DASH)
_LEADING_ON = _COMPOUNDING | {LONG_DASH}
_ATTACHING = frozenset("»”“\"›’'])") | _LEADING_ON


class Candidate(NamedTuple):
    """An entry that could stand at ``[start, end)``, and the suffixes it would bear there."""

    start: int
    end: int
    entry: Entry
    analysis: Analysis


class Reading:
    """The words of ``text`` (folded) and where they stand."""

    __slots__ = ("all_capitals", "spans", "text", "words")

    def __init__(self, text: str, folded: str, words: list[str]) -> None:
        self.text = text
        self.words = words
        self.spans = [match.span() for match in WORD.finditer(folded)]
        self.all_capitals = text.isupper()

    def candidates(self, index: Index) -> Iterator[Candidate]:
        """Every place where an entry could stand, whatever else stands there."""
        words, spans = self.words, self.spans
        for first, word in enumerate(words):
            opening = index.opening(word)
            if opening is None:
                continue
            closings: Iterable[Closing] = opening.closings
            start, end = spans[first]
            if opening.free and self._stands_free(start, end):
                for entry, analysis in opening.free:
                    yield Candidate(start, end, entry, analysis)
                closings = opening.asking
            node = opening.inner
            at = first
            while True:
                for closing in closings:
                    if found := self._finish(closing, first, at):
                        yield found
                at += 1
                if node is None or at == len(words):
                    break
                closings, node = index.closings(node, words[at]), node.inner(words[at])

    def _stands_free(self, start: int, end: int) -> bool:
        """Whether nothing before or after a word can belong to it."""
        text = self.text
        return text[start - 1 : start] not in _COMPOUNDING and text[end : end + 1] not in _ATTACHING

    def _finish(self, closing: Closing, first: int, at: int) -> Candidate | None:
        """The candidate whose words are those from ``first`` to ``at``; None where it does not stand."""
        entry = closing.entry
        if not (self._gaps_agree(entry, first) and self._case_agrees(entry, closing.stem, first)):
            return None
        lead = entry.lead
        start = self.spans[first][0] - len(lead)
        if start < 0 or not self.text.startswith(lead, start) or self._inside_compound(start):
            return None
        found = self._suffixes(closing, at)
        if found is None:
            return None
        analysis, end = found
        return Candidate(_opened(self.text, start, end), end, entry, analysis)

    def _suffixes(self, closing: Closing, at: int) -> tuple[Analysis, int] | None:
        """The suffixes of the last word and where they end; None where something else follows the stem."""
        entry, _, glued, analysis = closing
        end = self.spans[at][1]
        if glued and entry.abbreviation and not self.text[end - glued : end].islower():
            return None
        if not glued:
            tail = entry.tail
            if not self.text.startswith(tail, end):
                return None
            analysis, end = self._detached(closing, at, end + len(tail))
        return self._closed(analysis, end) if analysis else None

    def _detached(self, closing: Closing, at: int, end: int) -> tuple[Analysis | None, int]:
        """Suffixes behind a quote or hyphen (ЖШС-нің, «Болашақ»тан); without them, the bare stem."""
        entry, stem, _, bare = closing
        joint = _JOINT.match(self.text, end) if self.text[end : end + 1] in _ATTACHING else None
        if joint and at + 1 < len(self.words):
            suffix = self.words[at + 1]
            start, suffix_end = self.spans[at + 1]
            if start == joint.end() and (joint[1] or stem.joined):
                case_fits = self.all_capitals or self.text[start:suffix_end].islower()
                analysis = analyse(stem, suffix, entry.derivations) if case_fits else None
                if analysis:
                    return analysis, suffix_end
                if joint[2] and self._goes_on(start - 1) and suffix not in CLITICS:
                    return None, end
        return bare, end

    def _closed(self, analysis: Analysis, end: int) -> tuple[Analysis, int] | None:
        """The analysis with a clitic taken in; None where a compound goes on (Қазақстан-Ресей)."""
        if self.text[end : end + 1] not in _LEADING_ON:
            return analysis, end
        following = WORD.match(self.text, end + 1)
        if not following:
            return analysis, end
        clitic = fold(following[0])
        if clitic in CLITICS and (following[0].islower() or self.all_capitals):
            suffixes, tags = (*analysis.suffixes, f"-{clitic}"), (*analysis.tags, CLITICS[clitic])
            return Analysis(suffixes, tags), following.end()
        return None if self._goes_on(end) else (analysis, end)

    def _goes_on(self, place: int) -> bool:
        """Whether a word goes on behind the sign at ``place``; a number there is no part of it (ЖЭО-2)."""
        numbered = self.text[place - 1].isalpha() and self.text[place + 1].isdigit()
        return self._joins(place) and not numbered

    def _joins(self, place: int) -> bool:
        """Whether the sign at ``place`` makes one word of those beside it."""
        sign = self.text[place]
        return self.text[place + 1].islower() if sign == SHORT_DASH else sign in _COMPOUNDING

    def _inside_compound(self, start: int) -> bool:
        """Whether a compound began before ``start``; a numeral does not make one (2010-жылдан)."""
        if start < 2 or self.text[start - 1] not in _COMPOUNDING:
            return False
        before = self.text[start - 2]
        return (before.isalpha() or before == "_") and self._joins(start - 1)

    def _gaps_agree(self, entry: Entry, first: int) -> bool:
        for index in range(1, len(entry.words)):
            gap = self.text[self.spans[first + index - 1][1] : self.spans[first + index][0]]
            if gap != entry.gaps[index] and not _same_gap(entry.gaps[index], gap, entry.words[index]):
                return False
        return not entry.exact or self._quotes_agree(entry, first)

    def _quotes_agree(self, entry: Entry, first: int) -> bool:
        """Whether quotes that an exact entry writes stand in the text too, whatever their shape."""
        cuts = [cut for span in self.spans[first : first + len(entry.words)] for cut in span]
        cuts = [max(0, cuts[0] - 1), *cuts, cuts[-1] + 1]
        gaps = (self.text[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True))
        return all(
            not set(QUOTES) & set(wanted) or set(QUOTES) & set(gap)
            for wanted, gap in zip(entry.gaps, gaps, strict=True)
        )

    def _case_agrees(self, entry: Entry, stem: Stem, first: int) -> bool:
        if not entry.exact and (self.all_capitals or not entry.abbreviation):
            return True
        spans = self.spans[first : first + len(entry.words)]
        written = [self.text[start:end] for start, end in spans]
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


def _same_gap(wanted: str, gap: str, following: str) -> bool:
    """Whether a gap in the text will do for the headword's.

    A headword's hyphen may be missing (Самұрық Қазына); one that it lacks may stand before a numeral
    (Қазақстан – 2050). For the dot of a unit (кВт·сағ) a hyphen or a full stop may stand.
    """
    expected, found = punctuation(wanted), punctuation(gap)
    return (
        expected == found
        or (expected == "-" and not found)
        or (expected == "·" and (found == "-" or gap == "."))
        or (found == "-" and not expected and following[0].isdigit())
    )
