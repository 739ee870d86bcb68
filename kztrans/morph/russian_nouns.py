"""Russian nouns: every way to read one, from the dictionary or, where it has none, from the ending.

Dictionary: pymorphy3 (MIT) on OpenCorpora data. Its guesses about unknown words are used only for prefixed
dictionary words; other unknown nouns follow ``russian_declension``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import replace

from kztrans.morph.russian_declension import SURNAME_FEMN, SURNAME_MASC, decline, decline_plural, plural_of
from kztrans.morph.russian_words import (
    CASES,
    FULL_CASES,
    MODIFIERS,
    NUMBERS,
    UNUSUAL,
    Parse,
    Reading,
    adjectives,
    gender_of,
    is_fixed,
    is_known_noun,
    parses_of,
)

_PROPER = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"}
_INVARIABLE_FIRST = frozenset(
    {"арт", "бизнес", "блок", "веб", "вице", "генерал", "гранд", "интернет", "контент", "медиа", "мини"}
    | {"онлайн", "премьер", "пресс", "смарт", "тест", "топ", "фитнес", "штаб", "экс", "эко"}
)
# What is a surname without a first name beside it; in -ина, -ына it may as well be a place or a thing.
_SURNAME = re.compile(r"^.{2,}(?:[оеё]ва?|[иы]н)$", re.I)
_FIXED_PATRONYMIC = re.compile(r"(?:улы|кызы|оглы)$", re.I)


@functools.lru_cache(maxsize=8192)
def nouns(word: str) -> tuple[Reading, ...]:
    """All nominative readings of a word as a noun, likeliest first; none if it cannot be one."""
    head, hyphen, last = word.rpartition("-")
    if is_fixed(word) and not (hyphen and last and not is_fixed(last)):
        return tuple(_rigid_reading(word, "", number, animate=False) for number in NUMBERS)
    parses = [p for p in parses_of(word) if p.tag.POS == "NOUN" and "nomn" in p.tag]
    known = [p for p in parses if p.is_known]
    common = [p for p in known if not _PROPER & set(p.tag.grammemes)]
    if known:
        readings = tuple(_reading(p) for p in (common if common and word[0].islower() else known))
        genders = {reading.gender for reading in readings}
        # The dictionary names one gender of two joined nouns; usage has the first's too (счёт-фактура).
        second = _compound(head, last) if hyphen else ()
        return readings + tuple(reading for reading in second if reading.gender not in genders)
    others = [p.tag.POS for p in parses_of(word) if p.is_known]
    if others and (word[0].islower() or MODIFIERS.issuperset(others)):
        return ()  # a known word, but not a noun in the nominative
    if hyphen:
        return _compound(head, last)
    if adjectives(word):
        return ()
    trusted = [p for p in parses if is_derived(p)]
    if trusted and (word[0].islower() or word[-1] in "ьоея"):
        return tuple(_reading(p) for p in trusted)
    return unknown_noun(word)


def _compound(head: str, last: str) -> tuple[Reading, ...]:
    """A hyphenated noun: the last part inflects, and the first with it if both are common nouns.

    The first of two that inflect gives the compound its gender and animacy: государство-член.
    """
    inflects = is_known_noun(head) and head.lower() not in _INVARIABLE_FIRST and head[-1:].islower()
    firsts = [reading for reading in nouns(head) if inflects and not reading.proper]
    readings = []
    for reading in nouns(last):
        pair = next((r for r in firsts if r.number == reading.number and not reading.proper), None)
        right = _made(reading, pair.animate) if pair else reading
        cells = {
            key: tuple(
                f"{left}-{word}" for left in (pair.cells.get(key, ()) if pair else (head,)) for word in words
            )
            for key, words in right.cells.items()
        }
        gender = pair.gender if pair else reading.gender
        readings.append(replace(right, lemma=f"{head}-{reading.lemma}", gender=gender, cells=cells))
    return tuple(readings)


def _made(reading: Reading, animate: bool) -> Reading:
    """``reading`` with the accusatives that its animacy decides made those of the other animacy."""
    if reading.animate == animate:
        return reading
    cells = dict(reading.cells)
    for number in NUMBERS:
        inanimate, alive = cells.get(("nomn", number)), cells.get(("gent", number))
        if inanimate and alive and cells.get(("accs", number)) in (inanimate, alive):
            cells["accs", number] = alive if animate else inanimate
    return replace(reading, animate=animate, cells=cells)


def unknown_noun(word: str, gender: str = "") -> tuple[Reading, ...]:
    """Readings of a noun the dictionary does not know, from its ending and its gender where that is known."""
    lower, capital = word.lower(), word[0].isupper()
    readings: tuple[Reading, ...] = ()
    surname = capital and len(word) > 5 and bool(_SURNAME.match(word))
    declined = decline(lower, gender=gender, surname=surname)
    if declined and surname:  # a person's name; as a place it declines like other nouns: Конаевом
        readings += _declined(word, declined[1], declined[0], "sing", (True,))
        declined = decline(lower, gender=gender)
    if declined:
        thing = surname or declined[0] == "neut"
        readings += _declined(word, declined[1], declined[0], "sing", (False,) if thing else (False, True))
    else:
        readings += (_rigid_reading(word, gender, "sing", animate=False),)
    plural = None if capital else decline_plural(lower)
    if plural:
        readings += _declined(word, plural, "", "plur", (True, False))
    return readings


def _declined(
    word: str, forms: Mapping[tuple[str, str], str], gender: str, number: str, animacies: tuple[bool, ...]
) -> tuple[Reading, ...]:
    readings = []
    for animate in animacies:
        cells = dict(forms)
        for count in NUMBERS:
            source = forms.get(("gent" if animate else "nomn", count))
            if source is not None:
                cells.setdefault(("accs", count), source)
        wrapped = {key: (form,) for key, form in cells.items()}
        readings.append(Reading(word.lower(), gender, number, animate, wrapped, word[0].isupper()))
    return tuple(readings)


def _rigid_reading(word: str, gender: str, number: str, *, animate: bool) -> Reading:
    cells = {(case, count): (word,) for case in FULL_CASES for count in NUMBERS}
    return Reading(word, gender, number, animate, cells, word[:1].isupper())


def is_derived(parse: Parse) -> bool:
    """Whether an unknown word is a prefix before a dictionary word long enough to be no accident."""
    analysers = ((type(method[0]).__name__, method[1]) for method in parse.methods_stack)
    return any(name == "DictionaryAnalyzer" and len(word) >= 5 for name, word in analysers)


def _reading(parse: Parse) -> Reading:
    """The noun's forms as the dictionary has them, without antiquated and substandard ones."""
    tag = parse.tag
    own = set(tag.grammemes)
    cells: dict[tuple[str, str], tuple[str, ...]] = {}
    for form in parse.lexeme:
        extra = set(form.tag.grammemes) - own
        if extra & UNUSUAL or any(grammeme.startswith("V-") for grammeme in extra):
            continue
        if gender_of(form) != gender_of(parse) and form.tag.number == "sing":
            continue
        if form.tag.case in CASES and form.tag.number in NUMBERS:
            key = (str(form.tag.case), str(form.tag.number))
            cells[key] = tuple(dict.fromkeys((*cells.get(key, ()), str(form.word))))
    if ("nomn", "plur") not in cells:
        cells |= {key: (form,) for key, form in plural_of(str(parse.normal_form)).items()}
    proper = bool(_PROPER & own)
    return Reading(parse.normal_form, gender_of(parse), str(tag.number), "anim" in own, cells, proper)


def is_surname(word: str) -> bool:
    if _FIXED_PATRONYMIC.search(word):
        return True
    if not (SURNAME_MASC.match(word) or SURNAME_FEMN.match(word)):
        return False
    nouns = [p.tag for p in parses_of(word) if p.is_known and p.tag.POS == "NOUN" and "nomn" in p.tag]
    return not nouns or any("Surn" in tag or "Patr" in tag for tag in nouns)


def name_readings(word: str, gender: str) -> tuple[Reading, ...]:
    for parse in parses_of(word):
        person = {"Name", "Surn", "Patr"} & set(parse.tag.grammemes)
        if parse.is_known and person and {"nomn", "sing", gender} <= set(parse.tag.grammemes):
            return (_reading(parse),)
    declined = decline(word.lower(), gender=gender, surname=True)
    if declined is None or _FIXED_PATRONYMIC.search(word):
        return (_rigid_reading(word, gender, "sing", animate=True),)
    return _declined(word, declined[1], gender, "sing", (True,))


def oblique(reading: Reading) -> tuple[object, ...]:
    """What tells one noun from its homonyms (посол, послы and посол, посолы): all but the accusatives."""
    return reading.lemma, reading.number, {k: v for k, v in reading.cells.items() if k[0] != "accs"}
