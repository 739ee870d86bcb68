"""Reading a pipe as it comes: whatever has arrived is one batch, so a fast pipe is translated in large
batches and a typed line at once."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Protocol

from kztrans.document.decoding import encoding_of, refuse_binary, refuse_nul, undecodable
from kztrans.document.lines import Line, split_lines
from kztrans.errors import InputError

_CHUNK = 65536


class ByteStream(Protocol):
    """What ``read_batches`` needs: ``sys.stdin.buffer``, an ``io.BytesIO``, a socket's buffered file."""

    def read1(self, size: int, /) -> bytes:
        """At most ``size`` bytes by at most one read of the underlying stream; b'' at the end."""
        ...


def read_batches(stream: ByteStream, *, name: str = "standard input") -> Iterator[list[Line]]:
    """Yield the complete lines of every chunk that arrives; a line is held back until its end is seen.

    The encodings and the ``InputError``s are those of ``read_text``; memory is one chunk and one line.
    """
    first = _read(stream, name)
    # Enough to see a byte order mark or a file signature, but never waiting behind a complete line.
    while 0 < len(first) < 8 and b"\n" not in first and (more := _read(stream, name)):
        first += more
    refuse_binary(first, file=name)
    decoder = codecs.getincrementaldecoder(encoding_of(first))()
    held: list[str] = []
    offset, line = 0, 1
    chunk = first
    while True:
        waiting = len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            begin = offset + len(chunk) - len(error.object) if chunk else offset - waiting
            raise undecodable(error, file=name, offset=begin, line=line) from None
        refuse_nul(text, file=name, line=line)
        offset += len(chunk)
        line += text.count("\n")
        cut = text.rfind("\n") + 1
        if cut:
            yield split_lines("".join((*held, text[:cut])))
            held = []
        held.append(text[cut:])
        if not chunk:
            break
        chunk = _read(stream, name)
    if rest := split_lines("".join(held)):
        yield rest


def _read(stream: ByteStream, name: str) -> bytes:
    try:
        return stream.read1(_CHUNK)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", file=name) from None
