"""What a backend is asked to search for, how, and what it finds; all in symbols."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Request:
    """One source ready for the model: all symbols, code and end mark included; the forced target symbols."""

    source: tuple[str, ...]
    forced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One finished beam: target symbols without code and end mark, the search's total log-probability
    (nats, forced symbols not counted), attention rows for ``symbols`` over the whole source."""

    symbols: tuple[str, ...]
    total: float
    attention: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """How to search: at most ``limit`` symbols a target, ``beam`` hypotheses, of which ``n_best`` are given,
    with ``attention`` or without; with ``no_repeat`` above 0 no so many symbols are written twice, and none
    of the sequences in ``never`` at all. ``script``: the code of the language in whose script alone is
    written, empty for all symbols.
    """

    limit: int
    beam: int
    n_best: int = 1
    attention: bool = False
    no_repeat: int = 0
    never: tuple[tuple[str, ...], ...] = ()
    script: str = ""


#: Requests that are searched side by side, and how.
Job: TypeAlias = tuple[Sequence[Request], Search]
