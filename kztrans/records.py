"""The frozen records that travel through the house. No I/O, no logic beyond reading their own fields.

All offsets are Unicode code points, half open: ``text[start:end]`` is exactly the string meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Target = Literal["en", "ru"]
Means = Literal["free", "placed", "beam", "refused"]

TARGETS: tuple[Target, ...] = ("en", "ru")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence-sized piece of an input text: ``text[start:end] == source``.

    ``cut`` is true where an over-long sentence had to be divided at a clause mark to fit the model.
    """

    id: str
    source: str
    start: int
    cut: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.source)


@dataclass(frozen=True, slots=True)
class TermOutcome:
    """The proof of one occurrence: where it stood, what was delivered for it, by which means, at what cost.

    ``source`` is the text at ``[start, end)`` of the segment (or of the whole text in
    ``Translation.terms``); ``term`` the glossary headword, or the guard that asked (``guard:number``,
    ``guard:name``, ``guard:url`` …); ``suffixes`` the surface suffixes the occurrence bore. ``target`` is the
    licensed form at ``[target_start, target_end)`` of the translation; all three are None when refused.
    ``cost`` is the log-probability (nats) that enforcement took from the segment's free translation,
    0 when the occurrence was free.
    """

    source: str
    start: int
    end: int
    term: str
    suffixes: tuple[str, ...]
    target: str | None
    target_start: int | None
    target_end: int | None
    means: Means
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a reader should look at: which check speaks and what it says, in plain words.

    A ``notice`` (a divided sentence, a guessed language) is no failure; ``--strict`` counts only failures.
    """

    check: str
    message: str
    notice: bool = False


@dataclass(frozen=True, slots=True)
class SegmentTranslation:
    """A segment with its translation, term outcomes and issues; offsets are within this segment.

    ``start`` is the segment's offset in the input text, ``target_start`` the offset of ``target`` in the
    translated text. ``free`` is the plain decoding before enforcement; ``score`` the mean log-probability a
    target piece (nats), None where nothing was decoded.
    """

    id: str
    source: str
    target: str
    start: int
    target_start: int
    terms: tuple[TermOutcome, ...] = ()
    issues: tuple[Issue, ...] = ()
    free: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """The translation of one input text: ``text`` is ``segments`` joined by the input's separators.

    The offsets of ``terms`` point into ``source`` and ``text``; ``score`` is the segments' mean.
    """

    source: str
    text: str
    target: Target
    segments: tuple[SegmentTranslation, ...] = ()
    terms: tuple[TermOutcome, ...] = ()
    issues: tuple[Issue, ...] = ()
    score: float | None = None
