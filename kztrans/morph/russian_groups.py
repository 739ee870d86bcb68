"""Which words of a Russian phrase inflect together: a noun with its modifiers, what stands in apposition."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kztrans.morph.russian_declension import SURNAME_FEMN
from kztrans.morph.russian_nouns import is_surname, name_readings, nouns
from kztrans.morph.russian_phrase import Phrase
from kztrans.morph.russian_words import (
    NOT_RUSSIAN,
    PLAIN,
    Parse,
    Reading,
    adjective_as_noun,
    adjectives,
    agree,
    agrees,
    is_adverb,
    is_fixed,
    is_known_noun,
    may_be_genitive,
    parses_of,
)

_CONJUNCTIONS = {"и", "или"}
PREPOSITIONS = frozenset(
    {"без", "в", "во", "для", "до", "за", "из", "к", "ко", "между", "на", "над", "о", "об", "от", "по", "под"}
    | {"при", "про", "с", "со", "у", "через"}
)


@dataclass(frozen=True, slots=True)
class Group:
    """A noun at position ``head`` with the words that agree with it; ``end`` is the position behind it.

    ``names`` are apposed words (город Шымкент) that take the head's case; ``rigid`` ones may also stay.
    """

    head: int
    end: int
    readings: tuple[Reading, ...]
    modifiers: tuple[tuple[int, Parse], ...] = ()
    names: tuple[tuple[int, tuple[Reading, ...]], ...] = ()
    rigid: bool = False

    def inflect(self, case: str, number: str | None) -> Iterator[dict[int, str]]:
        """The group's words by position in ``case``, in agreement; in its own number when it is None."""
        for reading in self.readings:
            count = number or reading.number
            agreed = {position: agree(parse, case, count, reading) for position, parse in self.modifiers}
            if None in agreed.values():
                continue
            modifiers = {position: word for position, word in agreed.items() if word is not None}
            for head in reading.cells.get((case, count), ()):
                if self.rigid or not self.names:
                    yield modifiers | {self.head: head}
                plain = PLAIN.get(case, case)
                choices = [
                    dict.fromkeys(form for name in names for form in name.cells.get((plain, "sing"), ()))
                    for _, names in self.names
                ]
                for forms in itertools.product(*choices) if choices else ():
                    named = dict(zip((position for position, _ in self.names), forms, strict=True))
                    yield modifiers | {self.head: head} | named


@functools.lru_cache(maxsize=1024)
def groups_of(phrase: Phrase) -> tuple[Group, ...]:
    """The coordinated noun groups that inflect: наука и техника, подготовка кадров и повышение …"""
    cores = phrase.cores[: phrase.limit]
    first = _person(cores) or _group(cores, 0)
    if first is None:
        return ()
    groups = [_qualified(_apposed(first, cores), phrase)]
    position, governed = groups[0].end, False
    while position < len(cores):
        word = cores[position].lower()
        comma = phrase.commas[position - 1] and word not in _CONJUNCTIONS
        if word in PREPOSITIONS:
            break
        if comma or word in _CONJUNCTIONS:
            start = position if comma else position + 1
            following = _group(cores, start) if start < len(cores) else None
            # "министр труда и защиты": a second genitive, not a second head.
            if following and not ((governed or comma) and may_be_genitive(cores[following.head])):
                groups.append(following)
                position, governed = following.end, False
                continue
        governed = True
        position += 1
    return tuple(groups)


def _group(cores: Sequence[str], start: int) -> Group | None:
    """The noun group that begins at ``start``: modifiers, then a noun, or an adjective used as a noun."""
    if start >= len(cores) or cores[start].lower() in PREPOSITIONS:
        return None
    word = cores[start]
    readable = adjectives(word)
    for parse in readable:
        nexts = [start + 1]
        if (
            start + 2 < len(cores)
            and cores[start + 1].lower() in _CONJUNCTIONS
            and adjectives(cores[start + 2])
        ):
            nexts = [start + 2]
        for following in nexts:
            rest = _group(cores, following)
            agreeing = rest and tuple(reading for reading in rest.readings if agrees(parse, reading))
            if rest and agreeing:
                return replace(rest, readings=agreeing, modifiers=((start, parse), *rest.modifiers))
    if not readable and start + 1 < len(cores) and _leads(word, cores[start + 1]):
        rest = _group(cores, start + 1)
        if rest and (rest.modifiers or not is_adverb(word)):
            return rest
    readings = nouns(word) or tuple(reading for parse in readable for reading in adjective_as_noun(parse))
    return Group(start, start + 1, readings) if readings else None


