"""A logits processor under which transformers' beam search does as CTranslate2's does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Steered:
    """A logits processor that searches as CTranslate2 4.8.5 does (its src/decoding.cc).

    The ``barred`` are excluded before the probabilities are normalised. A source's forced symbols cost
    nothing but count in the length. At the first free step the end mark stands only where it is the best
    choice of all; elsewhere it loses its place in the beam, and no other candidate takes that place.
    """

    def __init__(self, forced: Sequence[Sequence[int]], beam: int, barred: Sequence[int], end: int) -> None:
        self._forced = forced
        self._beam = beam
        self._barred = barred
        self._end = end

    def __call__(self, input_ids: Any, scores: Any) -> Any:  # noqa: ANN401 - tensors
        step = input_ids.shape[1] - 1  # after the decoder's start symbol
        scores[:, self._barred] = -float("inf")
        scores = scores.log_softmax(-1)
        for index, symbols in enumerate(self._forced):
            rows = scores[index * self._beam : (index + 1) * self._beam]  # a view
            if step < len(symbols):
                rows[:] = -float("inf")
                rows[:, symbols[step]] = 0
            elif step == len(symbols):
                best = rows[0].topk(self._beam)
                if best.indices[0] == self._end:
                    continue
                if self._end in best.indices:
                    rows[0, rows[0] < best.values[-1]] = -float("inf")
                rows[:, self._end] = -float("inf")
        return scores
