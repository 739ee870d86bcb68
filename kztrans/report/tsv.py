"""The report as a table for a spreadsheet: one row a term occurrence, columns parted by tabs."""

from __future__ import annotations

from collections.abc import Iterable

from kztrans.report.model import Report

COLUMNS = (
    "id",
    "source",
    "start",
    "end",
    "term",
    "suffixes",
    "target",
    "target_start",
    "target_end",
    "means",
    "cost",
)
# IANA text/tab-separated-values has no quoting: a tab or line end inside a cell is written as an escape.
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def render(report: Report) -> str:
    """A header line and one line an occurrence; cells of a refused occurrence's target are empty."""
    rows = [row(COLUMNS)]
    for segment in report.segments:
        rows += [
            row(
                (
                    segment.id,
                    term.source,
                    term.start,
                    term.end,
                    term.term,
                    " ".join(term.suffixes),
                    term.target,
                    term.target_start,
                    term.target_end,
                    term.means,
                    term.cost,
                )
            )
            for term in segment.terms
        ]
    return "".join(rows)


def row(cells: Iterable[object]) -> str:
    """Cells as one line; None is an empty cell."""
    return "\t".join("" if cell is None else str(cell).translate(_ESCAPES) for cell in cells) + "\n"
