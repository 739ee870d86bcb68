"""``kztrans check``: the quality checks of CAT tools on files of translations."""

from __future__ import annotations

import time
from itertools import chain, islice
from pathlib import Path
from typing import Annotated

import typer

from kztrans.cli.options import GlossaryFiles, To, load_glossary, parse_target, path_of
from kztrans.cli.terminal import columns, counted, tell, warn
from kztrans.cli.translation import STRICT_FAILURE
from kztrans.document import REPORT, check_outputs, printable, refuse_overwriting, write_text
from kztrans.document.parallel import parse_choice

_NAMED = 10  # findings; the report has them all
_SAMPLE = 100  # pairs by which the source's language is told


def check(
    to: To,
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SRC",
            parser=path_of("SRC"),
            help="Kazakh lines; or one file with both languages: .tsv, .csv, .jsonl, .tmx, .xlf. FILE:COLUMN "
            "chooses a column or key.",
        ),
    ],
    translation: Annotated[
        Path | None,
        typer.Argument(
            metavar="TGT", parser=path_of("TGT"), help="Their translations, line by line; or FILE:COLUMN."
        ),
    ] = None,
    glossary: GlossaryFiles = None,
    default_glossary: Annotated[
        bool, typer.Option("--default-glossary", help="Ask for the glossary that comes with kztrans, too.")
    ] = False,
    checks: Annotated[
        list[str] | None,
        typer.Option("--check", metavar="NAME", help="A check to run instead of the usual ones; repeatable."),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(
            "--report", metavar="FILE.tsv|.json|.html", parser=path_of("--report"), help="Write a report."
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 3 when there are findings.")] = False,
) -> None:
    """Check translations made by anyone: terms, tags, numbers, quotes, consistency and more."""
    from kztrans.check import Checker, read_pairs
    from kztrans.report import check_format, glossary_names
    from kztrans.report.checking import CheckReport, render_checks
    from kztrans.text.language import suspect_language

    started = time.perf_counter()
    target = parse_target(to)
    kazakh, translated = parse_choice(str(source)), translation and parse_choice(str(translation))
    if report:
        check_format(report)
        check_outputs([(report, REPORT)], [choice.path for choice in (kazakh, translated) if choice])
    terms = load_glossary(glossary, no_default=not default_glossary)
    if report and terms is not None:
        refuse_overwriting([(report, REPORT)], terms.files)
    checker = Checker.of(target, glossary=terms, checks=checks)
    pairs = read_pairs(kazakh, translated, target)
    sample = list(islice(pairs, _SAMPLE))
    if language := suspect_language([pair.source for pair in sample]):
        warn(f"the source in {kazakh.name} looks like {language}, not Kazakh.")
    result = checker.run(chain(sample, pairs))
    files = tuple(choice.name for choice in (kazakh, translated) if choice)
    checked = printable((translated or kazakh).path)
    if report:
        made = CheckReport(files, tuple(glossary_names(terms)), result)
        write_text(report, render_checks(made, report))
    spoken = {name: count for name, count in result.counts.items() if count}
    if spoken:
        table = [("findings", "check"), *((f"{count:,}", name) for name, count in spoken.items())]
        typer.echo(columns(table, right=1))
    for found in result.findings[:_NAMED]:
        typer.echo(f"{found.pair.address(checked)}: {found.check}: {found.message}")
    if (rest := len(result.findings) - _NAMED) > 0:
        tell(f"and {rest:,} more; {printable(report or '--report FILE.html')} shows them all.")
    tell(
        f"{counted(result.pairs, 'segment')}, {counted(len(result.checks), 'check')}; "
        f"{counted(len(result.findings), 'finding')}; {time.perf_counter() - started:.1f} s"
    )
    if strict and result.failures:
        raise typer.Exit(STRICT_FAILURE)
