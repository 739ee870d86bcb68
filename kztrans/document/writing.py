"""Writing a text file so that no failure leaves less than there was: the new text whole, or the old one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kztrans.errors import OutputError


def check_writable(path: str | Path) -> None:
    """Raise ``OutputError`` unless a file can be written at ``path``; whatever stands there is untouched.

    A real file is made beside it and removed, because permission bits do not tell the whole truth
    (read-only file systems, full disks, root).
    """
    with _readable_errors(path):
        target = _target(path)
        if _is_special(target):
            with target.open("ab"):
                return
        descriptor, temporary = _open_temporary(target)
        os.close(descriptor)
        temporary.unlink()


def write_text(path: str | Path, text: str) -> None:
    """Write ``text`` to ``path`` as UTF-8 without byte order mark, line endings as they are in ``text``.

    The text goes to a temporary file in the same folder, is flushed to the disk and only then takes the
    place of ``path`` (rename is atomic, POSIX.1-2017 ``rename()``). Raises ``OutputError``.
    """
    data = text.encode("utf-8", errors="strict")
    with _readable_errors(path):
        target = _target(path)
        if _is_special(target):  # /dev/stdout, a named pipe: there is nothing to replace
            target.write_bytes(data)
            return
        descriptor, temporary = _open_temporary(target)
        try:
            with os.fdopen(descriptor, "wb") as file:
                if target.exists():
                    temporary.chmod(stat.S_IMODE(target.stat().st_mode))
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        except BaseException:  # Ctrl-C included: nothing half-written stays behind
            temporary.unlink(missing_ok=True)
            raise


def _target(path: str | Path) -> Path:
    """The file that is meant, behind any links: a link stays a link."""
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise OutputError("this is a folder, not a file", file=path, remedy="Name a file inside it.")
    if not target.parent.exists():
        raise OutputError(
            f"the folder {target.parent} does not exist", file=path, remedy="Make it first with: mkdir -p"
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
        raise OutputError(
            "no permission to write here", file=path, remedy="Choose another place with -o."
        ) from None
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror or error}", file=path) from None
