"""What a report knows: one record for every format, made from translations and never from files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from kztrans.records import Issue, Means, Target, TermOutcome, Translation

# The check under which the translator names refused terms; they are counted as refusals, not as warnings.
REFUSAL_CHECK = "terms"
# How a reader sees the means, wherever people read: one word each.
MEANS: dict[Means, str] = {
    "free": "free",
    "placed": "placed",
    "beam": "searched",
    "refused": "refused",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many segments, how many term occurrences by the means that delivered them, how many warnings."""

    segments: int = 0
    free: int = 0
    placed: int = 0
    beam: int = 0
    refused: int = 0
    warnings: int = 0

    @property
    def found(self) -> int:
        """All term occurrences of the source, guarded strings included."""
        return self.free + self.placed + self.beam + self.refused

    @property
    def failures(self) -> int:
        """What ``--strict`` does not forgive: refused terms and warnings."""
        return self.refused + self.warnings

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.segments + other.segments,
            self.free + other.free,
            self.placed + other.placed,
            self.beam + other.beam,
            self.refused + other.refused,
            self.warnings + other.warnings,
        )

    @classmethod
    def of(cls, translation: Translation) -> Counts:
        """The counts of one translation; notices are no warnings."""
        means = [term.means for segment in translation.segments for term in segment.terms]
        issues = [issue for segment in translation.segments for issue in segment.issues]
        return cls(
            segments=len(translation.segments),
            free=means.count("free"),
            placed=means.count("placed"),
            beam=means.count("beam"),
            refused=means.count("refused"),
            warnings=sum(is_failure(issue) for issue in issues),
        )


def is_failure(issue: Issue) -> bool:
    """Whether an issue is a warning: neither a mere notice nor a refusal, which is counted as a term."""
    return not issue.notice and issue.check != REFUSAL_CHECK


def failures(segment: str, issues: Iterable[Issue]) -> list[str]:
    """What ``--strict`` does not forgive, a line each: the segment's id, the check, what it says."""
    return [
        f"segment {segment}: {issue.message}"
        if issue.check == REFUSAL_CHECK
        else f"segment {segment}: {issue.check}: {issue.message}"
        for issue in issues
        if not issue.notice
    ]


def segment_id(document: str, number: int, *, several: bool) -> str:
    """``12``, or ``file.txt:12`` in a run over several documents."""
    return f"{document}:{number}" if several else str(number)


def label_of(term: TermOutcome) -> str:
    """The headword, or for a guarded string the kind of guard: ``number (guarded)``."""
    guard = term.term.removeprefix("guard:")
    return term.term if guard == term.term else f"{guard} (guarded)"


@dataclass(frozen=True, slots=True)
class ReportSegment:
    """A segment of the report; offsets of ``terms`` slice exactly ``source`` and ``target``.

    ``id`` is unique in the report: ``12``, or ``file.txt:12`` where there are several documents.
    ``document`` is the document's name.
    """

    id: str
    document: str
    source: str
    target: str
    terms: tuple[TermOutcome, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A finished run: with which model, glossaries and settings (``signature``) it made which segments."""

    model: str
    glossary: tuple[str, ...]
    target: Target
    signature: str
    segments: tuple[ReportSegment, ...]
    counts: Counts

    @classmethod
    def build(
        cls,
        documents: Sequence[tuple[str, Iterable[Translation]]],
        *,
        model: str,
        glossary: Iterable[str],
        target: Target,
        signature: str,
    ) -> Report:
        """A report on ``documents``: pairs of a unique name and the translations of its lines, in order."""
        segments: list[ReportSegment] = []
        counts: list[Counts] = []
        for name, translations in documents:
            number = 0
            for translation in translations:
                counts.append(Counts.of(translation))
                for segment in translation.segments:
                    number += 1
                    label = segment_id(name, number, several=len(documents) > 1)
                    segments.append(
                        ReportSegment(
                            label, name, segment.source, segment.target, segment.terms, segment.issues
                        )
                    )
        return cls(
            model=model,
            glossary=tuple(glossary),
            target=target,
            signature=signature,
            segments=tuple(segments),
            counts=reduce(Counts.__add__, counts, Counts()),
        )
