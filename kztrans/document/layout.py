"""Where every input's translation goes, decided and checked before any work starts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kztrans.document.names import printable
from kztrans.document.paths import exists, identities, is_dir, is_file
from kztrans.document.reading import Document, read_text
from kztrans.document.sources import Source, collect
from kztrans.document.writing import check_writable
from kztrans.errors import OutputError

REPORT = "the report"


@dataclass(frozen=True, slots=True)
class Job:
    """A document that was read and the file its translation goes to; None for standard output.

    ``name`` is its path below the input folder as it is shown, unique among the jobs of a run.
    """

    name: str
    document: Document
    output: Path | None


def lay_out(
    inputs: Sequence[str | Path], output: str | Path | None = None, *, reports: Sequence[Path] = ()
) -> list[Job]:
    """Read every input and decide its output.

    One file goes to ``output``, under its own name where that is a folder, or, without one, to standard
    output; several files or a folder go into the folder ``output``, which is made, under their own names.
    Raises ``InputError`` for a document that cannot be read and ``OutputError`` when an output or a report
    cannot be written, is also an input, or is named twice.
    """
    many = len(inputs) > 1 or is_dir(inputs[0])
    sources = collect(inputs, exclude=output if many else None)
    if many and output is None:
        raise OutputError("several inputs need a folder for their translations", remedy="Add: -o FOLDER")
    outputs = [_place(source, output, many) for source in sources]
    documents = [read_text(source.path) for source in sources]
    written = [(path, str(source.path)) for path, source in zip(outputs, sources, strict=True) if path]
    read = [source.path for source in sources]
    if many:
        refuse_overwriting(written, read, remedy="Translate them in separate runs.")
        for path, _ in written:
            make_folder(path.parent)
    check_outputs(written + [(path, REPORT) for path in reports], read)
    return [
        Job(printable(source.relative.as_posix()), document, path)
        for source, document, path in zip(sources, documents, outputs, strict=True)
    ]


def check_outputs(outputs: Sequence[tuple[Path, str]], inputs: Iterable[str | Path] = ()) -> None:
    """Raise ``OutputError`` unless every output can be written and none is an input or named twice.

    ``outputs``: paths, each with the words for what would be written there.
    """
    refuse_overwriting(outputs, inputs)
    for path, _ in outputs:
        check_writable(path)


def refuse_overwriting(
    outputs: Iterable[tuple[Path, str]],
    inputs: Iterable[str | Path] = (),
    *,
    remedy: str = "Give one of them another name.",
) -> None:
    """Raise ``OutputError`` where a file would be both read and written, or written twice: one would be lost.

    ``outputs``: paths, each with the words for what would be written there; ``remedy``: what to do about two
    of them in one place. By whatever links an output leads to an input, it is that input; devices and pipes
    lose nothing.
    """
    read = {identity for path in inputs for identity in identities(path)}
    owners: dict[str, str] = {}
    for path, owner in outputs:
        if exists(path, OutputError) and not is_file(path, OutputError):
            continue
        if not read.isdisjoint(identities(path)):
            raise OutputError(
                "this is an input; its text would be overwritten", file=path, remedy="Write to another file."
            )
        resolved = os.path.realpath(path)
        if resolved in owners:
            raise OutputError(
                f"both {owners[resolved]} and {owner} would be written here", file=path, remedy=remedy
            )
        owners[resolved] = owner


def _place(source: Source, output: str | Path | None, many: bool) -> Path | None:
    if output is None:
        return None
    return Path(output) / source.relative if many or is_dir(output, OutputError) else Path(output)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it where they are missing; raises ``OutputError``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise OutputError(
            "there is a file where a folder is needed", file=folder, remedy="Choose another folder."
        ) from None
    except OSError as error:
        raise OutputError(f"the folder cannot be made: {error.strerror or error}", file=folder) from None
