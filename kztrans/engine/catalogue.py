"""The models that have a name: where they come from, under which licence, how they are pinned."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from kztrans.errors import ModelError

Format = Literal["ct2", "transformers"]


@dataclass(frozen=True, slots=True)
class Source:
    """Files of one repository on the hub: names or shell patterns, at a commit (None: the newest)."""

    repo: str
    revision: str | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One named model. ``sources`` is empty for the embedded one; ``sha256``: what is known beforehand."""

    name: str
    format: Format
    licence: str
    size_mb: int
    description: str
    sources: tuple[Source, ...] = ()
    sha256: dict[str, str] = field(default_factory=dict)

    @property
    def embedded(self) -> bool:
        return not self.sources


@cache
def catalogue() -> dict[str, CatalogueEntry]:
    """All entries of ``data/catalogue.toml`` by name."""
    file = Path(__file__).parent / "data" / "catalogue.toml"
    models = tomllib.loads(file.read_text("utf-8"))["model"]
    return {model["name"]: _entry(model) for model in models}


def find(name: str) -> CatalogueEntry:
    """The entry of that name; ``ModelError`` with the nearest names where there is none."""
    known = catalogue()
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name.lower(), known, n=2, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    raise ModelError(
        f"no model and no directory is called {name!r}", remedy=f"{hint}Models: {', '.join(known)}."
    )


def _entry(model: dict[str, Any]) -> CatalogueEntry:
    sources = [model, *model.get("also", ())] if "repo" in model else []
    return CatalogueEntry(
        name=model["name"],
        format=model["format"],
        licence=model["licence"],
        size_mb=model["size_mb"],
        description=model["description"],
        sources=tuple(Source(s["repo"], s.get("revision"), tuple(s["files"])) for s in sources),
        sha256=dict(model.get("sha256", {})),
    )
