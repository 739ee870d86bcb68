"""The glossary file formats: one module each, chosen by a file's extension and imported when needed.

A module has ``scan(path)``, which yields a Term for every good row and a GlossaryError for every bad one,
and ``write(path, terms)``, which replaces the file whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from kztrans.errors import GlossaryError
from kztrans.glossary.term import Term

FORMATS = {".csv": "kztrans.glossary.formats.csv", ".tsv": "kztrans.glossary.formats.csv"}


class TermbaseFormat(Protocol):
    """What a format module offers."""

    def scan(self, path: Path) -> Iterator[Term | GlossaryError]: ...

    def write(self, path: Path, terms: Iterable[Term]) -> None: ...


def format_of(path: Path) -> TermbaseFormat:
    """The format module for ``path``; raises GlossaryError for an extension that no format has."""
    module = FORMATS.get(path.suffix.casefold())
    if module is None:
        raise GlossaryError(
            f"'{path.suffix or path.name}' is no known glossary format",
            file=path,
            remedy=f"Known formats: {', '.join(FORMATS)}.",
        )
    return cast(TermbaseFormat, import_module(module))


def scan(path: str | Path) -> Iterator[Term | GlossaryError]:
    """Every row of ``path``: a Term, or the GlossaryError that says what is wrong with it."""
    path = Path(path)
    return format_of(path).scan(path)


def read(path: str | Path) -> list[Term]:
    """The terms in ``path``; raises the first GlossaryError found."""
    terms = []
    for row in scan(path):
        if isinstance(row, GlossaryError):
            raise row
        terms.append(row)
    return terms


def write(path: str | Path, terms: Iterable[Term]) -> None:
    """Write ``terms`` to ``path`` in the format of its extension; what stood there survives a failure."""
    path = Path(path)
    format_of(path).write(path, terms)
