"""Which of the overlapping candidates stand, and why the others do not.

Longest first, then the higher priority, then leftmost. On one span: an entry of a domain asked for, the
fullest headword (fewest suffixes), exact spelling, a condition that is met, an entry without a domain before
one of a domain that nobody asked for, the order in the glossary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from kztrans.glossary.reading import Candidate
from kztrans.glossary.term import Reason, Rival

Domains = frozenset[str]
Winner = tuple[Candidate, tuple[Rival, ...]]

_TOKEN = re.compile(r"\S+")
_LINK = re.compile(r"(?:https?://|www\.)(?=\S)", re.IGNORECASE)
_ADDRESS_SIGN = re.compile(r"@|://|www\.", re.IGNORECASE)
# Why a candidate loses to another, by the first part of their ranks in which they differ.
_REASONS: tuple[Reason, ...] = (
    *("shorter", "priority", "right", "domain", "suffixes", "spelling", "condition", "domain", "order"),
)
_ORDER = _REASONS.index("order")
_start = itemgetter(0)


def choose(candidates: Iterable[Candidate], text: str, domains: Domains) -> list[Winner]:
    """The candidates that stand, in the order of ``text``, each with the rivals that tie with it.

    None overlaps another or lies in a web or mail address. ``domains`` (folded) are those asked for.
    """
    addresses = _addresses(text)
    if addresses:
        candidates = (each for each in candidates if not _in_address(each, addresses))
    chosen: list[Winner] = []
    for group in _groups(candidates):
        if len(group) == 1:
            chosen.append((group[0], ()))
        else:
            chosen += _contest(group, domains)
    return chosen


def _groups(candidates: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates that hang together by overlaps, from left to right."""
    group: list[Candidate] = []
    reach = 0
    for each in sorted(candidates, key=_start):
        if each[0] >= reach and group:
            yield group
            group = []
        group.append(each)
        reach = max(reach, each[1])
    if group:
        yield group


def _contest(group: list[Candidate], domains: Domains) -> list[Winner]:
    # Candidates of equal rank are stems of one entry, the likelier first: the sort is stable.
    contest = sorted(((_rank(each, domains), each) for each in group), key=_start)
    first = group[0].start
    taken = bytearray(max(each.end for each in group) - first)
    chosen: list[tuple[Candidate, list[Rival]]] = []
    best: tuple[int, ...] = ()
    for rank, each in contest:
        start, end = each.start - first, each.end - first
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            chosen.append((each, []))
            best = rank[:_ORDER]
        elif rank[:_ORDER] == best and _contradict(each, chosen[-1][0]):
            chosen[-1][1].append(Rival(each.entry.term, each.start, each.end, "tie"))
    return [(each, tuple(ties)) for each, ties in sorted(chosen, key=lambda pair: pair[0].start)]


def _rank(candidate: Candidate, domains: Domains) -> tuple[int, ...]:
    """The lowest of several stands."""
    start, end, entry, analysis = candidate
    domain = entry.term.domain
    return (
        start - end,
        -entry.term.priority,
        start,
        not (domain and domain.casefold() in domains),
        len(analysis.suffixes),
        not entry.exact,
        not entry.conditional,
        bool(domain),
        entry.rank,
    )


def _contradict(one: Candidate, other: Candidate) -> bool:
    return one.entry is not other.entry and one.entry.term.contradicts(other.entry.term)


def _addresses(text: str) -> list[tuple[int, int]]:
    if not _ADDRESS_SIGN.search(text):
        return []
    return [(start, end) for start, end in map(_address, _TOKEN.finditer(text)) if start < end]


def _address(token: re.Match[str]) -> tuple[int, int]:
    """Where the address in ``token`` lies: all of it for ``name@host.kz``, a link to its end, or nothing."""
    start, end = token.span()
    at = token[0].find("@", 1)
    if at > 0 and token[0].find(".", at + 2, -1) > 0:
        return start, end
    link = _LINK.search(token.string, start, end)
    return (link.start() if link else end), end


def _in_address(candidate: Candidate, addresses: Iterable[tuple[int, int]]) -> bool:
    return any(candidate.start < end and start < candidate.end for start, end in addresses)


def sort_out(
    candidates: Iterable[Candidate],
    winners: Sequence[Candidate],
    refused: Iterable[Rival],
    domains: Domains,
) -> tuple[list[tuple[Rival, ...]], tuple[Rival, ...]]:
    """The rivals of each winner, and those that overlap nothing that stands."""
    owners = {
        place: number
        for number, winner in enumerate(winners)
        for place in range(winner.start, winner.end)
    }  # fmt: skip

    def beaten_by(start: int, end: int) -> int | None:
        numbers = {owners[place] for place in range(start, end) if place in owners}
        return min(numbers, key=lambda number: _rank(winners[number], domains), default=None)

    rivals: list[dict[Rival, None]] = [{} for _ in winners]
    unused: dict[Rival, None] = {}
    for each in candidates:
        number = beaten_by(each.start, each.end)
        if number is None:
            unused[Rival(each.entry.term, each.start, each.end, "address")] = None
        elif each.entry.rank != winners[number].entry.rank or each.start != winners[number].start:
            rivals[number][_rival(each, winners[number], domains)] = None
    for rival in refused:
        number = beaten_by(rival.start, rival.end)
        (unused if number is None else rivals[number])[rival] = None
    return [tuple(each) for each in rivals], tuple(unused)


def _rival(loser: Candidate, winner: Candidate, domains: Domains) -> Rival:
    """``loser`` with the reason why ``winner`` stands in its place."""
    triples = zip(_REASONS, _rank(loser, domains), _rank(winner, domains), strict=True)
    reason: Reason = next((reason for reason, a, b in triples if a != b), "order")
    if reason == "order" and _contradict(loser, winner):
        reason = "tie"
    return Rival(loser.entry.term, loser.start, loser.end, reason)
