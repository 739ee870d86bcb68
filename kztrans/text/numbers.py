"""Finding the numbers of a text, with their values, by the conventions of its language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from kztrans.text.codes import is_outline
from kztrans.text.fractions import parts_of
from kztrans.text.notation import SCALES, THOUSAND, Language, Notation, notation_of
from kztrans.text.script import script_of

#: ``outline``: the number of a part of a document (4.1), to be kept as it is written; its value is that of
#: the decimal it looks like, so that a reading without its context agrees.
NumberKind = Literal[
    "integer",
    "decimal",
    "ordinal",
    "outline",
    "fraction",
    "range",
    "percent",
    "quantity",
    "date",
    "time",
]


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``[start, end)`` of its text.

    ``values``: one number; two for a range (a range of percentages or quantities has the kind of its unit);
    numerator and denominator of a fraction; year, month, day of a date; hour, minute and maybe second of a
    time. Scale words are multiplied out ("180 млрд." is 180000000000) and ``scale`` says by what; per cent
    is not (40 % is 40). ``nth``: an integer before a word that takes an ordinal as often as a
    count (2 тоқсан, 5 орын).
    """

    start: int
    end: int
    text: str
    kind: NumberKind
    values: tuple[Decimal, ...]
    scale: int = 1
    nth: bool = False


#: A numeral with more characters is an identifier, not a number.
_LONGEST = 40


def find_numbers(text: str, language: Language) -> list[Number]:
    """The numbers of ``text``, in order, without overlaps, read by the conventions of ``language``.

    Kazakh and Russian: decimal comma (a point is accepted), digits grouped by spaces, suffixes behind a
    hyphen stay outside the span. English: decimal point, digits grouped by commas, "25th". No numbers are:
    digits in an alphanumeric code (COVID-19, A4, Ил-76, KZ123), a URL or an e-mail address, section numbers
    of three levels and more (1.2.3), file numbers (03-15/245), telephone numbers, Roman numerals and words.
    """
    notation = notation_of(language)
    numbers: list[Number] = []
    place = 0
    while found := notation.candidate.search(text, place):
        place = found.end()
        number: Number | None = None
        if found["date"] is not None:
            if found["dotted"] is None or not is_outline(text, found.start(), found.end()):
                number = _read_date(found, month_first=language == "en")
        elif found["time"] is not None:
            number = _read_time(found)
        elif found["fraction"] is not None:
            number = _read_fraction(found)
        elif found["first"] is not None and found.end("first") - found.start() <= _LONGEST:
            number, place = _read_numeral(text, found, notation)
        if number is not None:
            place = number.end
            numbers.append(number)
    return numbers


# --- dates and times ---


def _read_date(found: re.Match[str], *, month_first: bool) -> Number | None:
    """Day first, except in English with slashes, where only a day above 12 tells."""
    parts = re.split(r"[./-]", found.group())
    if found["iso"] is None:
        parts.reverse()
    year, month, day = map(int, parts)
    if found["slashed"] is not None and month_first:
        if max(month, day) <= 12:
            return None
        month, day = min(month, day), max(month, day)
    if len(parts[0]) == 2:
        year += 2000 if year < 70 else 1900
    try:
        date(year, month, day)
    except ValueError:
        return None
    values = (Decimal(year), Decimal(month), Decimal(day))
    return Number(found.start(), found.end(), found.group(), "date", values)


def _read_time(found: re.Match[str]) -> Number | None:
    values = tuple(Decimal(part) for part in found.group().split(":"))
    if values[0] > 24 or any(value > 59 for value in values[1:]):
        return None
    return Number(found.start(), found.end(), found.group(), "time", values)


def _read_fraction(found: re.Match[str]) -> Number:
    """A proper fraction; of other digits about a slash (24/7) the first numeral, the second comes next."""
    numerator, denominator = parts_of(found.group())
    start = found.start()
    if numerator >= denominator:
        digits = found.group().partition("/")[0]
        return Number(start, start + len(digits), digits, "integer", (Decimal(numerator),))
    values = (Decimal(numerator), Decimal(denominator))
    return Number(start, found.end(), found.group(), "fraction", values)


# --- numerals ---


