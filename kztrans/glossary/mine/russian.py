"""Russian noun phrases: which words of a text may be a term, and its dictionary form in agreement.

The head and the adjectives before it go into the nominative, singular or plural; what the head governs stays
as it is (Министерство здравоохранения, борьба с коррупцией). Dictionary: pymorphy3.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from kztrans.glossary.mine.persons import SURNAME
from kztrans.glossary.mine.phrase import ANYWHERE, END, INSIDE, START, Phrase, word_list
from kztrans.morph import russian_words
from kztrans.morph.russian_words import Parse, is_fixed, recase

_PREPOSITIONS = frozenset({"с", "со", "по", "в", "на", "о", "об", "для", "к", "за", "от", "из"})
_CONJUNCTIONS = frozenset({"и"})
_NAMES = frozenset({"Surn", "Patr", "Name"})
_GENDERS = ("masc", "femn", "neut")


class Russian:
    """The phrase grammar; ``persons`` are words known as names of people."""

    longest = 8

    def __init__(self, persons: Collection[str] = ()) -> None:
        self._persons = persons

    def stem(self, word: str) -> str:
        folded = word.lower()
        if folded in word_list("russian_function_words"):
            return ""
        return _lemma(folded)

    def role(self, word: str) -> int:
        return 0 if word in self._persons else _role(word)

    def phrase(self, words: Sequence[str]) -> Phrase | None:
        return _phrase(tuple(words))


@lru_cache(maxsize=1 << 15)
def parses_of(word: str) -> tuple[Parse, ...]:
    """The word's parses; a vocabulary is read here, more words than ``morph`` keeps."""
    return russian_words.parses_of.__wrapped__(word.lower())


@lru_cache(maxsize=1 << 15)
def _inflected(parse: Parse, wanted: frozenset[str]) -> str | None:
    form = parse.inflect(wanted)
    return str(form.word) if form else None


@lru_cache(maxsize=1 << 17)
def _lemma(folded: str) -> str:
    parses = parses_of(folded)
    return str(parses[0].normal_form).replace("ё", "е") if parses else folded


@lru_cache(maxsize=1 << 17)
def _role(word: str) -> int:
    folded = word.lower()
    if word in _PREPOSITIONS or word in _CONJUNCTIONS:
        return INSIDE
    if len(word) < 2 or not word[0].isalpha() or folded in word_list("russian_function_words"):
        return 0
    if is_fixed(word):
        return ANYWHERE
    parses = [parse for parse in parses_of(word) if parse.is_known] or list(parses_of(word))
    if any(_NAMES & set(parse.tag.grammemes) for parse in parses[:1]):
        return 0
    roles = 0
    for parse in _likely(parses):
        if parse.tag.POS == "NOUN":
            roles |= ANYWHERE
        elif parse.tag.POS in {"ADJF", "PRTF"} and "Apro" not in parse.tag:
            roles |= START | INSIDE | (END if "Subx" in parse.tag else 0)
    return roles


def _likely(parses: Sequence[Parse]) -> list[Parse]:
    """The parses that pymorphy3 finds not far less likely than its first."""
    return [parse for parse in parses if parse.score >= 0.1 * parses[0].score]


@lru_cache(maxsize=1 << 17)
def _phrase(words: tuple[str, ...]) -> Phrase | None:
    for head, parse, modifiers in _heads(words):
        if _governs(words[head + 1 :], parse):
            return _dictionary_form(words, head, parse, modifiers)
    return None


