"""JSON lines: an object a line, with strings by key; keys of objects within are written with dots."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from io import BufferedIOBase
from typing import Any

from kztrans.document.parallel.lines import read_lines
from kztrans.document.parallel.segment import Segment, one_line
from kztrans.errors import InputError

_REMEDY = 'Write one object a line, such as: {"kk": "…", "ru": "…"}'
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_DIGITS = 1000  # of one number


def read_jsonl(stream: BufferedIOBase, *, file: str, columns: Collection[str] = ()) -> Iterator[Segment]:
    """The objects' strings and whole numbers; what else a key holds is said in ``other``. No blank lines.

    A key that stands twice is an error, and so is what no text holds (a NUL, half a character).
    """
    number = 0
    for row in read_lines(stream, file=file):
        (text,) = row.texts.values()
        if not text.strip():
            continue
        try:
            value = json.loads(text, object_pairs_hook=_once, parse_int=_whole)
            found = _once(list(_values(value, ""))) if isinstance(value, dict) else None
        except (ValueError, RecursionError) as error:
            why = (
                "nested too deep" if isinstance(error, RecursionError) else getattr(error, "msg", str(error))
            )
            raise InputError(
                f"not readable as JSON ({why})", file=file, line=row.line, remedy=_REMEDY
            ) from None
        if found is None:
            raise InputError("this is no JSON object", file=file, line=row.line, remedy=_REMEDY)
        number += 1
        texts = {name: one_line(str(value)) for name, value in found.items() if _is_text(value)}
        other = {name: _named(value) for name, value in found.items() if not isinstance(value, str)}
        yield Segment(number, texts, row.line, other)


def _values(value: dict[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    """The values that are no objects, by their dotted keys."""
    for key, inner in value.items():
        name = before + key
        if isinstance(inner, dict):
            yield from _values(inner, f"{name}.")
            continue
        if _NO_TEXT.search(name) or (isinstance(inner, str) and _NO_TEXT.search(inner)):
            raise ValueError(f"{name[:40]!a} holds a NUL, or half a character (a lone surrogate)")
        yield name, inner


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """``pairs`` as an object, in which no key may stand twice."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key[:40]!r} stands twice")
        found[key] = value
    return found


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError(f"a number of more than {_DIGITS:,} digits")
    return int(digits)


def _is_text(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _named(value: object) -> str:
    """What ``value`` is, in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    return "a number" if isinstance(value, int | float) else "a list"
