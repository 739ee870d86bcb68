"""DeepL, Google and OmegaT: their documented files are told apart and read; what we write has their shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from kztrans.errors import GlossaryError
from kztrans.glossary import Glossary, Term, formats

SAMPLES = Path(__file__).with_name("samples")
ENTRIES = (
    Term("зауыт", "plant", "завод", pos="noun", note="not a herb", status="approved"),
    Term("шарт, келісім", 'agreement "deal"', "договор"),
    Term("KEGOC", "", "", keep=True),
    Term("жаңа", "new", "новый", status="proposed"),
)


@pytest.fixture
def save(tmp_path):
    def write(text, name):
        path = tmp_path / name
        path.write_text(text, newline="")
        return path

    return write


@pytest.mark.parametrize(
    ("sample", "name", "found"),
    [
        ("deepl.csv", "deepl", [("зауыт", "plant", ""), ("шарт, келісім", 'agreement, "deal"', "")]),
        ("deepl.tsv", "deepl", [("зауыт", "", "завод"), ("шарт", "", "договор"), ("KEGOC", "", "KEGOC")]),
        ("google.csv", "google", [("зауыт", "plant", "завод"), ("жаңа заң", "new law", "")]),
        (
            "omegat_glossary.txt",
            "omegat",
            [("зауыт", "plant", ""), ("шарт", "agreement", ""), ("ҚР", "RK", "")],
        ),
    ],
)
def test_a_documented_file_is_recognised_and_read(sample, name, found):
    """Extension and first row tell the format, and the targets' letters the language that no file names."""
    path = SAMPLES / sample
    assert formats.detect(path) == name
    assert [(term.kk, term.en, term.ru) for term in formats.read(path)] == found
    assert len(Glossary.load(path)) == len(found)


def test_notes_and_parts_of_speech_come_along():
    """Google's description and pos, OmegaT's comment; lines are counted with comments and blank ones."""
    first, _ = formats.read(SAMPLES / "google.csv")
    assert (first.pos, first.note, first.line) == ("noun", "a factory, not a herb", 2)
    terms = formats.read(SAMPLES / "omegat_glossary.txt")
    assert [(term.note, term.line) for term in terms] == [("not a herb", 2), ("", 3), ("", 5)]


def test_a_folder_of_all_formats_is_one_glossary():
    """Loading a folder reads every known format in it."""
    glossary = Glossary.load(SAMPLES)
    assert {Path(file).suffix for file in glossary.files} == {".csv", ".tsv", ".tbx", ".txt", ".xlsx"}
    assert {"зауыт", "электр стансасы", "салық", "жаңа заң"} <= {term.kk for term in glossary.terms}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kk,en\nзауыт,plant\n", "csv"),
        ("en,ru,kk\nplant,завод,зауыт\n", "csv"),
        ("# ours\nkk;en\nзауыт;plant\n", "csv"),
        ("note,pos,kk,en\n,,зауыт,plant\n", "csv"),
        ("kz,en\nзауыт,plant\n", "csv"),
        ("en-US,kk\nplant,зауыт\n", "google"),
        ("kk,de,en\nзауыт,Werk,plant\n", "google"),
        ("description,kk,en\n,зауыт,plant\n", "google"),
        ("зауыт,plant\n", "deepl"),
        ("IT policy,IT policy,KK,EN-US\n", "deepl"),
        ("зауыт;plant;kk;en\n", "deepl"),
        ("а, б;plant\nв;law\n", "deepl"),
    ],
)
def test_csv_formats_are_told_apart(save, text, name):
    """A header of ours, a header of language codes, and a row of terms are three formats."""
    assert formats.detect(save(text, "x.csv")) == name


def test_the_delimiter_is_that_of_most_rows(save):
    """A comma inside a term does not make a file of semicolons one of commas."""
    terms = formats.read(save("шарт, келісім;agreement\nзаң;law\n", "d.csv"))
    assert [(t.kk, t.en) for t in terms] == [("шарт, келісім", "agreement"), ("заң", "law")]


def test_two_spellings_of_one_language_are_translation_and_form(save):
    """Google's en-US and en-GB columns: the first translates, the other is allowed too."""
    (term,) = formats.read(save("kk,en-US,en-GB\nбағдарлама,program,programme\n", "g.csv"))
    assert (term.en, term.en_forms, term.extend_en) == ("program", ("programme",), True)


def test_pairs_into_both_languages_are_one_entry(save):
    """A DeepL file with rows into English and into Russian gives entries with both; --to takes one side."""
    path = save("зауыт,plant,kk,en\nшарт,договор,kk,ru\nзауыт,завод,kk,ru\n", "d.csv")
    assert [(t.kk, t.en, t.ru) for t in formats.read(path)] == [
        ("зауыт", "plant", "завод"),
        ("шарт", "", "договор"),
    ]
    assert [(t.kk, t.en, t.ru) for t in formats.read(path, to="en")] == [("зауыт", "plant", "")]


@pytest.mark.parametrize("name", ["g.txt", "g.UTF8", "g.tab"])
def test_the_language_of_pairs_is_never_guessed_against_the_evidence(save, name):
    """Latin names do not make a Russian file English; a mixture is refused until the language is named."""
    rows = "а\tзавод\nб\tKEGOC\nв\tзаём\n"
    assert {term.ru for term in formats.read(save(rows, name))} == {"завод", "KEGOC", "заём"}
    path = save("а\tplant\nб\tзавод\nв\tloan\nг\tlaw\n", name)
    with pytest.raises(GlossaryError, match=r"English or Russian.*--to en"):
        formats.read(path)
    assert formats.read(path, to="en")[1].en == "завод"
    with pytest.raises(GlossaryError, match="English or Russian"):
        formats.read(save("а\t1\n", name))


