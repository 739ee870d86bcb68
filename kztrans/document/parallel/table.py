"""Tables: TSV (a tab between cells, nothing quoted, as in corpora), CSV (RFC 4180; comma, semicolon, tab).

The first row is a header where a cell of it is a name that a column may have, or one that was asked for;
without a header the columns are called by number: ``1``, ``2``, …
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from io import BufferedIOBase

from kztrans.document.lines import Line
from kztrans.document.parallel.columns import is_known
from kztrans.document.parallel.lines import lines_of
from kztrans.document.parallel.segment import Segment, one_line
from kztrans.errors import InputError

_DELIMITERS = ",;\t"
Row = tuple[int, list[str]]  # the line where it begins, its cells


def read_tsv(stream: BufferedIOBase, *, file: str, columns: Collection[str] = ()) -> Iterator[Segment]:
    """The rows of a table with a tab between cells."""
    lines = enumerate(lines_of(stream, file), start=1)
    return _segments(((number, line.text.split("\t")) for number, line in lines), file, columns)


def read_csv(stream: BufferedIOBase, *, file: str, columns: Collection[str] = ()) -> Iterator[Segment]:
    """The rows of a CSV file; what its first line has most of separates the cells."""
    return _segments(_csv_rows(lines_of(stream, file), file), file, columns)


def _csv_rows(lines: Iterator[Line], file: str) -> Iterator[Row]:
    first = next(lines, None)
    if first is None:
        return
    delimiter = max(_DELIMITERS, key=first.text.count)

    def texts() -> Iterator[str]:
        yield first.text + first.ending
        for line in lines:
            yield line.text + line.ending

    rows = csv.reader(texts(), delimiter=delimiter, strict=True)
    begin = 1
    try:
        for cells in rows:
            yield begin, cells
            begin = rows.line_num + 1
    except csv.Error as error:
        raise _unreadable(error, file, begin) from None


def _unreadable(error: csv.Error, file: str, line: int) -> InputError:
    """The error for the row that begins in ``line``."""
    if "field limit" in str(error):  # the module's own words, with a number that reads like a setting
        message = f"a cell is longer than {csv.field_size_limit():,} characters"
        remedy = "Divide it, or close its quotes: an open quote makes one cell of all that follows."
    else:
        message = f"not readable as CSV ({error})"
        remedy = 'Put a cell that holds quotes or separators in "…" and double the quotes inside it.'
    return InputError(message, file=file, line=line, remedy=remedy)


def _segments(rows: Iterator[Row], file: str, columns: Collection[str]) -> Iterator[Segment]:
    first = next(rows, None)
    if first is None:
        return
    line, cells = first
    wanted = {name.strip().casefold() for name in columns if not name.strip().isdecimal()}
    headed = any(cell.strip().casefold() in wanted or is_known(cell) for cell in cells)
    names = _header(cells, file, line) if headed else [str(i + 1) for i in range(len(cells))]
    number = 0
    if not headed:
        number = 1
        yield Segment(1, dict(zip(names, map(one_line, cells), strict=True)), line)
    for line, cells in rows:
        if len(names) > 1 and not any(map(str.strip, cells)):
            continue
        if len(cells) != len(names):
            raise InputError(
                f"{len(cells)} cells where {len(names)} columns are",
                file=file,
                line=line,
                remedy="Fill or remove cells: a row has a cell for each column, also an empty one.",
            )
        number += 1
        yield Segment(number, dict(zip(names, map(one_line, cells), strict=True)), line)


def _header(cells: list[str], file: str, line: int) -> list[str]:
    names = [cell.strip() or str(i + 1) for i, cell in enumerate(cells)]
    if double := next((name for name in names if names.count(name) > 1), None):
        raise InputError(
            f"column '{double}' stands twice", file=file, line=line, remedy="Rename one of them."
        )
    return names
