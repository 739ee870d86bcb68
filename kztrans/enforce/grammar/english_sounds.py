"""Whether an English word begins with a vowel sound, which decides between a and an."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")
# Written with a vowel and spoken with a consonant: "you", "one"; and the silent h.
_CONSONANT = re.compile(r"(?:uni(?!n|m)|u[bcft][aeiou]|us[aeiu]|uk|ur[aeiu]n|eu|ew|on(?:e|ce)(?![a-z]))")
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)")
# Letters whose names begin with a vowel.
_SPELT_VOWEL = frozenset("AEFHILMNORSX")
_EIGHTS = re.compile(r"(?:8\d*|11|18)(?!\d)")
_LONGEST_SPELT = 3  # LLP, UN, EU are spelt; longer acronyms with vowels (NATO, UNESCO) may be words


def begins_with_vowel(text: str) -> bool | None:
    """Whether the first word of ``text`` begins with a vowel sound; None where the spelling does not tell."""
    match = _WORD.search(text)
    if match is None or not match[0].isascii():
        return None
    word = match[0]
    if word[0].isdigit():
        return bool(_EIGHTS.match(word))
    if (
        len(word) == 1
        or (word.isupper() and len(word) <= _LONGEST_SPELT)
        or not re.search("[aeiouyAEIOUY]", word)
    ):
        return word[0].upper() in _SPELT_VOWEL
    spoken = _spoken(word.lower())
    if word.isupper() or word[:2].isupper():
        return spoken if spoken == (word[0] in _SPELT_VOWEL) else None
    return spoken


def _spoken(word: str) -> bool:
    if _SILENT_H.match(word):
        return True
    return word[0] in "aeiou" and not _CONSONANT.match(word)
