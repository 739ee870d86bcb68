"""Aligned text in files: lines, TSV and CSV, JSON lines, TMX, XLIFF; one reader a format."""

from kztrans.document.parallel.choice import Choice, parse_choice
from kztrans.document.parallel.columns import Role, choose, find
from kztrans.document.parallel.file import ParallelFile, Stream
from kztrans.document.parallel.opening import opened
from kztrans.document.parallel.registry import FORMATS, format_of, read_segments
from kztrans.document.parallel.segment import Segment

__all__ = [
    "FORMATS",
    "Choice",
    "ParallelFile",
    "Role",
    "Segment",
    "Stream",
    "choose",
    "find",
    "format_of",
    "opened",
    "parse_choice",
    "read_segments",
]
