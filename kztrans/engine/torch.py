"""The second engine: PyTorch and transformers, for GPUs, training checkpoints and as CTranslate2's witness.

The same float32 checkpoint gives the same beam-search symbols here and in CTranslate2. For that a logits
processor does what CTranslate2 does with a forced prefix and with ``<unk>``, and the search ends as soon as
``beam`` hypotheses are finished.

None of transformers' tokenizers is used. They take ``eng_Latn`` for the source language unless told
otherwise, turn an unknown code into ``<unk>`` without a word, and make of a directory with only a
``sentencepiece.bpe.model`` one that leaves the language code in the text.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kztrans.engine.constrained import Constraints, search
from kztrans.engine.layout import Layout, read_json, read_layout
from kztrans.engine.protocol import Hypothesis
from kztrans.engine.search import Found, Job, Request, Search
from kztrans.engine.seq2seq import SOURCE_CODE, Seq2SeqEngine
from kztrans.engine.steered import Steered
from kztrans.engine.steps import CachedSteps
from kztrans.engine.tokenizer import (
    END,
    UNKNOWN,
    JsonTokenizer,
    SentencePieceTokenizer,
    load_tokenizer,
    tokenizer_files,
)
from kztrans.errors import MissingExtraError, ModelError
from kztrans.records import Target

_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
_BATCH_SENTENCES = 32
# fairseq puts its own four symbols before SentencePiece's, which brings three of them itself.
_FAIRSEQ_HEAD = ("<s>", "<pad>", END, UNKNOWN)
_SPM_HEAD = 3


class TorchEngine(Seq2SeqEngine):
    """An ``Engine`` on a transformers directory (``config.json``, ``*.safetensors``, a tokenizer).

    ``dtype`` names a torch type, such as ``float32`` or ``bfloat16``. ``threads`` above 0 sets torch's own
    number of threads, which is the whole process's.
    """

    def __init__(
        self,
        directory: str | Path,
        *,
        name: str | None = None,
        threads: int = 0,
        device: str = "cpu",
        dtype: str = "float32",
    ) -> None:
        try:
            import torch
            import transformers
        except ModuleNotFoundError as error:
            raise MissingExtraError(
                f"the torch engine needs the package {error.name}, which is not installed",
                remedy="Install it: pip install 'kztrans[torch]'.",
            ) from error
        directory = Path(directory)
        config = read_json(directory / "config.json")
        weights = sorted(p.name for pattern in _WEIGHTS for p in directory.glob(pattern))
        if not weights:
            raise ModelError("a file of the model is missing", file=directory / "model.safetensors")
        tokenizer = load_tokenizer(directory)
        vocabulary = _vocabulary(directory, tokenizer)
        super().__init__(
            directory,
            name=name or str(directory),
            tokenizer=tokenizer,
            vocabulary=vocabulary,
            layout=_layout(directory, config),
            weights=(*weights, *tokenizer_files(directory)),
        )
        if threads:
            torch.set_num_threads(threads)
        try:
            self._model: Any = transformers.AutoModelForSeq2SeqLM.from_pretrained(
                directory,
                dtype=getattr(torch, dtype),
                attn_implementation="eager",  # the only one that returns attention
                local_files_only=True,
            )
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError(f"transformers cannot load this model: {error}", file=directory) from error
        self._model.to(device).eval()
        if self._model.config.vocab_size < len(vocabulary):
            raise ModelError(
                f"the tokenizer has {len(vocabulary)} symbols, the model {self._model.config.vocab_size}",
                file=directory,
            )
        self._torch: Any = torch
        self._symbols = vocabulary
        self._ids = {symbol: index for index, symbol in enumerate(vocabulary)}
        self._pad = self._ids["<pad>"]
        self._end = self._ids[END]
        self._signature = f"torch:{torch.__version__.partition('+')[0]}:{dtype}"
        self._lock = threading.Lock()  # transformers' generate() keeps state on the model

    @property
    def signature(self) -> str:
        return self._signature

    def constrained(
        self,
        batch: Sequence[str],
        forms: Sequence[Sequence[Sequence[str]]],
        *,
        target: Target,
        beam: int = 4,
        attention: bool = False,
    ) -> list[Hypothesis | None]:
        """As the protocol says, one source after the other; errors and limit are those of ``translate``."""
        code = self._code(target)
        results: list[Hypothesis | None] = []
        for text, wanted in zip(batch, forms, strict=True):
            source = self._tokenizer.encode(text)
            limit = self._limit(source, ())
            request = Request((SOURCE_CODE, *(piece.symbol for piece in source), END), (code,))
            constraints = Constraints(wanted, self._writer)
            with self._torch.inference_mode():
                step = CachedSteps(self._torch, self._model, self._symbols, self._padded([request.source])[0])
                symbols = search(step, constraints, first=code, limit=limit, beam=beam) if source else None
                if symbols is None:
                    results.append(None)
                    continue
                found = self._charged([request], [[symbols]])
                if attention:
                    found = self._attended([request], found)
            results.append(self._hypothesis(found[0][0], source, "", ()))
        return results

    def _search(self, jobs: Sequence[Job]) -> list[list[list[Found]]]:
        return [self._decoded(requests, how) for requests, how in jobs]

    def _decoded(self, requests: Sequence[Request], how: Search) -> list[list[Found]]:
        results: list[list[Found]] = [[] for _ in requests]
        by_length = sorted(range(len(requests)), key=lambda i: -len(requests[i].source))
        for start in range(0, len(by_length), _BATCH_SENTENCES):
            members = by_length[start : start + _BATCH_SENTENCES]
            found = self._generate([requests[i] for i in members], how)
            if how.attention:
                found = self._attended([requests[i] for i in members], found)
            for index, beams in zip(members, found, strict=True):
                results[index] = beams
        return results

    def _generate(self, requests: Sequence[Request], how: Search) -> list[list[Found]]:
        from transformers import GenerationConfig, LogitsProcessorList

        inputs, mask = self._padded([request.source for request in requests])
        forced = [[self._ids[symbol] for symbol in request.forced] for request in requests]
        config = GenerationConfig(
            num_beams=how.beam,
            num_return_sequences=how.n_best,
            no_repeat_ngram_size=how.no_repeat,
            bad_words_ids=[[self._ids[symbol] for symbol in each] for each in how.never] or None,
            early_stopping=how.beam > 1,
            length_penalty=1.0,
            max_length=how.limit + 1,  # the start symbol counts
            do_sample=False,
            decoder_start_token_id=self._end,
            eos_token_id=self._end,
            pad_token_id=self._pad,
        )
        with self._lock, self._torch.inference_mode():
            output = self._model.generate(
                input_ids=inputs,
                attention_mask=mask,
                generation_config=config,
                logits_processor=LogitsProcessorList(
                    [Steered(forced, how.beam, [self._ids[UNKNOWN], *self._barred(how.script)], self._end)]
                ),
            )
        written = [self._found(sequence[1:].tolist()) for sequence in output]
        beams = [written[i : i + how.n_best] for i in range(0, len(written), how.n_best)]
        return self._charged(requests, beams)

    def _barred(self, script: str) -> list[int]:
        """The symbols left out where that script only is written."""
        return sorted(self._ids[symbol] for symbol in self._foreign.get(script, ()))

    def _found(self, ids: list[int]) -> tuple[str, ...]:
        """The symbols of a generated sequence after its language code, up to the end mark."""
        stop = ids.index(self._end) if self._end in ids else len(ids)
        return tuple(self._symbols[index] for index in ids[1:stop])

    def _charged(
        self, requests: Sequence[Request], beams: Sequence[Sequence[tuple[str, ...]]]
    ) -> list[list[Found]]:
        flat = [(r, symbols) for r, group in zip(requests, beams, strict=True) for symbols in group]
        totals = iter(self._totals([(r.source, (r.forced[0], *symbols)) for r, symbols in flat]))
        return [[Found(symbols, next(totals)) for symbols in group] for group in beams]

    def _attended(self, requests: Sequence[Request], found: list[list[Found]]) -> list[list[Found]]:
        """Add the rows of head 0 of the last decoder layer's cross-attention, CTranslate2's default too."""
        flat = [(r, beam) for r, beams in zip(requests, found, strict=True) for beam in beams]
        targets = [(r.forced[0], *beam.symbols) for r, beam in flat]
        with self._torch.inference_mode():
            output = self._forced([r.source for r, _ in flat], targets, output_attentions=True)
        heads = output.cross_attentions[-1][:, 0].tolist()
        rows = iter(heads)
        return [
            [Found(b.symbols, b.total, _rows(next(rows), len(b.symbols), len(r.source))) for b in beams]
            for r, beams in zip(requests, found, strict=True)
        ]

    def _log_probabilities(
        self, sources: Sequence[tuple[str, ...]], targets: Sequence[tuple[str, ...]], script: str
    ) -> list[float]:
        barred = self._barred(script)
        totals: list[float] = []
        for start in range(0, len(sources), _BATCH_SENTENCES):
            part = slice(start, start + _BATCH_SENTENCES)
            with self._torch.inference_mode():
                logits = self._forced(sources[part], targets[part]).logits.float()
                logits[..., barred] = -float("inf")
                labels, mask = self._padded([(*target, END) for target in targets[part]])
                chosen = logits.log_softmax(-1).gather(-1, labels.unsqueeze(-1)).squeeze(-1)
                mask[:, 0] = 0  # the language code is forced
                totals += (chosen * mask).sum(-1).tolist()
        return totals

    def _forced(
        self, sources: Sequence[tuple[str, ...]], targets: Sequence[tuple[str, ...]], **options: bool
    ) -> Any:  # noqa: ANN401 - transformers' own output class
        """One teacher-forced pass; position i of the output is what the model expects for ``targets[i]``."""
        inputs, mask = self._padded(sources)
        decoder, decoder_mask = self._padded([(END, *target) for target in targets])
        return self._model(
            input_ids=inputs,
            attention_mask=mask,
            decoder_input_ids=decoder,
            decoder_attention_mask=decoder_mask,
            use_cache=False,
            **options,
        )

    def _padded(self, rows: Sequence[Sequence[str]]) -> tuple[Any, Any]:
        """Ids and attention mask, padded on the right."""
        width = max(map(len, rows))
        ids = [[self._ids[s] for s in row] + [self._pad] * (width - len(row)) for row in rows]
        mask = [[1] * len(row) + [0] * (width - len(row)) for row in rows]
        device = self._model.device
        return self._torch.tensor(ids, device=device), self._torch.tensor(mask, device=device)


def _rows(head: list[list[float]], symbols: int, source: int) -> tuple[tuple[float, ...], ...]:
    """The rows of the target's symbols (the first output is the language code), without padding."""
    return tuple(tuple(row[:source]) for row in head[1 : symbols + 1])


def _layout(directory: Path, config: dict[str, Any]) -> Layout:
    layout = read_layout(directory)
    positions = min(layout.positions, config.get("max_position_embeddings", layout.positions))
    return Layout(positions, min(layout.max_source_pieces, positions - 2), layout.producible)


def _vocabulary(directory: Path, tokenizer: SentencePieceTokenizer | JsonTokenizer) -> list[str]:
    """The model's symbols in the order of its ids."""
    if (directory / "tokenizer.json").is_file():
        return list(JsonTokenizer(directory / "tokenizer.json").symbols)
    symbols = tokenizer.symbols
    if SOURCE_CODE in symbols:
        return list(symbols)
    from transformers.models.nllb.tokenization_nllb import FAIRSEQ_LANGUAGE_CODES

    return [*_FAIRSEQ_HEAD, *symbols[_SPM_HEAD:], *FAIRSEQ_LANGUAGE_CODES, "<mask>"]
