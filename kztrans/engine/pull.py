"""Fetching a named model: first the plan (what, how big, which licence), then download, check, install.

Everything on the wire is the hub's own client: its progress bars, retries, the user's login. A killed pull
leaves its parts in a staging directory beside the store, and the next one goes on from there.
"""

from __future__ import annotations

import datetime
import fnmatch
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kztrans.engine import store
from kztrans.engine.catalogue import CatalogueEntry, Source, find
from kztrans.engine.convert import convert, require_converter
from kztrans.errors import KztransError, ModelError, OfflineError


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """One file to download: at ``revision`` (a commit) of ``repo``, ``size`` bytes, with the hub's checksum.

    ``sha256`` for large files, ``git_sha1`` (of git's blob) for small ones.
    """

    repo: str
    revision: str
    path: str
    size: int
    sha256: str | None
    git_sha1: str | None


@dataclass(frozen=True, slots=True)
class PullPlan:
    """What a pull would do, for the user to read before it starts."""

    name: str
    licence: str
    description: str
    files: tuple[RemoteFile, ...]
    convert: bool
    destination: Path
    endpoint: str | None = None

    @property
    def size(self) -> int:
        """Bytes to download."""
        return sum(file.size for file in self.files)

    @property
    def origins(self) -> tuple[str, ...]:
        """``repo@commit`` of everything that is downloaded."""
        return tuple(dict.fromkeys(f"{file.repo}@{file.revision}" for file in self.files))


def plan_pull(name: str, *, endpoint: str | None = None) -> PullPlan:
    """Ask the hub what the pinned revision of a model holds.

    Raises ``ModelError`` for an unknown or embedded model, files the hub lacks, or checksums that contradict
    the catalogue; ``OfflineError`` without a network.
    """
    entry = find(name)
    if entry.embedded:
        raise ModelError(f"the model {name} is part of kztrans: there is nothing to pull")
    with _hub_errors(entry):
        files = tuple(file for source in entry.sources for file in _listed(source, entry, endpoint))
    return PullPlan(
        name=name,
        licence=entry.licence,
        description=entry.description,
        files=files,
        convert=entry.format == "transformers",
        destination=store.directory(name),
        endpoint=endpoint,
    )


