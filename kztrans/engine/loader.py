"""From a name or a directory to a loaded engine."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kztrans.engine.protocol import Engine
from kztrans.errors import ModelError

Backend = Literal["auto", "ct2", "torch"]


def load_engine(
    name_or_dir: str | Path, *, threads: int = 0, device: str = "cpu", backend: Backend = "auto"
) -> Engine:
    """Load a model of the catalogue or of a directory (interim: only ``mini``)."""
    from kztrans.engine.ct2 import CT2Engine

    if str(name_or_dir) != "mini":
        raise ModelError(f"unknown model {str(name_or_dir)!r}")
    return CT2Engine(mini_directory(), name="mini", threads=threads, device=device, compute_type="int8")


def mini_directory() -> Path:
    """Where the embedded model lies."""
    return Path(__file__).parent.parent / "models" / "mini"
