"""Russian phrases in agreement: every case and number of a term, for the model to choose from.

Dictionary and word paradigms: pymorphy3 (MIT) on OpenCorpora data; words it does not know follow
``russian_declension``. Here is the phrase grammar: which words inflect together and which stay.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kztrans.morph.form import Form
from kztrans.morph.russian_declension import SURNAME_FEMN
from kztrans.morph.russian_numerals import counted_cases
from kztrans.morph.russian_phrase import Phrase
from kztrans.morph.russian_words import (
    CASES,
    GENDERS,
    NOT_RUSSIAN,
    NUMBERS,
    PLAIN,
    Parse,
    Reading,
    adjective_as_noun,
    adjective_forms,
    adjectives,
    agree,
    agrees,
    is_adverb,
    is_fixed,
    is_known_noun,
    is_surname,
    may_be_genitive,
    name_readings,
    nouns,
    oblique,
    parses_of,
    unknown_noun,
    verb_forms,
)

_CONJUNCTIONS = {"и", "или"}
_PREPOSITIONS = frozenset(
    {"без", "в", "во", "для", "до", "за", "из", "к", "ко", "между", "на", "над", "о", "об", "от", "по", "под"}
    | {"при", "про", "с", "со", "у", "через"}
)


@dataclass(frozen=True, slots=True)
class _Group:
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


@functools.lru_cache(maxsize=8192)
def paradigm(
    phrase: str, *, gender: str = "", animate: bool | None = None, pos: str = ""
) -> tuple[Form, ...]:
    """All forms of a Russian noun phrase, the phrase itself first; it alone where nothing inflects.

    The head noun and what agrees with it inflect; a genitive, prepositional, quoted or Latin tail stays. Six
    cases, where usual also ``gen2`` and ``loc2`` (в лесу); both numbers, but a capitalised name keeps its
    own. ``gender`` (``m``, ``f``, ``n``) decides where the dictionary leaves a choice, ``animate`` the
    accusative: None licenses both where it is not known. ``pos="adj"`` gives an adjective in all genders,
    ``"verb"`` a verb's finite forms. Words with ё come in both spellings, capitals stay where they are.
    """
    written = Phrase.of(phrase)
    forms = [Form(written.text)]
    kind = pos.lower()[:3]
    if kind == "adj" and len(written.cores) == written.limit and (found := adjectives(written.cores[-1])):
        forms = [
            Form(written.with_words({written.limit - 1: word}), tags)
            for word, tags in adjective_forms(found[0])
        ]
    elif kind == "ver":
        forms = [Form(written.with_words({0: word}), tags) for word, tags in verb_forms(written.cores[0])]
    elif kind not in {"adj", "adv"} and (counted := counted_cases(written.cores[: written.limit])):
        forms = [Form(written.with_words(words), (CASES[case], "pl")) for case, words in counted]
    elif kind not in {"adj", "adv"} and (groups := _groups(written)):
        forms = _inflected(written, [_settle(group, written.cores, gender, animate) for group in groups])
    forms += [Form(form.text.replace("ё", "е").replace("Ё", "Е"), form.tags) for form in forms]
    tags = next((form.tags for form in forms if form.text == written.text), ())
    return tuple(dict.fromkeys([Form(written.text, tags), *forms]))


def _inflected(phrase: Phrase, groups: list[_Group]) -> list[Form]:
    """The phrase in every case; coordinated groups keep their own numbers, so do names."""
    own = groups[0].readings[0].number
    single = len(groups) == 1
    both = single and not groups[0].names and not _is_name(groups[0], phrase.cores)
    numbers = (own, *(number for number in NUMBERS if number != own)) if both else (own,)
    forms = []
    for number, case in itertools.product(numbers, CASES):
        choices = [list(group.inflect(case, number if single else None)) for group in groups]
        for chosen in itertools.product(*choices):
            words = {position: word for group in chosen for position, word in group.items()}
            forms.append(Form(phrase.with_words(words), (CASES[case], NUMBERS[number])))
    return forms


def _groups(phrase: Phrase) -> list[_Group]:
    """The coordinated noun groups that inflect: наука и техника, подготовка кадров и повышение …"""
    cores = phrase.cores[: phrase.limit]
    first = _person(cores) or _group(cores, 0)
    if first is None:
        return []
    groups = [_apposed(first, cores)]
    position, governed = groups[0].end, False
    while position < len(cores):
        word = cores[position].lower()
        comma = phrase.commas[position - 1] and word not in _CONJUNCTIONS
        if word in _PREPOSITIONS:
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
    return groups


def _group(cores: Sequence[str], start: int) -> _Group | None:
    """The noun group that begins at ``start``: modifiers, then a noun, or an adjective used as a noun."""
    if start >= len(cores) or cores[start].lower() in _PREPOSITIONS:
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
    return _Group(start, start + 1, readings) if readings else None


def _leads(word: str, following: str) -> bool:
    """Whether ``word`` stays before a group: экономически активное, ИТ компания, Назарбаев Центр."""
    if is_adverb(word):
        return True
    if is_fixed(word):
        return following.islower() and is_known_noun(following) and not may_be_genitive(following)
    name = word[:1].isupper() and following[:1].isupper() and all(r.proper for r in nouns(word))
    unknown = not any(parse.is_known for parse in parses_of(following))
    return name and bool(nouns(word) and nouns(following)) and (unknown or not may_be_genitive(following))


def _apposed(group: _Group, cores: Sequence[str]) -> _Group:
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
    if word in _PREPOSITIONS or is_fixed(word) or may_be_genitive(word):
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


def _bearer(cores: Sequence[str], start: int) -> _Group | None:
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


def _person(cores: Sequence[str], offset: int = 0) -> _Group | None:
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
    return _Group(head, offset + length, readings, names=tuple(rest))


def _settle(group: _Group, cores: Sequence[str], gender: str, animate: bool | None) -> _Group:
    """The group with one lemma left, the likeliest that fits the entry's own gender and animacy."""
    readings = group.readings
    if wanted := GENDERS.get(gender[:1].lower()):
        readings = tuple(r for r in readings if r.gender in {wanted, "", "ms-f"})
        readings = readings or unknown_noun(cores[group.head], wanted)
    if animate is not None:
        readings = tuple(r for r in readings if r.animate == animate) or tuple(
            replace(r, animate=animate) for r in readings
        )
    first = readings[0]
    genders = {first.gender, "ms-f"} if first.gender != "ms-f" else {"ms-f", "masc", "femn"}
    return replace(
        group,
        readings=tuple(r for r in readings if r.gender in genders and oblique(r) == oblique(first)),
    )


def _is_name(group: _Group, cores: Sequence[str]) -> bool:
    """Whether the group is written as a name; an abbreviation is not."""
    positions = [group.head, *(position for position, _ in group.modifiers)]
    parts = (part for i in positions for part in cores[i].split("-"))
    return any(part[:1].isupper() and not is_fixed(part) for part in parts)
