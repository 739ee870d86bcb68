"""Fetching the files of a public set once, into the user's cache, each proven by its checksum (pooch)."""

from __future__ import annotations

import hashlib
import html
import re
import tarfile
from pathlib import Path, PurePosixPath

from kztrans.errors import EvaluationError
from kztrans.evaluate.sets.public import Parallel, PublicSet, RemoteFile
from kztrans.records import Target

_SEGMENT = re.compile(r"<seg[^>]*>(.*?)</seg>", re.DOTALL | re.IGNORECASE)
_DOCUMENT = re.compile(r"<doc\b[^>]*\bdocid=\"([^\"]*)\".*?</doc>", re.DOTALL | re.IGNORECASE)


def cache() -> Path:
    """Where fetched files are kept: ``KZTRANS_SETS``, or a folder of the user's cache."""
    import os

    import platformdirs

    if own := os.environ.get("KZTRANS_SETS"):
        return Path(own)
    return Path(platformdirs.user_cache_dir("kztrans", appauthor=False)) / "sets"


def fetch(
    public: PublicSet, target: Target, folder: Path | None = None
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...] | None]:
    """Source lines, reference lines and, where the set has them, a document id a line.

    Files that are in ``folder`` (default ``cache()``) with the right checksum are not fetched again. Raises
    ``EvaluationError`` where the network, the checksum or the content is at fault.
    """
    pair = _pair(public, target)
    where = (folder or cache()) / public.name
    source, reference = (_lines(public, file, where) for file in (pair.source, pair.reference))
    documents = None if pair.documents is None else _lines(public, pair.documents, where)
    if pair.source.member.endswith(".sgm"):
        documents = _documents(_text(public, pair.source, where))
    if not len(source) == len(reference) == len(documents or source):
        raise EvaluationError(f"the files of {public.name} differ in length", file=where)
    return source, reference, documents


def _pair(public: PublicSet, target: Target) -> Parallel:
    if target not in public.pairs:
        has = ", ".join(f"--to {each}" for each in public.pairs)
        raise EvaluationError(f"the set {public.name} has no side in '{target}'", remedy=f"It has: {has}.")
    return public.pairs[target]


def _lines(public: PublicSet, file: RemoteFile, where: Path) -> tuple[str, ...]:
    text = _text(public, file, where)
    if file.member.endswith(".sgm"):
        return tuple(html.unescape(segment).strip() for segment in _SEGMENT.findall(text))
    return tuple(line.strip() for line in text.rstrip("\n").split("\n"))


def _documents(text: str) -> tuple[str, ...]:
    """The document id of each segment of an SGML file of WMT."""
    return tuple(
        name for match in _DOCUMENT.finditer(text) for name in [match[1]] * len(_SEGMENT.findall(match[0]))
    )


def _text(public: PublicSet, file: RemoteFile, where: Path) -> str:
    path = _downloaded(public, file, where)
    if not file.member:
        return path.read_text("utf-8")
    try:
        with tarfile.open(path) as archive:
            for member in archive:
                if str(PurePosixPath(member.name)) == file.member and (stream := archive.extractfile(member)):
                    return stream.read().decode("utf-8")
    except tarfile.TarError as error:
        raise EvaluationError(f"not readable as an archive ({error})", file=path) from None
    raise EvaluationError(f"there is no {file.member} in this archive", file=path)


def _downloaded(public: PublicSet, file: RemoteFile, where: Path) -> Path:
    import logging

    import pooch
    import requests

    # Two files of a set may share a name in different folders of their home.
    name = f"{hashlib.sha256(file.url.encode()).hexdigest()[:8]}-{PurePosixPath(file.url).name}"
    pooch.get_logger().setLevel(logging.WARNING)
    try:
        return Path(pooch.retrieve(file.url, known_hash=file.digest, fname=name, path=where))
    except requests.RequestException as error:
        raise EvaluationError(
            f"{public.name} cannot be fetched from {file.url} ({type(error).__name__})",
            remedy=f"Check the network, or give the files: --data DIR with {public.stems[0]}.kk etc.",
        ) from None
    except ValueError as error:
        if "hash" not in str(error):
            raise
        raise EvaluationError(
            f"what {file.url} sends is not the published file (its checksum differs)",
            remedy="Nothing was kept. Try again, or give the files with --data DIR.",
        ) from None
    except OSError as error:
        raise EvaluationError(f"cannot be kept: {error.strerror or error}", file=where) from None
