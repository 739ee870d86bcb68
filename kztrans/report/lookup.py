"""Where a glossary's terms stand in a document, in the user's own text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kztrans.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Place:
    """A term in a line (numbered from 1): ``text`` is the line's ``[start:end]``, in characters."""

    line: int
    start: int
    end: int
    text: str
    term: str
    suffixes: tuple[str, ...]


def find_places(lines: Iterable[str], glossary: Glossary) -> list[Place]:
    """Every occurrence of the glossary's terms, in order, matched as the translator matches them."""
    from kztrans.text.normalize import normalize

    places = []
    for number, line in enumerate(lines, start=1):
        view = normalize(line)
        for occurrence in glossary.find(view.text):
            span = view.original_span(occurrence.start, occurrence.end)
            places.append(
                Place(
                    line=number,
                    start=span.start,
                    end=span.end,
                    text=line[span.start : span.end],
                    term=occurrence.term.kk,
                    suffixes=occurrence.suffixes,
                )
            )
    return places
