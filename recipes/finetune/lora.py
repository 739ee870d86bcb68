"""LoRA (Hu et al. 2021, through peft) on an NLLB-shaped checkpoint, merged and converted in the end."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kztrans.engine.convert import convert
from kztrans.engine.seq2seq import SOURCE_CODE, TARGET_CODES
from kztrans.errors import InputError, MissingExtraError, ModelError
from kztrans.glossary.mine.aligned import open_aligned
from kztrans.records import Target

HF, CT2, ADAPTER, STATE = "hf", "ct2", "adapter", "state.json"
_MODULES = ["q_proj", "k_proj", "v_proj", "out_proj", "fc1", "fc2"]
_IGNORED = -100  # a label that the loss leaves out


@dataclass(frozen=True, slots=True)
class Settings:
    """``rank``: of the added matrices. ``batch``: pairs an update. ``longest``: pieces of either side."""

    rank: int = 16
    epochs: int = 3
    batch: int = 16
    rate: float = 2e-4
    longest: int = 200
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Example:
    """A pair and the language of its target."""

    source: str
    target: str
    language: Target


def examples_of(files: Sequence[Path], languages: Sequence[Target]) -> list[Example]:
    """The pairs in ``files`` (as ``kztrans glossary mine`` takes them) that have both sides, each once.

    Raises ``InputError`` for what cannot be read, and where no pair is left.
    """
    found = dict.fromkeys(
        Example(pair.kk.strip(), pair.target.strip(), language)
        for language in languages
        for pair in open_aligned(files, language)
        if pair.kk.strip() and pair.target.strip()
    )
    if not found:
        raise InputError(
            "there is no pair in these files", file=files[0], remedy="Check --to and the languages."
        )
    return list(found)


def finetune(
    model: Path,
    examples: Sequence[Example],
    out: Path,
    settings: Settings,
    report: Callable[[str], None] = lambda _: None,
) -> Path:
    """Train, merge, convert: writes ``out/hf`` and ``out/ct2``, and returns the latter.

    The adapter is saved after every epoch, and a run with the same arguments goes on behind the last one.
    ``report`` hears how many pairs are too long to be used. Raises ``ModelError`` for a model that is not in
    transformers layout, and for an adapter that was made with other settings; ``MissingExtraError`` without
    the ``train`` extra.
    """
    _require_peft()
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    if not (model / "config.json").is_file():
        raise ModelError("there is no transformers model here", file=model, remedy="Give its folder.")
    torch.manual_seed(settings.seed)
    tokenizer = AutoTokenizer.from_pretrained(model, src_lang=SOURCE_CODE)
    base = AutoModelForSeq2SeqLM.from_pretrained(model, dtype=torch.float32)
    coded = _coded(examples, tokenizer, settings.longest)
    report(f"{len(coded):,} pairs are used, {len(examples) - len(coded):,} are too long")
    out.mkdir(parents=True, exist_ok=True)
    tuned, done = _adapted(base, out, settings)
    optimiser = torch.optim.AdamW((p for p in tuned.parameters() if p.requires_grad), lr=settings.rate)
    tuned.train()
    for epoch in range(done, settings.epochs):
        for batch in _batches(coded, tokenizer.pad_token_id, settings, epoch):
            loss = tuned(**batch).loss
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tuned.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        tuned.save_pretrained(out / ADAPTER)
        _write_state(out, settings, epoch + 1)
    merged = tuned.merge_and_unload().half()
    merged.save_pretrained(out / HF)
    tokenizer.save_pretrained(out / HF)
    for name in ("sentencepiece.bpe.model", "sentencepiece.model"):
        if (model / name).is_file():
            (out / HF / name).write_bytes((model / name).read_bytes())
    return convert(out / HF, out / CT2)


def _require_peft() -> None:
    try:
        import peft  # noqa: F401
        import torch  # noqa: F401
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"fine-tuning needs {error.name}", remedy="Install it: pip install 'kztrans[train]'."
        ) from error


def _adapted(base: Any, out: Path, settings: Settings) -> tuple[Any, int]:  # noqa: ANN401
    """The model with its adapter, new or from an earlier run, and how many epochs that one has had."""
    import peft

    state = out / STATE
    if not state.exists():
        config = peft.LoraConfig(
            task_type=peft.TaskType.SEQ_2_SEQ_LM,
            r=settings.rank,
            lora_alpha=2 * settings.rank,
            target_modules=_MODULES,
        )
        return peft.get_peft_model(base, config), 0
    facts = json.loads(state.read_text("utf-8"))
    if facts["settings"] != asdict(settings) | {"epochs": facts["settings"]["epochs"]}:
        remedy = "Give the same settings, or another --out."
        raise ModelError("an adapter made with other settings lies here", file=state, remedy=remedy)
    return peft.PeftModel.from_pretrained(base, out / ADAPTER, is_trainable=True), facts["epochs"]


def _write_state(out: Path, settings: Settings, epochs: int) -> None:
    part = out / f"{STATE}.part"
    part.write_text(json.dumps({"settings": asdict(settings), "epochs": epochs}), "utf-8")
    part.replace(out / STATE)


@dataclass(frozen=True, slots=True)
class _Coded:
    """An example as NLLB reads it: language code first, end mark last."""

    source: list[int]
    target: list[int]
    language: Target


def _coded(examples: Sequence[Example], tokenizer: Any, longest: int) -> list[_Coded]:  # noqa: ANN401
    coded = []
    for example in examples:
        tokenizer.tgt_lang = TARGET_CODES[example.language]
        ids = tokenizer(example.source, text_target=example.target)
        if max(len(ids["input_ids"]), len(ids["labels"])) <= longest:
            coded.append(_Coded(ids["input_ids"], ids["labels"], example.language))
    return coded


def _batches(coded: Sequence[_Coded], pad: int, settings: Settings, epoch: int) -> Iterator[dict[str, Any]]:
    """Shuffled batches of one target language each, the same ones for the same epoch."""
    chance = random.Random(settings.seed + epoch)
    groups: list[list[_Coded]] = []
    for language in TARGET_CODES:
        chosen = [each for each in coded if each.language == language]
        chance.shuffle(chosen)
        groups += [chosen[start : start + settings.batch] for start in range(0, len(chosen), settings.batch)]
    chance.shuffle(groups)
    for group in groups:
        yield {
            "input_ids": _padded([each.source for each in group], pad),
            "attention_mask": _padded([[1] * len(each.source) for each in group], 0),
            "labels": _padded([each.target for each in group], _IGNORED),
        }


def _padded(rows: list[list[int]], filler: int) -> Any:  # noqa: ANN401
    import torch

    longest = max(map(len, rows))
    return torch.tensor([row + [filler] * (longest - len(row)) for row in rows])
