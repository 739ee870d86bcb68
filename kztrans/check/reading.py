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
    from kztrans.document.parallel import Choice, Segment


def read_pairs(
    source: Choice | Path, translation: Choice | Path | None, language: Target
) -> Iterator[FilePair]:
    """The pairs of two files of lines, or of one ``source`` that holds both: TSV, CSV, JSONL, TMX, XLIFF.

    A ``Choice`` with a column names a text in any of these. They are read as a stream; units without Kazakh
    are passed over, an untranslated one is a pair with an empty target. Raises ``InputError`` where a file
    cannot be read or has more segments than the other, and at the end where no segment had both languages.
    """
    from kztrans.document.parallel.pairs import Column, side_by_side

    left, right = _choices(source, translation)
    ask = "Choose one:" if right.path != left.path else f"Name it, too: kztrans check {left.name}"
    kazakh, translated = Column(left, "source", language), Column(right, "reference", language, ask)
    any_pair = False
    for one, other in side_by_side(left, right):
        text, before = _parted(one, kazakh.text(one))
        target, after = _parted(other, translated.text(other))
        if translation is None:
            translated.check_apart(kazakh)
        coded = one.line is None or other.line is None
        if coded and not (text or before):
            continue
        any_pair = any_pair or bool(text.strip() and target.strip())
        marked = (before, after) if coded else None
        yield FilePair(other.line or other.number, text, target, marked, unit=other.line is None)
    if not any_pair:
        for column in (kazakh, translated):
            column.require()
        raise InputError(
            f"nothing to check: no segment has text in both Kazakh and {LANGUAGES[language]}",
            file=left.path,
            remedy="Name other files, or another language with --to.",
        )


def _parted(segment: Segment, text: str) -> tuple[str, str]:
    """The text without and with its inline codes, which only units of XML have."""
    from kztrans.document.parallel.coded import split_codes

    return split_codes(text) if segment.line is None else (text, text)


def _choices(source: Choice | Path, translation: Choice | Path | None) -> tuple[Choice, Choice]:
    """Where either language is; raises ``InputError`` where that cannot be told."""
    from kztrans.document.parallel import Choice, format_of

    left = Choice(source) if isinstance(source, Path) else source
    right = Choice(translation) if isinstance(translation, Path) else translation
    if right is None:
        if format_of(left.path) is None:
            raise InputError(
                "a text without its translation",
                file=left.path,
                remedy="Name the Kazakh file and its translation, or a file that holds both, such as TMX.",
            )
        return left, Choice(left.path)
    both = [choice.path for choice in (left, right) if format_of(choice.path)]
    if both and left.column is None and right.column is None:
        raise InputError(
            "this format holds both languages",
            file=both[0],
            remedy="Name it alone: kztrans check FILE; or name its column: FILE:COLUMN",
        )
    return left, right