@pytest.mark.parametrize(
    ("text", "name", "line", "words"),
    [
        ("зауыт,plant\nшарт,agreement,x\n", "d.csv", 2, "3 cells, not 2 or 4"),
        ("зауыт,plant,kk,en\nplant,зауыт,en,kk\n", "d.csv", 2, "en to kk, not kk to en or ru"),
        ("зауыт,plant\nшарт, \n", "d.csv", 2, "the translation is empty"),
        ("зауыт,plant\n,deal\n", "d.csv", 2, "the Kazakh term is empty"),
        ("kk,en-US\n,plant\n", "g.csv", 2, "the Kazakh cell is empty"),
        ("kk,en-US\nзауыт,\n", "g.csv", 2, "neither an English nor a Russian term"),
        ("kk,en-US\nзауыт,a,b\n", "g.csv", 2, "3 cells under 2 columns"),
        ("kk,kk-KZ,en\nа,б,c\n", "g.csv", 1, "Kazakh (kk) once"),
        ("kk,de\nа,b\n", "g.csv", 1, "neither en nor ru"),
        ("read me first\n", "g.txt", 1, "no tab"),
        ("зауыт\tplant\n\tdeal\n", "g.txt", 2, "the Kazakh term is empty"),
    ],
)
def test_a_bad_row_is_named(save, text, name, line, words):
    """Each mistake is an error with the file and the line."""
    path = save(text, name)
    with pytest.raises(GlossaryError) as caught:
        formats.read(path)
    assert (caught.value.file, caught.value.line) == (str(path), line)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "deepl",
            'зауыт,plant,kk,en\n"шарт, келісім","agreement ""deal""",kk,en\nKEGOC,KEGOC,kk,en\n',
        ),
        ("deepl-tsv", 'зауыт\tplant\nшарт, келісім\t"agreement ""deal"""\nKEGOC\tKEGOC\n'),
        (
            "omegat",
            "# -*- coding: utf-8 -*-\nзауыт\tplant\tnot a herb\n"
            'шарт, келісім\tagreement "deal"\nKEGOC\tKEGOC\n',
        ),
        (
            "google",
            "kk,en,pos,description\nзауыт,plant,noun,not a herb\n"
            '"шарт, келісім","agreement ""deal""",,\nKEGOC,KEGOC,,\n',
        ),
    ],
)
def test_what_is_written_has_the_documented_shape(tmp_path, name, text):
    """Headers, codes, quotes and tabs are those of the format; proposed entries stay out and are counted."""
    loss = formats.write(tmp_path / "out", ENTRIES, name=name, to="en")
    assert (tmp_path / "out").read_text() == text
    assert loss.inactive == 1 and loss.untranslated == 0
    assert "1 entry left out (proposed or deprecated)" in str(loss)
    assert {"status", "keep"} <= set(loss.columns)
    assert ("note" in loss.columns) == (name in ("deepl", "deepl-tsv"))
    assert "ru" not in loss.columns, "the other side was not asked for"


def test_entries_without_the_language_asked_for_are_counted(tmp_path):
    """One side of a glossary: what has no translation there is left out, and how many is told."""
    terms = [Term("зауыт", "plant", ""), Term("шарт", "", "договор")]
    loss = formats.write(tmp_path / "t.csv", terms, to="ru")
    assert (tmp_path / "t.csv").read_text() == "kk,ru\nшарт,договор\n"
    assert str(loss) == "1 entry left out (no translation)"
    with pytest.raises(GlossaryError, match=r"«зауыт» has no translation for the column ru.*--to en"):
        formats.write(tmp_path / "t.csv", terms)


@pytest.mark.parametrize(
    ("name", "terms", "words"),
    [
        ("deepl", [Term("а", "b", "")] * 2, "stands twice, which DeepL refuses"),
        ("omegat", [Term("#1", "b", "")], "begins with '#'"),
        ("omegat", [Term("а\tб", "b", "")], "holds a tab"),
        ("deepl-tsv", [Term("а", "b\nc", "")], "holds a tab, a line end"),
    ],
)
def test_what_another_program_would_misread_is_refused(tmp_path, name, terms, words):
    """Nothing is written that the format's own reader would take for something else."""
    with pytest.raises(GlossaryError, match=words):
        formats.write(tmp_path / "out", terms, name=name, to="en")
    assert not list(tmp_path.iterdir())


def test_pairs_need_a_language_and_formats_a_known_name(tmp_path):
    """A missing --to and a wrong format name are told with the choices."""
    with pytest.raises(GlossaryError, match="--to en or --to ru"):
        formats.write(tmp_path / "t.txt", ENTRIES)
    with pytest.raises(GlossaryError, match=r"'docx' is no known glossary format. Known formats: csv, tsv"):
        formats.write(tmp_path / "t.csv", ENTRIES, name="docx")
    for name in formats.NAMES:
        assert formats.named(name).held(Term("а", "b", "в"))
    assert set(formats.FORMATS.values()) <= set(formats.NAMES)
