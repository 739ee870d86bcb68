"""Glossaries as CSV or TSV with the columns of ``table``; the separator is found from the header.

A line that begins with ``#`` is a comment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kztrans.errors import GlossaryError
from kztrans.glossary.formats import table
from kztrans.glossary.formats.delimited import first_rows, read_text, records, write_records
from kztrans.glossary.term import Term
from kztrans.records import Target


@dataclass(frozen=True, slots=True)
class Table:
    """The format; ``delimiter`` is what the writer puts between cells."""

    delimiter: str

    def scan(self, path: Path, to: Target | None) -> Iterator[Term | GlossaryError]:
        """Every row of ``path``; cells of kk, en and ru come as written, spaces included."""
        columns: list[str] | None = None
        text = read_text(path)
        for line, cells in records(text, _delimiter(text), path, comments=True):
            if columns is None:
                columns = [name.strip().casefold() for name in cells]
                table.check_header(columns, path, line)
            else:
                yield from table.read_row(cells, columns, path, line)
        if columns is None:
            table.check_header((), path, None)

    def held(self, term: Term) -> Term | None:
        """The table holds everything."""
        return term

    def write(self, path: Path, terms: Iterable[Term], to: Target | None) -> None:
        """Write ``terms`` as UTF-8 with all columns in use."""
        write_records(path, table.write_rows(terms, path), self.delimiter)


def _delimiter(text: str) -> str:
    """The delimiter under which the header names most columns."""
    rows = first_rows(text, comments=True)
    return max(rows, key=lambda key: len({name.casefold() for name in rows[key]} & set(table.COLUMNS)))


COMMA = Table(",")
TAB = Table("\t")
