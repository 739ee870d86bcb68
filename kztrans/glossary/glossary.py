"""The termbase as an immutable value: load, merge, fingerprint, find."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from functools import cache
from operator import attrgetter
from pathlib import Path

from kztrans.errors import GlossaryError
from kztrans.glossary import formats
from kztrans.glossary.match import Matcher, headword_key
from kztrans.glossary.term import Occurrence, Term
from kztrans.records import TARGETS

# What an entry says, wherever it is written.
_CONTENT = attrgetter(*(field.name for field in fields(Term) if field.name not in ("file", "line")))
# Entries with these statuses are kept and shown, but never looked for in a text.
INACTIVE = frozenset({"proposed", "deprecated"})


def active(term: Term) -> bool:
    """Whether the entry is used for matching."""
    return term.status not in INACTIVE


def targets(term: Term) -> tuple[str, str]:
    """What the entry asks for in (en, ru): for a keep-as-is entry the headword itself."""
    return term.target("en"), term.target("ru")


def clashes(terms: Iterable[Term]) -> Iterator[tuple[Term, Term]]:
    """Pairs (earlier, later) of active entries with one headword, different targets and nothing to choose by.

    Domain, conditions and priority tell entries apart; a target that one of the two leaves open is no
    difference.
    """
    for group in _groups(term for term in terms if active(term)).values():
        for index, later in enumerate(group):
            for earlier in group[:index]:
                differ = any(
                    a and b and a != b for a, b in zip(targets(earlier), targets(later), strict=True)
                )
                if differ and _choice(earlier) == _choice(later):
                    yield earlier, later
                    break


def repeats(terms: Iterable[Term]) -> Iterator[tuple[Term, Term]]:
    """Pairs (earlier, later) of entries that say the same thing twice."""
    seen: dict[tuple[object, ...], Term] = {}
    for term in terms:
        mark = (headword_key(term), targets(term), _choice(term), active(term))
        earlier = seen.setdefault(mark, term)
        if earlier is not term:
            yield earlier, term


def _choice(term: Term) -> tuple[object, ...]:
    """What tells the entry from others of its headword."""
    return term.domain, frozenset(term.near), frozenset(term.not_near), term.priority


def _groups(terms: Iterable[Term]) -> dict[str, list[Term]]:
    groups: dict[str, list[Term]] = {}
    for term in terms:
        groups.setdefault(headword_key(term), []).append(term)
    return groups


def _inherit(term: Term, lost: list[Term]) -> Term:
    """``term`` with the languages it leaves open taken from the entries it pushed out."""
    for other in lost if active(term) else ():
        for language in TARGETS:
            if other.target(language) and not term.target(language):
                names = (language, f"{language}_forms", f"extend_{language}", f"{language}_forbidden")
                term = replace(term, **{name: getattr(other, name) for name in names})
    return term


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


class Glossary:
    """Terms and the index that finds them. Immutable, so threads may share one; pickles without its index."""

    __slots__ = ("_files", "_matcher", "_terms")

    def __init__(self, terms: tuple[Term, ...], files: tuple[str, ...] = ()) -> None:
        """For terms already checked; use ``load``, ``from_terms`` or ``merge``."""
        self._terms = terms
        self._files = files
        self._matcher: Matcher | None = None

    @classmethod
    def load(cls, path: str | Path) -> Glossary:
        """The glossary in ``path``: a file in a known format, or a folder of such files, merged by name.

        Raises GlossaryError for a file that cannot be read, a malformed row, an empty target or two entries
        that contradict each other. Of two equal entries the first is kept.
        """
        path = Path(path)
        if path.is_dir():
            found = sorted(file for file in path.iterdir() if file.suffix.casefold() in formats.FORMATS)
            if not found:
                known = ", ".join(formats.FORMATS)
                raise GlossaryError(
                    "the folder holds no glossary", file=path, remedy=f"Known files: {known}."
                )
            return cls.merge(*map(cls.load, found))
        return cls.from_terms(formats.read(path), files=(str(path),))

    @classmethod
    def from_terms(cls, terms: Iterable[Term], *, files: tuple[str, ...] = ()) -> Glossary:
        """A glossary of ``terms``; raises GlossaryError where two of them contradict each other.

        Headwords and targets are normalised: NFC, single spaces, none at the ends.
        """
        cleaned = [
            replace(term, kk=_clean(term.kk), en=_clean(term.en), ru=_clean(term.ru)) for term in terms
        ]
        for earlier, later in clashes(cleaned):
            raise contradiction(earlier, later)
        dropped = {id(later) for _, later in repeats(cleaned)}
        return cls(tuple(term for term in cleaned if id(term) not in dropped), files)

    @classmethod
    def default(cls) -> Glossary:
        """The glossary shipped with kztrans."""
        return _default()

    @classmethod
    def merge(cls, *glossaries: Glossary) -> Glossary:
        """All terms of ``glossaries``; where two hold the same headword, the later glossary's entry wins.

        A winner that leaves one language open keeps the loser's target there. Proposed and deprecated
        entries push nothing out.
        """
        merged: list[Term] = []
        for glossary in glossaries:
            claimed = {headword_key(term) for term in glossary.terms if active(term)}
            lost = _groups(term for term in merged if active(term) and headword_key(term) in claimed)
            merged = [term for term in merged if not active(term) or headword_key(term) not in claimed]
            merged.extend(_inherit(term, lost.get(headword_key(term), [])) for term in glossary.terms)
        return cls(tuple(merged), tuple(file for glossary in glossaries for file in glossary.files))

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every entry, inactive ones too."""
        return self._terms

    @property
    def files(self) -> tuple[str, ...]:
        """The files the terms came from, in the order of loading."""
        return self._files

    @property
    def name(self) -> str:
        """The files' names without their folders, for signatures and reports."""
        return "+".join(Path(file).stem for file in self._files)

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits of the SHA-256 of the terms' content, wherever they were read from."""
        digest = hashlib.sha256()
        for term in self._terms:
            digest.update(repr(_CONTENT(term)).encode())
        return digest.hexdigest()[:12]

    def find(self, text: str) -> list[Occurrence]:
        """The terms' occurrences in ``text`` in order: longest first, none overlapping, none inside a word.

        ``text`` should have look-alike letters repaired already; offsets are code points of ``text``.
        """
        # Two threads may both build the index; they build the same one.
        if self._matcher is None:
            self._matcher = Matcher(term for term in self._terms if active(term))
        return self._matcher.find(text)

    def __len__(self) -> int:
        return len(self._terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Glossary) and self._terms == other._terms

    def __hash__(self) -> int:
        return hash(self._terms)

    def __repr__(self) -> str:
        return f"Glossary({self.name or 'unnamed'}, {len(self)} terms)"

    def __reduce__(self) -> tuple[object, ...]:
        return (Glossary, (self._terms, self._files))


def contradiction(earlier: Term, later: Term) -> GlossaryError:
    """The error that names both places of a contradiction."""
    first, second = (" / ".join(filter(None, targets(term))) for term in (earlier, later))
    place = f"line {earlier.line}" if earlier.file == later.file else f"{earlier.file}:{earlier.line}"
    return GlossaryError(
        f"«{later.kk}» is '{second}' here, but '{first}' in {place}",
        file=later.file or None,
        line=later.line or None,
        term=later.kk,
        remedy="Keep one of them, tell them apart by domain, near or not_near, or mark one as deprecated.",
    )


@cache
def _default() -> Glossary:
    installed = Path(__file__).with_name("shipped")
    return Glossary.load(installed if installed.is_dir() else Path(__file__).parents[2] / "glossary")
