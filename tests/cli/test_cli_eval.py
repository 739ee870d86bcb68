"""``kztrans eval``: a table of scores from files of lines."""

from __future__ import annotations

import json

import pytest
from cli_process import call


@pytest.fixture
def folder(tmp_path):
    """Two parallel lines and two systems, one of them perfect."""
    (tmp_path / "src.txt").write_text("Бағдарлама басталды.\nЗауыт іске қосылды.\n")
    (tmp_path / "ref.txt").write_text("The programme has begun.\nThe plant was launched.\n")
    (tmp_path / "good.txt").write_text("The programme has begun.\nThe plant was launched.\n")
    (tmp_path / "bad.txt").write_text("It began.\nThe factory started to work.\n")
    (tmp_path / "g.csv").write_text("kk,en,ru\nбағдарлама,programme,программа\n")
    return tmp_path


def test_systems_side_by_side(folder):
    """Given hypotheses are scored, term success included, and written as JSON too."""
    done = call(
        *("eval", "src.txt", "--ref", "ref.txt", "--to", "en", "--hyp", "good.txt", "--hyp", "bad.txt"),
        *("--glossary", "g.csv", "--no-default-glossary", "--json", "scores.json"),
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr
    _, scores, terms, *_ = done.stdout.split("\n\n")
    rows = {line.split()[0]: line.split() for line in [*scores.splitlines(), *terms.splitlines()]}
    assert "100.0" in rows["good.txt"] and rows["delivered"][1:] == ["100.0", "(1/1)", "0.0", "(0/1)"]
    data = json.loads((folder / "scores.json").read_text())
    assert [system["name"] for system in data["systems"]] == ["good.txt", "bad.txt"]


def test_lines_that_do_not_fit(folder):
    """A missing line is named, not scored around."""
    (folder / "ref.txt").write_text("The programme has begun.\n")
    arguments = ("eval", "src.txt", "--ref", "ref.txt", "--to", "en", "--hyp", "good.txt")
    done = call(*arguments, cwd=folder)
    assert done.returncode == 2 and "2 source lines but 1 reference lines" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_model_with_and_without_glossary(folder):
    """Without --hyp the embedded model is scored, free and with the glossary."""
    done = call(
        *("eval", "src.txt", "--ref", "ref.txt", "--to", "en"),
        *("--glossary", "g.csv", "--no-default-glossary"),
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr
    table = done.stdout.split("\n\n")[1]
    assert [line.split()[0] for line in table.splitlines()] == ["system", "free", "glossary"]
