"""Step ``train``: a plain loop, on CPU or GPU, that goes on from its last checkpoint.

The network computes in bf16 throughout; the optimiser works on weights kept in fp32 (Micikevicius et al.
2018). On a CPU that is a fifth faster than autocast, which casts activations back and forth.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from kztrans.errors import ModelError
from recipes.mini.batches import PAD, Batch, Batches, Vocabulary, schedule
from recipes.mini.config import Recipe, require

CHECKPOINT = "checkpoint.pt"
LOG = "train.jsonl"


@dataclass(slots=True)
class _Sums:
    """Losses since the last line of the log."""

    loss: float = 0.0
    tokens: int = 0
    guided: float = 0.0
    batches: int = 0
    since: float = field(default_factory=time.monotonic)


class Trainer:
    """The model, its fp32 weights, optimiser and running average; ``seconds`` of training, over all runs."""

    def __init__(self, recipe: Recipe, device: str) -> None:
        from safetensors.torch import load_file
        from transformers import BartConfig, BartForConditionalGeneration

        require(recipe.paths.start / "config.json", "start")
        self.settings, self.work, self.device = recipe.training, recipe.paths.work, device
        torch.set_num_threads(self.settings.threads)
        torch.manual_seed(self.settings.seed)
        config = BartConfig.from_pretrained(recipe.paths.start)
        # The fused CPU backward of "sdpa" is a third slower.
        self.model = BartForConditionalGeneration._from_config(config, attn_implementation="eager").float()
        begin = load_file(recipe.paths.start / "model.safetensors")
        begin.pop("final_logits_bias", None)
        self.model.load_state_dict({name: value.float() for name, value in begin.items()}, strict=False)
        self.model.tie_weights()
        self.model.to(device).train()
        self.weights = {name: p.detach().clone() for name, p in self.model.named_parameters()}
        self.model.to(torch.bfloat16)
        groups: dict[bool, list[torch.Tensor]] = {True: [], False: []}
        for name, weight in self.weights.items():
            groups[".encoder." in name or "shared" in name].append(weight)
        self.optimiser = torch.optim.AdamW(
            [{"params": groups[encoder], "lr": 0.0} for encoder in (True, False)],
            betas=(0.9, 0.98),
            weight_decay=0.01,
            fused=True,
        )
        self.average = {name: weight.clone() for name, weight in self.weights.items()}
        self.vocabulary = Vocabulary(recipe.paths.start, recipe.directions)
        self.updates, self.seen, self.seconds = 0, 0, 0.0
        self._captured: dict[str, torch.Tensor] = {}
        self._watch_last_head()
        if (self.work / CHECKPOINT).exists():
            self._resume()

    def _watch_last_head(self) -> None:
        """Keep what head 0 of the last decoder layer asks and is asked: CTranslate2 shows just that head."""
        attention = self.model.model.decoder.layers[-1].encoder_attn
        for name in ("q_proj", "k_proj"):

            def keep(module: Any, inputs: Any, output: torch.Tensor, name: str = name) -> None:  # noqa: ANN401
                self._captured[name] = output

            getattr(attention, name).register_forward_hook(keep)
        self._head = attention.head_dim

    def _resume(self) -> None:
        path = self.work / CHECKPOINT
        try:
            state = torch.load(path, map_location=self.device, weights_only=True)
            for name, weight in self.weights.items():
                weight.copy_(state["model"][name])
            self.optimiser.load_state_dict(state["optimiser"])
        except (RuntimeError, KeyError, ValueError, EOFError) as error:
            remedy = "Move it away to begin anew, or give the recipe that it was made by."
            raise ModelError(f"this checkpoint does not fit: {error}", file=path, remedy=remedy) from None
        self.average = state["average"]
        self._show()
        self.updates, self.seen, self.seconds = state["updates"], state["seen"], state["seconds"]

    def _show(self) -> None:
        """Give the network the fp32 weights, rounded."""
        with torch.no_grad():
            torch._foreach_copy_(list(self.model.parameters()), list(self.weights.values()))

    def save(self) -> None:
        """Write the checkpoint whole, or not at all."""
        part = self.work / f"{CHECKPOINT}.part"
        state = {
            "model": self.weights,
            "optimiser": self.optimiser.state_dict(),
            "average": self.average,
            **{name: getattr(self, name) for name in ("updates", "seen", "seconds")},
        }
        torch.save(state, part)
        part.replace(self.work / CHECKPOINT)

    def update(self, batch: Batch, share: float) -> tuple[float, int, float | None]:
        """One update: the mean cross-entropy (nats), how many target symbols, the alignment loss if any."""
        settings = self.settings
        rate = schedule(self.updates, share, settings)
        for group, factor in zip(self.optimiser.param_groups, (settings.encoder_rate, 1.0), strict=True):
            group["lr"] = rate * factor
        source = torch.from_numpy(batch.source).to(self.device)
        target = torch.from_numpy(batch.target).to(self.device)
        read, wanted = target[:, :-1], target[:, 1:]
        seen = (source != PAD).long()
        encoded = self.model.model.encoder(input_ids=source, attention_mask=seen)[0]
        hidden = self.model.model.decoder(
            input_ids=read,
            attention_mask=(read != PAD).long(),
            encoder_hidden_states=encoded,
            encoder_attention_mask=seen,
            use_cache=False,
        )[0]
        mask = wanted != PAD
        dropped = torch.nn.functional.dropout(hidden[mask], 0.1)
        logits = dropped @ self.model.model.shared.weight[: self.vocabulary.producible].T
        truth = wanted[mask]
        entropy = torch.nn.functional.cross_entropy(logits, truth, label_smoothing=settings.smoothing)
        guided = self._guided(batch, source) if settings.guided else None
        loss = entropy if guided is None else entropy + settings.guided * guided
        loss.backward()
        self._step()
        self.updates += 1
        self.seen += len(truth)
        self._follow()
        return entropy.item(), len(truth), None if guided is None else guided.item()

    def _step(self) -> None:
        """Gradients to fp32, clipped; the optimiser's step; the network follows."""
        for p, weight in zip(self.model.parameters(), self.weights.values(), strict=True):
            weight.grad = None if p.grad is None else p.grad.float()
            p.grad = None
        torch.nn.utils.clip_grad_norm_(self.weights.values(), 1.0)
        self.optimiser.step()
        self._show()

    def _guided(self, batch: Batch, source: torch.Tensor) -> torch.Tensor | None:
        """Guided alignment (Chen et al. 2016): the watched head should look at a linked word."""
        links = torch.from_numpy(batch.links).to(self.device)
        rows = links.any(-1)
        if not rows.any():
            return None
        query, key = (self._captured[name][..., : self._head].float() for name in ("q_proj", "k_proj"))
        scores = torch.einsum("btd,bsd->bts", query, key) / self._head**0.5
        chances = torch.log_softmax(scores.masked_fill((source == PAD)[:, None, :], -1e9), -1)
        return -torch.logsumexp(chances.masked_fill(~links, -1e4), -1)[rows].mean()

    def _follow(self) -> None:
        """Let the averaged weights follow, every fifth update."""
        if self.updates % 5:
            return
        keep = min(self.settings.average**5, (1 + self.updates) / (10 + self.updates))
        with torch.no_grad():
            for name, weight in self.weights.items():
                self.average[name].lerp_(weight, 1 - keep)


