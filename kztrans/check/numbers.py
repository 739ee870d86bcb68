"""Numbers: every value of the source is in the target, and no other.

Digits that are no value (telephone and section numbers, versions) are compared as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kztrans.check.keep import is_numeric
from kztrans.check.registry import Pair, check
from kztrans.check.spelled import roman_numbers, spelled_numbers
from kztrans.check.words import quoted
from kztrans.enforce.guards import find_guards, licensed_writings
from kztrans.records import Target
from kztrans.text.notation import Language
from kztrans.text.numbers import Number, find_numbers
from kztrans.text.numerals import licensed_numerals

# The values that one part of a number may be written as: a time of three in the afternoon is 15:00, 15 or 3.
Part = frozenset[Decimal]

# Telephone numbers, scores, periods: what stands alike on both sides needs no reading (but its unit does).
_GROUPS = re.compile(
    r"\+?\d++(?:[ (/-]{1,2}\d++|\)[ -]?\d++)++"
    r"(?![ -]?(?:%|пайыз|процент|мың|тыс|млн|млрд|трлн|миллион|миллиард|триллион))"
)
# Digits in one piece, as a telephone number is, that are left when the values are taken out.
_DIGITS = re.compile(r"(?<!\w)\d+(?:(?:[-./:]|\)?[ -]|[ -]?\()\d+)*(?!\w)")
# One character for all hyphens and dashes, one for all spaces: the offsets stay as they are.
_ALIKE = str.maketrans("‐‑–—\u00a0\u2009\u202f", "----   ")

_DIGIT = re.compile(r"\d")
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
    """Numbers missing or added: values are compared, with their scale words, in either decimal convention.

    A number may be spelled out on either side (``үш``, ``3``, ``three``; ``XIX``, ``19th``), a range be told
    as two numbers, a time on twelve hours. What is per cent in the source must be so in the target.
    """
    source, target = pair.own_source, pair.own_target
    if pair.language == "ru" and _IMPERIAL.search(pair.source.translate(_ALIKE)):
        source, target = _without_measures(pair.source, source), _without_measures(pair.target, target)
    source, target = _without_common(source.translate(_ALIKE), target.translate(_ALIKE))
    source, target, missing = _without_literals(source, target, pair.language)
    before, after = _values(source, "kk"), _values(target, pair.language)
    missing += [
        number.text
        for number in _unmatched(before, [*_parts(after), *map(_one, roman_numbers(pair.target))])
        if not _in_words(number, pair) and not _whole(number.text).search(_without(target, after))
    ]
    spelled = [*spelled_numbers(pair.source), *roman_numbers(pair.source)]
    added = [
        number.text
        for number in _unmatched(after, [*_parts(before), *map(_one, spelled)])
        if not _whole(number.text).search(_without(source, before))
    ]
    added += [text for text in _unread(target, after) if not _whole(text).search(source)]
    kinds = {"missing": missing, "not in the source": added}
    if told := [f"{kind}: {quoted(texts)}" for kind, texts in kinds.items() if texts]:
        yield f"Numbers {'; '.join(told)}."
    asked = any(number.kind == "percent" for number in _values(pair.own_source, "kk"))
    if asked and not _PERCENT.search(pair.target):
        yield "The per cent of the source is missing."


def _without_measures(text: str, own: str) -> str:
    """``own`` without the measures of ``text``: their units may be terms, which ``own`` has no longer."""
    for match in _MEASURE.finditer(text.translate(_ALIKE)):
        own = own[: match.start()] + "·" * len(match[0]) + own[match.end() :]
    return own


def _without_common(source: str, target: str) -> tuple[str, str]:
    for group in _GROUPS.findall(source):
        if _whole(group).search(target):
            source, target = _whole(group).sub("·", source, 1), _whole(group).sub("·", target, 1)
    return source, target


def _without_literals(source: str, target: str, language: Target) -> tuple[str, str, list[str]]:
    """Take what must stand letter by letter out of both texts; also return what the target lacks of it."""
    missing = []
    for guard in find_guards(source):
        if guard.number is None and _DIGIT.search(guard.text):
            source = _whole(guard.text).sub("·", source, 1)
            for writing in licensed_writings(guard, language):
                target, found = _whole(writing).subn("·", target, 1)
                if found:
                    break
            else:
                if is_numeric(guard.text):  # the codes check tells of the others
                    missing.append(guard.text)
    return source, target, missing


def _values(text: str, language: Language) -> list[Number]:
    return [number for number in find_numbers(text, language) if number.kind != "outline"]


def _unread(text: str, values: Iterable[Number]) -> list[str]:
    """The strings of digits in ``text`` outside ``values``."""
    return _DIGITS.findall(_without(text, values))


def _without(text: str, numbers: Iterable[Number]) -> str:
    for number in numbers:
        text = text[: number.start] + "·" * (number.end - number.start) + text[number.end :]
    return text


def _whole(string: str) -> re.Pattern[str]:
    """Finds ``string`` where it is no part of a longer string of digits."""
    return re.compile(rf"(?<!\d)(?<!\d[-.,/:]){re.escape(string)}(?![-.,/:]?\d)")


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
        elif number.kind == "fraction":
            yield _one(number.values[0] / number.values[1])
        else:
            yield from map(_one, number.values)


def _clock(number: Number) -> Part:
    """``15:30`` may be 3:30 or 3.30; ``15:00`` also 15 or 3."""
    hour, minute = number.values[:2]
    told = {hour + minute / 100, (hour - 12 if hour > 12 else hour) + minute / 100}
    return frozenset(told)


def _one(value: Decimal) -> Part:
    return frozenset((value,))


def _in_words(number: Number, pair: Pair) -> bool:
    """Whether the target has ``number`` in words: a licensed numeral, or a round number on its own."""
    forms = [re.escape(each) for each in licensed_numerals(number, pair.language) if not _DIGIT.search(each)]
    if len(number.values) == 1 and number.values[0] in _ROUND[pair.language]:
        forms.append(_ROUND[pair.language][int(number.values[0])])
    return any(re.search(rf"(?<!\w)(?:{form})(?!\w)", pair.target, re.IGNORECASE) for form in forms)
