"""What the exchange formats share: codes for languages and parts of speech, a term's variants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

from kztrans.records import TARGETS, Target

Language = Literal["kk", "en", "ru"]

_LANGUAGES: dict[str, Language] = {  # ISO 639-1 and 639-2/T
    "kk": "kk",
    "kaz": "kk",
    "en": "en",
    "eng": "en",
    "ru": "ru",
    "rus": "ru",
}
_CODE = re.compile(r"[a-z]{2,3}([-_][a-z0-9]{2,8})*", re.IGNORECASE)  # the shape of a BCP 47 tag

# TBX-Basic and other exports on the left; the glossary's own names on the right.
PARTS_OF_SPEECH = {
    "noun": "noun",
    "verb": "verb",
    "adjective": "adj",
    "adverb": "adv",
    "pronoun": "pron",
    "numeral": "num",
    "proper noun": "name",
    "propernoun": "name",
    "phrase": "phrase",
    "other": "",
}


def is_language(code: str) -> bool:
    """Whether ``code`` has the shape of a language code: ``kk``, ``en-GB``, ``zh_Hans``."""
    return _CODE.fullmatch(code) is not None


def language_of(code: str) -> Language | None:
    """The glossary's language behind ``code``, whatever its region or script; None for another language."""
    return _LANGUAGES.get(re.split("[-_]", code.strip().casefold(), maxsplit=1)[0])


def target_of(code: str) -> Target | None:
    """As ``language_of``, but for the two target languages only."""
    return next((target for target in TARGETS if language_of(code) == target), None)


def part_of_speech(name: str) -> str:
    """The glossary's name for a part of speech; one it does not know stays as it is, in small letters."""
    folded = " ".join(name.split()).casefold()
    return PARTS_OF_SPEECH.get(folded, folded)


def target_fields(target: Target, texts: Sequence[str], forbidden: Sequence[str] = ()) -> dict[str, Any]:
    """A term's fields for ``target``: the first of ``texts`` translates it, the others are allowed too."""
    first, *more = texts or ("",)
    return {
        target: first,
        f"{target}_forms": tuple(more),
        f"extend_{target}": bool(more),
        f"{target}_forbidden": tuple(forbidden),
    }
