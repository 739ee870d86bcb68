"""How Kazakh, Russian and English write numbers: the patterns that ``numbers`` reads by."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from kztrans.text.codes import GROUPS, LEVELS, PHONE
from kztrans.text.fractions import SYMBOLS
from kztrans.text.script import CYRILLIC, LETTERS
from kztrans.text.words import word_list

Language = Literal["kk", "ru", "en"]

#: Spaces that group digits, as a character-class body: plain, no-break, thin, narrow no-break.
GAP = " \u00a0\u2009\u202f"
THOUSAND, MILLION, BILLION, TRILLION = (10**power for power in (3, 6, 9, 12))
#: What each scale word multiplies by.
SCALES = MappingProxyType(
    dict.fromkeys(("мың", "тыс", "тысяч", "thousand"), THOUSAND)
    | dict.fromkeys(("млн", "миллион", "million", "mln", "mn"), MILLION)
    | dict.fromkeys(("млрд", "миллиард", "billion", "bln", "bn"), BILLION)
    | dict.fromkeys(("трлн", "триллион", "trillion", "trn", "tn"), TRILLION)
)


_NOTHING = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class Notation:
    """The conventions of one language, as patterns.

    ``candidate`` finds what may be a number. Its groups: ``address`` or ``code``, ``date`` in one of three
    writings, ``time``, ``fraction``, or ``first`` and maybe ``second`` with the dash of a range between.
    ``ordinal_noun`` matches what follows a bare numeral that may be an ordinal. ``addend`` is a
    further numeral of a compound ("2 млн 500 мың"). ``percent`` and ``scale`` match what follows a numeral,
    ``suffix`` the letters glued to it. ``case_endings`` are the suffixes behind a hyphen that leave the
    numeral a cardinal, ``compound_endings`` the ones of a scale word that another part may
    follow. ``decimal_marks``: its decimal marks.
    """

    candidate: re.Pattern[str]
    addend: re.Pattern[str]
    percent: re.Pattern[str]
    scale: re.Pattern[str]
    suffix: re.Pattern[str]
    case_endings: frozenset[str]
    compound_endings: frozenset[str]
    decimal_marks: str
    ordinal_noun: re.Pattern[str] = _NOTHING


#: A numeral ends where neither digits nor a mark with digits follow.
_END = "(?![.,]?[0-9])"
#: Decimal comma or point; digits grouped by spaces, or by points or commas where those occur more than once.
_COMMA_NUMERAL = "|".join(
    [
        f"[0-9]{{1,3}}(?:\\.[0-9]{{3}})+,[0-9]+{_END}",
        f"[0-9]{{1,3}}(?:,[0-9]{{3}})+\\.[0-9]+{_END}",
        f"[0-9]{{1,3}}(?:\\.[0-9]{{3}}){{2,}}{_END}",
        f"[0-9]{{1,3}}(?:,[0-9]{{3}}){{2,}}{_END}",
        f"[1-9][0-9]{{0,2}}(?:[{GAP}][0-9]{{3}})+(?:[.,][0-9]+)?{_END}",
        f"(?<![0-9][.,])[0-9]+[.,][0-9]+{_END}",
        "[0-9]+",
    ]
)
#: Decimal point; digits grouped by commas, or by spaces that do not break.
_POINT_NUMERAL = "|".join(
    [
        "[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\\.[0-9]+)?(?![0-9]|,[0-9]{3})",
        f"[1-9][0-9]{{0,2}}(?:[{GAP[1:]}][0-9]{{3}})+(?:\\.[0-9]+)?{_END}",
        "(?<![0-9]\\.)[0-9]+\\.[0-9]+(?!\\.?[0-9])",
        "[0-9]+",
    ]
)

_HYPHEN = "[-\u2010\u2011]"
_ADDRESS = r"(?:https?://|ftp://|www\.)\S+|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
#: No number begins inside a word or behind "letter, hyphen": COVID-19, Ил-76.
_BEGIN = "(?<!\\w)(?<![^\\W\\d_][-\u2010\u2011/])"
_DATE = (
    "(?P<date>(?P<dotted>[0-9]{1,2}\\.[0-9]{1,2}\\.(?:[0-9]{4}|[0-9]{2}))(?![0-9]|\\.[0-9])"
    "|(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9]|-[0-9])"
    "|(?P<slashed>[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})(?![0-9]|/[0-9]))"
)
_TIME = "(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?![0-9]|:[0-9])"
#: Telephone numbers, file numbers, section numbers (but 1.234.567 is grouped).
_CODE = f"{PHONE}|{GROUPS}|(?![0-9]{{1,3}}(?:\\.[0-9]{{3}}){{2,}}(?:,[0-9]+)?{_END}){LEVELS}"
_FRACTION = (
    f"(?P<fraction>[1-9][0-9]{{0,2}}/[1-9][0-9]{{0,2}}(?![\\w/%]|[.,][0-9]|[{GAP}]%)|[{SYMBOLS}](?!\\w))"
)


def _candidate(numeral: str) -> re.Pattern[str]:
    pair = f"(?P<first>{numeral})(?:[{GAP}]?[-–—][{GAP}]?(?P<second>{numeral}))?"
    return re.compile(
        f"(?P<address>{_ADDRESS})|{_BEGIN}(?:{_DATE}|{_TIME}|(?P<code>{_CODE})|{_FRACTION}|{pair})"
    )


def _cyrillic_scale(words: str, *, ending: str) -> re.Pattern[str]:
    # The full stop of an abbreviation belongs to it unless it may also end the sentence.
    short = f"(?P<short>млн|млрд|трлн|тыс)(?![{LETTERS}])(?:\\.(?=\\s*(?-i:[^\\W_A-ZА-ЯӘҒҚҢӨҰҮҺІ])))?"
    return re.compile(
        f"[{GAP}]?(?:{short}|(?P<long>{words})(?P<ending>{ending})(?![{LETTERS}]))", re.IGNORECASE
    )


_CYRILLIC_SUFFIX = re.compile(f"(?P<hyphen>{_HYPHEN})?(?P<letters>[{CYRILLIC}]+)")


def _kazakh() -> Notation:
    return Notation(
        candidate=_candidate(_COMMA_NUMERAL),
        addend=re.compile(f"[{GAP}](?P<numeral>{_COMMA_NUMERAL})"),
        percent=re.compile(f"[{GAP}]?%|[{GAP}-]?(?:пайыз|процент)[{CYRILLIC}]*", re.IGNORECASE),
        scale=_cyrillic_scale(
            "мың(?!жыл|дағ)|миллион(?!ер)|миллиард(?!ер)|триллион", ending=f"[{CYRILLIC}]*"
        ),
        suffix=_CYRILLIC_SUFFIX,
        case_endings=word_list("case_endings"),
        compound_endings=frozenset({""}),
        decimal_marks=",.",
        ordinal_noun=re.compile(f"[{GAP}](?:{'|'.join(sorted(word_list('ordinal_nouns')))})", re.IGNORECASE),
    )


def _russian() -> Notation:
    return Notation(
        candidate=_candidate(_COMMA_NUMERAL),
        addend=re.compile(f"[{GAP}](?P<numeral>{_COMMA_NUMERAL})"),
        percent=re.compile(f"[{GAP}]?%|[{GAP}-]?процент[{CYRILLIC}]*", re.IGNORECASE),
        scale=_cyrillic_scale("тысяч|миллион|миллиард|триллион", ending=f"[{CYRILLIC}]{{0,3}}"),
        suffix=_CYRILLIC_SUFFIX,
        case_endings=frozenset(["и", "ти", "ми", "х", "мя", "тью"]),
        compound_endings=frozenset({"", "а", "и", "у", "ов", "ам", "ами", "ах"}),
        decimal_marks=",.",
    )


def _english() -> Notation:
    return Notation(
        candidate=_candidate(_POINT_NUMERAL),
        addend=re.compile(f"[{GAP}](?P<numeral>{_POINT_NUMERAL})"),
        percent=re.compile(
            f"[{GAP}]?%|[{GAP}-]?(?:per ?cent|percentage points?)(?![{LETTERS}])", re.IGNORECASE
        ),
        scale=re.compile(
            f"[{GAP}-]?(?:(?P<short>mln|mn|bln|bn|trn|tn)|(?P<long>thousand|million|billion|trillion)"
            f"(?P<ending>s?))(?![{LETTERS}])",
            re.IGNORECASE,
        ),
        suffix=re.compile(
            f"(?P<ordinal>(?:st|nd|rd|th)(?![{LETTERS}0-9]))|(?P<hyphen>{_HYPHEN})?(?P<letters>[{LETTERS}]+)"
        ),
        case_endings=frozenset(),
        compound_endings=frozenset({"", "s"}),
        decimal_marks=".",
    )


_NOTATIONS: MappingProxyType[Language, Callable[[], Notation]] = MappingProxyType(
    {"kk": _kazakh, "ru": _russian, "en": _english}
)


@cache
def notation_of(language: Language) -> Notation:
    """The conventions of a language; compiled when first asked for, so that importing stays quick."""
    return _NOTATIONS[language]()
