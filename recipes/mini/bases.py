"""The tables of a recipe file, on those of the recipe that it names as its base."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from kztrans.errors import InputError

_LISTS = ("synthesis", "directions")


def read(path: Path, above: tuple[Path, ...] = ()) -> dict[str, Any]:
    """The tables of ``path`` on those of its base; paths in each are relative to the file they stand in."""
    if path.resolve() in above:
        raise InputError("a recipe cannot stand on itself", file=path, remedy="Change its 'base'.")
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise InputError("no such file", file=path, remedy="Give the recipe: --config FILE.toml") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"not readable as TOML: {error}", file=path) from None
    _place(data, path)
    if "base" not in data:
        return data
    base = path.parent / str(data.pop("base"))
    return _on(read(base, (*above, path.resolve())), data)


def _place(data: dict[str, Any], path: Path) -> None:
    """Make paths of the texts that stand for some: in [paths], [start] file, folders of models."""

    def placed(name: str, value: object) -> Path:
        if not isinstance(value, str):
            raise InputError(f"'{name}' is no path: {value!r}", file=path)
        return path.parent / value

    for name, value in data.items():
        if name not in ("base", *_LISTS) and not isinstance(value, dict):
            raise InputError(f"{name!r} stands outside of a section", file=path, remedy=f"Write [{name}].")
    places = data.get("paths", {})
    for name, value in places.items():
        both = isinstance(value, list)
        places[name] = tuple(placed(name, each) for each in value) if both else placed(name, value)
    if "file" in (start := data.get("start", {})):
        start["file"] = placed("file", start["file"])
    tables = data.get("synthesis", [])
    for table in tables if isinstance(tables, list) else ():
        if isinstance(table, dict) and "/" in str(table.get("model", "")):
            table["model"] = str(placed("model", table["model"]))


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
