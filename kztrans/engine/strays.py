"""Whether a decoder strayed into another language: words in a script that is not the target's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kztrans.text.script import CYRILLIC, LATIN

# Code of the target -> how words begin that are not its own. In Russian a Latin word with a capital is a name
# or an acronym: what a model would put in its place is worse.
_FOREIGN = {
    "eng_Latn": re.compile(f"[{CYRILLIC}]"),
    "rus_Cyrl": re.compile(f"(?<![{LATIN}])(?![A-Z])[{LATIN}]"),
}
_OTHER = {"eng_Latn": CYRILLIC, "rus_Cyrl": LATIN}
_STRAY = {code: re.compile(f"{_FOREIGN[code].pattern}[{letters}]") for code, letters in _OTHER.items()}
_LATIN = re.compile(f"[{LATIN}]")


def strays(source: str, written: str, code: str) -> bool:
    """Whether ``written`` has a foreign word: two letters in a row of the other script.

    English has no Cyrillic words. Russian has Latin ones where its source has some, and names.
    """
    return bool(_STRAY[code].search(written)) and own_script(source, code)


def own_script(source: str, code: str) -> bool:
    """Whether a translation of ``source`` has words in its language's script only."""
    return code == "eng_Latn" or not _LATIN.search(source)


def is_foreign(symbol: str, code: str) -> bool:
    """Whether ``symbol`` begins or is part of a word that ``strays``; not the code, bytes and marks."""
    return bool(_FOREIGN[code].search(symbol)) and symbol != code and not is_mark(symbol)


def letters(symbols: Sequence[str]) -> str:
    """The symbols as text, without bytes and marks: the names that these have are no words."""
    return "".join(symbol for symbol in symbols if not is_mark(symbol))


def is_mark(symbol: str) -> bool:
    """Whether ``symbol`` is a byte or a mark (``<0xE2>``, ``</s>``), not what stands in a text."""
    return len(symbol) > 2 and symbol.startswith("<") and symbol.endswith(">")
