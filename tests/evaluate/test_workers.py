"""Work in other processes: the same results, whatever happens to the workers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import CancelledError

import numpy as np
import pytest

from kztrans.evaluate.statistics import extract, extracting
from kztrans.evaluate.workers import Workers

MANY = 1_000_000  # so many lines that there are workers wherever there is more than one processor


def process_of(argument):
    return os.getpid(), argument


def dies_unless_in(process):
    if os.getpid() != process:
        os._exit(1)
    return "done"


def sleeps(seconds):
    time.sleep(seconds)


def fails():
    raise ZeroDivisionError("as it would here")


def test_many_lines_are_shared_out_and_few_are_not(monkeypatch):
    """Tasks run elsewhere where there are enough lines, all of them, and each result is that of its task."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    with Workers(MANY) as run:
        results = [later() for later in [run(process_of, n) for n in range(5)]]
    assert [argument for _, argument in results] == list(range(5))
    assert os.getpid() not in {process for process, _ in results}
    with Workers(10) as run:
        assert run(process_of, 1)() == (os.getpid(), 1)


def test_statistics_are_the_same_elsewhere(monkeypatch):
    """Scores do not depend on where they were computed."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    hypotheses, references = ["a b c", "", "d"] * 3, [["a c b", "x", "d"] * 3]
    with Workers(MANY) as run:
        elsewhere = extracting(hypotheses, references, run)()
    here = extract(hypotheses, references)
    assert all(np.array_equal(here[name], elsewhere[name]) for name in here)


def test_a_dead_worker_costs_time_only(monkeypatch):
    """Where a worker dies its task, and those after it, are done here; errors are the task's own."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    with Workers(MANY) as run:
        assert [run(dies_unless_in, os.getpid())() for _ in range(4)] == ["done"] * 4
        with pytest.raises(ZeroDivisionError, match="as it would here"):
            run(fails)()


def test_an_error_breaks_the_tasks_off(monkeypatch):
    """Ctrl-C does not wait for what the workers are about, nor is it done here instead."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    with pytest.raises(KeyboardInterrupt), Workers(MANY) as run:
        later = [run(sleeps, 600) for _ in range(5)]
        raise KeyboardInterrupt
    for each in later:
        with pytest.raises((EOFError, OSError, CancelledError)):
            each()


def test_a_script_is_run_once(tmp_path):
    """A user's script that scores at its top level, without a main guard, is not run again by its workers."""
    script = tmp_path / "script.py"
    script.write_text(
        "import os\n"
        "os.sched_getaffinity = lambda _: {0, 1}\n"
        "from kztrans.evaluate.workers import Workers\n"
        "print('script')\n"
        f"with Workers({MANY}) as run:\n"
        "    print(run(divmod, 7, 2)())\n",
        "utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n") == ["script", "(3, 1)", ""]
