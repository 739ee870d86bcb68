"""``kztrans models``: which models there are, how to fetch them, what one of them is."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(help="List, fetch and describe translation models.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="A model of the catalogue.")]


@app.command("list")
def list_models() -> None:
    """List the models of the catalogue and whether they are here."""


@app.command()
def pull(name: Name) -> None:
    """Fetch a model into the store."""


@app.command()
def show(name: Name) -> None:
    """Describe a model: source, licence, size, place, fingerprint."""
