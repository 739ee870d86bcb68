"""Which rows of the corpus lack a language that a model is to write."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kztrans.errors import InputError
from kztrans.text.split import split
from recipes.mini.clean import Held, key
from recipes.mini.config import LANGUAGES, Recipe, Synthesis
from recipes.mini.corpus import Row, rows_of

#: What kztrans, which splits Kazakh, takes for the end of an English sentence.
_ABBREVIATED = re.compile(
    r"\b(?:(?:[A-Z]\.)*[A-Z]|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
    r"|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Prof|Co|Inc|No)\.$"
)


def rows_to_fill(recipe: Recipe, entry: Synthesis) -> tuple[list[Row], Counter[str]]:
    """The rows to be translated, and how many texts were left out for which reason.

    A row of which any side overlaps a test set goes already here: when a pair is made of its other languages,
    nobody sees that side any more. So does a text that has a translation in another row.
    Raises ``InputError`` where no row is left.
    """
    corpus, read, write = recipe.paths.corpus, entry.read, entry.write
    held = Held.of(recipe.paths.tests, recipe.filter.overlap)
    known: set[str] = set()
    if not entry.replace:
        known = {key(row.texts[read]) for row in rows_of(corpus) if row.texts[read] and row.texts[write]}
    seen: set[str] = set()
    rows: list[Row] = []
    left_out: Counter[str] = Counter()
    for row in _gaps(recipe, entry, known, left_out):
        text = row.texts[read]
        same = key(text)
        if same in known:
            left_out["translated elsewhere"] += 1
        elif not same or same in seen:
            left_out["repeated"] += 1
        elif len(text) > recipe.filter.longest:
            left_out["too long"] += 1
        elif any(each in held for each in row.texts.values()):
            left_out["test overlap"] += 1
        else:
            rows.append(row)
        seen.add(same)
        if entry.rows and len(rows) == entry.rows:
            break
    if not rows:
        remedy = f"Look at its files ({', '.join(entry.files)}): which have {read} and no {write}?"
        raise InputError(f"there is no row to translate for {entry.name!r}", file=corpus, remedy=remedy)
    return rows, left_out


def digest_of(rows: Sequence[Row]) -> str:
    """What tells these rows from any others."""
    return hashlib.sha256("\n".join("\t".join(row.texts.values()) for row in rows).encode()).hexdigest()


def _gaps(recipe: Recipe, entry: Synthesis, known: set[str], left_out: Counter[str]) -> Iterator[Row]:
    """Rows with ``read`` and without ``write``; texts that stand alone by sentence, if the entry says so."""
    for row in rows_of(recipe.paths.corpus, entry.files):
        text = row.texts[entry.read]
        if not text or (row.texts[entry.write] and not entry.replace):
            continue
        if not entry.split or sum(map(bool, row.texts.values())) > 1:
            yield row
        elif key(text) in known:
            left_out["translated elsewhere"] += 1
        else:
            for sentence in sentences(text, entry.read):
                yield Row({**dict.fromkeys(LANGUAGES, ""), entry.read: sentence}, row.file)


def sentences(text: str, language: str) -> list[str]:
    """The sentences of ``text``, split as Kazakh is; in English "the U.S. Army" and its like stay whole."""
    found: list[str] = []
    for segment in split(text):
        if found and language == "en" and _ABBREVIATED.search(found[-1]):
            found[-1] += f" {segment.source}"
        else:
            found.append(segment.source)
    return found
