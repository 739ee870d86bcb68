"""XML from strangers, read in constant memory: entry by entry, with nothing resolved, loaded or included.

What a file must not hold is refused by name: entities of its own or unresolved ones, XInclude, and more than
``STRETCH`` bytes from the end of one entry to the end of the next (which also bounds depth and size).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from lxml import etree

from kztrans.errors import GlossaryError

STRETCH = 4 << 20
_CHUNK = 1 << 16
_DEPTH = 256  # as libxml2, which does not count for a parser's target
_LINES = 65535  # libxml2 counts no further; what lies beyond has no line number
_XINCLUDE = "{http://www.w3.org/2001/XInclude}*"
# Nothing expanded or fetched; libxml2's own limits hold (depth 256, a text of 10 MB, amplification). And no
# collect_ids=False: with it libxml2 loads the external DTD all the same.
_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def stream_entries(path: Path, roots: frozenset[str], entries: frozenset[str]) -> Iterator[etree._Element]:
    """Each finished element of ``path`` with a name of ``entries`` (in any namespace), freed after its turn.

    Raises GlossaryError for a file that is not well-formed, has another root than ``roots``, or is hostile.
    """
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=[*(f"{{*}}{name}" for name in roots | entries), _XINCLUDE],
        **_SAFE,
    )
    try:
        with path.open("rb") as stream:
            yield from _stream(stream, parser, path, roots, entries)
    except FileNotFoundError:
        raise GlossaryError("no such glossary", file=path, remedy="Check the path.") from None
    except OSError as error:
        raise GlossaryError(f"cannot be read ({error.strerror})", file=path) from None
    except etree.XMLSyntaxError as error:
        told = next(iter(parser.feed_error_log), None)  # the error itself may only say that nothing came
        line = (told.line if told else error.lineno) or None
        raise GlossaryError(
            f"not well-formed XML ({told.message if told else error.msg})",
            file=path,
            line=line,
            remedy="Export it again; the file may be cut off, hostile or no XML.",
        ) from None


def _stream(
    stream: IO[bytes], parser: etree.XMLPullParser, path: Path, roots: frozenset[str], entries: frozenset[str]
) -> Iterator[etree._Element]:
    known = False
    since = 0
    while chunk := stream.read(_CHUNK):
        parser.feed(chunk)
        since += len(chunk)
        for event, element in parser.read_events():
            if not known:
                _check_document(element.getroottree(), path, roots)
                known = True
            if element.tag.startswith(_XINCLUDE[:-1]):
                raise refusal("the file includes others (XInclude)", path, line_of(element))
            if event == "end" and local_name(element) in entries:
                since = 0
                _check_entities(element, path)
                yield element
                _free(element)
        if since > STRETCH:
            raise refusal(f"over {STRETCH >> 20} MiB without the end of an entry", path, None)
    root = parser.close()
    if not known:
        _check_document(root.getroottree(), path, roots)


def _check_document(tree: etree._ElementTree, path: Path, roots: frozenset[str]) -> None:
    declared = tree.docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise refusal("the file declares entities", path, None)
    root = tree.getroot()
    if local_name(root) not in roots:
        expected = " or ".join(f"<{name}>" for name in sorted(roots))
        raise GlossaryError(f"begins with <{local_name(root)}>, not with {expected}", file=path, line=1)


def _check_entities(element: etree._Element, path: Path) -> None:
    for entity in element.iter(etree.Entity):
        raise refusal(f"the entity {entity.text} stands for nothing", path, line_of(entity))


def _free(element: etree._Element) -> None:
    """Forget ``element`` and all that came before it."""
    element.clear()
    while element is not None and (parent := element.getparent()) is not None:
        while parent[0] is not element:
            del parent[0]
        parent.text = None
        element = parent


def refusal(message: str, path: Path, line: int | None) -> GlossaryError:
    """The error for a file that ``message`` tells to be unsafe or absurd."""
    return GlossaryError(message, file=path, line=line, remedy="Such files are not read; export it plainly.")


def line_of(element: etree._Element) -> int | None:
    """The element's line, where it is known."""
    line: int | None = element.sourceline
    return line if line and line < _LINES else None


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace; empty for what is no element."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class _Silent:
    """A parser's target that keeps nothing and refuses a DOCTYPE and too deep a nesting."""

    def __init__(self) -> None:
        self._depth = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise etree.XMLSyntaxError("a DOCTYPE", 0, 1, 1)

    def start(self, tag: str, attributes: object) -> None:
        self._depth += 1
        if self._depth > _DEPTH:
            raise etree.XMLSyntaxError(f"nested deeper than {_DEPTH}", 0, 1, 1)

    def end(self, tag: str) -> None:
        self._depth -= 1

    def close(self) -> None:
        pass


def check_plain(stream: IO[bytes]) -> None:
    """Raise lxml's XMLSyntaxError unless ``stream`` is well-formed XML without DOCTYPE within the limits."""
    parser = etree.XMLParser(target=_Silent(), **_SAFE)
    while chunk := stream.read(_CHUNK):
        parser.feed(chunk)
    parser.close()
