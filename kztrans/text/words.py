"""The word lists that the rules of this room read, from the files in ``data/``.

A list is words parted by white space; a line that begins with ``#`` is a comment. In the abbreviations' file
a kind and a tab stand before the words.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast

#: When the full stop of an abbreviation can end a sentence; the data file explains each kind.
AbbreviationKind = Literal["before", "end", "after", "unit"]


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of ``data/<name>.txt`` as they are written."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def abbreviations() -> MappingProxyType[str, AbbreviationKind]:
    """Kind of each abbreviation, by its lower-case form without spaces and without the last full stop.

    One that several kinds claim gets the kind that ends sentences most readily: ``before`` yields to
    ``after``, ``after`` to ``unit``, and that to ``end``.
    """
    table: dict[str, AbbreviationKind] = {}
    for line in _lines("abbreviations"):
        kind, _, words = line.partition("\t")
        if kind not in _RANK:
            raise ValueError(f"abbreviations.txt: unknown kind {kind!r}")
        for word in words.split():
            known = table.get(word)
            if known is None or _RANK[kind] > _RANK[known]:
                table[word] = cast("AbbreviationKind", kind)
    return MappingProxyType(table)


@cache
def small_numerals(
    language: Literal["ru"], kind: Literal["cardinal", "ordinal"]
) -> MappingProxyType[int, tuple[str, ...]]:
    """The words for 0 to 12 in all their forms, by value."""
    column = 1 if kind == "cardinal" else 2
    rows = (line.split("\t") for line in _lines(f"numerals.{language}"))
    return MappingProxyType({int(row[0]): tuple(row[column].split()) for row in rows})


@cache
def latin_letters(year: str) -> MappingProxyType[str, tuple[str, ...]]:
    """The letters of a Kazakh Latin alphabet, capital and small, with the Cyrillic (small) each stands for.

    A capital that two letters share stands for what both stand for.
    """
    table: dict[str, tuple[str, ...]] = {}
    for line in _lines(f"latin.{year}"):
        latin, _, cyrillic = line.partition("\t")
        capital, small = latin.split()
        for written in {capital, capital.upper(), small}:
            table[written] = table.get(written, ()) + tuple(cyrillic.split())
    return MappingProxyType(table)


_RANK = {kind: rank for rank, kind in enumerate(("before", "after", "unit", "end"))}


def _lines(name: str) -> list[str]:
    text = files("kztrans.text").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