def pull(plan: PullPlan, *, report: Callable[[str], None] = lambda _: None, progress: bool = True) -> Path:
    """Carry a plan out and give the model's directory; ``report`` hears each step in a few words.

    ``progress`` shows the hub client's bars on standard error. A whole model of the same origin is kept.
    Raises ``MissingExtraError``, before anything is downloaded, when the model must be converted and torch
    is missing, ``ModelError`` when a file's checksum is wrong (the file is thrown away and nothing is
    installed), ``OfflineError`` when the network goes.
    """
    if _is_whole(plan):
        report("already here")
        return plan.destination
    if plan.convert:
        require_converter(plan.name)
    staging = plan.destination.with_name(f".{plan.name}-{plan.files[0].revision[:12]}")
    downloads = staging / "download"
    downloads.mkdir(parents=True, exist_ok=True)
    for file in plan.files:
        report(f"{file.path} ({file.size / 1e6:,.0f} MB) from {file.repo}")
        _download(file, downloads, plan, progress=progress)
    report("checking")
    downloaded = {file.path: _verified(file, downloads / file.path, plan.name) for file in plan.files}

    if plan.convert:
        report("converting to int8")
        ready = staging / "converted"
        convert(downloads, ready)
    else:
        ready = downloads
    names = sorted(path.name for path in ready.iterdir() if path.is_file())
    manifest = store.Manifest(
        name=plan.name,
        origins=plan.origins,
        licence=plan.licence,
        pulled_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        downloaded=downloaded,
        files={name: store.sha256(ready / name) for name in names},
        sizes={name: (ready / name).stat().st_size for name in names},
    )
    place = store.install(ready, manifest)
    for leftover in place.parent.glob(f".{plan.name}-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    return place


def _listed(source: Source, entry: CatalogueEntry, endpoint: str | None) -> list[RemoteFile]:
    from huggingface_hub import HfApi

    info = HfApi(endpoint=endpoint).model_info(source.repo, revision=source.revision, files_metadata=True)
    if info.sha is None or (source.revision and info.sha != source.revision):
        raise ModelError(f"the hub has {source.repo} at {info.sha}, not at {source.revision}")
    siblings = {sibling.rfilename: sibling for sibling in info.siblings or ()}
    chosen = [n for n in siblings if any(fnmatch.fnmatch(n, pattern) for pattern in source.files)]
    if any(n.endswith(".safetensors") for n in chosen):
        chosen = [n for n in chosen if not n.startswith("pytorch_model")]
    absent = [name for name in source.files if "*" not in name and name in _NEEDED and name not in siblings]
    if absent or not chosen:
        raise ModelError(f"{source.repo} at {info.sha} lacks {', '.join(absent) or 'the files'}")
    return [_remote(siblings[n], source.repo, info.sha, entry) for n in chosen]


# What no model can do without; the rest of an entry's files are taken where the hub has them.
_NEEDED = {"config.json", "model.bin", "shared_vocabulary.json", "sentencepiece.bpe.model"}


def _remote(sibling: Any, repo: str, revision: str, entry: CatalogueEntry) -> RemoteFile:  # noqa: ANN401
    stated = sibling.lfs.sha256 if sibling.lfs else None
    known = entry.sha256.get(sibling.rfilename)
    if stated and known and stated != known:
        raise ModelError(f"the hub's checksum of {repo}/{sibling.rfilename} is not the one kztrans knows")
    return RemoteFile(
        repo,
        revision,
        sibling.rfilename,
        sibling.size or 0,
        known or stated,
        None if stated else sibling.blob_id,
    )


def _is_whole(plan: PullPlan) -> bool:
    if not store.is_pulled(plan.name):
        return False
    try:
        store.check(plan.name, deep=True)
        return store.read_manifest(plan.name).origins == plan.origins
    except ModelError:
        return False


def _download(file: RemoteFile, target: Path, plan: PullPlan, *, progress: bool) -> None:
    """Fetch one file, going on from what an earlier, killed pull left of it.

    The client's ``hf_hub_download`` throws a partial file away when its process dies, so this stands one step
    lower: on the client's resumable ``http_get``.
    """
    from huggingface_hub import get_hf_file_metadata, hf_hub_url
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils import build_hf_headers, tqdm  # type: ignore[attr-defined]

    class Hidden(tqdm):
        def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
            super().__init__(*args, **{**options, "disable": True})  # type: ignore[no-untyped-call]

    done = target / file.path
    part = done.with_name(done.name + ".part")
    if done.is_file():
        return
    with _hub_errors(find(plan.name)), part.open("ab") as stream:
        page = hf_hub_url(file.repo, file.path, revision=file.revision, endpoint=plan.endpoint)
        place = get_hf_file_metadata(page).location  # large files lie on another host
        headers = build_hf_headers()
        if urlsplit(place).netloc != urlsplit(page).netloc:
            headers.pop("authorization", None)  # never show the user's login to that host
        http_get(
            place,
            stream,
            resume_size=stream.tell(),
            headers=headers,
            expected_size=file.size,
            displayed_filename=file.path,
            tqdm_class=None if progress else Hidden,
        )
    part.rename(done)


def _verified(file: RemoteFile, path: Path, name: str) -> str:
    """The SHA-256 of a downloaded file that is what the hub says it is."""
    digest = store.sha256(path)
    if file.sha256:
        good = digest == file.sha256
    else:
        data = path.read_bytes()
        git = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
        good = file.git_sha1 is None or git == file.git_sha1
    if not good:
        path.unlink()
        raise ModelError(
            f"{file.path} of {file.repo} arrived damaged: its checksum is wrong",
            remedy=f"Pull it again: kztrans models pull {name}",
        )
    return digest


@contextmanager
def _hub_errors(entry: CatalogueEntry) -> Iterator[None]:
    """Turn the hub client's errors into ours."""
    from huggingface_hub import errors
    from huggingface_hub.errors import (
        GatedRepoError,
        HfHubHTTPError,
        LocalEntryNotFoundError,
        OfflineModeIsEnabled,
    )

    # What the client's own transport raises: httpx up to its version 1, httpx2 from version 2.
    transport: type[Exception] = errors.HTTPError  # type: ignore[attr-defined]
    page = f"https://huggingface.co/{entry.sources[0].repo}"
    try:
        yield
    except KztransError:
        raise
    except GatedRepoError as error:
        raise ModelError(
            f"{entry.name} is given out only to those who accepted its terms",
            remedy=f"Accept them at {page} and log in: hf auth login",
        ) from error
    except HfHubHTTPError as error:
        if error.response is not None and error.response.status_code >= 500:
            raise OfflineError(f"the model hub is out of order: {_line(error)}") from error
        raise ModelError(f"the model hub refused {entry.name}: {_line(error)}") from error
    except (LocalEntryNotFoundError, OfflineModeIsEnabled, transport, ConnectionError) as error:
        raise OfflineError(
            f"the model hub cannot be reached, so {entry.name} cannot be pulled",
            remedy="Check the network; the embedded model mini works offline.",
        ) from error
    except OSError as error:
        raise ModelError(f"{entry.name} cannot be stored: {error}") from error


def _line(error: Exception) -> str:
    return str(error).strip().split("\n")[0]
