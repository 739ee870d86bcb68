"""Kazakh noun phrases: which words of a text may be a term, and its headword form.

In a phrase only the last word inflects: its case goes, its plural becomes a singular, a possessive stays
(сыртқы істер министрлігі); before it stand words in the nominative, the possessive or the genitive (Қазақ
грамматикасы, Astana 2002, §§ on есімді сөз тіркесі). A single word loses its possessive.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from kztrans.glossary.mine.kazakh_lemmas import Lemmas, Reading
from kztrans.glossary.mine.phrase import ANYWHERE, END, INSIDE, START, Phrase, word_list
from kztrans.morph.kazakh import generate, is_abbreviation

_JOINING = frozenset({"және", "мен", "пен", "бен"})
# These govern a case before them, and both are part of the term: мектепке дейінгі ұйым.
_GOVERNING = {"дейінгі": "dat", "қарсы": "dat", "қабілетті": "dat", "қабілеттілік": "dat", "тыс": "abl"}
_VERBAL = re.compile(
    r"(?:[ғгқк][ае]н|[аеәйи]тын|[аеәйи]тін|[ыі]п|[аеуүй]п|[аейи]д[ыі]|[дт][ыі]|с[ае]|с[ыі]н"
    r"|й[ыі]к|ң[ыі]з|м[ае]й|ғал[ыі]|гел[іи]|м[ае]қ|мек|м[ыі]з|м[ыі]н|уде|уда|ған[ыі]|ген[іи]|қан[ыі]|кен[іи])$"
)
_PARTICIPLE = re.compile(
    r"(?:[лртс][ае]й|[ае])д[ыі]$|(?:[ғқ]ан|[гк]ен|[аейи]т[ыі]н)(?:[ыі]|н[ыі]ң|да|де|дар|дер|дард\w*|дерд\w*)?$"
)
_ADJECTIVAL = re.compile(
    r"(?:[ғқ]ы|[гк]і|с[ыі]з|[ыі]нш[ыі]|ншы|нші|ырақ|ірек|лай|лей|дай|дей|тай|тей|ша|ше)$"
)
_ROMAN = re.compile("[IVXLC]+")
_LYQ = re.compile(r"[лдт][ыі][қк]$")
# Nouns, and participles that have become part of names and terms (Біріккен Ұлттар Ұйымы, қоршаған орта).
_NO_PARTICIPLE = frozenset({"мекен", "қазан", "маман", "біріккен", "қоршаған"})


_CYRILLIC = re.compile("[Ѐ-ӿ]")


class Kazakh:
    """The phrase grammar over a vocabulary's lemmas; ``persons`` are words known as names of people."""

    longest = 6

    def __init__(self, lemmas: Lemmas, persons: Collection[str] = ()) -> None:
        self._lemmas = lemmas
        self._persons = persons

    def stem(self, word: str) -> str:
        folded = word.lower()
        if folded in word_list("kazakh_function_words"):
            return ""
        return self._lemmas.reading(word).lemma

    def role(self, word: str) -> int:
        folded = word.lower()
        if folded in _JOINING:
            return INSIDE
        if folded in _GOVERNING:
            return INSIDE | END
        if (
            len(word) < 2
            or not word[0].isalpha()
            or folded in word_list("kazakh_function_words")
            or _ROMAN.fullmatch(word)
            or word in self._persons
        ):
            return 0
        if is_abbreviation(word):
            return ANYWHERE
        reading = self._lemmas.reading(word)
        if reading.lemma in word_list("kazakh_function_words") or self._verbal(folded, reading):
            return 0
        ends = not self._weak(reading) and not self._adjective(word, reading)
        inside = reading.case in ("", "gen", "dat", "abl")
        return (END if ends else 0) | (START | INSIDE if inside else 0)

    def phrase(self, words: Sequence[str]) -> Phrase | None:
        readings = [self._lemmas.reading(word) for word in words]
        if len(words) == 1 and words[0].lower() in _GOVERNING:
            return None
        if not self._holds_together(words, readings) or not _CYRILLIC.search(" ".join(words)):
            return None
        last, reading = words[-1], readings[-1]
        if len(words) == 1 and (reading.lemma not in self._lemmas.counts or _only_possessed(reading)):
            return None  # its plain form never stands in the text
        if len(words) == 1:
            head, plain = reading.lemma, reading.lemma
            plural = self._plural(reading) if "pl" in reading.tags else ""
        elif reading.possessed and not self._owned_outside(words, readings):
            head = self._possessed(reading)
            plain = reading.lemma
            plural = reading.bare if "pl" in reading.tags else ""
        else:
            head = plain = reading.lemma
            plural = self._plural(reading) if "pl" in reading.tags else ""
        before = " ".join(words[:-1])
        text, key = (_joined(before, _recased(head, last)), _joined(before.lower(), head))
        base = _joined(before.lower(), plain)
        return Phrase(key, base, text, _joined(before, _recased(plural, last)) if plural else "")

    def _holds_together(self, words: Sequence[str], readings: Sequence[Reading]) -> bool:
        folded = [word.lower() for word in words]
        for place, reading in enumerate(readings[:-1]):
            if reading.case not in ("", "gen") and _GOVERNING.get(folded[place + 1]) != reading.case:
                return False
        if _JOINING & set(folded):
            # Білім және ғылым министрлігі: the head behind the joined nouns shows that both belong to it.
            joints = [place for place, word in enumerate(folded) if word in _JOINING]
            apart = any(readings[place - 1].possessed for place in joints)
            return len(words) > 3 and readings[-1].possessed and not apart and len(words) - 2 not in joints
        if (
            len(words) == 2
            and all(reading.possessed for reading in readings)
            and not _only_possessed(readings[0])
        ):
            return False  # министрі қызметі: whose minister?
        genitives = [place for place, reading in enumerate(readings[:-1]) if reading.case == "gen"]
        if not genitives:
            return True
        return (
            len(genitives) == 1 and readings[-1].possessed and self._has_owner(genitives[0], words, readings)
        )

    def _owned_outside(self, words: Sequence[str], readings: Sequence[Reading]) -> bool:
        """Whether only adjectives stand before the head, so that its owner stands outside: жобалық қуаты."""
        return readings[-1].lemma != readings[-1].bare and all(
            self._adjective(word, reading) or word.lower() in word_list("kazakh_adjectives")
            for word, reading in zip(words[:-1], readings, strict=False)
        )

    def _has_owner(self, place: int, words: Sequence[str], readings: Sequence[Reading]) -> bool:
        """Whether a genitive that is possessed itself has its owner before it: Республикасының lacks one."""
        if not readings[place].possessed:
            return True
        return any(
            not self._adjective(word, reading) for word, reading in zip(words[:place], readings, strict=False)
        )

    def _adjective(self, word: str, reading: Reading) -> bool:
        """Whether a word looks like an adjective and its forms do not show it to be a noun as well."""
        if reading.tags:
            return False
        return bool(
            _ADJECTIVAL.search(word.lower()) or (_LYQ.search(word.lower()) and not self._lemmas.is_noun(word))
        )

    def _verbal(self, folded: str, reading: Reading) -> bool:
        if _PARTICIPLE.search(folded) and len(folded) > 4 and folded not in _NO_PARTICIPLE:
            return True
        if reading.tags or self._lemmas.is_noun(folded):
            return False
        return bool(_VERBAL.search(folded))

    def _weak(self, reading: Reading) -> bool:
        weak = word_list("kazakh_weak_heads")
        return reading.lemma in weak or reading.bare in weak

    def _possessed(self, reading: Reading) -> str:
        if "pl" not in reading.tags:
            return reading.bare
        forms = generate(reading.lemma, ("poss3",))
        return max(sorted(forms), key=lambda form: self._lemmas.counts.get(form, 0), default=reading.bare)

    def _plural(self, reading: Reading) -> str:
        forms = generate(reading.lemma, ("pl",))
        return max(sorted(forms), key=lambda form: self._lemmas.counts.get(form, 0), default="")


def _only_possessed(reading: Reading) -> bool:
    return reading.tags == ("poss3",) and reading.lemma == reading.bare


def _joined(before: str, head: str) -> str:
    return f"{before} {head}" if before else head


def _recased(form: str, model: str) -> str:
    """``form`` (lower case) with the capitals of ``model``, of which it is a form."""
    if not form or not model[:1].isupper():
        return form
    if len(model) > 1 and model[:2].isupper():
        capitals = next((i for i, letter in enumerate(model) if not letter.isupper()), len(model))
        return form[:capitals].upper() + form[capitals:]
    return "-".join(
        part[:1].upper() + part[1:] if piece[:1].isupper() else part
        for part, piece in zip(form.split("-"), [*model.split("-"), *[""] * form.count("-")], strict=False)
    )
