"""Russian words: their readings, whole paradigms and agreement, from pymorphy3 and ending rules.

Dictionary: pymorphy3 (MIT) on OpenCorpora data. Its guesses about unknown words are used only for adjectives
and for prefixed dictionary words; other unknown nouns follow ``russian_declension``.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kztrans.morph.russian_declension import SURNAME_FEMN, SURNAME_MASC, decline, decline_plural, plural_of

Parse = Any
"""A pymorphy3 ``Parse``; the library has no type information."""

CASES = {
    "nomn": "nom",
    "gent": "gen",
    "datv": "dat",
    "accs": "acc",
    "ablt": "ins",
    "loct": "loc",
    "gen2": "gen2",
    "loc2": "loc2",
}
"""OpenCorpora's case names and ours; last the partitive (чаю) and the second locative (в лесу)."""
NUMBERS = {"sing": "sg", "plur": "pl"}
GENDERS = {"m": "masc", "f": "femn", "n": "neut"}
PLAIN = {"gen2": "gent", "loc2": "loct"}
"""The case that words agreeing with a noun in a rare case take."""
FULL_CASES = tuple(case for case in CASES if case not in PLAIN)

_UNUSUAL = {"Arch", "Infr", "Slng", "Dist", "Erro", "Abbr"}  # spellings a public text would not use
_PROPER = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"}
_INVARIABLE_FIRST = frozenset(
    {"арт", "бизнес", "блок", "веб", "вице", "генерал", "гранд", "интернет", "контент", "медиа", "мини"}
    | {"онлайн", "премьер", "пресс", "смарт", "тест", "топ", "фитнес", "штаб", "экс", "эко"}
)
_AGREEMENT = {*CASES, *NUMBERS, *GENDERS.values(), "anim", "inan"}
_MODIFIERS = frozenset({"ADJF", "PRTF"})
_ADJECTIVE_ENDING = re.compile(r"(?:[иыо]й|[ая]я|[ое]е|[иы]е)$", re.I)
# What is a surname without a first name beside it; in -ина, -ына it may as well be a place or a thing.
_SURNAME = re.compile(r"^.{2,}(?:[оеё]ва?|[иы]н)$", re.I)
NOT_RUSSIAN = re.compile(r"[^а-яё-]", re.I)
_FIXED_PATRONYMIC = re.compile(r"(?:улы|кызы|оглы)$", re.I)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a noun: how it agrees and its forms. Gender ``""`` agrees with anything."""

    lemma: str
    gender: str
    number: str
    animate: bool
    cells: Mapping[tuple[str, str], tuple[str, ...]]
    proper: bool = False


@functools.cache
def _analyser() -> Any:  # noqa: ANN401
    """pymorphy3's analyser; it keeps no state between calls but idempotent caches, so threads share it."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@functools.lru_cache(maxsize=8192)
def parses_of(word: str) -> tuple[Parse, ...]:
    return tuple(_analyser().parse(word)) if word else ()


def is_fixed(word: str) -> bool:
    """Whether the spelling alone says that a word does not inflect: АО, КазНУ, KEGOC, «Нұрлы», ЭКСПО-2017."""
    capitals = len(word) > 1 and word[-1].isupper()
    return not word or capitals or bool(NOT_RUSSIAN.search(word))


def is_adverb(word: str) -> bool:
    parses = [parse for parse in parses_of(word) if parse.is_known]
    if not parses or not word.islower():
        return False
    likely = parses[0].tag.POS in {"ADVB", "PRCL"}
    return likely or (any(p.tag.POS == "ADVB" for p in parses) and not is_known_noun(word))


def is_known_noun(word: str) -> bool:
    return any(p.tag.POS == "NOUN" and "nomn" in p.tag and p.is_known for p in parses_of(word))


def may_be_genitive(word: str) -> bool:
    """Whether a word may stand in the genitive behind a noun. An indeclinable stays anyway."""
    parses = [parse for parse in parses_of(word) if parse.is_known]
    if parses:
        return any("gent" in p.tag and "Fixd" not in p.tag for p in parses)
    return word[-1:].lower() in "аяыи"


@functools.lru_cache(maxsize=8192)
def adjectives(word: str) -> tuple[Parse, ...]:
    """Readings as an adjective, participle, ordinal or pronoun in the nominative."""
    if is_fixed(word) or not (_ADJECTIVE_ENDING.search(word) or any(p.is_known for p in parses_of(word))):
        return ()
    found = (p for p in parses_of(word) if p.tag.POS in _MODIFIERS and "nomn" in p.tag)
    # An unknown adjective is stressed on its stem: самозанятый, not самозанятой.
    return tuple(sorted(found, key=lambda p: not p.is_known and str(p.normal_form).endswith("ой")))


