"""Findings of checks as one self-contained page: each pair with what was found in it, sifted by check."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from kztrans._version import __version__
from kztrans.check import FilePair, Finding, describe
from kztrans.report.checking import CheckReport
from kztrans.report.page import environment
from kztrans.text.language import LANGUAGES


@dataclass(frozen=True, slots=True)
class _Check:
    """A check that found something, with the number its rows are called by in the style sheet."""

    number: int
    name: str
    about: str
    findings: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A pair and what was found in it, each with the number of its check."""

    pair: FilePair
    findings: list[tuple[int, Finding]]
    checks: list[int]


def render(report: CheckReport) -> str:
    """The findings as an HTML page with everything inside: no scripts, no fonts, no network."""
    counts = report.result.counts
    spoken = [name for name in counts if counts[name]]
    spoken.sort(key=lambda name: -counts[name])
    checks = [_Check(n, name, describe(name), counts[name]) for n, name in enumerate(spoken)]
    numbers = {check.name: check.number for check in checks}
    rows: list[_Row] = []
    for pair, group in groupby(report.result.findings, key=lambda found: found.pair):
        findings = [(numbers[found.check], found) for found in group]
        rows.append(_Row(pair, findings, sorted({number for number, _ in findings})))
    return (
        environment()
        .get_template("checking.html.jinja")
        .render(
            report=report,
            result=report.result,
            rows=rows,
            checks=checks,
            silent=[name for name in counts if not counts[name]],
            language=LANGUAGES[report.result.target],
            version=__version__,
        )
    )
