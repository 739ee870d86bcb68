"""How Russian counts: the number before a noun and the case and number it asks for.

1, 21, 31 … the singular; 2, 3, 4, 22 … the genitive singular (adjectives in the plural); all others, and
thousands and millions of anything, the genitive plural. In an oblique case noun and numeral agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kztrans.enforce.grammar.russian_readings import COUNT, lemmas, word_list
from kztrans.morph.russian_words import parses_of

Size = Literal["one", "few", "many", "scale"]
Wanted = frozenset[tuple[str, str]]

_OBLIQUE = frozenset({"gent", "datv", "ablt", "loct"})
_DIRECT = frozenset({"nomn", "accs"})
_SCALES = frozenset({"тыс", "млн", "млрд", "трлн", "тысяча", "миллион", "миллиард", "триллион"})
_FEW = frozenset({"два", "три", "четыре", "оба", "полтора"})
_VAGUE = frozenset({"много", "мало", "немного", "немало", "сколько", "столько", "несколько"})
_DIGITS = re.compile(r"\d+(?:,\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Count:
    """A number before a noun: what it asks for, the cases its own word may be in, how many words it takes."""

    size: Size
    cases: frozenset[str]
    words: int

    def wanted(self, governed: frozenset[str] | None) -> Wanted:
        """The cases and numbers the noun may be in, behind a preposition that governs these cases."""
        cases = self._cases(governed)
        if self.size == "one":
            return frozenset((case, "sing") for case in cases)
        if self.size == "scale":  # 5 млн рабочих мест, but also 5 млн министерству
            return frozenset({self._direct}) | {
                (case, number) for case in ("datv", "ablt") for number in ("sing", "plur")
            }
        oblique = {(case, "plur") for case in cases & _OBLIQUE}
        return frozenset(oblique | ({self._direct} if cases & _DIRECT else set()))

    def likely(self, governed: frozenset[str] | None) -> Wanted:
        """Of those, what to put for a form that is in none of them: the direct case, where no preposition
        allows another.
        """
        direct = self.size == "scale" or governed is None or self._cases(governed) <= _DIRECT
        return frozenset({self._direct}) if direct and self.size != "one" else self.wanted(governed)

    @property
    def _direct(self) -> tuple[str, str]:
        """The noun's case and number where the whole stands in the nominative or accusative."""
        return (COUNT, "sing") if self.size == "few" else ("gent", "plur")

    def _cases(self, governed: frozenset[str] | None) -> frozenset[str]:
        return self.cases if governed is None else (self.cases & governed) or governed


def count_before(words: Sequence[str]) -> Count | None:
    """The number that ``words`` (nearest first) end in; None for a year, for the number of a clause or a
    school, and for a decimal fraction.
    """
    if not words:
        return None
    if _SCALES & {words[0].rstrip(".").lower(), *lemmas(words[0])}:
        taken = next((i for i, word in enumerate(words[1:], 1) if not _is_number(word)), len(words))
        return Count("scale", _OBLIQUE | _DIRECT, taken)
    if _DIGITS.fullmatch(words[0]):
        return _digits(words)
    numerals = [p for p in parses_of(words[0].lower()) if str(p.tag.POS) == "NUMR"]
    if not numerals or numerals[0].normal_form in _VAGUE:
        return None
    taken = next((i for i, word in enumerate(words) if not _is_number(word)), len(words))
    size: Size = "few" if numerals[0].normal_form in _FEW else "many"
    return Count(size, frozenset(str(p.tag.case) for p in numerals), taken)


def _digits(words: Sequence[str]) -> Count | None:
    digits, taken = words[0], 1
    while taken < len(words) and len(words[taken - 1]) == 3 and re.fullmatch(r"\d{1,3}", words[taken]):
        digits = words[taken] + digits
        taken += 1
    before = words[taken] if taken < len(words) else ""
    if "," in digits or (taken == 1 and _YEAR.fullmatch(digits)) or digits.startswith("0"):
        return None
    if word_list("numbered") & {before.rstrip(".").lower(), *lemmas(before)} or before == "№":
        return None
    return Count(_size(int(digits)), _OBLIQUE | _DIRECT, taken)


def _size(value: int) -> Size:
    if value % 10 == 1 and value % 100 != 11:
        return "one"
    return "few" if value % 10 in {2, 3, 4} and value % 100 not in {12, 13, 14} else "many"


def _is_number(word: str) -> bool:
    return bool(_DIGITS.fullmatch(word)) or any(str(p.tag.POS) == "NUMR" for p in parses_of(word.lower()))
