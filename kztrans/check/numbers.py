"""Numbers: every value of the source is in the target, and no other.

Digits that are no value (telephone and section numbers, versions) are compared as they are written.
"""

from __future__ import annotations

import re
from collections import Counter
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
    r"(?:\+|(?<!\d))\d++(?:[ (/-]{1,2}\d++|\)[ -]?\d++){1,20}+"
    r"(?![ -]?(?:%|пайыз|процент|мың|тыс|млн|млрд|трлн|миллион|миллиард|триллион))"
)
# Digits in one piece, as a telephone number is, that are left when the values are taken out.
_DIGITS = re.compile(r"(?<!\w)\d+(?:(?:[-./:]|\)?[ -]|[ -]?\()\d+)*(?!\w)")
# One character for all hyphens and dashes, one for all spaces: the offsets stay as they are.
_ALIKE = str.maketrans("‐‑–—\u00a0\u2009\u202f", "----   ")

_DIGIT = re.compile(r"\d")
_PERCENT = re.compile(r"%|per ?cent|процент", re.IGNORECASE)

# "20 футқа (6 метрге)": Russian writers convert such measures, or drop one of the two.
_IMPERIAL = re.compile(r"\d[\d.,–-]{0,20}\s?(?:(?:фут|дюйм|миля)|фунт\w{0,20}\s?\(\d{1,20}\s?кг\))")
_MEASURE = re.compile(
    r"\d[\d.,–-]{0,20}(?:\s(?:мен|до|и)\s\d[\d.,–-]{0,20})?[\s-]?"
    r"(?:фут|дюйм|мил[яией]|фунт|см\b|м\b|км\b|кг\b|метр|сантиметр|километр|килограмм)[\w/]{0,40}(?:\s?\([^)]{0,60}\))?"
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
    here, there = _Rest(source.translate(_ALIKE)), _Rest(target.translate(_ALIKE))
    _take_common(here, there)
    missing = _take_literals(here, there, pair.language)
    source, target = here.text, there.text
    before, after = _values(source, "kk"), _values(target, pair.language)
    rest, left = _without(target, after), _without(source, before)
    missing += [
        number.text
        for number in _unmatched(before, [*_parts(after), *map(_one, roman_numbers(pair.target))])
        if not _in_words(number, pair) and not _stands(number.text, rest)
    ]
    spelled = [*spelled_numbers(pair.source), *roman_numbers(pair.source)]
    added = [
        number.text
        for number in _unmatched(after, [*_parts(before), *map(_one, spelled)])
        if not _stands(number.text, left)
    ]
    added += [text for text in dict.fromkeys(_DIGITS.findall(rest)) if not _stands(text, source)]
    kinds = {"missing": missing, "not in the source": added}
    if told := [f"{kind}: {quoted(texts)}" for kind, texts in kinds.items() if texts]:
        yield f"Numbers {'; '.join(told)}."
    asked = any(number.kind == "percent" for number in _values(pair.own_source, "kk"))
    if asked and not _PERCENT.search(pair.target):
        yield "The per cent of the source is missing."


def _without_measures(text: str, own: str) -> str:
    """``own`` without the measures of ``text``: their units may be terms, which ``own`` has no longer."""
    return _dotted(own, (match.span() for match in _MEASURE.finditer(text.translate(_ALIKE))))


def _take_common(source: _Rest, target: _Rest) -> None:
    for group in _GROUPS.findall(source.text):
        if target.has(group):
            source.take(group)
            target.take(group)


def _take_literals(source: _Rest, target: _Rest, language: Target) -> list[str]:
    """Take what must stand letter by letter out of both texts; return what the target lacks of it."""
    missing = []
    for guard in find_guards(source.text):
        if guard.number is None and _DIGIT.search(guard.text):
            source.take(guard.text)
            found = any(map(target.take, licensed_writings(guard, language)))
            if not found and is_numeric(guard.text):  # the codes check tells of the others
                missing.append(guard.text)
    return missing


def _values(text: str, language: Language) -> list[Number]:
    return [number for number in find_numbers(text, language) if number.kind != "outline"]


def _without(text: str, numbers: Iterable[Number]) -> str:
    return _dotted(text, ((number.start, number.end) for number in numbers))


def _dotted(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with a dot for each character of ``spans``, which are in order; offsets stay as they are."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], "·" * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def _stands(string: str, text: str) -> bool:
    return _place(string, text) >= 0


class _Rest:
    """A text from which strings are taken, one after the other; offsets stay as they are."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._looked: dict[str, int] = {}  # how far for each string; -1: it is nowhere any more

    def has(self, string: str) -> bool:
        """Whether ``string`` still stands in it as no part of a longer string of digits."""
        looked = self._looked.get(string, 0)
        place = self._looked[string] = _place(string, self.text, looked) if looked >= 0 else -1
        return place >= 0

    def take(self, string: str) -> bool:
        """Put dots for the first ``string`` that ``has`` finds, if there is one."""
        found = self.has(string)
        if found:
            end = (place := self._looked[string]) + len(string)
            self.text = self.text[:place] + "·" * len(string) + self.text[end:]
        return found


def _place(string: str, text: str, start: int = 0) -> int:
    """Where ``string`` stands in ``text`` as no part of a longer string of digits; -1 if nowhere."""
    place = text.find(string, start)
    while place >= 0 and not (_FREE.match(text, place) and _OVER.match(text, place + len(string))):
        place = text.find(string, place + 1)
    return place


_FREE = re.compile(r"(?<!\d)(?<!\d[-.,/:])")
_OVER = re.compile(r"(?![-.,/:]?\d)")


def _unmatched(numbers: Iterable[Number], there: Iterable[Part]) -> list[Number]:
    """The numbers with a part that nothing in ``there`` accounts for; what accounts for one is used up.

    Those that are written and read alike are told once.
    """
    left = Counter(there)
    unmatched: dict[tuple[str, str, bool], Number] = {}
    for number in numbers:
        for part in _parts([number]):
            fitting = part if part in left else next((other for other in left if other & part), None)
            if fitting is None:
                unmatched.setdefault((number.text, number.kind, number.nth), number)
                break
            left[fitting] -= 1
            if not left[fitting]:
                del left[fitting]
    return list(unmatched.values())


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
    text = pair.target.casefold()
    words = (each for each in licensed_numerals(number, pair.language) if not _DIGIT.search(each))
    forms = [re.escape(each) for each in words if each.casefold() in text]
    if len(number.values) == 1 and number.values[0] in _ROUND[pair.language]:
        forms.append(_ROUND[pair.language][int(number.values[0])])
    return any(re.search(rf"(?<!\w)(?:{form})(?!\w)", pair.target, re.IGNORECASE) for form in forms)
