"""The table of occurrences in a terminal."""

from __future__ import annotations

import io

from report_samples import sample
from rich.console import Console

from kztrans.report import occurrence_table


def drawn(width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(occurrence_table(sample()))
    return console.file.getvalue()


def test_every_occurrence_is_a_row():
    """Source form, headword, suffixes, delivered form and means are all there; a refusal shows a dash."""
    lines = [line.strip("│") for line in drawn(160).splitlines() if line.startswith("│")]
    rows = [[cell.strip() for cell in line.split("│")] for line in lines]
    assert ["1", "Елбасымен", "Елбасы", "-мен", "the First President", "re-decoded"] in rows
    assert ["2", "Ә.Үсенбаев", "Ә.Үсенбаев", "", "-", "refused"] in rows
    assert len([row for row in rows if row[0]]) == 7


def test_brackets_in_a_text_are_no_markup():
    """'[red]' in a document is printed, not obeyed."""
    from report_samples import outcome, translation

    text = translation("[red]x", "[bold]y", [outcome("[red]x", "[red]x", "[bold]y", "[bold]y")])
    console = Console(file=io.StringIO(), width=120)
    console.print(occurrence_table(sample(("d", [text]))))
    assert "[red]x" in console.file.getvalue() and "[bold]y" in console.file.getvalue()
