"""Scoring systems against references, with and without the glossary side by side."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from kztrans.errors import EvaluationError
from kztrans.evaluate.scores import Evaluation
from kztrans.records import Target, Translation

if TYPE_CHECKING:
    from kztrans.evaluate.arguments import Given
    from kztrans.evaluate.scoring import System
    from kztrans.glossary.term import Occurrence

# The rooms that scoring walks through are entered when it is called: `import kztrans` loads this module.


class Termbase(Protocol):
    """What scoring needs of a glossary."""

    @property
    def fingerprint(self) -> str:
        """Short hash of the entries."""
        ...

    def find(self, text: str) -> list[Occurrence]:
        """The occurrences in ``text``, in order."""
        ...


G = TypeVar("G", bound=Termbase, contravariant=True)


class Translates(Protocol[G]):
    """What scoring needs of a translator; ``G`` is the glossary that it takes."""

    def signature(self, *, target: Target, glossary: G | None = None, guards: bool = True) -> str:
        """``kztrans:version|model:NAME@hash|…|glossary:hash``: all that it takes to get the same output."""
        ...

    def translate(
        self, texts: Sequence[str], *, target: Target, glossary: G | None = None, guards: bool = True
    ) -> list[Translation]:
        """One translation a text, in order."""
        ...


def evaluate(
    sources: Iterable[str],
    references: Iterable[str] | Iterable[Iterable[str]],
    *,
    target: Target,
    hypotheses: Mapping[str, Iterable[str]] | None = None,
    translator: Translates[Any] | None = None,
    glossary: Termbase | None = None,
    documents: Iterable[Hashable] | None = None,
    lines: Iterable[int] | None = None,
    samples: int = 1000,
    seed: int = 12345,
    checks: bool = True,
) -> Evaluation:
    """Score systems on parallel lines, and test the others against the first.

    ``references``: one line a source, or several such lists (reference streams, as in sacrebleu).
    ``hypotheses``: for each system's name one line a source; an empty line counts as a bad translation.
    Without them ``translator`` makes two systems: ``free`` (no glossary, no guards) and, where a glossary is
    given, ``glossary``. Terms are scored where a glossary is given. ``documents``: for each line what tells
    its document from others; without them all lines are one document. ``lines``: for each line its number in
    the user's file, by which errors, term judgements and reports call it; without them lines count from 1.

    ``samples``: how many bootstrap samples and random swaps intervals and p-values rest on, drawn from
    ``seed``; 0 for none of either, else at least 40, for fewer have no middle 95 %. ``checks``: whether the
    segments of hypotheses get the issues that the quality checks find (about a millisecond a line).

    Lines that are blank in the source and in every reference (paragraph breaks) are left out; the others keep
    their numbers. Every iterable is gone through once. Raises ``EvaluationError`` where there is nothing to
    score, where counts differ, where a source or a reference alone is empty, and for an argument that is not
    what it should be (one string for a list, a path for a glossary, …); ``LanguageError`` for another target
    than en or ru.
    """
    from kztrans.evaluate.arguments import read_lines, require_loaded, require_target, sampling_of
    from kztrans.evaluate.scoring import System, Task, score_systems
    from kztrans.evaluate.significance import FEWEST_SEGMENTS

    require_target(target)
    require_loaded("glossary", glossary, "fingerprint", "Load it: Glossary.load(PATH).")
    require_loaded("translator", translator, "signature", "Load it: Translator.load(NAME).")
    sampling = sampling_of(samples, seed)
    given = read_lines(sources, references, hypotheses, documents, lines, target)
    if given.hypotheses is not None:
        systems = [System(name, made) for name, made in given.hypotheses.items()]
    elif translator is not None:
        systems = _translated(given, target, translator, glossary)
    else:
        systems = []
    if not systems:
        remedy = "Give hypotheses, or a translator that makes them."
        raise EvaluationError("there is no system to score", remedy=remedy)

    from kztrans.evaluate.inputs import check_languages
    from kztrans.text.normalize import normalize

    named = {system.name: system.hypotheses for system in systems}
    warnings = check_languages(given.sources, given.streams, named, target)
    # Terms are looked for in the repaired text, as the translator does.
    texts = [normalize(source).text for source in given.sources]
    task = Task(
        target,
        texts,
        given.streams,
        find=None if glossary is None else glossary.find,
        judge="" if glossary is None else glossary.fingerprint,
        documents=given.documents,
        # One segment says nothing of what others would score.
        sampling=sampling if len(texts) > 1 else None,
        checks=checks,
        lines=given.numbers,
    )
    scores, comparisons = score_systems(task, systems)
    if comparisons and len(texts) < FEWEST_SEGMENTS:
        warnings = (*warnings, f"{len(texts)} segments are too few for significance tests")
    return Evaluation(
        target,
        sources=tuple(given.sources),
        references=tuple(zip(*given.streams, strict=True)),
        term_bearing=sum(map(bool, task.found or ())),
        systems=scores,
        comparisons=comparisons,
        warnings=warnings,
        lines=tuple(given.numbers),
    )


def _translated(
    given: Given, target: Target, translator: Translates[Any], glossary: Termbase | None
) -> list[System]:
    from kztrans.evaluate.arguments import hypothesis_of, require_parallel
    from kztrans.evaluate.scoring import System

    def system(name: str, glossary: Termbase | None, guards: bool) -> System:
        translations = translator.translate(given.sources, target=target, glossary=glossary, guards=guards)
        made = [each.text for each in translations]
        require_parallel(given.sources, made, hypothesis_of(name), target, given.numbers)
        return System(
            name,
            made,
            translator.signature(target=target, glossary=glossary, guards=guards),
            outcomes=None if glossary is None else [each.terms for each in translations],
            issues=[each.issues for each in translations],
        )

    free = system("free", None, False)
    return [free] if glossary is None else [free, system("glossary", glossary, True)]
