"""Delivered terms in a form that does not fit the sentence, where enforcement could not mend it."""

from __future__ import annotations

from collections.abc import Iterator

from kztrans.check.registry import Pair, check
from kztrans.enforce.forms import LicensedForm
from kztrans.enforce.grammar import violations
from kztrans.records import TARGETS, Span


@check("grammar", default=TARGETS)
def grammar(pair: Pair) -> Iterator[str]:
    """A delivered term whose case, number, article or capital does not fit what stands beside it.

    Only the form itself is known here, not its paradigm: of a word in no dictionary nothing is said. A
    segment whose source begins with a small letter need not begin with a capital.
    """
    small = pair.source.lstrip()[:1].islower()
    for term in pair.terms:
        if term.target is None or term.target_start is None or term.target_end is None:
            continue
        if term.term.startswith("guard:"):
            continue
        span = Span(term.target_start, term.target_end)
        for violation in violations(pair.target, span, (LicensedForm(term.target),), pair.language):
            if not (small and violation.kind == "capital"):
                yield f"{violation.message}."
