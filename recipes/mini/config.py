"""The recipe's settings: one TOML file, every key known and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from kztrans.errors import InputError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paths:
    """The corpus folder, the work folder, the model to start from, the sets to stay clear of.

    ``tests``: files of test sentences, one a line; nothing that overlaps them enters training.
    ``development``: folder with ``ntrex.kk`` and its like, for scores.
    """

    corpus: Path
    work: Path
    start: Path
    development: Path
    tests: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """What a pair must be like: characters a side, ratio of lengths, share of letters in the right script."""

    longest: int = 700
    ratio: float = 3.0
    script: float = 0.5
    overlap: int = 8
    truncated: int = 60


@dataclass(frozen=True, slots=True)
class Weights:
    """How often a pair is drawn: by kind of file, and for single files; 0 leaves out."""

    kinds: Mapping[str, float] = field(default_factory=lambda: {"sentences": 5.0, "llm": 5.0})
    files: Mapping[str, float] = field(default_factory=dict)
    helper: float = 0.15  # the direction ru -> en, times its file's weight


@dataclass(frozen=True, slots=True)
class Training:
    """The training run; ``tokens`` counts padded target tokens a batch, ``minutes`` the run's wall time."""

    minutes: float = 600
    rate: float = 5e-4
    encoder_rate: float = 0.35
    warmup: int = 800
    decay: float = 0.25
    tokens: int = 3200
    longest: int = 150
    smoothing: float = 0.1
    guided: float = 0.3
    word_dropout: float = 0.05
    sampling: float = 0.5
    alpha: float = 0.3
    average: float = 0.999
    threads: int = 2
    save_seconds: float = 300
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Recipe:
    """All settings of a recipe."""

    paths: Paths
    filter: Filter = Filter()
    weights: Weights = field(default_factory=Weights)
    training: Training = Training()


def require(path: Path, step: str) -> None:
    """Raise ``InputError`` where the file that ``step`` writes is not there yet."""
    if not path.exists():
        raise InputError("no such file", file=path, remedy=f"First run: python -m recipes.mini {step}")


def load(path: Path) -> Recipe:
    """Read the recipe at ``path``; paths in it are relative to its folder.

    Raises ``InputError`` for a missing file, broken TOML, unknown keys and values of another type.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise InputError("no such file", file=path, remedy="Give the recipe: --config FILE.toml") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"not readable as TOML: {error}", file=path) from None
    for name in data:
        if name not in {each.name for each in fields(Recipe)}:
            raise InputError(f"there is no section [{name}]", file=path)
    places = data.get("paths", {})
    for name, value in places.items():
        here = path.parent
        places[name] = tuple(here / each for each in value) if isinstance(value, list) else here / value
    return Recipe(
        paths=_section(Paths, places, path),
        filter=_section(Filter, data.get("filter", {}), path),
        weights=_section(Weights, data.get("weights", {}), path),
        training=_section(Training, data.get("training", {}), path),
    )


def _section(kind: type[T], values: dict[str, Any], path: Path) -> T:
    known = {each.name: each for each in fields(kind)}  # type: ignore[arg-type]
    for name, value in values.items():
        if name not in known:
            remedy = f"Keys of [{kind.__name__.lower()}]: {', '.join(known)}."
            raise InputError(f"there is no key '{name}'", file=path, remedy=remedy)
        if known[name].type in ("int", "float") and not isinstance(value, (int, float)):
            raise InputError(f"'{name}' is no number: {value!r}", file=path)
    try:
        return kind(**values)
    except TypeError as error:
        raise InputError(f"[{kind.__name__.lower()}]: {error}", file=path) from None
