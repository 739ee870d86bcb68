"""What a process must see to before any work: its standard streams, and Ctrl-C while it still loads."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kztrans.errors import OutputError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

INTERRUPTED = 130
_STDOUT = 1


@contextmanager
def prepared() -> Iterator[None]:
    """Set the streams up; Ctrl-C inside the ``with`` block, where modules load, ends the process quietly."""
    usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # and not ignored, as by nohup
    if usual:
        # Not by an exception: modules that load would each make something else of it.
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    _occupy_closed()
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(StandardOutput(_STDOUT, "wb", closefd=False)),
        encoding="utf-8",
        line_buffering=sys.stdout is not None and sys.stdout.isatty(),
    )
    yield
    if usual:
        signal.signal(signal.SIGINT, signal.default_int_handler)


class StandardOutput(io.FileIO):
    """Standard output that raises ``OutputError`` where it cannot be written, and then takes no more."""

    _failed = False

    def write(self, data: ReadableBuffer, /) -> int:
        """Write as ``FileIO`` does; a pipe whose reader went away stays a ``BrokenPipeError``."""
        if self._failed:  # what is still buffered would fail again when the process ends
            return memoryview(data).nbytes
        try:
            return super().write(data)
        except OSError as error:
            self._failed = True
            if isinstance(error, BrokenPipeError):
                raise
            what = "it is closed" if error.errno == errno.EBADF else error.strerror or str(error)
            raise OutputError(
                f"cannot be written: {what}", file="standard output", remedy="Choose another place."
            ) from None


def _occupy_closed() -> None:
    """Fill closed standard streams with what fails when used; else the next file opened takes their place."""
    for number, wrong_way in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_RDONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, wrong_way)  # the lowest number free, which is this one
