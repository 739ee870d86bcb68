"""``kztrans glossary check``: what is wrong with glossary files."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kztrans.cli.options import path_of
from kztrans.cli.terminal import USER_MISTAKE, counted, tell


def check(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", parser=path_of("FILE"), help="Glossary files, or folders of them."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Report mistakes in glossary files, between them too; exit code 2 when one of them is an error."""
    from kztrans.glossary.lint import lint

    findings = lint(*files)
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            typer.echo(str(finding))
    errors = sum(finding.severity == "error" for finding in findings)
    tell(f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}")
    if errors:
        raise typer.Exit(USER_MISTAKE)
