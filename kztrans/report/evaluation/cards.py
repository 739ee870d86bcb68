"""A segment as the page shows it: source, references and hypotheses with their marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kztrans.evaluate.scores import Evaluation, SegmentScore, TermJudgement
from kztrans.records import Issue
from kztrans.report.evaluation.choice import Choice, Rank
from kztrans.report.evaluation.diff import Change, changes, closest
from kztrans.report.evaluation.measure import Measure, measures
from kztrans.report.marking import Mark, cut_runs
from kztrans.text.normalize import normalize

#: Longer texts are cut on the page, so that one broken line cannot swell it: code points.
LONGEST = 2000
_COLOURS = 8  # as many as the page's style defines
_INSERTED = 0  # the number of the mark for words that the reference lacks; terms count from 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the term marks ``numbers`` (innermost first), the last run of those in ``ends``.

    ``inserted``: the reference lacks it. ``missing`` stands before it: words that only the reference has.
    """

    text: str
    numbers: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    inserted: bool = False
    missing: str = ""
    colour: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What became of an occurrence, in words; ``kind`` is its look."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What one system made of the segment; ``checks`` and ``missed`` number the filters it answers to.

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
    checks: tuple[int, ...]
    missed: tuple[int, ...]
    change: str
    compared: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """A segment; ``gains`` (by system) and ``terms`` (headwords) are what it is sorted and found by."""

    line: int
    why: str
    rank: Rank
    source: tuple[Piece, ...]
    references: tuple[str, ...]
    hypotheses: tuple[Hypothesis, ...]
    gains: tuple[float, ...]
    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards, and the checks and headwords that occur on them: the choices of the filters."""

    cards: tuple[Card, ...]
    checks: tuple[str, ...]
    terms: tuple[str, ...]


def cards(evaluation: Evaluation, choice: Choice, measure: Measure) -> Cards:
    """The chosen segments as cards."""
    lines = {rank.place + 1 for rank in choice.ranks}
    judged = {
        number: _by_line(system.terms.judgements, lines)
        for number, system in enumerate(evaluation.systems)
        if system.terms is not None
    }
    shown = [
        system.segments[rank.place]
        for system in evaluation.systems
        if system.segments
        for rank in choice.ranks
    ]
    checks = sorted({issue.check for each in shown for issue in each.issues})
    terms = sorted({each.term for rows in judged.values() for row in rows.values() for each in row})
    table = _Table(
        evaluation,
        measure,
        measures(evaluation),
        judged,
        {name: number for number, name in enumerate(checks)},
        {name: number for number, name in enumerate(terms)},
    )
    made = (table.card(rank, why) for rank, why in zip(choice.ranks, choice.why, strict=True))
    return Cards(tuple(made), tuple(checks), tuple(terms))


@dataclass(frozen=True, slots=True)
class _Table:
    """What every card is made from."""

    evaluation: Evaluation
    measure: Measure
    measures: tuple[Measure, ...]
    judged: Mapping[int, Mapping[int, Sequence[TermJudgement]]]
    checks: Mapping[str, int]
    terms: Mapping[str, int]

    def card(self, rank: Rank, why: str) -> Card:
        line = rank.place + 1
        here = {number: rows.get(line, ()) for number, rows in self.judged.items()}
        source = self.evaluation.sources[rank.place]
        references = self.evaluation.references[rank.place]
        systems = [
            (n, system.segments[rank.place])
            for n, system in enumerate(self.evaluation.systems)
            if system.segments
        ]
        base = systems[0]
        numbers = _numbers(here.values())
        return Card(
            line=line,
            why=why,
            rank=rank,
            source=_source(source, here, numbers),
            references=tuple(map(shorten, references)),
            hypotheses=tuple(
                self._hypothesis(
                    n, each, here.get(n, ()), references, numbers, None if n == base[0] else base[1]
                )
                for n, each in systems
            ),
            gains=tuple(self.measure.gain(each.scores[self.measure.place]) for _, each in systems),
            terms=tuple(sorted({self.terms[each.term] for row in here.values() for each in row})),
        )

    def _hypothesis(
        self,
        number: int,
        segment: SegmentScore,
        judgements: Sequence[TermJudgement],
        references: Sequence[str],
        numbers: Mapping[tuple[int, int, str], int],
        base: SegmentScore | None,
    ) -> Hypothesis:
        text = shorten(segment.hypothesis)
        known = tuple(map(shorten, references))
        near = closest(text, known)
        place = self.measure.place
        scores = [f"{each.name} {each.write(segment.scores[each.place])}" for each in self.measures]
        return Hypothesis(
            number=number,
            name=self.evaluation.systems[number].name,
            pieces=_pieces(text, _delivered(judgements, numbers), changes(text, known[near])),
            score=scores[place],
            others=tuple(score for n, score in enumerate(scores) if n != place),
            notes=tuple(note for each in judgements for note in _notes(each, numbers[_key(each)])),
            issues=segment.issues,
            checks=tuple(sorted({self.checks[issue.check] for issue in segment.issues})),
            missed=tuple(sorted({self.terms[each.term] for each in judgements if each.form is None})),
            change="" if base is None else self._change(segment, base),
            compared=near + 1 if len(references) > 1 else None,
        )

    def _change(self, segment: SegmentScore, base: SegmentScore) -> str:
        name = next(system.name for system in self.evaluation.systems if system.segments)
        if segment.hypothesis == base.hypothesis:
            return f"the same as {name}"
        place = self.measure.place
        return f"{self.measure.sign(segment.scores[place] - base.scores[place])} against {name}"


def shorten(text: str) -> str:
    """``text``, cut where it is too long for the page."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} … (cut: {len(text):,} characters)"


