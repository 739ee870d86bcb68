"""Forbidden forms that the glossary itself asks for: within one entry, or in another of the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kztrans.enforce.forms import LicensedForm, find_forms, licensed_forms
from kztrans.glossary.glossary import active
from kztrans.glossary.lint.finding import Finding, error, place_of, warning
from kztrans.glossary.match import Matcher, headword_key
from kztrans.glossary.term import Term
from kztrans.records import TARGETS, Target


def forbidden_and_licensed(terms: Sequence[Term]) -> Iterator[Finding]:
    """A form that an entry forbids and licenses, or that stands inside one that it licenses."""
    for term in terms:
        for language in TARGETS:
            for form in term.forbidden(language):
                licensed = [each.text for each in licensed_forms(term, language)]
                if any(_level(text) == _level(form) for text in licensed):
                    yield error(
                        term, f"'{form}' is forbidden in {language}, but the entry itself licenses it"
                    )
                elif around := next((text for text in licensed if _holds(text, form)), ""):
                    yield warning(term, f"'{form}' is forbidden in {language}, but stands in '{around}'")


def forbidden_elsewhere(terms: Sequence[Term]) -> Iterator[Finding]:
    """A form that one entry forbids and another prefers, where both mean the same words of a text."""
    preferred = _preferred(terms)
    for term in filter(active, terms):
        for language in TARGETS:
            for form in term.forbidden(language):
                for other in preferred.get((language, _level(form)), ()):
                    if other is not term and not _told_apart(term, other) and _coincide(term, other):
                        yield error(
                            term,
                            f"'{form}' is forbidden in {language}, but {_prefers(other, term, language)}",
                        )


def _prefers(other: Term, term: Term, language: Target) -> str:
    name = "" if other.kk == term.kk else f" («{other.kk}»)"
    turn = f", and forbids '{term.target(language)}'" if _forbids(other, term, language) else ""
    return f"{place_of(other, term)}{name} asks for it{turn}"


def _forbids(other: Term, term: Term, language: Target) -> bool:
    return _level(term.target(language)) in map(_level, other.forbidden(language))


def _preferred(terms: Sequence[Term]) -> dict[tuple[Target, str], list[Term]]:
    """The active entries by the forms they write down themselves, their target first."""
    found: dict[tuple[Target, str], list[Term]] = {}
    for term in filter(active, terms):
        for language in TARGETS:
            for form in {_level(text) for text in (term.target(language), *term.forms(language)) if text}:
                found.setdefault((language, form), []).append(term)
    return found


def _told_apart(term: Term, other: Term) -> bool:
    """Whether the two say themselves that they mean different things."""
    return (term.domain, term.near, term.not_near) != (other.domain, other.near, other.not_near)


def _coincide(term: Term, other: Term) -> bool:
    """Whether the headword of one is a form of the other's; of two files' one headword only one is used."""
    if headword_key(term) == headword_key(other):
        return term.file == other.file
    return _covers(term, other) or _covers(other, term)


def _covers(term: Term, other: Term) -> bool:
    found = Matcher([Term(term.kk, "-", "-")]).find(other.kk)
    return len(found) == 1 and found[0].source == other.kk


def _level(text: str) -> str:
    return " ".join(text.replace("ё", "е").replace("Ё", "Е").split())


def _holds(text: str, form: str) -> bool:
    """Whether ``form`` is a part of ``text``, not all of it in other capitals."""
    return any((match.start, match.end) != (0, len(text)) for match in find_forms(text, [LicensedForm(form)]))
