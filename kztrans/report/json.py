"""The report as JSON: offsets are in characters (code points) of each segment's own strings."""

from __future__ import annotations

import json
from typing import Any

from kztrans.records import TermOutcome
from kztrans.report.model import Report, ReportSegment


def render(report: Report) -> str:
    """The report as one JSON object, UTF-8 letters as they are, ended by a newline."""
    data = {
        "model": report.model,
        "glossary": list(report.glossary),
        "target": report.target,
        "signature": report.signature,
        "segments": [_segment(segment) for segment in report.segments],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _segment(segment: ReportSegment) -> dict[str, Any]:
    return {
        "id": segment.id,
        "source": segment.source,
        "target": segment.target,
        "terms": [_term(term) for term in segment.terms],
        "issues": [{"check": issue.check, "message": issue.message} for issue in segment.issues],
    }


def _term(term: TermOutcome) -> dict[str, Any]:
    return {
        "source": term.source,
        "start": term.start,
        "end": term.end,
        "term": term.term,
        "suffixes": list(term.suffixes),
        "target": term.target,
        "target_start": term.target_start,
        "target_end": term.target_end,
        "means": term.means,
        "cost": term.cost,
    }
