"""Reading lines, tables and JSON lines of aligned text: what each gives, what is refused and how."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrans.document.parallel import FORMATS, choose, format_of, read_segments
from kztrans.document.parallel.lines import read_lines
from kztrans.errors import InputError

_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), max_size=20)
HEADED = "kk\ten\tdocument\nСу\tWater\ta\nЖер\tLand\tb\n"
EXPECTED = [
    (1, {"kk": "Су", "en": "Water", "document": "a"}, 2),
    (2, {"kk": "Жер", "en": "Land", "document": "b"}, 3),
]


def _read(path: Path, data: str | bytes, columns=()):
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return [(each.number, dict(each.texts), each.line) for each in read_segments(path, columns)]


@pytest.mark.parametrize(
    "data",
    [
        HEADED.encode(),
        HEADED.encode("utf-8-sig"),
        HEADED.replace("\n", "\r\n").encode(),
        HEADED.encode("utf-16"),
        HEADED.rstrip("\n").encode(),
        (HEADED + "\n\t\t\n").encode(),
    ],
    ids=["plain", "bom", "crlf", "utf-16", "no end", "blank rows"],
)
def test_a_table_however_it_is_written(tmp_path, data):
    """Byte order mark, line ends, UTF-16 and blank rows at the end change nothing in what is read."""
    assert _read(tmp_path / "t.tsv", data) == EXPECTED


def test_packed(tmp_path):
    """Each format may be gzipped; the ending before .gz says which it is."""
    assert _read(tmp_path / "t.tsv.gz", gzip.compress(HEADED.encode())) == EXPECTED
    assert [text for _, text, _ in _read(tmp_path / "t.gz", gzip.compress(b"a\n\nb"))] == [
        {"text": "a"},
        {"text": ""},
        {"text": "b"},
    ]


def test_a_table_without_header_is_read_by_number(tmp_path):
    """A first row of sentences is no header; its columns are called by number."""
    assert _read(tmp_path / "t.tsv", "Су\tWater\nЖер\tLand\n")[0] == (1, {"1": "Су", "2": "Water"}, 1)
    assert len(_read(tmp_path / "t.tsv", "1\tСу\n2\tЖер\n", ["1", "2"])) == 2


def test_a_name_that_is_asked_for_makes_a_header(tmp_path):
    """Columns may be called anything, once one of them is asked for."""
    assert _read(tmp_path / "t.csv", "mine;yours\nСу;Water\n", ["Yours"]) == [
        (1, {"mine": "Су", "yours": "Water"}, 2)
    ]


@pytest.mark.parametrize("row", ["Су\n", "Су\tWater\ta\tmore\n"])
def test_a_row_that_does_not_fit_its_header(tmp_path, row):
    """A cell too few or too many would shift texts into other columns: the row's line is named."""
    with pytest.raises(InputError, match="columns are") as caught:
        _read(tmp_path / "t.tsv", HEADED + row)
    assert caught.value.line == 4


def test_a_column_twice(tmp_path):
    """Two columns of one name cannot be told apart."""
    with pytest.raises(InputError, match="'en' stands twice"):
        _read(tmp_path / "t.tsv", "kk\ten\ten\n")


def test_quotes(tmp_path):
    """CSV quotes cells, TSV does not; a line break within a cell becomes a space, and lines still count."""
    assert _read(tmp_path / "t.csv", 'kk,en\n"Су, ""таза""","two\nlines"\nЖер,Land\n') == [
        (1, {"kk": 'Су, "таза"', "en": "two lines"}, 2),
        (2, {"kk": "Жер", "en": "Land"}, 4),
    ]
    assert _read(tmp_path / "t.tsv", 'kk\ten\n"Су\t"Water"\n')[0][1] == {"kk": '"Су', "en": '"Water"'}
    with pytest.raises(InputError, match="not readable as CSV") as caught:
        _read(tmp_path / "t.csv", 'kk,en\nСу,Water\n"Жер,Land\n')
    assert caught.value.line == 3


