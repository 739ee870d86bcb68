"""Letters that have no business in the output."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kztrans.check.registry import Pair, check
from kztrans.check.words import quoted, words
from kztrans.text.script import CYRILLIC, LATIN, has_kazakh_letters, script_of

_CYRILLIC = re.compile(f"[{CYRILLIC}]")
_LATIN = re.compile(f"[{LATIN}]")
# What may be a name: in quotes, with a capital, short and no sentence.
_QUOTED = re.compile(r"[«„“\"]([^\W\d_][^«»„“”\"\n.!?…:;]{0,50})[»“”\"]")


@check("script")
def script(pair: Pair) -> Iterator[str]:
    """Cyrillic in English; Kazakh letters, half-Latin words and stray Latin words in Russian; other scripts.

    Words of a glossary entry or a code (№ 12-НҚ) that was delivered are left out, and what Russian texts keep
    in Kazakh letters: names in quotes that the source has too («Құрмет», «Егемен Қазақстан»). A Latin word in
    Russian must stand in the source or belong to a name: capitals, or next to a Latin word with capitals.
    """
    codes = {w[0] for t in pair.terms if t.term == "guard:code" for w in words(t.target or "")}
    found = [word[0] for word in words(pair.own_target) if word[0] not in codes]
    if pair.language == "en":
        if wrong := [word for word in found if _CYRILLIC.search(word)]:
            yield f"Cyrillic in English text: {quoted(wrong)}."
    else:
        names = set(_kept_names(pair))
        if wrong := [word for word in found if has_kazakh_letters(word) and word not in names]:
            yield f"Kazakh letters in Russian text: {quoted(wrong)}."
        if wrong := list(_stray_latin(pair.source, found)):
            yield f"Latin words in Russian text: {quoted(wrong)}."
    foreign = {char for char in pair.own_target if char.isalpha() and not _known(char)} - set(pair.source)
    if foreign:
        yield f"Letters of another script: {quoted(sorted(foreign))}."


@check("latin", default=())
def latin(pair: Pair) -> Iterator[str]:
    """Any Latin word in Russian that the source does not have: for those who write all names in Cyrillic."""
    if pair.language == "ru":
        known = pair.source.casefold()
        found = [word[0] for word in words(pair.own_target)]
        if wrong := [word for word in found if _LATIN.search(word) and word.casefold() not in known]:
            yield f"Latin words that the source does not have: {quoted(wrong)}."


def _kept_names(pair: Pair) -> Iterator[str]:
    """The words of names in quotes, as the source writes them."""
    known = pair.source.casefold()
    for name in _QUOTED.findall(pair.target):
        if name[0].isupper() and name.casefold() in known:
            yield from (word[0] for word in words(name))


def _stray_latin(source: str, found: list[str]) -> Iterator[str]:
    known = source.casefold()
    named = [bool(_LATIN.match(word)) and word != word.lower() for word in found]
    for i, word in enumerate(found):
        if not _LATIN.search(word) or word.casefold() in known:
            continue
        # A part with both alphabets (Latin look-alikes in a Cyrillic word) is wrong wherever it stands.
        mixed = any(script_of(part) == "mixed" for part in re.split(r"[-.'’]", word))
        common = word == word.lower() and len(word) > 1
        if mixed or (common and not any(named[max(i - 1, 0) : i + 2])):
            yield word


def _known(char: str) -> bool:
    return bool(_CYRILLIC.match(char)) or unicodedata.name(char, "").startswith(("LATIN", "MICRO", "GREEK"))
