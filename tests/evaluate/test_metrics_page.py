"""docs/metrics.md is true: its examples run, and its comparison with WMT25 is what both counts give."""

from __future__ import annotations

import doctest
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from wmt25 import document_success, sentence_success

from kztrans.evaluate.terms import score_terms

PAGE = (Path(__file__).parents[2] / "docs" / "metrics.md").read_text("utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.partition("### Side by side")[2].splitlines()
    if line.startswith("| ") and "hypothesis" not in line
]


@dataclass(frozen=True)
class Run:
    """What running the page's examples gave: how many, what went wrong, and the names they left behind."""

    attempted: int
    failures: str
    names: dict[str, Any]


@pytest.fixture(scope="module")
def page() -> Run:
    report: list[str] = []
    test = doctest.DocTestParser().get_doctest("\n".join(BLOCKS), {}, "metrics.md", "docs/metrics.md", 0)
    result = doctest.DocTestRunner().run(test, out=report.append, clear_globs=False)
    return Run(result.attempted, "\n".join(report), test.globs)


def test_examples_run(page):
    """Every example of the page gives what the page says."""
    assert page.attempted >= 20
    assert page.failures == ""


def test_every_term_metric_has_an_example():
    """No share of a term score goes without a worked example."""
    shown = "\n".join(BLOCKS)
    for name in ("success", "exact", "over_applied", "leftovers", "agreement", "consistency", "refused"):
        assert f".{name}" in shown


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_side_by_side_with_wmt25(row, page):
    """The table shows where counting by occurrence and WMT25's success rates agree and where they differ."""
    terms, hypothesis, here, sentences, documents, _ = row
    glossary = page.names["glossary"]
    source = f"{terms.replace(',', ' мен')} келді."
    found = glossary.find(source)
    assert ", ".join(each.term.kk for each in found) == terms
    success = score_terms([source], [found], [hypothesis], "en", "").success
    entries = {each.term.kk: each.term for each in found}
    assert success.rate == pytest.approx(float(here))
    targets = {kk: term.en for kk, term in entries.items()}
    assert sentence_success(targets, hypothesis, "en") == pytest.approx(float(sentences))
    allowed = {kk: list(dict.fromkeys([term.en, *term.en_forms])) for kk, term in entries.items()}
    assert document_success(allowed, source, hypothesis) == pytest.approx(float(documents))


def test_the_table_shows_agreement_and_difference():
    """The page compares fairly: several rows in which all agree, several in which WMT25 counts more."""
    same = [row for row in ROWS if len(set(row[2:5])) == 1]
    assert len(ROWS) >= 9
    assert len(same) >= 3
    assert sum(float(row[2]) < float(row[3]) for row in ROWS) >= 3
