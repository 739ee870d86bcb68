"""Russian phrases in agreement: every case and number of a term, for the model to choose from.

Dictionary and word paradigms: pymorphy3 (MIT) on OpenCorpora data; words it does not know follow
``russian_declension``. Here is the phrase grammar: which words inflect together and which stay.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kztrans.morph.form import Form
from kztrans.morph.russian_groups import Group, groups_of
from kztrans.morph.russian_nouns import oblique, unknown_noun
from kztrans.morph.russian_numerals import counted_cases
from kztrans.morph.russian_phrase import Phrase
from kztrans.morph.russian_words import (
    CASES,
    GENDERS,
    NUMBERS,
    adjective_forms,
    adjectives,
    is_fixed,
    verb_forms,
)

PAUCAL = "few"
"""The number of a phrase behind 2, 3 and 4, where it is neither the singular nor the plural."""


@functools.lru_cache(maxsize=8192)
def paradigm(
    phrase: str, *, gender: str = "", animate: bool | None = None, pos: str = ""
) -> tuple[Form, ...]:
    """All forms of a Russian noun phrase, the phrase itself first; it alone where nothing inflects.

    The head noun and what agrees with it inflect; a genitive, prepositional, quoted or Latin tail stays.
    Six cases, where usual also ``gen2`` and ``loc2`` (в лесу); both numbers and what 2, 3 and 4 want
    (рабочих места), but a capitalised name keeps its own. ``gender`` (``m``, ``f``, ``n``) decides where
    the dictionary leaves a choice, ``animate`` the accusative: None licenses both where it is not known.
    ``pos="adj"`` gives an adjective in all genders, ``"verb"`` a verb's finite forms. Words with ё come in
    both spellings, capitals stay where they are.
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
    elif kind not in {"adj", "adv"} and (groups := groups_of(written)):
        forms = _inflected(written, [_settle(group, written.cores, gender, animate) for group in groups])
    forms += [Form(form.text.replace("ё", "е").replace("Ё", "Е"), form.tags) for form in forms]
    tags = next((form.tags for form in forms if form.text == written.text), ())
    return tuple(dict.fromkeys([Form(written.text, tags), *forms]))


def _inflected(phrase: Phrase, groups: Sequence[Group]) -> list[Form]:
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
    if both:
        forms += _counted(phrase, groups[0])
    return forms


def _counted(phrase: Phrase, group: Group) -> Iterator[Form]:
    """As it stands behind 2, 3 and 4: a noun in the genitive singular, its adjectives in that of the plural.

    A feminine noun has its plural's nominative there as well (три новые школы), which is usual.
    """
    if group.readings[0].gender == "femn":
        return
    for one, several in itertools.product(group.inflect("gent", "sing"), group.inflect("gent", "plur")):
        if len(one) > 1 and len(several) > 1:
            yield Form(phrase.with_words({**several, group.head: one[group.head]}), ("gen", PAUCAL))


def _settle(group: Group, cores: Sequence[str], gender: str, animate: bool | None) -> Group:
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


def _is_name(group: Group, cores: Sequence[str]) -> bool:
    """Whether the group is written as a name; an abbreviation is not."""
    positions = [group.head, *(position for position, _ in group.modifiers)]
    parts = (part for i in positions for part in cores[i].split("-"))
    return any(part[:1].isupper() and not is_fixed(part) for part in parts)
