"""Guarded strings: what a translation must carry over whatever the glossary says.

Numbers (by value, in the target's conventions); URLs, e-mail addresses, telephone numbers, document and
section numbers, codes and Latin-script names, words in other scripts, arrows and emoji, all of them letter by
letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from kztrans.records import Target
from kztrans.text.codes import PHONE
from kztrans.text.fractions import SYMBOLS
from kztrans.text.numbers import Number, find_numbers
from kztrans.text.script import CYRILLIC
from kztrans.text.words import word_list


@dataclass(frozen=True, slots=True)
class Guard:
    """A guarded string, which ends the slice ``[start, end)`` of its text.

    ``number`` is set for numbers and says their value. ``sign`` begins the slice before a document number
    (``№ ``); it is no part of the string, since a target has a sign of its own.
    """

    kind: str
    text: str
    start: int
    end: int
    number: Number | None = None
    sign: str = ""


_TRAILING = ".,;:!?…»”\"')]}"
_URL = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>«»“”\"]+", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(?<![\w@])[@#]\w{2,}")
_PHONE = re.compile(f"(?<![\\w+])(?:{PHONE})")


def _urls(text: str) -> Iterator[Guard]:
    for match in _URL.finditer(text):
        url = match.group().rstrip(_TRAILING)
        yield Guard("url", url, match.start(), match.start() + len(url))


def _emails(text: str) -> Iterator[Guard]:
    return _found("email", _EMAIL, text)


def _handles(text: str) -> Iterator[Guard]:
    return _found("handle", _HANDLE, text)


def _phones(text: str) -> Iterator[Guard]:
    return _found("phone", _PHONE, text)


def _found(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[Guard]:
    for match in pattern.finditer(text):
        yield Guard(kind, match.group(), match.start(), match.end())


# --- numbers of documents ---

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_PART = f"(?:[0-9]++[a-zа-яёәғқңөұүһі](?!\\w)|[0-9{_UPPER}]++)"
# The sign, then digits and capitals with inner marks: № 45, № 12-НҚ, № ҚР ДСМ-175/2020, № 415-VI ҚРЗ;
# suffixes stay outside (№ 5-ші).
_BODY = f"{_PART}(?:[-\u2010\u2011./](?![ЫІ]?Н?Ш[ЫІ](?!\\w)){_PART})*"
_DOCUMENT = re.compile(
    f"(?P<sign>№ ?|(?<!\\w)N )"
    f"(?P<code>(?:[{_UPPER}]{{1,6}} ){{0,2}}(?=[{_UPPER}./\u2010\u2011-]{{0,12}}[0-9])"
    f"{_BODY}(?:(?<=[IVX]) [{_UPPER}]{{2,4}}(?!\\w))?)(?!\\w)"
)
_SIGNS: dict[Target, tuple[str, ...]] = {
    "en": ("No. ", "No ", "№ ", "№", "Number ", "number ", "no. ", "no ", "Nos. ", "nos. "),
    "ru": ("№ ", "№"),
}


def _documents(text: str) -> Iterator[Guard]:
    for match in _DOCUMENT.finditer(text):
        yield Guard("code", match["code"], match.start(), match.end(), sign=match["sign"])


# --- names and codes in Latin letters ---

_LATIN_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
_INNER = f"[.&'’/+-](?=[{_LATIN_LETTER}0-9])"
_WORD = f"(?<!\\w)(?>[{_LATIN_LETTER}](?:[{_LATIN_LETTER}0-9]|{_INNER})*(?:(?<=\\.[A-Z])\\.)?)(?!\\w)"
# Digits first: 3M, 5G, 416-V.
_DIGITS_FIRST = (
    f"(?<![\\w.,/-])(?=[0-9./-]{{1,20}}[{_LATIN_LETTER}])(?>[0-9](?:[{_LATIN_LETTER}0-9]|{_INNER})*)(?!\\w)"
)
_TOKEN = f"(?:{_WORD}|{_DIGITS_FIRST})"
_FIGURE = "[0-9]{1,5}(?:[.:][0-9]{1,4})?(?![\\w%]|[.,:/-][0-9])"
# Latin words and codes in a row, with the digits between them: Boeing 737 MAX, Airbus A320neo.
_RUN = re.compile(
    f"{_TOKEN}(?:(?: & | |, (?=Inc|Ltd|LLC|Corp))(?:{_FIGURE} (?={_TOKEN}))?{_TOKEN})*(?P<figure> {_FIGURE})?"
)
_ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_DIGIT = re.compile("[0-9]")
_VOWEL, _LETTER = "аәеёиоөуұүыіэюя", "а-яёәғқңөұүһі"
# A noun in the possessive, as it stands behind the name of its kind (Boeing 737 ұшағы), not an accusative.
_POSSESSIVE = re.compile(
    f"[{_LETTER}]+(?:[^дтн{_VOWEL}][ыі]|[{_VOWEL}][дт][ыі]|[рлнй]т[ыі]|[^{_VOWEL}]н[ыі]"
    "|[ыі](?:н|на|не|нда|нде|нан|нен|ның|нің|мен))"
)
_NEXT = re.compile(
    f"-(?P<suffix>[{CYRILLIC}]+)|[ ](?P<word>[{CYRILLIC}]+)|(?P<unit>[ ]?[%$€₸₽°])|(?P<more> [0-9])"
)


def _latin(text: str) -> Iterator[Guard]:
    """Names and codes. A wholly Latin text is another language, not a name: it has codes only."""
    mixed = _CYRILLIC.search(text) is not None
    for match in _RUN.finditer(text):
        end = match.end()
        run = match.group()
        if match["figure"] is not None and not _belongs(text, run, end):
            end = match.start("figure")
            run = text[match.start() : end]
        if " " not in run and any(letter.isdigit() for letter in run):
            yield Guard("code", run, match.start(), end)
        elif not mixed:
            yield from (
                Guard("code", token.group(), match.start() + token.start(), match.start() + token.end())
                for token in re.finditer(r"\S+", run)
                if _DIGIT.search(token.group()) and not token.group().isdigit()
            )
        elif any(map(_names, run.split())):
            yield Guard("name", run, match.start(), end)


def _belongs(text: str, run: str, end: int) -> bool:
    """Whether the digits that end ``run`` are a part of the name: not when a count or a date follows.

    They are at the end of a phrase (Office 365, …), before a case ending (Office 365-ті) and before a noun
    in the possessive that counts nothing (Boeing 737 ұшағы, ISO 9001 стандарты).
    """
    if not any(map(_names, run.split()[:-1])):
        return False
    following = _NEXT.match(text, end)
    if following is None:
        return True
    if following["suffix"] is not None:
        return following["suffix"].lower() in word_list("case_endings")
    word = following["word"]
    return word is not None and not _counted().match(word) and _POSSESSIVE.fullmatch(word) is not None


def _names(word: str) -> bool:
    """Not a lone letter, an index or a look-alike; no Roman numeral, which the target may put into words."""
    return len(word) > 1 and not word.isdigit() and _ROMAN.fullmatch(word) is None


@cache
def _counted() -> re.Pattern[str]:
    return re.compile("|".join(sorted(word_list("counted"))), re.IGNORECASE)


# --- numbers, and digits that are none ---

_ITEM = re.compile(r"\s*(?P<item>[0-9]{1,3})(?=[.)]\s+\S)")
_DIGITS = re.compile(r"[0-9]++(?:[.,:/-][0-9]++)*+" + f"[{SYMBOLS}]?")
_GROUP = re.compile("[0-9]+")
_LEVELS = re.compile(r"[0-9]+(?:\.[0-9]+)*")


def _items(text: str) -> Iterator[Guard]:
    """The number of a list item or paragraph at the start of the segment: ``1. Комиссия …``."""
    if match := _ITEM.match(text):
        yield Guard("outline", match["item"], *match.span("item"))


def _numbers(text: str) -> Iterator[Guard]:
    for number in find_numbers(text, "kk"):
        if number.kind == "outline":
            yield Guard("outline", number.text, number.start, number.end)
        else:
            yield Guard("number", number.text, number.start, number.end, number)


def _digits(text: str) -> Iterator[Guard]:
    """Whatever digits are left, so that none can vanish: 3.2.1, 03-15/245, the 2050 of "Қазақстан-2050"."""
    for match in _DIGITS.finditer(text):
        levels = "." in match.group() and _LEVELS.fullmatch(match.group())
        yield Guard("outline" if levels else "code", match.group(), match.start(), match.end())
        # Where a part of it is taken, the rest still counts.
        for part in _GROUP.finditer(text, match.start(), match.end()):
            yield Guard("code", part.group(), part.start(), part.end())


# --- what neither alphabet has ---

# By their blocks, with the marks above and below their letters. Left out: whatever is Latin or Cyrillic.
_OTHER_SCRIPT = (
    "[\u0370-\u03ff\u0530-\u1c7f\u1c90-\u1cff\u1f00-\u1fff\u2d00-\u2ddf\u2e80-\u2fdf\u3005-\u3007\u3040-\ua63f"
    "\ua800-\uab2f\uab70-\ud7ff\uf900-\ufaff\ufb13-\ufdff\ufe70-\ufefc\uff66-\uffdc"
    "\U00010000-\U0001cfff\U0001e100-\U0001efff\U00020000-\U0003ffff]+"
)
_OTHER_SCRIPTS = re.compile(f"{_OTHER_SCRIPT}(?: {_OTHER_SCRIPT})*")
# Arrows, mathematics (the minus is a number's), dingbats, emoji with their selectors and skin colours.
_PICTURES = re.compile("(?!\u2212)(?:[\u2190-\u2bff\U0001f000-\U0001faff]\ufe0f?)+")


def _foreign(text: str) -> Iterator[Guard]:
    """Words in other scripts, where they stand in a text in Cyrillic: most models have no letter of them."""
    if _CYRILLIC.search(text):
        yield from _found("foreign", _OTHER_SCRIPTS, text)


def _pictures(text: str) -> Iterator[Guard]:
    return _found("sign", _PICTURES, text)


# In order of precedence: an earlier kind keeps the characters a later one would take.
GUARDS: tuple[Callable[[str], Iterator[Guard]], ...] = (
    _urls, _emails, _handles, _phones, _documents, _latin, _items, _numbers, _digits, _foreign,
    _pictures,
)  # fmt: skip


def find_guards(text: str) -> list[Guard]:
    """The guarded strings of a normalised Kazakh segment, in order, without overlaps."""
    kept: list[Guard] = []
    taken = bytearray(len(text))
    for find in GUARDS:
        for guard in find(text):
            if not any(taken[guard.start : guard.end]):
                taken[guard.start : guard.end] = b"\1" * (guard.end - guard.start)
                kept.append(guard)
    return sorted(kept, key=lambda guard: guard.start)


def licensed_writings(guard: Guard, target: Target) -> tuple[str, ...]:
    """How a guarded string without a value may be written in the target, preferred first.

    As it is; a document number behind the target's own sign (``№ 45``, in English ``No. 45``).
    """
    if guard.sign:
        return tuple(dict.fromkeys(sign + guard.text for sign in (*_SIGNS[target], guard.sign)))
    return (guard.text,)
