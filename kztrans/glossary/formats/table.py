"""The columns of a glossary table, and how a row of cells becomes a Term and back.

The header names the columns: ``kk``, at least one of ``en`` and ``ru``, and any of ``OPTIONAL``. Lists of
forms are separated by ``|``; a list that begins with ``+`` is added to grammar's forms instead of replacing
them. CSV, TSV and XLSX share this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kztrans.errors import GlossaryError
from kztrans.glossary.term import Term
from kztrans.records import TARGETS

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
HEADER_HINT = "Begin the file with a line such as: kk,en,ru"
_WHOLE = re.compile("-?[0-9]{1,6}")


def check_header(columns: Sequence[str], path: Path, line: int | None) -> None:
    """Raise GlossaryError unless ``columns`` (names in small letters) head a glossary."""
    if "kk" not in columns or not set(TARGETS) & set(columns):
        message = "the header must name the columns kk and en or ru"
        raise GlossaryError(message, file=path, line=line, remedy=HEADER_HINT)
    unknown = [name for name in columns if name not in COLUMNS]
    if unknown:
        message = f"unknown column '{unknown[0]}'" if unknown[0] else "a column without a name"
        remedy = f"Allowed columns: {', '.join(COLUMNS)}."
        raise GlossaryError(message, file=path, line=line, remedy=remedy)
    double = next((name for name in columns if columns.count(name) > 1), None)
    if double:
        remedy = "Remove one of them."
        raise GlossaryError(f"column '{double}' stands twice", file=path, line=line, remedy=remedy)


def read_row(
    cells: Sequence[str], columns: Sequence[str], path: Path, line: int
) -> Iterator[Term | GlossaryError]:
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
    for column in TARGETS:
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
        if column not in values:
            continue
        forms = values[column].strip()
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


def write_rows(terms: Iterable[Term], path: Path) -> Iterator[list[str]]:
    """The header of the columns in use, then a row a term.

    Raises GlossaryError where a cell cannot hold a value, or where an entry has no translation under a
    column that others fill: such a table would not be read back.
    """
    terms = tuple(terms)
    open_for = [language for language in TARGETS if not any(term.target(language) for term in terms)]
    rows = [_cells(term, path) for term in terms]
    used = [
        name
        for name in COLUMNS
        if (name in ("kk", "en", "ru") and (not terms or name not in open_for)) or any(r[name] for r in rows)
    ]
    for term in terms:
        for language in TARGETS:
            if language in used and not term.target(language):
                raise GlossaryError(
                    f"«{term.kk}» has no translation for the column {language}",
                    file=path,
                    term=term.kk,
                    remedy="Write one language a file: --to en, then --to ru.",
                )
    yield used
    for row in rows:
        yield [row[name] for name in used]


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


def column_values(term: Term) -> dict[str, object]:
    """What the entry says under each column, in a shape that can be compared.

    The targets are what the entry asks for, so a keep-as-is entry has its headword there.
    """
    values: dict[str, object] = {name: getattr(term, name) for name in COLUMNS}
    for language in TARGETS:
        forms = term.forms(language)
        values[language] = term.target(language)
        values[f"{language}_forms"] = (bool(forms) and term.extends(language), forms)
    return values


def shown(value: object) -> str:
    """A value of ``column_values`` as a person reads it: lists as in their cell, '(empty)' for nothing."""
    if isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], bool):
        extends, forms = value
        return ("+" if extends else "") + shown(forms)
    text = "|".join(value) if isinstance(value, tuple) else "yes" if value is True else str(value or "")
    return text or "(empty)"
