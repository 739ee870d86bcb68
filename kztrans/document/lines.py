"""A text as lines that remember how they ended, so that a translation keeps each line's own ending."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Only real line ends: str.splitlines() would also cut at form feeds and U+2028, which belong to the text.
_ENDING = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text without its ending, and the ending: ``\\n``, ``\\r\\n``, ``\\r`` or nothing."""

    text: str
    ending: str = ""


def split_lines(text: str) -> list[Line]:
    """The lines of ``text``; joining every ``text + ending`` gives ``text`` back. No lines for ''."""
    lines = []
    start = 0
    for match in _ENDING.finditer(text):
        lines.append(Line(text[start : match.start()], match.group()))
        start = match.end()
    if start < len(text):
        lines.append(Line(text[start:]))
    return lines
