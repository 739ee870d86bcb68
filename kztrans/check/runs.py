"""Runs of words that two texts share, in time that grows with the texts and not with their product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class _State:
    """A set of runs of words that end at the same places: the longest has ``length`` words."""

    length: int = 0
    shorter: int = -1  # the state of the longest run that ends at more places
    onward: dict[str, int] = field(default_factory=dict)


def shared_runs(left: Sequence[str], right: Sequence[str]) -> list[int]:
    """For each word of ``left``: how long the longest run is that ends with it and stands in ``right`` too.

    By a suffix automaton of ``right`` (Blumer et al., 1985), so a word may stand there a thousand times.
    """
    states = _automaton(right)
    lengths: list[int] = []
    at = length = 0
    for word in left:
        while at and word not in states[at].onward:
            at = states[at].shorter
            length = states[at].length
        if word in states[at].onward:
            at, length = states[at].onward[word], length + 1
        lengths.append(length)
    return lengths


def _automaton(words: Sequence[str]) -> list[_State]:
    states = [_State()]
    last = 0
    for word in words:
        new = len(states)
        states.append(_State(states[last].length + 1))
        at, last = last, new
        while at >= 0 and word not in states[at].onward:
            states[at].onward[word] = new
            at = states[at].shorter
        states[new].shorter = 0 if at < 0 else _split(states, at, word)
    return states


def _split(states: list[_State], at: int, word: str) -> int:
    """The state of exactly the runs of ``at`` and ``word``; made where longer ones share theirs."""
    there = states[at].onward[word]
    if states[there].length == states[at].length + 1:
        return there
    copy = len(states)
    states.append(_State(states[at].length + 1, states[there].shorter, dict(states[there].onward)))
    states[there].shorter = copy
    while at >= 0 and states[at].onward.get(word) == there:
        states[at].onward[word] = copy
        at = states[at].shorter
    return copy
