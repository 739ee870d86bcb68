"""A CTranslate2 model at work between any two of the languages: kztrans itself never writes Kazakh."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kztrans.engine import store
from kztrans.engine.catalogue import find
from kztrans.engine.layout import longest_target, read_layout
from kztrans.engine.loader import mini_directory
from kztrans.engine.loops import loops
from kztrans.engine.tokenizer import END, load_tokenizer
from kztrans.errors import ModelError
from recipes.mini.batches import CODES

_KAZAKH = frozenset("әғқңөұүһ")
_TOKENS = {"cpu": 2048, "cuda": 16384}  # padded source symbols decoded at a time


@dataclass(frozen=True, slots=True)
class Output:
    """A translation, or why there is none that is fit: ``empty``, ``loop``, ``cut off``, ``too long``."""

    text: str
    fault: str = ""


class Decoder:
    """Translates sentences from ``read`` to ``write`` with a model's name that kztrans knows, or its folder.

    ``beam``: beam search of that width; with ``sample`` above 0 each symbol is drawn from so many best
    instead, by ``seed``. ``threads``: of a CPU; a GPU is used where CTranslate2 finds one.
    Raises ``ModelError`` for an unknown, incomplete or damaged model, and for one that lacks a language.
    """

    def __init__(
        self,
        model: str,
        read: str,
        write: str,
        *,
        beam: int = 4,
        sample: int = 0,
        seed: int = 1,
        threads: int = 0,
    ) -> None:
        import ctranslate2

        folder = folder_of(model)
        self._tokenizer, self._layout = load_tokenizer(folder), read_layout(folder)
        self._read, self._write = CODES[read], CODES[write]
        _check(folder, self._layout.producible, (self._read, self._write))
        self._device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
        self._how = (
            {"beam_size": 1, "sampling_topk": sample} if sample else {"beam_size": beam, "sampling_topk": 1}
        )
        ctranslate2.set_random_seed(seed)
        try:
            self._model: Any = ctranslate2.Translator(
                str(folder),
                device=self._device,
                compute_type="int8" if self._device == "cpu" else "default",
                intra_threads=threads,
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"CTranslate2 cannot load this model: {error}", file=folder) from error
        self.signature = f"ct2:{ctranslate2.__version__}:{self._device}:{self._model.compute_type}"

    def translate(self, texts: Sequence[str]) -> list[Output]:
        """An output for each text, in their order; texts of like length are decoded together."""
        sources = [tuple(piece.symbol for piece in self._tokenizer.encode(text)) for text in texts]
        found = [Output("", "too long" if source else "empty") for source in sources]
        groups: dict[int, list[int]] = defaultdict(list)
        for place, source in enumerate(sources):
            if 0 < len(source) <= self._layout.max_source_pieces:
                groups[longest_target(len(source), 0, self._layout.positions)].append(place)
        for limit, places in sorted(groups.items()):
            written = self._written([sources[place] for place in places], limit)
            for place, symbols in zip(places, written, strict=True):
                found[place] = self._judged(symbols, sources[place], limit)
        return found

    def _written(self, sources: Sequence[tuple[str, ...]], limit: int) -> list[tuple[str, ...]]:
        """The symbols of each target, the language's first."""
        results = self._model.translate_batch(
            [[self._read, *source, END] for source in sources],
            target_prefix=[[self._write]] * len(sources),
            max_decoding_length=limit,
            max_input_length=0,
            max_batch_size=_TOKENS[self._device],
            batch_type="tokens",
            disable_unk=True,
            **self._how,
        )
        return [tuple(result.hypotheses[0]) for result in results]

    def _judged(self, symbols: Sequence[str], source: Sequence[str], limit: int) -> Output:
        text, _ = self._tokenizer.decode(symbols[1:])
        text = " ".join(text.split())
        if len(symbols) >= limit:
            return Output(text, "cut off")
        if loops(symbols[1:], source):
            return Output(text, "loop")
        return Output(text, "" if text else "empty")


def folder_of(model: str) -> Path:
    """Where the model of that name, or in that folder, lies; ``ModelError`` where it does not."""
    path = Path(model)
    if not path.is_dir():
        if "/" in model:
            raise ModelError("no such folder", file=path, remedy="Train and export the model first.")
        path = mini_directory() if find(model).embedded else store.check(model)
    if not (path / "model.bin").is_file():
        raise ModelError("no CTranslate2 model here: model.bin is missing", file=path)
    return path


def digest(model: str) -> str:
    """What tells a model's weights from another's."""
    with (folder_of(model) / "model.bin").open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _check(folder: Path, producible: int | None, codes: tuple[str, str]) -> None:
    """``ModelError`` for a model without these languages, or one that reads Kazakh and does not write it.

    The latter has Kazakh pieces beyond those that it may write: its Kazakh would be spelt by the letter.
    """
    symbols = _vocabulary(folder)
    for code in codes:
        if code not in symbols:
            raise ModelError(f"this model does not know the language {code}", file=folder)
    unwritten = symbols[producible or len(symbols) :]
    if codes[1] == CODES["kk"] and any(_KAZAKH & set(symbol) for symbol in unwritten):
        remedy = "Train one that has Kazakh among its targets, with all pieces producible."
        raise ModelError("this model reads Kazakh and does not write it", file=folder, remedy=remedy)


def _vocabulary(folder: Path) -> list[str]:
    file = folder / "shared_vocabulary.json"
    if file.is_file():
        return [str(symbol) for symbol in json.loads(file.read_text("utf-8"))]
    file = file.with_suffix(".txt")
    if file.is_file():
        return file.read_text("utf-8").rstrip("\n").split("\n")
    raise ModelError("a file of the model is missing: shared_vocabulary", file=folder)
