"""The record every language's generator returns: a surface form and what it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A surface form of a word or phrase with its grammatical names, e.g. ``("gen", "sg")``."""

    text: str
    tags: tuple[str, ...] = ()
