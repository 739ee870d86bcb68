"""What the checks mean by a word, a Cyrillic letter, a Latin letter."""

from __future__ import annotations

import re

LATIN = "A-Za-zªºÀ-ÖØ-öø-ɏ"
CYRILLIC = "\u0400-\u052f"
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


def words(text: str) -> list[re.Match[str]]:
    """The words of ``text`` in order, hyphens, apostrophes and inner dots included."""
    return list(_WORD.finditer(text))


def quoted(strings: list[str]) -> str:
    """``"a", "b"``: strings for a message, each once, in order."""
    return ", ".join(f'"{each}"' for each in dict.fromkeys(strings))
