"""Glossaries as XLSX: the first sheet, its first filled row the header with the columns of ``table``.

Formulas are read as the values saved with them. A workbook is a ZIP archive of XML files: how much it may
unpack to is checked before, and that the XML is plain. Needs openpyxl, the extra ``[xlsx]``.
"""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from types import ModuleType
from typing import Protocol

from lxml import etree

from kztrans.document.writing import replacing
from kztrans.errors import GlossaryError, MissingExtraError
from kztrans.glossary.formats import table
from kztrans.glossary.formats.xmlstream import check_plain
from kztrans.glossary.term import Term
from kztrans.records import Target

MOST_BYTES = 256 << 20  # unpacked; 100,000 entries with all columns take about 60 MB
MOST_RATIO = 200  # unpacked to packed; sheets full of words come to 10, tables of zeros to 50
SMALL = 1 << 20  # a part up to this size may be packed at any ratio
MOST_LETTERS = 32767  # in a cell (Excel's limit)
_BLANK = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # what may stand before the first tag
_SAVE_AGAIN = "Save it again as XLSX with a spreadsheet program."


class _Sheet(Protocol):
    def reset_dimensions(self) -> None: ...

    def iter_rows(self, *, values_only: bool) -> Iterator[tuple[object, ...]]: ...


@dataclass(frozen=True, slots=True)
class Workbook:
    """The format."""

    def scan(self, path: Path, to: Target | None) -> Iterator[Term | GlossaryError]:
        """Every row of the first sheet."""
        columns: list[str] | None = None
        for line, row in _rows(path):
            if isinstance(row, GlossaryError):
                yield row
            elif columns is None:
                columns = [name.strip().casefold() for name in _trimmed(row, 0)]
                table.check_header(columns, path, line)
            else:
                yield from table.read_row(_trimmed(row, len(columns)), columns, path, line)
        if columns is None:
            raise GlossaryError("the first sheet is empty", file=path, remedy=table.HEADER_HINT)

    def held(self, term: Term) -> Term | None:
        """The table holds everything."""
        return term

    def write(self, path: Path, terms: Iterable[Term], to: Target | None) -> None:
        """Write ``terms`` to one sheet with all columns in use; GlossaryError for what no cell can hold."""
        openpyxl = _openpyxl(path)
        rows = list(table.write_rows(terms, path))
        illegal = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE
        for row in rows:
            for text in row:
                if len(text) > MOST_LETTERS:
                    message = f"a cell of {len(text):,} letters: a sheet holds {MOST_LETTERS:,}"
                    raise GlossaryError(message, file=path, term=row[0][:40])
                if illegal.search(text):
                    message = f"«{row[0][:40]}»: a cell holds a control character, which a sheet cannot"
                    raise GlossaryError(message, file=path, term=row[0][:40], remedy="Remove it.")
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("glossary")
        for row in rows:
            sheet.append([_cell(openpyxl, sheet, text) for text in row])
        buffer = io.BytesIO()
        book.save(buffer)
        with replacing(path) as stream:
            stream.write(buffer.getvalue())


def _openpyxl(path: Path) -> ModuleType:
    try:
        import openpyxl
    except ImportError:
        remedy = "Install it: pip install 'kztrans[xlsx]'"
        raise MissingExtraError("XLSX needs openpyxl", file=path, remedy=remedy) from None
    return openpyxl  # type: ignore[no-any-return]


def _cell(openpyxl: ModuleType, sheet: object, text: str) -> object:
    cell = openpyxl.cell.WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # text such as =A1 or #N/A stays text
    return cell


def _trimmed(cells: list[str], width: int) -> list[str]:
    """``cells`` without empty ones beyond ``width``, and never fewer than that."""
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    return cells + [""] * (width - len(cells))


def _rows(path: Path) -> Iterator[tuple[int, list[str] | GlossaryError]]:
    """The filled rows of the first sheet as text, with their numbers; raises GlossaryError for the file."""
    openpyxl = _openpyxl(path)
    data = _checked(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles, which are not read
            values, formulas = (
                openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only)
                for data_only in (True, False)
            )
        if not values.worksheets:
            raise GlossaryError("the workbook has no sheet", file=path)
        sheets = (book.worksheets[0] for book in (values, formulas))
        for number, (row, written) in enumerate(zip_longest(*map(_cells, sheets), fillvalue=()), start=1):
            texts = [_text(value) for value in row]
            if any(text.strip() for text in texts) or any(written):
                yield number, _problem(openpyxl, row, written, number, path) or texts
    except GlossaryError:
        raise
    except Exception as error:  # openpyxl raises whatever a malformed part makes it stumble over
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        raise GlossaryError(f"not a readable workbook ({reason})", file=path, remedy=_SAVE_AGAIN) from None


def _cells(sheet: _Sheet) -> Iterator[tuple[object, ...]]:
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    return sheet.iter_rows(values_only=True)


def _problem(
    openpyxl: ModuleType, row: tuple[object, ...], written: tuple[object, ...], number: int, path: Path
) -> GlossaryError | None:
    """The first cell without a usable value, as an error that names it."""
    for column, (value, formula) in enumerate(zip_longest(row, written), start=1):
        cell = f"{openpyxl.utils.get_column_letter(column)}{number}"
        if value is None and formula is not None:
            message = f"the formula in cell {cell} has no value saved with it"
            return GlossaryError(message, file=path, line=number, remedy=_SAVE_AGAIN)
        if isinstance(value, str) and value in openpyxl.cell.cell.ERROR_CODES:
            message = f"cell {cell} shows the error {value}"
            return GlossaryError(message, file=path, line=number, remedy="Correct the formula or the text.")
    return None


def _text(value: object) -> str:
    """A cell's value as a person reads it: whole numbers without decimals, dates as ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def _checked(path: Path) -> bytes:
    """The file's bytes, once it is known to be a ZIP archive of harmless size with plain XML in it."""
    try:
        data = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            total = sum(part.file_size for part in parts)
            if total > MOST_BYTES:
                message = f"it unpacks to {total >> 20:,} MiB, over the limit of {MOST_BYTES >> 20} MiB"
                raise GlossaryError(message, file=path, remedy="Such files are not read; use CSV.")
            for part in parts:
                if part.file_size > max(SMALL, MOST_RATIO * part.compress_size):
                    message = f"'{part.filename}' unpacks to over {MOST_RATIO} times its size"
                    raise GlossaryError(message, file=path, remedy="Such files are not read; use CSV.")
            for part in parts:
                with archive.open(part) as stream:
                    if stream.read(64).lstrip(_BLANK).startswith(b"<"):  # whatever the part is called
                        stream.seek(0)
                        check_plain(stream)
    except FileNotFoundError:
        raise GlossaryError("no such glossary", file=path, remedy="Check the path.") from None
    except OSError as error:
        raise GlossaryError(f"cannot be read ({error.strerror})", file=path) from None
    except etree.XMLSyntaxError as error:
        raise GlossaryError(
            f"'{part.filename}' is no plain XML ({error.msg})", file=path, remedy=_SAVE_AGAIN
        ) from None
    except GlossaryError:
        raise
    except Exception as error:  # zipfile, too, raises many kinds for a damaged archive
        raise GlossaryError(f"not a workbook ({error})", file=path, remedy=_SAVE_AGAIN) from None
    return data


XLSX = Workbook()
