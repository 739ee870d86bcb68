"""Vulgar fractions: their signs, and their words in English and Russian."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from kztrans.records import Target
from kztrans.text.words import small_numerals

#: The signs of proper fractions in Unicode (NFKC parts them: "½" is 1⁄2).
SYMBOLS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"

_DENOMINATORS = (
    "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip
_NUMERATORS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")

# Russian cases in rows: nominative, genitive, dative, accusative, instrumental, prepositional.
_FEW = {
    1: "одна одной одной одну одной одной",
    2: "две двух двум две двумя двух",
    3: "три трёх трём три тремя трёх",
    4: "четыре четырёх четырём четыре четырьмя четырёх",
}
_ONE_PART, _MORE_PARTS = "ая ой ой ую ой ой", "ых ых ым ых ыми ых"
_HALF = "половина половины половине половину половиной половине"
_NOUNS = {3: "трет", 4: "четверт"}
_ONE_NOUN, _FEW_NOUNS, _MANY_NOUNS = "ь и и ь ью и", "и ей ям и ями ях", "ей ей ям ей ями ях"


def parts_of(text: str) -> tuple[int, int]:
    """Numerator and denominator of "1/3" or of a sign. Raises ``ValueError`` for anything else."""
    numerator, _, denominator = unicodedata.normalize("NFKC", text).replace("\u2044", "/").partition("/")
    return int(numerator), int(denominator)


def licensed_fractions(numerator: int, denominator: int, target: Target) -> tuple[str, ...]:
    """The writings of a proper fraction, digits first; in words up to twelfths, in all cases in Russian."""
    words = _english if target == "en" else _russian
    signs = (sign for sign in SYMBOLS if parts_of(sign) == (numerator, denominator))
    return tuple(dict.fromkeys((f"{numerator}/{denominator}", *words(numerator, denominator), *signs)))


def _english(numerator: int, denominator: int) -> Iterator[str]:
    if not 2 <= denominator <= 12:
        return
    nouns = [_DENOMINATORS[denominator - 2], *(["fourth"] if denominator == 4 else [])]
    for noun in nouns:
        if numerator > 1:
            yield from (f"{_NUMERATORS[numerator - 1]}{mark}{noun}s" for mark in " -")
        else:
            yield from (f"one {noun}", f"one-{noun}", f"a {noun}")
    if numerator == 1 and denominator in (2, 4):
        yield nouns[0]


def _russian(numerator: int, denominator: int) -> Iterator[str]:
    """ "одна пятая", "двух третей": both parts in one case; a single half, third or quarter also alone."""
    if not 2 <= denominator <= 12:
        return
    heads = _cases(_FEW[numerator]) if numerator in _FEW else _many(numerator)
    if numerator == 1 and denominator == 2:
        yield from _cases(_HALF)
    if stem := _NOUNS.get(denominator):
        endings = _ONE_NOUN if numerator == 1 else _FEW_NOUNS if numerator < 5 else _MANY_NOUNS
        nouns = [stem + ending for ending in _cases(endings)]
        yield from map(" ".join, zip(heads, nouns, strict=True))
        if numerator == 1:
            yield from nouns
    if denominator != 3:
        stem = small_numerals("ru", "ordinal")[denominator][0][:-2]
        endings = _ONE_PART if numerator == 1 else _MORE_PARTS
        yield from (f"{head} {stem}{ending}" for head, ending in zip(heads, _cases(endings), strict=True))


def _many(numerator: int) -> list[str]:
    nominative, oblique, instrumental = small_numerals("ru", "cardinal")[numerator][:3]
    return [nominative, oblique, oblique, nominative, instrumental, oblique]


def _cases(row: str) -> list[str]:
    return row.split()
