"""Options that several commands share, and how their values become API objects."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kztrans.document import printable
from kztrans.errors import GlossaryError, InputError, KztransError, LanguageError
from kztrans.records import TARGETS, Target

if TYPE_CHECKING:
    from kztrans.glossary import Glossary


def path_of(subject: str) -> Callable[[str], Path]:
    """Reads a path: an empty one, as from an unset shell variable, would mean the current folder."""

    def parse(text: str) -> Path:
        if not text:
            raise InputError(f"{subject} needs a name, but the one given is empty")
        return Path(text)

    return parse


def whole_number(option: str, low: int, high: int, *, note: str = "") -> Callable[[str], int]:
    """Reads a whole number from ``low`` to ``high``."""

    def parse(text: str) -> int:
        digits = str(text).strip()
        if not (digits.isascii() and digits.isdecimal() and low <= int(digits) <= high):
            raise KztransError(f"{option} takes a whole number from {low} to {high}{note}, not '{text}'")
        return int(digits)

    return parse


To = Annotated[str, typer.Option("--to", metavar="|".join(TARGETS), help="The language to translate into.")]
GlossaryFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--glossary",
        metavar="FILE",
        parser=path_of("--glossary"),
        help="A glossary file; may be given several times.",
    ),
]
NoDefaultGlossary = Annotated[
    bool, typer.Option("--no-default-glossary", help="Leave out the glossary that comes with kztrans.")
]
Model = Annotated[
    str, typer.Option("--model", metavar="NAME|DIR", help="A model of the catalogue or a directory.")
]
Beam = Annotated[
    int, typer.Option("--beam", parser=whole_number("--beam", 1, 64), metavar="N", help="Beam size.")
]
Threads = Annotated[
    int,
    typer.Option(
        "--threads",
        parser=whole_number("--threads", 0, 1024, note=" (0: all cores)"),
        metavar="N",
        help="Processor threads; 0 takes all cores.",
    ),
]
Device = Annotated[str, typer.Option("--device", metavar="cpu|cuda", help="Where the model runs.")]


def parse_target(code: str) -> Target:
    """A target language; raises ``LanguageError`` that names the choices."""
    for target in TARGETS:
        if code.lower() == target:
            return target
    raise LanguageError(
        f"'{code}' is no target language of kztrans", remedy=f"Choose one: --to {' or --to '.join(TARGETS)}"
    )


def load_glossary(files: Sequence[Path] | None, *, no_default: bool) -> Glossary | None:
    """The glossary that the options name, the user's own entries over the shipped ones; None for none."""
    from kztrans.glossary import Glossary

    glossaries = [] if no_default else [Glossary.default()]
    glossaries += [_load(path) for path in files or ()]
    return Glossary.merge(*glossaries) if glossaries else None


def unused_proposals(glossary: Glossary | None) -> list[str]:
    """A warning for each file of ``glossary`` with entries that are only proposed: nobody asks for those."""
    counts = Counter(term.file for term in glossary.terms if term.status == "proposed") if glossary else {}
    return [
        f"{count:,} {'entry' if count == 1 else 'entries'} of {printable(file)} "
        f"{'is proposed and was' if count == 1 else 'are proposed and were'} not used "
        f"(accept {'it' if count == 1 else 'them'}: status approved)"
        for file, count in counts.items()
    ]


def _load(path: Path) -> Glossary:
    """A glossary; the first mistake in it is told, and how many more the check would name."""
    from kztrans.glossary import Glossary

    try:
        return Glossary.load(path)
    except GlossaryError as error:
        from kztrans.glossary.lint import lint

        more = sum(finding.severity == "error" for finding in lint(path)) - 1
        if more < 1:
            raise
        hint = f"(And {more:,} more: kztrans glossary check {shlex.quote(printable(path))})"
        remedy = f"{error.remedy} {hint}" if error.remedy else hint
        raise GlossaryError(
            error.message, file=error.file, line=error.line, term=error.term, remedy=remedy
        ) from None
