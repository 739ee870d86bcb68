"""Reports: the proof, occurrence by occurrence, for machines (JSON, TSV) and for readers (HTML, terminal)."""

from kztrans.report.formats import FORMATS, check_format, render
from kztrans.report.model import Counts, Report, ReportSegment, failures, is_failure, segment_id
from kztrans.report.naming import glossary_names
from kztrans.report.occurrences import occurrence_table

__all__ = [
    "FORMATS",
    "Counts",
    "Report",
    "ReportSegment",
    "check_format",
    "failures",
    "glossary_names",
    "is_failure",
    "occurrence_table",
    "render",
    "segment_id",
]
