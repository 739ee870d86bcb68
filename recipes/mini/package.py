"""A start from an int8 CTranslate2 folder, by default the model that ships with kztrans: its weights again.

``model.bin`` holds, little-endian: a version, the name and revision of a specification, the variables (name,
shape, type, bytes), then aliases. A string is its length in two bytes, the text and a zero byte. Matrices in
int8 have a scale a row: the weight is the number divided by it.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kztrans.engine.layout import LAYOUT_FILE, read_json
from kztrans.errors import InputError, ModelError
from recipes.mini.config import Recipe
from recipes.mini.e5 import Reals
from recipes.mini.pieces import read_model
from recipes.mini.start import OFFSET, SHARED, save, starts_from
from recipes.mini.vocabulary import MODEL_FILE, Vocabulary

MODEL = Path(__file__).parents[2] / "kztrans" / "models" / "mini"
BINARY = "model.bin"
_VERSION = 6
_TYPES = ("<f4", "<i1", "<i2", "<i4", "<f2")
_SCALE = "_scale"
#: CTranslate2's name of a part of a layer -> BART's names of what is joined in it, by rows.
_PARTS = {
    "self_attention/linear_0": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
    "self_attention/linear_1": ("self_attn.out_proj",),
    "self_attention/layer_norm": ("self_attn_layer_norm",),
    "attention/linear_0": ("encoder_attn.q_proj",),
    "attention/linear_1": ("encoder_attn.k_proj", "encoder_attn.v_proj"),
    "attention/linear_2": ("encoder_attn.out_proj",),
    "attention/layer_norm": ("encoder_attn_layer_norm",),
    "ffn/linear_0": ("fc1",),
    "ffn/linear_1": ("fc2",),
    "ffn/layer_norm": ("final_layer_norm",),
}
_ENDS = {"weight": "weight", "bias": "bias", "gamma": "weight", "beta": "bias"}

Variables = dict[str, NDArray[Any]]


@starts_from("package")
def _package(recipe: Recipe) -> Path:
    """The folder ``[start] file``, or the shipped model, as a start folder."""
    folder = recipe.start.file or MODEL
    binary, pieces = folder / BINARY, folder / MODEL_FILE
    for path in (binary, pieces):
        if not path.is_file():
            remedy = "[start] file is a folder as step export writes it: WORK/ct2."
            raise InputError("no such file", file=path, remedy=remedy)
    variables = read_variables(binary)
    try:
        weights = bart_weights(variables)
        heads = int(variables["encoder/num_heads"])
    except (KeyError, ValueError) as error:
        raise ModelError(f"this is no model that the recipe made: it lacks {error}", file=binary) from error
    known, charsmap = read_model(pieces.read_bytes())
    producible = read_json(folder / LAYOUT_FILE)["producible"]
    vocabulary = Vocabulary(tuple(known), (), producible)
    return save(recipe.paths.start, weights, vocabulary, charsmap, heads=heads, origin=f"ct2:{folder.name}")


def read_variables(path: Path) -> Variables:
    """The variables of a ``model.bin``, reals as fp32; raises ``ModelError`` for other and damaged files."""
    data, place = path.read_bytes(), 0

    def number(form: str) -> int:
        nonlocal place
        (found,) = struct.unpack_from(f"<{form}", data, place)
        place += struct.calcsize(f"<{form}")
        return int(found)

    def text() -> str:
        nonlocal place
        length = number("H")
        place += length
        return data[place - length : place].rstrip(b"\0").decode()

    found: Variables = {}
    try:
        if (version := number("I")) != _VERSION:
            raise ValueError(f"its version is {version}, not {_VERSION}")
        text()
        number("I")
        for _ in range(number("I")):
            name = text()
            shape = [number("I") for _ in range(number("B"))]
            kind, size = number("B"), number("I")
            form = np.dtype(_TYPES[kind])
            found[name] = np.frombuffer(data, form, size // form.itemsize, place).reshape(shape)
            place += size
        for _ in range(number("I")):
            alias, name = text(), text()
            for end in ("", _SCALE):  # a matrix that equals another is stored once, and so is its scale
                if name + end in found:
                    found[alias + end] = found[name + end]
    except (struct.error, ValueError, IndexError, KeyError) as error:
        raise ModelError(f"this is no model of CTranslate2: {error}", file=path) from error
    return {name: _plain(value, found.get(name + _SCALE)) for name, value in found.items()}


def _plain(value: NDArray[Any], scale: NDArray[Any] | None) -> NDArray[Any]:
    if scale is not None:
        return np.asarray(value.astype(np.float32) / scale[:, None])
    return value.astype(np.float32) if value.dtype == np.float16 else value


def bart_weights(variables: Variables) -> dict[str, Reals]:
    """BART's weights by name; raises ``KeyError`` and ``ValueError`` for another network's variables."""
    weights: dict[str, Reals] = {SHARED: variables["decoder/embeddings/weight"]}
    for side in ("encoder", "decoder"):
        positions = variables[f"{side}/position_encodings/encodings"]
        free = np.zeros((OFFSET, positions.shape[1]), dtype=np.float32)
        weights[f"model.{side}.embed_positions.weight"] = np.concatenate([free, positions])
        for theirs, ours in (("gamma", "weight"), ("beta", "bias")):
            value = variables[f"{side}/layernorm_embedding/{theirs}"]
            weights[f"model.{side}.layernorm_embedding.{ours}"] = value
        for name, value in variables.items():
            where, _, rest = name.removeprefix(f"{side}/layer_").partition("/")
            part, _, end = rest.rpartition("/")
            if not where.isdigit() or end not in _ENDS:
                continue
            for ours, rows in zip(_PARTS[part], np.split(value, len(_PARTS[part])), strict=True):
                weights[f"model.{side}.layers.{where}.{ours}.{_ENDS[end]}"] = rows
    return weights
