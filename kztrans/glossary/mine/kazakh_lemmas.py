"""Lemmas of a whole vocabulary without a lexicon: a word's lemma is the likeliest other word that was seen.

``morph.kazakh`` says whether a word can be a form of another; here the forms found for each candidate vote.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kztrans.morph.kazakh import Analysis, Stem, analyse, homographs, recognise, stems

# Persons, questions and comparisons are rare in public texts, and their endings resemble parts of stems.
_TAGS = frozenset({"pl", "poss3", "gen", "dat", "acc", "loc", "abl", "ins", "attr"})
CASES = frozenset({"gen", "dat", "acc", "loc", "abl", "ins", "attr"})
_SHORTEST = 2
_FREQUENT = 2  # a lemma seen once is more likely a misspelling
_ABBREVIATION = re.compile(r"([^\W\d_a-zа-я]{2,5})-[а-яәіңғүұқөһ]+")
# What an inflected word looks like even where its lemma was never seen: case on a possessive, genitive.
_ON_POSSESSIVE = re.compile(
    r"(.{2,}(?:[сғгджзлмнңрйубв][ыі]|[шст][ыі]))(ның|нің|на|не|нда|нде|нан|нен|ндағы|ндегі|н)"
)
_ON_PLURAL = re.compile(r"(.{3,})([лдт][ае]р)(ға|ге|ды|ді|да|де|дан|ден|мен)")
_GENITIVE = re.compile(r"(.{4,})[нтд][ыі]ң")
_VOTES = 3  # distinct forms that make a word a noun of its own


@dataclass(frozen=True, slots=True)
class Reading:
    """A word taken apart: its lemma, the tags of its suffixes and the length of the word without its case.

    ``bare`` is the word in lower case up to and including its plural and possessive.
    """

    lemma: str
    bare: str
    tags: tuple[str, ...] = ()

    @property
    def case(self) -> str:
        return self.tags[-1] if self.tags and self.tags[-1] in CASES else ""

    @property
    def possessed(self) -> bool:
        return "poss3" in self.tags


class Lemmas:
    """The readings of every word of a vocabulary (lower case, with its counts)."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self.counts = vocabulary
        self._index = _index(vocabulary)
        found = {word: self._candidates(word) for word in vocabulary}
        self._votes: Counter[str] = Counter()
        for word, readings in found.items():
            self._votes.update({reading.lemma for reading in readings if reading.lemma != word})
        self._readings = {word: self._choose(word, readings) for word, readings in found.items()}

    def reading(self, word: str) -> Reading:
        """The likeliest reading; the word itself as its lemma where no other word explains it."""
        hyphenated = _ABBREVIATION.fullmatch(word)  # ЖШС-нің
        if hyphenated and (analysis := recognise(hyphenated[1], word)):
            lemma = hyphenated[1].lower()
            return Reading(lemma, lemma, analysis.tags)
        folded = word.lower()
        return self._readings.get(folded) or _unexplained(folded, self.is_noun(folded))

    def is_noun(self, word: str) -> bool:
        """Whether enough different forms of ``word`` stand in the vocabulary."""
        return self._votes[word.lower()] >= _VOTES

    def _candidates(self, word: str) -> list[Reading]:
        if word in homographs():
            return []
        found: dict[tuple[str, tuple[str, ...]], Reading] = {}
        for length in range(_SHORTEST, len(word) + 1):
            for stem, lemma in self._index.get(word[:length], ()):
                analysis = analyse(stem, word[length:]) if lemma != word else None
                if analysis and set(analysis.tags) <= _TAGS and analysis.tags:
                    found.setdefault((lemma, analysis.tags), _reading(lemma, word, stem, analysis))
        return list(found.values())

    def _choose(self, word: str, readings: list[Reading]) -> Reading | None:
        """The reading whose lemma has most forms; a noun of its own (сауда) is no case of another (сау)."""
        own = self._votes[word]
        fitting = [
            reading
            for reading in readings
            if self._votes[reading.lemma] >= (own if reading.case else _VOTES - 1)
            and not (reading.case and own >= _VOTES)
        ]
        return max(fitting, key=lambda r: (self._votes[r.lemma], len(r.lemma), r.lemma, r.tags), default=None)


def _index(vocabulary: Mapping[str, int]) -> Mapping[str, list[tuple[Stem, str]]]:
    index: dict[str, list[tuple[Stem, str]]] = defaultdict(list)
    for lemma, count in vocabulary.items():
        if count >= _FREQUENT and len(lemma) >= _SHORTEST and lemma[-1].isalpha():
            for stem in stems(lemma, False):
                index[stem.surface].append((stem, lemma))
    return index


def _reading(lemma: str, word: str, stem: Stem, analysis: Analysis) -> Reading:
    kept = [s for s, tag in zip(analysis.suffixes, analysis.tags, strict=True) if tag in ("pl", "poss3")]
    bare = stem.surface + "".join(suffix.lstrip("-") for suffix in kept)
    return Reading(lemma, bare if kept else lemma, analysis.tags)


def _unexplained(word: str, noun: bool) -> Reading:
    """A reading by shape alone; its lemma is what stands before the case, for want of a better one."""
    if not noun and (found := _ON_POSSESSIVE.fullmatch(word)):
        case = "gen" if found[2] in ("ның", "нің") else "acc" if found[2] == "н" else "loc"
        return Reading(found[1], found[1], ("poss3", case))
    if not noun and (found := _ON_PLURAL.fullmatch(word)):
        return Reading(found[1], found[1] + found[2], ("pl", "dat" if found[3][0] in "ғгқк" else "acc"))
    if not noun and (found := _GENITIVE.fullmatch(word)):
        return Reading(found[1], found[1], ("gen",))
    if len(word) > 4 and word[-1] in "ыі" and word[-2] != "ш":
        return Reading(word, word, ("poss3",))
    return Reading(word, word)
