"""Runs the program as a user does: as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
