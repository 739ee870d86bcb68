"""``kztrans eval terms``: run the challenge set of terms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kztrans.cli.options import (
    Beam,
    Device,
    GlossaryFiles,
    Model,
    NoDefaultGlossary,
    Threads,
    To,
    load_glossary,
    parse_target,
    path_of,
)
from kztrans.cli.watched import Watched
from kztrans.document import check_writable, refuse_overwriting, write_text
from kztrans.errors import GlossaryError


def evaluate_terms(
    to: To,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="DIR",
            parser=path_of("--data"),
            help="The challenge set; without it, eval/terms of the source checkout.",
        ),
    ] = None,
    glossary: GlossaryFiles = None,
    no_default_glossary: NoDefaultGlossary = False,
    model: Model = "mini",
    as_json: Annotated[
        Path | None,
        typer.Option(
            "--json", metavar="FILE", parser=path_of("--json"), help="Write every result to a JSON file, too."
        ),
    ] = None,
    timed: Annotated[
        bool, typer.Option("--time", help="Time translation without and with the glossary, too.")
    ] = False,
    beam: Beam = 4,
    threads: Threads = 0,
    device: Device = "cpu",
) -> None:
    """Run the challenge set of terms: what is found, delivered, refused; a table by phenomenon."""
    from kztrans.evaluate.challenge import (
        checkout_set,
        load_cases,
        own_glossary,
        render_challenge,
        run_challenge,
    )
    from kztrans.translator import Translator

    target = parse_target(to)
    if as_json:
        check_writable(as_json)
    folder = data or checkout_set()
    cases = load_cases(folder)
    terms = load_glossary([*own_glossary(folder), *(glossary or ())], no_default=no_default_glossary)
    if terms is None:
        raise GlossaryError("there is no glossary to run the set with", remedy="Add: --glossary FILE")
    if as_json:
        refuse_overwriting([(as_json, "--json")], {*(case.file for case in cases), *terms.files})
    result = run_challenge(
        cases,
        target=target,
        translator=Watched(Translator.load(model, threads=threads, device=device, beam=beam)),
        glossary=terms,
        timed=timed,
    )
    typer.echo(render_challenge(result), nl=False)
    if as_json:
        write_text(as_json, json.dumps(result.to_dict(), ensure_ascii=False, indent=2) + "\n")
