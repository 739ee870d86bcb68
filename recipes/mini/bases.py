"""The tables of a recipe file, on those of the recipe that it names as its base."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from kztrans.errors import InputError


def read(path: Path, above: tuple[Path, ...] = ()) -> dict[str, Any]:
    """The tables of ``path`` on those of its base, the base's paths made absolute."""
    if path.resolve() in above:
        raise InputError("a recipe cannot stand on itself", file=path, remedy="Change its 'base'.")
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise InputError("no such file", file=path, remedy="Give the recipe: --config FILE.toml") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"not readable as TOML: {error}", file=path) from None
    if "base" not in data:
        return data
    base = path.parent / str(data.pop("base"))
    return _on(_placed(read(base, (*above, path.resolve())), base.parent.absolute()), data)


def _placed(data: dict[str, Any], folder: Path) -> dict[str, Any]:
    """``data`` with its paths as from ``folder``."""

    def place(value: Any) -> Any:  # noqa: ANN401 - what TOML holds
        return [str(folder / each) for each in value] if isinstance(value, list) else str(folder / value)

    placed = {**data, "paths": {name: place(value) for name, value in data.get("paths", {}).items()}}
    if "file" in data.get("start", {}):
        placed["start"] = {**data["start"], "file": place(data["start"]["file"])}
    if "synthesis" in data:
        placed["synthesis"] = [
            {**each, "model": place(each["model"])} if "/" in each.get("model", "") else each
            for each in data["synthesis"]
        ]
    return placed


def _on(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """``base`` with ``changes``, table by table; another [start] takes the place of the base's folder."""
    merged = dict(base)
    for name, value in changes.items():
        both = isinstance(value, dict) and isinstance(base.get(name), dict)
        merged[name] = _on(base[name], value) if both else value
    if "start" in changes and "paths" in base:
        places = {key: value for key, value in base["paths"].items() if key != "start"}
        merged["paths"] = places | changes.get("paths", {})
    return merged
