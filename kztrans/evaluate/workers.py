"""Work for other processes.

Not by ``multiprocessing``: it runs the caller's script again in every process it spawns, unless the script
is written for that. A worker here is a fresh interpreter that is sent functions with arguments and sends
results.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from queue import SimpleQueue
from typing import Protocol, TypeVar

T = TypeVar("T")
Later = Callable[[], T]

_ENOUGH = 20_000  # lines from which on starting interpreters is quicker than doing without


class Run(Protocol):
    """Has a function of a module called with picklable arguments; what it gives back waits for the result."""

    def __call__(self, function: Callable[..., T], /, *arguments: object) -> Later[T]: ...


def in_turn(function: Callable[..., T], /, *arguments: object) -> Later[T]:
    """Call the function in this process, once the result is asked for."""
    return lambda: function(*arguments)


class Workers(AbstractContextManager["Workers"]):
    """A worker a processor for tasks on so many ``lines``; for few lines, or with one processor, none.

    ``occupied``: this process has work of its own meanwhile, and keeps a processor for it. Results are the
    same with and without. Where a worker fails, this process does its task.
    """

    def __init__(self, lines: int, *, occupied: bool = False) -> None:
        processors = _processors() if lines >= _ENOUGH and sys.executable else 1
        count = processors - occupied if processors > 1 else 0
        self._broken_off = False
        self._threads = ThreadPoolExecutor(count) if count else None
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._all = [_Worker() for _ in range(count)]
        for worker in self._all:
            self._idle.put(worker)

    def __call__(self, function: Callable[..., T], /, *arguments: object) -> Later[T]:
        if self._threads is None:
            return in_turn(function, *arguments)
        return self._threads.submit(self._send, function, arguments).result

    def _send(self, function: Callable[..., T], arguments: tuple[object, ...]) -> T:
        worker = self._idle.get()
        try:
            return worker.ask(function, arguments)
        except (OSError, EOFError, pickle.PickleError):
            if self._broken_off:
                raise
            return function(*arguments)  # its own error, if it has one, is raised here
        finally:
            self._idle.put(worker)

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        """Wait for the tasks; after an error, or Ctrl-C, break them off."""
        if error is not None:
            self._broken_off = True
            for worker in self._all:
                worker.kill()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.close()


class _Worker:
    """A process that runs ``serve``."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", f"from {__name__} import serve; serve()"]
        path = os.pathsep.join(filter(None, sys.path))
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C is for the parent, which breaks the tasks off
        )

    def ask(self, function: Callable[..., T], arguments: tuple[object, ...]) -> T:
        """The result; ``OSError`` or ``EOFError`` where the process is no more."""
        assert self._process.stdin is not None and self._process.stdout is not None
        pickle.dump((function, arguments), self._process.stdin)
        self._process.stdin.flush()
        result: T = pickle.load(self._process.stdout)
        return result

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        with suppress(OSError):
            self._process.communicate()  # closes its input, at which it ends


def serve() -> None:
    """Do the tasks on standard input, one after the other, and write the results to standard output."""
    with suppress(EOFError):
        while True:
            function, arguments = pickle.load(sys.stdin.buffer)
            pickle.dump(function(*arguments), sys.stdout.buffer)
            sys.stdout.buffer.flush()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
