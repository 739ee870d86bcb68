"""Text in capitals: recognising it, translating it as an ordinary sentence, and putting the capitals back.

Every function keeps the length of its text, so that offsets stay true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kztrans.records import Span
from kztrans.text.script import CYRILLIC
from kztrans.text.words import word_list

_CYRILLIC_WORD = re.compile(f"[{CYRILLIC}]+")
_VOWEL = re.compile("[АӘЕЁИІОӨУҰҮЫЭЮЯ]")
_ROMAN = re.compile("[IVXLCDMІХСМ]+")


def is_all_caps(text: str) -> bool:
    """Whether ``text`` is written in capitals throughout, and is more than acronyms and names.

    Only Cyrillic words count (a Latin name is the same in either case): none may hold a small letter, and
    apart from acronyms (ЖШС, ҚР) and Roman numerals there must be one word of six letters or more, or two
    words one of which has four.
    """
    words = _CYRILLIC_WORD.findall(text)
    if not all(word.isupper() for word in words):
        return False
    sizes = [len(word) for word in words if not _is_fixed(word)]
    longest = max(sizes, default=0)
    return longest >= 6 or (len(words) >= 2 and longest >= 4)


def _is_fixed(word: str) -> bool:
    """Whether a Cyrillic word in capitals is an acronym or a Roman numeral, which keep their capitals."""
    short_without_vowel = 2 <= len(word) <= 5 and not _VOWEL.search(word)
    return short_without_vowel or word in word_list("acronyms") or _ROMAN.fullmatch(word) is not None


#: Where a sentence begins: at the start or after a terminator and white space, maybe behind a quote or dash.
_SENTENCE_START = re.compile(r"(?:\A|[.!?…][»”\"')\]]*\s+|[\n\r])[^\w\n\r]{0,60}(?=\w)")
#: The initials of a person and the name they belong to: "Ә.ҮСЕНБАЕВ", "А. Б. БАЙТҰРСЫНОВ".
_INITIALS = re.compile(f"(?<![\\w.])(?:[{CYRILLIC}]\\.[ \\u00a0]?)+(?=[{CYRILLIC}])")


def sentence_case(text: str, keep: Sequence[Span] = ()) -> str:
    """``text`` with its Cyrillic words in small letters, as in an ordinary sentence; same length.

    The first letter of each sentence, initials and the first letter of the name after them, Latin-script
    words, Roman numerals, acronyms and the spans ``keep`` stay as they are. Other proper names lose their
    capital: only the caller's glossary knows them.
    """
    chars = list(text)
    for word in _CYRILLIC_WORD.finditer(text):
        if not _is_fixed(word.group()):
            for place in range(word.start(), word.end()):
                chars[place] = _one(text[place].lower(), text[place])
    for match in _SENTENCE_START.finditer(text):
        chars[match.end()] = text[match.end()]
    for match in _INITIALS.finditer(text):
        chars[match.start() : match.end() + 1] = text[match.start() : match.end() + 1]
    for span in keep:
        chars[span.start : span.end] = text[span.start : span.end]
    return "".join(chars)


def restore_caps(text: str, keep: Sequence[Span] = ()) -> str:
    """``text`` in capitals but for the spans ``keep``; same length: one whose capital is longer stays."""
    chars = [_one(char.upper(), char) for char in text]
    for span in keep:
        chars[span.start : span.end] = text[span.start : span.end]
    return "".join(chars)


def _one(changed: str, char: str) -> str:
    return changed if len(changed) == 1 else char
