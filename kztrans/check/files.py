"""Checking files of translations: every pair by every check, in one pass, as CAT tools do."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from kztrans.check.arguments import names_of, pairs_of
from kztrans.check.registry import Check, Pair, all_checks
from kztrans.check.terms import judge_terms
from kztrans.check.whole import Place, Watch, WholeCheck, whole_checks
from kztrans.errors import KztransError, LanguageError
from kztrans.glossary import Glossary
from kztrans.records import TARGETS, Target
from kztrans.text import normalize


@dataclass(frozen=True, slots=True)
class FilePair:
    """A segment and its translation in a file, at ``line``, counted from 1.

    In XML, which has no use for lines, it is the number of a ``unit``. ``marked``: both texts with their
    inline codes as tags, in formats that keep those apart from the text.
    """

    line: int
    source: str
    target: str
    marked: tuple[str, str] | None = None
    unit: bool = False

    def address(self, file: str) -> str:
        """Where it is, for a message: ``a.ru:3``, ``memory.tmx unit 18``."""
        return f"{file} unit {self.line}" if self.unit else f"{file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader should look at in ``pair``: which check speaks and what it says.

    A ``notice`` is no failure.
    """

    pair: FilePair
    check: str
    message: str
    notice: bool = False


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a run over a file found: how many pairs there were, which checks ran, the findings in order."""

    target: Target
    pairs: int
    checks: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The number of findings by each check that ran, 0 included."""
        return {name: sum(found.check == name for found in self.findings) for name in self.checks}

    @property
    def failures(self) -> int:
        """How many findings are no mere notices."""
        return sum(not found.notice for found in self.findings)


@dataclass(frozen=True, slots=True)
class Checker:
    """The checks chosen for one kind of file: a value that may be used for any number of files.

    ``Checker.of`` makes one.
    """

    target: Target
    glossary: Glossary | None
    pair_checks: tuple[Check, ...]
    file_checks: tuple[WholeCheck, ...]

    @classmethod
    def of(
        cls, target: Target, *, glossary: Glossary | None = None, checks: Collection[str] | None = None
    ) -> Checker:
        """The checks called ``checks``, or without names those that are on by default for ``target``.

        Raises ``LanguageError`` for another target than en or ru, ``KztransError`` for an unknown check, for
        one that needs a glossary where there is none, and for a glossary that is none (a path).
        """
        if target not in TARGETS:
            raise LanguageError(f"unknown target '{target}'", remedy=f"Choose one of: {', '.join(TARGETS)}.")
        if glossary is not None and not isinstance(glossary, Glossary):
            raise KztransError(
                f"the glossary is of type {type(glossary).__name__}, not Glossary",
                remedy="Load it: Glossary.load(PATH).",
            )
        if checks is None:
            pairwise = [each for each in all_checks() if target in each.default]
            whole = [each for each in whole_checks() if target in each.default]
            whole = [each for each in whole if glossary is not None or not each.needs_glossary]
            return cls(target, glossary, tuple(pairwise), tuple(whole))
        checks = names_of(checks)
        for name in checks:
            _require_known(name)
        pairwise = [each for each in all_checks() if each.name in checks]
        whole = [each for each in whole_checks() if each.name in checks]
        if glossary is None and (needing := [each.name for each in whole if each.needs_glossary]):
            raise KztransError(
                f"the check {needing[0]!r} needs a glossary", remedy="Name one: --glossary FILE"
            )
        return cls(target, glossary, tuple(pairwise), tuple(whole))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the checks that run."""
        return (*(each.name for each in self.file_checks), *(each.name for each in self.pair_checks))

    def findings(self, pairs: Iterable[FilePair]) -> Iterator[Finding]:
        """What the checks find, pair by pair, in constant memory a pair. Blank pairs are passed over.

        Where a decisive check (``empty``) speaks, no other is asked about that pair.
        """
        watches = self._begin()
        for row in pairs:
            yield from self._judge(row, watches)

    def run(self, pairs: Iterable[FilePair]) -> CheckResult:
        """The findings of ``pairs`` and how many pairs there were."""
        watches = self._begin()
        found: list[Finding] = []
        count = 0
        for row in pairs:
            count += 1
            found += self._judge(row, watches)
        return CheckResult(self.target, count, self.names, tuple(found))

    def _begin(self) -> list[tuple[str, Watch]]:
        return [(each.name, each.begin()) for each in self.file_checks]

    def _judge(self, row: FilePair, watches: Iterable[tuple[str, Watch]]) -> Iterator[Finding]:
        if not row.source.strip() and not row.target.strip():
            return
        place = self._place(row)
        for each in sorted(self.pair_checks, key=lambda each: not each.decisive):
            issues = each(place.pair)
            for issue in issues:
                yield Finding(row, issue.check, issue.message, issue.notice)
            if issues and each.decisive:
                return
        for name, watch in watches:
            for message in watch(place):
                yield Finding(row, name, message)

    def _place(self, row: FilePair) -> Place:
        source, marked = normalize(row.source).text, row.marked or (row.source, row.target)
        if self.glossary is None:
            return Place(row.line, Pair(source, row.target, self.target, (), marked), unit=row.unit)
        demands, outcomes = judge_terms(source, row.target, self.glossary, self.target)
        return Place(row.line, Pair(source, row.target, self.target, outcomes, marked), demands, row.unit)


def check_pairs(
    pairs: Iterable[tuple[str, str]],
    *,
    target: Target,
    glossary: Glossary | None = None,
    checks: Collection[str] | None = None,
) -> CheckResult:
    """Check translations: ``pairs`` of a Kazakh segment and its translation into ``target``.

    ``glossary``: its terms must have licensed forms in the translation. ``checks``: names of the checks to
    run, by default those that are silent on 98 % of human translations. Errors are those of ``Checker.of``,
    and ``EvaluationError`` for a pair that is not two strings.
    """
    checker = Checker.of(target, glossary=glossary, checks=checks)
    return checker.run(FilePair(line, *pair) for line, pair in enumerate(pairs_of(pairs), start=1))


def check_names() -> tuple[str, ...]:
    """The names of all checks of files, those over whole files first."""
    return (*(each.name for each in whole_checks()), *(each.name for each in all_checks()))


def describe(name: str) -> str:
    """What the check called ``name`` looks for, in a sentence; raises ``KztransError`` for an unknown one."""
    _require_known(name)
    of_pairs = {each.name: each.speak for each in all_checks()}
    of_files = {each.name: each.begin for each in whole_checks()}
    about = inspect.getdoc(of_pairs.get(name) or of_files[name]) or ""  # python -OO leaves none
    return " ".join(about.partition("\n\n")[0].replace("``", "").split())


def _require_known(name: str) -> None:
    if name not in check_names():
        raise KztransError(
            f"there is no check called {name!r}", remedy=f"Checks: {', '.join(check_names())}."
        )
