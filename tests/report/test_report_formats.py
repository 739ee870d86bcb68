"""The machine-readable reports say exactly what happened."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import outcome, sample, translation

from kztrans.errors import OutputError
from kztrans.glossary import Glossary
from kztrans.report import check_format, glossary_names, render


def test_json_has_exactly_the_documented_shape():
    """Pipelines read these keys: none missing, none renamed, values as they were."""
    data = json.loads(render(sample(), "r.json"))
    assert list(data) == ["model", "glossary", "target", "signature", "segments"]
    assert data["glossary"] == ["terms.csv", "own <terms>.csv"] and data["target"] == "en"
    first = data["segments"][0]
    assert list(first) == ["id", "source", "target", "terms", "issues"]
    assert first["terms"][1] == {
        "source": "Елбасымен",
        "start": 22,
        "end": 31,
        "term": "Елбасы",
        "suffixes": ["-мен"],
        "target": "the First President",
        "target_start": 40,
        "target_end": 59,
        "means": "placed",
        "cost": 1.23456,
    }
    assert data["segments"][1]["issues"][1] == {"check": "brackets", "message": "A bracket <is> missing."}


def test_json_offsets_slice_to_the_strings_given():
    """Offsets are code points of the segment's own strings; a refusal has no target at all."""
    for segment in json.loads(render(sample(), "r.json"))["segments"]:
        for term in segment["terms"]:
            assert segment["source"][term["start"] : term["end"]] == term["source"]
            if term["means"] == "refused":
                assert term["target"] is term["target_start"] is term["target_end"] is None
            else:
                assert segment["target"][term["target_start"] : term["target_end"]] == term["target"]


@given(st.text(alphabet=st.sampled_from("аb\t\n\r\\\"' |"), min_size=1, max_size=12))
def test_tsv_cells_never_break_the_table(word):
    """Tabs, line ends and backslashes of the text stay inside their cell and can be read back."""
    text = translation(f"x{word}y", "target", [outcome(f"x{word}y", word, "target", None)])
    lines = render(sample(("d", [text])), "r.tsv").split("\n")
    assert len(lines) == 3 and lines[-1] == ""
    header, row = (line.split("\t") for line in lines[:2])
    cells = dict(zip(header, row, strict=True))
    escapes = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
    read, letters = "", iter(cells["source"])
    for letter in letters:
        read += escapes[next(letters)] if letter == "\\" else letter
    assert read == word
    assert cells["target"] == cells["target_start"] == "" and cells["means"] == "refused"


def test_extension_chooses_the_format():
    """Case does not matter; an unknown or missing extension is refused with the list of formats."""
    assert check_format("A.JSON") == ".json"
    with pytest.raises(OutputError, match=r"r\.pdf: there is no report format '\.pdf'.*\.html"):
        check_format("r.pdf")
    with pytest.raises(OutputError, match="has no extension"):
        check_format("report")


def test_glossaries_are_named_wherever_they_lie(tmp_path, monkeypatch):
    """A report says which files were used, not where this machine keeps what comes with kztrans."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.csv").write_text("kk,en,ru\nсыр,secret,тайна\n")
    names = glossary_names(Glossary.merge(Glossary.default(), Glossary.load("own.csv")))
    assert names[-1] == "own.csv" and len(names) > 1
    assert all(re.fullmatch(r"shipped/\w+\.\w+", name) for name in names[:-1])
    assert glossary_names(None) == []
