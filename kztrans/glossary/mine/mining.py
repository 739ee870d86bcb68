"""From aligned text to term pairs with the evidence for them.

Both sides are read for noun phrases by grammar and words are aligned. A pair of phrases counts in a line
where every link from inside one leads into the other (the consistency of phrase extraction: Och and Ney,
"The Alignment Template Approach", Computational Linguistics 30:4, 2004). Proposed is the best rendering of
each Kazakh phrase, if the phrase stands for itself and not only inside a longer one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log2, sqrt

from kztrans.glossary.mine.align import Links, align
from kztrans.glossary.mine.aligned import AlignedText, Pair
from kztrans.glossary.mine.association import dice, least_share, log_likelihood_ratio
from kztrans.glossary.mine.english import English
from kztrans.glossary.mine.kazakh import Kazakh
from kztrans.glossary.mine.kazakh_lemmas import Lemmas
from kztrans.glossary.mine.persons import person_names
from kztrans.glossary.mine.phrase import Grammar, word_list
from kztrans.glossary.mine.russian import Russian, is_given_name, is_surname
from kztrans.glossary.mine.spans import Spans
from kztrans.glossary.mine.tokens import Side
from kztrans.glossary.mine.written import headwords, usual
from kztrans.records import Target


def _english(side: Side) -> Grammar:
    return English(person_names(side))


def _russian(side: Side) -> Grammar:
    return Russian(person_names(side, is_surname, is_given_name))


GRAMMARS: dict[Target, Callable[[Side], Grammar]] = {"en": _english, "ru": _russian}

EXAMPLES = 3
RENDERINGS = 5
_NESTED = 0.6  # a phrase of whose lines so many show it only inside longer ones is part of those
_WORTH = 10.83  # log-likelihood ratio at p = 0.001
_SURE = 0.5  # share of a phrase's lines in which its rendering must be found


@dataclass(frozen=True, slots=True)
class Example:
    """A line in which the pair stands: file, line from 1, the Kazakh text and the translation."""

    file: str
    line: int
    kk: str
    target: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term pair and the evidence for it; all counts are of lines.

    ``kk_count`` and ``target_count`` hold either phrase, ``both`` the pair, linked. ``llr`` is Dunning's
    ratio, ``dice`` the symmetrical measure; ``score`` orders the proposals. ``renderings`` are the other
    translations found, with their counts; ``places`` numbers the examples' segments from 0.
    """

    kk: str
    target: str
    kk_count: int
    target_count: int
    both: int
    llr: float
    dice: float
    score: float
    renderings: tuple[tuple[str, int], ...] = ()
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    kk: str
    target: str
    both: int


def mine(
    text: AlignedText,
    language: Target,
    *,
    min_count: int = 5,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Proposal]:
    """Term pairs of ``text``, the best first; ``tell`` hears what is being done.

    Segments without a translation, in capitals throughout, or seen before as a pair are left out.
    """
    left, right, origin = _read(text)
    tell(f"{len(origin):,} pairs of segments")
    if not origin:
        return []
    kazakh = Kazakh(
        Lemmas(left.counts()), person_names(left, given_name=word_list("kazakh_given_names").__contains__)
    )
    kk = Spans(left, kazakh, min_count)
    target = Spans(right, GRAMMARS[language](right), min_count)
    tell(f"{len(kk.counts):,} Kazakh phrases, {len(target.counts):,} in the translation")
    links = align(_stemmed(left, kk), _stemmed(right, target))
    tell("aligned")
    table = _Table(kk, target, links)
    chosen = list(_standing(_best(table), kk))
    whole = kk.complete({c.kk for c in chosen}), target.complete({c.target for c in chosen})
    chosen = [c for c in chosen if c.kk in whole[0] and c.target in whole[1]]
    kk_written = kk.written({c.kk for c in chosen})
    target_written = target.written({t for c in chosen for t in (c.target, *dict(table.others(c)))})
    total = len(origin)
    found = []
    for c in chosen:
        a, b = kk.counts[c.kk], target.counts[c.target]
        headword, translation = headwords(kk_written[c.kk], target_written[c.target])
        proposal = Proposal(
            kk=headword,
            target=translation,
            kk_count=a,
            target_count=b,
            both=c.both,
            llr=log_likelihood_ratio(c.both, a, b, total),
            dice=dice(c.both, a, b),
            score=_score(c, a, b),
            renderings=tuple((usual(target_written[other]), count) for other, count in table.others(c)),
            places=tuple(origin[line] for line in table.lines[c.kk, c.target]),
        )
        if proposal.llr >= _WORTH:
            found.append(proposal)
    return sorted(found, key=lambda p: (-p.score, p.kk, p.target))


def examples(text: AlignedText, proposals: Sequence[Proposal]) -> dict[int, Example]:
    """The segments that the proposals name, by number: one more run through ``text``."""
    wanted = {place for proposal in proposals for place in proposal.places}
    return {
        number: Example(pair.file, pair.line, pair.kk, pair.target)
        for number, pair in enumerate(text)
        if number in wanted
    }


