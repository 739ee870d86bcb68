"""Rules of Russian for a delivered form: government, numerals, agreement, names in quotation marks.

A rule speaks only where no reading of the neighbours (pymorphy3) allows the form. Adjectives before it that
belong to a noun further on (в подписанном Президентом указе) say nothing about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kztrans.enforce.grammar.place import Edit, Place, Rule, Violation, recased
from kztrans.enforce.grammar.russian_around import Around, Slots, around, has, slots_of
from kztrans.enforce.grammar.russian_readings import (
    Agreement,
    attribute_readings,
    form_readings,
    inflected,
    noun_readings,
)
from kztrans.morph.russian_words import NUMBERS, Parse, parses_of

_PURE = 4  # letters: longer prepositions, and phrases, may also stand by themselves
_ABSTRACT = re.compile(r"(?:ние|ство|ость)$")
_DEVERBAL = re.compile(r"(?:[ае]ние|тие|ция)$")
_VERBAL = frozenset({"VERB", "PRTS", "ADJS", "PRED", "GRND", "INFN"})
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def named(place: Place) -> Iterator[Violation]:
    """A name in quotation marks stays in the nominative behind its class word: в программе «Новая …»."""
    here = around(place)
    if here and here.is_named and not has(here.readings, "nomn"):
        message = f'"{place.written}" in quotation marks behind "{here.word}" is not in the nominative'
        yield Violation("name", message, here.better(_in({"nomn"})))


def government(place: Place) -> Iterator[Violation]:
    """A preposition asks for its cases, also across adjectives."""
    here = around(place)
    if here is None or here.preposition is None or here.count:
        return
    cases = here.preposition.cases
    if any(reading.case in cases for reading in here.readings) or _is_rank(here) or _is_subject(here):
        return
    if any(here.belongs_elsewhere(each) for each in here.parses):
        return
    shared = _shared(here) if here.adjectives else frozenset()
    message = f'"{place.written}" is not in a case that "{here.preposition.words}" takes'
    yield Violation("government", message, here.better(shared or _in(here.preposition.usual)))


def _in(cases: Iterable[str]) -> Slots:
    return frozenset((case, number) for case in cases for number in NUMBERS)


def _shared(here: Around) -> Slots:
    """The cases and numbers that all adjectives may be in, as far as the preposition allows them."""
    slots = frozenset.intersection(*(slots_of(attribute_readings(each)) for each in here.parses))
    return slots if here.governed is None else frozenset(s for s in slots if s[0] in here.governed)


def _is_rank(here: Around) -> bool:
    """в президенты, в члены: an animate plural that looks like the nominative."""
    rank = any(r.case == "nomn" and r.number == "plur" and r.animate for r in here.readings)
    return rank and here.preposition is not None and here.preposition.words in {"в", "во"}


def _is_subject(here: Around) -> bool:
    """Whether the form may be the subject of a verb behind it: По итогам Президент отметил …"""
    if here.preposition is None or len(here.preposition.words) <= _PURE or not here.place.after:
        return False
    verbs = [p for p in parses_of(here.place.after[0]) if str(p.tag.POS) in {"VERB", "PRTS"}]
    return any(_predicates(verb, reading) for verb in verbs for reading in here.readings)


def _predicates(verb: Parse, noun: Agreement) -> bool:
    """Whether a noun may be the subject of a verb: both in number, in the past also in gender."""
    if noun.case != "nomn" or str(verb.tag.number) != noun.number:
        return False
    gender = str(verb.tag.gender or "")
    return gender in {"", noun.gender} or not noun.gender or bool(noun.animate and gender == "femn")


def numeral(place: Place) -> Iterator[Violation]:
    """A number asks for a case and number: 1 программа, 3 программы, 58 рабочих мест, 2 млн тонн."""
    here = around(place)
    if here is None or here.count is None or place.written[:1].isupper() or not here.has_noun:
        return
    count = here.count
    if count.wanted(here.governed) & slots_of(here.readings) or (count.size == "scale" and _is_mass(place)):
        return
    message = f'"{place.written}" is not in the case or number that the number before it asks for'
    yield Violation("numeral", message, here.better(count.likely(here.governed)))


def _is_mass(place: Place) -> bool:
    """Whether a form is of a noun that is seldom in the plural: 3 млн населения."""
    parses = (p for word in _WORD.findall(place.form.text) for p in parses_of(word))
    return any("Sgtm" in p.tag or _ABSTRACT.search(p.normal_form) for p in parses)


def agreement(place: Place) -> Iterator[Violation]:
    """Adjectives before the form agree with it."""
    here = around(place)
    if here is None or not here.adjectives or here.count or not here.has_noun or here.is_postposed:
        return
    governed = here.governed
    readings = frozenset(r for r in here.readings if governed is None or r.case in governed)
    wrong = [
        word
        for word, parses in zip(here.adjectives, here.parses, strict=True)
        if readings and _disagrees(here, parses, readings)
    ]
    if wrong:
        written = " ".join(place.word(word) for word in reversed(wrong))
        better, edits = _agreed(here, readings)
        yield Violation("agreement", f'"{written}" does not agree with "{place.written}"', better, edits)


def _disagrees(here: Around, parses: tuple[Parse, ...], readings: frozenset[Agreement]) -> bool:
    own = attribute_readings(parses)
    if any(a.fits(b) for a in own for b in readings) or here.belongs_elsewhere(parses):
        return False
    if any("PRTF" in p.tag and ("actv" in p.tag or has(readings, "ablt")) for p in parses):
        return False  # a participle and what it governs: выдвинутой президентом
    if here.preposition is None and not noun_readings(here.word) and any(a.case == "ablt" for a in own):
        return False  # a predicate: сделать доступной программу
    if all(a.number == "sing" and a.gender == "neut" for a in own) and has(readings, "gent"):
        return False  # an adjective that stands for a noun: новое Казахстана
    coordinated = re.match(r",|\s+(?:и|или)\s", here.place.text[here.place.span.end :])
    return not (coordinated and all(a.number == "plur" for a in own))


def _agreed(here: Around, readings: frozenset[Agreement]) -> tuple[tuple[str, ...], tuple[Edit, ...]]:
    """How the group comes to agree: better forms, and edits. Its case is that of the adjectives, which were
    written for this sentence, unless the preposition forbids it; its gender the form's. The form stays as it
    is if it can.
    """
    place, slots = here.place, _shared(here)
    if not slots and here.governed is not None:
        return (), _inflected(here, readings)
    genderless = [[replace(a, gender="") for a in attribute_readings(each)] for each in here.parses]
    kept = frozenset(r for r in readings if all(any(a.fits(r) for a in each) for each in genderless))
    if kept:
        return (), _inflected(here, kept)
    better = here.better(slots)
    if len(better) != 1:
        return better, ()
    other = next(f.text for f in place.forms if recased(f.text.replace("ё", "е"), place.written) == better[0])
    chosen = form_readings(other, place.forms[0].text)
    edits = _inflected(here, frozenset(r for r in chosen if (r.case, r.number) in slots))
    return better, (*edits, Edit(place.span, better[0])) if edits else ()


def _inflected(here: Around, readings: frozenset[Agreement]) -> tuple[Edit, ...]:
    """The adjectives inflected to agree with one of ``readings``; nothing if that can be done in two ways."""
    ways = set()
    for reading in readings:
        words = tuple(inflected(here.place.word(word), reading) for word in here.adjectives)
        if None not in words and (reading.gender or reading.number == "plur"):
            ways.add(tuple(Edit(s, w) for s, w in zip(here.adjectives, words, strict=True) if w))
    return ways.pop() if len(ways) == 1 else ()


def predicate(place: Place) -> Iterator[Violation]:
    """A verb right behind its subject agrees with it: телемост состоялся. Only verbs that take no object."""
    here = around(place)
    if here is None or place.quoted or not place.after or not _opens(here):
        return
    if not _is_direct(here) or not has(here.readings, "nomn"):
        return
    parses = parses_of(place.after[0])
    if not (parses[0].is_known and all(_is_intransitive(p) for p in parses)):
        return
    if "INFN" in _kinds(place.after[1:]):
        return  # impersonal: Казахстану удалось, решено принять
    others = (reading for word in place.after[1:] for reading in noun_readings(word))
    if not any(_predicates(p, noun) for noun in (*here.readings, *others) for p in parses):
        yield Violation("predicate", f'"{place.after[0]}" does not agree with "{place.written}"')


def _opens(here: Around) -> bool:
    """Whether the form, with its adjectives, begins the text."""
    first = here.adjectives[-1] if here.adjectives else here.place.span
    return not re.search(r"\w", here.place.text[: first.start])


def _is_direct(here: Around) -> bool:
    """Whether the form can be nothing but nominative or accusative."""
    return {reading.case for reading in here.readings} <= {"nomn", "accs"}


def _is_intransitive(verb: Parse) -> bool:
    kind = str(verb.tag.POS)
    third = kind == "VERB" and "indc" in verb.tag and ("past" in verb.tag or "3per" in verb.tag)
    return kind in {"PRTS", "ADJS"} or (third and "intr" in verb.tag)


def genitive(place: Place) -> Iterator[Violation]:
    """A noun behind a noun made of a verb is in the genitive: участие Главы государства.

    Only in a text without a verb: with one, the form may be its subject.
    """
    here = around(place)
    if here is None or place.quoted or here.count or here.preposition or not _is_direct(here):
        return
    parses = parses_of(here.word)
    deverbal = all(
        str(p.tag.POS) == "NOUN" and p.is_known and _DEVERBAL.search(p.normal_form) for p in parses
    )
    if parses and deverbal and not _VERBAL & _kinds(_WORD.findall(place.text)):
        message = f'"{place.written}" behind "{here.word}" is not in the genitive'
        yield Violation("genitive", message, here.better(_in({"gent"})))


def _kinds(words: Iterable[str]) -> set[str]:
    return {str(p.tag.POS) for word in words for p in parses_of(word)}


RULES: tuple[Rule, ...] = (named, government, numeral, agreement, predicate, genitive)
