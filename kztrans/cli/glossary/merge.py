"""``kztrans glossary merge``: several glossaries in one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kztrans.cli.glossary.options import ToFormat, ToLanguage, write_glossary
from kztrans.cli.options import parse_target, path_of
from kztrans.cli.terminal import counted, tell
from kztrans.document import refuse_overwriting


def merge(
    files: Annotated[
        list[Path], typer.Argument(metavar="A B...", parser=path_of("A"), help="Glossaries; later ones win.")
    ],
    out: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT", parser=path_of("OUT"), help="The file to write.")
    ],
    to_format: ToFormat = None,
    to: ToLanguage = None,
) -> None:
    """Write several glossaries as one. Where two say different things the later wins, which is listed."""
    from kztrans.glossary import Glossary
    from kztrans.glossary.diff import overruled

    glossaries = [Glossary.load(file) for file in files]
    refuse_overwriting([(out, "-o")], [file for each in glossaries for file in each.files])
    conflicts = overruled(glossaries)
    for change in conflicts:
        before, after = (f"{term.file}:{term.line}" for term in (change.before, change.after))
        typer.echo(f"{before} gives way to {after}: {change}")
    merged = Glossary.merge(*glossaries).terms
    write_glossary(out, merged, name=to_format, to=parse_target(to) if to else None)
    tell(f"{counted(len(merged), 'term')}, {counted(len(conflicts), 'conflict')}")
