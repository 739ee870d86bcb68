"""``kztrans glossary forms`` and ``check``: paradigms a person can read, findings a program can read."""

from __future__ import annotations

import json

import pytest
from cli_process import call

GLOSSARY = """kk,en,ru,ru_forms,ru_forbidden,keep,near
бағдарлама,programme,государственная программа,+госпрограмма,план,,
Елбасы,Elbasy,Елбасы,Елбасы|Елбасе,,,
KEGOC,,,,,yes,
ат,horse,лошадь,,,,шабандоз
ат,name,имя,,,,құжат
"""


@pytest.fixture
def folder(tmp_path):
    """A small glossary: grammar's forms, own forms, a name that stays, two homographs."""
    (tmp_path / "g.csv").write_text(GLOSSARY, "utf-8")
    return tmp_path


def forms(folder, *arguments):
    return call(
        *("glossary", "forms", *arguments, "--glossary", "g.csv", "--no-default-glossary"), cwd=folder
    )


def test_russian_forms_are_a_table_of_case_by_number(folder):
    """Every case and number, the entry's own form marked, the forbidden one apart."""
    done = forms(folder, "бағдарламасын", "--to", "ru")
    title, header, *rows = done.stdout.splitlines()
    assert title == "бағдарлама → государственная программа (g.csv:2)" and header.split() == ["sg", "pl"]
    assert [row.split()[0] for row in rows] == [
        *("nom", "gen", "dat", "acc", "ins", "loc", "also:", "forbidden:")
    ]
    assert rows[4].split()[1:] == ["государственной", "программой", "государственными", "программами"]
    assert rows[6:] == ["also: госпрограмма*", "forbidden: план"]
    assert "named by the entry itself" in done.stderr


def test_english_forms_are_plain_and_possessive(folder):
    """Singular and plural, plain and possessive; a target phrase needs no glossary entry."""
    done = call("glossary", "forms", "head of state", "--to", "en", "--no-default-glossary")
    assert done.stdout.splitlines()[1:3] == [
        "            sg                                 pl",
        "plain       head of state                      heads of state",
    ]
    assert done.stdout.splitlines()[3].startswith("possessive  head of state's")


def test_json_has_every_form_with_its_names(folder):
    """A form of several cases is there once for each; own forms and doubts are told."""
    (entry,) = json.loads(forms(folder, "Елбасы", "--to", "ru", "--json").stdout)
    assert (entry["kk"], entry["line"], entry["doubts"]) == ("Елбасы", 3, [])
    assert {"text": "Елбасы", "tags": ["dat", "sg"], "own": True} in entry["forms"]
    assert {"text": "Елбасе", "tags": [], "own": True} in entry["forms"]
    (doubtful,) = json.loads(forms(folder, "акимат", "--to", "ru", "--json").stdout)
    assert doubtful["kk"] == "" and "in no dictionary" in doubtful["doubts"][0]


def test_homographs_are_printed_both(folder):
    """Two entries of one headword are two tables; a translation finds its entry."""
    assert [entry["target"] for entry in json.loads(forms(folder, "ат", "--to", "en", "--json").stdout)] == [
        *("horse", "name")
    ]
    assert forms(folder, "Имя", "--to", "ru").stdout.startswith("ат → имя (g.csv:6)")


def test_options_stand_in_for_the_entrys_own(folder):
    """--pos and --gender change the grammar: an adjective has all genders."""
    assert "новая" in forms(folder, "новый", "--to", "ru", "--pos", "adj").stdout
    assert "Сарыколя" in forms(folder, "Сарыколь", "--to", "ru", "--gender", "m").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("қаққа", "--to", "ru"), "is no headword of the glossary. Name a glossary"),
        (("программа", "--to", "en"), "is no headword"),
        ((" ", "--to", "en"), "is no headword"),
        (("ат", "--to", "ru", "--pos", "nuon"), "'nuon' is no value for pos"),
        (("ат", "--to", "ru", "--gender", "q"), "'q' is no value for gender"),
        (("ат", "--to", "kk"), "no target language"),
    ],
)
def test_mistakes_are_one_line(folder, arguments, words):
    """What is neither a headword nor a phrase, and unknown values, end with one line and code 2."""
    done = forms(folder, *arguments)
    assert done.returncode == 2 and words in done.stderr and done.stderr.count("\n") == 1


def test_check_takes_several_files_and_folders(folder):
    """Contradictions between files are found, --json lists every finding, warnings alone exit with 0."""
    (folder / "more").mkdir()
    (folder / "more" / "h.csv").write_text("kk,en,ru\nбағдарлама,plan,план\n", "utf-8")
    done = call("glossary", "check", "g.csv", "more", "--json", cwd=folder)
    found = json.loads(done.stdout)
    assert done.returncode == 0 and [f["rule"] for f in found] == ["contradictions"]
    assert list(found[0]) == ["severity", "file", "line", "term", "message", "rule"]
    (folder / "more" / "i.csv").write_text("kk,en\nқала,\n", "utf-8")
    done = call("glossary", "check", "g.csv", "more", cwd=folder)
    assert done.returncode == 2 and "1 error, 1 warning" in done.stderr
