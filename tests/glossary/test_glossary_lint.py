"""Lint: every kind of mistake is reported at its line, all at once."""

from __future__ import annotations

import pytest

from kztrans.glossary import Glossary, Term
from kztrans.glossary.lint import RULES, lint

GOOD = Term("зауыт", "plant", "завод", pos="noun", status="approved", gender="m", file="t.csv", line=2)


def messages(*terms):
    return [(f.severity, f.message) for f in lint(Glossary(terms))]


def test_a_good_glossary_has_no_findings():
    """An ordinary entry, an abbreviation, a keep-as-is name and an abbreviated headword pass every rule."""
    assert (
        messages(
            GOOD, Term("ЖШС", "LLP", "ТОО"), Term("AB", "", "", keep=True), Term("т.б.", "etc.", "и т. д.")
        )
        == []
    )


@pytest.mark.parametrize(
    ("term", "severity", "words"),
    [
        (Term("Зауыт", "plant", "завод", file="t.csv", line=3), "warning", "the same as line 2"),
        (
            Term("зауыт", "mill", "завод", file="t.csv", line=3),
            "error",
            "here, but 'plant / завод' in line 2",
        ),
        (Term("қала", "", ""), "error", "no translation"),
        (Term("«…»", "x", "y"), "error", "no letter or digit"),
        (Term("www.қала.kz", "x", "y"), "error", "not found even in its own text"),
        (Term("қaла", "city", "город"), "error", "'қaла' in kk mixes"),
        (Term("қала", "city", "гoрод"), "warning", "'гoрод' in ru mixes"),
        (Term(" қала", "city", "город"), "warning", "spaces in kk"),
        (Term("қала", "big  city", "город"), "warning", "spaces in en"),
        (Term("бір екі үш төрт бес алты жеті сегіз тоғыз он бір", "x", "y"), "warning", "11 words"),
        (Term("Зауыт ашылды.", "The plant opened.", "Завод открыт."), "warning", "full stop"),
        (Term("Зауыт ашылды ма?", "x", "y"), "warning", "ends with '?'"),
        (Term("Зауыт ашылды. Ол жақсы", "x", "y"), "warning", "more than one sentence"),
        (Term("қала", "city", "город", ru_forms=("города  ",)), "warning", "spaces in ru_forms"),
        (Term("қала", "city", "город", derive=("lyk",)), "error", "'lyk' is no value for derive"),
        (Term("қала", "city", "город", case="Exact"), "error", "'Exact' is no value for case"),
        (Term("AB", "A B", "", keep=True), "error", "translation too"),
        (Term("қала", "city", "город", status="fine"), "error", "'fine' is no value for status"),
        (Term("қала", "city", "город", pos="nuon"), "error", "'nuon' is no value for pos"),
        (Term("қала", "city", "город", gender="x"), "error", "'x' is no value for gender"),
    ],
)
def test_each_mistake_is_found(term, severity, words):
    """Each rule reports its mistake with the right severity."""
    assert any(s == severity and words in message for s, message in messages(GOOD, term))


def test_all_mistakes_of_a_refused_file_are_reported(tmp_path):
    """Lint goes on where loading would stop, and orders what it finds by line."""
    path = tmp_path / "terms.csv"
    path.write_text(
        "kk,en,ru,status\nзауыт,plant,завод,\nқала,,,\nзауыт,mill,завод,\nбұл,this\nөзен,river,река,odd\n",
        "utf-8",
    )
    findings = lint(path)
    assert [(f.line, f.severity) for f in findings] == [(3, "error")] * 2 + [
        (4, "error"),
        (5, "error"),
        (6, "error"),
    ]
    assert str(findings[2]).startswith(f"{path}:4: error: «зауыт» is 'mill / завод' here")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\xfd", b"kk,colour\n"])
def test_an_unreadable_file_is_a_finding(tmp_path, content):
    """A file that cannot be read at all is one finding, not an exception."""
    path = tmp_path / "terms.csv"
    path.write_bytes(content)
    assert [f.severity for f in lint(path)] == ["error"]
    assert [f.severity for f in lint(tmp_path / "missing.csv")] == ["error"]
    assert [f.severity for f in lint(tmp_path / "terms.xyz")] == ["error"]


def test_a_long_official_name_is_a_term():
    """Names of bodies have up to ten words and are no sentences."""
    assert messages(Term("бір екі үш төрт бес алты жеті сегіз тоғыз он", "x", "y")) == []


def test_a_folder_is_checked_file_by_file(tmp_path):
    """A folder of glossaries is linted whole."""
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("kk,en\nқала,\n", "utf-8")
    assert [f.line for f in lint(tmp_path)] == [2, 2]


def test_an_empty_folder_is_told(tmp_path):
    """A folder without a glossary is a mistake in the command, not a clean bill of health."""
    assert "holds no glossary" in lint(tmp_path)[0].message


def test_files_are_looked_at_together(tmp_path):
    """What two files say differently is a warning, since the later one has its way; in one it is an error."""
    for name, mill in (("a.csv", "plant"), ("b.csv", "mill")):
        (tmp_path / name).write_text(f"kk,en,ru\nзауыт,{mill},завод\n", "utf-8")
    (finding,) = lint(tmp_path / "a.csv", tmp_path / "b.csv")
    assert (finding.severity, finding.rule) == ("warning", "contradictions")
    assert finding.file.endswith("b.csv") and "a.csv:2" in finding.message
    assert [f.severity for f in lint(tmp_path)] == ["warning"]


def test_every_rule_says_what_it_looks_for():
    """Rules are documented: lint's help can be made from them."""
    assert all(rule.__doc__ for rule in RULES)
