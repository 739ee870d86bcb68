"""What the commands say to the user, always on standard error, so that output can go into a pipe."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from kztrans.cli.process import INTERRUPTED
from kztrans.errors import KztransError
from kztrans.report import Counts
from kztrans.report.model import MEANS

PROGRAM = "kztrans"
USER_MISTAKE = 2
READER_GONE = 1  # as with most programs under Python


def guarded(call: Callable[[], int]) -> int:
    """The exit code of ``call``; the user's mistakes become one line, Ctrl-C becomes 130.

    A pipe whose reader went away ends the run without a word.
    """
    _use_utf8()
    try:
        code = call()
        if sys.stdout:
            sys.stdout.flush()
    except KztransError as error:
        fail(str(error))
        return USER_MISTAKE
    except BrokenPipeError:
        return READER_GONE
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code == INTERRUPTED:
        tell("")  # the shell's prompt begins on a line of its own
        fail("stopped; files that were not finished were left as they were.")
    return code


def _use_utf8() -> None:
    """Kazakh must be printable whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def fail(message: str) -> None:
    """Print an error."""
    tell(f"{PROGRAM}: {message}")


def warn(message: str) -> None:
    """Print a warning."""
    tell(f"{PROGRAM}: warning: {message}")


def tell(message: str) -> None:
    """Print a remark; where standard error is closed or full, nobody can be told."""
    try:
        if sys.stderr:
            print(message, file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        sys.stderr = None


def on_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads ``stream``."""
    return stream is not None and stream.isatty()


def counted(count: int, noun: str) -> str:
    """``1 term``, ``1,200 terms``."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def summary(counts: Counts, seconds: float) -> str:
    """The closing line of a run, in the words of the reports."""
    found = "1 term or guarded string" if counts.found == 1 else f"{counts.found:,} terms and guarded strings"
    return (
        f"{counted(counts.segments, 'segment')}; {found}: {counts.free:,} {MEANS['free']}, "
        f"{counts.placed:,} {MEANS['placed']}, {counts.beam:,} {MEANS['beam']}, "
        f"{counts.refused:,} {MEANS['refused']}; "
        f"{counted(counts.warnings, 'warning')}; {seconds:.1f} s"
    )


def columns(rows: Sequence[Sequence[str]], *, right: int = 0) -> str:
    """Rows as aligned columns, the first ``right`` of them flush right, each row ended by a newline."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if place < right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip() + "\n")
    return "".join(lines)


@contextmanager
def progress(total: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on a terminal, nothing in a pipe; yields the function that advances it by some steps.

    Until the first step it only shows that there is work: 0 % for long would look like a standstill.
    """
    if not on_terminal(sys.stderr):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Translating"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda steps: bar.update(task, total=total, advance=steps)
