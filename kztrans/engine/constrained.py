"""Beam search that must write given forms: a trie of their pieces, and beams shared out by progress.

Constraints as a trie follow Hu et al. 2019 ("Improved Lexically Constrained Decoding"), the sharing out of
the beam Post & Vilar 2018 ("Fast Lexically Constrained Decoding with Dynamic Beam Allocation"). Nothing here
knows the network: a ``Step`` gives the log-probabilities.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from kztrans.engine.tokenizer import BOUNDARY, END, UNKNOWN, Tokenizer

_JOINING = frozenset("-‐‑'’")  # what may bind the next letters to a word
_BYTE = "<0x"


class Step(Protocol):
    """A decoder with a memory of its live beams."""

    def __call__(
        self, origins: Sequence[int], last: Sequence[str], wanted: Sequence[Collection[str]], likeliest: int
    ) -> list[dict[str, float]]:
        """Go on from the beams ``origins`` of the last call, each with its new symbol in ``last``.

        For each, the log-probabilities (nats) of the ``likeliest`` next symbols and of those ``wanted``.
        """
        ...


@dataclass(slots=True)
class _Node:
    """A place in the trie: ``ends`` are the constraints with a form that ends here, ``goals`` those with one
    that ends here or further on."""

    depth: int = 0
    children: dict[str, _Node] = field(default_factory=dict)
    ends: set[int] = field(default_factory=set)
    goals: set[int] = field(default_factory=set)

    def add(self, symbols: Sequence[str], constraint: int) -> None:
        node = self
        for symbol in symbols:
            node.goals.add(constraint)
            node = node.children.setdefault(symbol, _Node(node.depth + 1))
        node.goals.add(constraint)
        node.ends.add(constraint)

    def open_children(self, met: frozenset[int]) -> Iterator[str]:
        return (symbol for symbol, child in self.children.items() if child.goals - met)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one beam is: constraints ``met``, the place in the trie, and the constraint ``held``: that of
    the longest whole form on the way there, met for good when the way leads to nothing longer."""

    node: _Node
    met: frozenset[int] = frozenset()
    held: int | None = None

    @property
    def settled(self) -> frozenset[int]:
        """What is met if the next symbol begins a word."""
        last = min(self.node.ends - self.met, default=self.held)
        return self.met if last is None else self.met | {last}

    @property
    def bank(self) -> tuple[int, int]:
        return len(self.settled), self.node.depth


class Constraints:
    """Each of ``forms`` is a list of alternatives, one of which must stand in the text as whole words.

    Two constraints never share a place. At the beginning of the text a form may have its first letter raised.
    """

    def __init__(self, forms: Sequence[Sequence[str]], tokenizer: Tokenizer) -> None:
        self.count = len(forms)
        self._root, self._opening = _Node(), _Node()
        longest = [0] * len(forms)
        for constraint, alternatives in enumerate(forms):
            for form in alternatives:
                for text in dict.fromkeys((form, form[:1].upper() + form[1:])):
                    symbols = [piece.symbol for piece in tokenizer.encode(text)]
                    if not symbols or UNKNOWN in symbols:
                        continue
                    longest[constraint] = max(longest[constraint], len(symbols))
                    self._opening.add(symbols, constraint)
                    if text == form:
                        self._root.add(symbols, constraint)
        self.pieces = sum(longest)
        self.possible = all(longest)  # a constraint without a form that the model can write is hopeless

    def begin(self) -> Progress:
        return Progress(self._opening)

    def wanted(self, progress: Progress) -> set[str]:
        """The symbols that begin a form or go on with the one under way."""
        settled = progress.settled
        return {*progress.node.open_children(progress.met), *self._root.open_children(settled)}

    def advance(self, progress: Progress, symbol: str) -> Progress:
        """The progress after ``symbol``. A form that is left before its end counts for nothing."""
        if _begins_word(symbol):
            last = min(progress.node.ends - progress.met, default=progress.held)
            progress = replace(progress, held=last)
        child = progress.node.children.get(symbol)
        if child and child.goals - progress.met:
            return replace(progress, node=child)
        met = progress.met if progress.held is None else progress.met | {progress.held}
        child = self._root.children.get(symbol)
        return Progress(child if child and child.goals - met else self._root, met)


@dataclass(frozen=True, slots=True)
class _Beam:
    symbols: tuple[str, ...]
    total: float
    progress: Progress
    origin: int = 0

    @property
    def mean(self) -> float:
        return self.total / (len(self.symbols) + 1)


def search(
    step: Step, constraints: Constraints, *, first: str, limit: int, beam: int
) -> tuple[str, ...] | None:
    """The best finished text that meets all constraints, as symbols after ``first`` (the language code) and
    without the end mark; None where none finishes within ``limit`` symbols, ``first`` included.

    ``beam`` places, and one more for each piece of the longest form of each constraint. The end mark stands
    only where every constraint is met; finished texts compare by log-probability a piece.
    """
    if not constraints.possible:
        return None
    width = beam + constraints.pieces
    live = [_Beam((), 0.0, constraints.begin())]
    finished: list[_Beam] = []
    last = [first]
    for _ in range(limit - 1):
        rows = step([b.origin for b in live], last, [constraints.wanted(b.progress) for b in live], 2 * beam)
        grown = sorted(_grown(live, rows, constraints), key=lambda b: -b.total)
        whole = [b for b in grown if len(b.progress.settled) == constraints.count]
        finished += [replace(b, symbols=b.symbols[:-1]) for b in whole[:beam] if b.symbols[-1] == END]
        live = _shared([b for b in grown if b.symbols[-1] != END], width)
        hope = max((b.mean for b in live if len(b.progress.settled) == constraints.count), default=None)
        best = max((b.mean for b in finished), default=None)
        if not live or (len(finished) >= beam and best is not None and (hope is None or hope <= best)):
            break
        last = [b.symbols[-1] for b in live]
    return max(finished, key=lambda b: b.mean).symbols if finished else None


def _grown(
    live: Sequence[_Beam], rows: Sequence[dict[str, float]], constraints: Constraints
) -> Iterator[_Beam]:
    for origin, (b, row) in enumerate(zip(live, rows, strict=True)):
        for symbol, cost in row.items():
            if symbol != END or len(b.progress.settled) == constraints.count:
                after = constraints.advance(b.progress, symbol)
                yield _Beam((*b.symbols, symbol), b.total + cost, after, origin)


def _shared(ranked: Sequence[_Beam], width: int) -> list[_Beam]:
    """The best of every bank, then the second best, until ``width`` are taken; the furthest bank first."""
    banks: dict[tuple[int, int], list[_Beam]] = {}
    for b in ranked:
        banks.setdefault(b.progress.bank, []).append(b)
    order = sorted(banks, reverse=True)
    rounds = max(map(len, banks.values()), default=0)
    picked = (banks[bank][i] for i in range(rounds) for bank in order if i < len(banks[bank]))
    return [b for _, b in zip(range(width), picked, strict=False)]


def _begins_word(symbol: str) -> bool:
    """Whether a word before ``symbol`` is whole: it brings a space, a mark that binds nothing, or the end."""
    if symbol.startswith(BOUNDARY) or symbol == END:
        return True
    return not (symbol.startswith(_BYTE) or symbol[0].isalnum() or symbol[0] in _JOINING)
