"""``kztrans models``: which models there are, how to fetch them, what one of them is."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kztrans.cli.terminal import columns, on_terminal, tell

app = typer.Typer(help="List, fetch and describe translation models.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="A model of the catalogue.")]


@app.command("list", short_help="List the models.")
def list_models() -> None:
    """List the models of the catalogue, their sizes and licences, and whether they are on this machine."""
    from kztrans.engine import describe_models

    rows = [
        (m.name, m.status, f"{m.size_mb:,} MB", m.licence, " ".join(m.targets), m.description)
        for m in describe_models()
    ]
    header = ("name", "status", "size", "licence", "targets", "description")
    typer.echo(columns([header, *rows]), nl=False)


@app.command(short_help="Fetch a model.")
def pull(name: Name) -> None:
    """Fetch a model from its public hub: size and licence are shown first, checksums are compared."""
    from kztrans.engine import plan_pull
    from kztrans.engine import pull as carry_out

    plan = plan_pull(name)
    tell(f"{plan.name}: {plan.description}")
    tell(f"licence {plan.licence}; {plan.size / 1e6:,.0f} MB from {', '.join(plan.origins)}")
    place = carry_out(plan, report=tell, progress=on_terminal(sys.stderr))
    typer.echo(f"{place}")


@app.command(short_help="Describe a model.")
def show(name: Name) -> None:
    """Describe a model: where it comes from, its licence, its files."""
    from kztrans.engine import model_card

    typer.echo(model_card(name), nl=False)
