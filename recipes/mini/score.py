"""Step ``score``: BLEU and chrF++ of the exported model on the development sets, with signatures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from kztrans.document import write_text
from kztrans.evaluate import evaluate
from kztrans.evaluate.metrics import SCORERS
from kztrans.evaluate.sets import load_set
from kztrans.records import Target
from kztrans.translator import Translator
from recipes.mini.config import Recipe, require
from recipes.mini.decode import Decoder
from recipes.mini.export import CT2

SCORES = "scores.json"
SETS = ("ntrex128", "tatoeba")
Row = dict[str, str | int | float]


def score(recipe: Recipe, *, model: str | Path | None = None, lines: int | None = None) -> Path:
    """Write ``WORK/scores.json``: for each set and direction the metrics at beam 4.

    Out of Kazakh as kztrans decodes, without a glossary; into Kazakh as step ``synthesise`` does, with the
    number of ``unfit`` outputs (none, cut off, loops). Helper directions without Kazakh have no score.
    ``model``: another model's name or folder. ``lines``: only the first so many of each set.
    """
    if model is None:
        require(recipe.paths.work / CT2, "export")
    name = str(model or recipe.paths.work / CT2)
    rows: list[Row] = []
    for read, write in recipe.directions:
        if "kk" not in (read, write):
            continue
        for each in SETS:
            texts = load_set(each, cast(Target, read if write == "kk" else write), recipe.paths.development)
            kazakh, other = texts.sources[:lines], texts.references[0][:lines]
            scores = _out_of(name, kazakh, other, write) if read == "kk" else _into(name, other, kazakh, read)
            rows.append({"set": each, "from": read, "to": write, "lines": len(kazakh), **scores})
    path = recipe.paths.work / SCORES
    write_text(path, json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    return path


def _out_of(model: str, kazakh: Sequence[str], reference: Sequence[str], write: str) -> Row:
    translator = Translator.load(model)
    system = evaluate(kazakh, [reference], target=cast(Target, write), translator=translator).systems[0]
    scores: Row = {metric.name: round(metric.score, 1) for metric in system.metrics}
    return {**scores, "signature": system.metric("chrF++").signature}


def _into(model: str, sources: Sequence[str], kazakh: Sequence[str], read: str) -> Row:
    decoder = Decoder(model, read, "kk", beam=4)
    outputs = decoder.translate(sources)
    texts = [output.text for output in outputs]
    scores: Row = {"unfit": sum(bool(output.fault) for output in outputs)}
    for metric in SCORERS:
        scorer = metric.sacrebleu()
        scores[metric.name] = round(scorer.corpus_score(texts, [list(kazakh)]).score, 1)
        if metric.name == "chrF++":
            scores["signature"] = f"{scorer.get_signature()}|engine:{decoder.signature}|target:kk|beam:4"
    return scores
