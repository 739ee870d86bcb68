"""``kztrans models``: which models there are, how to fetch them, what one of them is."""

from __future__ import annotations

import sys
from textwrap import fill
from typing import Annotated

import typer

from kztrans.cli.terminal import columns, on_terminal, tell
from kztrans.errors import OfflineError

_WIDTH, _INDENT = 80, "    "  # columns that every terminal has

app = typer.Typer(help="List, fetch and describe translation models.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="A model of the catalogue.")]


@app.command("list", short_help="List the models.")
def list_models() -> None:
    """List the models of the catalogue, their sizes and licences, and whether they are on this machine."""
    from kztrans.engine import describe_models

    models = describe_models()
    rows = [(m.name, m.status, f"{m.size_mb:,} MB", " ".join(m.targets)) for m in models]
    header, *lines = columns([("name", "status", "size", "targets"), *rows]).splitlines()
    typer.echo(header)
    for line, model in zip(lines, models, strict=True):
        typer.echo(line)
        typer.echo(_below(f"licence: {model.licence}"))
        typer.echo(_below(model.description))


@app.command(short_help="Fetch a model.")
def pull(name: Name) -> None:
    """Fetch a model from its public hub: size and licence are shown first, checksums are compared."""
    from kztrans.engine import describe_models, plan_pull
    from kztrans.engine import pull as carry_out

    try:
        plan = plan_pull(name)
    except OfflineError:  # what would have been shown is told from the catalogue
        for model in (m for m in describe_models() if m.name == name):
            tell(f"{model.name}: {model.description}")
            tell(f"licence {model.licence}; {model.size_mb:,} MB")
        raise
    tell(f"{plan.name}: {plan.description}")
    tell(f"licence {plan.licence}; {plan.size / 1e6:,.0f} MB from {', '.join(plan.origins)}")
    place = carry_out(plan, report=tell, progress=on_terminal(sys.stderr))
    typer.echo(f"{place}")


@app.command(short_help="Describe a model.")
def show(name: Name) -> None:
    """Describe a model: where it comes from, its licence, its files."""
    from kztrans.engine import model_card

    typer.echo(model_card(name), nl=False)


def _below(text: str) -> str:
    """``text`` as it stands under the line of its model."""
    return fill(text, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT, break_on_hyphens=False)
