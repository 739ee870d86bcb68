"""Translation memories (TMX 1.4b, LISA OSCAR 2005) as a stream of units, in constant memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BufferedIOBase

from kztrans.document.parallel.segment import Segment
from kztrans.document.parallel.xml import XML_LANG, Text, language_of, parse

# Marked-up places inside a segment whose content is code, not text (TMX 1.4b, §"Content markup").
_CODE = frozenset({"bpt", "ept", "ph", "it", "ut"})
# TMX has no element for the document a unit comes from; these are the properties in use.
_DOCUMENT = frozenset({"document", "x-document", "file", "x-file"})


def read_tmx(stream: BufferedIOBase, *, file: str, columns: Collection[str] = ()) -> Iterator[Segment]:
    """Each translation unit: segment text by language (two letters), ``document`` where a property names it.

    Of several variants in one language the first counts.
    """
    return parse(stream, Units(file), file=file, kind="TMX")


class Units:
    """Builds a unit at a time."""

    def __init__(self, file: str) -> None:
        self.root = False
        self._done: list[dict[str, str]] = []
        self._unit: dict[str, str] = {}
        self._language = ""
        self._text = Text(file)

    def taken(self) -> list[dict[str, str]]:
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "tmx":
            self.root = True
        elif tag == "tu":
            self._unit = {}
        elif tag == "tuv":
            self._language = language_of(attributes.get(XML_LANG) or attributes.get("lang") or "")
        elif tag == "seg" or (tag == "prop" and attributes.get("type", "").casefold() in _DOCUMENT):
            self._text.begin()
        elif tag in _CODE:
            self._text.code += 1

    def data(self, text: str) -> None:
        self._text.add(text)

    def end(self, tag: str) -> None:
        if tag in ("seg", "prop"):
            text = self._text.end()
            name = self._language if tag == "seg" else "document"
            if text is not None and name:
                self._unit.setdefault(name, text)
        elif tag == "tu":
            self._done.append(self._unit)
        elif tag in _CODE:
            self._text.code -= 1

    def close(self) -> None:
        """Nothing is left to build."""
