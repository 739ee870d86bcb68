"""``kztrans eval``: score translations against references, or run the challenge set."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, TypeVar

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
    whole_number,
)
from kztrans.cli.terminal import tell
from kztrans.cli.watched import Watched
from kztrans.document import check_outputs, make_folder, printable, refuse_overwriting, write_text
from kztrans.document.parallel import Choice, parse_choice
from kztrans.document.paths import is_dir
from kztrans.errors import OutputError
from kztrans.evaluate.files import Hypothesis, load_inputs, parse_hypothesis, require_as_many

T = TypeVar("T")
_ENDINGS_OF_FILES = frozenset({".html", ".htm", ".json", ".tsv", ".csv", ".txt", ".pdf"})


class _FilesUnlessNamed(TyperGroup):
    """``kztrans eval SRC …`` is ``kztrans eval files SRC …``: what is no command begins its arguments."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - its class is not public
        named = not args or args[0] in self.commands or args[0] in ctx.help_option_names
        return super().parse_args(ctx, args if named else ["files", *args])

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401
        """The help of ``files``, which also says that there is another command."""
        files = self.commands["files"]
        return str(files.get_help(type(ctx)(files, info_name=ctx.info_name, parent=ctx.parent)))


app = typer.Typer(
    cls=_FilesUnlessNamed,
    help="Score translations against references (kztrans eval SRC ...), or run the challenge set.",
    no_args_is_help=True,
)
app.command("terms", short_help="Run the challenge set of terms.")(evaluate_terms)


def _named(subject: str, parse: Callable[[str], T]) -> Callable[[str], T]:
    """``parse`` for what is not empty."""
    present = path_of(subject)

    def parsed(text: str) -> T:
        present(text)
        return parse(text)

    return parsed


def _report_folder(text: str) -> Path:
    """A folder's name; a new one that ends as a file would is taken for a slip."""
    folder = path_of("--report")(text)
    if folder.suffix.casefold() in _ENDINGS_OF_FILES and not is_dir(folder):
        raise OutputError(
            "--report takes a folder",
            file=folder,
            remedy=f"Leave out the ending: --report {printable(folder.with_suffix(''))}",
        )
    return folder


@app.command("files", short_help="Score files or a test set; may be left out.")
def evaluate_files(
    to: To,
    source: Annotated[
        Path | None,
        typer.Argument(
            metavar="SRC",
            parser=path_of("SRC"),
            help="Kazakh text: lines, TSV, CSV, JSONL, TMX, XLIFF. FILE:COLUMN chooses a column or key.",
        ),
    ] = None,
    references: Annotated[
        list[Choice] | None,
        typer.Option(
            "--ref",
            metavar="REF",
            parser=_named("--ref", parse_choice),
            help="Its translation by people, in any of these formats; may be given several times. Left out: "
            "SRC holds it.",
        ),
    ] = None,
    hypotheses: Annotated[
        list[Hypothesis] | None,
        typer.Option(
            "--hyp",
            metavar="[NAME=]FILE",
            parser=_named("--hyp", parse_hypothesis),
            help="A system's output to score; may be given several times, the first is what the others are "
            "compared with. Without any, the model's.",
        ),
    ] = None,
    set_name: Annotated[
        str | None, typer.Option("--set", metavar="NAME", help="A test set in the place of SRC and --ref.")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data", metavar="DIR", parser=path_of("--data"), help="Your copy of the test set's files."
        ),
    ] = None,
    glossary: GlossaryFiles = None,
    no_default_glossary: NoDefaultGlossary = False,
    model: Model = "mini",
    report: Annotated[
        Path | None,
        typer.Option(
            "--report", metavar="DIR", parser=_report_folder, help="Write a report page into a folder."
        ),
    ] = None,
    as_json: Annotated[
        Path | None,
        typer.Option(
            "--json", metavar="FILE", parser=path_of("--json"), help="Write the scores to a JSON file, too."
        ),
    ] = None,
    samples: Annotated[
        int,
        typer.Option(
            "--samples",
            metavar="N",
            parser=whole_number("--samples", 0, 1_000_000, note=" (0: none)"),
            help="Resamplings for intervals and p-values: 40 at least, or 0 for none.",
        ),
    ] = 1000,
    seed: Annotated[
        int,
        typer.Option(
            "--seed",
            metavar="N",
            parser=whole_number("--seed", 0, 2**32 - 1),
            help="Where the resamplings begin.",
        ),
    ] = 12345,
    beam: Beam = 4,
    threads: Threads = 0,
    device: Device = "cpu",
) -> None:
    """Score files or a test set: BLEU, chrF++, TER, term success, with and without glossary side by side.

    The challenge set of terms is another command: kztrans eval terms --help
    """
    from kztrans.evaluate import evaluate, render_table
    from kztrans.translator import Translator

    target = parse_target(to)
    outputs = [(as_json, "--json")] if as_json else []
    if report:
        from kztrans.report.evaluation import report_files

        outputs += [(path, "--report") for path in report_files(report)]
        refuse_overwriting(outputs)
        make_folder(report)
    check_outputs(outputs)
    inputs = load_inputs(
        None if source is None else parse_choice(str(source)),
        references or (),
        hypotheses or (),
        target=target,
        set_name=set_name,
        folder=data,
    )
    require_as_many(inputs, references or (), hypotheses or (), target)
    terms = load_glossary(glossary, no_default=no_default_glossary)
    refuse_overwriting(outputs, [*inputs.files, *(terms.files if terms is not None else ())])
    translator = None
    if inputs.hypotheses is None:
        translator = Watched(Translator.load(model, threads=threads, device=device, beam=beam))
    evaluation = evaluate(
        inputs.sources,
        inputs.references,
        target=target,
        hypotheses=inputs.hypotheses,
        translator=translator,
        glossary=terms,
        documents=inputs.documents,
        lines=inputs.lines,
        samples=samples,
        seed=seed,
    )
    evaluation = replace(evaluation, warnings=(*inputs.warnings, *evaluation.warnings))
    typer.echo(render_table(evaluation), nl=False)
    if as_json:
        write_text(as_json, json.dumps(evaluation.to_dict(), ensure_ascii=False, indent=2) + "\n")
    if report:
        from kztrans.report.evaluation import write_report

        tell(f"report: {printable(write_report(evaluation, report))}")
