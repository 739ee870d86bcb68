"""Term success by occurrence: does each occurrence in the source have a licensed form of its own?"""

from __future__ import annotations

from collections.abc import Sequence

from kztrans.enforce.demand import demands_of
from kztrans.enforce.proof import prove
from kztrans.evaluate.scores import Share, TermJudgement, TermScore
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
    judgements: list[TermJudgement] = []
    for line, (source, here, hypothesis) in enumerate(zip(sources, found, hypotheses, strict=True), 1):
        demands = demands_of(here, (), target)
        for demand, place in zip(demands, prove(demands, hypothesis), strict=True):
            spot = (
                (None, None, None)
                if place is None
                else (hypothesis[place.start : place.end], place.start, place.end)
            )
            judgements.append(
                TermJudgement(
                    line, source[demand.start : demand.end], demand.start, demand.end, demand.label, *spot
                )
            )
    none = Share(0, 0)
    success = Share(sum(each.form is not None for each in judgements), len(judgements))
    return TermScore(success, none, none, none, none, none, 0, tuple(judgements), signature)
