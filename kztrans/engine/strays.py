"""Whether a decoder strayed into another language: words in a script that is not the target's."""

from __future__ import annotations

import re

from kztrans.text.script import CYRILLIC, LATIN

# Code of the target -> letters that its words are not made of.
_OTHER = {"eng_Latn": re.compile(f"[{CYRILLIC}]"), "rus_Cyrl": re.compile(f"[{LATIN}]")}
_IN_A_ROW = {code: re.compile(f"(?:{other.pattern}){{2}}") for code, other in _OTHER.items()}


def strays(source: str, written: str, code: str) -> bool:
    """Whether ``written`` has two letters in a row of a foreign script.

    English has no Cyrillic words. Russian has Latin ones where its source has: names, acronyms, addresses.
    """
    if not _IN_A_ROW[code].search(written):
        return False
    return code == "eng_Latn" or not _OTHER[code].search(source)


def is_foreign(symbol: str, code: str) -> bool:
    """Whether ``symbol`` has a letter that the language's words have not; not its code, bytes and marks."""
    return bool(_OTHER[code].search(symbol)) and symbol != code and not symbol.startswith("<")
