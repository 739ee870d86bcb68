"""What the commands that write glossary files share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kztrans.cli.terminal import warn
from kztrans.records import TARGETS, Target

if TYPE_CHECKING:
    from kztrans.glossary import Term

FromFormat = Annotated[
    str | None, typer.Option("--from", metavar="FORMAT", help="The format of IN, if it shall not be told.")
]
ToFormat = Annotated[
    str | None, typer.Option("--format", metavar="FORMAT", help="The format to write, if not by extension.")
]
ToLanguage = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="|".join(TARGETS),
        help="The target language of a file that holds only one; of other files, the side to write.",
    ),
]


def write_glossary(out: Path, terms: Iterable[Term], *, name: str | None, to: Target | None) -> None:
    """Write ``terms`` and tell in one line what the file does not hold."""
    from kztrans.glossary import formats

    if loss := formats.write(out, terms, name=name, to=to):
        warn(f"{out}: {loss}")
