"""What is wrong with a hypothesis at first sight, so that it is searched again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kztrans.engine.loops import loops, stutters
from kztrans.engine.strays import letters, strays


class Faults(NamedTuple):
    """Whether it goes round in circles, whether it strays into another script, and words it doubles."""

    loops: bool
    strays: bool
    doubled: set[tuple[str, ...]]


def faults_of(written: Sequence[str], source: Sequence[str], code: str) -> Faults:
    """The faults of ``written``; symbols without codes and end marks, ``code`` that of the target."""
    return Faults(
        loops(written, source),
        strays(letters(source), letters(written), code),
        stutters(written, source),
    )
