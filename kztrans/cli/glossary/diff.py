"""``kztrans glossary diff``: what differs between two glossaries."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kztrans.cli.options import path_of
from kztrans.cli.terminal import tell

DIFFERENT = 1  # as with diff


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", parser=path_of("A"), help="The old glossary.")],
    after: Annotated[Path, typer.Argument(metavar="B", parser=path_of("B"), help="The new glossary.")],
) -> None:
    """List the entries added (+), removed (-) and changed (~). The exit code is 1 when there are any, else 0.

    The order of entries, and the format of the files, make no difference.
    """
    from kztrans.glossary import Glossary
    from kztrans.glossary.diff import compare
    from kztrans.glossary.glossary import targets

    found = compare(Glossary.load(before).terms, Glossary.load(after).terms)
    for mark, terms in (("+", found.added), ("-", found.removed)):
        for term in terms:
            typer.echo(f"{mark} «{term.kk}»: {' / '.join(filter(None, targets(term)))}")
    for change in found.changed:
        typer.echo(f"~ {change}")
    tell(f"{len(found.added):,} added, {len(found.removed):,} removed, {len(found.changed):,} changed")
    if found:
        raise typer.Exit(DIFFERENT)
