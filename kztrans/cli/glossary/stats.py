"""``kztrans glossary stats``: a glossary in numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kztrans.cli.options import path_of
from kztrans.cli.terminal import columns


def stats(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", parser=path_of("FILE"), help="A glossary file or a folder.")
    ],
) -> None:
    """Count a glossary's entries, by what they say, and the forms that they license."""
    from kztrans.glossary import Glossary
    from kztrans.glossary.stats import statistics

    found = statistics(Glossary.load(file).terms)
    rows = [("entries", "", found.entries), ("kept as they are", "", found.keep)]
    for title, counts in (
        ("with a translation", found.targets),
        ("status", found.statuses),
        ("domain", found.domains),
        ("part of speech", found.parts_of_speech),
        ("words in the headword", found.words),
        ("licensed forms", found.forms),
    ):
        rows += [(title, name or "(none)", count) for name, count in counts]
    typer.echo(columns([(f"{count:,}", title, name) for title, name, count in rows], right=1), nl=False)
