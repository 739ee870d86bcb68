"""The table of occurrences in a terminal."""

from __future__ import annotations

import io
import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from report_samples import outcome, sample, translation
from rich.console import Console

from kztrans.report import Report, occurrence_table


def drawn(width: int, report: Report | None = None) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(occurrence_table(report or sample()))
    return console.file.getvalue()


def test_every_occurrence_is_a_row():
    """Source form, headword, suffixes, delivered form and means are all there; a refusal shows a dash."""
    rows = [re.split(r" {2,}", line.strip()) for line in drawn(160).splitlines()]
    assert ["1", "Елбасымен", "Елбасы", "-мен", "the First President", "placed"] in rows
    assert ["2", "Ә.Үсенбаев", "Ә.Үсенбаев", "-", "refused"] in rows
    assert ["2", "әкімі", "әкім", "-і", "governor", "searched"] in rows
    assert len([row for row in rows if row[0].isdecimal()]) == 7


def long_words() -> Report:
    """A report whose longest words only just fit side by side."""
    text = "Жаңа Индустрияландыру бағдарламасымен"
    made = "New Industrialization program"
    terms = [
        outcome(text, "Жаңа Индустрияландыру", made, "New Industrialization", suffixes=("-лар", "-ы", "-н")),
        outcome(text, "Жаңа", made, "New", term="индустриялық-инновациялық", means="beam"),
        outcome(text, "бағдарламасымен", made, "program", term="guard:number", means="placed"),
    ]
    return sample(("d", [translation(text, made, terms)]))


def test_words_are_whole_at_80_columns():
    """A row that is too long for 80 columns goes on below, broken between words and never inside one."""
    table = drawn(80, long_words())
    words = table.split()
    for word in (
        "Индустрияландыру",
        "Industrialization",
        "бағдарламасымен",
        "placed",
        "(guarded)",
        "индустриялық-",
    ):
        assert word in words
    assert max(map(len, table.splitlines())) <= 80


@given(st.integers(8, 200))
def test_no_letter_is_lost_at_any_width(width):
    """However narrow the terminal, every letter is drawn and no line is longer than it."""
    table = drawn(width, long_words())
    assert max(map(len, table.splitlines())) <= width
    if width >= 30:
        letters = Counter("".join(table.split()))
        for word in ("Индустрияландыру", "Industrialization", "бағдарламасымен"):
            assert not Counter(word) - letters


def test_brackets_in_a_text_are_no_markup():
    """'[red]' in a document is printed, not obeyed."""
    text = translation("[red]x", "[bold]y", [outcome("[red]x", "[red]x", "[bold]y", "[bold]y")])
    console = Console(file=io.StringIO(), width=120)
    console.print(occurrence_table(sample(("d", [text]))))
    assert "[red]x" in console.file.getvalue() and "[bold]y" in console.file.getvalue()
