"""Russian counted phrases whose numeral belongs to the term: Пять институциональных реформ, 100 шагов.

In the nominative and accusative the numeral governs (a genitive, behind 2 to 4 of the singular); in the other
cases numeral, adjectives and noun agree in the plural. Two to four persons have the accusative of the
genitive. Dictionary: pymorphy3 (MIT).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kztrans.morph.russian_words import FULL_CASES, Parse, parses_of

_DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0]?\d{3})*")


def counted_cases(cores: Sequence[str]) -> list[tuple[str, dict[int, str]]]:
    """The six cases of a phrase that begins with a numeral, each with the words it changes by position.

    Empty where the phrase is none: no numeral, or no noun behind it that the numeral governs.
    """
    if len(cores) < 2 or not (_DIGITS.fullmatch(cores[0]) or _numeral(cores[0])):
        return []
    head = next((i for i, word in enumerate(cores) if i and _governed(word, {"NOUN"})), 0)
    modifiers = [_governed(word, {"ADJF", "PRTF"}) for word in cores[1:head]]
    noun = _governed(cores[head], {"NOUN"}) if head else None
    if noun is None or None in modifiers:
        return []
    few = "sing" in noun.tag
    accusative = "gent" if few and "anim" in noun.tag else "nomn"
    cells = []
    for case in FULL_CASES:
        form = accusative if case == "accs" else case
        words = dict(_inflected(cores[0], [*modifiers, noun], form, few=few)) if form != "nomn" else {}
        cells.append((case, words))
    return cells


def _inflected(first: str, counted: list[Parse], case: str, *, few: bool) -> Iterator[tuple[int, str]]:
    numeral = _numeral(first)
    if numeral and (form := numeral.inflect({case})):
        yield 0, str(form.word)
    if case == "gent" and not few:
        return  # they stand in it already: лет, which is no form of its год
    for position, parse in enumerate(counted, start=1):
        if form := parse.inflect({case, "plur"}):
            yield position, str(form.word)


def _numeral(word: str) -> Parse | None:
    return next((p for p in parses_of(word) if p.tag.POS == "NUMR" and "nomn" in p.tag and p.is_known), None)


def _governed(word: str, kinds: set[str]) -> Parse | None:
    """The reading of a word as one that a numeral governs: a genitive, an adjective also in the plural."""
    readings = (p for p in parses_of(word) if p.tag.POS in kinds and p.is_known)
    return next((p for p in readings if "gent" in p.tag or ("NOUN" not in kinds and "plur" in p.tag)), None)
