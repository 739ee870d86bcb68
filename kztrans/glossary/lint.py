"""Check a glossary before it is used: every problem at once, also in a file that loading refuses.

Each rule is one small function in ``RULES``: it gets all readable entries and yields findings. Errors make
an entry wrong or useless; warnings ask for a second look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kztrans.errors import GlossaryError
from kztrans.glossary import formats
from kztrans.glossary.glossary import Glossary, active, clashes, contradiction, repeats
from kztrans.glossary.match import WORD, Matcher
from kztrans.glossary.term import Term

Severity = Literal["error", "warning"]

STATUSES = frozenset({"", "approved", "preferred", "admitted", "proposed", "deprecated"})
PARTS_OF_SPEECH = frozenset(
    {"", "noun", "name", "propn", "adj", "adv", "verb", "num", "pron", "abbr", "unit", "phrase"}
)
GENDERS = frozenset({"", "m", "f", "n", "pl"})
LONGEST_TERM = 10  # words; official names have up to ten
_CYRILLIC, _LATIN = re.compile(r"[Ѐ-ԯ]"), re.compile(r"[A-Za-z]")
_ABBREVIATED = re.compile(r"(\b\w{1,4}|\w\.\w+)\.$")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a glossary, and where. ``line`` is 0 and ``term`` empty where neither is known."""

    severity: Severity
    file: str
    line: int
    term: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        term = f"«{self.term}»: " if self.term and self.term not in self.message else ""
        return f"{place}: {self.severity}: {term}{self.message}"


Rule = Callable[[Sequence[Term]], Iterator[Finding]]


def lint(glossary: Glossary | str | Path) -> list[Finding]:
    """Everything the rules find in a glossary or a glossary file (or a folder of them), in file order."""
    if isinstance(glossary, Glossary):
        return _lint(glossary.terms, [])
    path = Path(glossary)
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix.casefold() in formats.FORMATS)
        return [finding for file in files for finding in lint(file)]
    terms: list[Term] = []
    findings: list[Finding] = []
    try:
        for row in formats.scan(path):
            if isinstance(row, Term):
                terms.append(row)
            else:
                findings.append(_refused(row))
    except GlossaryError as error:
        findings.append(_refused(error))
    return _lint(terms, findings)


def _lint(terms: Sequence[Term], findings: list[Finding]) -> list[Finding]:
    found = findings + [finding for rule in RULES for finding in rule(terms)]
    return sorted(found, key=lambda finding: (finding.file, finding.line))


def _refused(error: GlossaryError) -> Finding:
    message = f"{error.message}. {error.remedy}" if error.remedy else error.message
    return Finding("error", error.file or "", error.line or 0, error.term or "", message)


def _finding(severity: Severity, term: Term, message: str) -> Finding:
    return Finding(severity, term.file, term.line, term.kk, message)


def duplicates(terms: Sequence[Term]) -> Iterator[Finding]:
    """The same entry twice."""
    for earlier, later in repeats(terms):
        yield _finding("warning", later, f"the same as line {earlier.line}; the first is used")


def contradictions(terms: Sequence[Term]) -> Iterator[Finding]:
    """One headword with two translations and nothing to choose by."""
    for earlier, later in clashes(terms):
        yield _refused(contradiction(earlier, later))


def empty_targets(terms: Sequence[Term]) -> Iterator[Finding]:
    """An entry that asks for nothing."""
    for term in terms:
        if not term.target("en").strip() and not term.target("ru").strip():
            yield _finding("error", term, "no translation in any language")


def never_found(terms: Sequence[Term]) -> Iterator[Finding]:
    """A headword that the matcher does not find in itself."""
    for term in filter(active, terms):
        if not WORD.search(term.kk):
            yield _finding("error", term, "no letter or digit: it can never be found")
        elif not Matcher([term]).find(term.kk):
            yield _finding("error", term, "not found even in its own text: it can never be found")


def mixed_scripts(terms: Sequence[Term]) -> Iterator[Finding]:
    """Latin letters inside a Cyrillic word, or the other way round: look-alikes typed by mistake."""
    for term in terms:
        for column, text in (("kk", term.kk), ("en", term.en), ("ru", term.ru)):
            for word in WORD.findall(text):
                if _CYRILLIC.search(word) and _LATIN.search(word):
                    severity: Severity = "error" if column == "kk" else "warning"
                    yield _finding(severity, term, f"'{word}' in {column} mixes Cyrillic and Latin letters")


def stray_spaces(terms: Sequence[Term]) -> Iterator[Finding]:
    """Spaces at the ends of a cell, or two together."""
    for term in terms:
        for column, text in (("kk", term.kk), ("en", term.en), ("ru", term.ru)):
            if text != " ".join(text.split()):
                yield _finding("warning", term, f"leading, trailing or double spaces in {column}")


def sentences(terms: Sequence[Term]) -> Iterator[Finding]:
    """An entry that is a sentence rather than a term."""
    for term in terms:
        count = len(WORD.findall(term.kk))
        if count > LONGEST_TERM:
            yield _finding("warning", term, f"{count} words: a sentence rather than a term")
        elif term.kk.rstrip().endswith(".") and not _ABBREVIATED.search(term.kk.rstrip()):
            yield _finding("warning", term, "ends with a full stop: a sentence rather than a term")


def kept_and_translated(terms: Sequence[Term]) -> Iterator[Finding]:
    """An entry that stays as it is and has another translation too."""
    for term in terms:
        if term.keep and any(target and target != term.kk for target in (term.en, term.ru)):
            yield _finding("error", term, "keep says that it stays as it is, but it has a translation too")


def vocabulary(terms: Sequence[Term]) -> Iterator[Finding]:
    """Values that the columns status, pos and gender do not know."""
    known = (("status", STATUSES), ("pos", PARTS_OF_SPEECH), ("gender", GENDERS))
    for term in terms:
        for column, values in known:
            value = getattr(term, column)
            if value not in values:
                allowed = ", ".join(sorted(values - {""}))
                yield _finding("error", term, f"'{value}' is no value for {column}: use one of {allowed}")


RULES: tuple[Rule, ...] = (
    duplicates,
    contradictions,
    empty_targets,
    never_found,
    mixed_scripts,
    stray_spaces,
    sentences,
    kept_and_translated,
    vocabulary,
)
