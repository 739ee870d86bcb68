"""Which pairs a user's files hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans.check.files import FilePair
from kztrans.errors import InputError
from kztrans.records import Target
from kztrans.text.language import LANGUAGES

if TYPE_CHECKING:
    from kztrans.document.parallel import Role, Segment


def read_pairs(source: Path, translation: Path | None, language: Target) -> Iterator[FilePair]:
    """The pairs of two files of lines, or of one ``source`` that holds both: TSV, CSV, JSONL, TMX, XLIFF.

    They are read as a stream; units without Kazakh are passed over, an untranslated one is a pair with an
    empty target. Raises ``InputError`` where a file cannot be read or has more lines than the other, and at
    the end where no segment had both languages.
    """
    from kztrans.document.parallel import format_of
    from kztrans.document.parallel.coded import has_codes
    from kztrans.glossary.mine import open_aligned

    if translation is not None and (both := next(filter(format_of, (source, translation)), None)):
        raise InputError(
            "this format holds both languages", file=both, remedy="Name it alone: kztrans check FILE"
        )
    files = [source] if translation is None else [source, translation]
    if translation is None and has_codes(source):
        pairs = _with_codes(source, language)
    else:
        pairs = (FilePair(pair.line, pair.kk, pair.target) for pair in open_aligned(files, language))
    any_pair = False
    for pair in pairs:
        any_pair = any_pair or bool(pair.source.strip() and pair.target.strip())
        yield pair
    if not any_pair:
        raise InputError(
            f"nothing to check: no segment has text in both Kazakh and {LANGUAGES[language]}",
            file=source,
            remedy="Name other files, or another language with --to.",
        )


def _with_codes(path: Path, language: Target) -> Iterator[FilePair]:
    """The pairs of a TMX or XLIFF file; a unit may lack either language."""
    from kztrans.document.parallel import find
    from kztrans.document.parallel.coded import read_coded, split_codes

    def texts(segment: Segment, role: Role) -> tuple[str, str]:
        found = find(tuple(segment.texts), role, language)
        return split_codes(segment.texts[found[0]] if found else "")

    for segment in read_coded(path):
        (source, before), (target, after) = texts(segment, "source"), texts(segment, "reference")
        if source or before:
            yield FilePair(segment.number, source, target, (before, after))
