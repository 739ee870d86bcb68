"""TMX and XLIFF with their inline codes written out, for those who compare the codes of two texts.

The readers of this room leave codes out. Here they are handed on as text, between two characters that no
text has (Unicode noncharacters), and parted from it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from kztrans.document.parallel.opening import PACKED, opened
from kztrans.document.parallel.segment import Segment
from kztrans.document.parallel.tmx import Units
from kztrans.document.parallel.xliff import Segments
from kztrans.document.parallel.xml import Builder, parse

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_CODE = re.compile(f"{_OPEN}(.*?){_CLOSE}")
# Elements with code or nothing inside (TMX 1.4b; XLIFF 1.2, 2.1), and those around text.
_SINGLE = frozenset("bpt ept ph it ut x bx ex sc ec".split())
_PAIRED = frozenset("g pc hi".split())
# What tells one code from another, the surest first; of `x` TMX says that it is the same in all languages.
_IDENTITY = ("x", "id", "i", "startRef")


_BUILDERS: Mapping[str, tuple[str, Callable[[], Builder]]] = MappingProxyType({
    ".tmx": ("TMX", Units),
    ".xlf": ("XLIFF", Segments),
    ".xliff": ("XLIFF", Segments),
})  # fmt: skip


def has_codes(path: Path) -> bool:
    """Whether ``path`` is of a format with inline codes."""
    return _builder(path) is not None


def read_coded(path: Path) -> Iterator[Segment]:
    """The segments of a TMX or XLIFF file; ``split_codes`` takes their texts apart."""
    found = _builder(path)
    assert found is not None, path
    kind, make = found
    with opened(path) as stream:
        yield from parse(stream, _Coded(make()), file=str(path), kind=kind)


def split_codes(text: str) -> tuple[str, str]:
    """A text of ``read_coded`` without its codes, and with them as tags: ``<bpt i="1"/>``, ``<g id="2">``."""
    return " ".join(_CODE.sub("", text).split()), _CODE.sub(r"\1", text)


class _Coded:
    """Passes everything on to a builder, codes as text."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._depth = 0  # how deep inside code the parser is

    @property
    def root(self) -> bool:
        return self._builder.root

    def taken(self) -> list[dict[str, str]]:
        return self._builder.taken()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name in _SINGLE:
            if not self._depth:
                self._builder.data(f"{_OPEN}<{name}{_identity(attributes)}/>{_CLOSE}")
            self._depth += 1
        elif name in _PAIRED:
            self._hand_on(f"{_OPEN}<{name}{_identity(attributes)}>{_CLOSE}")
        else:
            self._builder.start(tag, attributes)

    def data(self, text: str) -> None:
        self._hand_on(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name in _SINGLE:
            self._depth -= 1
        elif name in _PAIRED:
            self._hand_on(f"{_OPEN}</{name}>{_CLOSE}")
        else:
            self._builder.end(tag)

    def _hand_on(self, text: str) -> None:
        if not self._depth:
            self._builder.data(text)


def _builder(path: Path) -> tuple[str, Callable[[], Builder]] | None:
    name = path.name.casefold().removesuffix(PACKED)
    return next((made for ending, made in _BUILDERS.items() if name.endswith(ending)), None)


def _identity(attributes: Mapping[str, str]) -> str:
    name = next((each for each in _IDENTITY if each in attributes), None)
    if name is None:
        return ""
    value = re.sub(r"[\s\"<>]+", "_", attributes[name])
    return f' {name}="{value}"'
