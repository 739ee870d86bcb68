"""XML of aligned text from strangers: parsed without a tree, in chunks, with nothing resolved or fetched.

A document type with declarations of its own is refused (entities are all that is declared there: bombs,
outside files), so is a segment past ``LONGEST`` characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedIOBase
from typing import Protocol

from kztrans.document.parallel.segment import Segment
from kztrans.errors import InputError

LONGEST = 100_000  # characters in one segment
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CHUNK = 1 << 16
_PROLOG = 1 << 16  # bytes within which the root element begins
_LANGUAGES = {"kk": "kk", "kaz": "kk", "en": "en", "eng": "en", "ru": "ru", "rus": "ru"}


class Builder(Protocol):
    """A parser target (lxml "target parser interface") that keeps one segment at a time."""

    @property
    def root(self) -> bool:
        """Whether the format's root element was met."""
        ...

    def taken(self) -> list[dict[str, str]]:
        """The texts of the segments finished since the last call."""
        ...


def parse(stream: BufferedIOBase, builder: Builder, *, file: str, kind: str) -> Iterator[Segment]:
    """The segments that ``builder`` makes of ``stream``; ``kind`` is the format's name in messages."""
    from lxml import etree

    parser = etree.XMLParser(
        target=builder, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    head = stream.read(_PROLOG)
    _refuse_declarations(head, file, kind)
    chunk, number = head, 0
    try:
        while chunk:
            parser.feed(chunk)
            for texts in builder.taken():
                number += 1
                yield Segment(number, texts)
            chunk = stream.read(_CHUNK)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"not readable as {kind} ({error.msg})",
            file=file,
            line=error.lineno or None,
            remedy="Export it again.",
        ) from None
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

    def __init__(self, file: str) -> None:
        self._file = file
        self._parts: list[str] | None = None
        self._length = 0
        self.code = 0  # how deep inside code the parser is

    def begin(self) -> None:
        """A segment begins."""
        self._parts, self._length = [], 0

    def add(self, text: str) -> None:
        """Text was met, in a segment or elsewhere."""
        if self._parts is None or self.code:
            return
        self._length += len(text)
        if self._length > LONGEST:
            raise InputError(
                f"a segment is longer than {LONGEST:,} characters",
                file=self._file,
                remedy="Divide or remove it.",
            )
        self._parts.append(text)

    def end(self) -> str | None:
        """The segment's text, white space as single spaces; None where none was open."""
        parts, self._parts = self._parts, None
        return None if parts is None else " ".join("".join(parts).split())


def _refuse_declarations(head: bytes, file: str, kind: str) -> None:
    """Raise where the document type declares anything, or hides beyond the first bytes."""
    plain = head.replace(b"\0", b"")  # UTF-16 reads like ASCII here
    root = re.search(rb"<(?![?!])", plain)
    prolog = plain[: root.start()] if root else plain
    prolog = re.sub(rb"<!--.*?-->", b"", prolog, flags=re.DOTALL)
    doctype = prolog.find(b"<!DOCTYPE")
    if b"<!ENTITY" in prolog or (doctype >= 0 and b"[" in prolog[doctype:]):
        raise InputError(
            f"this {kind} declares entities, which kztrans refuses",
            file=file,
            remedy="Export it again without a document type.",
        )
    if root is None and len(head) == _PROLOG:
        raise InputError("no element begins in the first 64 KB", file=file, remedy=f"Give a {kind} file.")
