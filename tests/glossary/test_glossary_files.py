"""Glossary files: what is read, what is refused and how, what is written."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.errors import GlossaryError, OutputError
from kztrans.glossary import Glossary, Term, formats
from kztrans.glossary.formats.table import FORM_LISTS


@pytest.fixture
def save(tmp_path):
    def write(text, name="terms.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_usual_exports_are_read(save, delimiter, encoding, newline):
    """Any of the usual separators, encodings and line ends gives the same terms."""
    rows = [["kk", "en", "ru", "note"], ["зауыт", "plant", "завод", 'a "big" one, there; yes']]
    text = newline.join(
        delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows
    )
    (term,) = formats.read(save(text + newline, encoding=encoding))
    assert (term.kk, term.en, term.ru, term.note) == ("зауыт", "plant", "завод", 'a "big" one, there; yes')
    assert term.line == 2


def test_every_column_is_understood(save):
    """Form lists, their plus sign, keep, case and the small vocabularies are parsed; comments are skipped."""
    path = save(
        "# terms of the plant\nkk,en,ru,pos,domain,status,note,en_forms,ru_forms,en_forbidden,ru_forbidden,"
        "case,gender,keep\n"
        "Елбасы,Leader of the Nation,Елбасы,Noun,office,Approved,see the law,+the Leader | Leaders,Елбасы,"
        "Elbasy,Лидер нации|вождь,Exact,M,no\n\n#,x,y\nAB,,,,,,,,,,,,,x\n"
    )
    first, second = formats.read(path)
    assert first == Term(
        *("Елбасы", "Leader of the Nation", "Елбасы", "noun", "office", "approved", "see the law"),
        en_forms=("the Leader", "Leaders"),
        ru_forms=("Елбасы",),
        extend_en=True,
        en_forbidden=("Elbasy",),
        ru_forbidden=("Лидер нации", "вождь"),
        case="exact",
        gender="m",
        file=str(path),
        line=3,
    )
    assert (second.kk, second.keep, second.target("ru"), second.line) == ("AB", True, "AB", 6)


def test_one_target_column_is_enough(save):
    """A glossary for one language needs no column for the other."""
    (term,) = formats.read(save("ru;kk\nзавод;зауыт\n"))
    assert (term.kk, term.en, term.ru) == ("зауыт", "", "завод")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (b"", None, "empty"),
        (b"  \n", None, "empty"),
        ("kz,en\nа,b\n", 1, "kk and en or ru"),
        ("kk,note\nа,b\n", 1, "kk and en or ru"),
        ("kk,en,colour\nа,b,c\n", 1, "unknown column 'colour'. Allowed columns: kk, en, ru, pos"),
        ("kk,en,\nа,b,c\n", 1, "without a name"),
        ("kk,en,en\nа,b,c\n", 1, "twice"),
        ("kk,en,ru\nа,b\n", 2, "2 cells under 3 columns"),
        ("kk,en,ru\nа,b,c,d\n", 2, "4 cells under 3 columns"),
        ("kk,en,ru\nа,b,c\n,b,c\n", 3, "kk cell is empty"),
        ("kk,en,ru\nа, ,c\n", 2, "en cell is empty"),
        ("kk,en,ru\nа,b,\n", 2, "ru cell is empty"),
        ("kk,en,keep\nа,b,maybe\n", 2, "'maybe' is no value for keep"),
        ("kk,en,case\nа,b,lower\n", 2, "'lower' is no value for case"),
        ('kk,en\n"а"б,b\n', 2, "not readable as CSV"),
        ('kk,en\nа,b\n"а,b\nв,г\n', 3, "not readable as CSV"),
        ("kk,en\nа,b\nв,г\0\n", 3, "NUL"),
        ("kk,en\nзауыт,plant\n".encode("utf-16")[2:], 1, "UTF-8"),
        ("kk,en\nа,b\nзауыт,plant\n".encode("cp1251"), 2, "not UTF-8"),
        ("kk,en\nа,b\nА,c\n", 3, "«А» is 'c' here, but 'b' in line 2"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(save, text, line, words):
    """Each mistake is one error that names the file, the line and what to do."""
    path = save(text)
    with pytest.raises(GlossaryError) as caught:
        Glossary.load(path)
    assert caught.value.file == str(path)
    assert caught.value.line == line
    assert words in str(caught.value)


@pytest.mark.parametrize("name", ["missing.csv", "terms.docx", "terms"])
def test_a_missing_file_and_an_unknown_format_are_named(tmp_path, name):
    """A path that cannot be a glossary is refused in one line."""
    with pytest.raises(GlossaryError, match=r"missing.csv: no such glossary|known glossary format"):
        Glossary.load(tmp_path / name)


def test_an_enormous_cell_is_refused(save):
    """A line of a megabyte is an error with a line number, not a traceback."""
    with pytest.raises(GlossaryError) as caught:
        Glossary.load(save("kk,en\nа,b\nв," + "x" * 1_000_000 + "\n"))
    assert caught.value.line == 3


def test_a_folder_is_merged(save, tmp_path):
    """A folder of glossaries is one glossary; an empty folder is an error."""
    save("kk,en\nа,b\n", "one.csv")
    save("kk\ten\nв\tг\n", "two.tsv")
    save("not a glossary", "read.me")
    assert sorted(term.kk for term in Glossary.load(tmp_path).terms) == ["а", "в"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(GlossaryError, match="no glossary"):
        Glossary.load(tmp_path / "empty")


def test_a_failed_write_leaves_the_old_file(tmp_path):
    """What cannot be written is an error, and the file that stood there is untouched."""
    path = tmp_path / "terms.csv"
    formats.write(path, [Term("а", "b", "в")])
    before = path.read_bytes()
    with pytest.raises(GlossaryError, match="en_forms"):
        formats.write(path, [Term("а", "b", "в", en_forms=("x|y",))])
    with pytest.raises(GlossaryError, match="cannot be written"):
        formats.write(path, [Term("а\ud800", "b", "в")])
    with pytest.raises(OutputError, match="nowhere does not exist"):
        formats.write(tmp_path / "nowhere" / "terms.csv", [Term("а", "b", "в")])
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["terms.csv"]


def test_what_is_written_is_plain_utf8(tmp_path):
    """The writer uses UTF-8 without a mark, commas in .csv and tabs in .tsv, and only columns in use."""
    for name, expected in (
        ("t.csv", "kk,en,ru,keep\nAB,,,yes\n"),
        ("t.tsv", "kk\ten\tru\tkeep\nAB\t\t\tyes\n"),
    ):
        formats.write(tmp_path / name, [Term("AB", "", "", keep=True)])
        data = (tmp_path / name).read_bytes()
        assert not data.startswith(codecs.BOM_UTF8)
        assert data.decode() == expected


TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
CELL = TEXT.filter(lambda text: bool(text.strip()))
FORM = TEXT.map(lambda text: text.replace("|", "").strip().lstrip("+").strip()).filter(bool)
FORMS = st.lists(FORM, max_size=3).map(tuple)
TERMS = st.builds(
    Term,
    *(CELL, CELL, CELL),
    pos=st.sampled_from(("", "noun", "abbr")),
    domain=TEXT.map(str.strip),
    status=st.sampled_from(("", "approved")),
    note=TEXT,
    **dict.fromkeys(FORM_LISTS, FORMS),
    extend_en=st.booleans(),
    extend_ru=st.booleans(),
    case=st.sampled_from(("", "exact")),
    gender=st.sampled_from(("", "m", "pl")),
    keep=st.booleans(),
    priority=st.integers(-9, 99),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TERMS, max_size=5), st.sampled_from((".csv", ".tsv")))
def test_what_is_written_is_read_back(tmp_path_factory, terms, suffix):
    """Writing and reading gives the same terms, whatever their cells hold."""
    path = tmp_path_factory.mktemp("round") / f"terms{suffix}"
    formats.write(path, terms)
    back = formats.read(path)
    assert [_content(term) for term in back] == [_content(term) for term in terms]


def _content(term):
    return {name: getattr(term, name) for name in Term.__slots__ if name not in ("file", "line")}


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_give_terms_or_an_error(tmp_path_factory, data):
    """Arbitrary bytes are either read or refused with a GlossaryError."""
    path = tmp_path_factory.mktemp("bytes") / "terms.csv"
    path.write_bytes(b"kk,en\n" + data)
    for row in formats.scan(path):
        assert isinstance(row, Term | GlossaryError)