def train(recipe: Recipe, *, device: str | None = None) -> Path:
    """Train until ``minutes`` of training are done, saving as it goes; returns the checkpoint.

    Time spent in earlier runs counts, so that a killed run, started again, ends where it would have. The log
    (``WORK/train.jsonl``) has a line every 100 updates and one at the end of each run.
    """
    trainer = Trainer(recipe, device or ("cuda" if torch.cuda.is_available() else "cpu"))
    settings = recipe.training
    batches = Batches(recipe, trainer.vocabulary, settings.seed + trainer.updates)
    begun, before = time.monotonic(), trainer.seconds
    saved, sums = begun, _Sums()
    while trainer.seconds < settings.minutes * 60:
        share = trainer.seconds / (settings.minutes * 60)
        loss, tokens, guided = trainer.update(batches.next(), share)
        trainer.seconds = before + time.monotonic() - begun
        sums.loss += loss * tokens
        sums.tokens += tokens
        sums.guided += guided or 0.0
        sums.batches += 1
        if trainer.updates % 100 == 0:
            _log(trainer, sums)
            sums = _Sums()
        if time.monotonic() - saved > settings.save_seconds:
            trainer.save()
            saved = time.monotonic()
    if sums.batches:
        _log(trainer, sums)
    trainer.save()
    return trainer.work / CHECKPOINT


def _log(trainer: Trainer, sums: _Sums) -> None:
    line = {
        "updates": trainer.updates,
        "seen": trainer.seen,
        "minutes": round(trainer.seconds / 60, 1),
        "loss": round(sums.loss / max(1, sums.tokens), 4),
        "guided": round(sums.guided / max(1, sums.batches), 4),
        "tokens/s": round(sums.tokens / (time.monotonic() - sums.since)),
        "rate": trainer.optimiser.param_groups[1]["lr"],
    }
    with (trainer.work / LOG).open("a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")
