"""Which of XLM-R's 250,000 pieces a model keeps: those that its pairs use; and the files of a vocabulary."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kztrans.engine.layout import LAYOUT_FILE
from kztrans.engine.seq2seq import SOURCE_CODE, TARGET_CODES
from recipes.mini.config import Start
from recipes.mini.corpus import Pair
from recipes.mini.pieces import BYTE, CONTROL, NORMAL, SPECIAL, Piece, byte_pieces, write_model

MODEL_FILE = "sentencepiece.model"
#: Language codes, NLLB's; the last is for Kazakh in Latin script, which no pair is in yet.
CODES = (SOURCE_CODE, *TARGET_CODES.values(), "kaz_Latn")
NONE = -1  # in place of an XLM-R id, of symbols that XLM-R lacks
_CHUNK = 20_000

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Uses:
    """In how many sentences each piece of XLM-R stands, by its id: of targets, and of sources."""

    written: Counts
    read: Counts


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces in the order of their symbols, ``producible`` of which may be written: the first ones.

    ``xlmr``: the id that each has in XLM-R, or ``NONE``.
    """

    pieces: tuple[Piece, ...]
    xlmr: tuple[int, ...]
    producible: int


def count(pairs: Iterable[Pair], segmenter: Any, size: int) -> Uses:  # noqa: ANN401
    """How the pairs use the ``size`` pieces of XLM-R under its unigram model; each sentence once a side."""
    sides: tuple[dict[str, None], dict[str, None]] = ({}, {})
    for pair in pairs:
        sides[0][pair.target] = sides[1][pair.source] = None
    return Uses(*(_count(list(texts), segmenter, size) for texts in sides))


def _count(texts: Sequence[str], segmenter: Any, size: int) -> Counts:  # noqa: ANN401
    counts = np.zeros(size, dtype=np.int64)
    for start in range(0, len(texts), _CHUNK):
        encoded = segmenter.encode(texts[start : start + _CHUNK], num_threads=1)
        counts += np.bincount([each for ids in encoded for each in set(ids)], minlength=size)
    return counts


def cut(uses: Uses, pieces: Sequence[Piece], settings: Start) -> Vocabulary:
    """The pieces worth keeping, in four parts, each in XLM-R's order.

    First the special symbols and what is written, then bytes and language codes, all producible; last what
    is only read. A piece stays if ``least`` sentences of one side use it, the most used first, ``pieces`` at
    most. A single character counts wherever a longer piece holds it: words whose own piece is cut must still
    be spelt.
    """
    normal = np.array([piece.kind == NORMAL for piece in pieces])
    written, read = (np.where(normal, _spelt(side, pieces), 0) for side in (uses.written, uses.read))
    writable = written >= settings.least
    wanted = np.flatnonzero(writable | (read >= settings.least))
    order = np.lexsort((wanted, -(written + read)[wanted]))
    chosen = np.sort(wanted[order[: settings.pieces]])
    first, last = chosen[writable[chosen]].tolist(), chosen[~writable[chosen]].tolist()
    added = [*byte_pieces(), *(Piece(code, 0.0, CONTROL) for code in CODES)]
    head = [*range(len(SPECIAL)), *first]
    return Vocabulary(
        pieces=(*(pieces[id_] for id_ in head), *added, *(pieces[id_] for id_ in last)),
        xlmr=(*head, *[NONE] * len(added), *last),
        producible=len(head) + len(added),
    )


def _spelt(counts: Counts, pieces: Sequence[Piece]) -> Counts:
    """``counts``, where a single character has those of all pieces that hold it."""
    held: Counter[str] = Counter()
    for place in np.flatnonzero(counts).tolist():
        for letter in set(pieces[place].text):
            held[letter] += int(counts[place])
    return np.array(
        [
            held[piece.text] if len(piece.text) == 1 else uses
            for piece, uses in zip(pieces, counts.tolist(), strict=True)
        ],
        dtype=np.int64,
    )


def write(folder: Path, vocabulary: Vocabulary, charsmap: bytes, **layout: object) -> None:
    """Write ``sentencepiece.model``, transformers' tokenizer of the same ids, and ``layout.json``.

    ``layout``: further fields of that file.
    """
    (folder / MODEL_FILE).write_bytes(write_model(vocabulary.pieces, charsmap))
    fields = {
        "producible": vocabulary.producible,
        "pieces": len(vocabulary.pieces),
        "layout": "0 <s>, 1 <pad>, 2 </s>, 3 <unk>, target and shared pieces, 256 byte pieces, "
        f"{' '.join(CODES)}, then source-only pieces",
        **({"xlmr_id_of_piece": vocabulary.xlmr} if vocabulary.xlmr else {}),
        **layout,
    }
    (folder / LAYOUT_FILE).write_text(json.dumps(fields) + "\n", "utf-8")
    tokenizer(vocabulary.pieces, charsmap).save_pretrained(folder)


def tokenizer(pieces: Sequence[Piece], charsmap: bytes) -> Any:  # noqa: ANN401
    """A fast tokenizer for transformers that gives the ids of SentencePiece: code, pieces, ``</s>``."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    texts = [piece.text for piece in pieces]
    has_bytes = any(piece.kind == BYTE for piece in pieces)
    made = Tokenizer(
        models.Unigram(
            [(piece.text, piece.score) for piece in pieces], SPECIAL.index("<unk>"), byte_fallback=has_bytes
        )
    )
    made.normalizer = normalizers.Sequence(
        [normalizers.Precompiled(charsmap), normalizers.Strip(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    made.decoder = decoders.Sequence([decoders.ByteFallback(), decoders.Metaspace(prepend_scheme="always")])
    made.post_processor = processors.TemplateProcessing(
        single=f"{SOURCE_CODE} $A </s>",
        pair=f"{SOURCE_CODE} $A </s> $B </s>",
        special_tokens=[(name, texts.index(name)) for name in (SOURCE_CODE, "</s>")],
    )
    names = dict(zip(("bos_token", "pad_token", "eos_token", "unk_token"), SPECIAL, strict=True))
    codes = [code for code in CODES if code in texts]
    return PreTrainedTokenizerFast(tokenizer_object=made, additional_special_tokens=codes, **names)
