"""Strings that are the same in every language: addresses, codes, names in Latin script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.check.registry import Pair, check
from kztrans.check.words import quoted
from kztrans.enforce.guards import Guard, find_guards
from kztrans.text.script import LATIN


@check("codes")
def codes(pair: Pair) -> Iterator[str]:
    """URLs, e-mail addresses, handles, codes, Latin acronyms: all stand in the target letter by letter."""
    yield from _missing(pair, [guard.text for guard in _kept(pair) if _is_code(guard)])


@check("names", default=("en",))
def names(pair: Pair) -> Iterator[str]:
    """Names in Latin script stand in the target letter by letter.

    Off by default for Russian: its writers put every third such name into Cyrillic (Twitter, Твиттер).
    """
    yield from _missing(pair, [guard.text for guard in _kept(pair) if not _is_code(guard)])


def _kept(pair: Pair) -> list[Guard]:
    return [guard for guard in find_guards(pair.own_source) if guard.number is None]


def _is_code(guard: Guard) -> bool:
    return guard.kind != "name" or guard.text == guard.text.upper()


def _missing(pair: Pair, wanted: list[str]) -> Iterator[str]:
    if missing := [each for each in wanted if not _stands_in(each, pair.target)]:
        yield f"Missing from the translation: {quoted(missing)}."


def _stands_in(string: str, text: str) -> bool:
    """Whether ``string`` stands in ``text`` as a whole; English may add its plural or possessive ending."""
    return bool(re.search(rf"(?<![{LATIN}\d]){re.escape(string)}(?:['’]?s|es)?(?![{LATIN}\d])", text))
