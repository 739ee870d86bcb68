"""Step ``export``: the averaged weights of the last checkpoint, for transformers and int8 CTranslate2."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from kztrans.engine.convert import convert
from kztrans.engine.layout import LAYOUT_FILE
from kztrans.errors import ModelError
from recipes.mini.batches import Vocabulary
from recipes.mini.config import Recipe
from recipes.mini.start import bias_of
from recipes.mini.train import CHECKPOINT

HF, CT2 = "hf", "ct2"
_TOKENIZER = ("sentencepiece.model", "tokenizer.json", "tokenizer_config.json")
_TIED = ("embed_tokens.weight", "lm_head.weight")


def export(recipe: Recipe) -> Path:
    """Write ``WORK/hf`` and ``WORK/ct2``; the latter is what ``kztrans --model DIR`` takes.

    Raises ``ModelError`` where nothing was trained.
    """
    import torch
    from transformers import BartConfig, BartForConditionalGeneration

    work, start = recipe.paths.work, recipe.paths.start
    path = work / CHECKPOINT
    if not path.exists():
        raise ModelError(
            "there is no checkpoint", file=path, remedy="Train first: python -m recipes.mini train"
        )
    state = torch.load(path, map_location="cpu", weights_only=True)
    model = BartForConditionalGeneration(BartConfig.from_pretrained(start))
    weights = {**state["model"], **state["average"]}
    for name in weights:
        if name.endswith(_TIED):
            weights[name] = weights["model.shared.weight"]
    model.load_state_dict(weights, strict=False)
    model.tie_weights()
    producible = Vocabulary(start, recipe.directions).producible
    model.final_logits_bias.copy_(torch.from_numpy(bias_of(model.config.vocab_size, producible)))
    # CTranslate2's converter reads what transformers 5 no longer has.
    model.config.normalize_before, model.config.normalize_embedding = False, True
    model.generation_config.max_length, model.generation_config.num_beams = 256, 4
    model.generation_config.forced_eos_token_id = None
    model.half().save_pretrained(work / HF)
    for name in _TOKENIZER:
        shutil.copy(start / name, work / HF)
    layout = {"producible": producible, "positions": 512, "max_source_pieces": recipe.training.longest}
    (work / HF / LAYOUT_FILE).write_text(json.dumps(layout) + "\n", "utf-8")
    return convert(work / HF, work / CT2)
