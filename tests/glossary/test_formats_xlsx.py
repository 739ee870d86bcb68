"""XLSX: workbooks of other programs, the kinds of cells, and workbooks that must not be opened."""

from __future__ import annotations

import builtins
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kztrans.errors import GlossaryError, MissingExtraError
from kztrans.glossary import Term, formats
from kztrans.glossary.formats import xlsx

SAMPLES = Path(__file__).with_name("samples")


@pytest.fixture
def sheet(tmp_path):
    """Writes rows with openpyxl, formulas and errors included."""

    def write(*rows):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / "terms.xlsx")
        return tmp_path / "terms.xlsx"

    return write


@pytest.fixture
def with_part(tmp_path):
    """A sound workbook with one part replaced or added."""

    def write(name, content):
        sound, path = tmp_path / "sound.xlsx", tmp_path / "bad.xlsx"
        formats.write(sound, [Term("зауыт", "plant", "завод")])
        with (
            zipfile.ZipFile(sound) as old,
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for part in old.namelist():
                if part != name:
                    new.writestr(part, old.read(part))
            new.writestr(name, content)
        return path

    return write


@pytest.mark.parametrize("program", ["xlsxwriter", "gnumeric"])
def test_workbooks_of_other_programs_are_read(program):
    """First sheet only; rich text, dates, numbers, truth values and a formula's saved value become text."""
    plant, law, name = formats.read(SAMPLES / f"{program}.xlsx")
    assert (plant.kk, plant.en, plant.ru, plant.note) == ("зауыт", "plant", "завод", "2026-03-01")
    assert (plant.priority, plant.keep, plant.line) == (2, False, 2)
    assert (law.kk, law.en, law.ru, law.note) == ("жаңа заң", "new law", "новый закон", "2.5")
    assert (law.ru_forms, law.extend_ru) == (("новшество", "новшества"), True)
    assert (name.kk, name.keep, name.note, name.line) == ("KEGOC", True, "2016", 5)


def test_inline_strings_and_numbers_are_read():
    """A writer that puts strings into the cells gives the same terms; a whole number has no decimals."""
    terms = formats.read(SAMPLES / "pyexcelerate.xlsx")
    assert [(t.kk, t.en, t.ru) for t in terms] == [("зауыт", "plant", "завод"), ("шарт", "7", "договор")]


def test_text_that_looks_like_a_formula_or_an_error_stays_text(tmp_path):
    """A term such as =A1 is written as a string, neither computed nor lost."""
    path = tmp_path / "terms.xlsx"
    terms = [Term("=1+1", "#1", "-5"), Term("007", "1e5", "TRUE")]
    assert not formats.write(path, terms)
    assert [(t.kk, t.en, t.ru) for t in formats.read(path)] == [(t.kk, t.en, t.ru) for t in terms]
    assert "<f>" not in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize(
    ("rows", "line", "words"),
    [
        ([], None, "first sheet is empty"),
        ([["name", "en"], ["a", "b"]], 1, "kk and en or ru"),
        ([["kk", "en", "colour"], ["a", "b", "c"]], 1, "unknown column 'colour'"),
        ([["kk", "en"], ["зауыт", None]], 2, "en cell is empty"),
        ([["kk", "en"], ["зауыт", "plant", "more"]], 2, "3 cells under 2 columns"),
        ([["kk", "en"], ["зауыт", "=A1"]], 2, "formula in cell B2 has no value"),
        ([["kk", "en"], [], ["зауыт", "#REF!"]], 3, "cell B3 shows the error #REF!"),
    ],
)
def test_a_mistake_is_named_with_its_row(sheet, rows, line, words):
    """Each mistake is one error that names the file, the row and, where it matters, the cell."""
    path = sheet(*rows)
    with pytest.raises(GlossaryError) as caught:
        formats.read(path)
    assert (caught.value.file, caught.value.line) == (str(path), line)
    assert words in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"kk,en\n", b"\xd0\xcf\x11\xe0" * 99])
def test_what_is_no_workbook_is_refused(tmp_path, data):
    """A CSV, an old XLS or half a file under the name of a workbook is one error with a remedy."""
    path = tmp_path / "terms.xlsx"
    path.write_bytes(data)
    with pytest.raises(GlossaryError, match=r"not a workbook .* Save it again as XLSX"):
        formats.read(path)


def test_zip_bombs_are_refused_before_they_are_unpacked(with_part, monkeypatch):
    """The archive's directory tells: too much in all, or a part that is mostly air."""
    path = with_part("xl/media/zeros.bin", b"\0" * 30_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(GlossaryError, match=r"'xl/media/zeros.bin' unpacks to over 200 times its size"):
        formats.read(path)
    monkeypatch.setattr(xlsx, "MOST_BYTES", 1 << 20)
    with pytest.raises(GlossaryError, match=r"unpacks to 28 MiB, over the limit of 1 MiB"):
        formats.read(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('<!DOCTYPE x [<!ENTITY a "lol">]><worksheet>&a;</worksheet>', "a DOCTYPE"),
        ("<a>" * 5000 + "</a>" * 5000, "nested deeper than 256"),
        ("<worksheet>", "Premature end"),
    ],
)
def test_hostile_xml_in_a_workbook_is_refused(with_part, content, words):
    """Entities and endless depth inside a sheet never reach the library that reads it."""
    with pytest.raises(GlossaryError, match=f"'xl/worksheets/sheet1.xml' is no plain XML .*{words}"):
        formats.read(with_part("xl/worksheets/sheet1.xml", content))


def test_hostile_xml_has_no_other_name(with_part):
    """A sheet that does not call itself .xml is looked at too."""
    with pytest.raises(GlossaryError, match=r"'xl/worksheets/sheet1.dat' is no plain XML"):
        formats.read(with_part("xl/worksheets/sheet1.dat", "\ufeff\n<!DOCTYPE x><x/>"))


def test_a_workbook_without_its_parts_is_refused(with_part):
    """Whatever openpyxl stumbles over is an error in one line."""
    for name, content in (
        ("xl/workbook.xml", "<workbook/>"),
        ("[Content_Types].xml", "<x/>"),
        ("xl/worksheets/sheet1.xml", '<worksheet><sheetData><row r="x"/></sheetData></worksheet>'),
    ):
        with pytest.raises(GlossaryError) as caught:
            formats.read(with_part(name, content))
        assert "\n" not in str(caught.value)


def test_what_no_cell_holds_is_refused(tmp_path):
    """A text that the format would cut, or that it cannot hold, is an error; nothing is written."""
    for text, words in (("x" * 32768, "a sheet holds 32,767"), ("a\x01", "control character")):
        with pytest.raises(GlossaryError, match=words):
            formats.write(tmp_path / "t.xlsx", [Term("а", text, "в")])
    assert not list(tmp_path.iterdir())


def test_a_missing_extra_is_one_hint(tmp_path, monkeypatch):
    """Without openpyxl the user is told what to install."""
    plain = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "openpyxl":
            raise ImportError(name)
        return plain(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"pip install 'kztrans\[xlsx\]'"):
        formats.read(SAMPLES / "gnumeric.xlsx")
    with pytest.raises(MissingExtraError, match=r"pip install 'kztrans\[xlsx\]'"):
        formats.write(tmp_path / "t.xlsx", [Term("а", "b", "в")])
