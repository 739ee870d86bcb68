"""The report formats, chosen by the file's extension."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from kztrans.errors import OutputError
from kztrans.report.model import Report

# Extension -> the module whose ``render(report) -> str`` makes it; imported when it is used.
FORMATS: dict[str, str] = {
    ".json": "kztrans.report.json",
    ".html": "kztrans.report.html",
    ".tsv": "kztrans.report.tsv",
}


def check_format(path: str | Path) -> str:
    """The extension of ``path``; raises ``OutputError`` when there is no report format of that name."""
    extension = Path(path).suffix.lower()
    if extension not in FORMATS:
        known = ", ".join(FORMATS)
        raise OutputError(
            f"there is no report format '{extension}'" if extension else "the report's name has no extension",
            file=path,
            remedy=f"Let the name end in one of: {known}.",
        )
    return extension


def render(report: Report, path: str | Path) -> str:
    """The report in the format that the extension of ``path`` names. Nothing is written."""
    module = import_module(FORMATS[check_format(path)])
    return cast(Callable[[Report], str], module.render)(report)
