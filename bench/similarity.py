"""Where true pairs and others lie under multilingual-e5-small: what the bar of step ``similar`` rests on.

    python -m bench.similarity --config recipes/mini/mini.toml [--pairs 300]

Draws pairs from Kazakh by lot from the cleaned corpus (kinds ``sentences`` and ``llm``) and prints how the
cosine of the two sides is spread: as they are, with the targets shuffled, and with targets cut in half.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np

from recipes.mini.clean import read_pairs
from recipes.mini.config import load
from recipes.mini.corpus import trained_sources
from recipes.mini.e5 import load_e5
from recipes.mini.similar import Embedder

_KINDS = ("sentences", "llm")
_SHARES = (1, 5, 50, 95, 99)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=300)
    options = parser.parse_args()
    recipe = load(options.config)
    sources = trained_sources(recipe)
    fit = [
        pair
        for pair in read_pairs(recipe.paths.work, dissimilar=True)
        if pair.languages[0] == "kk" and sources[pair.file].kind in _KINDS and len(pair.target.split()) > 3
    ]
    pairs = random.Random(1).sample(fit, options.pairs)
    embed = Embedder(load_e5(recipe), tokens=recipe.similarity.tokens, threads=recipe.training.threads)
    left, right = embed([pair.source for pair in pairs]), embed([pair.target for pair in pairs])
    halves = embed([" ".join(words[: len(words) // 2]) for words in (pair.target.split() for pair in pairs)])
    bar = recipe.similarity.least
    print(f"{'cosine at':12}" + "".join(f"{share:>7} %" for share in _SHARES) + f"   below {bar}")
    for name, other in (("true", right), ("shuffled", np.roll(right, 1, axis=0)), ("cut in half", halves)):
        cosines = (left * other).sum(1)
        spread = "".join(f"{value:9.3f}" for value in np.percentile(cosines, _SHARES))
        print(f"{name:12}{spread}   {100 * (cosines < bar).mean():.1f} %")


if __name__ == "__main__":
    main()
