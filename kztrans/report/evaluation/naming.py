"""Names of systems, short enough for the heads of tables: systems are often called by the paths of files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kztrans.evaluate.scores import Evaluation

_LONGEST = 24


def with_short_names(evaluation: Evaluation) -> Evaluation:
    """The same evaluation whose long names are cut; what would be ambiguous stays as it is."""
    full = [system.name for system in evaluation.systems]
    short = dict(zip(full, short_names(full), strict=True))
    return replace(
        evaluation,
        systems=tuple(replace(system, name=short[system.name]) for system in evaluation.systems),
        comparisons=tuple(
            replace(
                each,
                baseline=short.get(each.baseline, each.baseline),
                system=short.get(each.system, each.system),
            )
            for each in evaluation.comparisons
        ),
    )


def short_names(names: Sequence[str]) -> list[str]:
    """Of a long path its last part, of a long name its beginning and end."""
    short = [_shorten(name) for name in names]
    taken = Counter(short)
    return [each if taken[each] == 1 else name for each, name in zip(short, names, strict=True)]


def _shorten(name: str) -> str:
    if len(name) <= _LONGEST:
        return name
    last = name.rstrip("/").rpartition("/")[2]
    if last and len(last) <= _LONGEST:
        return last
    last = last or name
    half = (_LONGEST - 1) // 2
    return f"{last[:half]}…{last[-half:]}"
