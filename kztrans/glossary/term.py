"""The glossary's records: an entry, a place in a text where it occurs, and what else could stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kztrans.records import TARGETS, Target


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a termbase: a Kazakh headword and what it must become.

    ``en_forms``/``ru_forms`` replace the forms grammar would license (an entry the grammar cannot handle);
    with ``extend_en``/``extend_ru`` (a cell that begins with ``+``) they are added to them instead.
    ``case="exact"``: the source must be written as the headword is. ``keep``: the headword itself is the
    target, letter by letter. ``near``/``not_near``: Kazakh words of which one must, or none may, stand in the
    same segment, in any form. ``priority``: of overlapping occurrences of one length the higher stays.
    ``derive``: derivations that count as forms of the headword (names in ``morph.kazakh.DERIVATIONS``), off
    unless named. ``file`` and ``line`` say where the entry was written (line 1 is the header).
    """

    kk: str
    en: str
    ru: str
    pos: str = ""
    domain: str = ""
    status: str = ""
    note: str = ""
    en_forms: tuple[str, ...] = ()
    ru_forms: tuple[str, ...] = ()
    extend_en: bool = False
    extend_ru: bool = False
    en_forbidden: tuple[str, ...] = ()
    ru_forbidden: tuple[str, ...] = ()
    case: str = ""
    gender: str = ""
    keep: bool = False
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    priority: int = 0
    derive: tuple[str, ...] = ()
    file: str = ""
    line: int = 0

    def target(self, language: Target) -> str:
        """The headword's translation into ``language``; the Kazakh headword for a keep-as-is entry."""
        return (self.en if language == "en" else self.ru) or (self.kk if self.keep else "")

    def forms(self, language: Target) -> tuple[str, ...]:
        """The entry's own forms in ``language``, as written."""
        return self.en_forms if language == "en" else self.ru_forms

    def forbidden(self, language: Target) -> tuple[str, ...]:
        """Deprecated translations in ``language`` that must not appear."""
        return self.en_forbidden if language == "en" else self.ru_forbidden

    def extends(self, language: Target) -> bool:
        """Whether the entry's own forms are added to the grammar's rather than put in their place."""
        return self.extend_en if language == "en" else self.extend_ru

    def contradicts(self, other: Term) -> bool:
        """Whether the two ask for different translations; a target that one leaves open does not differ."""
        return any(
            mine and its and mine != its
            for mine, its in ((self.target(each), other.target(each)) for each in TARGETS)
        )


Reason = Literal[
    "shorter", "priority", "right", "domain", "suffixes", "spelling", "condition", "order", "tie",
    "near", "not_near", "address",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rival:
    """Another entry that could stand at ``[start, end)``, and why it does not.

    It lost to an occurrence because it is ``shorter``, has a lower ``priority``, begins further ``right``, is
    not of a ``domain`` asked for (or is of one, where the winner is general), needs more ``suffixes``, has
    not the exact ``spelling``, has no ``condition`` that is met, or comes later in ``order`` with the same
    targets. ``tie``: nothing but the order decided, and the targets differ. Or it stands nowhere: of its
    ``near`` none stands in the text, ``not_near`` ones do (``words``: as listed, or as they stand), or the
    place is an ``address``.
    """

    term: Term
    start: int
    end: int
    reason: Reason
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a term stands in a text: ``text[start:end] == source``.

    ``suffixes`` are the surface suffixes in order (``("-ның",)``, ``("-лар", "-ды")``), ``tags`` their
    grammatical names in the same order (``("gen",)``, ``("pl", "acc")``). ``rivals`` are the entries that
    lost the place: those that tie with the term always, all others where an explanation was asked for.
    """

    source: str
    start: int
    end: int
    term: Term
    suffixes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether only the order of the entries chose this one among different translations."""
        return any(rival.reason == "tie" for rival in self.rivals)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The occurrences in a text with everything that lost to them, and the rivals that stand nowhere."""

    occurrences: tuple[Occurrence, ...]
    unused: tuple[Rival, ...]