def test_json_lines(tmp_path):
    """Strings by key, keys within objects with dots; null, lists and truth values are no text."""
    data = {"id": 7, "translation": {"kk": "Су", "en": "a\nb"}, "ref": None, "tags": ["x"], "ok": True}
    text = json.dumps(data) + "\n\n" + json.dumps({"kk": "Жер"}, ensure_ascii=False)
    assert _read(tmp_path / "t.jsonl", text) == [
        (1, {"id": "7", "translation.kk": "Су", "translation.en": "a b"}, 1),
        (2, {"kk": "Жер"}, 3),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"kk": "Су"', "not readable as JSON"),
        ("[1]", "no JSON object"),
        ('{"kk": "\\ud800"}', "surrogate"),
        ("[" * 100_000, "not readable as JSON"),
        ('{"n": ' + "9" * 5000 + "}", "not readable as JSON"),
    ],
)
def test_a_broken_json_line_is_named(tmp_path, line, told):
    """The line that is no object of texts is named, also where it is hostile."""
    with pytest.raises(InputError, match=told) as caught:
        _read(tmp_path / "t.jsonl", '{"kk": "Су"}\n' + line)
    assert caught.value.line == 2 and len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("fields", "role", "expected"),
    [
        (("kk", "en", "ru"), "source", "kk"),
        (("kk", "en", "ru"), "reference", "ru"),
        (("Source", "Target"), "source", "Source"),
        (("Source", "Target"), "reference", "Target"),
        (("source", "ref", "ru", "hyp"), "reference", "ref"),
        (("source", "ref", "ru", "hyp"), "hypothesis", "hyp"),
        (("kaz_Cyrl", "rus_Cyrl"), "source", "kaz_Cyrl"),
        (("id", "translation.kk", "translation.ru"), "reference", "translation.ru"),
        (("text",), "hypothesis", "text"),
        (("1",), "reference", "1"),
    ],
)
def test_names_in_use(fields, role, expected):
    """Names that files are known to have need no choice; the surer name wins."""
    assert choose(fields, role, "ru", file="f") == expected


def test_no_column_fits_or_several_do():
    """The message names the columns there are and how to choose one."""
    with pytest.raises(InputError, match=r"there are 'a', 'ru_mt'.*Choose one: f:a"):
        raise_as_text("reference", ("a", "ru_mt"))
    with pytest.raises(InputError, match=r"there are 'file', 'kk', 'mine'.*Choose one: f:mine"):
        raise_as_text("reference", ("file", "kk", "mine"))
    with pytest.raises(InputError, match="'ru-RU', 'rus' could be the reference"):
        raise_as_text("reference", ("ru-RU", "rus"))


def raise_as_text(role, fields):
    """The whole message, remedy included, for `match`."""
    try:
        choose(fields, role, "ru", file="f")
    except InputError as error:
        raise InputError(str(error)) from None


def test_a_choice():
    """A name, in any letter case, or a number chooses; a wrong one is told with those there are."""
    fields = ("Kazakh text", "B")
    assert choose(fields, "source", "en", file="f", choice="kazakh TEXT") == "Kazakh text"
    assert choose(fields, "source", "en", file="f", choice="2") == "B"
    with pytest.raises(InputError, match="no column 'C', only 'Kazakh text', 'B'"):
        choose(fields, "source", "en", file="f", choice="C")
    with pytest.raises(InputError, match="no column '3'"):
        choose(fields, "source", "en", file="f", choice="3")


def test_format_by_name():
    """Endings count in any letter case and before .gz; other files are lines."""
    names = ("a.TMX", "a.tmx.gz", "b.xlf", "c.txt", "d.kk", "e.tsv.bak", ".tsv")
    assert [format_of(Path(name)) for name in names] == [".tmx", ".tmx", ".xlf", None, None, None, ".tsv"]


@pytest.mark.parametrize("name", ["a.xlsx", "b.DOCX", "c.sdlxliff", "d.mqxliff.gz"])
def test_formats_that_are_not_read(tmp_path, name):
    """A file of an office or CAT program is refused by its name, never read as lines of text."""
    (tmp_path / name).write_bytes(b"PK")
    for ask in (format_of, lambda path: list(read_segments(path))):
        with pytest.raises(InputError, match="is not read here") as caught:
            ask(tmp_path / name)
        assert "TSV, TMX or .xlf" in str(caught.value)


@given(st.lists(st.tuples(_TEXT, _TEXT), min_size=1, max_size=8))
def test_csv_as_python_writes_it(rows):
    """What a CSV writer wrote is read back, cell by cell (hypothesis)."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([("kk", "en"), *rows])
    with tempfile.TemporaryDirectory() as folder:
        read = _read(Path(folder) / "t.csv", buffer.getvalue())
    assert [tuple(texts.values()) for _, texts, _ in read] == [
        row for row in rows if any(map(str.strip, row))
    ]


@pytest.mark.parametrize("reader", [*dict.fromkeys(FORMATS.values()), read_lines], ids=lambda f: f.__name__)
@given(
    data=st.binary(max_size=200) | st.text(alphabet='<>&;"\n\t,{}[]:kkтmxliff!', max_size=60).map(str.encode)
)
def test_any_bytes_are_read_or_refused(reader, data):
    """No file makes a reader fail otherwise than with an InputError (hypothesis)."""
    with suppress(InputError):
        list(reader(io.BytesIO(data), file="x"))
