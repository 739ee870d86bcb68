"""What ``evaluate`` is given, made sure of: lists of strings that fit together, each line with its number."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, SupportsIndex, TypeVar

from kztrans.errors import EvaluationError, LanguageError
from kztrans.evaluate.significance import FEWEST_SAMPLES, Sampling
from kztrans.records import TARGETS, Target

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Given:
    """Parallel lines; ``numbers[i]`` is what the user calls line ``i``. ``hypotheses`` and ``documents`` are
    None where there are none.
    """

    sources: Sequence[str]
    streams: Sequence[Sequence[str]]
    hypotheses: Mapping[str, Sequence[str]] | None
    documents: Sequence[Hashable] | None
    numbers: Sequence[int]


# Callers without a type checker give anything: hence Any.
def read_lines(
    sources: Any,  # noqa: ANN401
    references: Any,  # noqa: ANN401
    hypotheses: Any,  # noqa: ANN401
    documents: Any,  # noqa: ANN401
    lines: Any,  # noqa: ANN401
    target: Target,
) -> Given:
    """The lines to score: without those that source and references leave blank alike (paragraph breaks).

    Every iterable is gone through once. Raises ``EvaluationError`` for what is no list of lines, a line that
    is no string, counts that differ, and a source or a reference that alone is empty.
    """
    texts = _list(sources, "the sources")
    numbers = _numbers(lines, len(texts))
    texts = _strings(texts, "source", numbers)
    if not texts:
        raise EvaluationError("there are no source lines")
    streams = [_strings(stream, "reference", numbers) for stream in _streams(references)]
    for stream in streams:
        require_parallel(texts, stream, "reference", target, numbers)
    names = None if documents is None else _documents(documents, numbers)
    systems = None if hypotheses is None else _systems(hypotheses, numbers)
    for name, made in (systems or {}).items():
        require_parallel(texts, made, hypothesis_of(name), target, numbers)
    kept = [i for i, row in enumerate(zip(texts, *streams, strict=True)) if any(map(str.strip, row))]

    def pick(whole: Sequence[T]) -> list[T]:
        return [whole[i] for i in kept]

    given = Given(
        pick(texts),
        [pick(stream) for stream in streams],
        None if systems is None else {name: pick(made) for name, made in systems.items()},
        None if names is None else pick(names),
        pick(numbers),
    )
    _require_text(given.sources, "source", given.numbers)
    for kept_lines in given.streams:
        _require_text(kept_lines, "reference", given.numbers)
    return given


def require_parallel(
    sources: Sequence[str],
    lines: Sequence[str],
    what: str,
    target: Target,
    numbers: Sequence[int],
    file: Path | None = None,
) -> None:
    """Raise ``EvaluationError`` with the line to look at where there are not as many ``lines`` as sources.

    ``file``: where the lines are from, if from a file.
    """
    if len(sources) == len(lines):
        return
    from kztrans.check.length import plausible

    count = min(len(sources), len(lines))
    fits = (plausible(a, b, target) for a, b in zip(sources, lines, strict=False))
    place = next((i for i, fit in enumerate(fits) if not fit), count)
    sign = "has no partner" if place == count else "is the first whose length does not fit its source"
    first = _number(numbers, place)
    raise EvaluationError(
        f"{len(sources)} source lines but {len(lines)} {what} lines",
        file=file,
        line=first,
        remedy=f"Line {first} {sign}: look there for a lost or divided line.",
    )


def hypothesis_of(name: str) -> str:
    """What messages call the output of the system ``name``."""
    return f'hypothesis ("{name}")'


def sampling_of(samples: Any, seed: Any) -> Sampling | None:  # noqa: ANN401
    """How to sample; None for no samples. Raises ``EvaluationError`` for what is no number to sample by."""
    samples, seed = _whole(samples, "samples"), _whole(seed, "seed")
    if 0 < samples < FEWEST_SAMPLES:
        raise EvaluationError(
            f"{samples} samples are too few for a 95 % interval",
            remedy=f"Give 0 (no intervals) or at least {FEWEST_SAMPLES}.",
        )
    return Sampling(samples, seed) if samples else None


def require_target(target: Any) -> None:  # noqa: ANN401
    """Raise ``LanguageError`` for what is no target language."""
    if target not in TARGETS:
        raise LanguageError(f"unknown target '{target}'", remedy=f"Choose one of: {', '.join(TARGETS)}.")


def require_loaded(what: str, value: Any, attribute: str, remedy: str) -> None:  # noqa: ANN401
    """Raise ``EvaluationError`` where ``value`` (a path, a name, a class) is not yet the thing meant."""
    if value is not None and (isinstance(value, type) or not hasattr(value, attribute)):
        raise EvaluationError(f"the {what} is {_called(value)}, not a {what}", remedy=remedy)


def _called(value: object) -> str:
    known = {str: "a string", bytes: "bytes", type(None): "None", type: "a class"}
    return known.get(type(value), f"of type {type(value).__name__}")


def _list(value: Any, what: str) -> list[Any]:  # noqa: ANN401
    if isinstance(value, str | bytes | Mapping | Set) or not isinstance(value, Iterable):
        raise EvaluationError(
            f"{what} must be a list: this is {_called(value)}", remedy="Give a list with an entry a line."
        )
    return list(value)


def _strings(lines: list[Any], what: str, numbers: Sequence[int]) -> list[str]:
    for place, line in enumerate(lines):
        if not isinstance(line, str):
            raise EvaluationError(
                f"the {what} line is {_called(line)}, not a string",
                line=_number(numbers, place),
                remedy="Each line is a string, an empty one where there is no text.",
            )
    return lines


def _streams(references: Any) -> list[list[Any]]:  # noqa: ANN401
    """The references as streams: plain lines are the only one."""
    given = _list(references, "the references")
    lines = [isinstance(each, str) or not isinstance(each, Iterable) for each in given]
    if all(lines):
        return [given]
    if any(isinstance(each, str) for each in given):
        raise EvaluationError("references are either lines or lists of lines, not both")
    return [_list(each, f"reference {place}") for place, each in enumerate(given, 1)]


def _systems(hypotheses: Any, numbers: Sequence[int]) -> dict[str, list[str]]:  # noqa: ANN401
    remedy = 'Give a dictionary: hypotheses={"NAME": lines}.'
    if not isinstance(hypotheses, Mapping):
        raise EvaluationError(f"hypotheses need names: this is {_called(hypotheses)}", remedy=remedy)
    systems = {}
    for name, lines in hypotheses.items():
        if not isinstance(name, str):
            raise EvaluationError(f"a hypothesis' name is {_called(name)}, not a string", remedy=remedy)
        called = hypothesis_of(name)
        systems[name] = _strings(_list(lines, f"the {called}"), called, numbers)
    return systems


def _documents(documents: Any, numbers: Sequence[int]) -> list[Hashable]:  # noqa: ANN401
    names = _list(documents, "documents")
    if len(names) != len(numbers):
        raise EvaluationError(f"{len(numbers)} source lines but {len(names)} document names")
    for number, name in zip(numbers, names, strict=True):
        try:
            hash(name)
        except TypeError:
            raise EvaluationError(
                f"the document's name is {_called(name)}", line=number, remedy="Give a string or a number."
            ) from None
    return names


def _numbers(lines: Any, count: int) -> list[int]:  # noqa: ANN401
    if lines is None:
        return list(range(1, count + 1))
    numbers = [_whole(each, "a line's number") for each in _list(lines, "the line numbers")]
    if len(numbers) != count:
        raise EvaluationError(f"{count} source lines but {len(numbers)} line numbers")
    if len(set(numbers)) < count:
        raise EvaluationError("two lines have the same number")
    return numbers


def _number(numbers: Sequence[int], place: int) -> int:
    """What line ``place`` is called; beyond the last source line, counted on."""
    return numbers[place] if place < len(numbers) else (numbers or [0])[-1] + place - len(numbers) + 1


def _whole(value: Any, what: str) -> int:  # noqa: ANN401
    if isinstance(value, bool) or not isinstance(value, SupportsIndex) or (number := value.__index__()) < 0:
        raise EvaluationError(f"{what} must be a whole number from 0 on, not {value!r}")
    return number


def _require_text(lines: Sequence[str], what: str, numbers: Sequence[int]) -> None:
    if not lines:
        raise EvaluationError(f"there are no {what} lines")
    blank = [number for number, line in zip(numbers, lines, strict=True) if not line.strip()]
    if blank:
        more = f" (and {len(blank) - 1} more)" if len(blank) > 1 else ""
        remedy = "Remove it together with its partner lines."
        raise EvaluationError(f"the {what} line is empty{more}", line=blank[0], remedy=remedy)
