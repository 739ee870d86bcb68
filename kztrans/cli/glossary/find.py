"""``kztrans glossary find``: where a glossary's terms stand in a text."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kztrans.cli.options import GlossaryFiles, NoDefaultGlossary, load_glossary, path_of
from kztrans.cli.terminal import columns, counted, tell
from kztrans.document import read_text
from kztrans.errors import GlossaryError


def find(
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=path_of("FILE"), help="A Kazakh text.")],
    glossary: GlossaryFiles = None,
    no_default_glossary: NoDefaultGlossary = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List where the glossary's terms stand in a text, with the suffixes they bear."""
    from kztrans.report.lookup import find_places

    terms = load_glossary(glossary, no_default=no_default_glossary)
    if terms is None:
        raise GlossaryError("there is no glossary to look terms up in", remedy="Add: --glossary FILE")
    places = find_places([line.text for line in read_text(file).lines], terms)
    if as_json:
        typer.echo(json.dumps([asdict(place) for place in places], ensure_ascii=False, indent=2))
        return
    header = ("line", "from", "to", "in the text", "term", "suffixes")
    rows = [(str(p.line), str(p.start), str(p.end), p.text, p.term, " ".join(p.suffixes)) for p in places]
    typer.echo(columns([header, *rows], right=3), nl=False)
    tell(f"{counted(len(places), 'occurrence')} of {counted(len({p.term for p in places}), 'term')}")
