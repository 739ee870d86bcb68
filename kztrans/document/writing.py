"""Writing a text file so that no failure leaves less than there was: the new text whole, or the old one."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kztrans.errors import OutputError

# An open file of a process, by number; "/dev/stdout" and its like are links to these (Linux proc(5)).
_DESCRIPTOR = re.compile(r"(?P<folder>/dev/fd|/proc/(?P<process>self|thread-self|\d+)/fd)/(?P<number>\d+)")
_LINKS = 40  # as many as Linux follows


def check_writable(path: str | Path) -> None:
    """Raise ``OutputError`` unless a file can be written at ``path``; whatever stands there is untouched.

    A real file is made beside it and removed, because permission bits do not tell the whole truth
    (read-only file systems, full disks, root).
    """
    with _readable_errors(path):
        if (number := own_descriptor(path)) is not None:
            os.write(number, b"")
            return
        target = _target(path)
        if _is_special(target):
            return  # to open a pipe and close it again would end its reader
        descriptor, temporary = _open_temporary(target)
        os.close(descriptor)
        temporary.unlink()


@contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file ``path`` when all went well; else what stood there stays.

    The bytes go to a temporary file in the same folder, are flushed to the disk and only then take the
    place of ``path`` (rename is atomic, POSIX.1-2017 ``rename()``). What is no file of its own
    (``/dev/stdout``, ``/dev/fd/3``, a named pipe, a device) is written to as it stands, and where it
    stands: ``-o /dev/stdout >> log`` goes on at the end of ``log``. Raises ``OutputError``.
    """
    with _readable_errors(path):
        if (number := own_descriptor(path)) is not None:
            with os.fdopen(os.dup(number), "wb") as stream:
                yield stream
            return
        target = _target(path)
        if _is_special(target):
            with target.open("ab") as stream:
                yield stream
            return
        descriptor, temporary = _open_temporary(target)
        try:
            with os.fdopen(descriptor, "wb") as file:
                if target.exists():
                    temporary.chmod(stat.S_IMODE(target.stat().st_mode))
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        except BaseException:  # Ctrl-C included: nothing half-written stays behind
            temporary.unlink(missing_ok=True)
            raise


def write_text(path: str | Path, text: str) -> None:
    """Write ``text`` to ``path`` as UTF-8 without byte order mark, line endings as they are in ``text``.

    The file is replaced whole or not at all, see ``replacing``. Raises ``OutputError``.
    """
    data = text.encode("utf-8", errors="strict")
    with replacing(path) as stream:
        stream.write(data)


def own_descriptor(path: str | Path) -> int | None:
    """The number of the open file of this process that ``path`` stands for, by whatever links; else None.

    Raises ``OutputError`` for another process's open file: it can be neither written to nor replaced safely.
    """
    place = Path(path).absolute()
    for _ in range(_LINKS):
        folder = Path(os.path.realpath(place.parent))
        for known in (place, folder / place.name):
            if match := _DESCRIPTOR.fullmatch(str(known)):
                if match["process"] not in (None, "self", "thread-self", str(os.getpid())):
                    raise OutputError("this is an open file of another process", file=path)
                return int(match["number"])
        if not place.is_symlink():
            return None
        place = folder / place.readlink()
    return None


def _target(path: str | Path) -> Path:
    """The file that is meant, behind any links: a link stays a link."""
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OutputError("this is a link that leads to itself", file=path, remedy="Choose another name.")
    if target.is_dir():
        raise OutputError("this is a folder, not a file", file=path, remedy="Name a file inside it.")
    if not target.parent.exists():
        raise OutputError(
            f"the folder {target.parent} does not exist",
            file=path,
            remedy=f"Make it first: mkdir -p {target.parent}",
        )
    if not target.parent.is_dir():
        raise OutputError(f"{target.parent} is a file, not a folder", file=path)
    if target.exists() and not os.access(target, os.W_OK):
        raise OutputError(
            "the file is write-protected", file=path, remedy="Choose another name or: chmod u+w FILE"
        )
    return target


def _is_special(path: Path) -> bool:
    return path.exists() and not path.is_file()


def _open_temporary(target: Path) -> tuple[int, Path]:
    """A new file beside ``target`` with the permissions the user's umask gives to new files."""
    temporary = target.with_name(f".kztrans-{os.urandom(6).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(temporary, flags, 0o666), temporary


@contextmanager
def _readable_errors(path: str | Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except PermissionError:
        raise OutputError("no permission to write here", file=path, remedy="Choose another place.") from None
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror or error}", file=path) from None
