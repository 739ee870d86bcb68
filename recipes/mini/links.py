"""Step ``align``: which source word each target word renders, for the head that is trained to show it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from pathlib import Path

from kztrans.glossary.mine.align import align as aligned
from recipes.mini.clean import STEM, read_pairs
from recipes.mini.config import Recipe, require

LINKS = "links.gz"
_CHUNK = 40_000  # pairs aligned at a time: all at once needs too much memory
_EDGE = re.compile(r"^\W+|\W+$")

Links = tuple[tuple[int, int], ...]


def stem(word: str) -> str:
    """The beginning of a word, lower case, without punctuation; empty for punctuation alone."""
    return _EDGE.sub("", word.lower())[:STEM]


def links_of(lines: Sequence[tuple[str, str]]) -> list[Links]:
    """For each pair of lines its links (source word, target word), words being what spaces divide."""
    numbers: dict[str, int] = {"": -1}

    def coded(line: str) -> list[int]:
        return [numbers.setdefault(stem(word), len(numbers)) for word in line.split()]

    return aligned([coded(a) for a, _ in lines], [coded(b) for _, b in lines])


def align(recipe: Recipe) -> Path:
    """Write ``WORK/links.gz``: a line a pair of ``clean``, ``source-target`` word numbers from 0.

    Every direction from or into Kazakh is aligned: the head trained on links finds terms where Kazakh is
    read, and in any direction a model learns sooner to look at its source. A helper direction is left
    without links. Pairs are aligned in chunks of shuffled kinds, direction by direction, as the counts of one
    language say nothing about another.
    """
    pairs = read_pairs(recipe.paths.work)
    found: dict[int, Links] = {}
    for languages in dict.fromkeys(pair.languages for pair in pairs if not pair.helper):
        places = [place for place, pair in enumerate(pairs) if pair.languages == languages]
        chunks = max(1, -(-len(places) // _CHUNK))
        for start in range(chunks):
            chosen = places[start::chunks]
            linked = links_of([(pairs[place].source, pairs[place].target) for place in chosen])
            found.update(zip(chosen, linked, strict=True))
    path = recipe.paths.work / LINKS
    part = path.with_suffix(".part")
    with gzip.open(part, "wt", encoding="ascii", compresslevel=5) as out:
        for place in range(len(pairs)):
            out.write(" ".join(f"{a}-{b}" for a, b in found.get(place, ())) + "\n")
    part.replace(path)
    return path


def read_links(work: Path) -> list[Links]:
    """What ``align`` wrote; raises ``InputError`` where it did not."""
    require(work / LINKS, "align")
    with gzip.open(work / LINKS, "rt", encoding="ascii") as stream:
        return [
            tuple((int(a), int(b)) for a, b in (link.split("-") for link in line.split())) for line in stream
        ]
