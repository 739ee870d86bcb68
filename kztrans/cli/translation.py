"""``kztrans translate``: files, folders or standard input into English or Russian."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

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
)
from kztrans.cli.terminal import fail, progress, summary, tell, warn
from kztrans.document import Job, check_outputs, lay_out, read_batches, write_text
from kztrans.records import Target, Translation
from kztrans.report import Counts, Report, check_format, failures, render

if TYPE_CHECKING:
    from kztrans.glossary import Glossary
    from kztrans.translator import Translator

STRICT_FAILURE = 3
_STDIN = "standard input"
_NAMED_FAILURES = 10


def translate(
    to: To,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT", help="Text files, or folders of them; none: standard input, line by line."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="OUT", help="Output file; for several inputs a folder."),
    ] = None,
    glossary: GlossaryFiles = None,
    no_default_glossary: NoDefaultGlossary = False,
    model: Model = "mini",
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE.json|.html|.tsv", help="Write a report.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit code 3 when a term was refused or a check failed.")
    ] = False,
    no_guards: Annotated[
        bool, typer.Option("--no-guards", help="Do not enforce numbers, names, addresses and codes.")
    ] = False,
    beam: Beam = 4,
    threads: Threads = 0,
    device: Device = "cpu",
) -> None:
    """Translate Kazakh text into English or Russian, every glossary term in its right form."""
    started = time.perf_counter()
    target = parse_target(to)
    reports = [report] if report else []
    for path in reports:
        check_format(path)
    jobs = None
    if inputs and inputs != ["-"]:
        jobs = lay_out(inputs, output, reports=reports)
    else:
        check_outputs(
            [(path, owner) for path, owner in ((output, "the text"), (report, "the report")) if path]
        )
    terms = load_glossary(glossary, no_default=no_default_glossary)

    from kztrans.translator import Translator

    translator = Translator.load(model, threads=threads, device=device, beam=beam)
    run = _Run(translator, target, terms, guards=not no_guards, keep=bool(report) or strict)
    if jobs is None:
        _translate_stdin(run, output)
    else:
        _translate_files(run, jobs)
    done = run.report()
    if report:
        write_text(report, render(done, report))
    tell(summary(run.counts, time.perf_counter() - started))
    if strict and run.counts.failures:
        _name_failures(done)
        raise typer.Exit(STRICT_FAILURE)


@dataclass
class _Run:
    """One call of the command: the settings of all its documents, and what came out so far."""

    translator: Translator
    target: Target
    glossary: Glossary | None
    guards: bool
    keep: bool
    counts: Counts = field(default_factory=Counts)
    documents: list[tuple[str, list[Translation]]] = field(default_factory=list)

    def begin(self, name: str, sample: Sequence[str]) -> None:
        """Open a document; warn when its first lines are in another language than Kazakh."""
        from kztrans.text.language import suspect_language

        self.documents.append((name, []))
        if language := suspect_language(sample):
            warn(f"{name} looks like {language}, not Kazakh; the translation will hardly make sense.")

    def translate(self, texts: Iterable[str]) -> Iterator[str]:
        """The translations of further lines of the open document."""
        stream = self.translator.translate_stream(
            texts, target=self.target, glossary=self.glossary, guards=self.guards
        )
        for translation in stream:
            self.counts += Counts.of(translation)
            if self.keep:
                self.documents[-1][1].append(translation)
            yield translation.text

    def report(self) -> Report:
        """The report on all documents."""
        return Report.build(
            self.documents,
            model=self.translator.engine.name,
            glossary=map(str, self.glossary.files) if self.glossary else (),
            target=self.target,
            signature=self.translator.signature(
                target=self.target, glossary=self.glossary, guards=self.guards
            ),
        )


def _translate_files(run: _Run, jobs: Sequence[Job]) -> None:
    with progress(sum(len(job.document.text) for job in jobs)) as advance:
        for job in jobs:
            lines = job.document.lines
            run.begin(job.name, [line.text for line in lines])
            translated = []
            for line, text in zip(lines, run.translate(line.text for line in lines), strict=True):
                translated.append(text)
                advance(len(line.text) + len(line.ending))
            text = job.document.rebuild(translated)
            if job.output:
                write_text(job.output, text)
            else:
                _print(text)
                if sys.stdout.isatty() and not text.endswith("\n"):
                    tell("")  # the summary begins on a line of its own


def _translate_stdin(run: _Run, output: Path | None) -> None:
    if sys.stdin.isatty():
        tell("Type Kazakh, a line at a time; Ctrl-D ends.")
    held: list[str] = []
    for number, batch in enumerate(read_batches(cast(BufferedReader, sys.stdin.buffer))):
        texts = [line.text for line in batch]
        if number == 0:
            run.begin(_STDIN, texts)
        for line, text in zip(batch, run.translate(texts), strict=True):
            if output:
                held.append(text + line.ending)
            else:
                _print(text + line.ending)
    if not run.documents:
        warn(f"{_STDIN} was empty: nothing to translate.")
    if output:
        write_text(output, "".join(held))


def _print(text: str) -> None:
    """Text to standard output at once, as UTF-8, with its own line endings."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _name_failures(report: Report) -> None:
    """Say what --strict does not forgive; the first few, the rest is in a report."""
    named = failures(report)
    for line in named[:_NAMED_FAILURES]:
        fail(line)
    if len(named) > _NAMED_FAILURES:
        fail(f"and {len(named) - _NAMED_FAILURES} more; --report FILE.html shows them all.")
