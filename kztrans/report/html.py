"""The report as one self-contained page: both texts side by side, terms in matching colours."""

from __future__ import annotations

from dataclasses import dataclass

from kztrans._version import __version__
from kztrans.records import Issue, TermOutcome
from kztrans.report.marking import Mark, Run, cut_runs
from kztrans.report.model import MEANS, REFUSAL_CHECK, Report, ReportSegment, is_failure, label_of
from kztrans.report.page import environment
from kztrans.text.language import LANGUAGES

# The template defines as many colours (c0 … c7), each for a light and a dark page.
_COLOURS = 8


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """A term outcome with its number in the segment and its colour class."""

    number: int
    colour: str
    label: str
    means: str
    outcome: TermOutcome

    @property
    def title(self) -> str:
        """What the mark says when the pointer rests on it."""
        suffixes = " ".join(self.outcome.suffixes)
        return " · ".join(part for part in (f"{self.number}: {self.label}", suffixes, self.means) if part)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text as the template shows it: under ``marks`` (innermost first), the last run of ``ends``."""

    text: str
    marks: list[_Occurrence]
    ends: list[_Occurrence]


@dataclass(frozen=True, slots=True)
class _Row:
    """A segment as the template shows it; ``heading`` is its document's name where a new one begins."""

    segment: ReportSegment
    source: list[_Piece]
    target: list[_Piece]
    occurrences: list[_Occurrence]
    refusals: list[Issue]
    warnings: list[Issue]
    notices: list[Issue]
    heading: str | None


def render(report: Report) -> str:
    """The report as an HTML page with everything inside: no scripts, no fonts, no network."""
    rows: list[_Row] = []
    documents = list(dict.fromkeys(segment.document for segment in report.segments))
    previous = None
    for segment in report.segments:
        begins = len(documents) > 1 and segment.document != previous
        rows.append(_row(segment, segment.document if begins else None))
        previous = segment.document
    return (
        environment()
        .get_template("report.html.jinja")
        .render(
            report=report,
            rows=rows,
            documents=documents,
            glossary=report.glossary,
            language=LANGUAGES[report.target],
            version=__version__,
        )
    )


def _row(segment: ReportSegment, heading: str | None) -> _Row:
    occurrences = [_occurrence(number, term) for number, term in enumerate(segment.terms, start=1)]
    delivered = [
        Mark(o.outcome.target_start, o.outcome.target_end, o.number)
        for o in occurrences
        if o.outcome.target_start is not None and o.outcome.target_end is not None
    ]
    found = [Mark(o.outcome.start, o.outcome.end, o.number) for o in occurrences]
    return _Row(
        segment=segment,
        source=_pieces(cut_runs(segment.source, found), occurrences),
        target=_pieces(cut_runs(segment.target, delivered), occurrences),
        occurrences=occurrences,
        refusals=[issue for issue in segment.issues if issue.check == REFUSAL_CHECK],
        warnings=[issue for issue in segment.issues if is_failure(issue)],
        notices=[issue for issue in segment.issues if issue.notice],
        heading=heading,
    )


def _occurrence(number: int, term: TermOutcome) -> _Occurrence:
    colour = "refused" if term.means == "refused" else f"c{(number - 1) % _COLOURS}"
    return _Occurrence(number, colour, label_of(term), MEANS[term.means], term)


def _pieces(runs: list[Run], occurrences: list[_Occurrence]) -> list[_Piece]:
    last = {number: place for place, run in enumerate(runs) for number in run.marks}
    return [
        _Piece(
            run.text,
            [occurrences[number - 1] for number in run.marks],
            [occurrences[number - 1] for number in run.marks if last[number] == place],
        )
        for place, run in enumerate(runs)
    ]
