"""Plain text, a segment a line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BufferedIOBase

from kztrans.document.lines import Line
from kztrans.document.parallel.segment import Segment
from kztrans.document.stream import read_batches

TEXT = "text"


def read_lines(stream: BufferedIOBase, *, file: str, columns: Collection[str] = ()) -> Iterator[Segment]:
    """Each line as it is, called ``text``; encodings and errors are those of ``read_batches``."""
    for number, line in enumerate(lines_of(stream, file), start=1):
        yield Segment(number, {TEXT: line.text}, number)


def lines_of(stream: BufferedIOBase, file: str) -> Iterator[Line]:
    """The lines with their endings."""
    for batch in read_batches(stream, name=file):
        yield from batch
