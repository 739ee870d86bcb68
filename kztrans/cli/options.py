"""Options that several commands share, and how their values become API objects."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kztrans.errors import LanguageError
from kztrans.records import TARGETS, Target

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

To = Annotated[str, typer.Option("--to", metavar="|".join(TARGETS), help="The language to translate into.")]
GlossaryFiles = Annotated[
    list[Path] | None,
    typer.Option("--glossary", metavar="FILE", help="A glossary file; may be given several times."),
]
NoDefaultGlossary = Annotated[
    bool, typer.Option("--no-default-glossary", help="Leave out the glossary that comes with kztrans.")
]
Model = Annotated[
    str, typer.Option("--model", metavar="NAME|DIR", help="A model of the catalogue or a directory.")
]
Beam = Annotated[int, typer.Option("--beam", min=1, max=64, metavar="N", help="Beam size.")]
Threads = Annotated[
    int, typer.Option("--threads", min=0, metavar="N", help="Processor threads; 0 takes all cores.")
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
    glossaries += [Glossary.load(path) for path in files or ()]
    return Glossary.merge(*glossaries) if glossaries else None
