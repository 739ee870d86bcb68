"""Which entries a word of a text can open or close: a trie over folded words that is filled as texts ask.

All words of a headword but the last stand as written; the last may be any form that
``kztrans.morph.kazakh`` recognises. The stems of a last word are worked out when the first text word comes
that begins like it, and what a word can open is remembered: words of running text repeat (Zipf), and most
open nothing. So neither the start nor a word's cost grows with the number of entries.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

from kztrans.glossary.entry import Entry
from kztrans.morph.kazakh import Analysis, Stem, analyse, fold, homographs, stems

REMEMBERED = 1 << 16  # words of texts; about 20 MB
_KEY = 5
_CHANGING = 2  # so many letters at a word's end may differ in its stems (халқы, халық)


def common_part(word: str) -> str:
    """The letters, five at most, with which every stem of ``word`` begins."""
    return word[: max(1, min(_KEY, len(word) - _CHANGING))]


class Closing(NamedTuple):
    """An entry whose last word is a text's word: its stem, how many letters are glued to it, the suffixes.

    ``analysis`` is None where the bare stem is no word by itself (халқ): only detached suffixes complete it.
    """

    entry: Entry
    stem: Stem
    glued: int
    analysis: Analysis | None


class Node:
    """A place in the trie, behind the first ``depth`` words of the entries that go on from it."""

    __slots__ = ("_depth", "_ends", "_inner", "_lengths", "_lock", "_onward", "_stems")

    def __init__(self, entries: Iterable[Entry], depth: int, lock: Lock) -> None:
        self._depth = depth
        self._lock = lock
        self._onward: dict[str, list[Entry]] = {}  # by their next word
        self._inner: dict[str, Node] = {}
        self._ends: dict[str, list[Entry]] = {}  # by the common part of last words; empty once worked out
        self._stems: dict[str, list[tuple[Stem, Entry]]] = {}
        for entry in entries:
            word = fold(entry.words[depth])
            if len(entry.words) > depth + 1:
                self._onward.setdefault(word, []).append(entry)
            else:
                self._ends.setdefault(common_part(word), []).append(entry)
        self._lengths = sorted(set(map(len, self._ends)))

    def inner(self, word: str) -> Node | None:
        """The place behind ``word`` (folded); None where no entry goes on with it."""
        node = self._inner.get(word)
        if node is None and word in self._onward:
            # Two threads may both build the place; what they build is the same.
            node = self._inner[word] = Node(self._onward[word], self._depth + 1, self._lock)
        return node

    def closings(self, word: str) -> tuple[Closing, ...]:
        """The entries that end here with ``word`` (folded)."""
        shortest = 0
        for length in self._lengths:
            entries = self._ends.get(word[:length])
            if entries is not None:
                shortest = shortest or length
                if entries:
                    self._work_out(entries)
        if not shortest:
            return ()
        return tuple(
            found
            for length in range(shortest, len(word) + 1)
            for stem, entry in self._stems.get(word[:length], ())
            if (found := _close(entry, stem, word))
        )

    def _work_out(self, entries: list[Entry]) -> None:
        """Fill in the stems of ``entries``; emptied last, so that no other thread sees half of them."""
        with self._lock:
            for entry in entries:
                # In a phrase an ending in -ы, -і is the possessive of an izafet; of one word it is a guess.
                for stem in stems(entry.words[-1], True if len(entry.words) > 1 else None):
                    self._stems.setdefault(stem.surface, []).append((stem, entry))
            entries.clear()


def _close(entry: Entry, stem: Stem, word: str) -> Closing | None:
    rest = word[len(stem.surface) :]
    if rest and (entry.tail or (len(entry.words) == 1 and word in homographs())):
        return None
    analysis = analyse(stem, rest, entry.derivations)
    return Closing(entry, stem, len(rest), analysis) if analysis or not rest else None


class Opening(NamedTuple):
    """What a word can do as an entry's first: close it at once, or lead on.

    ``free`` is what it closes where nothing is attached to it, ``asking`` the closings that ask about more
    of the text even there.
    """

    closings: tuple[Closing, ...]
    free: tuple[tuple[Entry, Analysis], ...]
    asking: tuple[Closing, ...]
    inner: Node | None


def _opening(closings: tuple[Closing, ...], inner: Node | None) -> Opening | None:
    if not closings and not inner:
        return None
    free: dict[int, tuple[Entry, Analysis]] = {}
    for entry, _, _, analysis in closings:
        if entry.plain and analysis:
            _, known = free.get(entry.rank, (entry, None))
            if known is None or len(analysis.suffixes) < len(known.suffixes):
                free[entry.rank] = entry, analysis
    asking = tuple(each for each in closings if not each.entry.plain)
    return Opening(closings, tuple(free.values()), asking, inner)


class Index:
    """The trie's root, and what is remembered of words that texts asked about.

    ``opening(word)`` is None for a word that opens nothing; ``closings(node, word)`` are the entries that go
    on from ``node`` and end with ``word``. Words are folded.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        root = Node(entries, 0, Lock())
        self.opening = lru_cache(REMEMBERED)(lambda word: _opening(root.closings(word), root.inner(word)))
        self.closings = lru_cache(REMEMBERED)(Node.closings)