def _leads(word: str, following: str) -> bool:
    """Whether ``word`` stays before a group: экономически активное, ИТ компания, Назарбаев Центр."""
    if is_adverb(word):
        return True
    if is_fixed(word):
        return following.islower() and is_known_noun(following) and not may_be_genitive(following)
    name = word[:1].isupper() and following[:1].isupper() and all(r.proper for r in nouns(word))
    unknown = not any(parse.is_known for parse in parses_of(following))
    return name and bool(nouns(word) and nouns(following)) and (unknown or not may_be_genitive(following))


def _apposed(group: Group, cores: Sequence[str]) -> Group:
    """The group with the nominatives in apposition behind it: город Шымкент, Президент Назарбаев."""
    if group.names or is_fixed(cores[group.head]):
        return group
    animate = any(reading.animate for reading in group.readings)
    person = _bearer(cores, group.end) if animate else None
    if person:
        return replace(group, names=((person.head, person.readings), *person.names), end=person.end)
    if group.end >= len(cores):
        return group
    word = cores[group.end]
    # The dictionary has the letters с, о, к as nouns too.
    if word in PREPOSITIONS or is_fixed(word) or may_be_genitive(word):
        return group
    if not (word[:1].isupper() or is_known_noun(word)):
        return group
    names = tuple(name for name in nouns(word) if name.number == "sing")
    if not animate:
        # A name of another gender than its class word stays: Республика Казахстан, область Абай.
        gender = group.readings[0].gender
        names = tuple(name for name in names if name.gender == gender and not name.animate)
    if not names:
        return group
    return replace(group, names=((group.end, names),), rigid=not animate, end=group.end + 1)


def _qualified(group: Group, phrase: Phrase) -> Group:
    """The group with the participle behind its comma: дети, оставшиеся без попечения."""
    if not 0 < group.end < phrase.limit or not phrase.commas[group.end - 1]:
        return group
    for parse in adjectives(phrase.cores[group.end]):
        readings = tuple(reading for reading in group.readings if agrees(parse, reading))
        if parse.tag.POS == "PRTF" and readings:
            modifiers = (*group.modifiers, (group.end, parse))
            return replace(group, readings=readings, modifiers=modifiers, end=group.end + 1)
    return group


def _bearer(cores: Sequence[str], start: int) -> Group | None:
    """The person who holds the office before ``start``, at once or behind its genitives: министр финансов …

    Behind a genitive only a surname counts that is no genitive itself (Сапарбаев, not Сапарбаева).
    """
    for position in range(start, len(cores)):
        person = _person(cores[position:], position)
        if person and (position == start or not may_be_genitive(cores[person.head])):
            return person
        if not may_be_genitive(cores[position]):
            return None
    return None


def _person(cores: Sequence[str], offset: int = 0) -> Group | None:
    """A person's name: given name, patronymic, surname, initials; every part that can inflects."""
    length = next(
        (i for i, word in enumerate(cores) if not word[:1].isupper() or NOT_RUSSIAN.search(word)), len(cores)
    )
    names = [i for i in range(length) if len(cores[i]) > 1]
    if not names or length < 2 or not is_surname(cores[names[-1]]):
        return None
    if any(is_known_noun(cores[i]) and not any(r.proper for r in nouns(cores[i])) for i in names[:-1]):
        return None  # a class word before a name: Президент Назарбаев
    last = cores[names[-1]]
    gender = "femn" if SURNAME_FEMN.match(last) or last.lower().endswith("кызы") else "masc"
    parts = [(offset + i, name_readings(cores[i], gender)) for i in names]
    (head, readings), *rest = parts
    return Group(head, offset + length, readings, names=tuple(rest))
