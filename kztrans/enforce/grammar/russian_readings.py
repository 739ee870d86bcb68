"""What a Russian form or word may be: case, number, gender, animacy; and the forms of one wording."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from kztrans.morph import russian
from kztrans.morph.russian_nouns import nouns, unknown_noun
from kztrans.morph.russian_slots import slots
from kztrans.morph.russian_words import (
    CASES,
    NUMBERS,
    PLAIN,
    Parse,
    Reading,
    agree,
    parses_of,
    recase,
)

COUNT = "count"
"""The case that stands behind 2, 3, 4: genitive singular with adjectives in the plural (рабочих места)."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ATTRIBUTES = {"ADJF", "PRTF"}
_CASE_OF = {short: case for case, short in CASES.items()}
_NUMBER_OF = {short: number for number, short in NUMBERS.items()}


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a word agrees in, by OpenCorpora's names; gender ``""`` and animacy None agree with any."""

    case: str
    number: str
    gender: str = ""
    animate: bool | None = None

    def fits(self, other: Agreement) -> bool:
        """Whether an adjective and a noun of these readings may stand together."""
        if (self.case, self.number) != (other.case, other.number):
            return False
        if self.number == "sing" and not (self.gender == other.gender or not self.gender or not other.gender):
            return False
        return self.case != "accs" or None in (self.animate, other.animate) or self.animate == other.animate


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """The words of list ``name`` in ``data/russian_words.tsv``."""
    rows = (line.split("\t") for line in _lines("russian_words"))
    return frozenset(word for key, words in rows if key == name for word in words.split())


@dataclass(frozen=True, slots=True)
class Preposition:
    """A preposition, or words that work like one, with the cases it may govern and those it usually does."""

    words: str
    cases: frozenset[str]
    usual: frozenset[str]


@functools.cache
def prepositions() -> dict[str, Preposition]:
    """Every preposition by its words in small letters."""
    table = {}
    for line in _lines("russian_prepositions"):
        words, usual, *rare = line.split("\t")
        cases = frozenset(usual.split())
        table[words] = Preposition(words, cases.union(*(more.split() for more in rare)), cases)
    return table


def _lines(name: str) -> Iterator[str]:
    text = files("kztrans.enforce.grammar").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def lemmas(word: str) -> frozenset[str]:
    return frozenset(str(p.normal_form) for p in parses_of(word.rstrip(".")))


@functools.lru_cache(maxsize=8192)
def form_readings(form: str, headword: str) -> frozenset[Agreement]:
    """What the head of a term's form may be; empty where nothing tells (abbreviations, foreign names).

    What the dictionary does not know is read off the headword's own paradigm.
    """
    found = set(slots(form))
    own = [other.tags for other in russian.paradigm(headword) if other.text == form] if headword else []
    if own and all(russian.PAUCAL in tags for tags in own):
        return frozenset({Agreement(COUNT, "sing")})
    for tags in own:
        if len(tags) == 2 and russian.PAUCAL not in tags:
            case, number = _CASE_OF[tags[0]], _NUMBER_OF[tags[1]]
            found.add((PLAIN.get(case, case), number))
    if len(found) >= 2 * len(NUMBERS) * 3:
        return frozenset()  # indeclinable: every case looks the same
    head = _head(form)
    kinds = _kinds(head, _head(headword) if headword else "")
    readings = {
        Agreement(case, number, gender, animate)
        for case, number in found
        for gender, animate in (kinds.get((case, number)) or {("", None)})
    }
    if readings and _counts(form, head):
        readings.add(Agreement(COUNT, "sing"))
    return frozenset(readings)


def _head(form: str) -> str:
    """The first noun of a form; the last of its first adjectives where it has none."""
    head = ""
    for match in _WORD.finditer(form):
        parses = parses_of(match[0])
        head = match[0]
        if not (_is_attribute(parses) and (str(parses[0].tag.POS) in _ATTRIBUTES or not _is_noun(parses))):
            break
    return head


