"""Step ``score``: BLEU and chrF++ of the exported model on the development sets, with signatures."""

from __future__ import annotations

import json
from pathlib import Path

from kztrans.document import write_text
from kztrans.evaluate import evaluate
from kztrans.evaluate.sets import load_set
from kztrans.records import TARGETS
from kztrans.translator import Translator
from recipes.mini.config import Recipe, require
from recipes.mini.export import CT2

SCORES = "scores.json"
SETS = ("ntrex128", "tatoeba")


def score(recipe: Recipe, *, model: str | Path | None = None, lines: int | None = None) -> Path:
    """Write ``WORK/scores.json``: for each set and target the metrics of plain decoding, beam 4.

    ``model``: another model's name or folder. ``lines``: only the first so many of each set.
    """
    if model is None:
        require(recipe.paths.work / CT2, "export")
    translator = Translator.load(str(model or recipe.paths.work / CT2))
    rows = []
    for name in SETS:
        for target in TARGETS:
            texts = load_set(name, target, recipe.paths.development)
            sources = texts.sources[:lines]
            streams = [stream[:lines] for stream in texts.references]
            system = evaluate(sources, streams, target=target, translator=translator).systems[0]
            rows.append(
                {
                    "set": name,
                    "to": target,
                    "lines": len(sources),
                    **{metric.name: round(metric.score, 1) for metric in system.metrics},
                    "signature": system.metric("chrF++").signature,
                }
            )
    path = recipe.paths.work / SCORES
    write_text(path, json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    return path
