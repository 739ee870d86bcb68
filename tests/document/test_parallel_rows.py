"""Rows of tables and JSON lines: what would be dropped without a word is an error at its line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.check import read_pairs
from kztrans.document.parallel import Choice, ParallelFile, Segment, read_segments
from kztrans.document.parallel.jsonl import read_jsonl
from kztrans.errors import InputError
from kztrans.glossary.mine import open_aligned

_KEY = st.sampled_from(["kk", "ru", "a", "a.kk", "\0"])
_LEAF = st.sampled_from([None, True, 7, 3.5, float("nan"), "су", "\0", ["x"]])
_ROW = st.dictionaries(_KEY, _LEAF | st.dictionaries(_KEY, _LEAF, max_size=2), max_size=4)


def _read(path: Path, text: str) -> list[Segment]:
    path.write_text(text, encoding="utf-8")
    return list(read_segments(path))


@pytest.mark.parametrize("name", ["t.tsv", "t.csv"])
@pytest.mark.parametrize("first", ["Су\tWater", "kk\ten"], ids=["no header", "header"])
def test_a_row_with_more_cells_than_the_others(tmp_path, name, first):
    """A surplus cell is not cut off, also where no header says how many there are."""
    with pytest.raises(InputError, match="3 cells where 2 columns are") as caught:
        _read(tmp_path / name, f"{first}\nЖер\tLand\nОт\tFire\tmore\n")
    assert caught.value.line == 3


def test_a_cell_without_end(tmp_path):
    """The limit for a cell of CSV is told as what it is, not as a matter of quoting."""
    long = "а" * (csv.field_size_limit() + 1)
    with pytest.raises(InputError, match=r"a cell is longer than 131,072 characters") as caught:
        _read(tmp_path / "t.csv", f"kk,en\nСу,Water\n{long},x\n")
    assert caught.value.line == 3


def test_what_is_there_but_no_text_is_told(tmp_path):
    """A key that holds no string is known, with what it holds; a whole number may be read all the same."""
    row = '{"kk": "Су", "ru": null, "a": {"b": 3.5, "c": NaN}, "n": 7, "t": true, "l": ["x"], "o": {}}'
    (segment,) = _read(tmp_path / "t.jsonl", row)
    assert segment.texts == {"kk": "Су", "n": "7"}
    assert segment.other == {
        "ru": "null",
        "a.b": "a number",
        "a.c": "a number",
        "n": "a number",
        "t": "true or false",
        "l": "a list",
    }


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ('{"kk": "Су", "kk": "Жер"}', "key 'kk' stands twice"),
        ('{"a": {"kk": "Су", "kk": null}}', "key 'kk' stands twice"),
        ('{"a": {"kk": "Су"}, "a.kk": "Жер"}', "key 'a.kk' stands twice"),
        ('{"kk": "Су\\u0000"}', "'kk' holds a NUL"),
        ('{"k\\u0000": "Су"}', "holds a NUL"),
        (f'{{"n": {"9" * 5000}}}', "a number of more than 1,000 digits"),
        ('{"a":' * 90_000, "nested too deep"),
    ],
    ids=["twice", "twice within", "dotted", "nul", "nul in key", "digits", "deep"],
)
def test_a_row_that_would_lose_something(tmp_path, row, told):
    """Each is an error of one line that speaks of the file, not of Python."""
    with pytest.raises(InputError, match=told) as caught:
        _read(tmp_path / "t.jsonl", '{"kk": "Су"}\n' + row)
    assert caught.value.line == 2
    assert "\n" not in str(caught.value) and "sys." not in str(caught.value)


@settings(deadline=None)
@given(row=_ROW)
def test_no_value_of_a_row_is_lost(row):
    """Every value of any object is a text, or told as none, or the row is refused (hypothesis)."""

    def leaves(value):
        return sum(map(leaves, value.values())) if isinstance(value, dict) else 1

    try:
        (segment,) = read_jsonl(io.BytesIO(json.dumps(row).encode()), file="x")
    except InputError as error:
        assert "stands twice" in str(error) or "holds a NUL" in str(error)
    else:
        assert len({*segment.texts, *segment.other}) == leaves(row)


@pytest.mark.parametrize("column", [None, "ru"], ids=["found", "chosen"])
def test_check_takes_no_other_key_for_a_missing_translation(tmp_path, column):
    """`kztrans check` reads one key throughout: null and no key are untranslated, a number is an error."""
    path = tmp_path / "t.jsonl"

    def pairs(*rows):
        path.write_text("\n".join(rows), encoding="utf-8")
        return [
            (each.source, each.target) for each in read_pairs(path, column and Choice(path, column), "ru")
        ]

    first = '{"kk": "Су", "ru": "Вода", "text": "a"}'
    rows = ('{"kk": "Жер", "ru": null, "text": "b"}', '{"kk": "От", "text": "c"}')
    assert pairs(first, *rows) == [("Су", "Вода"), ("Жер", ""), ("От", "")]
    with pytest.raises(InputError, match="'ru' holds a number, not text") as caught:
        pairs(first, '{"kk": "Жер", "ru": 3.5, "target": "b"}')
    assert caught.value.line == 2


@pytest.mark.parametrize(("name", "text"), [("t.jsonl", '{"text": "Су"}'), ("t.csv", "text,id\nСу,1")])
def test_one_text_is_not_compared_with_itself(tmp_path, name, text):
    """A name that any language's text may have does not serve as both texts of a pair."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="'text' would be the source and the reference in one"):
        list(read_pairs(path, None, "ru"))
    with pytest.raises(InputError, match="'text' would be"):
        list(open_aligned([path], "ru"))


def test_rows_without_keys(tmp_path):
    """Objects that hold nothing are an error of the file, for whoever reads it."""
    path = tmp_path / "t.jsonl"
    path.write_text("{}\n{}\n", encoding="utf-8")
    with pytest.raises(InputError, match="there is nothing by name"):
        list(read_pairs(path, None, "ru"))
    with pytest.raises(InputError, match="there is nothing by name"):
        ParallelFile.read(path).stream("reference", "ru")


def test_scoring_takes_no_other_key_for_a_missing_reference(tmp_path):
    """A file read whole knows the keys that hold null throughout, and refuses a number as a text."""
    path = tmp_path / "t.jsonl"
    path.write_text('{"kk": "Су", "ru": null, "text": "a", "doc": 7}\n', encoding="utf-8")
    file = ParallelFile.read(path)
    assert file.stream("reference", "ru").texts == (None,)
    assert file.documents("ru") == ("7",)
    path.write_text('{"kk": "Су", "ru": "Вода"}\n{"kk": "Жер", "ru": 3.5}\n', encoding="utf-8")
    with pytest.raises(InputError, match="'ru' holds a number, not text") as caught:
        ParallelFile.read(path).stream("reference", "ru")
    assert caught.value.line == 2
