"""``kztrans eval``: score translations against references, or run the challenge set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from kztrans.cli.challenge import evaluate_terms
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
from kztrans.document import check_writable, printable, read_text, write_text


class _FilesUnlessNamed(TyperGroup):
    """``kztrans eval SRC …`` is ``kztrans eval files SRC …``: what is no command begins its arguments."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - its class is not public
        named = not args or args[0] in self.commands or args[0] in ctx.help_option_names
        return super().parse_args(ctx, args if named else ["files", *args])


app = typer.Typer(
    cls=_FilesUnlessNamed,
    help="Score translations against references (kztrans eval SRC ...), or run the challenge set.",
    no_args_is_help=True,
)
app.command("terms", short_help="Run the challenge set of terms.")(evaluate_terms)


@app.command("files", short_help="Score files of lines; may be left out.")
def evaluate_files(
    to: To,
    source: Annotated[
        Path, typer.Argument(metavar="SRC", parser=path_of("SRC"), help="Kazakh lines, a segment each.")
    ],
    reference: Annotated[
        list[Path],
        typer.Option(
            "--ref",
            metavar="REF",
            parser=path_of("--ref"),
            help="Their reference lines; may be given several times.",
        ),
    ],
    hypothesis: Annotated[
        list[Path] | None,
        typer.Option(
            "--hyp",
            metavar="FILE",
            parser=path_of("--hyp"),
            help="A system's lines to score; without any, the model's.",
        ),
    ] = None,
    glossary: GlossaryFiles = None,
    no_default_glossary: NoDefaultGlossary = False,
    model: Model = "mini",
    as_json: Annotated[
        Path | None,
        typer.Option(
            "--json", metavar="FILE", parser=path_of("--json"), help="Write the scores to a JSON file, too."
        ),
    ] = None,
    beam: Beam = 4,
    threads: Threads = 0,
    device: Device = "cpu",
) -> None:
    """Score BLEU, chrF++, TER and term success, with and without the glossary side by side."""
    from kztrans.evaluate import evaluate, render_table
    from kztrans.translator import Translator

    target = parse_target(to)
    if as_json:
        check_writable(as_json)
    sources = _lines(source)
    references = [_lines(path) for path in reference]
    hypotheses = {printable(path): _lines(path) for path in hypothesis} if hypothesis else None
    terms = load_glossary(glossary, no_default=no_default_glossary)
    translator = None
    if hypotheses is None:
        translator = Translator.load(model, threads=threads, device=device, beam=beam)
    evaluation = evaluate(
        sources,
        references,
        target=target,
        hypotheses=hypotheses,
        translator=translator,
        glossary=terms,
    )
    typer.echo(render_table(evaluation), nl=False)
    if as_json:
        write_text(as_json, json.dumps(evaluation.to_dict(), ensure_ascii=False, indent=2) + "\n")


def _lines(path: Path) -> list[str]:
    return [line.text for line in read_text(path).lines]
