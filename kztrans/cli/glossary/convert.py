"""``kztrans glossary convert``: a glossary in another program's format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kztrans.cli.glossary.options import FromFormat, ToFormat, ToLanguage, write_glossary
from kztrans.cli.options import parse_target, path_of
from kztrans.cli.terminal import counted, tell, warn
from kztrans.document import refuse_overwriting
from kztrans.errors import GlossaryError


def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", parser=path_of("IN"), help="The glossary to read.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", parser=path_of("OUT"), help="The file to write.")],
    from_format: FromFormat = None,
    to_format: ToFormat = None,
    to: ToLanguage = None,
    skip: Annotated[
        bool, typer.Option("--skip", help="Leave out entries that cannot be used, and list them.")
    ] = False,
) -> None:
    """Write a glossary in another format; what OUT cannot hold is listed.

    Formats: csv, tsv, xlsx, tbx, tbx-dct, tbx-v2, deepl, deepl-tsv, google, omegat. A file's extension and
    first row tell its format, unless it is named.
    """
    from kztrans.glossary import formats

    target = parse_target(to) if to else None
    refuse_overwriting([(out, "OUT")], [source])
    terms, refused = formats.sift(source, name=from_format, to=target)
    if refused and not skip:
        first, more = refused[0], len(refused) - 1
        hint = "--skip leaves such entries out" + (f" (there are {more:,} more)." if more else ".")
        remedy = f"{first.remedy} {hint}" if first.remedy else hint
        raise GlossaryError(first.message, file=first.file, line=first.line, term=first.term, remedy=remedy)
    for error in refused:
        warn(f"left out: {error}")
    if not terms:
        raise GlossaryError("no entry can be used", file=source)
    write_glossary(out, terms, name=to_format, to=target)
    tell(f"{counted(len(terms), 'term')} from {source}")
