"""What is read is never written over, and paths that the system refuses are mistakes told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_process import call, shell


@pytest.fixture
def folder(tmp_path):
    """A text with its translation, alone and in a table, and glossaries: a file, and a folder of one."""
    (tmp_path / "a.kk").write_text("Зауыт ашылды.\n")
    (tmp_path / "a.en").write_text("The plant was opened.\n")
    (tmp_path / "t.tsv").write_text("kk\ten\nЗауыт ашылды.\tThe plant was opened.\n")
    (tmp_path / "g.csv").write_text("kk,en\nзауыт,plant\n")
    (tmp_path / "more").mkdir()
    (tmp_path / "more/scores.json").symlink_to("../g.csv")
    (tmp_path / "more/h.csv").write_text("kk,en\nшарт,agreement\n")
    (tmp_path / "l.html").hardlink_to(tmp_path / "g.csv")
    return tmp_path


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file in ``folder`` and what is in it."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "arguments",
    [
        "translate a.kk -o g.csv --glossary g.csv",
        "translate a.kk --report l.html --glossary g.csv",
        "translate a.kk -o more/h.csv --glossary more",
        "translate -o g.csv --glossary g.csv",
        "translate - --report l.html --glossary g.csv",
    ],
)
def test_a_glossary_is_not_written_over(folder, arguments):
    """A translation or its report in the place of a glossary is refused, by whatever link it leads there."""
    before = contents(folder)
    done = call(*arguments.split(), "--to", "en", cwd=folder)
    assert done.returncode == 2 and "this is an input; its text would be overwritten" in done.stderr
    assert done.stderr.count("\n") == 1 and contents(folder) == before


def test_a_redirected_input_is_not_written_over(folder):
    """The file that standard input comes from is an input as well."""
    before = contents(folder)
    done = shell("kztrans translate --to en -o a.kk < a.kk", cwd=folder)
    assert done.returncode == 2 and "a.kk: this is an input" in done.stderr
    assert contents(folder) == before
