"""``kztrans glossary check``: what is wrong with a glossary file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kztrans.cli.options import path_of
from kztrans.cli.terminal import counted, tell


def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=path_of("FILE"), help="A glossary file.")],
) -> None:
    """Report mistakes in a glossary file; exit code 2 when one of them is an error."""
    from kztrans.glossary.lint import lint

    findings = lint(file)
    for finding in findings:
        typer.echo(str(finding))
    errors = sum(finding.severity == "error" for finding in findings)
    tell(f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}")
    if errors:
        raise typer.Exit(2)
