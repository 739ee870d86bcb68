"""Names of people in a text: they are no terms, whatever the language.

A surname shows by its ending or by the initial before it; a given name by standing mostly before a surname.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from kztrans.glossary.mine.tokens import BREAK, Side, numbers

_MOSTLY = 0.5
_ROUNDS = 2  # given names by their surnames, surnames by their given names, and once more
# Surnames and patronymics of Kazakhstan in the three languages, with the Kazakh or Russian case ending.
SURNAME = re.compile(
    r"[А-ЯӘҒҚҢӨҰҮҺІЁ]\w{2,}?(?:(?:[оеё]в|ұлы|улы|қызы|кызы|теги)(?:а|у|ым|ой|е|ы)?|ович\w*|евич\w*|ск(?:ий|ого|ому|им)|[оеё]вна)"
    r"(?:[тднң][ыі]ң|[қкғг][ае]|[тднм][ыіае]н?|мен|пен|бен|н[ыіа]ң?)?"
    r"|[A-Z]\w{2,}(?:ov|ev|yov|ova|eva|uly|kyzy|kizi|sky|skiy|ovich|evich)"
)


def is_surname(word: str) -> bool:
    """Whether the ending says so."""
    return bool(SURNAME.fullmatch(word))


def person_names(
    side: Side,
    surname: Callable[[str], bool] = is_surname,
    given_name: Callable[[str], bool] = lambda _: False,
) -> frozenset[str]:
    """The words of ``side`` that name people: known ones, and those that stand mostly beside them."""
    words = side.words
    surnames = {number for number, word in enumerate(words) if surname(word)}
    given = {number for number, word in enumerate(words) if given_name(word)}
    initials = {number for number, word in enumerate(words) if len(word) == 1 and word.isupper()}
    seen, neighbours = _neighbours(side)
    for _ in range(_ROUNDS):
        after: Counter[int] = Counter()
        before: Counter[int] = Counter()
        for (one, other), count in neighbours.items():
            if one in given or one in initials:
                after[other] += count
            if other in surnames:
                before[one] += count
        surnames |= {n for n, count in after.items() if count > _MOSTLY * seen[n]}
        given |= {n for n, count in before.items() if count > _MOSTLY * seen[n] and n not in initials}
    return frozenset(words[n] for n in surnames | given)


def _neighbours(side: Side) -> tuple[Counter[int], Counter[tuple[int, int]]]:
    """How often each capitalised word stands in the text, and each two of them side by side."""
    capitalised = {n for n, word in enumerate(side.words) if word[:1].isupper() and not word[1:2].isupper()}
    seen: Counter[int] = Counter()
    beside: Counter[tuple[int, int]] = Counter()
    for codes in side.segments:
        places = numbers(codes)
        seen.update(place for place in places if place in capitalised)
        for one, other, code in zip(places, places[1:], codes[1:], strict=False):
            initial = len(side.words[one]) == 1  # the full stop of К. Масимов parts the two
            if one in capitalised and other in capitalised and (initial or not code & BREAK):
                beside[one, other] += 1
    return seen, beside
