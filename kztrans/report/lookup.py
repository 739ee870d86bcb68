"""Where a glossary's terms stand in a document, in the user's own text, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kztrans.records import Span

if TYPE_CHECKING:
    from kztrans.glossary import Glossary
    from kztrans.glossary.term import Occurrence, Reason, Rival, Term
    from kztrans.text.normalize import View

# For each reason why a rival lost: what the winner has, and what the rival lacks.
_WHY: Mapping[Reason, tuple[str, str]] = MappingProxyType(
    {
        "shorter": ("the longest", "shorter"),
        "priority": ("the higher priority", "lower priority"),
        "right": ("further left", "begins further right"),
        "domain": ("its domain", "not of a domain asked for"),
        "suffixes": ("the fullest headword", "needs more suffixes"),
        "spelling": ("written exactly so", "asks for no exact spelling"),
        "condition": ("its condition is met", "has no condition"),
        "order": ("the first of equal entries", "the same translation, later in order"),
        "tie": ("AMBIGUOUS: the first in order, nothing else decides", "as good, but later in order"),
        "near": ("", "none of its near words stands in the sentence"),
        "not_near": ("", "a word that it must not stand near is in the sentence"),
        "address": ("", "inside a web or mail address"),
    }
)
ALONE = "no other entry can stand here"


@dataclass(frozen=True, slots=True)
class Place:
    """A term in a line (numbered from 1): ``text`` is the line's ``[start:end]``, in characters.

    ``ambiguous``: an entry with another translation could stand there as well; name a domain to choose.
    """

    line: int
    start: int
    end: int
    text: str
    term: str
    suffixes: tuple[str, ...]
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Loser:
    """An entry that could stand at ``[start, end)`` of a line but does not; ``reason`` as in ``Rival``."""

    line: int
    start: int
    end: int
    text: str
    term: str
    domain: str
    en: str
    ru: str
    reason: Reason
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why the entry at ``place`` was chosen, and what lost to it."""

    place: Place
    domain: str
    en: str
    ru: str
    why: str
    losers: tuple[Loser, ...]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What ``--explain`` tells: the occurrences with their reasons, and the entries that stand nowhere."""

    occurrences: tuple[Verdict, ...]
    unused: tuple[Loser, ...]


def find_places(lines: Iterable[str], glossary: Glossary) -> list[Place]:
    """Every occurrence of the glossary's terms, in order, matched sentence by sentence as in translation."""
    return [
        sentence.place(occurrence)
        for sentence in _sentences(lines)
        for occurrence in glossary.find(sentence.view.text)
    ]


def explain_places(lines: Iterable[str], glossary: Glossary) -> Verdicts:
    """``find_places`` with the reasons."""
    found: list[Verdict] = []
    unused: list[Loser] = []
    for sentence in _sentences(lines):
        explanation = glossary.explain(sentence.view.text)
        found += map(sentence.verdict, explanation.occurrences)
        unused += map(sentence.loser, explanation.unused)
    return Verdicts(tuple(found), tuple(unused))


def reasons(verdict: Verdict) -> list[str]:
    """The lines that explain an occurrence to a reader."""
    chosen = f"chosen: {_meaning(verdict)}: {verdict.why}"
    return [chosen, *(f"lost: {_described(loser)}" for loser in verdict.losers)]


def stands_nowhere(loser: Loser) -> str:
    """The line that tells a reader of an entry that is used nowhere in its sentence."""
    return f"line {loser.line}, not used: {_described(loser)}"


def _described(loser: Loser) -> str:
    return f"{loser.text}, as {loser.term}, {_meaning(loser)}: {loser.why}"


def _meaning(entry: Verdict | Loser) -> str:
    targets = " / ".join(filter(None, (entry.en, entry.ru)))
    return f"{targets} [{entry.domain}]" if entry.domain else targets


def _won(term: Term, reason: Reason) -> str:
    """What ``term`` has over a rival that lost by ``reason``; a general entry wins domains by having none."""
    return "an entry for any domain" if reason == "domain" and not term.domain else _WHY[reason][0]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a line, and its view for the matcher."""

    line: str
    number: int
    start: int
    view: View

    def place(self, occurrence: Occurrence) -> Place:
        span = self._span(occurrence.start, occurrence.end)
        return Place(
            line=self.number,
            start=span.start,
            end=span.end,
            text=self.line[span.start : span.end],
            term=occurrence.term.kk,
            suffixes=occurrence.suffixes,
            ambiguous=occurrence.ambiguous,
        )

    def verdict(self, occurrence: Occurrence) -> Verdict:
        term = occurrence.term
        phrases = [_won(term, rival.reason) for rival in occurrence.rivals]
        if term.near or term.not_near:
            phrases.append(_WHY["condition"][0])
        return Verdict(
            self.place(occurrence),
            *_content(term),
            why=", ".join(dict.fromkeys(filter(None, phrases))) or ALONE,
            losers=tuple(map(self.loser, occurrence.rivals)),
        )

    def loser(self, rival: Rival) -> Loser:
        span = self._span(rival.start, rival.end)
        why = _WHY[rival.reason][1] + (f" ({', '.join(rival.words)})" if rival.words else "")
        text = self.line[span.start : span.end]
        content = _content(rival.term)
        return Loser(
            self.number, span.start, span.end, text, rival.term.kk, *content, reason=rival.reason, why=why
        )

    def _span(self, start: int, end: int) -> Span:
        span = self.view.original_span(start, end)
        return Span(self.start + span.start, self.start + span.end)


def _content(term: Term) -> tuple[str, str, str]:
    return term.domain, term.target("en"), term.target("ru")


def _sentences(lines: Iterable[str]) -> Iterator[_Sentence]:
    from kztrans.text.normalize import normalize
    from kztrans.text.split import split

    for number, line in enumerate(lines, start=1):
        for segment in split(line):
            yield _Sentence(line, number, segment.start, normalize(segment.source))
