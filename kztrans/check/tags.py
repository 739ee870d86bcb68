"""Mark-up and placeholders: each tag and each {0}, %s, %1$s of the source is in the target, and no other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kztrans.check.registry import Pair, check
from kztrans.check.words import quoted

# XML, HTML and XLIFF tags, OmegaT's and Trados's short ones (<f0>, <1>): a Latin name right behind "<".
_TAG = re.compile(r"<(?P<end>/)?(?P<name>[A-Za-z][\w:.-]*|\d{1,4})(?P<inside>\s[^<>]*?)?\s?(?P<alone>/)?>")
# An attribute that tells one tag from another of its name (XLIFF 1.2, TMX 1.4b); others may be localised.
_IDENTITY = re.compile(r"""(?<![\w:-])(?:id|rid|i|x|ctype)\s*=\s*["']?([^"'\s>]+)""")
# Elements that HTML never closes.
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())

# printf (C, Java, Objective-C), with a number or a name for its argument; no letter follows ("100%off").
_PRINTF = (
    r"%(?P<argument>\d{1,2}\$|\([\w.]+\))?[-+#0']*+(?:\d++|\*)?(?:\.\d++)?(?:hh|h|ll|l|z|q)?"
    "[sdiufgexXcpo@](?![A-Za-z])"
)
# {0}, {name}, {{name}}, ${name}, {$a->name}, {0:N2}: names are ASCII, words in braces may be translated.
_BRACES = r"\$?(?P<braces>\{\{?)\s?\$?[A-Za-z0-9_](?:[A-Za-z0-9_.-]|->)*(?:\[\w*\])?(?::[^{}\s]*)?\s?\}\}?"
_PLACEHOLDER = re.compile(f"{_PRINTF}|{_BRACES}")
# ICU messages: plural and select have other branches in every language, so only the argument's name is kept.
_ICU = re.compile(r"\{\s*(\w+)\s*,\s*(?:plural|select|selectordinal)\s*,")


@dataclass(frozen=True, slots=True)
class Token:
    """A tag or placeholder: as written, ``key`` by which two are the same, ``end`` and ``paired`` for tags.

    ``bound``: its place in the sequence matters (``%s`` without a number).
    """

    text: str
    key: str
    name: str = ""
    end: bool = False
    paired: bool = False
    bound: bool = False


@check("tags")
def tags(pair: Pair) -> Iterator[str]:
    """Tags and placeholders missing, added, closed in the wrong order, or ``%s`` and ``%d`` swapped.

    Tags may stand in another order, since sentences are built otherwise; attributes may differ, but for ids.
    """
    before, after = map(tokens, pair.marked or (pair.source, pair.target))
    if not before and not after:
        return
    wanted, given = (Counter(token.key for token in found) for found in (before, after))
    missing = _left(before, wanted - given)
    added = _left(after, given - wanted)
    kinds = {"missing": missing, "not in the source": added}
    if told := [f"{kind}: {quoted(texts)}" for kind, texts in kinds.items() if texts]:
        yield f"Tags {'; '.join(told)}."
        return
    if (broken := _misnested(after)) and not _misnested(before):
        yield f'The tag "{broken}" is out of place: tags close in the reverse of the order they open in.'
    if _sequence(before) != _sequence(after):
        yield f"Placeholders without numbers stand in another order: {quoted([*_sequence(after)])}."


def tokens(text: str) -> list[Token]:
    """The tags and placeholders of ``text`` in order."""
    if not any(char in text for char in "<{%"):
        return []
    found: list[tuple[int, Token]] = []
    for match in _TAG.finditer(text):
        found.append((match.start(), _tag(match)))
    if arguments := list(_ICU.finditer(text)):
        found += [(match.start(), Token(f"{{{match[1]}}}", f"{{{match[1]}}}")) for match in arguments]
    else:
        taken = [match.span() for match in _TAG.finditer(text)]
        for match in _PLACEHOLDER.finditer(text):
            if not any(start <= match.start() < end for start, end in taken):
                free = match["braces"] or match["argument"]
                key = re.sub(r"\s", "", match[0])
                found.append((match.start(), Token(match[0], key, bound=not free)))
    return [token for _, token in sorted(found, key=lambda each: each[0])]


def without_tokens(text: str) -> str:
    """``text`` with a blank for each character of a tag or placeholder; offsets stay as they are."""
    for pattern in (_TAG, _PLACEHOLDER):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def _tag(match: re.Match[str]) -> Token:
    name = match["name"]
    single = bool(match["alone"]) or name.lower() in _VOID
    identity = " ".join(_IDENTITY.findall(match["inside"] or ""))
    key = f"{'/' if match['end'] else ''}{name} {identity}{' /' if single else ''}"
    return Token(match[0], key, name, bool(match["end"]), paired=not single)


def _left(found: Iterable[Token], surplus: Counter[str]) -> list[str]:
    """What is written for the keys in ``surplus``, the last ones of each key."""
    left = Counter(surplus)
    texts = []
    for token in reversed(list(found)):
        if left[token.key] > 0:
            left[token.key] -= 1
            texts.append(token.text)
    return texts[::-1]


def _misnested(found: Iterable[Token]) -> str:
    """The first closing tag that closes nothing or not what was opened last, or a tag never closed."""
    opened: list[Token] = []
    for token in found:
        if not token.paired:
            continue
        if not token.end:
            opened.append(token)
        elif not opened or opened.pop().name != token.name:
            return token.text
    return opened[-1].text if opened else ""


def _sequence(found: Iterable[Token]) -> tuple[str, ...]:
    return tuple(token.text for token in found if token.bound)
