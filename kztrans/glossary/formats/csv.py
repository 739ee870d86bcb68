"""Glossaries as CSV or TSV (RFC 4180): UTF-8 or UTF-16 with a BOM, separator found from the header.

The header names the columns: ``kk``, at least one of ``en`` and ``ru``, and any of ``OPTIONAL``. A line that
begins with ``#`` is a comment. Lists of forms are separated by ``|``; a list that begins with ``+`` is added
to grammar's forms instead of replacing them.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kztrans.errors import GlossaryError
from kztrans.glossary.term import Term

OPTIONAL = (
    *("pos", "domain", "status", "note", "en_forms", "ru_forms"),
    *("en_forbidden", "ru_forbidden", "case", "gender", "keep"),
    *("near", "not_near", "priority", "derive"),
)
COLUMNS = ("kk", "en", "ru", *OPTIONAL)
FORM_LISTS = ("en_forms", "ru_forms", "en_forbidden", "ru_forbidden", "near", "not_near", "derive")
CODES = ("pos", "status", "case", "gender")  # small vocabularies, read without regard to letter case
YES = frozenset({"yes", "true", "1", "x"})
NO = frozenset({"", "no", "false", "0"})
DELIMITERS = ",;\t"
_WHOLE = re.compile("-?[0-9]{1,6}")
_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def scan(path: Path) -> Iterator[Term | GlossaryError]:
    """Every row of ``path`` as a Term, or as the GlossaryError that says what is wrong with it.

    Cells of kk, en and ru come as written, spaces included; a problem with the file itself ends the scan.
    """
    try:
        lines = _Lines(_text(path))
        rows, columns = _open(lines, path)
    except GlossaryError as error:
        yield error
        return
    while True:
        lines.fresh = True
        try:
            cells = next(rows, None)
        except csv.Error as error:
            yield GlossaryError(
                f"not readable as CSV ({error})",
                file=path,
                line=lines.first,
                remedy='Put a cell that holds quotes or separators in "…" and double the quotes inside it.',
            )
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield from _row(cells, columns, path, lines.first)


def _row(cells: list[str], columns: list[str], path: Path, line: int) -> Iterator[Term | GlossaryError]:
    """The row's term, or each of its problems."""
    if len(cells) != len(columns):
        yield GlossaryError(
            f"{len(cells)} cells under {len(columns)} columns",
            file=path,
            line=line,
            remedy='Fill or remove cells, and put a cell that holds the separator in "…".',
        )
        return
    values = dict(zip(columns, cells, strict=True))
    problems = list(_problems(values))
    if not problems:
        yield _term(values, path, line)
    for message, remedy in problems:
        yield GlossaryError(message, file=path, line=line, term=values["kk"].strip() or None, remedy=remedy)


def _problems(values: dict[str, str]) -> Iterator[tuple[str, str]]:
    keep = values.get("keep", "").strip().casefold()
    if not values["kk"].strip():
        yield "the kk cell is empty", "Write the Kazakh headword or remove the row."
    for column in ("en", "ru"):
        if column in values and not values[column].strip() and keep not in YES:
            yield (
                f"the {column} cell is empty",
                "Write the translation, or 'yes' under keep for a term that stays as it is.",
            )
    if keep not in YES | NO:
        yield f"'{keep}' is no value for keep", "Write yes, or leave the cell empty."
    case = values.get("case", "").strip().casefold()
    if case not in ("", "exact"):
        yield f"'{case}' is no value for case", "Write exact, or leave the cell empty."
    priority = values.get("priority", "").strip()
    if priority and not _WHOLE.fullmatch(priority):
        yield f"'{priority}' is no value for priority", "Write a whole number, or leave the cell empty."


def _term(values: dict[str, str], path: Path, line: int) -> Term:
    fields: dict[str, Any] = dict(values)
    for column in FORM_LISTS:
        forms = values.get(column, "").strip()
        if column.endswith("_forms"):
            fields[f"extend_{column[:2]}"] = forms.startswith("+")
            forms = forms.removeprefix("+")
        fields[column] = tuple(form for part in forms.split("|") if (form := part.strip()))
    for column in CODES:
        fields[column] = values.get(column, "").strip().casefold()
    fields["domain"] = values.get("domain", "").strip()
    fields["priority"] = int(values.get("priority", "").strip() or 0)
    fields["keep"] = values.get("keep", "").strip().casefold() in YES
    return Term(**{"en": "", "ru": "", **fields}, file=str(path), line=line)


