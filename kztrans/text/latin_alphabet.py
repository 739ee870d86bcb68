"""The three official Latin alphabets of Kazakh as tables, and one word led back from them to Cyrillic.

The tables are ``data/latin.<year>.txt``; each names its decree. What they leave open is decided by rule:

* и or й: й after a vowel, and at the start of a word before а or у; else и. й with one of these makes я, ю;
  т and с before и make ц.
* The capital I of 2018 (і or и), and the plain i of a text in the alphabet of 2021 that nowhere writes ı:
  as above beside a vowel, else и after a syllable with a back vowel and і after one without.
* What no rule restores (э, ц, ь, щ, double letters, һ, a plain u or i in a loan) comes from
  ``data/latin_stems.txt``: a word that begins like one of these stems, marks over letters aside, takes its
  Cyrillic letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from kztrans.text.words import latin_letters, word_list

#: The years of the alphabets, the newest first.
YEARS = ("2021", "2018", "2017")
APOSTROPHES = "'’ʼ‘`´"

_VOWELS = frozenset("аәоөұүыіеэияюё")
_BACK_VOWELS = frozenset("аоұы")
_UNSURE = ("і", "и", "й")
# How letters that the tables do not have are spelt with those that they have.
_RESPELT = (
    ("ия", "иа"),
    ("ию", "иу"),
    ("я", "йа"),
    ("ю", "йу"),
    ("ё", "йо"),
    ("щ", "шш"),
    ("ц", "тс"),
    ("э", "е"),
)
_MERGED = {"йа": "я", "йу": "ю", "иа": "ия", "иу": "ию"}


class Piece(NamedTuple):
    """Cyrillic text and the place of the Latin letters that it stands for."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Alphabet:
    """One alphabet: its year, and the Cyrillic letters (small) of each Latin letter as written."""

    year: str
    letters: Mapping[str, tuple[str, ...]]

    @cached_property
    def _unit(self) -> re.Pattern[str]:
        longest_first = sorted(self.letters, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)))

    @cached_property
    def _small(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for latin, cyrillic in self.letters.items():
            for letter in cyrillic if latin.islower() else ():
                found.setdefault(letter, latin)
        return {"ч": found["т"] + found["ш"]} | found if "ч" not in found else found

    def units(self, word: str) -> list[str] | None:
        """``word`` cut into letters of this alphabet, digraphs whole; None where it holds another."""
        plain = re.sub(f"[{APOSTROPHES}]", "'", word)
        units = self._unit.findall(plain)
        return units if sum(map(len, units)) == len(plain) else None

    def spell(self, text: str) -> str:
        """Cyrillic ``text``, small letters, in this alphabet; other characters stay."""
        for cyrillic, plain in _RESPELT:
            text = text.replace(cyrillic, plain)
        return "".join(self._small.get(letter, "" if letter in "ьъ" else letter) for letter in text)

    def cyrillic(self, units: list[str], *, plain_i: bool = False) -> list[Piece]:
        """A word (its letters in this alphabet) in Cyrillic, with the offsets of the letters.

        ``plain_i``: the text writes i for both і and и.
        """
        options = [_UNSURE if plain_i and unit in "iI" else self.letters[unit] for unit in units]
        ends = [sum(map(len, units[: index + 1])) for index in range(len(units))]
        pieces, used = _known([option[0] for option in options], ends, plain_i=plain_i)
        for index in range(used, len(units)):
            before = pieces[-1].text[-1] if pieces else ""
            after = options[index + 1][0] if index + 1 < len(units) else ""
            letter = _choose(options[index], "".join(piece.text for piece in pieces), after)
            start = ends[index] - len(units[index])
            if letter == "и" and before == "с" and len(pieces) > 1 and pieces[-2].text == "т":
                pieces[-2:] = [Piece("ц", pieces[-2].start, pieces[-1].end)]
            merged = _MERGED.get(before + letter)
            if merged and len(merged) == 1:  # й and а: я stands for both
                pieces[-1] = Piece(merged, pieces[-1].start, ends[index])
            else:
                pieces.append(Piece(merged[1] if merged else letter, start, ends[index]))
        return _cased(pieces, units)


@cache
def alphabets() -> tuple[Alphabet, ...]:
    """The alphabets, the newest first."""
    return tuple(Alphabet(year, latin_letters(year)) for year in YEARS)


def _choose(options: tuple[str, ...], before: str, after: str) -> str:
    """The Cyrillic letter among ``options`` that its neighbours call for (see the module's docstring)."""
    if "й" not in options:
        return options[0]
    unsure = "і" in options
    if before[-1:] in _VOWELS - {"і"} if before else after in ("а", "у"):
        return "і" if unsure and before[-1:] == "и" else "й"
    if not unsure or after in _VOWELS:
        return "и"
    vowel = next((letter for letter in reversed(before) if letter in _VOWELS), after)
    return "и" if vowel in _BACK_VOWELS else "і"


def _cased(pieces: list[Piece], units: list[str]) -> list[Piece]:
    """``pieces`` with the capitals of ``units``: all, or the first."""
    if units[0][0].islower():
        return pieces
    if len(units) > 1 and all(unit.isupper() for unit in units):
        return [piece._replace(text=piece.text.upper()) for piece in pieces]
    return [pieces[0]._replace(text=pieces[0].text.capitalize()), *pieces[1:]]


# --- words that only a list can restore ---

_BARE = str.maketrans(
    {
        "ә": "а",
        "ө": "о",
        "ұ": "у",
        "ү": "у",
        "ғ": "г",
        "ң": "н",
        "і": "и",
        "й": "и",
        "һ": "х",
        "э": "е",
        "щ": "ш",
    }
    | {"ч": "ш", "ц": "с", "ь": "", "ъ": "", "я": "иа", "ю": "иу", "ё": "ио"}
)
_ALIKE = (("ия", "иа"), ("ию", "иу"), ("тс", "с"), ("тш", "ш"))
_DOUBLED = re.compile("([^аеиоуы])\\1+")
_SHORTEST = 3


def _skeleton(cyrillic: str) -> str:
    """What is left of a word when everything that Latin spellings differ in is taken away."""
    for spelling, like in _ALIKE:
        cyrillic = cyrillic.replace(spelling, like)
    return _DOUBLED.sub(r"\1", cyrillic.translate(_BARE))


@cache
def _stems(*, plain_i: bool) -> dict[str, str]:
    words = word_list("latin_stems") | (word_list("latin_plain_i") if plain_i else frozenset())
    return {_skeleton(stem): stem for stem in words}


def _known(letters: list[str], ends: list[int], *, plain_i: bool) -> tuple[list[Piece], int]:
    """The longest listed stem with which a word begins, spread over its letters; and how many these are."""
    stems = _stems(plain_i=plain_i)
    for used in range(len(letters), _SHORTEST - 1, -1):
        stem = stems.get(_skeleton("".join(letters[:used])))
        if not stem or (len(stem) == _SHORTEST and used < len(letters)):
            continue
        doubled, twice = stem[-1] == stem[-2], letters[used - 1] == letters[used - 2] != "и"
        if twice and not doubled:  # бюджет, бюджеттің: the second т is the suffix's
            used -= 1
        following = letters[used] if used < len(letters) else ""
        if (doubled and not twice) or (stem[-1] == "ь" and following in _VOWELS):  # процесі, автомобилі
            stem = stem[:-1]
        cuts = [0, *ends[:used]]
        places = [used * index // len(stem) for index in range(len(stem) + 1)]
        spread = zip(stem, places, places[1:], strict=False)
        return [Piece(char, cuts[a], cuts[max(a + 1, b)]) for char, a, b in spread], used
    return [], 0
