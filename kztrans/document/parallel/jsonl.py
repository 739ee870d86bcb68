"""JSON lines: an object a line, with strings by key; keys of objects within are written with dots."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from io import BufferedIOBase
from typing import Any

from kztrans.document.parallel.lines import read_lines
from kztrans.document.parallel.segment import Segment, one_line
from kztrans.errors import InputError

_REMEDY = 'Write one object a line, such as: {"kk": "…", "ru": "…"}'


def read_jsonl(stream: BufferedIOBase, *, file: str, columns: Collection[str] = ()) -> Iterator[Segment]:
    """The objects' strings and whole numbers; null and other values are left out, blank lines too."""
    number = 0
    for row in read_lines(stream, file=file):
        (text,) = row.texts.values()
        if not text.strip():
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            why = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            raise InputError(
                f"not readable as JSON ({why})", file=file, line=row.line, remedy=_REMEDY
            ) from None
        if not isinstance(value, dict):
            raise InputError("this is no JSON object", file=file, line=row.line, remedy=_REMEDY)
        number += 1
        yield Segment(number, dict(_strings(value, "", file, row.line)), row.line)


def _strings(value: dict[str, Any], before: str, file: str, line: int | None) -> Iterator[tuple[str, str]]:
    for key, inner in value.items():
        name = before + key
        if isinstance(inner, dict):
            yield from _strings(inner, f"{name}.", file, line)
        elif isinstance(inner, str | int) and not isinstance(inner, bool):
            text = one_line(str(inner))
            if any("\ud800" <= char <= "\udfff" for char in name + text):
                raise InputError(f"{name!a} holds half a character (a lone surrogate)", file=file, line=line)
            yield name, text
