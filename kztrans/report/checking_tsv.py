"""Findings of checks as a table for a spreadsheet: one row a finding, columns parted by tabs."""

from __future__ import annotations

from kztrans.report.checking import CheckReport
from kztrans.report.tsv import row

COLUMNS = ("line", "check", "message", "source", "target")


def render(report: CheckReport) -> str:
    """A header line and one line a finding; white space inside a cell as in the report on a translation."""
    rows = [row(COLUMNS)]
    for found in report.result.findings:
        rows.append(row((found.pair.line, found.check, found.message, found.pair.source, found.pair.target)))
    return "".join(rows)
