"""Text to the model's own subwords and back, with the characters each subword stands for.

Engines speak to models in *symbols* (strings of the vocabulary), never in ids: ids differ between a
SentencePiece model and the network trained on it (fairseq's offset), symbols do not. A text can only become
ordinary symbols: ``</s>`` or ``eng_Latn`` written in a document is encoded letter by letter, never as the
control symbol.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from kztrans.engine.protocol import Piece
from kztrans.errors import InputError, MissingExtraError, ModelError
from kztrans.records import Span

END = "</s>"
UNKNOWN = "<unk>"
BOUNDARY = "▁"
CONTROLS = frozenset({"<s>", "<pad>", END, "<mask>"})

# FLORES-200 language codes, and what SentencePiece writes for a byte of a character it has no piece for.
_CODE = re.compile(r"[a-z]{3}_[A-Z][a-z]{3}")
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")


@runtime_checkable
class Tokenizer(Protocol):
    """Subword segmentation with offsets (code points, half open)."""

    def encode(self, text: str) -> tuple[Piece, ...]:
        """The pieces of ``text``; their spans cover everything but the spaces (and what normalisation drops).

        All bytes of a character without a piece, and all pieces of one that normalisation expands
        (``…`` to ``...``), cover that character. A text of spaces has no pieces.
        """
        ...

    def decode(self, symbols: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
        """The text of ``symbols`` and each one's span in it; control symbols cover an empty span."""
        ...


def is_control(symbol: str) -> bool:
    """Whether ``symbol`` steers the model (end mark, language code) and stands for no text."""
    return symbol in CONTROLS or _CODE.fullmatch(symbol) is not None