def _heads(words: tuple[str, ...]) -> list[tuple[int, Parse | None, list[Parse]]]:
    """Each noun that the words before it may agree with: its place, its parse, theirs.

    The last place comes first: in "среднего бизнеса" the first word is no noun; then the likelier parse.
    """
    found: list[list[tuple[int, Parse | None, list[Parse]]]] = []
    for place, word in enumerate(words):
        if is_fixed(word):
            return [*itertools.chain(*reversed(found)), *([(0, None, [])] if place == 0 else [])]
        nouns = [p for p in _likely(parses_of(word)) if p.tag.POS == "NOUN" or "Subx" in p.tag]
        here: list[tuple[int, Parse | None, list[Parse]]] = []
        for noun in nouns:
            modifiers = [p for other in words[:place] if (p := _agreeing(other, noun)) is not None]
            if len(modifiers) == place:
                here.append((place, noun, modifiers))
        found.append(here)
        if not any(p.tag.POS in {"ADJF", "PRTF"} for p in parses_of(word)):
            break
    return list(itertools.chain(*reversed(found)))


def _agreeing(word: str, noun: Parse) -> Parse | None:
    """The parse of ``word`` as an adjective in the noun's case, number and gender."""
    wanted = {str(noun.tag.case), str(noun.tag.number)}
    if "sing" in wanted:
        wanted.add(_gender(noun))
    for parse in parses_of(word):
        if parse.tag.POS in {"ADJF", "PRTF"} and wanted <= set(parse.tag.grammemes):
            return parse
    return None


def _gender(noun: Parse) -> str:
    return next((gender for gender in _GENDERS if gender in noun.tag.grammemes), "masc")


def _governs(tail: Sequence[str], head: Parse | None) -> bool:
    """Whether the words behind a head can belong to it: genitives, a prepositional phrase, names."""
    if not tail:
        return True
    if tail[0] in _CONJUNCTIONS or tail[-1] in _CONJUNCTIONS | _PREPOSITIONS:
        return False
    after_preposition = False
    for place, word in enumerate(tail):
        if word in _PREPOSITIONS:
            after_preposition = True
            if place and tail[place - 1] in _CONJUNCTIONS | _PREPOSITIONS:
                return False
        elif word not in _CONJUNCTIONS and not after_preposition and not _dependent(word):
            return False
    last = tail[-1]
    return is_fixed(last) or any(p.tag.POS == "NOUN" or "Subx" in p.tag for p in _likely(parses_of(last)))


def _dependent(word: str) -> bool:
    """Whether a word can stand behind a noun it depends on: in the genitive, or a name that stays."""
    if is_fixed(word):
        return True
    parses = parses_of(word)
    if any("gent" in parse.tag for parse in parses):
        return True
    return word[:1].isupper() and any(parse.tag.POS == "NOUN" and "nomn" in parse.tag for parse in parses)


def _dictionary_form(
    words: tuple[str, ...], head: int, parse: Parse | None, modifiers: Sequence[Parse]
) -> Phrase | None:
    tail = list(words[head + 1 :])
    if parse is None:
        name = " ".join(words)
        return Phrase(_fold(name), _fold(name), name)
    plural = "plur" in parse.tag
    forms = {}
    for number in ("sing", "plur"):
        noun = _inflected(parse, frozenset({"nomn", number}))
        if noun is None:
            continue
        wanted = frozenset({"nomn", number} | ({_gender(parse)} if number == "sing" else set()))
        before = [_inflected(modifier, wanted) for modifier in modifiers]
        agreed = [form for form in [*before, noun] if form is not None]
        if len(agreed) == head + 1:
            inflected = [recase(form, word) for form, word in zip(agreed, words, strict=False)]
            forms[number] = " ".join([*inflected, *tail])
    written = forms.get("sing") or forms.get("plur")
    if written is None:
        return None
    key = _fold(written)
    return Phrase(key, key, written, forms.get("plur", "") if plural and "sing" in forms else "")


def _fold(text: str) -> str:
    return re.sub("ё", "е", text.lower())


def is_surname(word: str) -> bool:
    """Whether the dictionary or the ending says so."""
    if not word[:1].isupper() or is_fixed(word):
        return False
    return bool(SURNAME.fullmatch(word)) or any("Surn" in p.tag for p in parses_of(word)[:1])


def is_given_name(word: str) -> bool:
    """Whether the dictionary calls the word a given name before all else."""
    return word[:1].isupper() and not is_fixed(word) and any("Name" in p.tag for p in parses_of(word)[:1])
