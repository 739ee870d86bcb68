"""Reports: the proof, occurrence by occurrence, for machines (JSON, TSV) and for readers (HTML, terminal)."""

from kztrans.report.formats import FORMATS, check_format, render
from kztrans.report.model import Counts, Report, ReportSegment, failures, is_failure
from kztrans.report.occurrences import occurrence_table

__all__ = [
    "FORMATS",
    "Counts",
    "Report",
    "ReportSegment",
    "check_format",
    "failures",
    "is_failure",
    "occurrence_table",
    "render",
]
