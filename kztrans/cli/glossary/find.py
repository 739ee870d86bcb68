"""``kztrans glossary find``: where a glossary's terms stand in a text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kztrans.cli.options import GlossaryFiles, NoDefaultGlossary, load_glossary, path_of
from kztrans.cli.terminal import columns, counted, tell
from kztrans.document import read_text
from kztrans.errors import GlossaryError

if TYPE_CHECKING:
    from kztrans.report.lookup import Place

HEADER = ("line", "from", "to", "in the text", "term", "suffixes")


def find(
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=path_of("FILE"), help="A Kazakh text.")],
    glossary: GlossaryFiles = None,
    no_default_glossary: NoDefaultGlossary = False,
    domain: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Prefer entries of this domain where several fit; may be given several times.",
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each entry was chosen and what else could stand there.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List where the glossary's terms stand in a text, with the suffixes they bear.

    A question mark behind a term says that an entry with another translation could stand there as well.
    """
    from kztrans.report.lookup import explain_places, find_places, reasons, stands_nowhere

    terms = load_glossary(glossary, no_default=no_default_glossary)
    if terms is None:
        raise GlossaryError("there is no glossary to look terms up in", remedy="Add: --glossary FILE")
    terms = terms.within(*domain or ())
    lines = [line.text for line in read_text(file).lines]
    if explain:
        verdicts = explain_places(lines, terms)
        places = [verdict.place for verdict in verdicts.occurrences]
        if as_json:
            _print_json(asdict(verdicts))
        else:
            _print_table(places, [reasons(verdict) for verdict in verdicts.occurrences])
            for loser in verdicts.unused:
                typer.echo(stands_nowhere(loser))
    else:
        places = find_places(lines, terms)
        if as_json:
            _print_json([asdict(place) for place in places])
        else:
            _print_table(places, [[] for _ in places])
    if not as_json:
        _tell_counts(places)


def _print_json(value: Any) -> None:  # noqa: ANN401 (whatever JSON holds)
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _print_table(places: Sequence[Place], remarks: Sequence[Sequence[str]]) -> None:
    """A row a place, with the remarks on it below."""
    rows = [
        (str(p.line), str(p.start), str(p.end), p.text, p.term + " ?" * p.ambiguous, " ".join(p.suffixes))
        for p in places
    ]
    header, *lines = columns([HEADER, *rows], right=3).splitlines()
    typer.echo(header)
    for line, below in zip(lines, remarks, strict=True):
        typer.echo("\n      ".join([line, *below]))


def _tell_counts(places: Sequence[Place]) -> None:
    tell(f"{counted(len(places), 'occurrence')} of {counted(len({p.term for p in places}), 'term')}")
    ambiguous = sum(place.ambiguous for place in places)
    if ambiguous:
        many = counted(ambiguous, "occurrence")
        tell(f"{many} marked ? could mean another entry: see --explain, or name a --domain")
