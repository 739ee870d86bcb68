"""Findings of checks as JSON."""

from __future__ import annotations

import json
from typing import Any

from kztrans.check import Finding
from kztrans.report.checking import CheckReport


def render(report: CheckReport) -> str:
    """One JSON object, UTF-8 letters as they are, ended by a newline; ``checks`` counts findings by check."""
    result = report.result
    data = {
        "files": list(report.files),
        "glossary": list(report.glossary),
        "target": result.target,
        "pairs": result.pairs,
        "checks": result.counts,
        "findings": [_finding(found) for found in result.findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _finding(found: Finding) -> dict[str, Any]:
    return {
        "line": found.pair.line,
        "check": found.check,
        "message": found.message,
        "notice": found.notice,
        "source": found.pair.source,
        "target": found.pair.target,
    }
