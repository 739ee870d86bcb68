"""Scoring systems against references, with and without the glossary side by side."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from kztrans.errors import EvaluationError
from kztrans.evaluate.scores import Evaluation
from kztrans.records import Target, Translation

if TYPE_CHECKING:
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


T = TypeVar("T")
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
    sources: Sequence[str],
    references: Sequence[str] | Sequence[Sequence[str]],
    *,
    target: Target,
    hypotheses: Mapping[str, Sequence[str]] | None = None,
    translator: Translates[Any] | None = None,
    glossary: Termbase | None = None,
    documents: Sequence[Hashable] | None = None,
    samples: int = 1000,
    seed: int = 12345,
    checks: bool = True,
) -> Evaluation:
    """Score systems on parallel lines, and test the others against the first.

    ``references``: one line a source, or several such lists (reference streams, as in sacrebleu).
    ``hypotheses``: for each system's name one line a source; an empty line counts as a bad translation.
    Without them ``translator`` makes two systems: ``free`` (no glossary, no guards) and, where a glossary is
    given, ``glossary``. Terms are scored where a glossary is given. ``documents``: for each line what tells
    its document from others; without them all lines are one document.

    ``samples``: how many bootstrap samples and random swaps intervals and p-values rest on, drawn from
    ``seed``; 0 for none of either. ``checks``: whether the segments of hypotheses get the issues that the
    quality checks find (about a millisecond a line).

    Lines that are blank in the source and in every reference (paragraph breaks) are left out. Raises
    ``EvaluationError`` where there is nothing to score, where counts differ, and where a source or a
    reference alone is empty.
    """
    from kztrans.evaluate.scoring import System, Task, score_systems
    from kztrans.evaluate.significance import FEWEST_SEGMENTS, Sampling

    streams = _streams(references)
    if all(len(stream) == len(sources) for stream in streams):
        sources, streams, hypotheses, documents = _without_breaks(sources, streams, hypotheses, documents)
    _require_lines(sources, "source")
    for stream in streams:
        _require_parallel(sources, stream, "reference", target)
        _require_lines(stream, "reference")
    if documents is not None and len(documents) != len(sources):
        raise EvaluationError(f"{len(sources)} source lines but {len(documents)} document names")
    if hypotheses is not None:
        systems = [System(name, lines) for name, lines in hypotheses.items()]
    elif translator is not None:
        systems = _translated(sources, target, translator, glossary)
    else:
        systems = []
    if not systems:
        remedy = "Give hypotheses, or a translator that makes them."
        raise EvaluationError("there is no system to score", remedy=remedy)
    for system in systems:
        _require_parallel(sources, system.hypotheses, f'hypothesis ("{system.name}")', target)

    from kztrans.evaluate.inputs import check_languages
    from kztrans.text.normalize import normalize

    named = {system.name: system.hypotheses for system in systems}
    warnings = check_languages(sources, streams, named, target)
    # Terms are looked for in the repaired text, as the translator does.
    texts = [normalize(source).text for source in sources]
    found = None if glossary is None else [glossary.find(text) for text in texts]
    task = Task(
        target,
        texts,
        streams,
        found,
        judge="" if glossary is None else glossary.fingerprint,
        documents=documents,
        # One segment says nothing of what others would score.
        sampling=Sampling(samples, seed) if samples > 0 and len(texts) > 1 else None,
        checks=checks,
    )
    scores, comparisons = score_systems(task, systems)
    if comparisons and len(texts) < FEWEST_SEGMENTS:
        warnings = (*warnings, f"{len(texts)} segments are too few for significance tests")
    return Evaluation(
        target,
        sources=tuple(sources),
        references=tuple(zip(*streams, strict=True)),
        term_bearing=sum(map(bool, found or ())),
        systems=scores,
        comparisons=comparisons,
        warnings=warnings,
    )


def _translated(
    sources: Sequence[str], target: Target, translator: Translates[Any], glossary: Termbase | None
) -> list[System]:
    from kztrans.evaluate.scoring import System

    def system(name: str, glossary: Termbase | None, guards: bool) -> System:
        translations = translator.translate(sources, target=target, glossary=glossary, guards=guards)
        return System(
            name,
            [each.text for each in translations],
            translator.signature(target=target, glossary=glossary, guards=guards),
            outcomes=None if glossary is None else [each.terms for each in translations],
            issues=[each.issues for each in translations],
        )

    free = system("free", None, False)
    return [free] if glossary is None else [free, system("glossary", glossary, True)]


def _without_breaks(
    sources: Sequence[str],
    streams: Sequence[Sequence[str]],
    hypotheses: Mapping[str, Sequence[str]] | None,
    documents: Sequence[Hashable] | None,
) -> tuple[Sequence[str], list[Sequence[str]], dict[str, Sequence[str]] | None, Sequence[Hashable] | None]:
    """The same without the lines that source and references leave blank alike; odd counts stay."""
    kept = [i for i, lines in enumerate(zip(sources, *streams, strict=True)) if any(map(str.strip, lines))]

    def pick(lines: Sequence[T]) -> Sequence[T]:
        return [lines[i] for i in kept] if len(lines) == len(sources) else lines

    systems = None if hypotheses is None else {name: pick(lines) for name, lines in hypotheses.items()}
    names = None if documents is None else pick(documents)
    return pick(sources), [pick(stream) for stream in streams], systems, names


def _streams(references: Sequence[str] | Sequence[Sequence[str]]) -> list[Sequence[str]]:
    single = [line for line in references if isinstance(line, str)]
    several = [stream for stream in references if not isinstance(stream, str)]
    if single and several:
        raise EvaluationError("references are either lines or lists of lines, not both")
    return several or [single]


def _require_lines(lines: Sequence[str], what: str) -> None:
    if not lines:
        raise EvaluationError(f"there are no {what} lines")
    if blank := [number for number, line in enumerate(lines, 1) if not line.strip()]:
        more = f" (and {len(blank) - 1} more)" if len(blank) > 1 else ""
        remedy = "Remove it together with its partner lines."
        raise EvaluationError(f"the {what} line is empty{more}", line=blank[0], remedy=remedy)


def _require_parallel(sources: Sequence[str], lines: Sequence[str], what: str, target: Target) -> None:
    if len(sources) == len(lines):
        return
    from kztrans.check.length import plausible

    count = min(len(sources), len(lines))
    fits = (plausible(a, b, target) for a, b in zip(sources, lines, strict=False))
    first = next((number for number, fit in enumerate(fits, 1) if not fit), count + 1)
    sign = "has no partner" if first > count else "is the first whose length does not fit its source"
    raise EvaluationError(
        f"{len(sources)} source lines but {len(lines)} {what} lines",
        line=first,
        remedy=f"Line {first} {sign}: look there for a lost or divided line.",
    )
