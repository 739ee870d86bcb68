"""The default engine: CTranslate2 on CPU or GPU.

How CTranslate2 4.8.5 behaves with ``target_prefix`` (each point has a test):

- ``hypotheses`` and ``attention`` hold the forced symbols too, the language code first: one row for each,
  none for the end mark; columns are all source symbols, code and end mark included. The rows of a forced
  prefix equal those of the same symbols written freely.
- a score is the sum over the symbols that were not forced, divided by the number of *all* symbols, forced
  ones and the end mark included; a hypothesis cut at ``max_decoding_length`` has no end mark to count.
- ``max_decoding_length`` counts the forced symbols and cuts even them.
- right after the prefix the search may end only where the end mark is the best choice of all.
- a vocabulary map leaves symbols out of the last matrix product. CTranslate2 does not forget the map of the
  batch before, so that forced symbols come out wrong where maps differ: a script's is the same for every
  batch, and each script has a translator of its own.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kztrans.engine.ct2_files import VOCABULARIES, narrowed, read_files, read_vocabulary
from kztrans.engine.layout import read_layout
from kztrans.engine.search import Found, Job, Request, Search
from kztrans.engine.seq2seq import Seq2SeqEngine
from kztrans.engine.tokenizer import Tokenizer, load_tokenizer, tokenizer_files
from kztrans.errors import ModelError

# Padded source tokens decoded at a time by a thread; CTranslate2 sorts by length and cuts batches to this.
_BATCH_TOKENS = 1024
# Weights below this many bytes gain little from several threads a batch: there each thread has its own batch.
_SMALL = 200_000_000
_THREADS_A_BATCH = 4
# Scoring keeps the logits of a whole batch: small ones are faster (cache) and take a third of the memory.
_SCORE_TOKENS = 512


class CT2Engine(Seq2SeqEngine):
    """An ``Engine`` on a CTranslate2 directory (``model.bin``, ``shared_vocabulary.json``, a tokenizer).

    ``threads`` 0 lets CTranslate2 choose; ``compute_type`` ``default`` keeps the type of the saved weights.
    """

    def __init__(
        self,
        directory: str | Path,
        *,
        name: str | None = None,
        tokenizer: Tokenizer | None = None,
        threads: int = 0,
        device: str = "cpu",
        compute_type: str = "default",
    ) -> None:
        import ctranslate2

        directory = Path(directory)
        vocabulary_file = next((n for n in VOCABULARIES if (directory / n).is_file()), None)
        for missing in (n for n in ("model.bin", "config.json") if not (directory / n).is_file()):
            raise ModelError("a file of the model is missing", file=directory / missing)
        if vocabulary_file is None:
            raise ModelError("a file of the model is missing", file=directory / VOCABULARIES[0])
        vocabulary, layout = read_vocabulary(directory / vocabulary_file), read_layout(directory)
        super().__init__(
            directory,
            name=name or str(directory),
            tokenizer=tokenizer or load_tokenizer(directory),
            vocabulary=vocabulary,
            layout=layout,
            weights=("model.bin", vocabulary_file, *tokenizer_files(directory)),
        )
        if device == "cuda" and not ctranslate2.get_cuda_device_count():
            raise ModelError("no usable GPU here; leave out --device cuda")
        batches, each = _threading(threads, (directory / "model.bin").stat().st_size)
        self._options = {
            "device": device,
            "compute_type": compute_type,
            "inter_threads": batches if device == "cpu" else 1,
            "intra_threads": each,
        }
        self._lock = threading.Lock()
        self._translators: dict[str, Any] = {}
        self._version: str = ctranslate2.__version__
        # Kept, so that every script has the weights that were there at first.
        self._files = read_files(directory) if layout.producible else None
        self._translator("")  # what is damaged is said at once

    @property
    def signature(self) -> str:
        return f"ct2:{self._version}:{self._translator('').compute_type}"

    def _translator(self, script: str) -> Any:  # noqa: ANN401 - an untyped C++ object
        """CTranslate2 with these weights, writing that script only; loaded when it is first asked for."""
        import ctranslate2

        with self._lock:
            if script not in self._translators:
                try:
                    files = self._narrowed(script)
                    self._translators[script] = ctranslate2.Translator(
                        str(self._directory), files=files, **self._options
                    )
                except (RuntimeError, ValueError, IndexError) as error:
                    raise ModelError(
                        f"CTranslate2 cannot load this model: {error}", file=self._directory
                    ) from error
            return self._translators[script]

    def _narrowed(self, script: str) -> dict[str, bytes] | None:
        """The files for a script; None where those on disk serve as they are."""
        if self._files is None:
            return None
        barred = self._foreign.get(script, frozenset())
        return narrowed(self._files, self._vocabulary, self._layout.producible, barred)

    def _search(self, jobs: Sequence[Job]) -> list[list[list[Found]]]:
        # All jobs are handed over before the first is waited for: no thread idles at a job's end.
        with self._failures():
            begun = [(self._begun(requests, how), how.limit) for requests, how in jobs]
            return [_awaited(results, limit) for results, limit in begun]

    def _begun(self, requests: Sequence[Request], how: Search) -> list[Any]:
        """The search of these, begun: for each request what gives its result when it is there."""
        return list(
            self._translator(how.script).translate_batch(
                [list(r.source) for r in requests],
                target_prefix=[list(r.forced) for r in requests],
                asynchronous=True,
                beam_size=how.beam,
                num_hypotheses=how.n_best,
                no_repeat_ngram_size=how.no_repeat,
                suppress_sequences=[list(each) for each in how.never] or None,
                max_decoding_length=how.limit,
                max_input_length=0,  # lengths were checked: never cut a source
                max_batch_size=_BATCH_TOKENS,
                batch_type="tokens",
                disable_unk=True,
                use_vmap=self._layout.producible is not None,
                return_scores=True,
                return_attention=how.attention,
            )
        )

    def _log_probabilities(
        self, sources: Sequence[tuple[str, ...]], targets: Sequence[tuple[str, ...]], script: str
    ) -> list[float]:
        with self._failures():
            results = self._translator(script).score_batch(
                [list(s) for s in sources],
                [list(t) for t in targets],
                max_input_length=0,
                max_batch_size=_SCORE_TOKENS,
                batch_type="tokens",
            )
        return [sum(result.log_probs[1:]) for result in results]

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """A model with fewer positions than its layout says, a GPU without memory: say it in one line."""
        try:
            yield
        except RuntimeError as error:
            raise ModelError(f"CTranslate2 failed: {error}", file=self._directory) from error


def _awaited(results: Sequence[Any], limit: int) -> list[list[Found]]:
    """What was found for each request, when it is there."""
    arrived = [each.result() for each in results]
    return [[_found(each, rank, limit) for rank in range(len(each.hypotheses))] for each in arrived]


def _found(result: Any, rank: int, limit: int) -> Found:  # noqa: ANN401 - an untyped C++ object
    symbols = result.hypotheses[rank]
    counted = len(symbols) + (len(symbols) < limit)
    rows = tuple(tuple(row) for row in result.attention[rank][1:]) if result.attention else ()
    return Found(tuple(symbols[1:]), result.scores[rank] * counted, rows)


def _threading(threads: int, size: int) -> tuple[int, int]:
    """How many batches are decoded at a time, and by how many threads each; ``size``: bytes of weights."""
    threads = threads or _cores()
    each = 1 if size < _SMALL else min(threads, _THREADS_A_BATCH)
    return max(1, threads // each), each


def _cores() -> int:
    """How many cores this process may use, where the system tells; else how many there are."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