def decode_symbols(symbols: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """SentencePiece's detokenisation, with spans: boundary marks become spaces, bytes become characters.

    A byte that belongs to no valid UTF-8 sequence becomes U+FFFD, ``<unk>`` becomes ``⁇``. A span leaves out
    the space before its word.
    """
    text, length = [], 0
    spans: list[Span] = []
    pending: list[int] = []

    def write(piece: str) -> Span:
        nonlocal length
        if not length:
            piece = piece.removeprefix(" ")
        start = length + len(piece) - len(piece.lstrip(" "))
        length += len(piece)
        text.append(piece)
        return Span(min(start, length), length)

    def flush() -> None:
        for char, width in _characters(bytes(pending)):
            spans.extend([write(char)] * width)
        pending.clear()

    for symbol in symbols:
        byte = _BYTE.fullmatch(symbol)
        if byte:
            pending.append(int(byte[1], 16))
            continue
        flush()
        if is_control(symbol):
            spans.append(Span(length, length))
        else:
            spans.append(write("⁇" if symbol == UNKNOWN else symbol.replace(BOUNDARY, " ")))
    flush()
    return "".join(text), tuple(spans)


def _characters(data: bytes) -> Iterable[tuple[str, int]]:
    """The characters of ``data`` with their lengths in bytes; each invalid byte is one U+FFFD."""
    start = 0
    while start < len(data):
        lead = data[start]
        width = 1 if lead < 0xC0 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
        try:
            char = data[start : start + width].decode("utf-8")
        except UnicodeDecodeError:
            char, width = "�", 1
        yield char, width
        start += width


class SentencePieceTokenizer:
    """A ``sentencepiece`` model: unigram or BPE, with or without byte fallback."""

    def __init__(self, model: str | Path) -> None:
        from sentencepiece import SentencePieceProcessor

        try:
            self._processor: Any = SentencePieceProcessor(model_file=str(model))
        except (OSError, RuntimeError) as error:
            raise ModelError("not a SentencePiece model", file=model) from error

    def encode(self, text: str) -> tuple[Piece, ...]:
        # The pieces, put together, are the normalised text, and `origin` maps its characters to `text`'s.
        # (The encoder's own offsets give all but the last byte of a character an empty span.)
        _check_text(text)
        normalised, origin = self._processor.normalize(text, with_offsets=True)
        pieces, at, spent = [], 0, 0
        for surface in self._processor.encode(text, out_type=str):
            symbol = self._symbol(surface)
            if self._is_byte(surface):
                begin, end = at, at + 1
                spent += 1
                if spent == len(normalised[at].encode()):
                    at, spent = end, 0
            else:
                begin, at = at, at + len(surface)
                begin, end = begin + (surface[0] == BOUNDARY), at
            pieces.append(Piece(symbol, _origin_span(origin, begin, end)))
        return tuple(pieces)

    def decode(self, symbols: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
        return decode_symbols(symbols)

    @property
    def symbols(self) -> tuple[str, ...]:
        """The model's symbols in its own order."""
        size: int = self._processor.get_piece_size()
        return tuple(self._processor.id_to_piece(index) for index in range(size))

    def _symbol(self, surface: str) -> str:
        # A run of characters without a piece comes back as itself, and might spell a control symbol.
        index = self._processor.piece_to_id(surface)
        if self._processor.is_unknown(index) or self._processor.is_control(index):
            return UNKNOWN
        return surface

    def _is_byte(self, surface: str) -> bool:
        return bool(self._processor.is_byte(self._processor.piece_to_id(surface)))


def _origin_span(origin: Sequence[int], begin: int, end: int) -> Span:
    """Span in the original text of characters ``[begin, end)`` of its normalised form."""
    start = origin[begin]
    if begin == end:
        return Span(start, start)
    stop = end
    while stop + 1 < len(origin) and origin[stop] == origin[end - 1]:
        stop += 1
    return Span(start, origin[stop])


def _check_text(text: str) -> None:
    """Half a surrogate pair is no character: no tokenizer can read it."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"a broken character (half a surrogate pair) at character {error.start} of a sentence",
            remedy="Save the text as valid UTF-8.",
        ) from error


class JsonTokenizer:
    """A ``tokenizer.json`` of the ``tokenizers`` package, which comes with the ``[torch]`` extra."""

    def __init__(self, file: str | Path) -> None:
        try:
            from tokenizers import Tokenizer as RustTokenizer
        except ModuleNotFoundError as error:
            raise MissingExtraError(
                "this model has only a tokenizer.json, which the package `tokenizers` reads",
                file=file,
                remedy="Install it: pip install 'kztrans[torch]'.",
            ) from error
        if not Path(file).is_file():
            raise ModelError("the tokenizer is missing", file=file)
        try:
            self._tokenizer: Any = RustTokenizer.from_file(str(file))
        except Exception as error:  # the package raises nothing narrower
            raise ModelError(f"not a tokenizer.json: {error}", file=file) from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._tokenizer.encode_special_tokens = True  # control symbols in a document are plain text

    def encode(self, text: str) -> tuple[Piece, ...]:
        _check_text(text)
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return tuple(
            Piece(symbol, _without_spaces(text, *span) if symbol != BOUNDARY else _boundary(text, *span))
            for symbol, span in zip(encoding.tokens, encoding.offsets, strict=True)
        )

    def decode(self, symbols: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
        return decode_symbols(symbols)

    @property
    def symbols(self) -> tuple[str, ...]:
        """The model's symbols in its own order, added ones (language codes) included."""
        vocabulary: dict[str, int] = self._tokenizer.get_vocab(with_added_tokens=True)
        return tuple(sorted(vocabulary, key=vocabulary.__getitem__))


def _boundary(text: str, start: int, end: int) -> Span:
    """Where a lone boundary mark stands: after its space, or before the first character of the text."""
    at = end if text[start:end].isspace() else start
    return Span(at, at)


def _without_spaces(text: str, start: int, end: int) -> Span:
    inner = text[start:end].lstrip()
    return Span(end - len(inner), end)


# Most specific first: where several lie in a model's directory they say the same.
_READERS: dict[str, Callable[[Path], SentencePieceTokenizer | JsonTokenizer]] = {
    "sentencepiece.bpe.model": SentencePieceTokenizer,
    "sentencepiece.model": SentencePieceTokenizer,
    "spiece.model": SentencePieceTokenizer,
    "tokenizer.json": JsonTokenizer,
}


def tokenizer_files(directory: str | Path) -> tuple[str, ...]:
    """Names of the tokenizer files that lie in a model's directory."""
    return tuple(name for name in _READERS if (Path(directory) / name).is_file())


def load_tokenizer(directory: str | Path) -> SentencePieceTokenizer | JsonTokenizer:
    """The tokenizer of a model's directory, whichever file it comes in."""
    for name in tokenizer_files(directory):
        return _READERS[name](Path(directory) / name)
    raise ModelError(
        "no tokenizer here: sentencepiece.bpe.model, sentencepiece.model or tokenizer.json",
        file=directory,
    )
