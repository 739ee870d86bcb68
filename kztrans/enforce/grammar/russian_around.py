"""What stands around a delivered Russian form, and what its case may be there."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kztrans.enforce.grammar.place import Place, recased
from kztrans.enforce.grammar.russian_numerals import Count, count_before
from kztrans.enforce.grammar.russian_readings import (
    Agreement,
    Preposition,
    attribute_readings,
    attributes,
    form_readings,
    lemmas,
    noun_readings,
    prepositions,
    same_wording,
    word_list,
)
from kztrans.morph.russian_words import Parse, parses_of
from kztrans.records import Span

Slots = frozenset[tuple[str, str]]
"""Cases and numbers."""

_LONGEST = max(len(words.split()) for words in prepositions())
_NEAR = 6  # words behind the form among which an adjective before it may have its noun
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands before a form: the adjectives at it (nearest first), the number before those, the
    preposition before that, and the nearest word that is no adjective and no number.
    """

    place: Place
    readings: frozenset[Agreement]
    adjectives: tuple[Span, ...]
    count: Count | None
    preposition: Preposition | None
    word: str

    @property
    def governed(self) -> frozenset[str] | None:
        """The cases that the preposition allows."""
        return self.preposition.cases if self.preposition else None

    @property
    def parses(self) -> list[tuple[Parse, ...]]:
        """The readings of each adjective."""
        return [attributes(self.place.word(word)) for word in self.adjectives]

    @property
    def is_named(self) -> bool:
        """Whether the form is a name in quotation marks behind a class word: программа «Новая …»."""
        return self.place.quoted and bool(lemmas(self.word) & word_list("class"))

    @property
    def has_noun(self) -> bool:
        """Whether the form has a noun of its own: an adjective (казахстанский) leans on the next word."""
        followed = bool(self.place.after and noun_readings(self.place.after[0]))
        return any(_is_noun(word, followed) for word in _WORD.findall(self.place.form.text))

    @property
    def is_postposed(self) -> bool:
        """Whether the adjectives belong to a noun before them: преступление, наказуемое лишением свободы."""
        first = self.adjectives[-1]
        own = attribute_readings(self.parses[-1])
        marked = self.place.text[: first.start].rstrip()[-1:] in {",", "–", "—", "("}
        before = noun_readings(self.word) if self.preposition is None else ()
        return marked or any(a.fits(b) for a in own for b in before)

    def belongs_elsewhere(self, adjective: Iterable[Parse]) -> bool:
        """Whether an adjective disagrees with the form and has its noun further on."""
        own = attribute_readings(adjective)
        if any(a.fits(b) for a in own for b in self.readings):
            return False
        return any(a.fits(b) for word in self.place.after[:_NEAR] for b in noun_readings(word) for a in own)

    def better(self, wanted: Slots) -> tuple[str, ...]:
        """The other forms in the same words that have a wanted case and number, in the form's own number if
        any can be. One that leans on the next word agrees with it.
        """
        own = {reading.number for reading in self.readings}
        for slots in (frozenset(slot for slot in wanted if slot[1] in own), wanted):
            if fitting := [text for text in self._others(slots) if text != self.place.written]:
                return tuple(fitting)
        return ()

    def _others(self, slots: Slots) -> Iterable[str]:
        headword = self.place.forms[0].text
        found = [
            recased(form.text.replace("ё", "е").replace("Ё", "Е"), self.place.written)
            for form in self.place.forms
            if slots & slots_of(self._in_place(form_readings(form.text, headword)))
            and same_wording(self.place.form.text, form.text, headword)
        ]
        return dict.fromkeys(found)

    def _in_place(self, readings: frozenset[Agreement]) -> Iterable[Agreement]:
        if self.has_noun:
            return readings
        following = noun_readings(self.place.after[0]) if self.place.after else ()
        return [reading for reading in readings if any(reading.fits(noun) for noun in following)]


@functools.lru_cache(maxsize=64)
def around(place: Place) -> Around | None:
    """The surroundings; None where the form does not show its case, or is only the head of a quoted name."""
    headword = place.forms[0].text if len(place.forms) > 1 else ""
    if place.cut_off or (headword and not has(form_readings(headword, headword), "nomn")):
        return None
    readings = form_readings(place.form.text, headword)
    if not readings or place.form.text.split()[0].lower() in prepositions():
        return None
    words = place.before
    adjectives = (
        () if place.quoted else tuple(itertools.takewhile(lambda w: attributes(place.word(w)), words))
    )
    rest = [place.word(word) for word in words[len(adjectives) :]]
    count = None if place.quoted else count_before(rest)
    rest = rest[count.words :] if count else rest
    return Around(place, readings, adjectives, count, _preposition(rest), rest[0] if rest else "")


def _preposition(words: list[str]) -> Preposition | None:
    """The longest preposition that ``words`` (nearest first) end in."""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join(reversed(words[:length])).lower()
        if phrase in prepositions():
            return None if phrase == "за" and words[1:2] == ["что"] else prepositions()[phrase]
    return None


def _is_noun(word: str, followed: bool) -> bool:
    """Whether a word is a noun; one that may be an adjective (полицейский) is none where a noun follows."""
    parses = parses_of(word)
    if followed and any(str(p.tag.POS) in {"ADJF", "PRTF"} for p in parses):
        return False
    return bool(noun_readings(word)) or not parses[0].is_known


def has(readings: Iterable[Agreement], case: str) -> bool:
    return any(reading.case == case for reading in readings)


def slots_of(readings: Iterable[Agreement]) -> Slots:
    return frozenset((reading.case, reading.number) for reading in readings)
