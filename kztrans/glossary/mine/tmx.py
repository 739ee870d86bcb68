"""Translation memories (TMX 1.4b, LISA OSCAR 2005) as a stream of units, in constant memory.

The file may come from anywhere. It is parsed without a tree, in chunks; a document type with declarations of
its own is refused (entities are all that is declared there: bombs, outside files), so is a segment past
``LONGEST``; nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedIOBase

from lxml import etree

from kztrans.errors import InputError

LONGEST = 100_000  # characters in one segment
_CHUNK = 1 << 16
_PROLOG = 1 << 16  # bytes within which the root element begins
_LANGUAGES = {"kk": "kk", "kaz": "kk", "en": "en", "eng": "en", "ru": "ru", "rus": "ru"}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Marked-up places inside a segment whose content is code, not text (TMX 1.4b, §"Content markup").
_CODE = frozenset({"bpt", "ept", "ph", "it", "ut"})

Unit = dict[str, str]


def units(stream: BufferedIOBase, *, file: str) -> Iterator[tuple[int, Unit]]:
    """Each translation unit with its number from 1: segment text by language (kk, en, ru; others left out).

    Of several variants in one language the first counts. Raises ``InputError`` for what is no TMX.
    """
    reader = _Reader(file)
    parser = etree.XMLParser(
        target=reader, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    head = stream.read(_PROLOG)
    _refuse_declarations(head, file)
    chunk, number = head, 0
    try:
        while chunk:
            parser.feed(chunk)
            for unit in reader.taken():
                number += 1
                yield number, unit
            chunk = stream.read(_CHUNK)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"not readable as TMX ({error.msg})",
            file=file,
            line=error.lineno or None,
            remedy="Export it again.",
        ) from None
    if not reader.seen:
        raise InputError("there is no <tmx> in this file", file=file, remedy="Give a TMX file.")
    for unit in reader.taken():
        number += 1
        yield number, unit


def _refuse_declarations(head: bytes, file: str) -> None:
    """Raise where the document type declares anything, or hides beyond the first bytes."""
    plain = head.replace(b"\0", b"")  # UTF-16 reads like ASCII here
    root = re.search(rb"<(?![?!])", plain)
    prolog = plain[: root.start()] if root else plain
    prolog = re.sub(rb"<!--.*?-->", b"", prolog, flags=re.DOTALL)
    doctype = prolog.find(b"<!DOCTYPE")
    if b"<!ENTITY" in prolog or (doctype >= 0 and b"[" in prolog[doctype:]):
        raise InputError(
            "this TMX declares entities, which kztrans refuses",
            file=file,
            remedy="Export the memory again without a document type.",
        )
    if root is None and len(head) == _PROLOG:
        raise InputError("no element begins in the first 64 KB", file=file, remedy="Give a TMX file.")


class _Reader:
    """A parser target (lxml "target parser interface") that keeps one unit at a time."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.seen = False
        self._done: list[Unit] = []
        self._unit: Unit = {}
        self._language: str | None = None
        self._text: list[str] | None = None
        self._length = 0
        self._code = 0

    def taken(self) -> list[Unit]:
        """The units finished since the last call."""
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "tmx":
            self.seen = True
        elif tag == "tu":
            self._unit = {}
        elif tag == "tuv":
            code = attributes.get(_XML_LANG) or attributes.get("lang") or ""
            self._language = _LANGUAGES.get(re.split("[-_]", code.casefold())[0])
        elif tag == "seg":
            self._text, self._length = [], 0
        elif tag in _CODE:
            self._code += 1

    def data(self, text: str) -> None:
        if self._text is None or self._code:
            return
        self._length += len(text)
        if self._length > LONGEST:
            raise InputError(
                f"a segment is longer than {LONGEST:,} characters",
                file=self.file,
                remedy="Divide or remove it.",
            )
        self._text.append(text)

    def end(self, tag: str) -> None:
        if tag == "seg" and self._text is not None:
            if self._language:
                self._unit.setdefault(self._language, " ".join("".join(self._text).split()))
            self._text = None
        elif tag == "tu":
            self._done.append(self._unit)
        elif tag in _CODE:
            self._code -= 1

    def close(self) -> None:
        """Nothing is left to build."""
