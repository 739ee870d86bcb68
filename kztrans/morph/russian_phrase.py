"""A Russian phrase as written: its words without punctuation, and from which of them on nothing inflects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kztrans.morph.russian_words import recase


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as written; ``spans`` are its words without punctuation, the first ``limit`` may inflect."""

    text: str
    spans: tuple[tuple[int, int], ...]
    commas: tuple[bool, ...]
    limit: int

    @classmethod
    def of(cls, phrase: str) -> Phrase:
        text = phrase.strip()
        words = text.split()
        spans = tuple(
            match.span(1) for match in re.finditer(r"(?<!\S)\W*?((?:\w(?:\S*\w)?)?)\W*?(?!\S)", text)
        )
        return cls(text, spans, tuple(word.endswith(",") for word in words), _fixed_from(text, words))

    @property
    def cores(self) -> tuple[str, ...]:
        return tuple(self.text[start:end] for start, end in self.spans)

    def with_words(self, changed: Mapping[int, str]) -> str:
        """The phrase with the words at these positions replaced, their capitals kept."""
        parts, done = [], 0
        for position in sorted(changed):
            start, end = self.spans[position]
            parts += [self.text[done:start], recase(changed[position], self.text[start:end])]
            done = end
        return "".join([*parts, self.text[done:]])


def _fixed_from(phrase: str, words: list[str]) -> int:
    """The position from which nothing inflects: a quoted or bracketed word, or behind a stop."""
    if re.fullmatch(r"[«“„\"][^«»“”„\"()]+[»”“\"]", phrase):
        return len(words)
    for position, word in enumerate(words):
        if re.match(r"[«»“”„\"'(\[]", word):
            return position
        if re.search(r"[)\];:]$", word):
            return position + 1
    return len(words)
