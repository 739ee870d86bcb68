"""The registry of quality checks, and what a check is given and gives back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from kztrans.errors import KztransError
from kztrans.records import TARGETS, Issue, Target, TermOutcome

Speak = Callable[["Pair"], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment and its translation, as a check sees them.

    ``terms``: the proven outcomes of the segment, offsets in ``source`` and ``target``. What a glossary entry
    delivered was decided by a person, so it is left out of ``own_source`` and ``own_target``; what a guard
    delivered (``guard:number`` …) stays, so that the checks judge it independently. ``marked`` are both
    texts with all their mark-up, where ``source`` and ``target`` lack it or have it repaired.
    """

    source: str
    target: str
    language: Target
    terms: tuple[TermOutcome, ...] = ()
    marked: tuple[str, str] | None = None

    @property
    def own_source(self) -> str:
        """The source with delivered glossary terms blanked out; offsets stay as they are."""
        return _blank(self.source, ((term.start, term.end) for term in self._delivered()))

    @property
    def own_target(self) -> str:
        """The target with delivered glossary terms blanked out; offsets stay as they are."""
        spans = ((term.target_start, term.target_end) for term in self._delivered())
        return _blank(self.target, ((a, b) for a, b in spans if a is not None and b is not None))

    def _delivered(self) -> Iterator[TermOutcome]:
        return (term for term in self.terms if term.target is not None and not term.term.startswith("guard:"))


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check: ``speak`` yields one plain sentence for each thing a reader should look at.

    ``default`` holds the target languages it runs for when no names are given. Where a ``decisive`` check
    speaks, no other is asked. One for ``files_only`` judges what people deliver, not what a model writes.
    """

    name: str
    speak: Speak
    default: tuple[Target, ...]
    notice: bool = False
    decisive: bool = False
    files_only: bool = False

    def __call__(self, pair: Pair) -> list[Issue]:
        return [Issue(self.name, message, self.notice) for message in self.speak(pair)]


_registry: dict[str, Check] = {}


def check(
    name: str,
    *,
    default: tuple[Target, ...] = TARGETS,
    notice: bool = False,
    decisive: bool = False,
    files_only: bool = False,
) -> Callable[[Speak], Check]:
    """Register the decorated function as the check ``name``.

    ``default``: the target languages it runs for unasked; none for a check that only runs when named.
    ``notice``: its issues inform and are no failures. ``decisive``: when it speaks, the others stay silent.
    ``files_only``: it runs unasked on files of translations, never on a model's output. A name
    that is taken raises ``KztransError``.
    """

    def register(speak: Speak) -> Check:
        if name in _registry:
            raise KztransError(f"two checks are called {name!r}", remedy="Give one of them another name.")
        _registry[name] = Check(name, speak, default, notice, decisive, files_only)
        return _registry[name]

    return register


def all_checks() -> tuple[Check, ...]:
    """Every registered check, in the order of registration."""
    return tuple(_registry.values())


def named_checks(names: Collection[str]) -> tuple[Check, ...]:
    """The checks called ``names``; an unknown one raises ``KztransError``."""
    for name in names:
        if name not in _registry:
            remedy = f"Checks: {', '.join(_registry)}."
            raise KztransError(f"there is no check called {name!r}", remedy=remedy)
    return tuple(each for each in all_checks() if each.name in names)


def run_checks(
    pair: Pair, names: Collection[str] | None = None, *, also: Collection[str] = ()
) -> tuple[Issue, ...]:
    """The issues of a model's output: by the checks ``names``, or its language's default ones and ``also``.

    An empty translation is one issue, not one a check. Unknown names raise ``KztransError``.
    """
    if names is None:
        asked = named_checks(also)
        chosen = [
            each
            for each in all_checks()
            if (pair.language in each.default and not each.files_only) or each in asked
        ]
    else:
        chosen = list(named_checks(names))
    issues: list[Issue] = []
    for each in sorted(chosen, key=lambda each: not each.decisive):
        issues += each(pair)
        if issues and each.decisive:
            break
    return tuple(issues)


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
