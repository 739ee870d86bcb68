"""``kztrans glossary mine``: term pairs proposed from aligned text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kztrans.cli.glossary.options import ToFormat, write_glossary
from kztrans.cli.options import (
    GlossaryFiles,
    NoDefaultGlossary,
    To,
    load_glossary,
    parse_target,
    path_of,
)
from kztrans.cli.terminal import counted, tell
from kztrans.document import check_outputs, refuse_overwriting, write_text


def mine(
    to: To,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            parser=path_of("FILE"),
            help="TMX, XLIFF, JSONL, CSV or TSV (kk, en, ru); or a Kazakh text and its translation, "
            "line by line.",
        ),
    ],
    out: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", parser=path_of("-o"), help="The glossary to write."),
    ],
    evidence: Annotated[
        Path | None,
        typer.Option(
            "--evidence",
            metavar="FILE",
            parser=path_of("--evidence"),
            help="Write counts, measures, other renderings and examples to a TSV file, too.",
        ),
    ] = None,
    glossary: GlossaryFiles = None,
    no_default_glossary: NoDefaultGlossary = False,
    least: Annotated[int, typer.Option("--min-count", min=1, help="Lines a phrase must stand in.")] = 5,
    top: Annotated[int, typer.Option("--top", min=1, help="How many proposals, the best first.")] = 200,
    to_format: ToFormat = None,
) -> None:
    """Propose term pairs found in translated text, for review: their status is `proposed`.

    Entries that the glossaries hold already are left out. What is accepted is what you give another status.
    """
    from kztrans.glossary.mine import mine as find_pairs
    from kztrans.glossary.mine import open_aligned
    from kztrans.glossary.mine.mining import examples
    from kztrans.glossary.mine.proposals import evidence as evidence_rows
    from kztrans.glossary.mine.proposals import terms, unknown

    target = parse_target(to)
    outputs = [(path, name) for path, name in ((out, "-o"), (evidence, "--evidence")) if path]
    check_outputs(outputs, files)
    known = load_glossary(glossary, no_default=no_default_glossary)
    if known is not None:
        refuse_overwriting(outputs, known.files)
    text = open_aligned(files, target)
    proposals = find_pairs(text, target, min_count=least, tell=tell)
    chosen = (unknown(proposals, known) if known else proposals)[:top]
    write_glossary(out, terms(chosen, target), name=to_format, to=target)
    if evidence:
        rows = evidence_rows(chosen, examples(text, chosen))
        write_text(evidence, "".join("\t".join(row) + "\n" for row in rows))
    tell(f"{counted(len(chosen), 'proposal')} of {len(proposals):,} in {out}")
