"""Which script a word or a text is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Script = Literal["cyrillic", "latin", "mixed", "none"]

#: Letters of the two scripts as character-class bodies for regular expressions (letters only).
CYRILLIC = "\u0400-\u0481\u048a-\u052f\u1c80-\u1c88"
LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a"
LETTERS = CYRILLIC + LATIN

#: Letters that Kazakh Cyrillic has and Russian has not. (Its kin share some of them.)
KAZAKH_LETTERS = frozenset("ӘәҒғҚқҢңӨөҰұҮүҺһІі")

_CYRILLIC = re.compile(f"[{CYRILLIC}]")
_LATIN = re.compile(f"[{LATIN}]")
_KAZAKH = re.compile("[" + "".join(sorted(KAZAKH_LETTERS)) + "]")


@dataclass(frozen=True, slots=True)
class LetterCounts:
    """How many letters of a text are Cyrillic, Latin, and (among the Cyrillic) specific to Kazakh."""

    cyrillic: int
    latin: int
    kazakh: int

    @property
    def total(self) -> int:
        return self.cyrillic + self.latin

    @property
    def cyrillic_share(self) -> float:
        """Share of Cyrillic among Cyrillic and Latin letters, 0 to 1; 0 where there are none."""
        return self.cyrillic / self.total if self.total else 0.0

    @property
    def latin_share(self) -> float:
        """Share of Latin among Cyrillic and Latin letters, 0 to 1; 0 where there are none."""
        return self.latin / self.total if self.total else 0.0

    @property
    def kazakh_share(self) -> float:
        """Share of Kazakh-specific letters among the Cyrillic ones, 0 to 1 (Kazakh text: about 0.2)."""
        return self.kazakh / self.cyrillic if self.cyrillic else 0.0


def count_letters(text: str) -> LetterCounts:
    """Count the Cyrillic, Latin and Kazakh-specific letters of ``text``."""
    return LetterCounts(
        cyrillic=len(_CYRILLIC.findall(text)),
        latin=len(_LATIN.findall(text)),
        kazakh=len(_KAZAKH.findall(text)),
    )


def script_of(text: str) -> Script:
    """The script of the letters of ``text``: one of the two, ``mixed`` for both, ``none`` for neither."""
    cyrillic = _CYRILLIC.search(text) is not None
    latin = _LATIN.search(text) is not None
    if cyrillic and latin:
        return "mixed"
    if cyrillic:
        return "cyrillic"
    return "latin" if latin else "none"


def has_kazakh_letters(text: str) -> bool:
    """Whether ``text`` holds a letter that Kazakh Cyrillic has and Russian has not."""
    return _KAZAKH.search(text) is not None
