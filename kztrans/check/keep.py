"""Strings that are the same in every language: addresses, codes, names in Latin script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.check.registry import Pair, check
from kztrans.check.words import quoted
from kztrans.enforce.guards import Guard, find_guards, licensed_writings
from kztrans.text.script import LATIN


@check("codes")
def codes(pair: Pair) -> Iterator[str]:
    """URLs, e-mail addresses, handles, codes, Latin acronyms: all stand in the target letter by letter."""
    yield from _missing(pair, [guard for guard in _kept(pair) if _is_code(guard)])


@check("names", default=("en",))
def names(pair: Pair) -> Iterator[str]:
    """Names in Latin script stand in the target letter by letter.

    Off by default for Russian: its writers put every third such name into Cyrillic (Twitter, Твиттер).
    """
    yield from _missing(pair, [guard for guard in _kept(pair) if not _is_code(guard)])


def _kept(pair: Pair) -> list[Guard]:
    return [
        guard for guard in find_guards(pair.own_source) if guard.number is None and not is_numeric(guard.text)
    ]


def is_numeric(string: str) -> bool:
    """Whether a protected string has no letter (a telephone number): the numbers check's matter."""
    return not any(map(str.isalpha, string))


def _is_code(guard: Guard) -> bool:
    return guard.kind != "name" or guard.text == guard.text.upper()


def _missing(pair: Pair, wanted: list[Guard]) -> Iterator[str]:
    distinct = {(guard.text, guard.sign): guard for guard in wanted}.values()
    if missing := [guard.text for guard in distinct if not _stands_in(guard, pair)]:
        yield f"Missing from the translation: {quoted(missing)}."


def _stands_in(guard: Guard, pair: Pair) -> bool:
    return any(occurrences_of(each, pair.target) for each in licensed_writings(guard, pair.language))


def occurrences_of(string: str, text: str) -> int:
    """How often ``string`` stands in ``text`` as a whole; English may add its plural or possessive ending."""
    if string not in text:  # a plain search is far quicker: texts may have thousands of codes
        return 0
    return len(re.findall(rf"(?<![{LATIN}\d]){re.escape(string)}(?:['’]?s|es)?(?![{LATIN}\d])", text))
