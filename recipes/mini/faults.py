"""What a model's translation is left out for, judged by it and its source alone.

Models write words half in one script and half in the other, leave words untranslated and change figures;
trained on that, the next model does it, too. Text is plentiful: a doubt is enough to leave a translation out.
"""

from __future__ import annotations

import re

from kztrans.text.script import CYRILLIC, LATIN
from recipes.mini.clean import key

_COPIED = 10  # letters and digits from which a translation equal to its source is one that failed
_LATIN_WORD = re.compile(f"[{LATIN}]+")
_CYRILLIC_LETTER = re.compile(f"[{CYRILLIC}]")
_MIXED = re.compile(f"[{CYRILLIC}][{LATIN}]|[{LATIN}][{CYRILLIC}]")
_GROUPED = re.compile(r"(?<=\d)[ ,.\u00a0\u202f](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d{3,}")  # shorter ones are also written as words, and months as numbers


def fault(source: str, written: str, read: str, write: str) -> str:
    """Why ``written`` is no fit translation of ``source``: copied, script, numbers; empty where it is fit.

    ``read``, ``write``: the languages of the two. English has no Cyrillic letter; Kazakh and Russian have the
    Latin words of their source alone, of an English source those with a capital (names, abbreviations).
    """
    if len(key(source)) > _COPIED and key(source) == key(written):
        return "copied"
    if _foreign(source, written, read, write):
        return "script"
    return "numbers" if _numbers(source) != _numbers(written) else ""


def _foreign(source: str, written: str, read: str, write: str) -> bool:
    if write == "en":
        return bool(_CYRILLIC_LETTER.search(written))
    if _MIXED.search(written) and not _MIXED.search(source):
        return True
    known = set(_LATIN_WORD.findall(source))
    return any(
        word not in known or (read == "en" and word.islower()) for word in _LATIN_WORD.findall(written)
    )


def _numbers(text: str) -> list[str]:
    """The numbers of three digits and more, sorted, without marks between thousands."""
    return sorted(_NUMBER.findall(_GROUPED.sub("", text)))
