"""Which pairs a user's files hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kztrans.check.files import FilePair
from kztrans.errors import InputError
from kztrans.records import Target


def read_pairs(source: Path, translation: Path | None, language: Target) -> Iterator[FilePair]:
    """The pairs of two files of lines, or of one ``source`` that holds both: TSV, CSV, JSONL, TMX, XLIFF.

    They are read as a stream. Raises ``InputError`` where a file cannot be read, one has more lines than the
    other, or there is nothing in them.
    """
    from kztrans.document.parallel import format_of
    from kztrans.glossary.mine import open_aligned

    if translation is not None and (both := next(filter(format_of, (source, translation)), None)):
        raise InputError(
            "this format holds both languages", file=both, remedy="Name it alone: kztrans check FILE"
        )
    files = [source] if translation is None else [source, translation]
    empty = True
    for pair in open_aligned(files, language):
        empty = False
        yield FilePair(pair.line, pair.kk, pair.target)
    if empty:
        raise InputError("there is nothing in this file to check", file=source)
