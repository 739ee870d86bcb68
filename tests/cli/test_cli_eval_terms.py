"""``kztrans eval terms``: the challenge set in one command, beside the evaluation of files."""

from __future__ import annotations

import json

import pytest
from cli_process import call

HEADER = "id\tphenomenon\tterms\tkk\ten\tru\ttraps\n"


@pytest.fixture
def folder(tmp_path):
    """A set of two segments with a glossary of its own."""
    rows = (
        "a\tdative\tзауыт\tОл [зауытқа] барды.\tHe went to the [plant].\tОн пошел на [завод].\t\n"
        "b\tnegative\t\tБүгін күн жылы.\tIt is warm today.\tСегодня тепло.\tзауыт\n"
    )
    (tmp_path / "set.tsv").write_text(HEADER + rows, encoding="utf-8")
    (tmp_path / "glossary.csv").write_text("kk,en,ru\nзауыт,plant,завод\n", encoding="utf-8")
    return tmp_path


def test_a_table_by_phenomenon(folder):
    """One command prints a row for each phenomenon and the totals, and writes all results as JSON."""
    done = call("eval", "terms", "--to", "en", "--data", folder, "--json", "run.json", cwd=folder)
    assert done.returncode == 0, done.stderr
    names = [line.split()[0] for line in done.stdout.split("\n\n")[1].splitlines()]
    assert names == ["phenomenon", "dative", "negative", "total"]
    assert "matcher: recall 100.0% (1/1), precision 100.0% (1/1)" in done.stdout
    data = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert data["total"]["delivered"] == 1 and "plant" in data["cases"][0]["enforced"]


def test_the_users_glossary_wins(folder):
    """An entry of --glossary stands over the set's own: what the set expects is then no longer licensed."""
    (folder / "mine.csv").write_text("kk,en,ru\nзауыт,factory,завод\n", encoding="utf-8")
    arguments = ("eval", "terms", "--to", "en", "--data", folder, "--glossary", "mine.csv")
    done = call(*arguments, cwd=folder)
    assert done.returncode == 0 and "recall 0.0% (0/1)" in done.stdout


def test_no_set(folder):
    """A folder without a set is one line on standard error."""
    (folder / "set.tsv").unlink()
    done = call("eval", "terms", "--to", "ru", "--data", folder, cwd=folder)
    assert done.returncode == 2 and "there is no challenge set here" in done.stderr
    assert done.stderr.count("\n") == 1


def test_files_are_the_default(folder):
    """`kztrans eval SRC` needs no command's name, and options may come first."""
    (folder / "a.txt").write_text("Бағдарлама.\n", encoding="utf-8")
    (folder / "b.txt").write_text("A programme.\n", encoding="utf-8")
    options = ("--ref", "b.txt", "--hyp", "b.txt", "--to", "en", "--no-default-glossary")
    for arguments in (("a.txt", *options), (*options, "a.txt"), ("files", "a.txt", *options)):
        done = call("eval", *arguments, cwd=folder)
        assert done.returncode == 0 and "100.0" in done.stdout, done.stderr


def test_help_names_both():
    """The help of `kztrans eval` has the options of scoring files, and says that there is another way."""
    done = call("eval", "--help")
    assert done.returncode == 0 and done.stdout.startswith("Usage: kztrans eval [OPTIONS] [SRC]")
    assert "kztrans eval terms --help" in done.stdout and "<Path>" in done.stdout
    assert all(option in done.stdout for option in ("--hyp", "--ref", "--set", "--report", "--samples"))
    assert "kztrans eval terms" in call("eval").stderr
    assert "--time" in call("eval", "terms", "--help").stdout
