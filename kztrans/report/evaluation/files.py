"""The report's folder: the page, and every segment and score for a spreadsheet or a program."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from kztrans.document import make_folder, write_text
from kztrans.evaluate.scores import Evaluation
from kztrans.report.evaluation.page import render
from kztrans.report.tsv import row

PAGE, SCORES, SEGMENTS = "index.html", "scores.json", "segments.tsv"


def report_files(folder: Path) -> list[Path]:
    """What ``write_report`` may write into ``folder``."""
    return [Path(folder) / name for name in (SCORES, SEGMENTS, PAGE)]


def write_report(evaluation: Evaluation, folder: Path) -> Path:
    """Write the page, ``scores.json`` and, where segments were scored, ``segments.tsv``; gives the page.

    ``folder`` is made where it is missing. Each file is replaced whole or not at all, the page last, so that
    it never speaks of files that are not there. Raises ``OutputError``.
    """
    folder = Path(folder)
    page = render(evaluation)
    make_folder(folder)
    write_text(folder / SCORES, json.dumps(evaluation.to_dict(), ensure_ascii=False) + "\n")
    if any(system.segments for system in evaluation.systems):
        write_text(folder / SEGMENTS, segments_table(evaluation))
    write_text(folder / PAGE, page)
    return folder / PAGE


def segments_table(evaluation: Evaluation) -> str:
    """A header line and one line a segment: its number (that of its line in the user's text), source,
    references, then what each system made of it.
    """
    streams = len(evaluation.references[0]) if evaluation.references else 0
    systems = [system for system in evaluation.systems if system.segments]
    head = [
        "segment",
        "source",
        *("reference" if streams == 1 else f"reference {n + 1}" for n in range(streams)),
    ]
    for system in systems:
        columns = ["hypothesis", *(metric.name for metric in system.metrics), "missed terms", "issues"]
        head += [f"{system.name}: {column}" for column in columns]
    missed: list[defaultdict[int, list[str]]] = []
    for system in systems:
        by_line: defaultdict[int, list[str]] = defaultdict(list)
        for each in () if system.terms is None else system.terms.misses:
            by_line[each.line].append(each.term)
        missed.append(by_line)
    lines = [row(head)]
    for place, (line, source) in enumerate(zip(evaluation.lines, evaluation.sources, strict=True)):
        cells: list[object] = [line, source, *evaluation.references[place]]
        for system, terms in zip(systems, missed, strict=True):
            segment = system.segments[place]
            issues = "; ".join(f"{issue.check}: {issue.message}" for issue in segment.issues)
            scores = (round(score, 4) for score in segment.scores)
            cells += [segment.hypothesis, *scores, "; ".join(terms.get(line, ())), issues]
        lines.append(row(cells))
    return "".join(lines)
