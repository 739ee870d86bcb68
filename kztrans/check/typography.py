"""Typography by the target language: quotation marks, dashes, decimal marks and groups of thousands.

For files of translations only: what a model writes is a matter of its training, and no reader of a draft
wants a warning for every straight quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.check.excerpt import excerpt
from kztrans.check.registry import Pair, check
from kztrans.check.tags import without_tokens
from kztrans.check.words import quoted
from kztrans.records import Target
from kztrans.text.notation import GAP

_LANGUAGE: dict[Target, str] = {"en": "English", "ru": "Russian"}

# Marks that a language does not quote with. Russian: «…», inside them „…“ (Milchin, "Справочник издателя");
# English: “…” or "…", inside them ‘…’ or '…' (Chicago Manual of Style 6.9, 6.115).
_FOREIGN_QUOTES: dict[Target, re.Pattern[str]] = {
    "en": re.compile("[«»„‹›]|,,(?=\\w)"),
    "ru": re.compile(
        "(?<![\\d″′'])\"|(?<!\\w)“(?=\\w)|[‹›]|(?<!\\w)['‘](?=\\w)[^'’]{0,60}['’](?!\\w)|,,(?=\\w)"
    ),
}
_OWN_QUOTES: dict[Target, str] = {"en": '“…” or "…"', "ru": "«…»"}

# A dash glued to one of the words beside it, in Russian also to both.
_HALF_SPACED = rf"[^\W\d_][—–][{GAP}]\w|\w[{GAP}][—–][^\W\d_]"
_GLUED: dict[Target, re.Pattern[str]] = {
    "en": re.compile(_HALF_SPACED),
    "ru": re.compile(rf"{_HALF_SPACED}|[^\W\d_]{{2}}—[^\W\d_]{{2}}"),
}
# май—июнь, понедельник—среда, Алматы—Астана
_RANGE = re.compile(
    r"(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|понедельник|вторник|сред"
    r"|четверг|пятниц|суббот|воскресень)\w{0,3}[—–]\w+|[А-ЯЁ][\w-]{1,30}[—–][А-ЯЁ]\w+",
)
_HYPHEN = re.compile(rf"(?<=[^\W\d_]|[»”\")])[{GAP}]-[{GAP}](?=[^\W\d_]|[«“\"(])")

# Numerals in the other language's writing.
_WRITINGS: dict[Target, re.Pattern[str]] = {
    "en": re.compile(
        rf"(?<![\d.,:/-])(?:\d+,\d{{1,2}}|[1-9]\d{{0,2}}(?:[{GAP}]\d{{3}})+(?:,\d+)?|\d{{1,3}}(?:\.\d{{3}}){{2,}})"
        r"(?![\d]|[.,:/-]\d)"
    ),
    "ru": re.compile(
        r"(?<![\d.,:/-])(?:\d+\.\d+|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:[.,]\d{3}){2,})(?![\d]|[.,:/-]\d)"
    ),
}
_NUMERAL = re.compile(rf"\d+(?:[{GAP}]\d{{3}})*(?:[.,]\d+)*")


@check("quotes", files_only=True)
def quotes(pair: Pair) -> Iterator[str]:
    """Quotation marks of another language: straight or English ones in Russian, «» or „“ in English.

    Inches and minutes (5", 40′) are none, nor are marks inside tags.
    """
    text = without_tokens(pair.own_target)
    if found := _FOREIGN_QUOTES[pair.language].search(text):
        yield f"{_LANGUAGE[pair.language]} quotes with {_OWN_QUOTES[pair.language]}: {_shown(pair, found)}"


@check("dashes", files_only=True)
def dashes(pair: Pair) -> Iterator[str]:
    """A dash with a space on one side only, in Russian also one between two words without any.

    Ranges (5—7, май—июнь, Алматы—Астана) have none.
    """
    text = _RANGE.sub(lambda match: " " * len(match[0]), pair.own_target)
    if found := _GLUED[pair.language].search(text):
        yield f"A dash needs a space on either side: {_shown(pair, found)}"


@check("hyphens", default=(), files_only=True)
def hyphens(pair: Pair) -> Iterator[str]:
    """A hyphen between spaces, where a dash belongs.

    Off by default: of human translations up to one in twelve has it.
    """
    if found := _HYPHEN.search(pair.own_target):
        yield f"A hyphen stands for a dash: {_shown(pair, found)}"


@check("number-format", files_only=True)
def number_format(pair: Pair) -> Iterator[str]:
    """Decimals and thousands in another language's writing: 3.5 and 1,234,567 in Russian, 3,5 in English.

    Russian has a decimal comma and spaces between thousands, English a decimal point and commas. Only digits
    that the source has as well count; Russian text may write them as the Kazakh does, whose custom it shares.
    """
    there = {_digits(numeral) for numeral in _NUMERAL.findall(pair.own_source)}
    wrong = [text for text in _WRITINGS[pair.language].findall(pair.own_target) if _digits(text) in there]
    if pair.language == "ru":
        wrong = [text for text in wrong if text not in pair.source]
    if wrong:
        yield f"{_LANGUAGE[pair.language]} writes these numbers otherwise: {quoted(wrong)}."


def _digits(numeral: str) -> str:
    return "".join(filter(str.isdecimal, numeral))


def _shown(pair: Pair, found: re.Match[str]) -> str:
    return excerpt(pair.target, *found.span())
