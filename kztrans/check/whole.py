"""The registry of checks over a whole file: those that need more than one pair to judge it.

They see the pairs once, in order, and may keep a constant amount for each: files have millions of lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kztrans.check.registry import Pair, all_checks
from kztrans.enforce import Demand
from kztrans.errors import KztransError
from kztrans.records import TARGETS, Target


@dataclass(frozen=True, slots=True)
class Place:
    """A pair in its file, ``line`` and ``unit`` as in ``FilePair``; ``demands``: what a glossary asks of it.

    ``pair.terms`` holds what became of the demands, in the same order.
    """

    line: int
    pair: Pair
    demands: tuple[Demand, ...] = ()
    unit: bool = False

    def elsewhere(self, line: int) -> str:
        """What a sentence about another pair of the file begins with: ``Line 3``, ``Unit 3``."""
        return f"{'Unit' if self.unit else 'Line'} {line}"


# Told each pair once, in order; yields a sentence for each thing to look at in this one.
Watch = Callable[[Place], Iterable[str]]


@dataclass(frozen=True, slots=True)
class WholeCheck:
    """A registered check over a whole file: ``begin`` gives a fresh watch for each run.

    ``default`` holds the target languages it runs for when no names are given; one with ``needs_glossary``
    runs only where there is a glossary.
    """

    name: str
    begin: Callable[[], Watch]
    default: tuple[Target, ...]
    needs_glossary: bool = False


_registry: dict[str, WholeCheck] = {}


def whole_check(
    name: str, *, default: tuple[Target, ...] = TARGETS, needs_glossary: bool = False
) -> Callable[[Callable[[], Watch]], WholeCheck]:
    """Register the decorated function, which begins a run, as the check ``name``.

    Raises ``KztransError`` for a name that any check has, of pairs or of whole files.
    """

    def register(begin: Callable[[], Watch]) -> WholeCheck:
        if name in _registry or any(each.name == name for each in all_checks()):
            raise KztransError(f"two checks are called {name!r}", remedy="Give one of them another name.")
        _registry[name] = WholeCheck(name, begin, default, needs_glossary)
        return _registry[name]

    return register


def whole_checks() -> tuple[WholeCheck, ...]:
    """Every registered check over whole files, in the order of registration."""
    return tuple(_registry.values())