def _by_line(judgements: Iterable[TermJudgement], lines: set[int]) -> dict[int, list[TermJudgement]]:
    rows: defaultdict[int, list[TermJudgement]] = defaultdict(list)
    for each in judgements:
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
        start, end = _place(source, row[0])
        marks.append((Mark(start, end, number), css, f"{number}: {row[0].term}, {fate}"))
    return _pieces(shorten(source), [mark for mark in marks if mark[0].end <= LONGEST], [])


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
) -> list[tuple[Mark, str, str]]:
    marks = []
    for each in judgements:
        if each.target_start is not None and each.target_end is not None and each.target_end <= LONGEST:
            number = numbers[_key(each)]
            mark = Mark(each.target_start, each.target_end, number)
            marks.append((mark, _colour(number), f"{number}: {each.term}"))
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
        notes.append(Note("warning", "Leftover", f"{number} {text}"))
    if judgement.disagreement:
        notes.append(Note("warning", "Disagreement", f"{number} {judgement.form}: {judgement.disagreement}"))
    return notes


def _pieces(text: str, terms: Sequence[tuple[Mark, str, str]], found: Sequence[Change]) -> tuple[Piece, ...]:
    """``text`` in runs whose cover does not change, each missing word before the run where it belongs."""
    looks = {mark.number: (colour, title) for mark, colour, title in terms}
    marks = [mark for mark, _, _ in terms] + [
        Mark(c.start, c.end, _INSERTED) for c in found if c.start < c.end
    ]
    missing = {change.start: _spaced(text, change) for change in found if change.missing}
    pieces: list[Piece] = []
    for start, end in pairwise(sorted({0, len(text), *missing})):
        inside = [Mark(m.start - start, m.end - start, m.number) for m in marks]
        for n, run in enumerate(cut_runs(text[start:end], inside)):
            numbers = tuple(number for number in run.marks if number != _INSERTED)
            colour, _ = looks[numbers[0]] if numbers else ("", "")
            pieces.append(
                Piece(
                    text=run.text,
                    numbers=numbers,
                    inserted=_INSERTED in run.marks,
                    missing=missing.get(start, "") if n == 0 else "",
                    colour=colour,
                    title=" | ".join(looks[number][1] for number in numbers),
                )
            )
    if last := missing.get(len(text)):
        pieces.append(Piece("", missing=last))
    return _with_ends(pieces)


def _spaced(text: str, change: Change) -> str:
    """The missing words with the spaces that part them from what stands around them."""
    before, after = text[: change.start][-1:], text[change.start :][:1]
    left = " " if before.strip() else ""
    return f"{left}{change.missing}{' ' if after.isalnum() else ''}"


def _with_ends(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    last = {number: place for place, piece in enumerate(pieces) for number in piece.numbers}
    return tuple(
        replace(piece, ends=tuple(n for n in piece.numbers if last[n] == place))
        for place, piece in enumerate(pieces)
    )
