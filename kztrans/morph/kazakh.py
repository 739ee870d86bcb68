"""Kazakh nominal morphology by rule: recognise a noun's suffixes, or generate its forms.

The paradigm follows the standard grammar (Қазақ грамматикасы, Astana 2002, §§ on септік, тәуелдік, көптік and
жіктік жалғауы) and the spelling rules of 1983 with their treatment of loanwords. There is no lexicon: a
lemma is given, and the question is whether a word is one of its forms. Three tables say everything:

* ``ONSETS``: which consonant opens a suffix after which sound (assimilation);
* ``ARCS``: which suffix may follow which (morphotactics), a finite automaton over slots;
* ``stems``: the shapes a lemma takes before suffixes (softening, syncope, clipped loans, possessed heads).

Suffixes are written with archiphonemes in Latin capitals: ``A`` is а/е, ``I`` is ы/і, the other capitals are
the rows of ``ONSETS``; a letter in brackets stands only where it keeps two vowels or consonants apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kztrans.morph.kazakh_stems import (
    BACK,
    LETTER_SOUNDS,
    SOUNDS,
    Stem,
    fold,
    is_abbreviation,
    stems,
    vowel_harmony,
)

__all__ = [
    "CLITICS",
    "DERIVATIONS",
    "Analysis",
    "Stem",
    "analyse",
    "fold",
    "generate",
    "homographs",
    "is_abbreviation",
    "recognise",
    "stems",
]

# A suffix's first consonant after each class of ``SOUNDS``.
ONSETS = {
    "L": "ллдддт",  # plural
    "N": "нддндт",  # genitive
    "C": "нддддт",  # accusative
    "D": "дддддт",  # locative
    "B": "дддндт",  # ablative
    "G": "ғғғғғқ",  # dative
    "M": "ммммбп",  # instrumental, first person
    "P": "мммббп",  # first person, question
}
_TO_FRONT = str.maketrans("ғқ", "гк")


@dataclass(frozen=True, slots=True)
class Analysis:
    """How a word is built on its lemma: surface suffixes in order, and their grammatical names.

    Tags: ``pl``; ``poss1sg poss2sg poss2pol poss3 poss1pl``; ``gen dat acc loc abl ins``; ``attr``
    (-дағы), ``subst`` (-нікі), ``equ`` (-ша after a plural or possessive), ``sim`` (-дай); ``pred1sg pred2sg
    pred2pol pred1pl pred2pl pred2plpol pred3`` (copula), ``q`` (question), ``emph`` (-ақ), ``rep`` (-мыс,
    hearsay); ``ord`` (5-ші); and, only where asked for, the names in ``DERIVATIONS``.
    """

    suffixes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Arc:
    template: str
    tag: str
    to: str


def _arcs(to: str, *pairs: tuple[str, str]) -> tuple[_Arc, ...]:
    return tuple(_Arc(template, tag, to) for template, tag in pairs)


_PLURAL = _arcs("plural", ("LAр", "pl"))
_OUR_POSSESSIVE = (
    *_arcs("mine", ("(I)м", "poss1sg"), ("(I)ң", "poss2sg")),
    *_arcs("ours", ("(I)мIз", "poss1pl"), ("(I)ңIз", "poss2pol")),
)
_THEIR_POSSESSIVE = _arcs("theirs", ("(с)I", "poss3"))
_POSSESSIVE = _OUR_POSSESSIVE + _THEIR_POSSESSIVE
_PERSON1 = _arcs("end", ("MIн", "pred1sg"), ("PIн", "pred1sg"), ("MIз", "pred1pl"), ("PIз", "pred1pl"))
_PERSON2 = _arcs("end", ("сIң", "pred2sg"), ("сIңдAр", "pred2pl"))
# Straight on a noun -сыз means "without" (жұмыссыз), a derivation and no person; on a possessive it is one.
_POLITE = _arcs("end", ("сIз", "pred2pol"), ("сIздAр", "pred2plpol"))
_PERSON3 = _arcs("end", ("DIр", "pred3"))
_QUESTION = _arcs("question", ("MI", "q"), ("PI", "q"))
_PREDICATE = _PERSON1 + _PERSON2 + _POLITE + _PERSON3 + _QUESTION
_PLAIN_CASES = (
    *_arcs("end", ("NIң", "gen"), ("CI", "acc"), ("Mен", "ins"), ("Mенен", "ins"), ("DAй", "sim")),
    *_arcs("place", ("DA", "loc"), ("BAн", "abl")),
    *_arcs("attribute", ("DAғI", "attr")),
    *_arcs("substantive", ("Nікі", "subst")),
)
# On a bare noun -ша makes another word (қызыл "red", қызылша "beet"): there it is a derivation.
_EQUATIVE = _arcs("end", ("шA", "equ"))
_DATIVE = _arcs("end", ("GA", "dat"))
_PRONOMINAL_CASES = (
    *_arcs("end", ("нIң", "gen"), ("нA", "dat"), ("н", "acc"), ("Mен", "ins"), ("Mенен", "ins")),
    *_arcs("end", ("ншA", "equ"), ("ндAй", "sim")),
    *_arcs("place", ("ндA", "loc"), ("нAн", "abl")),
    *_arcs("attribute", ("ндAғI", "attr")),
    *_arcs("substantive", ("нікі", "subst")),
)
_NOUN = _PLURAL + _PLAIN_CASES + _DATIVE + _PERSON1 + _PERSON2 + _PERSON3 + _QUESTION

ARCS: dict[str, tuple[_Arc, ...]] = {
    "noun": _PLURAL + _POSSESSIVE + _NOUN,
    "numeral": _arcs("noun", ("(I)ншI", "ord"), ("шI", "ord")) + _PLURAL + _POSSESSIVE + _NOUN,
    "hard": _NOUN,  # a native stem in п, к, қ: its possessives stand on the softened stem
    "linked": _PLURAL + _POSSESSIVE + _NOUN,  # a loan with a linking і (акті-лер), which is no word by itself
    "bound": _POSSESSIVE,  # a stem that lives only before a possessive
    "base": _arcs("bound", ("LAр", "pl")) + _OUR_POSSESSIVE,  # the noun inside a possessed lemma
    "softbase": _OUR_POSSESSIVE,  # the same, softened
    "plural": _POSSESSIVE + _PLAIN_CASES + _EQUATIVE + _DATIVE + _PREDICATE,
    "mine": _PLAIN_CASES + _EQUATIVE + _arcs("end", ("A", "dat")) + _PREDICATE,
    "ours": _PLAIN_CASES + _EQUATIVE + _DATIVE + _PREDICATE,
    "theirs": _PRONOMINAL_CASES + _PREDICATE,
    "head": _PRONOMINAL_CASES,  # a possessed lemma (Елбасы), read before all other shapes it may have
    "title": _PERSON1 + _PERSON2 + _PERSON3 + _QUESTION,  # the same as a predicate, read after them
    "office": _PERSON1 + _PERSON2 + _POLITE + _PERSON3 + _QUESTION,  # the same where it surely is possessed
    "place": _PREDICATE,
    "attribute": _PLURAL + _THEIR_POSSESSIVE + _PLAIN_CASES + _EQUATIVE + _DATIVE + _PREDICATE,
    "substantive": _PRONOMINAL_CASES + _DATIVE + _arcs("end", ("CI", "acc")) + _PREDICATE,
    "question": _PERSON2 + _POLITE,
    "end": (),
}
UNFINISHED = frozenset({"linked", "bound", "base", "softbase", "question"})
#: Suffixes that make another word, by name; an entry may count them as forms of its own (``derive``).
DERIVATIONS = {
    "lyq": "LIқ",  # облыстық, министрлік
    "ly": "LI",  # маңызды
    "syz": "сIз",  # жұмыссыз
    "shy": "шI",  # тілші
    "sha": "шA",  # қазақша
    "gy": "GI",  # жылғы
    "raq": "(I)рAқ",  # comparative: үлкенірек
    "nshi": "(I)ншI",  # ordinal of a numeral in words: екінші
}
CLITICS = {"ақ": "emph", "ау": "emph", "ай": "emph", "мыс": "rep", "міс": "rep"}

_Step = tuple[str, str]


@cache
def homographs() -> frozenset[str]:
    """Words of their own that look like a form of a shorter noun (басқа "other"): never read as one."""
    lines = Path(__file__).with_name("data").joinpath("kazakh_homographs.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def recognise(
    lemma: str,
    word: str,
    *,
    possessed: bool | None = None,
    derivations: frozenset[str] = frozenset(),
) -> Analysis | None:
    """The suffixes with which ``word`` is a form of ``lemma``, or None where it is not one.

    Letter case is ignored, except that an all-capitals lemma is an abbreviation (its suffixes follow the
    spoken name, so any harmony is accepted). ``possessed`` says whether the lemma is itself a possessed
    form (Елбасы, … бағдарламасы); None guesses from its ending. ``derivations`` opens names in
    ``DERIVATIONS``. Quotes and a hyphen may stand between stem and suffix («Болашақ»тан, ЖШС-нің).
    """
    bare_lemma, bare = lemma.strip(_OPENING + _CLOSING), fold(word).lstrip(_OPENING)
    clitic = _CLITIC.search(bare)
    if clitic:
        bare = bare[: clitic.start()]
    for stem in stems(bare_lemma, possessed):
        if bare.startswith(stem.surface):
            quote, joint, rest = _JOINT.match(bare[len(stem.surface) :]).groups()  # type: ignore[union-attr]
            if (joint and not (stem.joined or quote)) or (joint and not rest):
                continue
            if rest and not (quote or joint) and bare in homographs():
                continue
            found = analyse(stem, rest, derivations)
            if found and clitic:
                return Analysis((*found.suffixes, f"-{clitic[1]}"), (*found.tags, CLITICS[clitic[1]]))
            if found:
                return found
    return None


_OPENING = "«“„\"'‘‹("
_CLOSING = "»”“\"'’›)"
_JOINT = re.compile(r"([»”“\"›)]*)([-‐‑–'’ʼ]?)(.*)", re.DOTALL)
_CLITIC = re.compile(rf"[-‐‑]({'|'.join(CLITICS)})$")


def analyse(stem: Stem, rest: str, derivations: frozenset[str] = frozenset()) -> Analysis | None:
    """The suffixes that make up ``rest`` (lower case) after ``stem``, or None where they make no form."""
    for sound in stem.sounds:
        for harmony in stem.harmonies:
            steps = _parse(rest, stem.slot, sound, harmony, derivations)
            if steps is not None:
                return Analysis(tuple(f"-{s}" for s, _ in steps), tuple(tag for _, tag in steps))
    return None


@lru_cache(maxsize=1 << 16)
def _parse(
    rest: str, slot: str, sound: str, harmony: str, derivations: frozenset[str]
) -> tuple[_Step, ...] | None:
    if not rest:
        return None if slot in UNFINISHED else ()
    for surface, tag, to, after, tone in _realisations(slot, sound, harmony, derivations):
        if rest.startswith(surface):
            tail = _parse(rest[len(surface) :], to, after, tone, derivations)
            if tail is not None:
                return ((surface, tag), *tail)
    return None


@cache
def _realisations(
    slot: str, sound: str, harmony: str, derivations: frozenset[str]
) -> tuple[tuple[str, str, str, str, str], ...]:
    """Every suffix that may follow here, spelt out: surface, tag, next slot, its last sound, its harmony."""
    arcs = ARCS[slot]
    if slot in ("noun", "hard"):
        arcs += tuple(arc for name in sorted(derivations) for arc in _derivation(name))
    found: dict[tuple[str, str], tuple[str, str, str, str, str]] = {}
    for arc in arcs:
        surface = _realise(arc.template, sound, harmony)
        tone = next((h for v in reversed(surface) if (h := vowel_harmony(v))), harmony)
        found.setdefault((surface, arc.tag), (surface, arc.tag, arc.to, LETTER_SOUNDS[surface[-1]], tone))
    return tuple(found.values())


def _derivation(name: str) -> tuple[_Arc, ...]:
    """The arcs of a derivation; a final қ softens before possessives (жұмыссыздығы)."""
    template = DERIVATIONS[name]
    if not template.endswith("қ"):
        return _arcs("noun", (template, name))
    return (*_arcs("hard", (template, name)), *_arcs("bound", (template[:-1] + "ғ", name)))


def _realise(template: str, sound: str, harmony: str) -> str:
    vowels = {"A": "а", "I": "ы"} if harmony == BACK else {"A": "е", "I": "і"}
    optional = re.match(r"\((.)\)", template)
    if optional:
        kept = (optional[1] == "I") == (sound != "V")
        template = (optional[1] if kept else "") + template[3:]
    surface = "".join(
        vowels.get(letter) or (ONSETS[letter][SOUNDS.index(sound)] if letter in ONSETS else letter)
        for letter in template
    )
    return surface if harmony == BACK else surface.translate(_TO_FRONT)


def generate(lemma: str, tags: tuple[str, ...], *, possessed: bool | None = None) -> set[str]:
    """All spellings (lower case) of ``lemma`` with the suffixes ``tags``; empty where grammar has none."""
    forms: set[str] = set()
    for stem in stems(lemma, possessed):
        for sound in stem.sounds:
            for harmony in stem.harmonies:
                joint = "-" if stem.joined and tags else ""
                forms |= {stem.surface + joint + tail for tail in _tails(tags, stem.slot, sound, harmony)}
    return forms


def _tails(tags: tuple[str, ...], slot: str, sound: str, harmony: str) -> set[str]:
    if not tags:
        return set() if slot in UNFINISHED else {""}
    return {
        surface + tail
        for surface, tag, to, after, tone in _realisations(slot, sound, harmony, frozenset())
        if tag == tags[0]
        for tail in _tails(tags[1:], to, after, tone)
    }
