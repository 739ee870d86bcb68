"""Text files of separated cells: decoding, records with their line numbers, and writing.

RFC 4180, and tabs as well: UTF-8, or UTF-16 with a byte order mark.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from kztrans.document.writing import replacing
from kztrans.errors import GlossaryError
from kztrans.glossary.formats.table import HEADER_HINT

DELIMITERS = ",;\t"
_BEGINNING = 1 << 16
_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(path: Path) -> str:
    """The file's text; raises GlossaryError for a file that is missing, empty or no text."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise GlossaryError("no such glossary", file=path, remedy="Check the path.") from None
    except OSError as error:
        raise GlossaryError(f"cannot be read ({error.strerror})", file=path) from None
    try:
        text = data.decode(_encoding_of(data))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise GlossaryError(
            "these bytes are not UTF-8 text", file=path, line=line, remedy="Save the file as UTF-8."
        ) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise GlossaryError(
            "a NUL byte: not a text file, or UTF-16 without its mark",
            file=path,
            line=line,
            remedy="Save the file as UTF-8.",
        )
    if not text.strip():
        raise GlossaryError("the file is empty", file=path, remedy=HEADER_HINT)
    return text


def beginning(path: Path) -> str:
    """The beginning of the file's text as far as it can be read, to tell its format by."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_BEGINNING)
    except OSError:
        return ""
    return data.decode(_encoding_of(data), errors="replace")


def _encoding_of(data: bytes) -> str:
    return next((name for bom, name in _ENCODINGS if data.startswith(bom)), "utf-8")


def first_rows(text: str, *, comments: bool) -> dict[str, list[str]]:
    """The cells of the first line under each possible delimiter, without outer spaces."""
    line = next(_Lines(text, comments=comments), "")[:_BEGINNING]
    return {
        delimiter: [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
        for delimiter in DELIMITERS
    }


def records(text: str, delimiter: str, path: Path, *, comments: bool) -> Iterator[tuple[int, list[str]]]:
    """Each record that is not blank, with the line where it begins; GlossaryError for one that is no CSV.

    ``comments``: a line that begins with ``#`` between two records is none.
    """
    lines = _Lines(text, comments=comments)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.fresh = True
        try:
            cells = next(rows, None)
        except csv.Error as error:
            raise GlossaryError(
                f"not readable as CSV ({error})",
                file=path,
                line=lines.first,
                remedy='Put a cell that holds quotes or separators in "…" and double the quotes inside it.',
            ) from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield lines.first, cells


class _Lines:
    """The file's lines for ``csv.reader``, without comments; ``first`` is the line where a record began."""

    def __init__(self, text: str, *, comments: bool) -> None:
        self._lines = io.StringIO(text, newline="")
        self._comments = comments
        self.number = 0
        self.first = 0
        self.fresh = True

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        for line in self._lines:
            self.number += 1
            if self.fresh and self._comments and line.startswith("#"):
                continue
            if self.fresh:
                self.first, self.fresh = self.number, False
            return line
        raise StopIteration


def write_records(path: Path, rows: Iterable[list[str]], delimiter: str) -> None:
    """Write ``rows`` as UTF-8; raises GlossaryError where a cell is no Unicode text."""
    buffer = io.StringIO(newline="")
    plain = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    quoted = csv.writer(buffer, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in rows:
        # Quotes keep a headword such as #1 from being read as a comment, and a lone CR in its cell.
        special = row[0].startswith("#") or any("\r" in cell for cell in row)
        (quoted if special else plain).writerow(row)
    write_text(path, buffer.getvalue())


def write_text(path: Path, text: str) -> None:
    """Replace ``path`` by ``text`` in UTF-8; raises GlossaryError where it is no Unicode text."""
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        bad = text[error.start]
        raise GlossaryError(f"cannot be written: U+{ord(bad):04X} is no character", file=path) from None
    with replacing(path) as stream:
        stream.write(data)
