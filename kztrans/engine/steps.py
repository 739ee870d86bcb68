"""A transformers decoder on one source, step by step, with the keys and values of its live beams."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from kztrans.engine.tokenizer import END, UNKNOWN


class CachedSteps:
    """A ``constrained.Step``: the encoder runs once, a step costs each beam one symbol. ``<unk>`` is barred.

    ``symbols`` are the model's in the order of its ids, ``source`` the ids of one source (a row).
    """

    def __init__(self, torch: Any, model: Any, symbols: Sequence[str], source: Any) -> None:  # noqa: ANN401
        self._torch, self._model, self._symbols = torch, model, symbols
        self._ids = {symbol: index for index, symbol in enumerate(symbols)}
        self._encoded: Any = model.get_encoder()(input_ids=source).last_hidden_state
        self._cache: Any = None

    def __call__(
        self, origins: Sequence[int], last: Sequence[str], wanted: Sequence[Collection[str]], likeliest: int
    ) -> list[dict[str, float]]:
        rows = [[self._ids[symbol]] for symbol in last]
        if self._cache is None:
            rows = [[self._ids[END], *row] for row in rows]  # the decoder's start symbol
        else:
            self._cache.reorder_cache(self._tensor(origins))
        output = self._model(
            encoder_outputs=(self._encoded.expand(len(rows), -1, -1),),
            decoder_input_ids=self._tensor(rows),
            past_key_values=self._cache,
            use_cache=True,
        )
        self._cache = output.past_key_values
        logits = output.logits[:, -1].float()
        logits[:, self._ids[UNKNOWN]] = -float("inf")
        costs = logits.log_softmax(-1)
        best = costs.topk(likeliest)
        found = []
        for row, symbols in enumerate(wanted):
            asked = [self._ids[symbol] for symbol in symbols]
            ids = [*best.indices[row].tolist(), *asked]
            values = [*best.values[row].tolist(), *costs[row, asked].tolist()]
            found.append({self._symbols[i]: value for i, value in zip(ids, values, strict=True)})
        return found

    def _tensor(self, values: Sequence[Any]) -> Any:  # noqa: ANN401
        return self._torch.tensor(values, device=self._model.device)
