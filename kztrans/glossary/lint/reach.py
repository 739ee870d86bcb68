"""Whether an entry can ever be found: in its own text, under its conditions, beside its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kztrans.glossary.glossary import active, by_headword
from kztrans.glossary.lint.finding import Finding, error, place_of, warning
from kztrans.glossary.match import WORD, Matcher
from kztrans.glossary.term import Term
from kztrans.records import TARGETS


def never_found(terms: Sequence[Term]) -> Iterator[Finding]:
    """A headword that the matcher does not find in itself."""
    for term in filter(active, terms):
        if not WORD.search(term.kk):
            yield error(term, "no letter or digit: it can never be found")
        elif not Matcher([replace(term, near=(), not_near=())]).find(term.kk):
            yield error(term, "not found even in its own text: it can never be found")


def shadowed(terms: Sequence[Term]) -> Iterator[Finding]:
    """An entry over which another of the same headword wins wherever it stands."""
    for group in by_headword(filter(active, terms)).values():
        for term in group:
            above = next((other for other in group if _always_wins(other, term)), None)
            if above:
                where = place_of(above, term)
                yield error(term, f"never used: {where} has the same headword and a higher priority")


def replaced(terms: Sequence[Term]) -> Iterator[Finding]:
    """A deprecated headword without an entry that takes its place: it is simply not looked for."""
    for group in by_headword(terms).values():
        for term in group if not any(map(active, group)) else ():
            if term.status == "deprecated":
                yield warning(
                    term, "deprecated, and no other entry has this headword: it is never looked for"
                )


def conditions(terms: Sequence[Term]) -> Iterator[Finding]:
    """Conditions that contradict themselves, say nothing, or are asked of the term's own words."""
    for term in terms:
        for word in sorted(set(term.near) & set(term.not_near)):
            yield error(term, f"'{word}' is in near and in not_near: it can never be found")
        for column, words in (("near", term.near), ("not_near", term.not_near)):
            for word in dict.fromkeys(words):
                if not WORD.search(word):
                    yield error(term, f"'{word}' in {column} has no letter or digit: no text holds it")
                elif words.count(word) > 1:
                    yield warning(term, f"'{word}' stands twice in {column}")
                elif _stands_in(word, term.kk):
                    yield warning(
                        term,
                        f"'{word}' in {column} is a word of the headword itself: "
                        "only another occurrence of it in the text would count",
                    )
        if (term.near or term.not_near) and not active(term):
            yield warning(term, f"its conditions are never asked: it is {term.status}")


def overlapping_conditions(terms: Sequence[Term]) -> Iterator[Finding]:
    """Two translations of one headword whose conditions one text can meet together."""
    for group in by_headword(filter(active, terms)).values():
        for number, later in enumerate(group):
            for earlier in group[:number]:
                shared = sorted(set(earlier.near) & set(later.near))
                rank = (earlier.priority, earlier.domain) == (later.priority, later.domain)
                if shared and rank and later.contradicts(earlier):
                    where = place_of(earlier, later)
                    yield warning(later, f"near '{shared[0]}' the entry in {where} may be meant as well")


def _always_wins(other: Term, term: Term) -> bool:
    """Whether ``other`` outranks ``term`` and may stand wherever ``term`` may."""
    allowed = (not other.near or (term.near and set(term.near) <= set(other.near))) and set(
        other.not_near
    ) <= set(term.not_near)
    answers = all(other.target(language) for language in TARGETS if term.target(language))
    return bool(other.priority > term.priority and allowed and answers)


def _stands_in(word: str, text: str) -> bool:
    return bool(Matcher([Term(word, "-", "-")]).find(text))
