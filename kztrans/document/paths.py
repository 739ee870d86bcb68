"""What a path leads to, also where the system refuses to tell.

``Path.exists`` and its like give no answer for a name that is too long or in a folder that must not be
entered: they raise ``OSError``. Here that is an error that names the file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from kztrans.errors import InputError, KztransError


def exists(path: str | Path, error: type[KztransError] = InputError) -> bool:
    """Whether there is anything at ``path``; raises ``error`` where that cannot be told."""
    return _answer(Path.exists, path, error)


def found(path: str | Path) -> bool:
    """Whether there is anything at ``path`` as far as the system tells: what can be no name is no file."""
    try:
        return Path(path).exists()
    except OSError:
        return False


def is_dir(path: str | Path, error: type[KztransError] = InputError) -> bool:
    """Whether ``path`` is a folder; raises ``error`` where that cannot be told."""
    return _answer(Path.is_dir, path, error)


def is_file(path: str | Path, error: type[KztransError] = InputError) -> bool:
    """Whether ``path`` is a regular file; raises ``error`` where that cannot be told."""
    return _answer(Path.is_file, path, error)


def identities(path: str | Path) -> frozenset[object]:
    """What the file at ``path`` is known by: two paths that share one of these lead to the same file.

    That is the path behind all links and, where a file is there, its device and inode: hard links share them.
    """
    # Not Path.resolve(), which does not return from a link that leads to itself.
    real = os.path.realpath(path)
    try:
        status = Path(path).stat()
    except OSError:
        return frozenset({real})
    return frozenset({real, (status.st_dev, status.st_ino)})


def _answer(question: Callable[[Path], bool], path: str | Path, error: type[KztransError]) -> bool:
    try:
        return question(Path(path))
    except PermissionError:
        raise error(
            "no permission to enter its folder", file=path, remedy="Change it with: chmod u+x FOLDER"
        ) from None
    except OSError as refusal:
        raise error(f"the system refuses this name: {refusal.strerror or refusal}", file=path) from None
