"""Where pulled models live: one directory each, with a manifest of what was verified.

``$KZTRANS_HOME/models``, or the user's data directory of the platform. A model appears there in one rename,
whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from kztrans.document.paths import is_file
from kztrans.engine.layout import read_json
from kztrans.errors import ModelError

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a stored model is: its origins (``repo@commit``), licence, time, files with SHA-256 and bytes.

    ``downloaded`` has the SHA-256 of what came from the hub, ``files`` of what lies in the store.
    """

    name: str
    origins: tuple[str, ...]
    licence: str
    pulled_at: str
    downloaded: dict[str, str]
    files: dict[str, str]
    sizes: dict[str, int]


def home() -> Path:
    """The store's directory (not made here)."""
    override = os.environ.get("KZTRANS_HOME")
    if override:
        return Path(override) / "models"
    import platformdirs

    return Path(platformdirs.user_data_dir("kztrans", appauthor=False)) / "models"


def directory(name: str) -> Path:
    """Where the model of that name lies once pulled."""
    return home() / name


def is_pulled(name: str) -> bool:
    return is_file(directory(name) / MANIFEST, ModelError)


def read_manifest(name: str) -> Manifest:
    """The manifest of a stored model; ``ModelError`` when it is missing or damaged."""
    file = directory(name) / MANIFEST
    fields = read_json(file)
    try:
        return Manifest(**{**fields, "origins": tuple(fields["origins"])})
    except (KeyError, TypeError) as error:
        raise ModelError(f"the manifest is damaged: {error}", file=file, remedy=_again(name)) from error


def check(name: str, *, deep: bool = False) -> Path:
    """The directory of a stored model, after a look at its files.

    Compares sizes, and SHA-256 too when ``deep`` (seconds a gigabyte). Raises ``ModelError`` that says how
    to repair a missing or damaged model.
    """
    place = directory(name)
    if not is_pulled(name):
        raise ModelError(
            f"the model {name} is not on this machine", remedy=f"Run: kztrans models pull {name}"
        )
    manifest = read_manifest(name)
    for file, size in manifest.sizes.items():
        path = place / file
        if not is_file(path, ModelError):
            raise ModelError("a file of the model is missing", file=path, remedy=_again(name))
        if path.stat().st_size != size or (deep and sha256(path) != manifest.files[file]):
            raise ModelError("a file of the model is damaged", file=path, remedy=_again(name))
    return place


def install(staged: Path, manifest: Manifest) -> Path:
    """Move a finished directory into the store under its name, replacing what was there."""
    place = directory(manifest.name)
    place.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    (staged / MANIFEST).write_text(text + "\n", "utf-8")
    old = place.with_name(f".{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    staged.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    return place


def sha256(file: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _again(name: str) -> str:
    return f"Pull it again: kztrans models pull {name}"
