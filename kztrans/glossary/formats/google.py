"""Google's equivalent term sets: CSV with language codes for a header, and pos and description if wanted.

Several columns of one language (``en-US``, ``en-GB``) give the translation and more allowed forms of it.
Documentation: Cloud Translation, "Creating and using glossaries".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kztrans.errors import GlossaryError
from kztrans.glossary.formats.delimited import first_rows, read_text, records, write_records
from kztrans.glossary.formats.exchange import (
    PARTS_OF_SPEECH,
    is_language,
    language_of,
    part_of_speech,
    target_fields,
    target_of,
)
from kztrans.glossary.formats.table import COLUMNS
from kztrans.glossary.glossary import active
from kztrans.glossary.term import Term
from kztrans.records import TARGETS, Target

_EXTRA = ("pos", "description")
_POS = {own: name for name, own in PARTS_OF_SPEECH.items() if own in ("noun", "verb", "adj", "adv")}


@dataclass(frozen=True, slots=True)
class TermSets:
    """The format; it holds no status, so proposed and deprecated entries are left out."""

    def scan(self, path: Path, to: Target | None) -> Iterator[Term | GlossaryError]:
        """Every row of ``path``."""
        header: list[str] | None = None
        text = read_text(path)
        rows = first_rows(text, comments=False)
        delimiter = max(rows, key=lambda key: sum(map(is_language, rows[key])))
        for line, cells in records(text, delimiter, path, comments=False):
            if header is None:
                header = [cell.strip() for cell in cells]
                _check_header(header, path, line)
            else:
                yield _row(header, cells, path, line)

    def held(self, term: Term) -> Term | None:
        """Headword, translations, the common parts of speech and the note."""
        if not active(term):
            return None
        pos = term.pos if term.pos in _POS else ""
        return Term(term.kk, term.target("en"), term.target("ru"), pos=pos, note=term.note)

    def write(self, path: Path, terms: Iterable[Term], to: Target | None) -> None:
        """Write ``terms`` as UTF-8 with a column for each language in use."""
        terms = tuple(terms)
        used = [target for target in TARGETS if any(term.target(target) for term in terms)] or TARGETS
        languages = (to,) if to else used
        header = ["kk", *languages]
        rows = [[term.kk, *map(term.target, languages)] for term in terms]
        if any(term.pos or term.note for term in terms):
            header += _EXTRA
            for row, term in zip(rows, terms, strict=True):
                row += [_POS.get(term.pos, ""), term.note]
        write_records(path, [header, *rows], ",")


def recognises(cells: Sequence[str]) -> bool:
    """Whether ``cells`` head a term set rather than a glossary of our own."""
    own = {cell.casefold() for cell in cells} <= set(COLUMNS)
    languages = [cell for cell in cells if cell.casefold() not in _EXTRA]
    return not own and all(map(is_language, languages)) and "kk" in map(language_of, languages)


def _check_header(header: Sequence[str], path: Path, line: int) -> None:
    languages = [language_of(cell) for cell in header]
    wrong = next((c for c in header if c.casefold() not in _EXTRA and not is_language(c)), None)
    if wrong is not None:
        message = f"'{wrong}' in the header is no language code"
    elif languages.count("kk") != 1:
        message = "the header must name Kazakh (kk) once"
    elif not set(TARGETS) & set(languages):
        message = "the header names neither en nor ru"
    else:
        return
    raise GlossaryError(message, file=path, line=line, remedy="Begin the file with a line such as: en,ru,kk")


def _row(header: Sequence[str], cells: Sequence[str], path: Path, line: int) -> Term | GlossaryError:
    if len(cells) != len(header):
        message = f"{len(cells)} cells under {len(header)} columns"
        remedy = 'Fill or remove cells, and put a cell that holds a comma in "…".'
        return GlossaryError(message, file=path, line=line, remedy=remedy)
    headword = pos = note = ""
    found: dict[Target, list[str]] = {target: [] for target in TARGETS}
    for name, cell in zip(header, cells, strict=True):
        if name.casefold() == "pos":
            pos = part_of_speech(cell)
        elif name.casefold() == "description":
            note = cell
        elif language_of(name) == "kk":
            headword = cell
        elif (target := target_of(name)) and cell.strip() and cell not in found[target]:
            found[target].append(cell)
    if not headword.strip():
        remedy = "Write the Kazakh term or remove the row."
        return GlossaryError("the Kazakh cell is empty", file=path, line=line, remedy=remedy)
    if not any(found.values()):
        remedy = "Write one of them or remove the row."
        message = "neither an English nor a Russian term"
        return GlossaryError(message, file=path, line=line, term=headword, remedy=remedy)
    fields = {name: value for item in found.items() for name, value in target_fields(*item).items()}
    return Term(headword, pos=pos, note=note, file=str(path), line=line, **fields)


TERM_SETS = TermSets()
