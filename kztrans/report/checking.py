"""The report on checked files: what it knows, and its formats by the file's extension."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from kztrans.check import CheckResult
from kztrans.report.formats import check_format


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a run of checks found, in which files and with which glossaries, as the user named them."""

    files: tuple[str, ...]
    glossary: tuple[str, ...]
    result: CheckResult


def render_checks(report: CheckReport, path: str | Path) -> str:
    """The report in the format that the extension of ``path`` names. Nothing is written.

    Raises ``OutputError`` where there is no format of that name.
    """
    module = import_module(f"{__name__}_{check_format(path).removeprefix('.')}")
    return cast(Callable[[CheckReport], str], module.render)(report)
