"""A glossary in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kztrans.enforce.forms import licensed_forms
from kztrans.glossary.entry import WORD
from kztrans.glossary.term import Term
from kztrans.records import TARGETS

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of entries, the largest first; an empty name stands for a column that is not filled.

    ``words``: headwords by their number of words, in order. ``forms``: how many forms of the translations
    into each language are licensed in all, grammar's and the entries' own.
    """

    entries: int
    keep: int
    targets: Counts
    statuses: Counts
    domains: Counts
    parts_of_speech: Counts
    words: Counts
    forms: Counts


def statistics(terms: Iterable[Term]) -> Statistics:
    """Count ``terms``, inactive ones too."""
    terms = tuple(terms)
    words = Counter(len(WORD.findall(term.kk)) for term in terms)
    return Statistics(
        entries=len(terms),
        keep=sum(term.keep for term in terms),
        targets=tuple((target, sum(bool(term.target(target)) for term in terms)) for target in TARGETS),
        statuses=_ranked(term.status for term in terms),
        domains=_ranked(term.domain for term in terms),
        parts_of_speech=_ranked(term.pos for term in terms),
        words=tuple((str(number), words[number]) for number in sorted(words)),
        forms=tuple((target, sum(len(licensed_forms(t, target)) for t in terms)) for target in TARGETS),
    )


def _ranked(names: Iterable[str]) -> Counts:
    return tuple(Counter(sorted(names)).most_common())
