"""A segment as the page shows it: source, references and hypotheses with their marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kztrans.evaluate.scores import Evaluation, SegmentScore, Surplus, TermJudgement
from kztrans.records import Issue
from kztrans.report.evaluation.choice import Choice, Rank
from kztrans.report.evaluation.diff import changes, closest
from kztrans.report.evaluation.measure import Measure, measures
from kztrans.report.evaluation.pieces import Piece, TermMark, cut_pieces
from kztrans.text.normalize import normalize

#: Longer texts are cut on the page, so that one broken line cannot swell it: code points.
LONGEST = 2000
_OfLine = TypeVar("_OfLine", TermJudgement, Surplus)
_COLOURS = 8  # as many as the page's style defines


@dataclass(frozen=True, slots=True)
class Note:
    """What became of a term, in words; ``kind`` is its look, ``check`` the filter that finds it."""

    kind: str
    title: str
    text: str
    check: str = ""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What one system made of the segment; ``checks`` and ``missed`` are the filters it answers to.

    ``change``: its score against the first system's. ``compared``: the reference (from 1) that the marked
    differences are against, where there are several.
    """

    number: int
    name: str
    pieces: tuple[Piece, ...]
    score: str
    others: tuple[str, ...]
    notes: tuple[Note, ...]
    issues: tuple[Issue, ...]
    checks: tuple[str, ...]
    missed: tuple[str, ...]
    change: str
    compared: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """A segment; ``gains`` (by system) and ``terms`` (headwords) are what it is sorted and found by.

    ``references``: a label and a text each; streams that say the same are told once.
    """

    line: int
    why: str
    rank: Rank
    source: tuple[Piece, ...]
    references: tuple[tuple[str, str], ...]
    hypotheses: tuple[Hypothesis, ...]
    gains: tuple[float, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards, and the checks and headwords that occur on them: the choices of the filters."""

    cards: tuple[Card, ...]
    checks: tuple[str, ...]
    terms: tuple[str, ...]


def cards(evaluation: Evaluation, choice: Choice, measure: Measure) -> Cards:
    """The chosen segments as cards."""
    lines = {evaluation.lines[rank.place] for rank in choice.ranks}
    scored = [(n, system.terms) for n, system in enumerate(evaluation.systems) if system.terms is not None]
    table = _Table(
        evaluation,
        measure,
        measures(evaluation),
        {number: _by_line(terms.judgements, lines) for number, terms in scored},
        {number: _by_line(terms.surplus, lines) for number, terms in scored},
    )
    made = tuple(table.card(rank, why) for rank, why in zip(choice.ranks, choice.why, strict=True))
    return Cards(
        made,
        tuple(sorted({check for card in made for each in card.hypotheses for check in each.checks})),
        tuple(sorted({term for card in made for term in card.terms})),
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """What every card is made from."""

    evaluation: Evaluation
    measure: Measure
    measures: tuple[Measure, ...]
    judged: Mapping[int, Mapping[int, Sequence[TermJudgement]]]
    surplus: Mapping[int, Mapping[int, Sequence[Surplus]]]

    def card(self, rank: Rank, why: str) -> Card:
        line = self.evaluation.lines[rank.place]
        here = {number: rows.get(line, ()) for number, rows in self.judged.items()}
        source = self.evaluation.sources[rank.place]
        references = self.evaluation.references[rank.place]
        systems = [
            (n, system.segments[rank.place])
            for n, system in enumerate(self.evaluation.systems)
            if system.segments
        ]
        numbers = _numbers(here.values())
        return Card(
            line=line,
            why=why,
            rank=rank,
            source=_source(source, here, numbers),
            references=_labelled(references),
            hypotheses=tuple(self._hypothesis(n, rank.place, here.get(n, ()), numbers) for n, _ in systems),
            gains=tuple(self.measure.gain(each.scores[self.measure.place]) for _, each in systems),
            terms=tuple(sorted({each.term for row in here.values() for each in row})),
        )

    def _hypothesis(
        self,
        number: int,
        place: int,
        judgements: Sequence[TermJudgement],
        numbers: Mapping[tuple[int, int, str], int],
    ) -> Hypothesis:
        system = self.evaluation.systems[number]
        segment = system.segments[place]
        text = shorten(segment.hypothesis)
        references = tuple(map(shorten, self.evaluation.references[place]))
        near = closest(text, references)
        scores = [f"{each.name} {each.write(segment.scores[each.place])}" for each in self.measures]
        notes = [note for each in judgements for note in _notes(each, numbers[_key(each)])]
        notes += [
            _surplus(each) for each in self.surplus.get(number, {}).get(self.evaluation.lines[place], ())
        ]
        checks = {issue.check for issue in segment.issues} | {note.check for note in notes if note.check}
        return Hypothesis(
            number=number,
            name=system.name,
            pieces=cut_pieces(text, _delivered(judgements, numbers), changes(text, references[near])),
            score=scores[self.measure.place],
            others=tuple(score for n, score in enumerate(scores) if n != self.measure.place),
            notes=tuple(notes),
            issues=segment.issues,
            checks=tuple(sorted(checks)),
            missed=tuple(sorted({each.term for each in judgements if each.form is None})),
            change=self._change(number, segment, place),
            compared=near + 1 if len(references) > 1 else None,
        )

    def _change(self, number: int, segment: SegmentScore, place: int) -> str:
        """The score against the first system's, in words; empty for the first."""
        first, base = next((n, each) for n, each in enumerate(self.evaluation.systems) if each.segments)
        if number == first:
            return ""
        before = base.segments[place]
        if segment.hypothesis == before.hypothesis:
            return f"the same as {base.name}"
        difference = segment.scores[self.measure.place] - before.scores[self.measure.place]
        return f"{self.measure.sign(difference)} against {base.name}"


def shorten(text: str) -> str:
    """``text``, cut where it is too long for the page."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} … (cut: {len(text):,} characters)"


def _labelled(references: Sequence[str]) -> tuple[tuple[str, str], ...]:
    numbers: dict[str, list[str]] = {}
    for number, reference in enumerate(references, start=1):
        numbers.setdefault(shorten(reference), []).append(str(number))
    if len(references) == 1:
        return tuple(("Reference", text) for text in numbers)
    return tuple((f"Reference {', '.join(which)}", text) for text, which in numbers.items())


def _by_line(found: Iterable[_OfLine], lines: set[int]) -> dict[int, list[_OfLine]]:
    rows: defaultdict[int, list[_OfLine]] = defaultdict(list)
    for each in found:
        if each.line in lines:
            rows[each.line].append(each)
    return dict(rows)


def _key(judgement: TermJudgement) -> tuple[int, int, str]:
    return judgement.start, judgement.end, judgement.term


def _numbers(rows: Iterable[Sequence[TermJudgement]]) -> dict[tuple[int, int, str], int]:
    """Occurrences counted from 1 in the order of the source; the same for all systems."""
    keys = sorted({_key(each) for row in rows for each in row})
    return {key: number for number, key in enumerate(keys, start=1)}


def _source(
    source: str, here: Mapping[int, Sequence[TermJudgement]], numbers: Mapping[tuple[int, int, str], int]
) -> tuple[Piece, ...]:
    occurrences: defaultdict[int, list[TermJudgement]] = defaultdict(list)
    for row in here.values():
        for each in row:
            occurrences[numbers[_key(each)]].append(each)
    marks = []
    for number, row in occurrences.items():
        lost = sum(each.form is None for each in row)
        fate = f"missed by {lost} of {len(row)} systems" if lost else "delivered by all"
        css = "refused" if lost == len(row) else _colour(number)
        marks.append(TermMark(*_place(source, row[0]), number, css, f"{number}: {row[0].term}, {fate}"))
    return cut_pieces(shorten(source), [mark for mark in marks if mark.end <= LONGEST])


def _place(source: str, judgement: TermJudgement) -> tuple[int, int]:
    """Where an occurrence stands in the source; terms are looked for in its repaired copy."""
    if source[judgement.start : judgement.end] == judgement.source:
        return judgement.start, judgement.end
    view = normalize(source)
    if judgement.end > len(view.text):
        return 0, 0
    span = view.original_span(judgement.start, judgement.end)
    return span.start, span.end


def _delivered(
    judgements: Sequence[TermJudgement], numbers: Mapping[tuple[int, int, str], int]
) -> list[TermMark]:
    marks = []
    for each in judgements:
        start, end, number = each.target_start, each.target_end, numbers[_key(each)]
        if start is not None and end is not None and end <= LONGEST:
            marks.append(TermMark(start, end, number, _colour(number), f"{number}: {each.term}"))
    return marks


def _colour(number: int) -> str:
    return f"c{(number - 1) % _COLOURS}"


def _notes(judgement: TermJudgement, number: int) -> list[Note]:
    """What a reader should know of the occurrence; nothing where all is well."""
    notes = []
    if judgement.form is None:
        asked = f"; the reference has “{judgement.reference}”" if judgement.reference is not None else ""
        title = "Refused" if judgement.refused else "Missed"
        notes.append(Note("refusal", title, f"{number} “{judgement.source}” ({judgement.term}){asked}"))
    if judgement.leftover:
        text = f"“{judgement.leftover}” says {judgement.term} a second time"
        notes.append(Note("warning", "Leftover", f"{number} {text}", "term: leftover"))
    if judgement.disagreement:
        text = f"{number} “{judgement.form}”: {judgement.disagreement}"
        notes.append(Note("warning", "Disagreement", text, "term: disagreement"))
    return notes


def _surplus(surplus: Surplus) -> Note:
    text = f"“{surplus.form}” of {surplus.term}: neither source nor reference asks for it"
    return Note("warning", "Over-applied", text, "term: over-applied")
