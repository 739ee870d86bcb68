"""Segments as numbers: words with what stands around them, small enough to keep a whole corpus in memory."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

# What the bits below a word's number say about the place where it stands.
BREAK, OPENS, CLOSES, INITIAL = 1, 2, 4, 8
_BITS = 4

_TOKEN = re.compile(
    r"""(?P<word>\w+(?:[-‐‑’'ʼ]\w+)*)
      | (?P<open>[«“„‹]|"(?=\w))
      | (?P<close>[»”›]|"|“)
      | (?P<space>\s+)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_POSSESSIVE = re.compile(r"(?<=[a-z])[’']s$|(?<=[A-Z])[’']s$|(?<=s)[’']$")
_SUFFIX = re.compile(r"(?<=[»”\"])[-‐‑’'ʼ]?[^\W\d_]+")
_LOOKALIKE_HYPHENS = str.maketrans("‐‑", "--", "\u00ad")


@dataclass(slots=True)
class Side:
    """One language's segments; ``words[n]`` is word number n, ``mid[n]`` how often it stands inside one."""

    words: list[str] = field(default_factory=list)
    mid: Counter[int] = field(default_factory=Counter)
    first: Counter[int] = field(default_factory=Counter)
    segments: list[array[int]] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """Take in one more segment."""
        codes = array("q")
        for word, marks in tokens(text):
            number = self.number(word)
            (self.first if marks & INITIAL else self.mid)[number] += 1
            codes.append(number << _BITS | marks)
        self.segments.append(codes)

    def number(self, word: str) -> int:
        """The number of ``word``, a new one where it is new."""
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
        return number

    def settle_case(self) -> None:
        """Write words that begin a sentence as they are mostly written inside one."""
        settled = {number: self._usual(number) for number in self.first}
        for codes in self.segments:
            for place, code in enumerate(codes):
                if code & INITIAL:
                    codes[place] = settled[code >> _BITS] << _BITS | code & (1 << _BITS) - 1

    def _usual(self, number: int) -> int:
        word = self.words[number]
        small = word[:1].lower() + word[1:]
        if word == small or word.isupper():
            return number
        other = self._numbers.get(small)
        if other is None:
            return number
        return other if self.mid[other] >= self.mid[number] else number

    def counts(self) -> Counter[str]:
        """How often each word stands in the segments, letter case folded."""
        found: Counter[str] = Counter()
        for counted in (self.mid, self.first):
            for number, count in counted.items():
                found[self.words[number].lower()] += count
        return found


def numbers(codes: Sequence[int]) -> list[int]:
    """The words' numbers without their marks."""
    return [code >> _BITS for code in codes]


def tokens(text: str) -> Iterator[tuple[str, int]]:
    """The words of ``text`` with their marks.

    ``BREAK``: a stop, comma, bracket or the like parts the word from the one before. ``OPENS``, ``CLOSES``:
    a quote opens just before or closes just behind it. ``INITIAL``: it begins the segment or a sentence. A
    Kazakh suffix behind a closing quote («Болашақ»тан) belongs to the word inside.
    """
    held: tuple[str, int] | None = None
    marks, position = BREAK | INITIAL, 0
    text = text.translate(_LOOKALIKE_HYPHENS)
    while position < len(text):
        if held and held[1] & CLOSES and (tail := _SUFFIX.match(text, position)):
            held = (held[0] + tail[0].lstrip("-’'ʼ"), held[1]) if tail[0].islower() else held
            position = tail.end()
            continue
        match = _TOKEN.match(text, position)
        assert match is not None  # the last alternative takes anything
        position = match.end()
        kind = match.lastgroup
        if kind == "word":
            if held:
                yield held
            word = _POSSESSIVE.sub("", match[0])
            held = (word, marks)
            marks = BREAK if word != match[0] else 0
        elif kind == "open":
            marks |= OPENS
        elif kind == "close" and held and not text[match.start() - 1].isspace():
            held = (held[0], held[1] | CLOSES)
        elif kind == "other":
            marks |= BREAK | (INITIAL if match[0] in ".!?" else 0)
    if held:
        yield held
