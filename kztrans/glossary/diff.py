"""What differs between two glossaries: entries added, removed and changed, by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kztrans.glossary.entry import headword_key
from kztrans.glossary.formats.table import column_values, shown
from kztrans.glossary.glossary import Glossary, by_headword
from kztrans.glossary.term import Term


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that is not what it was; ``columns`` are those that differ."""

    before: Term
    after: Term
    columns: tuple[str, ...]

    def __str__(self) -> str:
        """``«kk»: column: before -> after; …`` on one line."""
        old, new = column_values(self.before), column_values(self.after)
        parts = [f"{name}: {shown(old[name])} -> {shown(new[name])}" for name in self.columns]
        return f"«{self.after.kk}»: {'; '.join(parts)}"


@dataclass(frozen=True, slots=True)
class Difference:
    """How one glossary differs from another, in the order of their entries; false where it does not."""

    added: tuple[Term, ...] = ()
    removed: tuple[Term, ...] = ()
    changed: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return self != Difference()


def compare(before: Iterable[Term], after: Iterable[Term]) -> Difference:
    """What must be done to ``before`` to get ``after``; the order of entries makes no difference.

    Entries with one headword are paired: equal ones first, then those of one domain, then by their order.
    """
    old, new = by_headword(before), by_headword(after)
    added: list[Term] = []
    removed: list[Term] = []
    changed: list[Change] = []
    for key in dict.fromkeys([*old, *new]):
        left, right = list(old.get(key, ())), list(new.get(key, ()))
        for one, other in _pairs(left, right):
            if columns := differing(one, other):
                changed.append(Change(one, other, columns))
        removed += left
        added += right
    return Difference(tuple(added), tuple(removed), tuple(changed))


def differing(one: Term, other: Term) -> tuple[str, ...]:
    """The columns under which the two say different things."""
    old, new = column_values(one), column_values(other)
    return tuple(name for name in old if old[name] != new[name])


def _pairs(left: list[Term], right: list[Term]) -> Iterator[tuple[Term, Term]]:
    """Pairs of the two lists' entries, taken out of them."""
    for alike in (lambda a, b: not differing(a, b), lambda a, b: a.domain == b.domain, lambda a, b: True):
        for one in tuple(left):
            other = next((term for term in right if alike(one, term)), None)
            if other is not None:
                left.remove(one)
                right.remove(other)
                yield one, other


def overruled(glossaries: Sequence[Glossary]) -> tuple[Change, ...]:
    """What earlier glossaries say and ``Glossary.merge`` drops, because a later one says otherwise."""
    merged = Glossary.merge(*glossaries).terms
    winners = by_headword(merged)
    staying = set(map(id, merged))
    changes: list[Change] = []
    for term in (term for glossary in glossaries[:-1] for term in glossary.terms if id(term) not in staying):
        same = winners[headword_key(term)]
        winner = next((other for other in same if other.domain == term.domain), same[0])
        said = column_values(term)
        if columns := tuple(name for name in differing(term, winner) if shown(said[name]) != shown(None)):
            changes.append(Change(term, winner, columns))
    return tuple(changes)
