"""The noun phrases of one side of an aligned text, where they stand and how often."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kztrans.glossary.mine.phrase import END, INSIDE, START, Grammar, Phrase
from kztrans.glossary.mine.tokens import BREAK, CLOSES, OPENS, Side, numbers
from kztrans.glossary.mine.written import Written

_PLAINER = 0.3  # share of a phrase's lines from which the form without its possessive is the headword

_CUT_OFF = 0.7  # share of one and the same neighbour from which a phrase is only part of a longer one

Span = tuple[int, int, str]  # first place, place behind the last, key


class Spans:
    """The phrases of ``side`` that stand in at least ``least`` lines, by their keys."""

    def __init__(self, side: Side, grammar: Grammar, least: int) -> None:
        self._side, self._grammar = side, grammar
        self._phrases: dict[tuple[int, ...], Phrase | None] = {}
        self._roles: list[int] = []
        self._stems: list[int] = []
        self._ask_grammar()
        self._frequent = self._frequent_neighbours(least)
        raw: Counter[str] = Counter()
        bases: dict[str, str] = {}
        for codes in side.segments:
            found = {phrase.key: phrase.base for _, _, phrase in self._of(codes)}
            raw.update(found.keys())
            bases.update(found)
        self._keys = _resolved(raw, bases)
        self.counts = self._count(least)

    @property
    def stems(self) -> list[int]:
        """A number for each word of the side that all its forms share; -1 for function words."""
        return self._stems

    @property
    def lines(self) -> int:
        return len(self._side.segments)

    def at(self, line: int) -> Iterator[Span]:
        """The phrases of a line."""
        for start, end, phrase in self._of(self._side.segments[line]):
            key = self._keys[phrase.key]
            if key in self.counts:
                yield start, end, key

    def written(self, wanted: set[str]) -> dict[str, Written]:
        """How each of the ``wanted`` phrases is written in the text."""
        found = {key: Written(key) for key in wanted}
        for codes in self._side.segments:
            for start, end, phrase in self._of(codes):
                key = self._keys[phrase.key]
                if key in found:
                    found[key].add(phrase, codes[start:end])
        return found

    def complete(self, wanted: set[str]) -> set[str]:
        """Those of the ``wanted`` phrases that are not mostly part of one longer sequence of words.

        Where nearly the same word always stands before or behind, the phrase is cut off: (жалпы) ішкі өнім.
        """
        neighbours: dict[str, tuple[Counter[int], Counter[int]]] = {k: (Counter(), Counter()) for k in wanted}
        seen: Counter[str] = Counter()
        for codes in self._side.segments:
            places = numbers(codes)
            for start, end, phrase in self._of(codes):
                key = self._keys[phrase.key]
                if key not in wanted:
                    continue
                seen[key] += 1
                before, behind = neighbours[key]
                if start and not codes[start] & BREAK:
                    before[self._content(places[start - 1])] += 1
                if end < len(places) and not codes[end] & BREAK:
                    behind[self._content(places[end])] += 1
        return {
            key
            for key, sides in neighbours.items()
            if all(
                count <= _CUT_OFF * seen[key] for side in sides for stem, count in side.items() if stem >= 0
            )
        }

    def _content(self, word: int) -> int:
        """The word's stem if it may stand in a term and is no function word, else -1."""
        return self._stems[word] if self._roles[word] else -1

    def _of(self, codes: array[int]) -> Iterator[tuple[int, int, Phrase]]:
        places = numbers(codes)
        for start, first in enumerate(places):
            if not self._roles[first] & START:
                continue
            for end in range(start + 1, min(start + self._grammar.longest, len(places)) + 1):
                last = end - 1
                if last > start and (codes[last] & BREAK or not self._joined(places, last)):
                    break
                if self._roles[places[last]] & END and self._balanced(codes, start, end):
                    phrase = self._phrase(tuple(places[start:end]))
                    if phrase:
                        yield start, end, phrase
                if not self._roles[places[last]] & (INSIDE if last > start else START):
                    break

    def _phrase(self, words: tuple[int, ...]) -> Phrase | None:
        if words not in self._phrases:
            self._phrases[words] = self._grammar.phrase([self._side.words[word] for word in words])
        return self._phrases[words]

    def _balanced(self, codes: array[int], start: int, end: int) -> bool:
        """Whether quotes that open inside also close there and the other way round."""
        depth = 0
        for code in codes[start:end]:
            depth += bool(code & OPENS)
            depth -= bool(code & CLOSES)
            if depth < 0:
                return False
        return depth == 0

    def _ask_grammar(self) -> None:
        """Role and stem of every word, both at once: taking a word apart is what costs time."""
        known: dict[str, int] = {"": -1}
        for word in self._side.words:
            self._roles.append(self._grammar.role(word))
            self._stems.append(known.setdefault(self._grammar.stem(word), len(known) - 1))

    def _joined(self, places: list[int], last: int) -> bool:
        pair = (self._stems[places[last - 1]], self._stems[places[last]])
        return -1 in pair or pair in self._frequent

    def _frequent_neighbours(self, least: int) -> set[tuple[int, int]]:
        """Neighbours that may be part of a frequent phrase (a priori pruning)."""
        found: Counter[tuple[int, int]] = Counter()
        for codes in self._side.segments:
            found.update(pairwise(self._stems[number] for number in numbers(codes)))
        return {pair for pair, count in found.items() if count >= least}

    def _count(self, least: int) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for codes in self._side.segments:
            counts.update({self._keys[phrase.key] for _, _, phrase in self._of(codes)})
        return {key: count for key, count in counts.items() if count >= least}


def _resolved(raw: Counter[str], bases: dict[str, str]) -> dict[str, str]:
    """The key each phrase is counted under: its base's where the base itself is in good use."""
    return {
        key: base if base != key and raw[base] >= _PLAINER * (raw[base] + raw[key]) else key
        for key, base in bases.items()
    }
