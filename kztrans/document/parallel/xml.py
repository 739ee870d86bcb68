"""XML of aligned text from strangers: parsed without a tree, in chunks, with nothing resolved or fetched.

Refused by name: a document type with declarations of its own (entities are all that is declared there: bombs,
outside files), an entity of which only a document type elsewhere could know, a segment past ``LONGEST``
characters, a nesting past ``_DEPTH``, and a comment or tag past ``_PIECE`` bytes. (Python's own parser, as it
tells of the first two what libxml2 does not: lxml drops such an entity without a word.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BufferedIOBase
from typing import Protocol
from xml.parsers import expat

from kztrans.document.parallel.segment import Segment
from kztrans.errors import InputError

LONGEST = 100_000  # characters in one segment
XML_LANG = "http://www.w3.org/XML/1998/namespace}lang"
_CHUNK = 1 << 16
_PIECE = 1 << 20
_DEPTH = 256
_LANGUAGES = {"kk": "kk", "kaz": "kk", "en": "en", "eng": "en", "ru": "ru", "rus": "ru"}
_EXPORT = "Export it again."


class RefusedError(Exception):
    """What a builder met does not belong where it stands; ``parse`` adds the file and the line."""

    def __init__(self, message: str, remedy: str = _EXPORT) -> None:
        super().__init__(message)
        self.remedy = remedy


class Builder(Protocol):
    """Is told what the parser meets, keeps one segment at a time, and raises ``RefusedError``.

    The name of an element or attribute in a namespace is the namespace, ``}`` and its own name.
    """

    @property
    def root(self) -> bool:
        """Whether the format's root element was met."""
        ...

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        ...

    def data(self, text: str) -> None:
        """Text, not always all of it at once."""
        ...

    def end(self, tag: str) -> None:
        """An element ends."""
        ...

    def taken(self) -> list[dict[str, str]]:
        """The texts of the segments finished since the last call."""
        ...


def parse(stream: BufferedIOBase, builder: Builder, *, file: str, kind: str) -> Iterator[Segment]:
    """The segments that ``builder`` makes of ``stream``; ``kind`` is the format's name in messages."""
    parser = _Parser(builder, file, kind)
    number = 0
    more = True
    while more:
        chunk = stream.read(_CHUNK)
        more = bool(chunk)
        parser.feed(chunk)
        for texts in builder.taken():
            number += 1
            yield Segment(number, texts)
    if not builder.root:
        raise InputError(
            f"there is no <{kind.lower()}> in this file", file=file, remedy=f"Give a {kind} file."
        )


def language_of(code: str) -> str:
    """``kk``, ``en`` or ``ru`` for a code with or without region; any other language's code as it is."""
    language = re.split("[-_]", code.casefold())[0]
    return _LANGUAGES.get(language, language)


class Text:
    """Gathers the text of the segment that is open, without what stands inside code."""

    def __init__(self) -> None:
        self._parts: list[str] | None = None
        self._length = 0
        self.code = 0  # how deep inside code the parser is

    def begin(self) -> None:
        """A segment begins."""
        if self._parts is not None:
            raise RefusedError("a text begins within another")
        self._parts, self._length = [], 0

    def add(self, text: str) -> None:
        """Text was met, in a segment or elsewhere."""
        if self._parts is None or self.code:
            return
        self._length += len(text)
        if self._length > LONGEST:
            raise RefusedError(
                f"a segment is longer than {LONGEST:,} characters, its codes and white space included",
                "Divide or remove it.",
            )
        self._parts.append(text)

    def end(self) -> str | None:
        """The segment's text, white space as single spaces; None where none was open."""
        parts, self._parts = self._parts, None
        return None if parts is None else " ".join("".join(parts).split())


class _Parser:
    """Hands on to a builder what it meets, and refuses what is hostile or would be dropped."""

    def __init__(self, builder: Builder, file: str, kind: str) -> None:
        self._file, self._kind = file, kind
        self._fed = self._depth = 0
        self._start, self._end = builder.start, builder.end
        self._expat = parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._placed(self._open)
        parser.EndElementHandler = self._placed(self._close)
        parser.CharacterDataHandler = self._placed(builder.data)
        parser.StartDoctypeDeclHandler = self._placed(self._doctype)
        parser.SkippedEntityHandler = self._placed(self._entity)

    def feed(self, chunk: bytes) -> None:
        """Parse some more; nothing ends the file."""
        try:
            self._expat.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            raise self._error(f"not readable as {self._kind} ({_told(error)})", error.lineno) from None
        except (ValueError, LookupError) as error:  # of Python's codecs
            raise self._error(f"not readable as {self._kind} ({error})", None) from None
        self._fed += len(chunk)
        if self._fed - self._expat.CurrentByteIndex > _PIECE:
            message = f"a comment or tag is larger than {_PIECE >> 20} MiB"
            raise self._error(message, self._expat.CurrentLineNumber)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEPTH:
            raise RefusedError(f"elements are nested deeper than {_DEPTH}")
        self._start(tag, attributes)

    def _close(self, tag: str) -> None:
        self._depth -= 1
        self._end(tag)

    def _doctype(self, name: str, system: str | None, public: str | None, declares: int) -> None:
        if declares:
            message = f"this {self._kind} declares entities, which kztrans refuses"
            raise RefusedError(message, "Export it again without a document type.")

    def _entity(self, name: str, parameter: bool) -> None:
        # In an attribute the parser passes over it in silence: no text of a segment stands there.
        raise RefusedError(f"&{name}; is not XML", "Write the character itself.")

    def _placed(self, handler: Callable[..., None]) -> Callable[..., None]:
        """``handler`` with what it refuses told at the line where the parser is."""

        def call(*args: object) -> None:
            try:
                handler(*args)
            except RefusedError as refused:
                raise self._error(str(refused), self._expat.CurrentLineNumber, refused.remedy) from None

        return call

    def _error(self, message: str, line: int | None, remedy: str = _EXPORT) -> InputError:
        return InputError(message, file=self._file, line=line, remedy=remedy)


def _told(error: expat.ExpatError) -> str:
    if error.code == expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]:
        return "an entity that is not XML, such as &nbsp;: write the character itself"
    return expat.ErrorString(error.code)
