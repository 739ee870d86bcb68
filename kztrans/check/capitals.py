"""Capitals: what begins with a capital, or is written in capitals throughout, translates to the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.check.registry import Pair, check
from kztrans.text.case import is_all_caps

# Quotes, dashes and brackets may stand before the first letter; a digit or a tag settles nothing.
_FIRST = re.compile(r"[\s\"'«»“”„‘’(\[—–-]*([^\W\d_])([^\W\d_]*)")
# iPhone, eGov: names that begin small on purpose.
_CAMEL = re.compile(r"[a-zа-яё]+[A-ZА-ЯЁ]")


@check("capitals")
def capitals(pair: Pair) -> Iterator[str]:
    """The source begins with a capital and the translation does not, or the source alone is ALL CAPS.

    Not the reverse: sentences typed without capitals come out with them, and should.
    """
    source, target = _FIRST.match(pair.source), _FIRST.match(pair.target)
    if not source or not target:
        return
    if is_all_caps(pair.source) and any(map(str.islower, pair.target)) and not pair.target.isupper():
        yield "The source is written in capitals, the translation is not."
    elif source[1].isupper() and target[1].islower() and not _CAMEL.match(target[1] + target[2]):
        yield f'The source begins with a capital, the translation with "{target[1]}{target[2]}".'
