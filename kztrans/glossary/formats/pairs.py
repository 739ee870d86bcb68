"""Glossaries of one language pair: rows of a Kazakh term and its translation, without a header.

DeepL: CSV or TSV, two columns, in CSV two more with the language codes if wanted (its documentation:
"Managing glossaries"). OmegaT: tabs between source, target and comment, ``#`` before a remark (its manual:
"Glossaries").
Where neither the file nor the caller names the target language, the targets' letters tell it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kztrans.errors import GlossaryError
from kztrans.glossary.formats.delimited import read_text, records, write_records, write_text
from kztrans.glossary.formats.exchange import language_of, target_of
from kztrans.glossary.formats.table import COLUMNS
from kztrans.glossary.glossary import active
from kztrans.glossary.term import Term
from kztrans.records import TARGETS, Target

_CYRILLIC = re.compile(r"[Ѐ-ԯ]")
_CONTROL = re.compile(r"[\0-\x1f\x7f-\x9f\u2028\u2029]")
_LINE_END = re.compile(r"\r\n|\n|\r")
# Of the targets with letters, the share in Cyrillic: a Russian glossary holds Latin names too, an English one
# nothing Cyrillic but mistakes; between the two the language is not guessed.
_RUSSIAN, _ENGLISH = 0.5, 0.1
_SAMPLE, _LONGEST = 100, 2000  # lines looked at to find the delimiter, and characters of each
_MAGIC = "# -*- coding: utf-8 -*-"  # without it OmegaT may take a .txt for another encoding


@dataclass(frozen=True, slots=True)
class Pair:
    """A row: Kazakh term, translation, a note, and the target language where the row names it."""

    line: int
    kk: str
    translation: str
    note: str = ""
    language: Target | None = None


@dataclass(frozen=True, slots=True)
class DeepL:
    """DeepL's glossaries; ``delimiter`` is what the writer puts between cells."""

    delimiter: str

    def scan(self, path: Path, to: Target | None) -> Iterator[Term | GlossaryError]:
        """Every row of ``path``."""
        return _terms(_deepl_pairs(path), path, to)

    def held(self, term: Term) -> Term | None:
        """Headword and translations."""
        return replace(_bare(term), note="") if active(term) else None

    def write(self, path: Path, terms: Iterable[Term], to: Target | None) -> None:
        """Write the pairs into ``to``, in CSV with their language codes. DeepL takes a source term once."""
        codes = ["kk", str(to)] if self.delimiter == "," else []
        rows: dict[str, list[str]] = {}
        for pair in _pairs(terms, path, to):
            if pair.kk in rows:
                message = f"«{pair.kk}» stands twice, which DeepL refuses"
                raise GlossaryError(message, file=path, term=pair.kk, remedy="Keep one of the entries.")
            rows[pair.kk] = [pair.kk, pair.translation, *codes]
        write_records(path, rows.values(), self.delimiter)


@dataclass(frozen=True, slots=True)
class OmegaT:
    """OmegaT's glossary.txt, also called .utf8 or .tab."""

    def scan(self, path: Path, to: Target | None) -> Iterator[Term | GlossaryError]:
        """Every line of ``path``."""
        return _terms(_omegat_pairs(path), path, to)

    def held(self, term: Term) -> Term | None:
        """Headword, translations and, on one line, the note."""
        return _bare(term) if active(term) else None

    def write(self, path: Path, terms: Iterable[Term], to: Target | None) -> None:
        """Write the pairs into ``to``."""
        lines = [_MAGIC]
        for pair in _pairs(terms, path, to):
            if pair.kk.startswith("#"):
                message = f"«{pair.kk}» begins with '#': OmegaT would take it for a comment"
                raise GlossaryError(message, file=path, term=pair.kk, remedy="Leave the entry out.")
            lines.append("\t".join((pair.kk, pair.translation, pair.note)).rstrip("\t"))
        write_text(path, "\n".join(lines) + "\n")


