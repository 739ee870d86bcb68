"""Large glossary files as they were read and checked once, so that the next run need not do it again.

A cache file holds the terms as JSON behind their checksum, under the user's cache directory. Its name is a
hash of the glossary file's bytes, of the code that reads it and of the Unicode version: a file for other
content or other code is never looked at. Whatever is wrong with the cache, the glossary is read as if there
were none.
"""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from kztrans.document.writing import replacing
from kztrans.errors import KztransError
from kztrans.glossary.term import Term

SMALLEST = 200_000  # bytes; what is smaller is read in a moment
KEPT = 8  # cache files
_COLUMNS = tuple(field.name for field in fields(Term))
_FILE = _COLUMNS.index("file")
_LISTS = tuple(
    place for place, name in enumerate(_COLUMNS) if isinstance(getattr(Term("", "", ""), name), tuple)
)
_row = attrgetter(*_COLUMNS)

Terms = tuple[Term, ...]


def home() -> Path:
    """Where the cache files lie (not made here): under ``$KZTRANS_HOME`` or the user's cache directory."""
    override = os.environ.get("KZTRANS_HOME")
    if override:
        return Path(override) / "cache" / "glossaries"
    import platformdirs

    return Path(platformdirs.user_cache_dir("kztrans", appauthor=False)) / "glossaries"


def remembered(path: Path, read: Callable[[], Terms]) -> Terms:
    """The terms that ``read`` makes of the glossary file ``path``, made now or in an earlier run."""
    key = _key(path)
    if key is None:
        return read()
    place = home() / f"{key}.json"
    terms = _load(place, str(path))
    if terms is None:
        terms = read()
        if _key(path) == key:  # the file that was read is the one that was hashed
            _store(place, terms)
    return terms


def _key(path: Path) -> str | None:
    """What the terms in ``path`` depend on; None for a file that is small or cannot be read."""
    try:
        if path.stat().st_size < SMALLEST:
            return None
        content = path.read_bytes()
    except OSError:
        return None
    digest = hashlib.sha256(f"{path.suffix.casefold()} {_code()} {unicodedata.unidata_version} ".encode())
    digest.update(content)
    return digest.hexdigest()


@cache
def _code() -> str:
    """A hash of the code that reads, checks and compares glossaries."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for room in ("glossary", "morph"):
        for source in sorted((package / room).rglob("*.py")):
            digest.update(source.read_bytes())
    return digest.hexdigest()


def _load(place: Path, file: str) -> Terms | None:
    try:
        checksum, _, payload = place.read_bytes().partition(b"\n")
    except OSError:
        return None
    if hashlib.sha256(payload).hexdigest().encode() != checksum:
        return None
    return tuple(_term(row, file) for row in json.loads(payload))


def _term(row: list[Any], file: str) -> Term:
    for at in _LISTS:
        row[at] = tuple(row[at])
    row[_FILE] = file  # wherever the same content lies now
    return Term(*row)


def _store(place: Path, terms: Terms) -> None:
    payload = json.dumps([_row(term) for term in terms], ensure_ascii=False, separators=(",", ":")).encode()
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with replacing(place) as stream:
            stream.write(hashlib.sha256(payload).hexdigest().encode() + b"\n" + payload)
        newest = sorted(place.parent.glob("*.json"), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in newest[KEPT:]:
            old.unlink(missing_ok=True)
    except (OSError, KztransError):
        return  # no room, no right to write, another run tidying up: the next run reads the glossary again
