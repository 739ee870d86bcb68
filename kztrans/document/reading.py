"""Reading a text file whole: strict, with an error that says what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kztrans.document.decoding import (
    encoding_of,
    refuse_binary,
    refuse_markup,
    refuse_nul,
    undecodable,
)
from kztrans.document.lines import Line, split_lines
from kztrans.errors import InputError

_HEAD = 8192


@dataclass(frozen=True, slots=True)
class Document:
    """A text file as read: its name for messages, its text without byte order mark, its encoding.

    ``encoding`` is ``utf-8``, ``utf-8-sig`` (with byte order mark) or ``utf-16``.
    """

    name: str
    text: str
    encoding: str = "utf-8"

    @property
    def lines(self) -> list[Line]:
        """The lines with their endings; joined they give ``text``."""
        return split_lines(self.text)

    @property
    def newline(self) -> str:
        """The line ending the document uses most; ``\\n`` when it has none."""
        endings = [line.ending for line in self.lines if line.ending]
        return max(dict.fromkeys(endings), key=endings.count, default="\n")

    def rebuild(self, translated: Iterable[str]) -> str:
        """The document's text with each line replaced, every line keeping its own ending."""
        return "".join(text + line.ending for line, text in zip(self.lines, translated, strict=True))


def read_text(path: str | Path) -> Document:
    """Read a text file: UTF-8 with or without byte order mark, or UTF-16 with one.

    Raises ``InputError`` for a file that is missing, a folder, unreadable, binary, markup, in another
    encoding (with line and byte offset) or without any text.
    """
    name = str(path)
    data = _read_bytes(Path(path), name)
    refuse_binary(data[:_HEAD], file=name)
    encoding = encoding_of(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        # The utf-8-sig codec counts from behind the byte order mark.
        raise undecodable(error, file=name, offset=len(data) - len(error.object)) from None
    refuse_nul(text, file=name)
    refuse_markup(text, file=name)
    if not text.strip():
        what = "the file holds nothing but white space" if text else "the file is empty"
        raise InputError(what, file=name, remedy="Give a file with Kazakh text.")
    return Document(name=name, text=text, encoding=encoding)


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError("no such file", file=name, remedy="Check the name and the folder.") from None
    except IsADirectoryError:
        raise InputError("this is a folder, not a file", file=name) from None
    except PermissionError:
        raise InputError(
            "no permission to read the file", file=name, remedy="Change it with: chmod u+r FILE"
        ) from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", file=name) from None
