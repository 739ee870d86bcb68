"""Terms in files of translations: each has a licensed form, and none of the forbidden ones.

In a translation run enforcement itself says so; here the same proof is asked of what people wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kztrans.check.whole import Place, Watch, whole_check
from kztrans.enforce import Demand, demands_of, prove
from kztrans.enforce.proof import forbidden as forbidden_renderings
from kztrans.enforce.proof import outcome_of
from kztrans.glossary import Glossary
from kztrans.records import Span, Target, TermOutcome


def judge_terms(
    source: str, target: str, glossary: Glossary, language: Target
) -> tuple[tuple[Demand, ...], tuple[TermOutcome, ...]]:
    """What the glossary's terms in ``source`` demand, and which place of ``target`` answers each demand."""
    demands = demands_of(glossary.find(source), (), language)
    places = prove(demands, target)
    return demands, tuple(
        outcome_of(source, demand, target, place, "free" if place else "refused")
        for demand, place in zip(demands, places, strict=True)
    )


@whole_check("terms", needs_glossary=True)
def terms() -> Watch:
    """A term of the glossary none of whose licensed forms stands in the translation.

    That it stands less often than in the source is no fault here: people write "it".
    """
    return _missing_altogether


@whole_check("term-count", default=(), needs_glossary=True)
def term_count() -> Watch:
    """A term whose licensed forms stand in the translation, but less often than it in the source."""
    return _missing_at_times


@whole_check("forbidden", needs_glossary=True)
def forbidden() -> Watch:
    """A rendering that the glossary forbids for a term of the source."""

    def watch(place: Place) -> Iterator[str]:
        places = [_span(outcome) for outcome in place.pair.terms]
        for found in forbidden_renderings(place.demands, places, place.pair.target):
            written = place.pair.target[found.span.start : found.span.end]
            source = place.pair.terms[found.demand].source
            yield f"'{written}' stands for '{source}': the glossary forbids it."

    return watch


def _missing_altogether(place: Place) -> Iterator[str]:
    for demand, source, asked, found in _tally(place):
        if found < asked and not demand.matcher.find(place.pair.target):
            yield f"No form of '{demand.matcher.candidates[0]}' stands for '{source}'."


def _missing_at_times(place: Place) -> Iterator[str]:
    for demand, source, asked, found in _tally(place):
        if found < asked and demand.matcher.find(place.pair.target):
            yield f"'{source}' stands {asked} times, '{demand.matcher.candidates[0]}' {found}."


def _tally(place: Place) -> Sequence[tuple[Demand, str, int, int]]:
    """Each term once: what it demands, how it stands in the source, how often asked for and delivered."""
    asked, found = Counter[str](), Counter[str]()
    first: dict[str, tuple[Demand, str]] = {}
    for demand, outcome in zip(place.demands, place.pair.terms, strict=True):
        asked[demand.label] += 1
        found[demand.label] += outcome.target is not None
        first.setdefault(demand.label, (demand, outcome.source))
    return [(demand, source, asked[label], found[label]) for label, (demand, source) in first.items()]


def _span(outcome: TermOutcome) -> Span | None:
    if outcome.target_start is None or outcome.target_end is None:
        return None
    return Span(outcome.target_start, outcome.target_end)
