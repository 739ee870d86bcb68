"""The challenge set of terms is well-formed, covers what it claims, and agrees with the shipped glossary."""

from __future__ import annotations

from collections import Counter

import pytest

from kztrans.errors import EvaluationError
from kztrans.evaluate.challenge import checkout_set, load_cases, own_glossary, unlicensed
from kztrans.evaluate.challenge.cases import COLUMNS, PHENOMENA
from kztrans.glossary import Glossary

CASES = load_cases(checkout_set())
HEADER = "\t".join(COLUMNS) + "\n"


@pytest.fixture(scope="module")
def glossary():
    """The glossary with which `kztrans eval terms` runs."""
    return Glossary.merge(Glossary.default(), *map(Glossary.load, own_glossary(checkout_set())))


def write(folder, rows):
    """A set of one file with these rows."""
    (folder / "a.tsv").write_text(HEADER + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return folder


GOOD = (
    "x-1",
    "order",
    "Сенат|Астана",
    "[Сенат] [Астанада].",
    "In [2:Astana] the [1:Senate].",
    "[Сенат].",
    "",
)


def test_size_and_coverage():
    """The set has more than 400 segments, every phenomenon at least seven."""
    counts = Counter(case.phenomenon for case in CASES)
    assert len(CASES) >= 420
    assert set(counts) == set(PHENOMENA) and min(counts.values()) >= 7


def test_no_sentence_twice():
    """No segment counts twice."""
    assert len({case.kk for case in CASES}) == len(CASES)


@pytest.mark.parametrize("target", ["en", "ru"])
def test_expected_forms_are_licensed(glossary, target):
    """Every form in a reference is one that the glossary licenses: else the set or the grammar is wrong."""
    assert list(unlicensed(CASES, glossary, target)) == []


def test_marks_are_read(tmp_path):
    """Marks give offsets in the plain text, numbers the order, escapes the characters that cannot be seen."""
    row = ("x-1", "order", "Сенат|Астана", r"[Се\u00adнат] [Астанада].", "In [2:Astana] the [1:Senate].")
    (case,) = load_cases(write(tmp_path, [(*row, "[Сенат] в [Астане].", "Қорғас")]))
    assert (case.kk, case.en, case.traps) == ("Се\u00adнат Астанада.", "In Astana the Senate.", ("Қорғас",))
    first, second = case.expected
    assert (first.term, first.en, first.ru) == ("Сенат", "Senate", "Сенат")
    assert (second.term, second.en, second.ru) == ("Астана", "Astana", "Астане")
    assert case.kk[second.start : second.end] == "Астанада"


BAD = [
    (GOOD, "the marks in the ru text do not fit the 2 terms"),
    ((*GOOD[:5], "[1:Сенат] в [Астане] [2:и].", ""), "the marks in the ru text"),
    ((*GOOD[:5], "[2:Сенат] в [2:Астане].", ""), "the marks in the ru text"),
    (("x-1", "colour", "", "Иә.", "Yes.", "Да.", ""), "'colour' is no phenomenon"),
    (("x-1", "negative", "", "Иә.", "", "Да.", ""), "the marks in the en text"),
    (("x-1", "negative", "", "Иә.", "Yes."), "5 cells under 7 columns"),
]


@pytest.mark.parametrize(("row", "message"), BAD)
def test_a_bad_row_is_named(tmp_path, row, message):
    """A mistake in the set names its file and line, and what is wrong."""
    with pytest.raises(EvaluationError, match=message) as caught:
        load_cases(write(tmp_path, [row]))
    assert caught.value.line == 2 and caught.value.file.endswith("a.tsv")


def test_an_id_is_given_once(tmp_path):
    """Results are reported by id, so two segments cannot share one."""
    row = ("x-1", "negative", "", "Иә.", "Yes.", "Да.", "")
    with pytest.raises(EvaluationError, match="x-1 is taken by line 2"):
        load_cases(write(tmp_path, [row, row]))


def test_a_folder_without_a_set(tmp_path):
    """Where there is no set, the error says which folder to name."""
    with pytest.raises(EvaluationError, match="no challenge set here") as caught:
        load_cases(tmp_path)
    assert "--data DIR" in str(caught.value)


def test_a_strange_header(tmp_path):
    """Another table is not read as a set."""
    (tmp_path / "a.tsv").write_text("kk\ten\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="the columns are not id, phenomenon"):
        load_cases(tmp_path)
