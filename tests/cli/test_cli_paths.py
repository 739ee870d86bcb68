"""What is read is never written over, and paths that the system refuses are mistakes told in one line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli_process import ENVIRONMENT, ROOT, call, shell

from kztrans.engine.loader import mini_directory

LONG = "ұ" * 300
# Commands as JSON on the command line in, exit codes and standard errors out: one process for all of them.
PROBE = """
import contextlib, io, json, sys
from kztrans.cli.app import run

told = []
for command in json.loads(sys.argv[1]):
    with contextlib.redirect_stderr(io.StringIO()) as stream, contextlib.redirect_stdout(io.StringIO()):
        code = run(command.split())
    told.append((code, stream.getvalue()))
print(json.dumps(told))
"""


@pytest.fixture
def folder(tmp_path):
    """A text with its translation, alone and in a table, and glossaries: a file, and a folder of one."""
    (tmp_path / "a.kk").write_text("Зауыт ашылды.\n")
    (tmp_path / "b.kk").write_text("Зауыт ашылды.\n")
    (tmp_path / "a.en").write_text("The plant was opened.\n")
    (tmp_path / "t.tsv").write_text("kk\ten\nЗауыт ашылды.\tThe plant was opened.\n")
    (tmp_path / "g.csv").write_text("kk,en\nзауыт,plant\n")
    (tmp_path / "more").mkdir()
    (tmp_path / "more/scores.json").symlink_to("../g.csv")
    (tmp_path / "more/h.csv").write_text("kk,en\nшарт,agreement\n")
    (tmp_path / "more/i.tsv").write_text("kk\ten\nшара\tevent\n")
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
        "check a.kk a.en --report more/i.tsv --glossary more",
        "check t.tsv --report l.html --glossary g.csv",
    ],
)
def test_a_glossary_is_not_written_over(folder, arguments):
    """A translation or a report in the place of a glossary is refused, by whatever link it leads there."""
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


@pytest.mark.parametrize(
    "arguments",
    [
        "a.kk --ref a.en --hyp x=a.en --json a.kk",
        "a.kk --ref a.en --hyp x=a.en --json ./a.en",
        "t.tsv --hyp x=t.tsv:en --json t.tsv",
        "a.kk --ref t.tsv:en --hyp b.en --json b.en",
        "a.kk --ref a.en --hyp a.en --glossary g.csv --json l.html",
        "a.kk --ref a.en --hyp a.en --glossary g.csv --report more",
        "a.kk --ref a.en --hyp a.en --glossary more --json more/h.csv",
        "r/index.html --ref r/segments.tsv:en --hyp a.en --report r",
        "--set article --data s --hyp a.en --json s/reference.en.txt",
        "--set press --data s --hyp a.en --json s/source.kk.txt",
        "--set tatoeba --data s --hyp a.en --json s/tatoeba.kk",
    ],
)
def test_what_is_scored_is_not_written_over(folder, arguments):
    """Scores or a report in the place of any file that is read are refused before anything is scored."""
    (folder / "b.en").symlink_to("a.en")
    for name, text in (("r/index.html", "a.kk"), ("r/segments.tsv", "t.tsv")):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes((folder / text).read_bytes())
    (folder / "s").mkdir()
    for name, text in (("source.kk.txt", "a.kk"), ("reference.en.txt", "a.en")):
        (folder / "s" / name).write_bytes((folder / text).read_bytes())
        (folder / f"s/tatoeba{(folder / text).suffix}").write_bytes((folder / text).read_bytes())
    before = contents(folder)
    done = call("eval", *arguments.split(), "--to", "en", cwd=folder)
    assert done.returncode == 2 and "this is an input; its text would be overwritten" in done.stderr, done
    assert done.stderr.count("\n") == 1 and done.stdout == "" and contents(folder) == before


def test_the_challenge_set_is_not_written_over(folder):
    """Neither a file of the set nor a glossary is the place for its results."""
    (folder / "set").mkdir()
    files = sorted((ROOT / "eval/terms").glob("*.tsv"))
    for path in files:
        shutil.copy(path, folder / "set")
    before = contents(folder)
    for place in ("g.csv", f"set/{files[-1].name}"):
        arguments = ("--data", "set", "--glossary", "g.csv", "--json", place)
        done = call("eval", "terms", *arguments, "--to", "en", cwd=folder)
        assert done.returncode == 2 and f"{place}: this is an input" in done.stderr, done.stderr
    assert contents(folder) == before


def test_places_of_a_report_are_tried_first(folder):
    """A folder that a report cannot be written into is told before there is a table; a new one is made for
    scores that are to lie in it, too; scores in the place of the report's are two things in one file.
    """
    scoring = ("eval", "a.kk", "--ref", "a.en", "--hyp", "a.en", "--to", "en", "--samples", "0")
    (folder / "r/index.html").mkdir(parents=True)
    done = call(*scoring, "--report", "r", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "") and "index.html: this is a folder" in done.stderr
    done = call(*scoring, "--report", "new", "--json", "new/scores.json", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "") and "both --json and --report" in done.stderr
    assert not (folder / "new").exists()
    done = call(*scoring, "--report", "new", "--json", "new/mine.json", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert {"index.html", "mine.json"} < {path.name for path in (folder / "new").iterdir()}


@pytest.mark.parametrize(
    "arguments",
    [
        "translate LONG --to en",
        "translate a.kk LONG -o out --to en",
        "translate a.kk -o LONG --to en",
        "translate a.kk b.kk -o LONG --to en",
        "translate a.kk -o LONG/b --to en",
        "translate a.kk --report LONG.html --to en",
        "translate a.kk --glossary LONG --to en",
        "translate a.kk --model LONG --to en",
        "check LONG a.en --to en",
        "check a.kk LONG --to en",
        "check t.tsv --glossary LONG --to en",
        "check t.tsv --report LONG.html --to en",
        "eval LONG --ref a.en --to en",
        "eval a.kk --ref LONG:en --to en",
        "eval a.kk --ref a.en --hyp LONG --to en",
        "eval a.kk --ref a.en --hyp NAME=LONG --to en",
        "eval a.kk --ref a.en --hyp NAME=LONG:en --to en",
        "eval a.kk --ref a.en --hyp a.en --glossary LONG --to en",
        "eval a.kk --ref a.en --hyp a.en --json LONG --to en",
        "eval a.kk --ref a.en --hyp a.en --report LONG --to en",
        "eval a.kk --ref a.en --model LONG --to en",
        "eval --set article --data LONG --to en",
        "eval --set tatoeba --data LONG --to en",
        "eval terms --data LONG --to en",
        "glossary check LONG",
        "glossary check LONG.csv",
        "glossary stats LONG.tbx",
        "glossary find a.kk --glossary LONG",
        "glossary find LONG",
        "glossary convert LONG.csv o.tbx",
        "glossary convert g.csv LONG.tbx",
        "glossary merge g.csv LONG -o o.csv",
        "glossary merge g.csv g.csv -o LONG.csv",
        "glossary diff LONG.csv g.csv",
        "glossary diff g.csv LONG.xlsx",
        "glossary mine LONG.tmx -o o.csv --to en",
        "glossary mine t.tsv -o LONG.csv --to en",
        "glossary mine t.tsv -o o.csv --evidence LONG --to en",
    ],
)
def test_a_name_that_is_too_long(folder, arguments):
    """A name that the system takes for none is a mistake told in one line, wherever it is given."""
    done = call(*(each.replace("LONG", LONG) for each in arguments.split()), cwd=folder)
    assert done.returncode == 2 and LONG in done.stdout + done.stderr
    assert "name too long" in done.stdout + done.stderr, done.stdout + done.stderr
    assert len((done.stdout + done.stderr).splitlines()) == (2 if "glossary check" in arguments else 1)


def without_privileges(commands, cwd):
    """Exit codes and standard errors of ``commands``, for a user who may not enter every folder."""
    program = [sys.executable, "-c", PROBE, json.dumps(commands)]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root may enter every folder, and there is no setpriv to give that up")
        rights = "-dac_override,-dac_read_search"
        program = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}", *program]
    done = subprocess.run(program, capture_output=True, cwd=cwd, env=ENVIRONMENT, timeout=300, check=True)
    return json.loads(done.stdout)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are POSIX's")
def test_a_folder_that_must_not_be_entered(folder):
    """A file in a folder without the permission to enter it, or a model's that must not be read, is a mistake
    told in one line, in every place.
    """
    (folder / "shut/folder").mkdir(parents=True)
    commands = [
        "translate shut/a.kk --to en",
        "translate shut --to en -o out",
        "translate a.kk -o shut/b.txt --to en",
        "translate a.kk -o shut/folder --to en",
        "translate a.kk --report shut/r.html --to en",
        "translate a.kk --glossary shut/g.csv --to en",
        "translate a.kk --model shut/folder --to en",
        "translate a.kk --model shut --to en",
        "translate a.kk --model shut-model --to en",
        "check shut/a.kk a.en --to en",
        "check a.kk shut/a.en --to en",
        "check t.tsv --report shut/r.html --to en",
        "eval shut/a.kk --ref a.en --to en",
        "eval a.kk --ref shut/t.tsv:en --to en",
        "eval a.kk --ref a.en --hyp x=shut/a.en --to en",
        "eval a.kk --ref a.en --hyp a.en --json shut/s.json --to en",
        "eval a.kk --ref a.en --hyp a.en --report shut/r --to en",
        "eval a.kk --ref a.en --hyp a.en --report shut --to en",
        "eval --set article --data shut --to en",
        "eval --set tatoeba --data shut --to en",
        "eval terms --json shut/s.json --to en",
        "glossary check shut/g.csv",
        "glossary stats shut",
        "glossary find shut/a.kk",
        "glossary convert shut/g.csv o.tbx",
        "glossary convert g.csv shut/o.tbx",
        "glossary merge g.csv shut/g.csv -o o.csv",
        "glossary diff g.csv shut/g.csv",
        "glossary mine shut/m.tmx -o o.csv --to en",
        "glossary mine t.tsv -o shut/o.csv --to en",
    ]
    for name in ("shut/a.txt", "shut/g.csv"):
        (folder / name).write_text("x")
    (folder / "shut-model").mkdir()
    for path in mini_directory().iterdir():
        (folder / "shut-model" / path.name).symlink_to(path)
    (folder / "shut-model/layout.json").unlink()
    (folder / "shut-model/layout.json").touch(mode=0o000)
    (folder / "shut").chmod(0o444)
    try:
        told = without_privileges(commands, folder)
    finally:
        (folder / "shut").chmod(0o755)
    for command, (code, message) in zip(commands, told, strict=True):
        assert code == 2 and message.count("\n") == 1, (command, message)
        if not command.startswith("glossary check"):  # which prints what it finds
            assert "shut" in message and "ermission" in message, (command, message)


def test_a_store_of_models_that_cannot_be_looked_into(folder, monkeypatch):
    """Models that nobody may look at are neither there nor missing: the folder is told."""
    monkeypatch.setenv("KZTRANS_HOME", str(folder / LONG))
    for command in ("models list", "models show nllb-600m", "translate a.kk --to en --model nllb-600m"):
        done = call(*command.split(), cwd=folder)
        assert done.returncode == 2 and "name too long" in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are POSIX's")
def test_a_folder_that_must_not_be_written_into(folder):
    """Outputs in a folder without the permission to write are refused in words that fit every command."""
    commands = [
        "translate a.kk -o more/b.txt --to en",
        "check t.tsv --report more/r.html --to en",
        "eval a.kk --ref a.en --hyp a.en --json more/s.json --to en",
        "eval a.kk --ref a.en --hyp a.en --report more --to en",
        "glossary convert g.csv more/o.tbx",
    ]
    (folder / "more/scores.json").unlink()
    (folder / "more").chmod(0o555)
    try:
        told = without_privileges(commands, folder)
    finally:
        (folder / "more").chmod(0o755)
    for command, (code, message) in zip(commands, told, strict=True):
        assert code == 2 and message.count("\n") == 1, (command, message)
        assert message.endswith("no permission to write here. Choose another place.\n"), (command, message)
