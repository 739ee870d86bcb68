"""Documents: plain text in, plain text out, and the promise that no failure costs the user a file."""

from kztrans.document.layout import REPORT, Job, check_outputs, lay_out, make_folder, refuse_overwriting
from kztrans.document.lines import Line, split_lines
from kztrans.document.names import printable
from kztrans.document.reading import Document, read_text
from kztrans.document.sources import Source, collect
from kztrans.document.stream import read_batches
from kztrans.document.writing import check_writable, replacing, write_text

__all__ = [
    "REPORT",
    "Document",
    "Job",
    "Line",
    "Source",
    "check_outputs",
    "check_writable",
    "collect",
    "lay_out",
    "make_folder",
    "printable",
    "read_batches",
    "read_text",
    "refuse_overwriting",
    "replacing",
    "split_lines",
    "write_text",
]
