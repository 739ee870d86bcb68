"""What the checks mean by a word, and how they name words in a message."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


def words(text: str) -> list[re.Match[str]]:
    """The words of ``text`` in order, hyphens, apostrophes and inner dots included."""
    return list(_WORD.finditer(text))


def quoted(strings: list[str]) -> str:
    """``"a", "b"``: strings for a message, each once, in order."""
    return ", ".join(f'"{each}"' for each in dict.fromkeys(strings))
