"""The table of term occurrences for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from kztrans.report.model import MEANS, Report, label_of

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

_STYLES = {"free": "", "placed": "cyan", "beam": "cyan", "refused": "bold red"}
_GAP = 2


def occurrence_table(report: Report) -> OccurrenceTable:
    """One row an occurrence: segment, as it stands in the source, headword, suffixes, as delivered, means."""
    return OccurrenceTable(report)


@dataclass(frozen=True, slots=True)
class OccurrenceTable:
    """A rich renderable that fits its columns to the terminal: cells break between words where they can."""

    report: Report

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.box import SIMPLE_HEAD
        from rich.table import Table
        from rich.text import Text

        header = ("#", "Source", "Term", "Suffixes", f"Delivered ({self.report.target})", "Means")
        terms = [(segment.id, term) for segment in self.report.segments for term in segment.terms]
        rows = [
            (
                name,
                term.source,
                label_of(term),
                " ".join(term.suffixes),
                term.target or "-",
                MEANS[term.means],
            )
            for name, term in terms
        ]
        table = Table(
            title=f"Term occurrences, kk -> {self.report.target}",
            title_justify="left",
            box=SIMPLE_HEAD,
            show_edge=False,
            pad_edge=False,
            padding=(0, _GAP - 1, 0, 0),  # the box adds a blank between columns
        )
        room = options.max_width - _GAP * (len(header) - 1)
        widths = _fit([header, *rows], room)
        for name, width in zip(header, widths, strict=True):
            justify = "right" if name == "#" else "left"
            table.add_column(name, justify=justify, width=width, overflow="fold")  # type: ignore[arg-type]
        for row, (_, term) in zip(rows, terms, strict=True):
            # Text, not str: square brackets of a document are no markup.
            cells = [Text("\n".join(wrap(cell, width))) for cell, width in zip(row, widths, strict=True)]
            table.add_row(*cells, style=_STYLES[term.means])
        yield table


def _fit(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Column widths that fit into ``room`` together: what has most to spare gives way first.

    Cells are broken at blanks; behind hyphens only where that is not enough, and inside words at the last.
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    solid = len(columns) - 1  # "placed" is a word that every reader looks for
    floors = [
        [
            max(_longest_piece(cell, hyphens and place != solid) for cell in column)
            for place, column in enumerate(columns)
        ]
        for hyphens in (False, True)
    ]
    floors.append([1] * len(columns))
    for floor in floors:
        spare = [width - least for width, least in zip(widths, floor, strict=True)]
        while sum(widths) > room and max(spare) > 0:
            place = spare.index(max(spare))
            widths[place] -= 1
            spare[place] -= 1
    return widths


def _longest_piece(text: str, hyphens: bool) -> int:
    """The length of what is not broken at a blank or, with ``hyphens``, behind a hyphen."""
    pieces = wrap(text, 1, break_long_words=False, break_on_hyphens=hyphens)
    return max(map(len, pieces), default=1)
