"""Sentences a second of the embedded model, and of weights in NLLB-200 distilled 600M's shape, in one run.

    python -m bench.model_speed --text ../shared/testsets/ntrex.kk [--lines 400] [--to en] [--model DIR]

Free decoding at beam 4, int8, as the product decodes. NLLB's weights are drawn by lot, as speed asks only for
their shape: they read as many symbols a sentence as the embedded model, and write as many as it wrote on
average. They are measured on ``--shaped`` lines (0 leaves them out). Quote the ratio: machines differ.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
from ctranslate2 import specs

from kztrans.engine import load_engine

_LAYERS, _WIDTH, _INNER, _HEADS, _SYMBOLS, _POSITIONS = 12, 1024, 4096, 16, 256_206, 1026
_BATCH_TOKENS = 1024


def shaped(folder: Path) -> Path:
    """Random int8 weights of NLLB-200 distilled 600M's shape (arXiv:2207.04672), written to ``folder``."""
    random = np.random.default_rng(1)

    def weight(rows: int, columns: int) -> np.ndarray:
        return random.normal(0, 0.02, (rows, columns)).astype(np.float32)

    def fill(linear: specs.LayerSpec, rows: int, columns: int) -> None:
        linear.weight, linear.bias = weight(rows, columns), np.zeros(rows, np.float32)

    def norm(layer: specs.LayerSpec) -> None:
        layer.gamma, layer.beta = np.ones(_WIDTH, np.float32), np.zeros(_WIDTH, np.float32)

    spec = specs.TransformerSpec.from_config((_LAYERS, _LAYERS), _HEADS, pre_norm=True)
    symbols = weight(_SYMBOLS, _WIDTH)
    encoder, decoder = spec.encoder, spec.decoder
    for side, embeddings in ((encoder, encoder.embeddings[0]), (decoder, decoder.embeddings)):
        embeddings.weight = symbols
        side.position_encodings.encodings = weight(_POSITIONS, _WIDTH)
        norm(side.layer_norm)
        for layer in side.layer:
            attentions: list[tuple[Any, tuple[int, ...]]] = [(layer.self_attention, (3, 1))]
            if side is decoder:
                attentions.append((layer.attention, (1, 2, 1)))
            for attention, widths in attentions:
                norm(attention.layer_norm)
                for linear, times in zip(attention.linear, widths, strict=True):
                    fill(linear, times * _WIDTH, _WIDTH)
            norm(layer.ffn.layer_norm)
            fill(layer.ffn.linear_0, _INNER, _WIDTH)
            fill(layer.ffn.linear_1, _WIDTH, _INNER)
    decoder.projection.weight = symbols
    names = ["<s>", "<pad>", "</s>", "<unk>", *(f"s{number}" for number in range(4, _SYMBOLS))]
    spec.register_source_vocabulary(names)
    spec.register_target_vocabulary(names)
    spec.validate()
    spec.optimize("int8")
    spec.save(str(folder))
    return folder


def shaped_speed(folder: Path, lengths: list[int], written: int, threads: int) -> float:
    """Sentences a second for sources of ``lengths`` symbols; each target has ``written`` symbols."""
    translator = ctranslate2.Translator(str(folder), inter_threads=1, intra_threads=threads)
    random = np.random.default_rng(2)
    sources = [[f"s{number}" for number in random.integers(4, _SYMBOLS, length)] for length in lengths]
    started = time.perf_counter()
    translator.translate_batch(
        sources,
        beam_size=4,
        min_decoding_length=written,
        max_decoding_length=written,
        max_batch_size=_BATCH_TOKENS,
        batch_type="tokens",
    )
    return len(sources) / (time.perf_counter() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--text", type=Path, required=True, help="one Kazakh sentence a line")
    parser.add_argument("--lines", type=int, default=400)
    parser.add_argument("--to", choices=("en", "ru"), default="en")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--model", action="append", help="another model's name or folder; may stand again")
    parser.add_argument("--shaped", type=int, default=40, help="lines for the weights in NLLB's shape")
    options = parser.parse_args()

    lines = [line for line in options.text.read_text("utf-8").splitlines() if line.strip()][: options.lines]
    lengths, written, speed = [], 0.0, 0.0
    for name in [*(options.model or ()), "mini"]:
        engine = load_engine(name, threads=options.threads)
        engine.translate(lines[:8], target=options.to)
        started = time.perf_counter()
        best = [beams[0] for beams in engine.translate(lines, target=options.to)]
        speed = len(lines) / (time.perf_counter() - started)
        lengths = [len(each.source_pieces) for each in best]
        written = sum(len(each.pieces) for each in best) / len(best)
        print(f"{name}: {speed:.1f} sentences/s, {speed * written:.0f} symbols/s, {engine.signature}")
    if options.shaped:
        with tempfile.TemporaryDirectory() as folder:
            other = shaped_speed(
                shaped(Path(folder)), lengths[: options.shaped], round(written), options.threads
            )
        print(f"NLLB-600M-shaped: {other:.2f} sentences/s; mini is {speed / other:.0f} times as fast")


if __name__ == "__main__":
    main()
