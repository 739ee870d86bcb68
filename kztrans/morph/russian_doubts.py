"""Where Russian inflection has to guess or cannot be right: what a person should look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kztrans.morph.russian_groups import PREPOSITIONS, Group, groups_of
from kztrans.morph.russian_nouns import is_derived, nouns
from kztrans.morph.russian_numerals import counted_cases
from kztrans.morph.russian_phrase import Phrase
from kztrans.morph.russian_words import (
    adjectives,
    is_fixed,
    is_known_noun,
    parses_of,
)

_DECLINABLE = {"NOUN", "ADJF", "PRTF"}
_GOVERNED = {"gent", "datv", "ablt", "gen2"}
_REGULAR = re.compile(r"\w{3}(?:ние|ция|ость|ство|тель)$")  # endings that leave no choice
_DASHED = re.compile(r"\w[‒–—−]\w")
_UNINFLECTED = {"adj", "adv", "ver"}


def doubts(phrase: str, *, gender: str = "", pos: str = "") -> list[str]:
    """What about the inflection of ``phrase`` should be looked at, in plain words; nothing where it is sure.

    ``gender`` and ``pos`` as for ``paradigm``; a gender that is given answers a question about the head.
    """
    return list(_doubts(phrase, gender, pos))


def _doubts(phrase: str, gender: str, pos: str) -> Iterator[str]:
    written = Phrase.of(phrase)
    cores = written.cores[: written.limit]
    if not any(cores) or pos.lower()[:3] in _UNINFLECTED:
        return
    if not counted_cases(cores):
        groups = groups_of(written)
        if groups:
            yield from _about_head(cores[groups[0].head], gender)
            yield from _disagreements(cores, groups)
        elif not is_fixed(cores[0]) and pos not in {"phrase", "name"}:
            yield "it is not a noun phrase in the nominative: no other form is licensed"
    for word in cores:
        if _DASHED.search(word):
            yield f"'{word}' has a dash where a hyphen belongs: it is not inflected"


def _about_head(head: str, gender: str) -> Iterator[str]:
    """A noun that no dictionary has; names are left out: they follow their endings, or stay."""
    last = head.rpartition("-")[2]
    if gender or not head.islower() or is_fixed(head) or _REGULAR.search(head):
        return
    if any(p.is_known or is_derived(p) for p in (*parses_of(head), *parses_of(last))):
        return
    if all(forms == (head,) for reading in nouns(head) for forms in reading.cells.values()):
        yield f"'{head}' is in no dictionary and taken as indeclinable"
    elif head.endswith("ь"):
        yield f"'{head}' is in no dictionary: its gender is guessed"
    else:
        yield f"'{head}' is in no dictionary: its forms are guessed"


def _disagreements(cores: Sequence[str], groups: Sequence[Group]) -> Iterator[str]:
    """Words that nothing in the phrase accounts for: новый программа, министр иностранный дел."""
    head = cores[groups[0].head]
    position = groups[0].head + 1
    following = cores[position] if position < len(cores) else ""
    if following.islower() and _only_modifies(head) and _nominals(following):
        yield f"'{head}' and '{following}' do not agree"
        return
    for position in range(groups[0].end, len(cores)):
        word = cores[position]
        if word.lower() in PREPOSITIONS:
            return
        taken = any(group.head <= position < group.end for group in groups)
        modifies = any(position == place for group in groups for place, _ in group.modifiers)
        tags = _nominals(word)
        if word.islower() and tags and not (taken or modifies or any(_GOVERNED & set(t) for t in tags)):
            yield f"'{word}' stands in the nominative behind '{cores[position - 1]}'"


def _only_modifies(word: str) -> bool:
    """Whether a word is an adjective that cannot stand for a person or thing, as служащий and больной do."""
    readings = adjectives(word)
    return bool(readings) and not (
        is_known_noun(word) or any("Subx" in p.tag or p.tag.POS == "PRTF" for p in readings)
    )


def _nominals(word: str) -> list[frozenset[str]]:
    """The grammemes of a known word's readings as noun or adjective, without indeclinable ones."""
    tags = (p.tag for p in parses_of(word) if p.is_known and p.tag.POS in _DECLINABLE)
    return [frozenset(tag.grammemes) for tag in tags if "Fixd" not in tag]
