"""Which files a list of inputs means: files as they are, folders with every text file in them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from kztrans.document.decoding import EXPORT
from kztrans.document.paths import exists, is_dir, is_file
from kztrans.errors import InputError

SUFFIXES = (".txt",)
# What holds text in fields, which a translation line by line would break; tables look like text inside.
_STRUCTURED: dict[str, str] = {
    ".csv": "a table",
    ".tsv": "a table",
    ".xlsx": "a table",
    ".json": "JSON data",
    ".jsonl": "JSON data",
    ".tmx": "a TMX translation memory",
    ".xlf": "an XLIFF document",
    ".xliff": "an XLIFF document",
    ".sdlxliff": "an XLIFF document",
    ".mqxliff": "an XLIFF document",
    ".xml": "an XML document",
    ".html": "an HTML page",
    ".htm": "an HTML page",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file to translate and its place below the output folder."""

    path: Path
    relative: PurePath


def collect(inputs: Sequence[str | Path], *, exclude: str | Path | None = None) -> list[Source]:
    """The files that ``inputs`` name, in order; folders are searched for ``*.txt``, sorted by name.

    ``exclude`` is a folder that is not searched: the output folder, should it lie inside an input. Pipes
    and devices are read where they are named, but not looked for in folders. Raises ``InputError`` for an
    empty name, a missing input, a format that is not read, an unreadable folder or one without text.
    """
    sources: list[Source] = []
    if "" in inputs:
        raise InputError("the name of an input is empty", remedy="Name a file or a folder.")
    for item in map(Path, inputs):
        if is_dir(item):
            sources += _walk(item, os.path.realpath(exclude) if exclude else None)
        elif exists(item):
            _refuse_structured(item)
            sources.append(Source(item, PurePath(item.name)))
        else:
            raise InputError("no such file or folder", file=item, remedy="Check the name and the folder.")
    return sources


def _refuse_structured(path: Path) -> None:
    if what := _STRUCTURED.get(path.suffix.lower()):
        raise InputError(f"this is {what}, not plain text", file=path, remedy=EXPORT)


def _may_hold_text(path: Path) -> bool:
    """Whether a file of a folder is to be read: a regular one, or a link to nowhere, for its error."""
    return is_file(path) or (path.is_symlink() and not exists(path))


def _walk(folder: Path, exclude: str | None) -> list[Source]:
    def refuse(error: OSError) -> None:
        raise InputError(f"the folder cannot be read: {error.strerror}", file=error.filename or folder)

    found: list[Source] = []
    for root, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if os.path.realpath(Path(root) / name) != exclude]
        found += [
            Source(path, path.relative_to(folder))
            for path in (Path(root) / name for name in files)
            if path.suffix.lower() in SUFFIXES and _may_hold_text(path)
        ]
    if not found:
        raise InputError(
            f"no text file ({', '.join('*' + suffix for suffix in SUFFIXES)}) in this folder",
            file=folder,
            remedy="Name the files one by one if they end otherwise.",
        )
    return sorted(found, key=lambda source: source.relative.parts)
