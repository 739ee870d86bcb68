"""What a language's phrase grammar answers, whatever the language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

# Where in a term a word may stand.
START, INSIDE, END = 1, 2, 4
ANYWHERE = START | INSIDE | END


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of a text in dictionary form.

    ``text`` is that form as written, ``plural`` the same in the plural where the text has it so. ``key``
    joins what differs in letter case and inflection; ``base`` is the key of the form one step plainer (a
    Kazakh head without its possessive), equal to ``key`` where there is none.
    """

    key: str
    base: str
    text: str
    plural: str = ""


class Grammar(Protocol):
    """A language's rules: which words may make up a term, and its dictionary form."""

    longest: int

    def stem(self, word: str) -> str:
        """What word alignment takes for one word in all its forms; "" for a function word."""
        ...

    def role(self, word: str) -> int:
        """Where in a term ``word`` may stand: bits of START, INSIDE and END."""
        ...

    def phrase(self, words: Sequence[str]) -> Phrase | None:
        """The words as a noun phrase in dictionary form; None where they are none."""
        ...


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of ``data/<name>.txt``; lines that begin with ``#`` are comments."""
    text = files("kztrans.glossary.mine").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())
