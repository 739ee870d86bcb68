"""Step ``similar``: pairs whose sides mean different things, by the cosine of their sentence embeddings.

Filtering by multilingual sentence embeddings: Artetxe & Schwenk 2019; here under multilingual-e5-small. What
is measured is kept by pair in ``WORK/similar.tsv``, which grows as the step goes on: after kill -9, and
after another ``clean``, only pairs that are new are measured.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kztrans.document import write_text
from kztrans.errors import InputError
from recipes.mini.clean import read_pairs
from recipes.mini.config import Recipe
from recipes.mini.corpus import Pair, trained_sources
from recipes.mini.e5 import E5, load_e5
from recipes.mini.links import LINKS

COSINES, REPORT = "similar.tsv", "similar.json"
LEFT_OUT = "dissimilar.txt"
_PREFIX = "query: "  # what E5 was trained to read where two texts are of one kind
_LONGEST = 512
_CHUNK = 2000  # pairs between two writes
_BINS = 20

Reals = NDArray[np.float32]


class Embedder:
    """E5's sentence embeddings: all its layers, the mean over the symbols, length 1."""

    def __init__(self, e5: E5, *, tokens: int = 4096, threads: int = 1, device: str = "cpu") -> None:
        import torch
        from transformers import BartConfig
        from transformers.models.bart.modeling_bart import BartEncoder

        torch.set_num_threads(threads)
        self._e5, self._tokens, self._device = e5, tokens, device
        config = BartConfig(
            vocab_size=8,  # rows come from E5, which has more than a batch needs
            d_model=e5.positions.shape[1],
            encoder_layers=len(e5.layers),
            encoder_attention_heads=e5.heads,
            encoder_ffn_dim=len(e5.layers[0]["fc1.weight"]),
            max_position_embeddings=len(e5.positions),
            dropout=0.0,
        )
        self._encoder = BartEncoder._from_config(config, attn_implementation="sdpa").eval()
        weights = {f"layernorm_embedding.{end}": each for end, each in e5.norm.items()}
        for number, layer in enumerate(e5.layers):
            weights |= {f"layers.{number}.{part}": each for part, each in layer.items()}
        weights["embed_positions.weight"] = np.pad(e5.positions, ((2, 0), (0, 0)))
        state = {name: torch.from_numpy(each.copy()) for name, each in weights.items()}
        self._encoder.load_state_dict(state, strict=False)
        self._encoder.to(device, torch.bfloat16)

    def __call__(self, texts: Sequence[str]) -> Reals:
        """The embeddings (n, d) of n texts, each cut at 512 symbols."""
        ids = [self._ids(text) for text in texts]
        found = np.zeros((len(texts), self._e5.positions.shape[1]), dtype=np.float32)
        order = sorted(range(len(ids)), key=lambda place: len(ids[place]))
        while order:
            size = max(1, self._tokens // len(ids[order[-1]]))
            chosen, order = order[-size:], order[:-size]
            found[chosen] = self._embed([ids[place] for place in chosen])
        return found

    def _ids(self, text: str) -> list[int]:
        return [0, *self._e5.segmenter.encode(_PREFIX + text)[: _LONGEST - 2], 2]

    def _embed(self, rows: Sequence[Sequence[int]]) -> Reals:
        import torch

        longest = max(map(len, rows))
        ids = np.array([[*row, *[1] * (longest - len(row))] for row in rows], dtype=np.int64)
        seen = torch.tensor([[place < len(row) for place in range(longest)] for row in rows]).to(self._device)
        known, place = np.unique(ids, return_inverse=True)
        words = torch.from_numpy(self._e5.rows(known)[place.reshape(ids.shape)])
        with torch.inference_mode():
            words = words.to(self._device, self._encoder.dtype)
            hidden = self._encoder(inputs_embeds=words, attention_mask=seen.long())[0].float()
            summed = (hidden * seen[..., None]).sum(1)
            found: Reals = torch.nn.functional.normalize(summed, dim=-1).cpu().numpy()
        return found


def key_of(pair: Pair) -> str:
    """What a pair is known by from run to run."""
    text = "\t".join((*pair.languages, pair.source, pair.target))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def similar(recipe: Recipe) -> Path:
    """Measure pairs of the kinds in ``[similarity]`` and leave out those below ``least``; returns the report.

    Writes ``similar.tsv``, ``similar.json`` and ``dissimilar.txt``, whose pairs ``read_pairs`` leaves out;
    where that changes, the links of step ``align`` go.
    Raises ``InputError`` for kinds that no file has, and what ``load_e5`` raises.
    """
    work, settings = recipe.paths.work, recipe.similarity
    sources = trained_sources(recipe)
    if unknown := set(settings.kinds) - {each.kind for each in sources.values()}:
        remedy = f"Its kinds are: {', '.join(sorted({each.kind for each in sources.values()}))}."
        raise InputError(f"[similarity] kinds: the corpus has no {', '.join(unknown)}", remedy=remedy)
    pairs = read_pairs(work, dissimilar=True)
    pairs = [pair for pair in pairs if sources[pair.file].kind in settings.kinds]
    cosines = _measured(recipe, pairs) if pairs else {}
    left_out = [pair for pair in pairs if cosines[key_of(pair)] < settings.least]
    keys = "".join(f"{key}\n" for key in dict.fromkeys(map(key_of, left_out)))
    if keys != _text(work / LEFT_OUT):
        (work / LINKS).unlink(missing_ok=True)  # they are of other pairs
    write_text(work / LEFT_OUT, keys)
    values = [cosines[key_of(pair)] for pair in pairs]
    heights, edges = np.histogram(values, _BINS, (0.5, 1.0))
    report = {
        "least": settings.least,
        "measured": len(pairs),
        "dropped": {"dissimilar": Counter(pair.file for pair in left_out)},
        "cosines": {f"{edge:.3f}": int(height) for edge, height in zip(edges[:-1], heights, strict=True)},
    }
    write_text(work / REPORT, json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    return work / REPORT


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _measured(recipe: Recipe, pairs: Sequence[Pair]) -> dict[str, float]:
    """The cosine of each pair by its key, from the file where it stands there."""
    import torch

    e5 = load_e5(recipe)
    path = recipe.paths.work / COSINES
    head = f"# cosines of the two sides under {e5.origin}\n"
    known = _known(path, head)
    missing = {key: pair for pair in pairs if (key := key_of(pair)) not in known}
    if not missing:
        return known
    device = "cuda" if torch.cuda.is_available() else "cpu"
    embedder = Embedder(e5, tokens=recipe.similarity.tokens, threads=recipe.training.threads, device=device)
    with path.open("a", encoding="ascii") as out:
        for chunk in _chunks(list(missing.items())):
            found = _cosines([pair for _, pair in chunk], embedder)
            for (key, _), cosine in zip(chunk, found, strict=True):
                known[key] = round(cosine, 4)
                out.write(f"{key}\t{cosine:.4f}\n")
            out.flush()
    return known


def _chunks(items: Sequence[tuple[str, Pair]]) -> Iterator[Sequence[tuple[str, Pair]]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]


def _cosines(pairs: Sequence[Pair], embedder: Any) -> list[float]:  # noqa: ANN401
    """Directions of one row share their texts, and stand near each other: each is embedded once."""
    texts = {text: None for pair in pairs for text in (pair.source, pair.target)}
    place = {text: number for number, text in enumerate(texts)}
    rows = embedder(list(texts))
    return [float(rows[place[pair.source]] @ rows[place[pair.target]]) for pair in pairs]


def _known(path: Path, head: str) -> dict[str, float]:
    """What earlier runs measured by the same model; a line that was cut off goes, and another model's."""
    data = path.read_bytes() if path.exists() else b""
    data = data[: data.rfind(b"\n") + 1]
    if not data.startswith(head.encode()):
        data = head.encode()
    path.write_bytes(data)
    lines = data.decode().splitlines()[1:]
    return {key: float(cosine) for key, cosine in (line.split("\t") for line in lines)}


def fit(pairs: list[Pair], work: Path) -> list[Pair]:
    """``pairs`` without those that ``similar`` left out; all of them where it has not run."""
    left_out = frozenset(_text(work / LEFT_OUT).split())
    return [pair for pair in pairs if key_of(pair) not in left_out] if left_out else pairs
