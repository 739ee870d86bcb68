"""What is drawn on a terminal and what is said at the end."""

from __future__ import annotations

import io
import os
import re
import sys

import pytest
from cli_process import ENVIRONMENT, ROOT, kztrans

from kztrans.cli.terminal import columns, guarded, progress, summary
from kztrans.errors import InputError
from kztrans.report import Counts


class Terminal(io.StringIO):
    """A standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_summary_counts_everything():
    """The closing line names segments, terms by means, warnings and seconds; one is not 'ones'."""
    counts = Counts(segments=1200, free=50, placed=20, beam=2, refused=1, warnings=1)
    assert summary(counts, 12.34) == (
        "1,200 segments; 73 terms and guarded strings: 50 free, 20 placed, 2 searched, 1 refused; "
        "1 warning; 12.3 s"
    )
    assert "; 1 term or guarded string: 1 free, " in summary(Counts(segments=1, free=1), 1)


def test_progress_is_drawn_on_a_terminal_only(monkeypatch):
    """A terminal sees a bar, a pipe sees nothing."""
    for stream, drawn in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr("sys.stderr", stream)
        with progress(10) as advance:
            advance(10)
        assert ("Translating" in stream.getvalue()) is drawn


def test_progress_claims_nothing_before_the_first_step(monkeypatch):
    """A bar that stands at 0 % looks as if nothing went on: a share is shown once one is known."""
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    with progress(10) as advance:
        assert "%" not in stream.getvalue()
        advance(5)
    assert "50%" in stream.getvalue()


def on_screen(*arguments: str) -> list[str]:
    """The lines on the screen of a terminal in which ``kztrans`` has run."""
    pty = pytest.importorskip("pty")
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execve(
            sys.executable, [sys.executable, "-m", "kztrans", *arguments], ENVIRONMENT | {"TERM": "xterm"}
        )
    written = b""
    try:
        while part := os.read(terminal, 65536):
            written += part
    except OSError:  # as Linux says that nobody writes any more
        pass
    os.close(terminal)
    os.waitpid(child, 0)
    lines, row = [""], 0
    for code, character in re.findall(r"(\x1b\[[0-9?]*[a-zA-Z])|(\r?\n|.)", written.decode(), re.DOTALL):
        if code == "\x1b[2K":
            lines[row] = ""
        elif code == "\x1b[1A":
            row -= 1
        elif character.endswith("\n"):
            row += 1
            lines += [""] * (row == len(lines))
        elif character not in ("", "\r"):
            lines[row] += character
    return [line for line in lines if line]


def test_the_bar_is_gone_before_the_text_is_printed(tmp_path):
    """Where text and bar share a terminal, the text's lines stand there as they are, and the bar does not."""
    file = tmp_path / "a.txt"
    file.write_text("Қайырлы таң!\nБүгін күн жылы.", encoding="utf-8")
    arguments = ("translate", str(file), "--to", "en", "--beam", "1")
    plain = kztrans(*arguments).stdout.splitlines()
    *text, last = on_screen(*arguments)
    assert text == plain and last.startswith("2 segments; ")


def test_columns_align():
    """Columns are as wide as their widest cell, numbers flush right, no blanks at the ends of lines."""
    assert columns([("n", "term", "x"), ("10", "ЖШС", "")], right=1) == " n  term  x\n10  ЖШС\n"


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (InputError("no such file", file="a.txt"), 2, "a.txt: no such file."),
        (KeyboardInterrupt(), 130, "stopped"),
    ],
)
def test_errors_become_exit_codes(error, code, words, capsys):
    """A user's mistake is one line and 2; Ctrl-C is 130; neither shows a traceback."""

    def fail() -> int:
        raise error

    assert guarded(fail) == code
    assert words in capsys.readouterr().err


def test_defects_are_not_hidden():
    """An error of the program itself is no user's mistake: it keeps its traceback."""

    def fail() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        guarded(fail)
