"""Which column, key or language of a file holds what is looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from kztrans.errors import InputError
from kztrans.records import TARGETS, Target

Role = Literal["source", "reference", "hypothesis", "document"]

# kk, kaz, kk-KZ, kaz_Cyrl, Kazakh
_LANGUAGES = {"kk": "kk|kaz|kazakh", "en": "en|eng|english", "ru": "ru|rus|russian"}
_REGION = "(?:[-_](?:cyrl|latn|kz|us|gb|uk|ru))*"
# The names for each role, the surest first; {} is the target language.
_NAMES: dict[Role, tuple[str, ...]] = {
    "source": (f"(?:{_LANGUAGES['kk']}){_REGION}", "source|src", "text"),
    "reference": ("ref|reference|gold", "{}", "target|tgt|trg", "text"),
    "hypothesis": (
        *("hyp|hypothesis|mt|output|prediction|pred|translation", "{}", "target|tgt|trg"),
        "text",
    ),
    "document": ("document|doc|document_?id|doc_?id", "original|file"),
}


def choose(
    fields: tuple[str, ...],
    role: Role,
    target: Target,
    *,
    file: str,
    choice: str | None = None,
    line: int | None = None,
    ask: str = "Choose one:",
) -> str:
    """The name among ``fields`` that holds ``role``; ``choice`` is a name or, counted from 1, a number.

    Letter case does not count; of a dotted name the last part may say it (``translation.kk``). Raises
    ``InputError`` that names the fields where none fits, or several do equally well; with ``ask`` begins what
    it proposes.
    """
    if not fields:
        raise InputError(
            "there is nothing by name in it", file=file, line=line, remedy="Name the texts: kk, en, ru."
        )
    if choice is not None:
        return _chosen(fields, choice, file)
    if len(fields) == 1 and fields[0] == "1":  # a table of one column, without a header
        return fields[0]
    found = find(fields, role, target)
    if len(found) == 1:
        return found[0]
    what = "Kazakh source" if role == "source" else f"{role} ({target})"
    if found:
        message = f"any of the columns {_quoted(found)} could be the {what}"
    else:
        message = f"no column is named as the {what} would be; there are {_quoted(fields)}"
    proposed = found or _left_for(fields, role, target)
    raise InputError(message, file=file, line=line, remedy=f"{ask} {file}:{proposed[0]}")


@lru_cache(maxsize=256)  # asked for each segment of a corpus
def find(fields: tuple[str, ...], role: Role, target: Target) -> tuple[str, ...]:
    """The names among ``fields`` that fit ``role`` best, each as well as the others."""
    for pattern in _patterns(role, target):
        for parts in (fields, [name.rpartition(".")[2] for name in fields]):
            fits = (pattern.fullmatch(part.strip().casefold()) for part in parts)
            if found := tuple(name for name, fit in zip(fields, fits, strict=True) if fit):
                return found
    return ()


def _left_for(fields: tuple[str, ...], role: Role, target: Target) -> tuple[str, ...]:
    """The names among ``fields`` that no other role would take, for one that none is named for; else all."""
    others: tuple[Role, ...] = ("document",) if role == "source" else ("source", "document")
    taken = {name for other in others for name in find(fields, other, target)}
    return tuple(name for name in fields if name not in taken) or fields


def is_known(name: str) -> bool:
    """Whether ``name`` heads a column that some role would take."""
    return any(find((name,), role, target) for role in _NAMES for target in TARGETS)


def _chosen(fields: Sequence[str], choice: str, file: str) -> str:
    wanted = choice.strip().casefold()
    same = [name for name in fields if name.strip().casefold() == wanted]
    if choice in fields or same:
        return choice if choice in fields else same[0]
    if wanted.isdecimal() and 1 <= int(wanted) <= len(fields):
        return fields[int(wanted) - 1]
    raise InputError(f"there is no column '{choice}', only {_quoted(fields)}", file=file)


@cache
def _patterns(role: Role, target: Target) -> tuple[re.Pattern[str], ...]:
    language = f"(?:{_LANGUAGES[target]}){_REGION}"
    return tuple(re.compile(name.replace("{}", language)) for name in _NAMES[role])


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names[:12]) + (", …" if len(names) > 12 else "")