def recognises(cells: Sequence[str]) -> bool:
    """Whether ``cells``, the first row of a file, are a row of DeepL's and no header of ours."""
    if {cell.casefold() for cell in cells} <= set(COLUMNS):
        return False
    if len(cells) == 4 and language_of(cells[2]) == "kk":
        return target_of(cells[3]) is not None
    return len(cells) == 2 and _CYRILLIC.search(cells[0]) is not None


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first lines into two cells or four; tabs before commas."""
    lines = [line[:_LONGEST] for line in text[: _SAMPLE * _LONGEST].splitlines()[:_SAMPLE]]

    def fitting(delimiter: str) -> int:
        return sum(len(cells) in (2, 4) for cells in csv.reader(lines, delimiter=delimiter))

    return max("\t,;", key=fitting)


def _deepl_pairs(path: Path) -> Iterator[Pair | GlossaryError]:
    text = read_text(path)
    for line, cells in records(text, _delimiter(text), path, comments=False):
        kk, translation, *codes = (cell.strip() for cell in (*cells, ""))
        target = target_of(codes[1]) if len(cells) == 4 else None
        if len(cells) not in (2, 4):
            remedy = "Write source and target, and if wanted their language codes; put commas in quotes."
            yield GlossaryError(f"{len(cells)} cells, not 2 or 4", file=path, line=line, remedy=remedy)
        elif len(cells) == 4 and (language_of(codes[0]) != "kk" or target is None):
            message = f"the pair is {codes[0]} to {codes[1]}, not kk to en or ru"
            yield GlossaryError(message, file=path, line=line, remedy="Remove the row.")
        else:
            yield Pair(line, kk, translation, language=target)


def _omegat_pairs(path: Path) -> Iterator[Pair | GlossaryError]:
    for line, row in enumerate(_LINE_END.split(read_text(path)), start=1):
        if row.startswith("#") or not row.strip():
            continue
        kk, *cells = (cell.strip() for cell in row.split("\t"))
        if not cells:
            yield GlossaryError(
                "no tab: an OmegaT glossary has source, target and comment with tabs between them",
                file=path,
                line=line,
                remedy="Put a tab between the two, or keep files that are no glossaries elsewhere.",
            )
        else:
            yield Pair(line, kk, cells[0], " ".join(filter(None, cells[1:])))


def _terms(
    pairs: Iterable[Pair | GlossaryError], path: Path, to: Target | None
) -> Iterator[Term | GlossaryError]:
    """The pairs as terms; translations of one term into the two languages become one entry."""
    rows = list(pairs)
    open_pairs = [pair for pair in rows if isinstance(pair, Pair) and pair.language is None]
    language = to or (_language_of(open_pairs, path) if open_pairs else None)
    found: list[Term | GlossaryError] = []
    places: dict[str, int] = {}
    for row in rows:
        if isinstance(row, GlossaryError):
            found.append(row)
            continue
        target = row.language or language
        if target is None or to not in (None, target):
            continue  # the caller asked for the other language
        if not row.kk or not row.translation:
            message = f"the {'translation' if row.kk else 'Kazakh term'} is empty"
            remedy = "Write it or remove the row."
            found.append(GlossaryError(message, file=path, line=row.line, term=row.kk or None, remedy=remedy))
            continue
        term = found[places[row.kk]] if row.kk in places else None
        if isinstance(term, Term) and not term.target(target):
            found[places[row.kk]] = _translated(term, target, row.translation)
        else:
            places[row.kk] = len(found)
            term = Term(row.kk, "", "", note=row.note, file=str(path), line=row.line)
            found.append(_translated(term, target, row.translation))
    yield from found


def _translated(term: Term, target: Target, translation: str) -> Term:
    return replace(term, en=translation) if target == "en" else replace(term, ru=translation)


def _language_of(pairs: Sequence[Pair], path: Path) -> Target:
    """The language of the translations, told by their letters; GlossaryError where they do not tell."""
    lettered = [pair.translation for pair in pairs if any(map(str.isalpha, pair.translation))]
    cyrillic = sum(1 for text in lettered if _CYRILLIC.search(text))
    if lettered and cyrillic >= _RUSSIAN * len(lettered):
        return "ru"
    if lettered and cyrillic <= _ENGLISH * len(lettered):
        return "en"
    raise GlossaryError(
        "the file does not say whether its translations are English or Russian",
        file=path,
        remedy="Name the language: kztrans glossary convert FILE OUT.csv --to en (or ru).",
    )


def _bare(term: Term) -> Term:
    """What a row can say of ``term``."""
    note = _CONTROL.sub(" ", term.note).strip()
    return Term(term.kk.strip(), term.target("en").strip(), term.target("ru").strip(), note=note)


def _pairs(terms: Iterable[Term], path: Path, to: Target | None) -> Iterator[Pair]:
    if to is None:
        remedy = "Name the language: " + " or ".join(f"--to {target}" for target in TARGETS) + "."
        raise GlossaryError("the format holds one target language", file=path, remedy=remedy)
    for term in terms:
        pair = Pair(0, term.kk, term.target(to), term.note)
        if _CONTROL.search(pair.kk + pair.translation):
            raise GlossaryError(
                f"«{' '.join(pair.kk.split())}» holds a tab, a line end or another control character",
                file=path,
                term=pair.kk,
                remedy="Remove it.",
            )
        yield pair


DEEPL_CSV = DeepL(",")
DEEPL_TSV = DeepL("\t")
OMEGAT = OmegaT()
