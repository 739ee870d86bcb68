"""Translations that are far too short or too long for their source."""

from __future__ import annotations

from collections.abc import Iterator

from kztrans.check.registry import Pair, check
from kztrans.records import Target

# Target characters for a Kazakh one: beyond what 99.5 % of professional translations of news show (NTREX-128,
# 1,000 sentences: English 0.51 to 1.53, Russian 0.52 to 1.96).
BOUNDS: dict[Target, tuple[float, float]] = {"en": (0.5, 1.6), "ru": (0.5, 2.0)}

# Characters by which either bound may be missed: short texts vary far more.
SLACK = 10


@check("length")
def length(pair: Pair) -> Iterator[str]:
    """The target's length is out of proportion to the source's."""
    if not plausible(pair.source, pair.target, pair.language):
        before, after = len(pair.source.strip()), len(pair.target.strip())
        size = "short" if after < before else "long"
        yield f"The translation is too {size}: {after} characters for {before}."


def plausible(source: str, target: str, language: Target) -> bool:
    """Whether ``target`` can translate ``source``, judged by their lengths alone."""
    low, high = BOUNDS[language]
    before, after = len(source.strip()), len(target.strip())
    return low * before - SLACK <= after <= high * before + SLACK
