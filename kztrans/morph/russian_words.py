"""Russian words: what the dictionary knows of them, adjectives and their agreement, capitals.

Dictionary: pymorphy3 (MIT) on OpenCorpora data, whose guesses about unknown adjectives are used too.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

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

UNUSUAL = {"Arch", "Infr", "Slng", "Dist", "Erro", "Abbr"}  # spellings a public text would not use
_AGREEMENT = {*CASES, *NUMBERS, *GENDERS.values(), "anim", "inan"}
MODIFIERS = frozenset({"ADJF", "PRTF"})
_ADJECTIVE_ENDING = re.compile(r"(?:[иыо]й|[ая]я|[ое]е|[иы]е)$", re.I)
NOT_RUSSIAN = re.compile(r"[^а-яё-]", re.I)


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
    found = (p for p in parses_of(word) if p.tag.POS in MODIFIERS and "nomn" in p.tag)
    # An unknown adjective is stressed on its stem: самозанятый, not самозанятой.
    return tuple(sorted(found, key=lambda p: not p.is_known and str(p.normal_form).endswith("ой")))


def agrees(parse: Parse, reading: Reading) -> bool:
    if str(parse.tag.number) != reading.number:
        return False
    return reading.number == "plur" or reading.gender in {gender_of(parse), "", "ms-f"}


def gender_of(parse: Parse) -> str:
    """``masc``, ``femn``, ``neut``, ``ms-f`` (common) or ``""``; pymorphy3's own value refuses ``==``."""
    return str(parse.tag.gender or "") or ("ms-f" if "ms-f" in parse.tag.grammemes else "")


def agree(parse: Parse, case: str, number: str, reading: Reading) -> str | None:
    case = PLAIN.get(case, case)
    gender = reading.gender if reading.gender in {"masc", "femn", "neut"} else gender_of(parse)
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
    gender, number = gender_of(parse), str(parse.tag.number)
    for animate in (True, False):
        bare = Reading(parse.normal_form, gender, number, animate, {})
        shown = replace(bare, gender=gender or ("masc" if animate else ""))
        forms = {
            (case, count): (word,)
            for case, count in itertools.product(FULL_CASES, NUMBERS)
            if (word := agree(parse, case, count, shown))
        }
        yield replace(bare, cells=forms)


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
        if form.tag.POS in {"INFN", "VERB", "GRND"} and not grammemes & UNUSUAL:
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