def agrees(parse: Parse, reading: Reading) -> bool:
    if str(parse.tag.number) != reading.number:
        return False
    return reading.number == "plur" or reading.gender in {_gender(parse), "", "ms-f"}


def _gender(parse: Parse) -> str:
    """``masc``, ``femn``, ``neut``, ``ms-f`` (common) or ``""``; pymorphy3's own value refuses ``==``."""
    return str(parse.tag.gender or "") or ("ms-f" if "ms-f" in parse.tag.grammemes else "")


def agree(parse: Parse, case: str, number: str, reading: Reading) -> str | None:
    case = PLAIN.get(case, case)
    gender = reading.gender if reading.gender in {"masc", "femn", "neut"} else _gender(parse)
    # The degree, tense and voice it has: высшее stays высшее and does not become высочайшее.
    wanted = {case, number, *(grammeme for grammeme in parse.tag.grammemes if grammeme not in _AGREEMENT)}
    if number == "sing":
        if not gender:
            return None
        wanted.add(gender)
    if case == "accs" and (number == "plur" or gender == "masc"):
        wanted.add("anim" if reading.animate else "inan")
    fitting = [form for form in _lexeme(parse) if wanted <= set(form.tag.grammemes)]
    # Of several (высшим, высочайшим; новой, новою) the one nearest to the word, spelt plainly.
    fitting.sort(key=lambda form: (-_shared(form.word, parse.word), len(form.tag.grammemes)))
    return str(fitting[0].word) if fitting else None


@functools.lru_cache(maxsize=1024)
def _lexeme(parse: Parse) -> tuple[Parse, ...]:
    return tuple(parse.lexeme)


def _shared(left: str, right: str) -> int:
    """How many letters two words have in common from their start."""
    pairs = zip(left, right, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def adjective_as_noun(parse: Parse) -> Iterator[Reading]:
    """An adjective as head (служащий), animate and not; people in the plural have a masculine singular."""
    gender, number = _gender(parse), str(parse.tag.number)
    for animate in (True, False):
        bare = Reading(parse.normal_form, gender, number, animate, {})
        shown = replace(bare, gender=gender or ("masc" if animate else ""))
        forms = {
            (case, count): (word,)
            for case, count in itertools.product(FULL_CASES, NUMBERS)
            if (word := agree(parse, case, count, shown))
        }
        yield replace(bare, cells=forms)


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
    if others and (word[0].islower() or _MODIFIERS.issuperset(others)):
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
        if extra & _UNUSUAL or any(grammeme.startswith("V-") for grammeme in extra):
            continue
        if _gender(form) != _gender(parse) and form.tag.number == "sing":
            continue
        if form.tag.case in CASES and form.tag.number in NUMBERS:
            key = (str(form.tag.case), str(form.tag.number))
            cells[key] = tuple(dict.fromkeys((*cells.get(key, ()), str(form.word))))
    if ("nomn", "plur") not in cells:
        cells |= {key: (form,) for key, form in plural_of(str(parse.normal_form)).items()}
    proper = bool(_PROPER & own)
    return Reading(parse.normal_form, _gender(parse), str(tag.number), "anim" in own, cells, proper)


def adjective_forms(parse: Parse) -> Iterator[tuple[str, tuple[str, ...]]]:
    for case, gender in itertools.product(FULL_CASES, ("masc", "femn", "neut", "")):
        number = "sing" if gender else "plur"
        for animate in (False, True):
            word = agree(parse, case, number, Reading("", gender, number, animate, {}))
            if word:
                yield word, (CASES[case], NUMBERS[number])


def verb_forms(word: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    verbs = [p for p in parses_of(word) if p.tag.POS in {"INFN", "VERB"}]
    for form in verbs[0].lexeme if verbs else ():
        grammemes = set(form.tag.grammemes)
        if form.tag.POS in {"INFN", "VERB", "GRND"} and not grammemes & _UNUSUAL:
            yield str(form.word), tuple(str(form.tag).replace(" ", ",").lower().split(","))


def recase(word: str, model: str) -> str:
    """``word`` (lower case) with the capitals of ``model``, part by hyphenated part."""
    parts, models = word.split("-"), model.split("-")
    if len(parts) != len(models):
        return word
    return "-".join(map(_recase_part, parts, models))


def _recase_part(word: str, model: str) -> str:
    # Capitals are copied while the letters agree (КазМунайГаз), the first one always (Человек, Люди).
    shared = max(_shared(word, model.lower()), 1)
    letters = [
        letter.upper() if original.isupper() else letter
        for letter, original in zip(word[:shared], model[:shared], strict=False)
    ]
    return "".join(letters) + word[shared:]


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
