"""The table of term occurrences for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kztrans.report.model import MEANS, Report, label_of

if TYPE_CHECKING:
    from rich.table import Table

_STYLES = {"free": "", "redecoded": "cyan", "beam": "cyan", "refused": "bold red"}


def occurrence_table(report: Report) -> Table:
    """One row an occurrence: segment, as it stands in the source, headword, suffixes, as delivered, means."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"Term occurrences, kk -> {report.target}", title_justify="left", pad_edge=False)
    table.add_column("Segment", justify="right", no_wrap=True)
    for header in ("In the source", "Term", "Suffixes", f"Delivered ({report.target})", "Means"):
        table.add_column(header, overflow="fold")
    for segment in report.segments:
        for term in segment.terms:
            # Text, not str: square brackets of a document are no markup.
            cells = (
                segment.id,
                term.source,
                label_of(term),
                " ".join(term.suffixes),
                term.target or "-",
                MEANS[term.means],
            )
            table.add_row(*(Text(cell) for cell in cells), style=_STYLES[term.means])
    return table
