"""Term success by occurrence: does each occurrence in the source have a licensed form of its own?"""

from __future__ import annotations

from collections.abc import Sequence

from kztrans.enforce.demand import demands_of
from kztrans.enforce.proof import prove
from kztrans.evaluate.scores import TermMiss, TermScore
from kztrans.glossary.term import Occurrence
from kztrans.records import Target

Found = Sequence[Sequence[Occurrence]]


def score_terms(
    sources: Sequence[str], found: Found, hypotheses: Sequence[str], target: Target, signature: str
) -> TermScore:
    """The term score of ``hypotheses``; ``found`` holds the occurrences in each of ``sources``.

    The judge is the one that enforcement uses: an occurrence counts as delivered when a licensed form stands
    in its hypothesis that no other occurrence needs. A term that occurs n times needs n forms. (WMT's scorers
    ask for one substring an entry, however often it occurs.)
    """
    occurrences = 0
    misses: list[TermMiss] = []
    for line, (source, here, hypothesis) in enumerate(zip(sources, found, hypotheses, strict=True), 1):
        demands = demands_of(here, (), target)
        occurrences += len(demands)
        misses += [
            TermMiss(line, source[demand.start : demand.end], demand.label)
            for demand, place in zip(demands, prove(demands, hypothesis), strict=True)
            if place is None
        ]
    return TermScore(occurrences, occurrences - len(misses), tuple(misses), signature)
