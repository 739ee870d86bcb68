"""What a rule reports, and how it says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kztrans.errors import GlossaryError
from kztrans.glossary.term import Term

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a glossary, and where. ``line`` is 0 and ``term`` empty where neither is known.

    ``rule`` is the name of the rule that spoke, ``unreadable`` where a row or file could not be read.
    """

    severity: Severity
    file: str
    line: int
    term: str
    message: str
    rule: str = "unreadable"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        term = f"«{self.term}»: " if self.term and self.term not in self.message else ""
        return f"{place}: {self.severity}: {term}{self.message}"


Rule = Callable[[Sequence[Term]], Iterator[Finding]]


def error(term: Term, message: str) -> Finding:
    """The entry is wrong or useless."""
    return Finding("error", term.file, term.line, term.kk, message)


def warning(term: Term, message: str) -> Finding:
    """The entry asks for a second look."""
    return Finding("warning", term.file, term.line, term.kk, message)


def refused(problem: GlossaryError, severity: Severity = "error") -> Finding:
    """What loading would raise, as a finding."""
    message = f"{problem.message}. {problem.remedy}" if problem.remedy else problem.message
    return Finding(severity, problem.file or "", problem.line or 0, problem.term or "", message)


def place_of(term: Term, seen_from: Term) -> str:
    """Where ``term`` was written: its line, and its file where that is another."""
    return f"line {term.line}" if term.file == seen_from.file else f"{term.file}:{term.line}"