def _read(text: AlignedText) -> tuple[Side, Side, list[int]]:
    """Both sides and, for each segment kept, its number in the text."""
    left, right, origin = Side(), Side(), []
    seen: set[int] = set()
    for number, pair in enumerate(text):
        if _usable(pair, seen):
            left.add(pair.kk)
            right.add(pair.target)
            origin.append(number)
    left.settle_case()
    right.settle_case()
    return left, right, origin


def _usable(pair: Pair, seen: set[int]) -> bool:
    mark = hash((pair.kk, pair.target))
    if not pair.kk.strip() or not pair.target.strip() or mark in seen or pair.kk.isupper():
        return False
    seen.add(mark)
    return True


def _stemmed(side: Side, spans: Spans) -> list[list[int]]:
    return [[spans.stems[code >> 4] for code in codes] for codes in side.segments]


class _Table:
    """How often each Kazakh phrase is rendered by each phrase of the translation."""

    def __init__(self, kk: Spans, target: Spans, links: Links) -> None:
        self.both: Counter[tuple[str, str]] = Counter()
        self.lines: dict[tuple[str, str], list[int]] = defaultdict(list)
        for line, found in enumerate(links):
            pairs = set(_consistent(list(kk.at(line)), list(target.at(line)), found))
            self.both.update(pairs)
            for pair in pairs:
                if len(self.lines[pair]) < EXAMPLES:
                    self.lines[pair].append(line)
        self._renderings: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for (one, other), count in sorted(self.both.items(), key=lambda item: (-item[1], item[0])):
            self._renderings[one].append((other, count))
        self.counts = kk.counts, target.counts

    def renderings(self) -> Iterator[tuple[str, list[tuple[str, int]]]]:
        yield from self._renderings.items()

    def others(self, chosen: _Candidate) -> list[tuple[str, int]]:
        return [(t, n) for t, n in self._renderings[chosen.kk] if t != chosen.target][:RENDERINGS]


def _consistent(
    kk: list[tuple[int, int, str]], target: list[tuple[int, int, str]], links: tuple[tuple[int, int], ...]
) -> Iterator[tuple[str, str]]:
    for start, end, key in kk:
        inside = [y for x, y in links if start <= x < end]
        if not inside:
            continue
        low, high = min(inside), max(inside)
        back = [x for x, y in links if low <= y <= high]
        if min(back) < start or max(back) >= end:
            continue
        outside = [y for x, y in links if not start <= x < end]
        for first, last, other in target:
            if first <= low and high < last and not any(first <= y < last for y in outside):
                yield key, other


def _best(table: _Table) -> list[_Candidate]:
    """The best rendering of each Kazakh phrase, and of those with one rendering the best Kazakh phrase."""
    kk_counts, _ = table.counts
    best: dict[str, _Candidate] = {}
    for kk, renderings in table.renderings():
        target, both = _rendering(kk, renderings, table)
        if both < _SURE * kk_counts[kk]:
            continue
        candidate = _Candidate(kk, target, both)
        rival = best.get(target)
        if rival is None or _agreement(candidate, table) > _agreement(rival, table):
            best[target] = candidate
    return [best[target] for target in sorted(best)]


def _rendering(kk: str, renderings: list[tuple[str, int]], table: _Table) -> tuple[str, int]:
    """The rendering with the highest Dice coefficient, or a longer one of which it is nearly always part."""
    kk_counts, target_counts = table.counts
    best, both = max(
        renderings, key=lambda item: (dice(item[1], kk_counts[kk], target_counts[item[0]]), item[1], item[0])
    )
    for target, count in sorted(renderings, key=lambda item: (len(item[0]), item[0])):
        inside = f" {best} " in f" {target} " and target != best
        if inside and count >= _NESTED * both and target_counts[target] >= _NESTED * target_counts[best]:
            best, both = target, count
    return best, both


def _agreement(c: _Candidate, table: _Table) -> tuple[float, int, str]:
    kk_counts, target_counts = table.counts
    return dice(c.both, kk_counts[c.kk], target_counts[c.target]), len(c.kk), c.kk


def _standing(candidates: Sequence[_Candidate], kk: Spans) -> Iterator[_Candidate]:
    """Those that stand for themselves in lines enough, not only inside longer candidates."""
    known = {candidate.kk for candidate in candidates}
    alone: Counter[str] = Counter()
    for line in range(kk.lines):
        spans = [span for span in kk.at(line) if span[2] in known]
        alone.update(
            {
                key
                for start, end, key in spans
                if not any(a <= start and end <= b and (a, b) != (start, end) for a, b, _ in spans)
            }
        )
    for candidate in candidates:
        if alone[candidate.kk] > (1 - _NESTED) * kk.counts[candidate.kk]:
            yield candidate


def _score(c: _Candidate, kk_count: int, target_count: int) -> float:
    """Sure, frequent and long ones first, about 0 to 2.

    How surely one side means the other: the geometric mean of both directions' lower bounds (Wilson 1927,
    95 %). How likely it is a term and not a word of the general language: the length weight of C-value
    (Frantzi, Ananiadou and Mima 2000, as log2(words + 1) so that single words count), up to three words.
    """
    sure = sqrt(least_share(c.both, kk_count) * least_share(c.both, target_count))
    return sure * log2(1 + min(3, 1 + c.kk.count(" ")))
