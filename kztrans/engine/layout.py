"""What a model can take and write, as far as its directory says."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kztrans.engine.protocol import Piece
from kztrans.engine.tokenizer import BOUNDARY, Tokenizer
from kztrans.errors import ModelError
from kztrans.records import Span

LAYOUT_FILE = "layout.json"

# A target longer than this many pieces a source piece is a loop.
_LENGTH_RATIO, _LENGTH_SLACK = 2.5, 20
# Sources of like limits are decoded together; a fixed grid keeps a source's limit the same in any batch.
_LIMIT_GRID = 64


@dataclass(frozen=True, slots=True)
class Layout:
    """A model's limits, in pieces. The defaults are NLLB's (it has 1,024 positions but falls apart before).

    ``positions``: the longest sequence. ``max_source_pieces``: the longest source it translates well.
    ``producible``: how many of the first symbols of the vocabulary the decoder may write, None for all.
    """

    positions: int = 512
    max_source_pieces: int = 200
    producible: int | None = None


def read_layout(directory: str | Path) -> Layout:
    """The layout in ``layout.json``, a file of this project; what it leaves out has Layout's defaults."""
    file = Path(directory) / LAYOUT_FILE
    if not file.is_file():
        return Layout()
    fields = read_json(file)
    known = {key: fields[key] for key in Layout.__dataclass_fields__ if key in fields}
    if not all(isinstance(value, int) and value > 0 for value in known.values()):
        raise ModelError(f"these must be whole numbers above 0: {', '.join(known)}", file=file)
    return Layout(**known)


def read_json(file: Path) -> dict[str, Any]:
    """A JSON object, or a ``ModelError`` that names the file."""
    try:
        value = json.loads(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ModelError("a file of the model is missing", file=file) from error
    except OSError as error:
        raise ModelError(f"a file of the model cannot be read: {error.strerror}", file=file) from error
    except ValueError as error:
        raise ModelError(f"a file of the model is damaged: {error}", file=file) from error
    if not isinstance(value, dict):
        raise ModelError("a file of the model is damaged: no JSON object", file=file)
    return value


def longest_target(source: int, prefix: int, positions: int) -> int:
    """The most symbols to write for so many of the source, code and ``prefix`` included: more is a loop."""
    exact = 1 + prefix + _LENGTH_SLACK + math.ceil(_LENGTH_RATIO * source)
    return min(math.ceil(exact / _LIMIT_GRID) * _LIMIT_GRID, positions - 1)


class TargetTokenizer:
    """Segments target text into symbols the decoder may write.

    Some models read more symbols than they write. A target segmented with a symbol that they never write
    would be scored as impossible: such a symbol is divided into the fewest writable ones, bytes at the last.
    """

    def __init__(self, tokenizer: Tokenizer, writable: frozenset[str]) -> None:
        self._tokenizer = tokenizer
        self._writable = writable

    def encode(self, text: str) -> tuple[Piece, ...]:
        return tuple(
            part
            for piece in self._tokenizer.encode(text)
            for part in ((piece,) if piece.symbol in self._writable else self._divide(piece))
        )

    def decode(self, symbols: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
        return self._tokenizer.decode(symbols)

    def _divide(self, piece: Piece) -> list[Piece]:
        parts = _fewest(piece.symbol, self._writable)
        # One character of text for one of the symbol, unless normalisation changed their number.
        start, end = piece.span.start, piece.span.end
        offset = len(piece.symbol) - len(piece.symbol.removeprefix(BOUNDARY))
        aligned = end - start == len(piece.symbol) - offset
        return [
            Piece(
                symbol,
                Span(start + max(a - offset, 0), start + max(b - offset, 0)) if aligned else piece.span,
            )
            for a, b, symbol in parts
        ]


def _fewest(symbol: str, writable: frozenset[str]) -> list[tuple[int, int, str]]:
    """The division of ``symbol`` into the fewest writable symbols, as (start, end, symbol); longest first."""
    best: list[list[tuple[int, int, str]]] = [[] for _ in range(len(symbol) + 1)]
    for start in reversed(range(len(symbol))):
        in_bytes = [(start, start + 1, f"<0x{byte:02X}>") for byte in symbol[start].encode()]
        ways = [in_bytes + best[start + 1]]
        for end in range(start + 1, len(symbol) + 1):
            if symbol[start:end] in writable:
                ways.append([(start, end, symbol[start:end]), *best[end]])
        best[start] = min(reversed(ways), key=len)
    return best[0]
