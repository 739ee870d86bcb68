"""What the checks of files are called with in Python, made sure of: pairs of strings, names of checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from kztrans.errors import EvaluationError, KztransError

_NO_LIST = (str, bytes, Mapping, Set)


# Callers without a type checker give anything: hence Any.
def pairs_of(pairs: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """The pairs, one after the other. Raises ``EvaluationError`` for what is no pair of strings."""
    remedy = "Give pairs of a segment and its translation: [(SOURCE, TRANSLATION), ...]."
    if not _is_list(pairs):
        raise EvaluationError(f"pairs must be a list, not {_named(pairs)}", remedy=remedy)
    for number, pair in enumerate(pairs, start=1):
        texts = tuple(pair) if _is_list(pair) else ()
        if len(texts) != 2 or not all(isinstance(text, str) for text in texts):
            found = ", ".join(map(_named, texts)) or _named(pair)
            raise EvaluationError(f"pair {number} must be two strings, not: {found}", remedy=remedy)
        yield texts


def names_of(checks: Any) -> tuple[str, ...]:  # noqa: ANN401
    """The names of checks in a list. Raises ``KztransError`` for one string, and for what is no list."""
    if isinstance(checks, str | Mapping) or not isinstance(checks, Iterable):
        named = repr(checks) if isinstance(checks, str) else '"NAME"'
        raise KztransError(f"checks must be a list, not {_named(checks)}", remedy=f"Give: checks=[{named}]")
    return tuple(checks)


def _is_list(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, _NO_LIST)


def _named(value: object) -> str:
    return "None" if value is None else type(value).__name__
