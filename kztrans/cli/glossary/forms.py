"""``kztrans glossary forms``: the whole paradigm that enforcement licenses for a term."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from kztrans.cli.options import GlossaryFiles, NoDefaultGlossary, To, load_glossary, parse_target
from kztrans.cli.terminal import columns, counted, tell


def forms(
    term: Annotated[str, typer.Argument(metavar="TERM", help="A Kazakh headword, or a target phrase.")],
    to: To,
    glossary: GlossaryFiles = None,
    no_default_glossary: NoDefaultGlossary = False,
    gender: Annotated[str, typer.Option("--gender", metavar="m|f|n", help="Gender in Russian.")] = "",
    pos: Annotated[str, typer.Option("--pos", metavar="noun|name|adj|verb|…", help="Part of speech.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print every form in which a term may stand in a translation; forbidden ones apart."""
    from kztrans.report.paradigm import OWN, table, term_forms, unnamed

    entries = term_forms(
        term,
        parse_target(to),
        load_glossary(glossary, no_default=no_default_glossary),
        gender=gender,
        pos=pos,
    )
    if as_json:
        typer.echo(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=2))
        return
    for entry in entries:
        place = f" ({entry.file}:{entry.line})" if entry.file else ""
        typer.echo((f"{entry.kk} → " if entry.kk else "") + entry.target + place)
        if rows := table(entry):
            typer.echo(columns(rows), nl=False)
        for label, texts in (("also", unnamed(entry)), ("forbidden", entry.forbidden)):
            if texts:
                typer.echo(f"{label}: {', '.join(texts)}")
        own = f"; {OWN}: named by the entry itself" if any(form.own for form in entry.forms) else ""
        tell(counted(len({form.text for form in entry.forms}), "form") + own)
        for doubt in entry.doubts:
            tell(f"Look at it: {doubt}.")
