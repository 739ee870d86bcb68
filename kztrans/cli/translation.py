"""``kztrans translate``: files, folders or standard input into English or Russian."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
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
    path_of,
    unused_proposals,
)
from kztrans.cli.terminal import fail, on_terminal, progress, summary, tell, warn
from kztrans.document import (
    REPORT,
    Job,
    check_outputs,
    lay_out,
    printable,
    read_batches,
    refuse_overwriting,
    write_text,
)
from kztrans.document.decoding import refuse_markup
from kztrans.errors import InputError
from kztrans.records import Target, Translation
from kztrans.report import (
    Counts,
    Report,
    check_format,
    failures,
    glossary_names,
    render,
    segment_id,
)

if TYPE_CHECKING:
    from kztrans.glossary import Glossary
    from kztrans.translator import Translator

STRICT_FAILURE = 3
_STDIN = "standard input"
_STDIN_FILE = Path("/dev/stdin")  # leads to the file that was redirected, where the system has it
# How many failures are named: by --strict, which fails for them, and on a terminal, for which there are
# reports.
_NAMED_STRICTLY, _NAMED = 10, 5


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
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            parser=path_of("-o"),
            help="Output file or folder; for several inputs a folder.",
        ),
    ] = None,
    glossary: GlossaryFiles = None,
    no_default_glossary: NoDefaultGlossary = False,
    model: Model = "mini",
    report: Annotated[
        Path | None,
        typer.Option(
            "--report", metavar="FILE.json|.html|.tsv", parser=path_of("--report"), help="Write a report."
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit code 3 when a term was refused or a check failed.")
    ] = False,
    no_guards: Annotated[
        bool, typer.Option("--no-guards", help="Do not enforce numbers, names, addresses and codes.")
    ] = False,
    names: Annotated[
        bool, typer.Option("--names", help="Warn where a person's name is missing from the translation.")
    ] = False,
    beam: Beam = 4,
    threads: Threads = 0,
    device: Device = "cpu",
) -> None:
    """Translate Kazakh text into English or Russian, every glossary term in its right form.

    An empty file is an error. Empty standard input is not: pipes may be empty, so there is a warning, no
    output, and exit code 0.
    """
    started = time.perf_counter()
    target = parse_target(to)
    reports = [report] if report else []
    for path in reports:
        check_format(path)
    jobs = None
    if inputs and "-" in inputs and len(inputs) > 1:
        raise InputError(
            "'-' (standard input) cannot stand beside other inputs",
            remedy="Translate them in separate runs; a file of that name is ./-",
        )
    if inputs and inputs != ["-"]:
        jobs = lay_out(inputs, output, reports=reports)
        outputs = [(job.output, job.name) for job in jobs if job.output]
        outputs += [(path, REPORT) for path in reports]
    else:
        outputs = [(path, owner) for path, owner in ((output, "the text"), (report, REPORT)) if path]
        check_outputs(outputs, [_STDIN_FILE])
    terms = load_glossary(glossary, no_default=no_default_glossary)
    if terms is not None:
        refuse_overwriting(outputs, terms.files)
    for line in unused_proposals(terms):
        warn(line)

    from kztrans.translator import Translator

    translator = Translator.load(model, threads=threads, device=device, beam=beam)
    run = _Run(
        translator,
        target,
        terms,
        guards=not no_guards,
        checks=("persons",) if names else (),
        keep=bool(report),
        several=bool(jobs and len(jobs) > 1),
    )
    if jobs is None:
        _translate_stdin(run, output)
    else:
        _translate_files(run, jobs)
    if report:
        write_text(report, render(run.report(), report))
    tell(summary(run.counts, time.perf_counter() - started))
    if strict and run.counts.failures:
        _name_failures(run, _NAMED_STRICTLY, fail)
        raise typer.Exit(STRICT_FAILURE)
    if run.counts.failures and not report:
        _name_failures(run, _NAMED if on_terminal(sys.stderr) else 0, tell)


@dataclass
class _Run:
    """One call of the command: the settings of all its documents, and what came out so far."""

    translator: Translator
    target: Target
    glossary: Glossary | None
    guards: bool
    checks: tuple[str, ...]
    keep: bool
    several: bool
    counts: Counts = field(default_factory=Counts)
    documents: list[tuple[str, list[Translation]]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    segments: int = 0

    def begin(self, name: str, sample: Sequence[str]) -> None:
        """Open a document; warn when its first lines are in another language than Kazakh."""
        from kztrans.text.language import suspect_language

        self.documents.append((name, []))
        self.segments = 0
        if language := suspect_language(sample):
            warn(f"{name} looks like {language}, not Kazakh; the translation will hardly make sense.")

    def translate(self, texts: Iterable[str]) -> Iterator[str]:
        """The translations of further lines of the open document."""
        stream = self.translator.translate_stream(
            texts, target=self.target, glossary=self.glossary, guards=self.guards, checks=self.checks
        )
        for translation in stream:
            self.counts += Counts.of(translation)
            self._note_failures(translation)
            if self.keep:
                self.documents[-1][1].append(translation)
            yield translation.text

    def _note_failures(self, translation: Translation) -> None:
        """Keep the first failures for the end of the run, in the words of the report."""
        for segment in translation.segments:
            self.segments += 1
            if len(self.failures) < _NAMED_STRICTLY:
                name = segment_id(self.documents[-1][0], self.segments, several=self.several)
                self.failures += failures(name, segment.issues)

    def report(self) -> Report:
        """The report on all documents."""
        return Report.build(
            self.documents,
            model=printable(self.translator.engine.name),
            glossary=glossary_names(self.glossary),
            target=self.target,
            signature=printable(
                self.translator.signature(target=self.target, glossary=self.glossary, guards=self.guards)
            ),
        )


def _translate_files(run: _Run, jobs: Sequence[Job]) -> None:
    printed: list[str] = []  # when the bar is gone: both may be on one terminal
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
                printed.append(text)
    for text in printed:
        _print(text)
        if on_terminal(sys.stdout) and not text.endswith("\n"):
            tell("")  # the summary begins on a line of its own


def _translate_stdin(run: _Run, output: Path | None) -> None:
    if sys.stdin is None:
        raise InputError("it is closed", file=_STDIN, remedy="Name a file, or pipe text in.")
    if sys.stdin.isatty():
        tell("Type Kazakh, a line at a time; Ctrl-D ends.")
    held: list[str] = []
    for number, batch in enumerate(read_batches(cast(BufferedReader, sys.stdin.buffer))):
        texts = [line.text for line in batch]
        if number == 0:
            refuse_markup("\n".join(texts), file=_STDIN)
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


def _name_failures(run: _Run, most: int, say: Callable[[str], None]) -> None:
    """Say what refused terms and warnings there are, at most so many, and where to read about the rest."""
    named = run.failures[:most]
    for line in named:
        say(line)
    if rest := run.counts.failures - len(named):
        how_many = f"and {rest} more; " if named else ""
        say(
            f"{how_many}--report FILE.html shows {'them all' if named else 'what was refused and warned of'}."
        )
