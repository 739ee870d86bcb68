"""Term metrics by occurrence, summed over the lines; ``docs/metrics.md`` defines each."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import repeat

from kztrans.evaluate.scores import Share, TermJudgement, TermScore
from kztrans.evaluate.terms_index import FormIndex
from kztrans.evaluate.terms_line import LineJudge
from kztrans.evaluate.terms_wording import consistency, wording
from kztrans.glossary.term import Occurrence
from kztrans.records import Target, TermOutcome

Found = Sequence[Sequence[Occurrence]]


def score_terms(
    texts: Sequence[str],
    found: Found,
    hypotheses: Sequence[str],
    target: Target,
    signature: str,
    *,
    references: Sequence[Sequence[str]] = (),
    documents: Sequence[Hashable] | None = None,
    outcomes: Sequence[Sequence[TermOutcome]] | None = None,
) -> TermScore:
    """The term score of ``hypotheses``; ``found`` holds the occurrences in each of ``texts``, the sources.

    ``references``: reference streams, each one line a source. ``documents``: for each line what tells its
    document from others; without them all lines are one document. ``outcomes``: for each line what the system
    says of its own terms (``Translation.terms``). ``ValueError`` where the numbers of lines differ.

    The judge is the one that enforcement uses: an occurrence counts as delivered when a licensed form stands
    in its hypothesis that no other occurrence needs. A term that occurs n times needs n forms. (The WMT tasks
    of 2023 and 2025 ask for one substring an entry in sentences, however often it occurs.)
    """
    judge = LineJudge(target, FormIndex((each.term for here in found for each in here), target))
    streams = zip(*references, strict=True) if references else repeat((), len(texts))
    lines = [
        judge.line(number, *line)
        for number, line in enumerate(zip(texts, found, hypotheses, streams, strict=True), 1)
    ]
    if outcomes is not None:
        pairs = zip(lines, outcomes, strict=True)
        lines = [replace(line, judgements=_reported(line.judgements, said)) for line, said in pairs]
    names = repeat(None, len(lines)) if documents is None else documents
    renderings = (
        (document, term, None if each.form is None else wording(each.form, term, target))
        for document, line in zip(names, lines, strict=True)
        for term, each in zip(line.terms, line.judgements, strict=True)
    )
    judgements = tuple(each for line in lines for each in line.judgements)
    surplus = tuple(each for line in lines for each in line.surplus)
    delivered = [each for each in judgements if each.form is not None]
    comparable = [each for each in judgements if each.reference is not None]
    return TermScore(
        success=Share(len(delivered), len(judgements)),
        exact=Share(sum(each.exact for each in comparable), len(comparable)),
        over_applied=Share(len(surplus), len(delivered) + sum(line.further for line in lines)),
        leftovers=Share(sum(bool(each.leftover) for each in delivered), len(delivered)),
        agreement=Share(sum(bool(each.disagreement) for each in delivered), len(delivered)),
        consistency=consistency(renderings),
        refused=sum(each.refused for each in judgements),
        judgements=judgements,
        signature=signature,
        surplus=surplus,
    )


def _reported(
    judgements: Sequence[TermJudgement], outcomes: Iterable[TermOutcome]
) -> tuple[TermJudgement, ...]:
    """The judgements with what the system refused. Its offsets are those of the text as typed, which may be
    off by a few characters: of a term's occurrences the nearest is meant.
    """
    refused: set[int] = set()
    for outcome in outcomes:
        if outcome.means != "refused":
            continue
        own = [
            (abs(each.start - outcome.start), i)
            for i, each in enumerate(judgements)
            if each.term == outcome.term and i not in refused
        ]
        if own:
            refused.add(min(own)[1])
    return tuple(replace(each, refused=i in refused) for i, each in enumerate(judgements))
