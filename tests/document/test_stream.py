"""Reading a pipe in whatever pieces it comes."""

from __future__ import annotations

import codecs
import errno
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrans.document import Line, read_batches, split_lines
from kztrans.errors import InputError


class Pieces:
    """A byte stream that delivers exactly the given pieces, as a pipe might."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = [piece for piece in pieces if piece]

    def read1(self, size: int, /) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""


ENCODINGS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}


@given(
    text=st.text(alphabet=st.sampled_from("аәѲ😀z \r\n"), min_size=1, max_size=30),
    cuts=st.lists(st.integers(0, 120), max_size=6),
    encoding=st.sampled_from(sorted(ENCODINGS)),
)
def test_pieces_do_not_matter(text, cuts, encoding):
    """However the bytes are cut on their way, inside a letter or inside CRLF, the same lines arrive."""
    data = ENCODINGS[encoding] + text.encode(encoding)
    bounds = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    pieces = [data[a:b] for a, b in pairwise(bounds)]
    batches = list(read_batches(Pieces(*pieces)))
    assert [line for batch in batches for line in batch] == split_lines(text)


def test_a_line_is_given_out_as_soon_as_it_is_complete():
    """Interactive use: the first line comes out before the second has been typed."""
    stream = Pieces("а\n".encode(), "екі\n".encode())
    batches = read_batches(stream)
    assert next(batches) == [Line("а", "\n")]
    assert len(stream.pieces) == 1


def test_what_has_arrived_is_one_batch():
    """A fast pipe is not taken line by line: empty lines stay in their places."""
    assert list(read_batches(Pieces(b"a\n\nb\nc"))) == [
        [Line("a", "\n"), Line("", "\n"), Line("b", "\n")],
        [Line("c")],
    ]


def test_nothing_gives_no_batches():
    """An empty pipe is no error of the reader."""
    assert list(read_batches(Pieces())) == []


@pytest.mark.parametrize("cut", range(1, 9))
def test_bad_bytes_name_line_and_offset(cut):
    """Line and byte offset of the first bad byte are right wherever the pipe was cut."""
    data = "ә\nә".encode() + b"\xff\xfe z"
    with pytest.raises(InputError, match=r"^standard input:2: not valid UTF-8: byte 0xFF at byte offset 5"):
        list(read_batches(Pieces(data[:cut], data[cut:])))


def test_cut_off_letter_at_the_end():
    """A pipe that ends inside a letter is refused, not silently shortened."""
    with pytest.raises(InputError, match="byte 0xD3 at byte offset 3"):
        list(read_batches(Pieces(b"ab\n", "ә".encode()[:1])))


def test_binary_pipe():
    """A PDF on standard input is named as one, also when its first bytes come one by one."""
    with pytest.raises(InputError, match="PDF"):
        list(read_batches(Pieces(*(bytes([b]) for b in b"%PDF-1.7"))))
    with pytest.raises(InputError, match=r"standard input:2: .*NUL"):
        list(read_batches(Pieces(b"text\n", b"\x00")))


def test_a_stream_that_cannot_be_read_is_named():
    """What the system refuses to read is the user's mistake, told by the stream's name."""

    class Refusing:
        def read1(self, size):
            raise OSError(errno.EBADF, "Bad file descriptor")

    with pytest.raises(InputError, match="the pipe: cannot be read: Bad file descriptor"):
        list(read_batches(Refusing(), name="the pipe"))
