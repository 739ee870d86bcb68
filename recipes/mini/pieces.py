"""SentencePiece's model file, read and written without protobuf: few of its fields matter here.

Field numbers as in ``sentencepiece_model.proto``. Reading skips what it does not know.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kztrans.errors import ModelError

NORMAL, UNKNOWN, CONTROL, BYTE = 1, 2, 3, 6
#: The symbols that XLM-R (and BART) put first, in their order.
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_UNIGRAM = 1
_VARINT, _LONG, _BYTES, _FLOAT = 0, 1, 2, 5


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece, its log probability, and what it is: ``NORMAL``, ``UNKNOWN``, ``CONTROL`` or ``BYTE``."""

    text: str
    score: float
    kind: int = NORMAL


def specials() -> list[Piece]:
    """The four symbols that come first."""
    return [Piece(text, 0.0, UNKNOWN if text == "<unk>" else CONTROL) for text in SPECIAL]


def byte_pieces() -> list[Piece]:
    """The 256 pieces that any text can be written with."""
    return [Piece(f"<0x{byte:02X}>", 0.0, BYTE) for byte in range(256)]


def nmt_nfkc() -> bytes:
    """The compiled map of characters by which XLM-R normalises; SentencePiece knows it by this name."""
    import sentencepiece

    normaliser = sentencepiece.SentencePieceNormalizer(rule_name="nmt_nfkc")
    return read_model(normaliser.serialized_model_proto())[1]


def read_model(data: bytes) -> tuple[list[Piece], bytes]:
    """The pieces of a ``sentencepiece.model`` and its map of characters; ``ModelError`` for other data."""
    pieces, charsmap = [], b""
    try:
        for number, value in _fields(data):
            if number == 1:
                fields = dict(_fields(value))
                pieces.append(Piece(fields[1].decode(), fields.get(2, 0.0), fields.get(3, NORMAL)))
            elif number == 3:
                charsmap = dict(_fields(value)).get(2, b"")
    except (IndexError, KeyError, ValueError, AttributeError, TypeError, struct.error) as error:
        raise ModelError(f"this is no SentencePiece model: {error}") from error
    return pieces, charsmap


def write_model(pieces: Sequence[Piece], charsmap: bytes) -> bytes:
    """A unigram model of ``pieces``, ``specials()`` first; falls back to bytes if it has them."""
    trainer = _number(3, _UNIGRAM) + _number(4, len(pieces))
    trainer += _number(35, any(piece.kind == BYTE for piece in pieces))
    for field, name in ((40, "<unk>"), (41, "<s>"), (42, "</s>"), (43, "<pad>")):
        trainer += _number(field, SPECIAL.index(name))
    normaliser = _text(1, b"nmt_nfkc") + _text(2, charsmap)
    return b"".join(
        [
            *(
                _text(1, _text(1, each.text.encode()) + _real(2, each.score) + _number(3, each.kind))
                for each in pieces
            ),
            _text(2, trainer),
            _text(3, normaliser),
        ]
    )


def _fields(data: bytes) -> Iterator[tuple[int, Any]]:
    place = 0
    while place < len(data):
        key, place = _varint(data, place)
        number, wire = key >> 3, key & 7
        if wire == _VARINT:
            value, place = _varint(data, place)
            yield number, value
            continue
        size = {_LONG: 8, _FLOAT: 4}.get(wire)
        if wire == _BYTES:
            size, place = _varint(data, place)
        if size is None or place + size > len(data):
            raise ValueError("it ends in the middle of a field")
        raw = data[place : place + size]
        yield number, struct.unpack("<f", raw)[0] if wire == _FLOAT else raw
        place += size


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[place]
        place += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, place


def _coded(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def _number(field: int, value: int) -> bytes:
    return _coded(field << 3 | _VARINT) + _coded(value)


def _text(field: int, value: bytes) -> bytes:
    return _coded(field << 3 | _BYTES) + _coded(len(value)) + value


def _real(field: int, value: float) -> bytes:
    return _coded(field << 3 | _FLOAT) + struct.pack("<f", value)
