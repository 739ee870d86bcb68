"""Runs the program as a user does, as a process of its own, or inside this one, which is quicker."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

from kztrans.cli.app import run

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "kztrans"]
# No terminal, no colour, two threads: the same output wherever the tests run.
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1"}


def kztrans(*arguments, stdin: bytes = b"", cwd: Path = ROOT, module: str = "kztrans"):
    """Run ``kztrans`` and return the finished process; its output is decoded strictly."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=ENVIRONMENT,
        timeout=300,
    )
    done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
    return done


def call(*arguments, cwd: Path = ROOT):
    """Run ``kztrans`` inside this process: the same program, without the start of another Python."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([*map(str, arguments)])
    out.flush()
    err.flush()
    return SimpleNamespace(
        returncode=code, stdout=out.buffer.getvalue().decode(), stderr=err.buffer.getvalue().decode()
    )


def shell(command: str, *, cwd: Path = ROOT):
    """Run a shell command line in which ``kztrans`` is the program; output as of ``kztrans``."""
    program = " ".join(map(shlex.quote, COMMAND))
    done = subprocess.run(
        ["bash", "-c", f'kztrans() {{ {program} "$@"; }}\n{command}'],
        capture_output=True,
        cwd=cwd,
        env=ENVIRONMENT,
        timeout=300,
    )
    done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
    return done


def start(*arguments, **options) -> subprocess.Popen:
    """Start ``kztrans`` with pipes on all sides."""
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        **options,
    )
