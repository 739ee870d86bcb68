"""Numbers: every value of the source is in the target, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kztrans.check.registry import Pair, check
from kztrans.check.spelled import roman_numbers, spelled_numbers
from kztrans.check.words import quoted
from kztrans.records import Target
from kztrans.text.numbers import Number, find_numbers
from kztrans.text.numerals import licensed_numerals

# The values that one part of a number may be written as: a time of three in the afternoon is 15:00, 15 or 3.
Part = frozenset[Decimal]

# Digits in groups (telephone numbers, scores, periods): what stands alike on both sides needs no reading.
_GROUPS = re.compile(r"\d+(?:[ \u00a0–-]\d+)+")
_PERCENT = re.compile(r"%|per ?cent|процент", re.IGNORECASE)

# "20 футқа (6 метрге)": Russian writers convert such measures, or drop one of the two.
_IMPERIAL = re.compile(r"\d[\d.,–-]*\s?(?:(?:фут|дюйм|миля)\w*|фунт\w*\s?\(\d+\s?кг\))")
_MEASURE = re.compile(
    r"\d[\d.,–-]*(?:\s(?:мен|до|и)\s\d[\d.,–-]*)?[\s-]?"
    r"(?:фут|дюйм|мил[яией]|фунт|см\b|м\b|км\b|кг\b|метр|сантиметр|километр|килограмм)[\w/]*(?:\s?\([^)]*\))?"
)

_ROUND: dict[Target, dict[int, str]] = {
    "en": {100: "hundred", 1000: "thousand", 10**6: "million", 10**9: "billion"},
    "ru": {100: "ст[оа]", 1000: r"тысяч\w*", 10**6: r"миллион\w*", 10**9: r"миллиард\w*"},
}


@check("numbers")
def numbers(pair: Pair) -> Iterator[str]:
    """The multisets of values agree: scale words and either decimal convention taken into account.

    A number may be spelled out on either side (``үш``, ``3``, ``three``; ``XIX``, ``19th``), a range be told
    as two numbers, a time on twelve hours. What is per cent in the source must be so in the target.
    """
    source, target = _without_common(pair.own_source, pair.own_target)
    if pair.language == "ru" and _IMPERIAL.search(source):
        source, target = _MEASURE.sub("·", source), _MEASURE.sub("·", target)
    before, after = find_numbers(source, "kk"), find_numbers(target, pair.language)
    missing = [
        number.text
        for number in _unmatched(before, [*_parts(after), *map(_one, roman_numbers(pair.target))])
        if not _in_words(number, pair) and not _in_a_code(number, target, after)
    ]
    spelled = [*spelled_numbers(pair.source), *roman_numbers(pair.source)]
    added = [number.text for number in _unmatched(after, [*_parts(before), *map(_one, spelled)])]
    if missing:
        yield f"Numbers missing from the translation: {quoted(missing)}."
    if added:
        yield f"Numbers that the source does not have: {quoted(added)}."
    if any(number.kind == "percent" for number in before) and not _PERCENT.search(pair.target):
        yield "The per cent of the source is missing."


def _without_common(source: str, target: str) -> tuple[str, str]:
    for group in _GROUPS.findall(source):
        whole = re.compile(rf"(?<!\d){re.escape(group)}(?!\d)")
        if whole.search(target):
            source, target = whole.sub("·", source, count=1), whole.sub("·", target, count=1)
    return source, target


def _unmatched(numbers: Iterable[Number], there: Iterable[Part]) -> list[Number]:
    """The numbers with a part that nothing in ``there`` accounts for; what accounts for one is used up."""
    left = list(there)
    unmatched = []
    for number in numbers:
        for part in _parts([number]):
            if not (fitting := [other for other in left if other & part]):
                unmatched.append(number)
                break
            left.remove(part if part in fitting else fitting[0])
    return unmatched


def _parts(numbers: Iterable[Number]) -> Iterator[Part]:
    for number in numbers:
        if number.kind == "time":
            yield _clock(number)
        elif number.kind == "date":
            # The month may be a word on the other side.
            year, _, day = number.values
            yield from (_one(day), _one(year))
        else:
            yield from map(_one, number.values)


def _clock(number: Number) -> Part:
    """``15:30`` may be 3:30 or 3.30; ``15:00`` also 15 or 3."""
    hour, minute = number.values[:2]
    told = {hour + minute / 100, (hour - 12 if hour > 12 else hour) + minute / 100}
    return frozenset(told)


def _one(value: Decimal) -> Part:
    return frozenset((value,))


def _in_a_code(number: Number, target: str, found: Iterable[Number]) -> bool:
    """Whether the digits stand in the target as a part of no number (``Северный поток-2``)."""
    for other in found:
        target = target[: other.start] + "·" * (other.end - other.start) + target[other.end :]
    return bool(re.search(rf"(?<!\d){re.escape(number.text)}(?!\d)", target))


def _in_words(number: Number, pair: Pair) -> bool:
    """Whether the target has ``number`` in words: a licensed numeral, or a round number on its own."""
    forms = [re.escape(each) for each in licensed_numerals(number, pair.language) if each.isalpha()]
    if len(number.values) == 1 and number.values[0] in _ROUND[pair.language]:
        forms.append(_ROUND[pair.language][int(number.values[0])])
    return any(re.search(rf"(?<!\w)(?:{form})(?!\w)", pair.target, re.IGNORECASE) for form in forms)
