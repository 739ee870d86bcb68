"""English noun phrases: which words of a text may be a term, and its singular headword form.

The head stands before the first preposition (heads of state) and is last otherwise; only it inflects.
Parts of speech and singulars: lemminflect.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from kztrans.glossary.mine.phrase import ANYWHERE, END, INSIDE, START, Phrase, word_list

_LINKS = frozenset({"of", "for", "on", "and", "in", "to", "against", "with", "the"})
_PREPOSITIONS = _LINKS - {"and", "the"}
_ADJECTIVAL = re.compile(r"(?:al|ic|ive|ous|able|ible|an|ish|ful|ar|ary|ant|ent)$")


class English:
    """The phrase grammar; ``persons`` are words known as names of people."""

    longest = 9

    def __init__(self, persons: Collection[str] = ()) -> None:
        self._persons = persons

    def stem(self, word: str) -> str:
        folded = word.lower()
        return "" if folded in word_list("english_function_words") or folded in _LINKS else _lemma(folded)

    def role(self, word: str) -> int:
        return 0 if word in self._persons else _role(word)

    def phrase(self, words: Sequence[str]) -> Phrase | None:
        return _phrase(tuple(words))


@lru_cache(maxsize=1 << 17)
def _lemma(folded: str) -> str:
    known = _parts_of_speech(folded)
    for part in ("NOUN", "VERB", "ADJ"):
        if part in known:
            return known[part][0]
    return folded


@lru_cache(maxsize=1 << 17)
def _parts_of_speech(folded: str) -> dict[str, tuple[str, ...]]:
    import lemminflect

    head, hyphen, last = folded.rpartition("-")
    known: dict[str, tuple[str, ...]] = lemminflect.getAllLemmas(last)
    return {part: tuple(head + hyphen + lemma for lemma in lemmas) for part, lemmas in known.items()}


@lru_cache(maxsize=1 << 17)
def _role(word: str) -> int:
    folded = word.lower()
    if word in _LINKS:
        return INSIDE
    if len(word) < 2 or not word[0].isalpha() or folded in word_list("english_function_words"):
        return 0
    if not word.islower() and not _parts_of_speech(folded):
        return ANYWHERE  # a name or an abbreviation
    known = _parts_of_speech(folded)
    if "NOUN" in known or not known:
        return ANYWHERE if "ADJ" not in known or _noun_too(folded) else START | INSIDE
    if "ADJ" in known or folded.endswith("ing"):
        return START | INSIDE
    return INSIDE if folded.endswith("ed") else 0  # newly founded company, but not "founded companies"


def _noun_too(folded: str) -> bool:
    """Whether a word that is adjective and noun ends terms as a noun: capital, deputy; not social, open."""
    if folded in word_list("english_nouns_like_adjectives"):
        return True
    return not _ADJECTIVAL.search(folded) and folded not in word_list("english_adjectives")


@lru_cache(maxsize=1 << 17)
def _phrase(words: tuple[str, ...]) -> Phrase | None:
    folded = [word.lower() for word in words]
    for word, following in pairwise(folded):
        if word in _LINKS and following in _LINKS and not (word in _PREPOSITIONS and following == "the"):
            return None
        if following == "the" and word not in _PREPOSITIONS:
            return None
    head = next((place for place, word in enumerate(folded) if word in _PREPOSITIONS), len(words)) - 1
    if head < 0 or not _role(words[head]) & END or folded[head] in _LINKS:
        return None
    if "and" in folded[:head] and len(folded[:head]) < 3:
        return None  # oil and gas industry, but not "state and society"
    singular = _singular(words[head])
    text = " ".join([*words[:head], singular, *words[head + 1 :]])
    return Phrase(text.lower(), text.lower(), text, " ".join(words) if singular != words[head] else "")


def _singular(word: str) -> str:
    import lemminflect

    head, hyphen, last = word.rpartition("-")
    if last.isupper() and len(last) > 1:
        return word
    folded = last.lower()
    known = lemminflect.getAllLemmas(folded, "NOUN").get("NOUN", ())
    if not known or folded in known or (last[:1].isupper() and len(known) > 1):
        return word
    singular = str(known[0])
    return head + hyphen + (singular[:1].upper() + singular[1:] if last[:1].isupper() else singular)
