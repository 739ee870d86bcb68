"""Where licensed forms of many terms stand in a text, without trying every term on every text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kztrans.enforce.forms import LicensedForm, find_forms, licensed_forms
from kztrans.glossary.term import Term
from kztrans.records import Span, Target

_WORD = re.compile(r"\w+|[^\w\s]")
# What find_forms does not see in a text, and the spellings that it does not tell apart.
_INVISIBLE, _APOSTROPHES, _HYPHENS = "\u00ad\u200b\u200c\u200d\u2060\ufeff", "’ʼ‘`", "‐‑‒–−"
_ODD = re.compile(f"[{_INVISIBLE}{_APOSTROPHES}{_HYPHENS}ёЁ]")
_LEVEL = str.maketrans(
    {
        **dict.fromkeys(_INVISIBLE),
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_HYPHENS, "-"),
        "ё": "е",
        "Ё": "Е",
    }
)
_QUOTES = frozenset('«»“”„‟‹›"')


@dataclass(frozen=True, slots=True)
class Standing:
    """A licensed form of ``term`` at ``span`` of a text."""

    term: Term
    span: Span


class FormIndex:
    """The licensed forms of some terms, each filed under its longest word (or symbol: $).

    A form is looked for only in texts that hold all of its words: what a text costs depends on its own words,
    not on the number of terms. What is found is what ``find_forms`` finds.
    """

    def __init__(self, terms: Iterable[Term], target: Target) -> None:
        """Terms without a translation into ``target`` have no forms. Their order does not matter."""
        self._terms = sorted(set(terms), key=lambda term: (term.kk, term.target(target), repr(term)))
        self._filed: dict[str, list[tuple[frozenset[str], int, LicensedForm]]] = {}
        for number, term in enumerate(self._terms):
            for form in licensed_forms(term, target):
                if words := _words(form.text) - _QUOTES:
                    longest = max(words, key=lambda word: (len(word), word))
                    self._filed.setdefault(longest, []).append((words, number, form))

    def find(self, text: str, taken: Sequence[Span] = ()) -> list[Standing]:
        """The forms in ``text`` that touch none of the ``taken`` spans: leftmost, longest, without overlap.

        A form that several terms license is given to the first of them by headword.
        """
        kept: list[Standing] = []
        for start, length, number in sorted(
            (match.start, match.start - match.end, number)
            for number, forms in self._possible(text).items()
            for match in find_forms(text, forms)
            if all(match.end <= other.start or other.end <= match.start for other in taken)
        ):
            if not kept or start >= kept[-1].span.end:
                kept.append(Standing(self._terms[number], Span(start, start - length)))
        return kept

    def _possible(self, text: str) -> dict[int, list[LicensedForm]]:
        """By the term's number, its forms all of whose words the text holds."""
        words = _words(text)
        possible: dict[int, list[LicensedForm]] = {}
        for longest in self._filed.keys() & words:
            for needed, number, form in self._filed[longest]:
                if needed <= words:
                    possible.setdefault(number, []).append(form)
        return possible


def _words(text: str) -> frozenset[str]:
    """The words and symbols of a text in small letters, each kind of spelling in one way."""
    level = text.translate(_LEVEL) if _ODD.search(text) else text
    return frozenset(_WORD.findall(level.lower()))
