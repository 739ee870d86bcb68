"""Document consistency: whether the occurrences of a term in one document are rendered by the same words."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from kztrans.enforce.forms import find_forms, licensed_forms
from kztrans.evaluate.scores import Share
from kztrans.glossary.term import Term
from kztrans.morph import english, russian
from kztrans.records import Target


def wording(written: str, term: Term, target: Target) -> str:
    """The wording that a licensed form is a form of: ``plant`` for plants and for Plant's.

    It is the headword's translation for all that grammar derives from it; of an entry's further forms, the
    first whose paradigm holds it.
    """
    matches = find_forms(written, licensed_forms(term, target))
    form = next((match.form.text for match in matches if match.end - match.start == len(written)), written)
    return _wordings(term, target).get(_plain(form), form)


@functools.lru_cache(maxsize=4096)
def _wordings(term: Term, target: Target) -> dict[str, str]:
    """Each wording's own paradigm; what several paradigms hold belongs to the first."""
    wordings: dict[str, str] = {}
    for own in (term.target(target), *term.forms(target)):
        if _plain(own) not in wordings:
            for form in (own, *_paradigm(own, term, target)):
                wordings.setdefault(_plain(form), own)
    return wordings


def _paradigm(text: str, term: Term, target: Target) -> list[str]:
    if term.keep:
        return []
    if target == "ru":
        return [form.text for form in russian.paradigm(text, gender=term.gender, pos=term.pos)]
    return [form.text for form in english.paradigm(text, pos=term.pos)]


def _plain(form: str) -> str:
    return form.replace("ё", "е").replace("Ё", "Е")


@dataclass(slots=True)
class _Group:
    wordings: Counter[str] = field(default_factory=Counter)
    missed: int = 0


def consistency(renderings: Iterable[tuple[Hashable, Term, str | None]]) -> Share:
    """Of the pairs of occurrences of one term in one document, those rendered by the same wording.

    ``renderings``: for each occurrence its document, its term and its wording, None for a miss. A miss beside
    a delivered occurrence is rendered otherwise (or not at all); of two misses nothing is known, and that
    pair is left out.
    """
    groups: dict[tuple[Hashable, Term], _Group] = {}
    for document, term, worded in renderings:
        group = groups.setdefault((document, term), _Group())
        if worded is None:
            group.missed += 1
        else:
            group.wordings[worded] += 1
    alike = sum(_pairs(count) for group in groups.values() for count in group.wordings.values())
    whole = sum(
        _pairs(group.wordings.total() + group.missed) - _pairs(group.missed) for group in groups.values()
    )
    return Share(alike, whole)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
