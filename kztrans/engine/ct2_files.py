"""The files of a CTranslate2 directory, as its translator takes them from memory.

Symbols that the decoder is not to write are ruled out twice: by the bias of the last product, so that
searches and scores share one distribution, and by a vocabulary map of one line, so that the product leaves
them out.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from kztrans.errors import ModelError

VOCABULARIES = ("shared_vocabulary.json", "shared_vocabulary.txt", "target_vocabulary.json")
_BIAS = b"decoder/projection/bias\0"
_HEAD = struct.Struct("<BIBI")  # rank, length, numeric type, size in bytes
# CTranslate2's numbers of float32, float16 and bfloat16: -10,000 in each.
_NEVER = {0: struct.pack("<f", -1e4), 4: struct.pack("<e", -1e4), 5: struct.pack("<f", -1e4)[2:]}


def read_files(directory: Path) -> dict[str, bytes]:
    """What CTranslate2 reads of a model's directory."""
    names = [name for name in ("model.bin", "config.json", *VOCABULARIES) if (directory / name).is_file()]
    return {name: (directory / name).read_bytes() for name in names}


def narrowed(
    files: Mapping[str, bytes], vocabulary: Sequence[str], producible: int | None, barred: Collection[str]
) -> dict[str, bytes]:
    """The files of a decoder that writes the first ``producible`` symbols (None: all) but those ``barred``.

    Raises ``ValueError`` for a ``model.bin`` whose last product has no bias, or not one for each symbol.
    """
    never = [index for index, symbol in enumerate(vocabulary[:producible]) if symbol in barred]
    written = [symbol for symbol in vocabulary[:producible] if symbol not in barred]
    model = _without(files["model.bin"], never, len(vocabulary))
    return {**files, "model.bin": model, "vmap.txt": ("\t" + " ".join(written) + "\n").encode()}


def _without(model: bytes, never: Iterable[int], symbols: int) -> bytes:
    """``model.bin`` with a bias under which these symbols are never written.

    A variable there is: name, 0, rank (1 byte), each dimension (4), type (1), size in bytes (4), values.
    """
    _, _, rest = model.partition(_BIAS)
    rank, length, kind, size = _HEAD.unpack_from(rest) if len(rest) > _HEAD.size else (0, 0, 0, 0)
    bias, value = bytearray(rest[_HEAD.size : _HEAD.size + size]), _NEVER.get(kind, b"")
    if rank != 1 or not value or len(bias) != length * len(value):
        raise ValueError("no bias in it says which symbols are written")
    if length != symbols:
        raise ValueError(f"it writes {length} symbols, the vocabulary has {symbols}")
    for symbol in never:
        bias[symbol * len(value) : (symbol + 1) * len(value)] = value
    place = len(model) - len(rest) + _HEAD.size
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
