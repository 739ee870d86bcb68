"""Running the challenge set: what the matcher finds, what is delivered, in which form, at what cost."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any

from kztrans.enforce.demand import demands_of
from kztrans.enforce.forms import LicensedForm, find_forms, licensed_forms
from kztrans.enforce.proof import prove
from kztrans.errors import EvaluationError
from kztrans.evaluate.challenge.cases import PHENOMENA, Case, Expected
from kztrans.evaluate.challenge.scores import CaseResult, ChallengeResult, Delivery, score, unquoted
from kztrans.evaluate.run import Translates
from kztrans.glossary.term import Occurrence
from kztrans.records import Means, Span, Target, TermOutcome, Translation
from kztrans.text.normalize import normalize

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

_WARM_UP = 8  # segments translated before a timed run, so that loading is not part of it


def run_challenge(
    cases: Sequence[Case],
    *,
    target: Target,
    translator: Translates[Any],
    glossary: Glossary,
    timed: bool = False,
) -> ChallengeResult:
    """Translate every case freely and with ``glossary``, and judge both by the set's expectations.

    An occurrence counts as delivered when the judge that enforcement uses finds a form licensed for it in the
    translation, one for each; an occurrence that the matcher did not find is not delivered, whatever the
    translation says. Raises ``EvaluationError`` where the glossary lacks a headword of the set.
    """
    _require_entries(cases, glossary)

    def translate(lines: Sequence[str], terms: Glossary | None) -> tuple[list[Translation], float]:
        start = perf_counter()
        done = translator.translate(lines, target=target, glossary=terms, guards=terms is not None)
        return done, perf_counter() - start

    sources = [case.kk for case in cases]
    if timed:
        translate(sources[:_WARM_UP], None)
        translate(sources[:_WARM_UP], glossary)
    free, free_seconds = translate(sources, None)
    enforced, enforced_seconds = translate(sources, glossary)
    known = frozenset(
        term for case in cases for term in (*case.traps, *(each.term for each in case.expected))
    )
    results = tuple(
        _judge(case, plain.text, done, glossary, known, target)
        for case, plain, done in zip(cases, free, enforced, strict=True)
    )
    groups = {name: [result for result in results if result.phenomenon == name] for name in PHENOMENA}
    unbound = [result for result in results if not result.bound]
    return ChallengeResult(
        target,
        translator.signature(target=target, glossary=glossary),
        rows=tuple(score(name, group) for name, group in groups.items() if group),
        total=score("total", results),
        cases=results,
        unbound=len(unbound),
        altered=tuple(result.id for result in unbound if result.enforced != result.free),
        seconds=(free_seconds, enforced_seconds) if timed else None,
    )


def unlicensed(cases: Sequence[Case], glossary: Glossary, target: Target) -> list[str]:
    """Expected forms that no entry of ``glossary`` licenses: a mistake in the set or a gap in the grammar."""
    entries: dict[str, list[Sequence[LicensedForm]]] = {}
    for term in glossary.terms:
        entries.setdefault(term.kk, []).append(licensed_forms(term, target))
    return [
        f"{case.file}:{case.line}: '{each.form(target)}' is no form of «{each.term}»"
        for case in cases
        for each in case.expected
        if not any(_license(forms, each.form(target)) for forms in entries.get(each.term, ()))
    ]


def _require_entries(cases: Sequence[Case], glossary: Glossary) -> None:
    headwords = {term.kk for term in glossary.terms}
    for case in cases:
        for each in case.expected:
            if each.term not in headwords:
                raise EvaluationError(
                    f"the glossary has no entry «{each.term}»",
                    file=case.file,
                    line=case.line,
                    term=each.term,
                    remedy="Run the set with the glossary that comes with kztrans.",
                )


def _judge(
    case: Case, free: str, done: Translation, glossary: Glossary, known: frozenset[str], target: Target
) -> CaseResult:
    view = normalize(case.kk)
    hits = [(hit, view.original_span(hit.start, hit.end)) for hit in glossary.find(view.text)]
    matched = {
        each: next((hit for hit, span in hits if _is(each, hit, span, case.kk, target)), None)
        for each in case.expected
    }
    right = [hit for hit in matched.values() if hit]
    surplus = [hit for hit, _ in hits if hit not in right]
    in_free, in_enforced = _proven(right, free, target), _proven(right, done.text, target)
    deliveries = tuple(
        Delivery(
            each.term,
            case.kk[each.start : each.end],
            each.form(target),
            hit is not None,
            in_free[hit] if hit else None,
            in_enforced[hit] if hit else None,
            _means(each, done.terms),
        )
        for each, hit in matched.items()
    )
    return CaseResult(
        case.id,
        case.phenomenon,
        case.reference(target),
        free,
        done.text,
        deliveries,
        false_hits=tuple(hit.source for hit in surplus if hit.term.kk in known),
        other_hits=tuple(hit.source for hit in surplus if hit.term.kk not in known),
        forbidden=tuple(form for hit, _ in hits for form in _forbidden(hit, done.text, target)),
        bound=bool(done.terms),
    )


def _is(each: Expected, hit: Occurrence, span: Span, text: str, target: Target) -> bool:
    """Whether ``hit`` is the occurrence expected: the same words (quotes apart) of the right entry.

    Of homographs (``near``) the right entry is the one that licenses the form in the reference.
    """
    return (
        hit.term.kk == each.term
        and span.start < each.end
        and each.start < span.end
        and unquoted(text[span.start : span.end]) == unquoted(text[each.start : each.end])
        and _license(licensed_forms(hit.term, target), each.form(target))
    )


def _license(forms: Sequence[LicensedForm], text: str) -> bool:
    return any(unquoted(text[m.start : m.end]) == unquoted(text) for m in find_forms(text, forms))


def _proven(hits: Sequence[Occurrence], text: str, target: Target) -> dict[Occurrence, str | None]:
    """The licensed form that stands in ``text`` for each of ``hits``, none serving two of them."""
    demands = demands_of(hits, (), target)
    places = {d.start: place for d, place in zip(demands, prove(demands, text), strict=True)}
    spans = {hit: places.get(hit.start) for hit in hits}
    return {hit: text[span.start : span.end] if span else None for hit, span in spans.items()}


def _means(each: Expected, outcomes: Sequence[TermOutcome]) -> Means | None:
    here = (o for o in outcomes if o.term == each.term and o.start < each.end and each.start < o.end)
    return next((outcome.means for outcome in here), None)


def _forbidden(hit: Occurrence, text: str, target: Target) -> list[str]:
    """Deprecated targets of the entry in ``text`` that are no part of a licensed form."""
    licensed = find_forms(text, licensed_forms(hit.term, target))
    deprecated = [LicensedForm(form) for form in hit.term.forbidden(target)]
    return [
        text[match.start : match.end]
        for match in find_forms(text, deprecated)
        if not any(match.start < form.end and form.start < match.end for form in licensed)
    ]
