"""Where a hypothesis and its reference differ, word by word (difflib: Ratcliff and Metzener 1988)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Change:
    """``[start, end)`` of the hypothesis stands where the reference has ``missing``; either may be empty."""

    start: int
    end: int
    missing: str


def closest(hypothesis: str, references: Sequence[str]) -> int:
    """The place of the reference that shares most words with ``hypothesis``; the first of equals."""
    words = _WORD.findall(hypothesis)
    ratios = [
        SequenceMatcher(None, _WORD.findall(each), words, autojunk=False).ratio() for each in references
    ]
    return max(range(len(references)), key=lambda place: ratios[place])


def changes(hypothesis: str, reference: str) -> list[Change]:
    """The differences in order. Words are compared as they are written, letter case included."""
    ours = list(_WORD.finditer(hypothesis))
    theirs = list(_WORD.finditer(reference))
    matcher = SequenceMatcher(None, [m.group() for m in theirs], [m.group() for m in ours], autojunk=False)
    found = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            missing = reference[theirs[a].start() : theirs[b - 1].end()] if a < b else ""
            start = ours[c].start() if c < len(ours) else len(hypothesis)
            found.append(Change(start, ours[d - 1].end() if c < d else start, missing))
    return found
