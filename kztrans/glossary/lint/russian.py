"""Russian targets that grammar has to guess at or cannot inflect, with the forms it would license."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kztrans.enforce.forms import licensed_forms
from kztrans.glossary.lint.finding import Finding, warning
from kztrans.glossary.term import Term
from kztrans.morph.russian_doubts import doubts

_SHOWN = 6  # forms in a message; ``kztrans glossary forms`` prints them all

_REMEDY = "Where these are right, fill in gender; else correct ru or write ru_forms"


def russian_targets(terms: Sequence[Term]) -> Iterator[Finding]:
    """A Russian target whose forms come from grammar, where grammar is not sure of them; a word once."""
    told = set()
    for term in terms:
        if term.keep or not term.ru or (term.ru_forms and not term.extend_ru):
            continue
        for doubt in doubts(term.ru, gender=term.gender, pos=term.pos):
            if doubt not in told:
                yield warning(term, f"{doubt}. Licensed: {_shown(term)}. {_REMEDY}")
            told.add(doubt)


def _shown(term: Term) -> str:
    forms = [form.text for form in licensed_forms(term, "ru")]
    return ", ".join(forms[:_SHOWN]) + (", …" if len(forms) > _SHOWN else "")
