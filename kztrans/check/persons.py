"""Names of persons: each one of the source is in the target, in one of its usual spellings."""

from __future__ import annotations

from collections.abc import Iterator

from kztrans.check.registry import Pair, check
from kztrans.check.words import quoted
from kztrans.morph.names import spelling_pattern
from kztrans.morph.persons import find_persons


@check("persons", default=())
def persons(pair: Pair) -> Iterator[str]:
    """A person's surname (given name, with a patronymic alone) stands in the target, in any Russian case.

    Off by default: translators may write "he", shorten a list, or spell a name as its bearer does.
    """
    missing = [
        person.text
        for person in find_persons(pair.own_source)
        if not spelling_pattern(person.name, pair.language).search(pair.target)
    ]
    if missing:
        yield f"No spelling of these names in the translation: {quoted(missing)}."
