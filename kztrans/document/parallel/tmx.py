"""Translation memories (TMX 1.4b, LISA OSCAR 2005) as a stream of units, in constant memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BufferedIOBase

from kztrans.document.parallel.segment import Segment
from kztrans.document.parallel.xml import XML_LANG, RefusedError, Text, language_of, parse

# Marked-up places inside a segment whose content is code, not text (TMX 1.4b, §"Content markup").
_CODE = frozenset({"bpt", "ept", "ph", "it", "ut"})
# TMX has no element for the document a unit comes from; these are the properties in use.
_DOCUMENT = frozenset({"document", "x-document", "file", "x-file"})


def read_tmx(stream: BufferedIOBase, *, file: str, columns: Collection[str] = ()) -> Iterator[Segment]:
    """Each translation unit: segment text by language (two letters), ``document`` where a property names it.

    Of several variants in one language the first counts. What stands where it cannot be told whose text it is
    (a unit within another, a variant without a language or with two texts) is refused.
    """
    return parse(stream, Units(), file=file, kind="TMX")


class Units:
    """Builds a unit at a time."""

    def __init__(self) -> None:
        self.root = False
        self._done: list[dict[str, str]] = []
        self._unit: dict[str, str] | None = None
        self._language = ""
        self._text = Text()

    def taken(self) -> list[dict[str, str]]:
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "tmx":
            self.root = True
        elif tag == "tu":
            if self._unit is not None:
                raise RefusedError("a <tu> begins within another")
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
        if tag == "seg":
            if self._unit is None or not self._language:
                raise RefusedError(
                    "a <seg> is not alone in a variant with a language", 'Write <tuv xml:lang="…"> around it.'
                )
            self._unit.setdefault(self._language, self._text.end() or "")
            self._language = ""
        elif tag == "tuv":
            self._language = ""
        elif tag == "prop":
            text = self._text.end()
            if text is not None and self._unit is not None:
                self._unit.setdefault("document", text)
        elif tag == "tu" and self._unit is not None:
            self._done.append(self._unit)
            self._unit = None
        elif tag in _CODE:
            self._text.code -= 1
