"""XLIFF 1.1, 1.2 (OASIS 2008) and 2.0, 2.1 (OASIS 2014, 2018) as a stream of segments, in constant memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BufferedIOBase

from kztrans.document.parallel.segment import Segment
from kztrans.document.parallel.xml import RefusedError, Text, language_of, parse

_NAMESPACE = "urn:oasis:names:tc:xliff:document:"
_SEGMENTS = frozenset({"trans-unit", "segment"})
# Inline elements of 1.2 whose content is code; the placeholders of 2.x are empty.
_CODE = frozenset({"bpt", "ept", "ph", "it"})
# A unit that Gettext's tools make of a file's header.
_HEADER = "x-gettext-domain-header"
# Proposals from elsewhere; those of 2.x stand outside the segment.
_PROPOSALS = "alt-trans"


def read_xliff(stream: BufferedIOBase, *, file: str, columns: Collection[str] = ()) -> Iterator[Segment]:
    """Each trans-unit (1.2) or segment (2.x): text by language, the file's ``original``.

    Where the file does not say a language the text is called ``source`` or ``target``. What is empty is not
    there: nobody has translated it yet. A segment within another, or with two texts of one name, is refused.
    """
    return parse(stream, Segments(), file=file, kind="XLIFF")


class Segments:
    """Builds a segment at a time."""

    def __init__(self) -> None:
        self.root = False
        self._done: list[dict[str, str]] = []
        self._segment: dict[str, str] | None = None
        self._names = {"source": "source", "target": "target"}
        self._original = ""
        self._proposals = 0
        self._text = Text()

    def taken(self) -> list[dict[str, str]]:
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name == "xliff":
            self.root = True
            self._say_languages(attributes.get("srcLang"), attributes.get("trgLang"))
        elif name == "file":
            self._original = attributes.get("original") or attributes.get("id") or ""
            self._say_languages(attributes.get("source-language"), attributes.get("target-language"))
        elif name in _SEGMENTS:
            if self._segment is not None:
                raise RefusedError(f"a <{name}> begins within another")
            self._segment = None if attributes.get("restype") == _HEADER else {}
        elif name == _PROPOSALS:
            self._proposals += 1
        elif name in self._names and self._segment is not None and not self._proposals:
            self._text.begin()
        elif name in _CODE:
            self._text.code += 1

    def data(self, text: str) -> None:
        self._text.add(text)

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name in self._names:
            text = self._text.end()
            if text and self._segment is not None:
                if self._names[name] in self._segment:
                    raise RefusedError(
                        f"two texts are called '{self._names[name]}' in one segment",
                        "Remove one, or say which languages the file is in.",
                    )
                self._segment[self._names[name]] = text
        elif name in _SEGMENTS and self._segment is not None:
            if self._original:
                self._segment["original"] = self._original
            self._done.append(self._segment)
            self._segment = None
        elif name == _PROPOSALS:
            self._proposals -= 1
        elif name in _CODE:
            self._text.code -= 1

    def _say_languages(self, source: str | None, target: str | None) -> None:
        for side, code in (("source", source), ("target", target)):
            if code:
                self._names[side] = language_of(code)


def _local(tag: str) -> str:
    """The element's name; empty for one of another vocabulary."""
    namespace, _, name = tag.rpartition("}")
    return name if not namespace or namespace.startswith(_NAMESPACE) else ""
