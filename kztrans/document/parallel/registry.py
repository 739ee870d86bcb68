"""Which reader a file's name asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from kztrans.document.parallel.jsonl import read_jsonl
from kztrans.document.parallel.lines import read_lines
from kztrans.document.parallel.opening import PACKED, opened
from kztrans.document.parallel.segment import Reader, Segment
from kztrans.document.parallel.table import read_csv, read_tsv
from kztrans.document.parallel.tmx import read_tmx
from kztrans.document.parallel.xliff import read_xliff
from kztrans.errors import InputError

#: The readers by ending; files that end otherwise are plain lines. Each may be gzipped (``.gz`` behind it).
FORMATS: Mapping[str, Reader] = MappingProxyType({
    ".tsv": read_tsv,
    ".tab": read_tsv,
    ".csv": read_csv,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".tmx": read_tmx,
    ".xlf": read_xliff,
    ".xliff": read_xliff,
})  # fmt: skip

#: What people keep texts and translations in, too, and no reader here opens: as lines it would be gibberish.
UNREAD = (
    *(".xlsx", ".xls", ".ods", ".docx", ".doc", ".odt", ".rtf", ".pptx", ".pdf"),
    *(".sdlxliff", ".mqxliff", ".mxliff", ".txlf", ".sdltm", ".po"),
)


def format_of(path: Path) -> str | None:
    """The ending of ``FORMATS`` that ``path`` has; None for plain lines.

    Raises ``InputError`` for an ending of ``UNREAD``.
    """
    name = path.name.casefold().removesuffix(PACKED)
    if name.endswith(UNREAD):
        ending = name[name.rindex(".") :]
        raise InputError(f"{ending} is not read here", file=path, remedy="Save it as TSV, TMX or .xlf.")
    return next((ending for ending in FORMATS if name.endswith(ending)), None)


def read_segments(path: Path, columns: Collection[str] = ()) -> Iterator[Segment]:
    """The segments of ``path``, one after the other; ``columns`` as ``Reader`` tells.

    Raises ``InputError`` for a file that is missing, unreadable, damaged or not of its format.
    """
    ending = format_of(path)
    with opened(path) as stream:
        reader = read_lines if ending is None else FORMATS[ending]
        yield from reader(stream, file=str(path), columns=columns)
