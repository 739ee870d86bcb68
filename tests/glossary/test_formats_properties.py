"""What holds for every format, whatever the terms and whatever the bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kztrans.errors import GlossaryError
from kztrans.glossary import Term, formats
from kztrans.glossary.formats.table import FORM_LISTS

SAMPLES = Path(__file__).with_name("samples")
LETTERS = st.characters(categories=("L", "N", "P", "Zs", "S"))
TEXT = st.text(LETTERS | st.sampled_from("әғқ\n\t«»\"'&<>=#;,"), max_size=12)
CELL = TEXT.filter(lambda text: bool(text.strip()))
FORM = TEXT.map(lambda text: text.replace("|", "").strip().lstrip("+").strip()).filter(bool)
FORMS = st.lists(FORM, max_size=2).map(tuple)
TERMS = st.builds(
    Term,
    *(CELL, CELL, CELL),
    pos=st.sampled_from(("", "noun", "abbr", "name", "num")),
    domain=TEXT.map(str.strip),
    status=st.sampled_from(("", "approved", "preferred", "admitted", "proposed", "deprecated")),
    note=TEXT,
    **dict.fromkeys(FORM_LISTS, FORMS),
    extend_en=st.booleans(),
    extend_ru=st.booleans(),
    case=st.sampled_from(("", "exact")),
    gender=st.sampled_from(("", "m", "pl")),
    keep=st.booleans(),
    priority=st.integers(-9, 99),
)
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
SUFFIXES = sorted(formats.FORMATS)


def content(term):
    return {name: getattr(term, name) for name in Term.__slots__ if name not in ("file", "line")}


@pytest.mark.parametrize("name", list(formats.NAMES))
@FEW
@given(terms=st.lists(TERMS, min_size=1, max_size=4))
def test_a_round_trip_keeps_what_the_format_holds(tmp_path_factory, name, terms):
    """Written and read again, each entry is what ``held`` promises; what it promises not is reported lost."""
    path = tmp_path_factory.mktemp("round") / "terms"
    chosen, to = formats.named(name), "en" if name in ("deepl", "deepl-tsv", "omegat") else None
    kept = [held for term in terms if (held := chosen.held(term))]
    try:
        loss = formats.write(path, terms, name=name, to=to)
    except GlossaryError:
        return  # refused in words; the formats' own tests say when
    if not kept:
        return
    back = formats.read(path, name=name, to=to)
    other = {"ru", "ru_forms", "ru_forbidden", "extend_ru"} if to else set()
    assert [{k: v for k, v in content(term).items() if k not in other} for term in back] == [
        {k: v for k, v in content(term).items() if k not in other} for term in kept
    ]
    assert loss.inactive == len(terms) - len(kept)
    if not loss.columns and not to:
        for before, after in zip(terms, back, strict=True):
            assert before.kk == after.kk and before.note == after.note and before.near == after.near


@pytest.mark.parametrize("suffix", SUFFIXES)
@FEW
@given(data=st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_any_bytes_give_terms_or_an_error(tmp_path_factory, suffix, data):
    """Arbitrary bytes under any extension are read or refused with a GlossaryError."""
    path = tmp_path_factory.mktemp("bytes") / f"terms{suffix}"
    path.write_bytes(data)
    for row in formats.scan(path):
        assert isinstance(row, Term | GlossaryError)


@pytest.mark.parametrize("sample", ["basic_dca.tbx", "basic_v2.tbx", "google.csv", "deepl.csv"])
@FEW
@given(place=st.integers(0, 2000), length=st.integers(0, 40), new=st.binary(max_size=20))
def test_a_damaged_file_gives_terms_or_an_error(tmp_path_factory, sample, place, length, new):
    """A sound file with a piece of it replaced is read or refused with a GlossaryError."""
    path = tmp_path_factory.mktemp("damaged") / sample
    data = (SAMPLES / sample).read_bytes()
    path.write_bytes(data[:place] + new + data[place + length :])
    for row in formats.scan(path):
        assert isinstance(row, Term | GlossaryError)


@FEW
@given(
    part=st.integers(0, 9), place=st.integers(0, 3000), length=st.integers(0, 40), new=st.binary(max_size=20)
)
def test_a_damaged_workbook_gives_terms_or_an_error(tmp_path_factory, part, place, length, new):
    """A workbook with a piece of one of its parts replaced is read or refused with a GlossaryError."""
    path = tmp_path_factory.mktemp("damaged") / "terms.xlsx"
    with zipfile.ZipFile(SAMPLES / "gnumeric.xlsx") as old, zipfile.ZipFile(path, "w") as damaged:
        for number, name in enumerate(old.namelist()):
            data = old.read(name)
            damaged.writestr(name, data[:place] + new + data[place + length :] if number == part else data)
    for row in formats.scan(path):
        assert isinstance(row, Term | GlossaryError)


@FEW
@given(place=st.integers(0, 6000), new=st.binary(min_size=1, max_size=8))
def test_a_damaged_archive_gives_terms_or_an_error(tmp_path_factory, place, new):
    """Bytes changed in the archive itself are found out: no exception of zipfile comes through."""
    path = tmp_path_factory.mktemp("damaged") / "terms.xlsx"
    data = (SAMPLES / "gnumeric.xlsx").read_bytes()
    stream = io.BytesIO(data)
    stream.seek(min(place, len(data) - 1))
    stream.write(new)
    path.write_bytes(stream.getvalue())
    for row in formats.scan(path):
        assert isinstance(row, Term | GlossaryError)
