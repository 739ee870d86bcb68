"""Standard streams that are closed, full, redirected or given up: one clear line, and no file is lost."""

from __future__ import annotations

import pytest
from cli_process import kztrans, shell

CLOSED = "kztrans: standard output: cannot be written: it is closed. Choose another place.\n"
FULL = "kztrans: standard output: cannot be written: No space left on device. Choose another place.\n"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("kztrans models list >&-", CLOSED),
        ("kztrans --version >/dev/full", FULL),
        ("kztrans --help >/dev/full", FULL),
        ("kztrans translate --to en <&-", "kztrans: standard input: it is closed."),
        (
            "kztrans translate README.md --to en -o /dev/stdout >&-",
            "kztrans: /dev/stdout: cannot be written: Bad file descriptor.\n",
        ),
    ],
)
def test_unusable_streams_are_one_line(command, message):
    """A stream that cannot be used is named in one line with exit code 2, whichever command wants it."""
    done = shell(command)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith(message) and done.stderr.count("\n") == 1


@pytest.mark.parametrize("ending", ["2>&-", "2>/dev/full"])
def test_nobody_to_tell(ending):
    """Remarks that cannot be printed are lost, but neither the exit code nor the output changes."""
    done = shell(f"kztrans models show nonsense {ending}")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")


def test_a_reader_that_goes_away_hears_nothing():
    """`| head` is no error to talk about."""
    done = shell("kztrans models list | true")
    assert done.stderr == ""


def test_a_log_is_gone_on_with(tmp_path):
    """-o /dev/stdout with >> adds to the file behind it and never replaces it."""
    (tmp_path / "log").write_text("old\n")
    (tmp_path / "a.txt").write_text("3700\n")
    done = shell("kztrans translate a.txt --to ru -o /dev/stdout >> log", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "log").read_text().splitlines()[0] == "old"
    assert len((tmp_path / "log").read_text().splitlines()) == 2


def test_names_in_another_encoding(tmp_path):
    """A file name that is no UTF-8 is shown in the report instead of stopping the run at its end."""
    command = (
        "printf '3700\\n' > $'b\\xff.txt'; cp $'b\\xff.txt' c.txt; "
        "kztrans translate *.txt --to en -o out --report r.json"
    )
    done = shell(command, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert r"b\\xff.txt:1" in (tmp_path / "r.json").read_text()


PROBE = """
import importlib.abc, os, signal, sys

class Blow(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "{module}":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Blow())
from kztrans.cli import main
sys.exit(main())
"""


@pytest.mark.parametrize("module", ["typer", "kztrans.translator", "ctranslate2"])
def test_interrupted_while_loading(tmp_path, module):
    """Ctrl-C in the first moments ends the run with 130 and without a traceback, wherever it strikes."""
    (tmp_path / "a.txt").write_text("Зауыт жылына 3700 тонна өнім шығарады.\n")
    (tmp_path / "probe.py").write_text(PROBE.format(module=module))
    done = kztrans("translate", "a.txt", "--to", "en", "-o", "out.txt", cwd=tmp_path, module="probe")
    assert done.returncode == 130 and "Traceback" not in done.stderr, done.stderr
    assert not (tmp_path / "out.txt").exists()
