"""``kztrans glossary``: where the terms stand, and what is wrong with a glossary."""

from __future__ import annotations

import json

import pytest
from cli_process import call

GLOSSARY = "kk,en,ru\nбағдарлама,programme,программа\nЖШС,LLP,ТОО\n"


@pytest.fixture
def folder(tmp_path):
    """A glossary and a text with CRLF, a soft hyphen and a Latin look-alike letter in its terms."""
    (tmp_path / "g.csv").write_text(GLOSSARY)
    text = "\r\nБұл бағ\u00adдарламаның мәні.\r\nБaғдарламасымен және ЖШС-нің\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    return tmp_path


def test_find_json_slices_the_users_own_lines(folder):
    """Offsets are characters of the line as the user wrote it, soft hyphens and look-alikes included."""
    arguments = ("glossary", "find", "a.txt", "--glossary", "g.csv", "--no-default-glossary")
    done = call(*arguments, "--json", cwd=folder)
    places = json.loads(done.stdout)
    lines = (folder / "a.txt").read_bytes().decode().splitlines()
    assert [(p["line"], p["term"]) for p in places] == [(2, "бағдарлама"), (3, "бағдарлама"), (3, "ЖШС")]
    for place in places:
        assert list(place) == ["line", "start", "end", "text", "term", "suffixes", "ambiguous"]
        assert lines[place["line"] - 1][place["start"] : place["end"]] == place["text"]
    assert places[0]["text"].startswith("бағ\u00adдарлама") and places[0]["suffixes"] == ["-ның"]


def test_find_prints_a_table(folder):
    """Without --json a person reads aligned columns; the count goes to standard error."""
    done = call("glossary", "find", "a.txt", "--glossary", "g.csv", "--no-default-glossary", cwd=folder)
    header, *rows = done.stdout.splitlines()
    assert header.split()[:3] == ["line", "from", "to"] and len(rows) == 3
    assert rows[2].split()[3:] == ["ЖШС-нің", "ЖШС", "-нің"]
    assert "3 occurrences of 2 terms" in done.stderr


HOMOGRAPHS = "kk,en,ru,domain,near\nсот,court,суд,law,\nсот,hundredth,сотка,land,\nбет,page,страница,,кітап\n"


@pytest.fixture
def homographs(tmp_path):
    """A glossary with two translations of one word, and one that asks for company."""
    (tmp_path / "h.csv").write_text(HOMOGRAPHS, "utf-8")
    (tmp_path / "b.txt").write_text("Сотта кітаптың бетін ашты. Бетін жуды.\n", "utf-8")
    return ("glossary", "find", "b.txt", "--glossary", "h.csv", "--no-default-glossary"), tmp_path


def test_find_marks_what_is_ambiguous_until_a_domain_is_named(homographs):
    """An arbitrary choice between translations is never silent, and --domain makes it."""
    arguments, folder = homographs
    done = call(*arguments, cwd=folder)
    assert [line.split()[3:6] for line in done.stdout.splitlines()[1:]] == [
        ["Сотта", "сот", "?"],
        ["бетін", "бет", "-і"],
    ]
    assert "1 occurrence marked ?" in done.stderr
    done = call(*arguments, "--domain", "land", "--json", "--explain", cwd=folder)
    first = json.loads(done.stdout)["occurrences"][0]
    assert (first["en"], first["place"]["ambiguous"]) == ("hundredth", False)
    assert [(loser["en"], loser["reason"]) for loser in first["losers"]] == [("court", "domain")]


def test_find_explains_each_choice_and_each_unmet_condition(homographs):
    """--explain keeps the table's rows and says below each why, and at the end what stands nowhere."""
    arguments, folder = homographs
    done = call(*arguments, "--explain", cwd=folder)
    plain = call(*arguments, cwd=folder)
    lines = done.stdout.splitlines()
    assert [line for line in lines if line in plain.stdout.splitlines()] == plain.stdout.splitlines()
    assert lines[2].split(":")[0].strip() == "chosen" and "AMBIGUOUS" in lines[2]
    assert lines[3].strip().startswith("lost: Сотта, as сот, hundredth / сотка [land]")
    assert lines[5].strip() == "chosen: page / страница: its condition is met"
    assert lines[6].startswith("line 1, not used: Бетін, as бет") and lines[6].endswith("(кітап)")


def test_find_does_not_credit_a_general_entry_with_a_domain(homographs):
    """An entry without a domain that comes first is told as that, and the loser as one nobody asked for."""
    arguments, folder = homographs
    (folder / "h.csv").write_text("kk,en,ru,domain\nсот,court,суд,\nсот,hundredth,сотка,land\n", "utf-8")
    lines = call(*arguments, "--explain", cwd=folder).stdout.splitlines()
    assert lines[2].strip() == "chosen: court / суд: an entry for any domain"
    assert lines[3].endswith("[land]: not of a domain asked for")
    lines = call(*arguments, "--explain", "--domain", "land", cwd=folder).stdout.splitlines()
    assert lines[2].strip() == "chosen: hundredth / сотка [land]: its domain"


def test_find_refuses_a_domain_that_no_entry_has(homographs):
    """A mistyped domain is an error that names those in use."""
    arguments, folder = homographs
    done = call(*arguments, "--domain", "lwa", cwd=folder)
    assert done.returncode == 2 and "land, law" in done.stderr


def test_find_needs_a_glossary(folder):
    """No glossary at all is a mistake, not an empty answer."""
    done = call("glossary", "find", "a.txt", "--no-default-glossary", cwd=folder)
    assert done.returncode == 2 and "--glossary FILE" in done.stderr


def test_check_names_every_mistake_with_its_line(tmp_path):
    """All errors at once, file:line each, exit code 2; a clean glossary gives 0."""
    path = tmp_path / "bad.csv"
    path.write_text(GLOSSARY + "әкім,,\nЖШС,Ltd,ТОО\n")
    done = call("glossary", "check", path)
    assert done.returncode == 2
    assert f"{path}:4: error" in done.stdout and f"{path}:5: error" in done.stdout
    path.write_text(GLOSSARY)
    done = call("glossary", "check", path)
    assert done.returncode == 0 and done.stdout == "" and done.stderr == "0 errors, 0 warnings\n"
    path.write_text(GLOSSARY + "әкім,,аким\n")
    assert call("glossary", "check", path).stderr == "1 error, 0 warnings\n"
