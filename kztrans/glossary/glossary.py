"""The termbase as an immutable value: load, merge, fingerprint, find."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from functools import cache
from operator import attrgetter
from pathlib import Path

from kztrans.document.paths import is_dir
from kztrans.errors import GlossaryError
from kztrans.glossary import formats
from kztrans.glossary.cache import remembered
from kztrans.glossary.match import Matcher, headword_key
from kztrans.glossary.term import Explanation, Occurrence, Term
from kztrans.morph.kazakh import DERIVATIONS, fold
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
    """Pairs (earlier, later) of active entries that contradict each other with nothing to choose by.

    They have one headword, domain and priority, ask for the same conditions, and have different targets; a
    target that one of the two leaves open does not differ.
    """
    for group in _groups(term for term in terms if active(term)):
        for index, later in enumerate(group):
            for earlier in group[:index]:
                if circumstances(earlier) == circumstances(later) and later.contradicts(earlier):
                    yield earlier, later
                    break


def repeats(terms: Iterable[Term]) -> Iterator[tuple[Term, Term]]:
    """Pairs (earlier, later) of entries that say the same thing twice."""
    for group in _groups(terms):
        seen: dict[tuple[object, ...], Term] = {}
        for term in group:
            earlier = seen.setdefault((targets(term), active(term), *circumstances(term)), term)
            if earlier is not term:
                yield earlier, term


def _groups(terms: Iterable[Term]) -> Iterator[list[Term]]:
    """Entries of one headword, where there are several."""
    return (group for group in by_headword(terms).values() if len(group) > 1)


def by_headword(terms: Iterable[Term]) -> dict[str, list[Term]]:
    """The entries by what makes two headwords one, in their order."""
    groups: dict[str, list[Term]] = {}
    for term in terms:
        groups.setdefault(headword_key(term), []).append(term)
    return groups


def circumstances(term: Term) -> tuple[object, ...]:
    """What tells entries of one headword apart, the domain first: two that differ may stand side by side."""
    return (term.domain.casefold(), term.priority, *_conditions(term))


def _conditions(term: Term) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(map(fold, term.near)), frozenset(map(fold, term.not_near))


def _replaces(later: Term, earlier: Term) -> bool:
    """Whether an entry of a later glossary pushes out one of the same headword (see ``Glossary.merge``)."""
    apart = later.domain and earlier.domain and later.domain.casefold() != earlier.domain.casefold()
    conditions = _conditions(later)
    return not apart and (not any(conditions) or conditions == _conditions(earlier))


def _inherit(term: Term, lost: list[Term]) -> Term:
    """``term`` with the languages it leaves open taken from the entries it pushed out."""
    for other in lost:
        for language in TARGETS:
            if other.target(language) and not term.target(language):
                names = (language, f"{language}_forms", f"extend_{language}", f"{language}_forbidden")
                term = replace(term, **{name: getattr(other, name) for name in names})
    return term


def _cleaned(term: Term) -> Term:
    """``term`` with headword and targets normalised: NFC, single spaces, none at the ends."""
    kk, en, ru = _clean(term.kk), _clean(term.en), _clean(term.ru)
    return term if (kk, en, ru) == (term.kk, term.en, term.ru) else replace(term, kk=kk, en=en, ru=ru)


def _require_known_derivations(term: Term) -> None:
    for name in term.derive:
        if name not in DERIVATIONS:
            raise GlossaryError(
                f"'{name}' is no derivation",
                file=term.file or None,
                line=term.line or None,
                term=term.kk,
                remedy=f"Known derivations: {', '.join(DERIVATIONS)}.",
            )


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


class Glossary:
    """Terms and the index that finds them. Immutable, so threads may share one; pickles without its index."""

    __slots__ = ("_domains", "_files", "_matcher", "_terms")

    def __init__(
        self, terms: tuple[Term, ...], files: tuple[str, ...] = (), domains: tuple[str, ...] = ()
    ) -> None:
        """For terms already checked; use ``load``, ``from_terms``, ``merge`` or ``within``."""
        self._terms = terms
        self._files = files
        self._domains = domains
        self._matcher: Matcher | None = None

    @classmethod
    def load(cls, path: str | Path, *, cache: bool = True) -> Glossary:
        """The glossary in ``path``: a file in a known format, or a folder of such files, merged by name.

        Raises GlossaryError for a file that cannot be read, a malformed row, an empty target or two entries
        that contradict each other. Of two equal entries the first is kept. With ``cache`` a large file that
        was read before is taken from the user's cache directory (see ``glossary.cache``).
        """
        path = Path(path)
        if is_dir(path, GlossaryError):
            found = formats.in_folder(path)
            if not found:
                known = ", ".join(formats.FORMATS)
                raise GlossaryError(
                    "the folder holds no glossary", file=path, remedy=f"Known files: {known}."
                )
            return cls.merge(*(cls.load(file, cache=cache) for file in found))

        def read() -> tuple[Term, ...]:
            return cls.from_terms(formats.read(path)).terms

        return cls(remembered(path, read) if cache else read(), files=(str(path),))

    @classmethod
    def from_terms(cls, terms: Iterable[Term], *, files: tuple[str, ...] = ()) -> Glossary:
        """A glossary of ``terms``; raises GlossaryError where two of them contradict each other.

        Headwords and targets are normalised: NFC, single spaces, none at the ends. Entries of one headword
        stand side by side where their domains, priorities or conditions differ.
        """
        cleaned = [_cleaned(term) for term in terms]
        for term in cleaned:
            _require_known_derivations(term)
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
        """All terms of ``glossaries``, those of later ones first: they win where nothing else decides.

        An active entry pushes out the earlier glossaries' entries of its headword, except that one with
        conditions replaces only those with the same conditions, and that entries which name different
        domains stand side by side. A winner that leaves one language open keeps the loser's target there.
        """
        merged: list[Term] = []
        for glossary in glossaries:
            held = by_headword(filter(active, merged))
            lost: set[int] = set()
            kept: list[Term] = []
            for term in glossary.terms:
                same = held.get(headword_key(term), ()) if held and active(term) else ()
                pushed_out = [earlier for earlier in same if _replaces(term, earlier)]
                lost.update(map(id, pushed_out))
                kept.append(_inherit(term, pushed_out))
            merged = kept + [term for term in merged if id(term) not in lost]
        files = tuple(file for glossary in glossaries for file in glossary.files)
        domains = dict.fromkeys(domain for glossary in glossaries for domain in glossary.domains)
        return cls(tuple(merged), files, tuple(domains))

    def within(self, *domains: str) -> Glossary:
        """This glossary for texts of ``domains``: where several entries stand on one span, theirs is used.

        Nothing is removed. Without a domain asked for, or where none of the entries has it, an entry
        without a domain comes before those with one. Raises GlossaryError for a domain that no entry has.
        """
        known = {term.domain.casefold(): term.domain for term in self._terms if term.domain}
        for domain in domains:
            if domain.casefold() not in known:
                raise GlossaryError(
                    f"no entry has the domain '{domain}'",
                    remedy=f"Domains in use: {', '.join(sorted(known.values()))}." if known else None,
                )
        return Glossary(self._terms, self._files, domains)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every entry, inactive ones too."""
        return self._terms

    @property
    def files(self) -> tuple[str, ...]:
        """The files the terms came from, in the order of loading."""
        return self._files

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains that ``within`` named."""
        return self._domains

    @property
    def name(self) -> str:
        """The files' names without their folders, for signatures and reports."""
        return "+".join(Path(file).stem for file in self._files)

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits of the SHA-256 of the terms' content and of the domains asked for."""
        digest = hashlib.sha256(repr(self._domains).encode() if self._domains else b"")
        for term in self._terms:
            digest.update(repr(_CONTENT(term)).encode())
        return digest.hexdigest()[:12]

    def find(self, text: str) -> list[Occurrence]:
        """The terms' occurrences in ``text`` in order: longest first, none overlapping, none inside a word.

        ``text`` should have look-alike letters repaired already; offsets are code points of ``text``.
        """
        return self._index().find(text)

    def explain(self, text: str) -> Explanation:
        """What ``find`` gives, with every other entry that could have stood somewhere and why it does not."""
        return self._index().explain(text)

    def _index(self) -> Matcher:
        # Two threads may both build the index; they build the same one.
        if self._matcher is None:
            self._matcher = Matcher((term for term in self._terms if active(term)), self._domains)
        return self._matcher

    def __len__(self) -> int:
        return len(self._terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Glossary) and (self._terms, self._domains) == (other._terms, other._domains)

    def __hash__(self) -> int:
        return hash((self._terms, self._domains))

    def __repr__(self) -> str:
        return f"Glossary({self.name or 'unnamed'}, {len(self)} terms)"

    def __reduce__(self) -> tuple[object, ...]:
        return (Glossary, (self._terms, self._files, self._domains))


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
