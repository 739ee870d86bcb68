"""TBX, term base exchange: the TBX-Basic dialect of ISO 30042:2019 (v3) and of ISO 30042:2008 (v2).

Read: v2 (``martif``) and v3 in both styles, data categories as attributes (DCA) or as elements (DCT).
Written: v3 DCA, v3 DCT or v2. How a concept becomes terms is in ``tbx_concept``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kztrans.document.writing import replacing
from kztrans.errors import GlossaryError
from kztrans.glossary.formats.tbx_concept import DCA, DCT, V2, Style, concept_of, frame_of, terms_of
from kztrans.glossary.formats.xmlstream import stream_entries
from kztrans.glossary.term import Term
from kztrans.records import Target

_ROOTS = frozenset({"tbx", "martif"})
_ENTRIES = frozenset({"conceptEntry", "termEntry"})


@dataclass(frozen=True, slots=True)
class Tbx:
    """The format; ``style`` is what is written."""

    style: Style

    def scan(self, path: Path, to: Target | None) -> Iterator[Term | GlossaryError]:
        """The terms of each concept of ``path``."""
        empty = True
        for entry in stream_entries(path, _ROOTS, _ENTRIES):
            empty = False
            yield from terms_of(entry, path)
        if empty:
            raise GlossaryError("the file holds no concept entry", file=path)

    def held(self, term: Term) -> Term | None:
        """What comes back when the term's concept is read again."""
        rows = terms_of(concept_of(term, 1, self.style, Path()), Path())
        return next((row for row in rows if isinstance(row, Term)), None)

    def write(self, path: Path, terms: Iterable[Term], to: Target | None) -> None:
        """Write a concept a term; raises GlossaryError for no term, or a character that XML cannot hold."""
        before, after = frame_of(self.style)
        number = 0
        with replacing(path) as stream:
            stream.write(before)
            for number, term in enumerate(terms, start=1):
                concept = concept_of(term, number, self.style, path)
                stream.write(etree.tostring(concept, encoding="UTF-8", pretty_print=True))
            stream.write(after)
            if not number:
                raise GlossaryError("a TBX file needs an entry at least", file=path)


TBX_DCA = Tbx(DCA)
TBX_DCT = Tbx(DCT)
TBX_V2 = Tbx(V2)
