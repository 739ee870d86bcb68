"""Writing a number: every way the conventions of the target language allow, preferred ones first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from kztrans.records import Target
from kztrans.text.fractions import licensed_fractions
from kztrans.text.notation import BILLION, MILLION, THOUSAND, TRILLION
from kztrans.text.numbers import Number, NumberKind
from kztrans.text.words import small_numerals


@dataclass(frozen=True, slots=True)
class _Style:
    """How a target language writes numbers. ``groups``: marks between digit groups, preferred first.

    ``scales`` and ``percent`` give the words after a number, the ones that agree with it first.
    ``between``: words between the two values of a range. ``words`` and ``ordinals``: how 0 to 12 are spelled
    out alone, in English with "3rd" among the ordinals; ``unit_word`` before a unit and ``range_word`` in a
    range, None where they are not.
    """

    decimal_mark: str
    groups: tuple[str, ...]
    scales: Callable[[Decimal, int], tuple[str, ...]]
    percent: Callable[[Decimal], tuple[str, ...]]
    between: tuple[str, ...]
    target: Target
    words: Callable[[Decimal], tuple[str, ...]]
    ordinals: Callable[[Decimal], tuple[str, ...]]
    unit_word: Callable[[Decimal], str | None]
    range_word: Callable[[Decimal], str | None]
    months: tuple[str, ...]


def licensed_numerals(number: Number, target: Target) -> tuple[str, ...]:
    """Every way to write ``number`` in the target language, preferred ones first, without repetition.

    3700 is "3,700" or "3700" in English; 180 млрд is "180 billion", "180bn", "180,000,000,000"; 40 пайыз is
    "40%", "40 percent". From 0 to 12 integers may be cardinal words, ordinals (3-ші) ordinal words, and what
    may be either (3 тоқсан) both. A fraction may be words up to twelfths, never two numbers; the number of a
    section stays as it is. In Russian a unit comes in all its case forms.
    """
    return tuple(dict.fromkeys(_WRITERS[number.kind](number, _STYLES[target])))


# --- one writer a kind ---


def _write_plain(number: Number, style: _Style) -> Iterator[str]:
    (value,) = number.values
    if number.text.lstrip("-−").startswith("0") and value != 0 and number.kind != "decimal":
        yield number.text  # 007 is a name, not seven
        return
    is_name = value == value.to_integral_value() and (1000 <= value <= 2999 or _is_identifier(number))
    forms = list(_digits(value, style))
    yield from sorted(forms, key=lambda form: not form.lstrip("-").isdigit()) if is_name else forms
    if number.kind == "decimal" and "." in number.text and "," not in number.text:
        yield number.text  # a source that writes a point may keep it
    if number.kind != "ordinal":
        yield from style.words(value)
    if number.kind == "ordinal" or number.nth:
        yield from style.ordinals(value)


def _write_outline(number: Number, _style: _Style) -> Iterator[str]:
    yield number.text


def _write_fraction(number: Number, style: _Style) -> Iterator[str]:
    numerator, denominator = map(int, number.values)
    yield from licensed_fractions(numerator, denominator, style.target)


def _is_identifier(number: Number) -> bool:
    """Whether so many digits were written without groups that they hardly count anything."""
    return number.text.isdigit() and len(number.text) >= 9


def _write_range(number: Number, style: _Style) -> Iterator[str]:
    yield from _bodies(number.values, style)
    words = [style.range_word(value) for value in number.values]
    if None not in words:
        yield f"{words[0]}{style.between[0]}{words[1]}"


def _write_percent(number: Number, style: _Style) -> Iterator[str]:
    bodies = list(_bodies(number.values, style))
    units = style.percent(number.values[-1])
    for sign in ("%", " %", "\u00a0%", *(f" {unit}" for unit in units)):
        yield from (f"{body}{sign}" for body in bodies)
    if len(number.values) == 2:
        for first, second in _pairs(number.values, style):
            yield from (f"{first}%{mark}{second}%" for mark in (*_DASHES, *style.between))
    elif word := style.unit_word(number.values[0]):
        yield from (f"{word} {unit}" for unit in units)


def _write_quantity(number: Number, style: _Style) -> Iterator[str]:
    for scale in _fitting_scales(number):
        mantissas = tuple(_divided(value, scale) for value in number.values)
        units = style.scales(mantissas[-1], scale)
        bodies = list(_bodies(mantissas, style))
        if scale == THOUSAND and any(v != int(v) for v in mantissas) and max(map(abs, mantissas)) < THOUSAND:
            yield from _bodies(number.values, style)  # "13,500" rather than "13.5 thousand"
        for unit in units:
            yield from (f"{body}{unit}" for body in bodies)
        word = style.unit_word(mantissas[0]) if len(mantissas) == 1 else None
        if word is not None:
            yield from (f"{word}{unit}" for unit in units if unit.startswith(" "))
    yield from _bodies(number.values, style)
    yield from _write_compound(number, style)


def _write_compound(number: Number, style: _Style) -> Iterator[str]:
    """ "2 billion 500 million" for 2.5 billion."""
    smaller = number.scale // 1000
    if len(number.values) > 1 or number.values[0] < 0 or smaller < THOUSAND:
        return
    whole, rest = divmod(number.values[0], number.scale)
    part, remainder = divmod(rest, smaller)
    if whole and part and not remainder:
        firsts, seconds = style.scales(whole, number.scale), style.scales(part, smaller)
        for first, second in [*zip(firsts, seconds, strict=False)][
            :3:2
        ]:  # the usual ones and the long or short
            yield f"{whole}{first} {part}{second}"


def _fitting_scales(number: Number) -> list[int]:
    """The scale as it was written, then others that give a number from 1 to 999.99 without rounding."""
    others = [
        scale
        for scale in (TRILLION, BILLION, MILLION, THOUSAND)
        if scale != number.scale
        and all(scale <= abs(value) < 1000 * scale and value % (scale // 100) == 0 for value in number.values)
    ]
    return [number.scale, *others]


def _write_date(number: Number, style: _Style) -> Iterator[str]:
    year, month, day = (int(value) for value in number.values)
    name = style.months[month - 1]
    yield from () if "/" in number.text else (number.text,)
    yield f"{day:02}.{month:02}.{year:04}"
    yield f"{day} {name} {year}"
    if style.decimal_mark == ".":
        yield from (f"{name} {day}, {year}", f"{name} {day} {year}")
    yield f"{year:04}-{month:02}-{day:02}"
    yield f"{day}.{month}.{year:04}"
    if day > 12 or style.decimal_mark == ",":  # else it may be read with the month first
        yield f"{day:02}/{month:02}/{year:04}"


def _write_time(number: Number, _style: _Style) -> Iterator[str]:
    yield number.text
    hour, *rest = (int(value) for value in number.values)
    tail = "".join(f":{value:02}" for value in rest)
    yield from (f"{hour}{tail}", f"{hour:02}{tail}")


_WRITERS: MappingProxyType[NumberKind, Callable[[Number, _Style], Iterable[str]]] = MappingProxyType(
    {
        "integer": _write_plain,
        "ordinal": _write_plain,
        "outline": _write_outline,
        "fraction": _write_fraction,
        "decimal": _write_plain,
        "range": _write_range,
        "percent": _write_percent,
        "quantity": _write_quantity,
        "date": _write_date,
        "time": _write_time,
    }
)

# --- digits ---

_DASHES = ("-", "–", "—", " – ")


def _bodies(values: tuple[Decimal, ...], style: _Style) -> Iterator[str]:
    """One value in digits, or a range of two."""
    if len(values) == 1:
        yield from _digits(values[0], style)
        return
    for first, second in _pairs(values, style):
        yield from (f"{first}{mark}{second}" for mark in (*_DASHES, *style.between))


def _pairs(values: tuple[Decimal, ...], style: _Style) -> Iterator[tuple[str, str]]:
    """Both ends of a range, written alike; years without groups."""
    first, second = (list(_digits(value, style)) for value in values)
    if all(1000 <= value <= 2999 for value in values):
        first, second = first[-1:], second[-1:]
    for place in range(max(len(first), len(second))):
        yield first[min(place, len(first) - 1)], second[min(place, len(second) - 1)]


def _digits(value: Decimal, style: _Style) -> Iterator[str]:
    """Digits grouped by each mark, the ungrouped ones last; a fraction as written and without its zeros."""
    whole, _, fraction = f"{value.copy_abs():f}".partition(".")
    sign = "-" if value < 0 else ""
    fractions = dict.fromkeys((fraction, fraction.rstrip("0")))
    for mark in (*style.groups, "") if len(whole) > 3 else ("",):
        grouped = f"{int(whole):_}".replace("_", mark)
        for part in fractions:
            yield f"{sign}{grouped}{style.decimal_mark}{part}" if part else f"{sign}{grouped}"


def _divided(value: Decimal, scale: int) -> Decimal:
    quotient = Decimal(f"{value:f}E-{len(str(scale)) - 1}")
    return Decimal(int(quotient)) if quotient == int(quotient) else Decimal(f"{quotient:f}".rstrip("0"))


# --- English ---

_CARDINALS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_ENGLISH_SCALES = MappingProxyType(
    {
        THOUSAND: (" thousand", "-thousand"),
        MILLION: (" million", " mln", "mln", " mn", "mn", "-million"),
        BILLION: (" billion", " bn", "bn", " bln", "bln", "-billion"),
        TRILLION: (" trillion", " tn", "tn", " trn", "trn", "-trillion"),
    }
)


def _english_words(value: Decimal) -> tuple[str, ...]:
    cardinal = _english_cardinal(value)
    return (cardinal,) if cardinal is not None else ()


def _english_ordinals(value: Decimal) -> tuple[str, ...]:
    if not 0 <= value <= 100:
        return ()
    ending = "th" if 10 < value < 14 else {1: "st", 2: "nd", 3: "rd"}.get(int(value) % 10, "th")
    return (f"{int(value)}{ending}", *_ORDINALS[int(value) : int(value) + 1])


def _english_cardinal(value: Decimal) -> str | None:
    return _CARDINALS[int(value)] if value == int(value) and 0 <= value < len(_CARDINALS) else None


# --- Russian ---

_THOUSAND_FORMS = (
    "тысяч", "тысячи", "тысяча", "тысячу", "тысяче", "тысячам", "тысячами", "тысячах", "тысячей", "тысячью",
)  # fmt: skip
_RUSSIAN_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip
_NOUN_ENDINGS = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")
_SHORT_SCALES = MappingProxyType({THOUSAND: "тыс", MILLION: "млн", BILLION: "млрд", TRILLION: "трлн"})
_LONG_SCALES = MappingProxyType({MILLION: "миллион", BILLION: "миллиард", TRILLION: "триллион"})


def _russian_scales(value: Decimal, scale: int) -> tuple[str, ...]:
    short = _SHORT_SCALES[scale]
    agreeing = _agreement(value)
    if scale == THOUSAND:
        units = [f"{short}.", short, ("тысяча", "тысячи", "тысяч")[agreeing], *_THOUSAND_FORMS]
    else:
        stem = _LONG_SCALES[scale]
        endings = (("", "а", "ов")[agreeing], *_NOUN_ENDINGS)
        units = [short, f"{short}.", *(stem + ending for ending in endings)]
    return tuple(f" {unit}" for unit in dict.fromkeys(units))


def _russian_percent(value: Decimal) -> tuple[str, ...]:
    best = ("", "а", "ов")[_agreement(value)]
    return tuple(dict.fromkeys(f"процент{ending}" for ending in (best, *_NOUN_ENDINGS)))


def _agreement(value: Decimal) -> int:
    """The form of a noun after the number: 0 as after one, 1 as after two or a fraction, 2 as after five."""
    if value != value.to_integral_value():
        return 1
    last = int(abs(value)) % 100
    if 10 < last < 20:
        return 2
    return {1: 0, 2: 1, 3: 1, 4: 1}.get(last % 10, 2)


def _russian_words(value: Decimal) -> tuple[str, ...]:
    return small_numerals("ru", "cardinal").get(int(value), ()) if value == int(value) else ()


def _russian_ordinals(value: Decimal) -> tuple[str, ...]:
    return small_numerals("ru", "ordinal").get(int(value), ())


def _russian_genitive(value: Decimal) -> str | None:
    return next(iter(_russian_words(value)[1:2]), None)


_STYLES: MappingProxyType[Target, _Style] = MappingProxyType(
    {
        "en": _Style(
            decimal_mark=".",
            groups=(",",),
            scales=lambda _value, scale: _ENGLISH_SCALES[scale],
            percent=lambda _value: ("percent", "per cent"),
            between=(" to ", " and "),
            target="en",
            words=_english_words,
            ordinals=_english_ordinals,
            unit_word=_english_cardinal,
            range_word=_english_cardinal,
            months=_MONTHS,
        ),
        "ru": _Style(
            decimal_mark=",",
            groups=(" ", "\u00a0", "\u202f"),
            scales=_russian_scales,
            percent=_russian_percent,
            between=(" до ", " по ", " и "),
            target="ru",
            words=_russian_words,
            ordinals=_russian_ordinals,
            unit_word=lambda _value: None,
            range_word=_russian_genitive,
            months=_RUSSIAN_MONTHS,
        ),
    }
)
