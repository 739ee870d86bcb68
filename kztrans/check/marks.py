"""Punctuation: quotes and brackets in pairs, the mark at the end, no mark doubled or adrift."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.check.registry import Pair, check
from kztrans.text.words import abbreviations

QUOTES = '"«»“”„‟'
BRACKETS = {"(": ")", "[": "]", "{": "}"}

# "1)", "а)" at the head of a list item: a bracket that has no partner by custom.
_ENUMERATION = re.compile(r"(?:^|(?<=[\s;:]))[\w.]{1,3}\)")

# What may follow the closing mark: quotes, brackets, footnote signs, white space.
_TAIL = "\"'«»“”„‟’‘)]}*†"
_ENDINGS = ".!?…:。"
_LAST_WORD = re.compile(r"(?<![\w.])([\w.]+)\.$")

# The marks a translator may end with for each of the source's; an ellipsis counts as a full stop.
_ALLOWED = {"?": "?", "!": "!.", ".": ".!", ":": ":.,"}

_SPACED_ELLIPSIS = re.compile(r"[ \u00a0]?\.(?:[ \u00a0]\.){2,}")
# Faults of punctuation, by what a message calls them. "O.K.,", "?..", "!!!" and ellipses are none.
_FAULTS = {
    "a doubled mark": re.compile(
        r"(?<![.!?…])\.\.(?![.…\w/])|[,;:]{2}(?!\w)|[,;:]\.(?![\w.])|\.;(?=\.)|([«»“”])\1"
    ),
    "a broken address": re.compile(r":(?!//(?!/))[:/]+\w"),
    "a mark right after another": re.compile(r"(?<![.…])[.,;:][ \u00a0]+[.,;:](?=\s|$)|[–—]\s*[–—]"),
    "a space before the mark": re.compile(r"[\w)»”%][ \u00a0]+(?:[.,;](?=[\s)»”]|$)|(?:[!?]+|:)(?=\s|$))"),
    "nothing between the marks": re.compile(r"\(\s*\)|\[\s*\]|«\s*»|“\s*”"),
}


@check("pairs")
def pairs(pair: Pair) -> Iterator[str]:
    """Quotes or brackets that open and never close (or close and never open), unless the source's do too.

    A segment may hold half of a quotation, so only what the source has in order is asked of the target.
    """
    for kind, broken in (("quotation mark", _odd_quotes), ("bracket", _open_bracket)):
        mark = broken(pair.target)
        if mark and not broken(pair.source):
            yield f"A {kind} without its partner: {mark}"


@check("ending")
def ending(pair: Pair) -> Iterator[str]:
    """The source ends in . ! ? … or : and the target does not end accordingly."""
    source, target = pair.source.rstrip().rstrip(_TAIL), pair.target.rstrip().rstrip(_TAIL)
    if not pair.target.strip() or not (before := _end(source)) or _abbreviated(source):
        return
    asked = _mark(before)
    after = _end(target)
    given = _mark(after) if after else target[-1:]
    if given not in _ALLOWED[asked]:
        shown = f'with "{given}"' if given and not given.isalnum() else "without a mark"
        yield f'The source ends with "{before}", the translation {shown}.'


@check("punctuation")
def punctuation(pair: Pair) -> Iterator[str]:
    """Marks doubled (``гг..``), adrift (``word .``) or around nothing, where the source has none such."""
    target = _SPACED_ELLIPSIS.sub("…", pair.target)
    for name, fault in _FAULTS.items():
        if (found := fault.search(target)) and not fault.search(pair.source):
            start, end = max(found.start() - 12, 0), found.end() + 12
            yield f'There is {name}: "{target[start:end].strip()}".'


def _abbreviated(text: str) -> bool:
    """Whether the full stop at the end belongs to an abbreviation (``2016 ж.``), which translates to none."""
    last = _LAST_WORD.search(text)
    return last is not None and (len(last[1]) == 1 or last[1].casefold() in abbreviations())


def _end(text: str) -> str:
    """The run of marks that ``text`` ends with."""
    return text[len(text.rstrip(_ENDINGS)) :]


def _mark(run: str) -> str:
    """The mark that decides the kind of a sentence: a question before an exclamation before a statement."""
    return next((mark for mark in "?!:" if mark in run), ".")


def _odd_quotes(text: str) -> str:
    found = [char for char in text if char in QUOTES]
    if len(found) % 2:
        return found[-1]
    opened, closed = text.count("«"), text.count("»")
    return ("«" if opened > closed else "»") if opened + closed == len(found) and opened != closed else ""


def _open_bracket(text: str) -> str:
    """The first bracket without its partner.

    ``3)`` and ``др.)`` close a bracket that is open ("(глава 3)") and need none ("3) завод"). Where they were
    list marks inside of brackets ("(в том числе 1) завод)"), a closing one is left over for each.
    """
    marks = {match.end() - 1 for match in _ENUMERATION.finditer(text)}
    closing: list[str] = []
    left_over = 0
    for place, char in enumerate(text):
        if char in BRACKETS:
            closing.append(BRACKETS[char])
        elif place in marks:
            if closing[-1:] == [char]:
                closing.pop()
                left_over += 1
        elif char in BRACKETS.values():
            if not closing and left_over and char == ")":
                left_over -= 1
            elif not closing or closing.pop() != char:
                return char
    return next((opening for opening, mark in BRACKETS.items() if closing and mark == closing[-1]), "")
