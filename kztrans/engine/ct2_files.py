"""The files of a CTranslate2 directory, as its translator takes them from memory.

Symbols that the decoder is not to write are ruled out twice: by the bias of the last product, so that
searches and scores share one distribution, and by a vocabulary map of one line, so that the product leaves
them out.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from kztrans.errors import ModelError

VOCABULARIES = ("shared_vocabulary.json", "shared_vocabulary.txt", "target_vocabulary.json")
_BIAS = b"decoder/projection/bias\0"
_NEVER = -10_000.0
_HEAD = struct.Struct("<BIBI")
_TYPES = {0: "<f", 4: "<e"}  # CTranslate2's numbers of float32 and float16


def files_for(
    directory: Path, vocabulary: Sequence[str], producible: int | None, barred: Collection[str]
) -> dict[str, bytes] | None:
    """The model's files for a decoder that writes the first ``producible`` symbols without those ``barred``.

    None where the files on disk serve as they are.
    """
    if producible is None:
        return None
    names = [name for name in ("model.bin", "config.json", *VOCABULARIES) if (directory / name).is_file()]
    files = {name: (directory / name).read_bytes() for name in names}
    never = [index for index, symbol in enumerate(vocabulary[:producible]) if symbol in barred]
    if never:
        files["model.bin"] = _without(files["model.bin"], never, directory / "model.bin")
    written = [symbol for symbol in vocabulary[:producible] if symbol not in barred]
    files["vmap.txt"] = ("\t" + " ".join(written) + "\n").encode()
    return files


def _without(model: bytes, never: Iterable[int], file: Path) -> bytes:
    """``model.bin`` with a bias under which these symbols are never written.

    A variable there is: name, 0, rank (1 byte), each dimension (4), type (1), size in bytes (4), values.
    """
    _, _, rest = model.partition(_BIAS)
    rank, _, kind, size = _HEAD.unpack_from(rest) if len(rest) > _HEAD.size else (0, 0, 0, 0)
    if rank != 1 or kind not in _TYPES:
        raise ModelError("it has no bias that says which symbols are written; is it damaged?", file=file)
    number = struct.Struct(_TYPES[kind])
    place = len(model) - len(rest) + _HEAD.size
    bias = bytearray(model[place : place + size])
    for symbol in never:
        number.pack_into(bias, symbol * number.size, _NEVER)
    return model[:place] + bias + model[place + size :]


def read_vocabulary(file: Path) -> list[str]:
    """The symbols in the order of their numbers."""
    text = file.read_text("utf-8")
    if file.suffix == ".txt":
        return text.rstrip("\n").split("\n")
    try:
        return list(json.loads(text))
    except json.JSONDecodeError as error:
        raise ModelError(f"the vocabulary is damaged: {error}", file=file) from error
