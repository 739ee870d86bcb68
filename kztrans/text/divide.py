"""Dividing an over-long sentence into pieces that fit the model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil

from kztrans.text.script import LATIN
from kztrans.text.words import word_list

Measure = Callable[[str], int]


def divide(text: str, start: int, end: int, *, limit: int, measure: Measure) -> list[tuple[int, int]]:
    """Divide ``text[start:end]`` into ranges that measure at most ``limit`` each, of about equal size.

    The best marks within reach are taken: ``; :`` and sentence ends, then commas and dashes, then places
    before a conjunction, then spaces, and inside a word only where there is no space, never inside a
    grapheme. One range comes back where the whole fits; a single grapheme is never divided even where it
    exceeds the limit. White space at a cut belongs to no range. ``measure`` is called about
    once for each distinct word.
    """
    pieces: list[tuple[int, int]] = []
    waiting = [(start, end)]
    costs = _WordCosts(measure)
    while waiting:
        first, last = waiting.pop()
        size = measure(text[first:last])
        parts = [] if size <= limit else _cut(text, first, last, size=size, limit=limit, costs=costs)
        if len(parts) > 1:
            waiting.extend(reversed(parts))
        else:
            pieces.append((first, last))
    return pieces


@dataclass(frozen=True, slots=True)
class _Atom:
    """What is never divided: a word (with the space after it) or a grapheme of an over-long word."""

    end: int
    cost: float
    strength: int


class _WordCosts:
    """What each word measures on its own; a word seen before is not measured again."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._empty = measure("")
        self._known: dict[str, float] = {}

    def __call__(self, word: str) -> float:
        cost = self._known.get(word)
        if cost is None:
            cost = self._known[word] = max(self._measure(word) - self._empty, 0.001)
        return cost


def _cut(
    text: str, start: int, end: int, *, size: int, limit: int, costs: _WordCosts
) -> list[tuple[int, int]]:
    atoms = list(_atoms(text, start, end, limit=limit, costs=costs))
    # Words measured alone seldom add up to the whole: scale them so that they do.
    scale = size / sum(atom.cost for atom in atoms)
    sums: list[float] = []
    total = 0.0
    for atom in atoms:
        total += atom.cost * scale
        sums.append(total)
    parts: list[tuple[int, int]] = []
    index = 0
    done = 0.0
    begin = start
    while index < len(atoms):
        rest = total - done
        count = max(ceil(rest / limit - 1e-9), 1 if parts else 2)
        if count == 1:
            chosen = len(atoms) - 1
        else:
            chosen = _best(atoms, sums, index, done=done, ideal=rest / count, limit=limit)
        stop = atoms[chosen].end
        parts.append((begin, begin + len(text[begin:stop].rstrip())))
        begin = stop
        done = sums[chosen]
        index = chosen + 1
    return parts


def _best(atoms: list[_Atom], sums: list[float], index: int, *, done: float, ideal: float, limit: int) -> int:
    """The atom to end a piece with: the strongest mark near the ideal size, else the nearest to it."""
    best = index
    best_key = (-1, 0.0)
    while index < len(atoms) - 1:
        size = sums[index] - done
        if size > limit:
            break
        if size >= 0.5 * ideal:
            key = (atoms[index].strength, -abs(size - ideal))
            if key > best_key:
                best, best_key = index, key
        else:
            best = index
        index += 1
    return best


# --- words, graphemes and the strength of a cut after them ---

_TOKEN = re.compile(r"\S+\s*")
_HARD = re.compile(r"[;:.!?…][»”\")\]]*\Z")
_COMMA = re.compile(r",[»”\")\]]*\Z")
_DASH = re.compile(r"[–—-]+\Z")
_WORD = re.compile(r"[\w-]+")
_OPENERS = re.compile("[«“„(]")
_CLOSERS = re.compile("[»”)]")
_LATIN_WORD = re.compile(f"[«“„(]?[{LATIN}][{LATIN}\\d&.-]*")


def _atoms(text: str, start: int, end: int, *, limit: int, costs: _WordCosts) -> Iterator[_Atom]:
    conjunctions = word_list("conjunctions")
    tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(text, start, end)]
    words = [text[first:last].rstrip() for first, last in tokens]
    quoted = 0
    for index, (first, last) in enumerate(tokens):
        following = words[index + 1] if index + 1 < len(words) else ""
        cost = costs(words[index])
        strength = _strength(words[index], following, conjunctions)
        quoted = max(0, quoted + len(_OPENERS.findall(words[index])) - len(_CLOSERS.findall(words[index])))
        if quoted and strength < 4:
            strength = 1
        if cost > limit or len(tokens) == 1:
            graphemes = list(_graphemes(text, first, first + len(words[index])))
            share = cost / len(graphemes)
            yield from (_Atom(stop, share, 0) for stop in graphemes[:-1])
            yield _Atom(last, share, strength)
        else:
            yield _Atom(last, cost, strength)


def _strength(word: str, following: str, conjunctions: frozenset[str]) -> int:
    """How well a sentence bears a cut between two words, 1 to 5."""
    if _HARD.search(word):
        return 5
    if _DASH.fullmatch(word):  # a cut goes before a dash, not after it
        return 1
    if _COMMA.search(word) or _DASH.fullmatch(following):
        return 4
    found = _WORD.match(following)
    if found and found.group().lower() in conjunctions:
        return 3
    # A number keeps its unit, a Latin name its words.
    if word[-1].isdecimal() or word == "№" or (_LATIN_WORD.fullmatch(word) and _LATIN_WORD.match(following)):
        return 1
    return 2


def _graphemes(text: str, start: int, end: int) -> Iterator[int]:
    """Where the graphemes of ``text[start:end]`` end (Unicode Standard Annex 29, without the Indic rules)."""
    flags = 0
    for place in range(start + 1, end):
        before, char = text[place - 1], text[place]
        flags = flags + 1 if _is_flag(before) else 0
        joined = (
            (char >= "\u0300" and (unicodedata.category(char)[0] == "M" or char in "\u200c\u200d"))
            or before == "\u200d"
            or "\u1160" <= char <= "\u11ff"
            or "\U0001f3fb" <= char <= "\U0001f3ff"
            or "\U000e0020" <= char <= "\U000e007f"
            or ("\ud800" <= before <= "\udbff" and "\udc00" <= char <= "\udfff")
            or (flags % 2 == 1 and _is_flag(char))
        )  # fmt: skip
        if not joined:
            yield place
    yield end


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
