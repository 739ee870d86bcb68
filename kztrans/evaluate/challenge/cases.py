"""The cases of the challenge set: Kazakh segments with their references and the terms expected in them.

A set is a folder of TSV files (UTF-8; columns ``id phenomenon terms kk en ru traps``; ``#`` begins a comment)
and, where it needs entries of its own, a ``glossary.csv``. Occurrences are marked in the texts themselves:
``[Сенаттың] отырысы``, ``sitting of the [Senate]``. ``terms`` holds their headwords in the order of the
Kazakh text, divided by ``|``; where a reference has another order its marks are numbered: ``[2:Astana] …
[1:Senate]``. ``traps`` are headwords that do not occur, though something in the segment looks like them.
``\\u00ad`` and its like stand for characters that cannot be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kztrans.document import read_text
from kztrans.document.paths import exists, is_dir
from kztrans.errors import EvaluationError
from kztrans.evaluate.sets import checkout
from kztrans.records import Span, Target

COLUMNS = ("id", "phenomenon", "terms", "kk", "en", "ru", "traps")
GLOSSARY_FILE = "glossary.csv"
PHENOMENA = (
    *("nominative", "genitive", "dative", "accusative", "locative", "ablative", "instrumental"),
    *("possessive", "plural", "attributive", "equative", "copula"),
    *("multiword", "nested", "several", "repeated", "coordination", "order"),
    *("initial", "caps", "quotes", "hyphen", "noise", "latin-kazakh", "latin-string"),
    *("unit", "title", "negative", "condition", "forbidden"),
)
_MARK = re.compile(r"\[(?:(\d):)?([^\[\]]+)\]")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True, slots=True)
class Expected:
    """An occurrence that the set's author sees: ``kk[start:end]`` is a form of the headword ``term``.

    ``en`` and ``ru`` are the forms that stand for it in the references.
    """

    term: str
    start: int
    end: int
    en: str
    ru: str

    def form(self, target: Target) -> str:
        """The form in the reference in ``target``."""
        return self.en if target == "en" else self.ru


@dataclass(frozen=True, slots=True)
class Case:
    """A segment of the set; ``file`` and ``line`` say where it is written."""

    id: str
    phenomenon: str
    kk: str
    en: str
    ru: str
    expected: tuple[Expected, ...]
    traps: tuple[str, ...] = ()
    file: str = ""
    line: int = 0

    def reference(self, target: Target) -> str:
        """The reference translation into ``target``."""
        return self.en if target == "en" else self.ru


def checkout_set() -> Path:
    """Where the set lies in a source checkout; the installed package has none."""
    return checkout("terms")


def own_glossary(folder: str | Path) -> tuple[Path, ...]:
    """The glossary file of the set in ``folder``, if it has one."""
    path = Path(folder) / GLOSSARY_FILE
    return (path,) if exists(path, EvaluationError) else ()


def load_cases(folder: str | Path) -> tuple[Case, ...]:
    """Every case of the set in ``folder``, file by file in the order of their names.

    Raises ``EvaluationError``, with file and line, for a folder without a set, a malformed row, an unknown
    phenomenon, an id given twice, and marks that do not fit the terms.
    """
    files = sorted(Path(folder).glob("*.tsv")) if is_dir(folder, EvaluationError) else []
    if not files:
        raise EvaluationError(
            "there is no challenge set here",
            file=folder,
            remedy="Only the source checkout has one (eval/terms): name its folder with --data DIR.",
        )
    cases: dict[str, Case] = {}
    for path in files:
        for case in _read(path):
            if earlier := cases.get(case.id):
                raise _mistake(case.file, case.line, f"the id {case.id} is taken by line {earlier.line}")
            cases[case.id] = case
    return tuple(cases.values())


def _read(path: Path) -> Iterator[Case]:
    rows = [(number, line.text.split("\t")) for number, line in enumerate(read_text(path).lines, 1)]
    rows = [(number, cells) for number, cells in rows if any(cells) and not cells[0].startswith("#")]
    if not rows or tuple(rows[0][1]) != COLUMNS:
        raise _mistake(path, rows[0][0] if rows else 1, f"the columns are not {', '.join(COLUMNS)}")
    for number, cells in rows[1:]:
        if len(cells) != len(COLUMNS):
            raise _mistake(path, number, f"{len(cells)} cells under {len(COLUMNS)} columns")
        yield _case(dict(zip(COLUMNS, map(_unescape, cells), strict=True)), path, number)


def _case(row: dict[str, str], path: Path, line: int) -> Case:
    if row["phenomenon"] not in PHENOMENA:
        raise _mistake(path, line, f"'{row['phenomenon']}' is no phenomenon of the set")
    terms = _list(row["terms"])
    texts: dict[str, str] = {}
    forms: dict[str, list[Span]] = {}
    for language in ("kk", "en", "ru"):
        text, marks = _unmark(row[language])
        by_number = {number or place: span for place, (number, span) in enumerate(marks, 1)}
        if not text.strip() or len(marks) != len(terms) or sorted(by_number) != [*range(1, len(terms) + 1)]:
            raise _mistake(path, line, f"the marks in the {language} text do not fit the {len(terms)} terms")
        texts[language] = text
        forms[language] = [by_number[number] for number in sorted(by_number)]
    en, ru = ([texts[name][span.start : span.end] for span in forms[name]] for name in ("en", "ru"))
    return Case(
        id=row["id"],
        phenomenon=row["phenomenon"],
        kk=texts["kk"],
        en=texts["en"],
        ru=texts["ru"],
        expected=tuple(
            Expected(term, span.start, span.end, *pair)
            for term, span, *pair in zip(terms, forms["kk"], en, ru, strict=True)
        ),
        traps=_list(row["traps"]),
        file=str(path),
        line=line,
    )


def _unmark(text: str) -> tuple[str, list[tuple[int, Span]]]:
    """The text without its marks, and for each mark its number (0: none) and what it enclosed."""
    plain, marks, at = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[at : mark.start()]
        marks.append((int(mark[1] or 0), Span(len(plain), len(plain) + len(mark[2]))))
        plain += mark[2]
        at = mark.end()
    return plain + text[at:], marks


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _unescape(cell: str) -> str:
    return _ESCAPE.sub(lambda code: chr(int(code[1], 16)), cell)


def _mistake(path: str | Path, line: int, message: str) -> EvaluationError:
    return EvaluationError(message, file=path, line=line, remedy="See the README beside it for the format.")