def _read_numeral(text: str, found: re.Match[str], notation: Notation) -> tuple[Number | None, int]:
    """The number that begins with the numeral ``first``, and where to look on."""
    first = _decimal(found["first"], notation)
    second = found["second"]
    end, kind = found.end("first"), _plain_kind(first)
    values: tuple[Decimal, ...] = (first,)
    if second is not None and first < _decimal(second, notation) and len(second) <= _LONGEST:
        end, values, kind = found.end(), (first, _decimal(second, notation)), "range"
    scale, nth = 1, False
    if unit := notation.percent.match(text, end):
        end, kind = unit.end(), "percent"
    elif unit := notation.scale.match(text, end):
        scale = _scale(unit)
        end, kind, values = unit.end(), "quantity", tuple(_times(value, scale) for value in values)
        if len(values) == 1:
            end, values = _compound(text, unit, values[0], notation)
    elif suffix := notation.suffix.match(text, end):
        if _is_code(suffix):
            return None, suffix.end()
        end, kind = _suffixed(suffix, end, kind, notation)
    elif _OTHER_CODE.match(text, end):
        return None, end
    elif kind == "integer" and notation.ordinal_noun.match(text, end):
        nth = True
    start = found.start("first")
    if kind == "decimal" and _TWO_LEVELS.fullmatch(text, start, end):
        day = _DAY_MONTH.fullmatch(text, start, end) is not None
        kind = "outline" if day or is_outline(text, start, end) else kind
    if len(values) == 1 and _is_negative(text, start):
        start, values = start - 1, (values[0].copy_negate(),)
    return Number(start, end, text[start:end], kind, values, scale, nth), end


_TWO_LEVELS = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}")
_DAY_MONTH = re.compile(r"0[1-9]\.(?:0[1-9]|1[0-2])")  # 01.02: no decimal begins so
_OTHER_CODE = re.compile(r"_|[-\u2010\u2011/]?[^\W\d_]")


def _decimal(numeral: str, notation: Notation) -> Decimal:
    """The value of digits with marks: the last mark is the decimal one unless it occurs twice."""
    digits = re.sub(r"\s", "", numeral)
    marks = re.sub(r"[0-9]", "", digits)
    if marks and marks[-1] in notation.decimal_marks and marks.count(marks[-1]) == 1:
        whole, _, fraction = digits.rpartition(marks[-1])
        return Decimal(f"{re.sub('[.,]', '', whole)}.{fraction}")
    return Decimal(re.sub("[.,]", "", digits))


def _plain_kind(value: Decimal) -> NumberKind:
    return "integer" if value.as_tuple().exponent == 0 else "decimal"


def _times(value: Decimal, scale: int) -> Decimal:
    # Through digits, not by multiplying: that would round to the context's precision.
    product = Decimal(f"{value:f}E{len(str(scale)) - 1}")
    return Decimal(int(product)) if product == int(product) else product


def _is_negative(text: str, start: int) -> bool:
    """Whether a minus stands before the number: the sign itself, or a hyphen behind a space or a bracket."""
    sign, before = text[start - 1 : start], text[start - 2 : start - 1]
    return (sign == "−" and not before.isalnum()) or (
        sign == "-" and before != "" and before in " \u00a0\t\n(["
    )


def _is_code(suffix: re.Match[str]) -> bool:
    """Whether the letters behind the digits make a code of them: 5G, 19-Б, 231-VI; not 25-ші, 2016ж."""
    letters = suffix["letters"]
    if letters is None or letters.islower():
        return False
    return suffix["hyphen"] is None or len(letters) == 1 or script_of(letters) != "cyrillic"


def _suffixed(
    suffix: re.Match[str], end: int, kind: NumberKind, notation: Notation
) -> tuple[int, NumberKind]:
    if kind != "integer":
        return end, kind
    if suffix["letters"] is None:
        return suffix.end(), "ordinal"
    # "25-ші", "2010-жылы": behind a hyphen only a case ending leaves a Kazakh or Russian numeral a cardinal.
    word = suffix["letters"].lower()
    ordinal = (
        suffix["hyphen"] is not None and script_of(word) == "cyrillic" and word not in notation.case_endings
    )
    return end, "ordinal" if ordinal else kind


# --- scale words ---


def _scale(unit: re.Match[str]) -> int:
    return SCALES[(unit["short"] or unit["long"]).lower()]


def _compound(
    text: str, unit: re.Match[str], value: Decimal, notation: Notation
) -> tuple[int, tuple[Decimal, ...]]:
    """Add the smaller parts of a compound quantity: "2 млрд 500 млн", "13 мың 500"."""
    end, scale = unit.end(), _scale(unit)
    while (unit["ending"] or "").lower() in notation.compound_endings and (
        addend := notation.addend.match(text, end)
    ):
        part = _decimal(addend["numeral"], notation)
        smaller = notation.scale.match(text, addend.end())
        if smaller is not None and _scale(smaller) < scale and _times(part, _scale(smaller)) < scale:
            unit, scale = smaller, _scale(smaller)
            value, end = value + _times(part, scale), unit.end()
            continue
        # A bare remainder only behind a written-out thousand, as three digits that nothing is glued to.
        bare = smaller is None and scale == THOUSAND and unit["long"] is not None
        if bare and _THREE_DIGITS.fullmatch(addend["numeral"]) and not _GLUED.match(text, addend.end()):
            value, end = value + part, addend.end()
        break
    return end, (value,)


_THREE_DIGITS = re.compile("[0-9]{3}")
_GLUED = re.compile(r"[-–—\u2010\u2011.,:/]?\w|[ \u00a0]?%")
