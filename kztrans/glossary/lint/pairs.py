"""Two entries of one headword: the same twice, or different with nothing to choose by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kztrans.glossary.glossary import active, by_headword, circumstances, clashes, contradiction, repeats
from kztrans.glossary.lint.finding import Finding, place_of, refused, warning
from kztrans.glossary.term import Term


def duplicates(terms: Sequence[Term]) -> Iterator[Finding]:
    """The same entry twice."""
    for earlier, later in repeats(terms):
        used = "the first" if earlier.file == later.file else "one of them"
        yield warning(later, f"the same as {place_of(earlier, later)}; {used} is used")


def contradictions(terms: Sequence[Term]) -> Iterator[Finding]:
    """One headword with two translations and nothing to choose by: domain, conditions or priority.

    In one file that is an error; of two files the one that is loaded last has its way.
    """
    files: dict[str, list[Term]] = {}
    for term in terms:
        files.setdefault(term.file, []).append(term)
    for group in files.values():
        for earlier, later in clashes(group):
            yield refused(contradiction(earlier, later))
    for earlier, later in clashes(terms) if len(files) > 1 else ():
        if earlier.file != later.file:
            yield refused(contradiction(earlier, later), "warning")


def domains_alone(terms: Sequence[Term]) -> Iterator[Finding]:
    """One headword with two translations that only their domains tell apart, and none for other texts."""
    for group in by_headword(filter(active, terms)).values():
        for number, later in enumerate(group):
            rivals = [term for term in group if circumstances(term)[1:] == circumstances(later)[1:]]
            earlier = next((term for term in group[:number] if _by_domain(term, later, rivals)), None)
            if earlier:
                yield warning(
                    later,
                    f"only its domain tells it from {place_of(earlier, later)}; where none is asked for, "
                    "their order decides: add near, not_near or a priority, or an entry without a domain",
                )


def _by_domain(earlier: Term, later: Term, rivals: Sequence[Term]) -> bool:
    """Whether nothing but a domain chooses between two of ``rivals``, none of which stands for any domain."""
    apart = circumstances(earlier)[0] != circumstances(later)[0] and later.contradicts(earlier)
    return apart and earlier in rivals and all(term.domain for term in rivals)
