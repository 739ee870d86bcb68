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
        assert list(place) == ["line", "start", "end", "text", "term", "suffixes"]
        assert lines[place["line"] - 1][place["start"] : place["end"]] == place["text"]
    assert places[0]["text"].startswith("бағ\u00adдарлама") and places[0]["suffixes"] == ["-ның"]


def test_find_prints_a_table(folder):
    """Without --json a person reads aligned columns; the count goes to standard error."""
    done = call("glossary", "find", "a.txt", "--glossary", "g.csv", "--no-default-glossary", cwd=folder)
    header, *rows = done.stdout.splitlines()
    assert header.split()[:3] == ["line", "from", "to"] and len(rows) == 3
    assert rows[2].split()[3:] == ["ЖШС-нің", "ЖШС", "-нің"]
    assert "3 occurrences of 2 terms" in done.stderr


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
