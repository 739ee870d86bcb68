"""Guarded strings: what a translation must carry over whatever the glossary says.

Numbers (by value, in the target's conventions), URLs, e-mail addresses, codes and Latin-script names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kztrans.text.numbers import Number, find_numbers


@dataclass(frozen=True, slots=True)
class Guard:
    """A guarded string at ``text[start:end]``; ``number`` is set for numbers and says their value."""

    kind: str
    text: str
    start: int
    end: int
    number: Number | None = None


_TRAILING = ".,;:!?…»”\"')]}"
_URL = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>«»“”\"]+", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(?<![\w@])[@#]\w{2,}")
_LATIN_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
# Letters and digits written together, with inner hyphens, slashes or dots: COVID-19, KZ123, ISO/IEC.
_CODE = re.compile(
    rf"(?<![\w-])(?=[\w./-]*\d)(?=[\w./-]*[{_LATIN_LETTER}])"
    rf"[{_LATIN_LETTER}\d]+(?:[-./][{_LATIN_LETTER}\d]+)*(?!\w)"
)
_ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_LATIN_WORD = rf"[{_LATIN_LETTER}](?:[{_LATIN_LETTER}\d]|[.&'’/+-](?=[{_LATIN_LETTER}\d]))*"
_NAME = re.compile(rf"(?<!\w){_LATIN_WORD}(?:(?: & | |, (?=Inc|Ltd|LLC|Corp)){_LATIN_WORD})*")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


def _urls(text: str) -> Iterator[Guard]:
    for match in _URL.finditer(text):
        url = match.group().rstrip(_TRAILING)
        yield Guard("url", url, match.start(), match.start() + len(url))


def _emails(text: str) -> Iterator[Guard]:
    for match in _EMAIL.finditer(text):
        yield Guard("email", match.group(), match.start(), match.end())


def _handles(text: str) -> Iterator[Guard]:
    for match in _HANDLE.finditer(text):
        yield Guard("handle", match.group(), match.start(), match.end())


def _codes(text: str) -> Iterator[Guard]:
    for match in _CODE.finditer(text):
        yield Guard("code", match.group(), match.start(), match.end())


def _names(text: str) -> Iterator[Guard]:
    """Latin-script words inside Cyrillic text; a wholly Latin text is another language, not a name."""
    if not _CYRILLIC.search(text):
        return
    for match in _NAME.finditer(text):
        # A lone letter is an index or a look-alike, a Latin stem glued to Cyrillic letters a mixed word.
        glued = match.end() < len(text) and text[match.end()].isalnum()
        if len(match.group()) > 1 and not glued and not _roman(match.group()):
            yield Guard("name", match.group(), match.start(), match.end())


def _numbers(text: str) -> Iterator[Guard]:
    for number in find_numbers(text, "kk"):
        yield Guard("number", number.text, number.start, number.end, number)


def _roman(word: str) -> bool:
    """A Roman numeral may become a word or an ordinal in the target."""
    return _ROMAN.fullmatch(word) is not None


# In order of precedence: an earlier kind keeps the characters a later one would take.
GUARDS: tuple[Callable[[str], Iterator[Guard]], ...] = (_urls, _emails, _handles, _codes, _names, _numbers)


def find_guards(text: str) -> list[Guard]:
    """The guarded strings of a normalised Kazakh segment, in order, without overlaps."""
    kept: list[Guard] = []
    for find in GUARDS:
        for guard in find(text):
            if all(guard.end <= other.start or other.end <= guard.start for other in kept):
                kept.append(guard)
    return sorted(kept, key=lambda guard: guard.start)
