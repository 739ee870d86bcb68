"""From a name or a directory to a loaded engine, and what can be said about a model without loading it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kztrans.document.paths import is_dir, is_file
from kztrans.engine import store
from kztrans.engine.catalogue import CatalogueEntry, catalogue, find
from kztrans.engine.protocol import Engine
from kztrans.errors import ModelError
from kztrans.records import TARGETS, Target

Backend = Literal["auto", "ct2", "torch"]
Status = Literal["embedded", "pulled", "not pulled"]


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A line of ``kztrans models list``; ``size_mb`` is what is downloaded (or embedded)."""

    name: str
    status: Status
    size_mb: int
    licence: str
    targets: tuple[Target, ...]
    description: str


def load_engine(
    name_or_dir: str | Path, *, threads: int = 0, device: str = "cpu", backend: Backend = "auto"
) -> Engine:
    """Load a model by its catalogue name, or from a directory in CTranslate2 or transformers layout.

    ``threads`` 0 leaves their number to the backend; ``device`` is ``cpu`` or ``cuda``. Backend ``auto``
    takes CTranslate2 where the directory has a ``model.bin`` and torch otherwise.
    Raises ``ModelError`` for a name that is neither in the catalogue nor a directory, for a model not yet
    pulled, and for a damaged one; ``MissingExtraError`` when torch is needed and missing.
    """
    name = str(name_or_dir)
    if name not in catalogue() and is_dir(name, ModelError):
        place, compute_type = Path(name), "default"
    else:
        place = mini_directory() if find(name).embedded else store.check(name)
        # int8 on a CPU; on a GPU the type that the weights were saved in.
        compute_type = "int8" if device == "cpu" else "default"

    if _backend(place, backend) == "torch":
        from kztrans.engine.torch import TorchEngine

        return TorchEngine(place, name=name, threads=threads, device=device)
    from kztrans.engine.ct2 import CT2Engine

    return CT2Engine(place, name=name, threads=threads, device=device, compute_type=compute_type)


def describe_models() -> list[ModelInfo]:
    """All models of the catalogue, in its order."""
    return [
        ModelInfo(e.name, _status(e), e.size_mb, e.licence, TARGETS, e.description)
        for e in catalogue().values()
    ]


def model_card(name: str) -> str:
    """What there is to know about a named model, as Markdown: its card, or its entry and manifest."""
    entry = find(name)
    if entry.embedded:
        return (mini_directory() / "MODEL_CARD.md").read_text("utf-8")
    lines = [f"# {entry.name}", "", entry.description, "", f"- licence: {entry.licence}"]
    lines += [f"- status: {_status(entry)}", f"- download: {entry.size_mb:,} MB"]
    for source in entry.sources:
        revision = source.revision or "newest commit, recorded when pulled"
        lines.append(f"- from https://huggingface.co/{source.repo} ({revision})")
    if store.is_pulled(name):
        manifest = store.read_manifest(name)
        lines += ["", f"Pulled {manifest.pulled_at} into {store.directory(name)}:"]
        lines += [f"- {file}: {size:,} bytes" for file, size in manifest.sizes.items()]
    return "\n".join(lines) + "\n"


def mini_directory() -> Path:
    """Where the embedded model lies."""
    return Path(__file__).parent.parent / "models" / "mini"


def _status(entry: CatalogueEntry) -> Status:
    if entry.embedded:
        return "embedded"
    return "pulled" if store.is_pulled(entry.name) else "not pulled"


def _backend(place: Path, wanted: Backend) -> Literal["ct2", "torch"]:
    if wanted != "auto":
        return wanted
    if is_file(place / "model.bin", ModelError):
        return "ct2"
    if any(place.glob("*.safetensors")) or any(place.glob("pytorch_model*.bin")):
        return "torch"
    raise ModelError(
        "no model here: CTranslate2 needs model.bin, transformers needs model.safetensors", file=place
    )
