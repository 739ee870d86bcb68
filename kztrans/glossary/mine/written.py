"""How a term is to be written: letter case, number and quotes, from all the places where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kztrans.glossary.mine.association import least_share
from kztrans.glossary.mine.phrase import Phrase
from kztrans.glossary.mine.tokens import CLOSES, OPENS

_PLURAL = 0.55  # least share of plurals (95 %) from which the headword is one
_IN_USE = 0.15  # share of a spelling that is no slip
_MIXED = 0.5  # share of Kazakh plurals from which a plural translation shows nothing


@dataclass(slots=True)
class Written:
    """The spellings of one phrase with their counts."""

    key: str
    singular: Counter[str] = field(default_factory=Counter)
    plural: Counter[str] = field(default_factory=Counter)

    def add(self, phrase: Phrase, codes: Sequence[int]) -> None:
        """Take in one more place: the phrase and its words with their marks."""
        # A form merged into a plainer headword (… бағдарламасы into … бағдарлама) does not show its spelling.
        if phrase.key == self.key:
            self.singular[_quoted(phrase.text, codes)] += 1
        if phrase.plural:
            self.plural[_quoted(phrase.plural, codes)] += 1

    @property
    def is_plural(self) -> bool:
        """Whether the phrase stands in the plural nearly always."""
        return least_share(self.plural.total(), max(self.singular.total(), self.plural.total())) >= _PLURAL

    @property
    def plural_share(self) -> float:
        return self.plural.total() / max(1, self.singular.total(), self.plural.total())


def headwords(kk: Written, target: Written) -> tuple[str, str]:
    """Both sides' headwords: singular, unless nearly all places are plural.

    Kazakh has the singular for many things too, so a plural translation of a singular headword counts only
    where the Kazakh phrase itself stands mostly in the singular (бюджет қаражаты, бюджетные средства). A
    small Kazakh headword asks for a small translation, where that is seen at all: case in the middle of
    titles says little.
    """
    many = kk.is_plural
    source = _usual(kk.plural if many else kk.singular)
    plural = bool(target.plural) if many else target.is_plural and kk.plural_share < _MIXED
    spellings = target.plural if plural else target.singular
    small = source[:1].islower()
    alike = Counter({text: n for text, n in spellings.items() if text[:1].islower() == small})
    return source, _usual(alike if alike.total() >= _IN_USE * spellings.total() else spellings)


def usual(written: Written) -> str:
    """The most frequent singular spelling."""
    return _usual(written.singular or written.plural)


def _usual(spellings: Counter[str]) -> str:
    return max(sorted(spellings), key=lambda text: spellings[text])


def _quoted(text: str, codes: Sequence[int]) -> str:
    words = text.split(" ")
    return " ".join(
        "«" * bool(code & OPENS) + word + "»" * bool(code & CLOSES)
        for word, code in zip(words, codes, strict=True)
    )
