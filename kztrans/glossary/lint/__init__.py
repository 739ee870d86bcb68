"""Check glossaries before they are used: every problem at once, also in a file that loading refuses.

Each rule is one small function in ``RULES``: it gets all readable entries and yields findings. Errors make
an entry wrong or useless; warnings ask for a second look. Rules live by what they look at: how cells are
written (``writing``), two entries beside each other (``pairs``), whether an entry can be found (``reach``),
its forbidden forms (``forbidden``), its Russian (``russian``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kztrans.document.paths import is_dir
from kztrans.errors import GlossaryError
from kztrans.glossary import formats
from kztrans.glossary.glossary import Glossary
from kztrans.glossary.lint.finding import Finding, Rule, Severity, refused
from kztrans.glossary.lint.forbidden import forbidden_and_licensed, forbidden_elsewhere
from kztrans.glossary.lint.pairs import contradictions, domains_alone, duplicates
from kztrans.glossary.lint.reach import conditions, never_found, overlapping_conditions, replaced, shadowed
from kztrans.glossary.lint.russian import russian_targets
from kztrans.glossary.lint.writing import (
    empty_targets,
    kept_and_translated,
    mixed_scripts,
    sentences,
    stray_spaces,
    vocabulary,
)
from kztrans.glossary.term import Term

__all__ = ["RULES", "Finding", "Rule", "Severity", "lint"]

RULES: tuple[Rule, ...] = (
    duplicates,
    contradictions,
    domains_alone,
    empty_targets,
    never_found,
    shadowed,
    replaced,
    conditions,
    overlapping_conditions,
    mixed_scripts,
    stray_spaces,
    sentences,
    kept_and_translated,
    vocabulary,
    forbidden_and_licensed,
    forbidden_elsewhere,
    russian_targets,
)


def lint(*glossaries: Glossary | str | Path) -> list[Finding]:
    """Everything the rules find in glossaries, glossary files or folders of them, by file and line.

    All are looked at together: what two files say differently is found as well.
    """
    terms: list[Term] = []
    findings: list[Finding] = []
    for row in _rows(glossaries):
        if isinstance(row, Term):
            terms.append(row)
        else:
            findings.append(refused(row))
    findings += _findings(terms)
    places = [(term.file, term.line) for term in terms] + [(found.file, found.line) for found in findings]
    order = {file: number for number, file in enumerate(dict.fromkeys(file for file, _ in places))}
    return sorted(findings, key=lambda finding: (order[finding.file], finding.line))


def _findings(terms: Sequence[Term]) -> Iterator[Finding]:
    for rule in RULES:
        for finding in rule(terms):
            yield replace(finding, rule=rule.__name__)


def _rows(glossaries: Iterable[Glossary | str | Path]) -> Iterator[Term | GlossaryError]:
    for glossary in glossaries:
        if isinstance(glossary, Glossary):
            yield from glossary.terms
            continue
        try:
            for path in _files(Path(glossary)):
                yield from formats.scan(path)
        except GlossaryError as error:
            yield error


def _files(path: Path) -> list[Path]:
    if not is_dir(path, GlossaryError):
        return [path]
    files = formats.in_folder(path)
    if not files:
        known = ", ".join(formats.FORMATS)
        raise GlossaryError("the folder holds no glossary", file=path, remedy=f"Known files: {known}.")
    return files