def _kinds(head: str, lemma: str) -> dict[tuple[str, str], set[tuple[str, bool | None]]]:
    """The genders and animacies of a head by case and number, from all its readings as a noun."""
    kinds: dict[tuple[str, str], set[tuple[str, bool | None]]] = {}
    for p in parses_of(head):
        if not (str(p.tag.POS) == "NOUN" and p.is_known):
            continue
        case = str(p.tag.case)
        animate = None if "Surn" in p.tag else "anim" in p.tag
        kinds.setdefault((PLAIN.get(case, case), str(p.tag.number)), set()).add((_gender(p), animate))
    if not kinds and lemma:
        known = nouns(lemma) or unknown_noun(lemma)
        for reading in known:
            for key, words in reading.cells.items():
                if head.lower() in words:
                    gender = "" if reading.gender == "ms-f" else reading.gender
                    kinds.setdefault(key, set()).add((gender, None))
    return kinds


def _gender(parse: Parse) -> str:
    """The gender that agreement shows; none for words of common gender."""
    return "" if "ms-f" in parse.tag.grammemes else str(parse.tag.gender or "")


def _counts(form: str, head: str) -> bool:
    """Whether a form may stand behind 2, 3, 4: a head in the genitive singular, its adjectives plural."""
    if not any({"NOUN", "gent", "sing"} <= _grammemes(p) for p in parses_of(head)):
        return False
    for match in _WORD.finditer(form):
        if match[0] == head:
            return True
        plural = [p for p in parses_of(match[0]) if "plur" in p.tag and p.tag.case in {"gent", "nomn"}]
        if not any(str(p.tag.POS) in _ATTRIBUTES for p in plural):
            return False
    return False


def _grammemes(parse: Parse) -> set[str]:
    return {str(parse.tag.POS), *map(str, parse.tag.grammemes)}


def _is_noun(parses: Iterable[Parse]) -> bool:
    return any(str(p.tag.POS) in {"NOUN", "NPRO"} for p in parses)


def _is_attribute(parses: Iterable[Parse]) -> bool:
    return any(str(p.tag.POS) in _ATTRIBUTES for p in parses)


@functools.lru_cache(maxsize=8192)
def attributes(word: str) -> tuple[Parse, ...]:
    """The readings of a word as an adjective or participle before its noun; none for a word that may stand
    for a noun by itself (рабочий, который, это) or is not in the dictionary.
    """
    parses = parses_of(word)
    if not parses or not all(p.is_known for p in parses) or _is_noun(parses):
        return ()
    found = tuple(p for p in parses if str(p.tag.POS) in _ATTRIBUTES)
    pronoun = any("Apro" in p.tag for p in found) and parses[0].normal_form not in word_list("attribute")
    nominal = any("Subx" in p.tag for p in found)
    other = any(str(p.tag.POS) in {"PREP", "CONJ", "ADVB", "VERB", "INFN", "PRCL", "GRND"} for p in parses)
    return () if pronoun or nominal or other else found


def attribute_readings(parses: Iterable[Parse]) -> frozenset[Agreement]:
    """What adjectives may agree with."""
    return frozenset(
        Agreement(
            str(p.tag.case),
            str(p.tag.number),
            str(p.tag.gender or ""),
            True if "anim" in p.tag else False if "inan" in p.tag else None,
        )
        for p in parses
    )


def noun_readings(word: str) -> frozenset[Agreement]:
    """What a word may be as a noun; a word the dictionary does not know tells nothing."""
    return frozenset(
        Agreement(PLAIN.get(str(p.tag.case), str(p.tag.case)), str(p.tag.number), _gender(p), "anim" in p.tag)
        for p in parses_of(word)
        if p.is_known and str(p.tag.POS) == "NOUN"
    )


def inflected(word: str, wanted: Agreement) -> str | None:
    """The adjective ``word`` in agreement with ``wanted``, its capitals kept; None where it cannot be."""
    reading = Reading("", wanted.gender, wanted.number, bool(wanted.animate), {})
    formed = {agree(parse, wanted.case, wanted.number, reading) for parse in attributes(word)}
    only = formed.pop() if len(formed) == 1 else None  # большая is of большой or of больший
    return recase(only, word) if only else None


def same_wording(form: str, other: str, headword: str) -> bool:
    """Whether two forms of a term are the same words: госпрограммы and госпрограмма, not программа."""
    own = {each.text for each in russian.paradigm(headword)}
    if form in own or other in own:
        return form in own and other in own
    mine, theirs = form.split(), other.split()
    return len(mine) == len(theirs) and all(
        a == b or lemmas(a) & lemmas(b) for a, b in zip(mine, theirs, strict=True)
    )