class _Lines:
    """The file's lines for ``csv.reader``, without comments; ``first`` is the line where a record began."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.number = 0
        self.first = 0
        self.fresh = True

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        for line in self._lines:
            self.number += 1
            if self.fresh and line.startswith("#"):
                continue
            if self.fresh:
                self.first, self.fresh = self.number, False
            return line
        raise StopIteration


def _open(lines: _Lines, path: Path) -> tuple[Iterator[list[str]], list[str]]:
    """A reader past the header, and the columns' names."""
    header = next(lines, "")
    names: dict[str, list[str]] = {
        delimiter: [name.strip().casefold() for name in next(csv.reader([header], delimiter=delimiter), [])]
        for delimiter in DELIMITERS
    }
    delimiter, columns = max(names.items(), key=lambda item: len(set(item[1]) & set(COLUMNS)))
    line = lines.first or None
    unknown = [name for name in columns if name not in COLUMNS]
    if "kk" not in columns or not {"en", "ru"} & set(columns):
        raise GlossaryError(
            "the header must name the columns kk and en or ru",
            file=path,
            line=line,
            remedy="Begin the file with a line such as: kk,en,ru",
        )
    if unknown:
        raise GlossaryError(
            f"unknown column '{unknown[0]}'" if unknown[0] else "a column without a name",
            file=path,
            line=line,
            remedy=f"Allowed columns: {', '.join(COLUMNS)}.",
        )
    double = next((name for name in columns if columns.count(name) > 1), None)
    if double:
        remedy = "Remove one of them."
        raise GlossaryError(f"column '{double}' stands twice", file=path, line=line, remedy=remedy)
    return csv.reader(lines, delimiter=delimiter, strict=True), columns


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise GlossaryError("no such glossary", file=path, remedy="Check the path.") from None
    except OSError as error:
        raise GlossaryError(f"cannot be read ({error.strerror})", file=path) from None
    encoding = next((name for bom, name in _ENCODINGS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
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
        raise GlossaryError("the file is empty", file=path, remedy="Begin it with a line such as: kk,en,ru")
    return text


def write(path: Path, terms: Iterable[Term]) -> None:
    """Write ``terms`` as UTF-8 with all columns in use: tabs in a .tsv, commas elsewhere.

    Raises GlossaryError where the format cannot hold a form or the file cannot be written; then ``path``
    stays what it was.
    """
    rows = [_cells(term, path) for term in terms]
    used = [name for name in COLUMNS if name in ("kk", "en", "ru") or any(row[name] for row in rows)]
    delimiter = "\t" if path.suffix.casefold() == ".tsv" else ","
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline="") as stream:
            plain = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
            quoted = csv.writer(stream, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
            plain.writerow(used)
            for row in rows:
                # Quotes keep a headword such as #1 from being read as a comment, and a lone CR in its cell.
                special = row["kk"].startswith("#") or any("\r" in cell for cell in row.values())
                (quoted if special else plain).writerow([row[name] for name in used])
        temporary.replace(path)
    except (OSError, UnicodeEncodeError) as error:
        raise GlossaryError(f"cannot be written ({error})", file=path) from None
    finally:
        temporary.unlink(missing_ok=True)


def _cells(term: Term, path: Path) -> dict[str, str]:
    cells = {name: str(getattr(term, name)) for name in COLUMNS if name not in FORM_LISTS}
    cells["keep"] = "yes" if term.keep else ""
    cells["priority"] = str(term.priority or "")
    for column in FORM_LISTS:
        forms: tuple[str, ...] = getattr(term, column)
        if any("|" in form or not form.strip() or form != form.strip() for form in forms):
            raise GlossaryError(
                f"{column} holds '|', an empty form or outer spaces, which a list cannot",
                file=path,
                term=term.kk,
            )
        extends = column.endswith("_forms") and term.extends("en" if column.startswith("en") else "ru")
        if column.endswith("_forms") and not extends and forms[:1] and forms[0].startswith("+"):
            raise GlossaryError(f"a form in {column} begins with '+'", file=path, term=term.kk)
        cells[column] = ("+" if extends else "") + "|".join(forms)
    if any("\0" in cell for cell in cells.values()):
        raise GlossaryError("a cell holds a NUL byte", file=path, term=term.kk)
    return cells
