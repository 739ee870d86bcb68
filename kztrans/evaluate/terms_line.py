"""One line of a hypothesis judged by the occurrences in its source and by its references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kztrans.enforce.demand import Demand, demands_of
from kztrans.enforce.forms import licensed_forms
from kztrans.enforce.grammar import violations
from kztrans.enforce.proof import forbidden, prove
from kztrans.evaluate.scores import Surplus, TermJudgement, levelled
from kztrans.evaluate.terms_index import FormIndex, Standing
from kztrans.glossary.term import Occurrence, Term
from kztrans.records import Span, Target


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A judged line: ``terms[i]`` is judged by ``judgements[i]``; ``further`` licensed forms stand in the
    hypothesis beside the delivered ones, those of ``surplus`` without being asked for.
    """

    terms: tuple[Term, ...] = ()
    judgements: tuple[TermJudgement, ...] = ()
    further: int = 0
    surplus: tuple[Surplus, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """A hypothesis or a reference and the places in it that answer the line's demands."""

    text: str
    places: tuple[Span | None, ...]

    @property
    def taken(self) -> list[Span]:
        return [place for place in self.places if place is not None]

    @property
    def forms(self) -> list[str | None]:
        return [None if place is None else self.text[place.start : place.end] for place in self.places]


@dataclass(frozen=True, slots=True)
class LineJudge:
    """Judges single lines against a target language's forms; ``index`` holds those of all the terms."""

    target: Target
    index: FormIndex

    def line(
        self, number: int, source: str, here: Sequence[Occurrence], hypothesis: str, references: Sequence[str]
    ) -> JudgedLine:
        """What became of the occurrences ``here`` of line ``number`` (from 1), and which forms nothing asks
        for.
        """
        by_place = {(each.start, each.end): each.term for each in here}
        demands = demands_of(here, (), self.target)
        terms = tuple(by_place[demand.start, demand.end] for demand in demands)
        made = _Text(hypothesis, prove(demands, hypothesis) if demands else ())
        further = self.index.find(hypothesis, made.taken)
        if not demands and not further:
            return JudgedLine()
        given = [_Text(each, prove(demands, each) if demands else ()) for each in references]
        surplus = further and _unasked(further, [self.index.find(each.text, each.taken) for each in given])
        old = _nearest(made.places, [*self._forbidden(demands, terms, made, given), *surplus], terms)
        matched = _same_first(terms, made.forms, [each.forms for each in given])
        judgements = tuple(
            TermJudgement(
                line=number,
                source=source[demand.start : demand.end],
                start=demand.start,
                end=demand.end,
                term=demand.label,
                form=form,
                target_start=None if place is None else place.start,
                target_end=None if place is None else place.end,
                reference=matched[i],
                leftover=", ".join(hypothesis[span.start : span.end] for span in old[i]),
                disagreement=self._disagreement(source, made, i, terms[i]),
            )
            for i, (demand, form, place) in enumerate(zip(demands, made.forms, made.places, strict=True))
        )
        unasked = tuple(
            Surplus(number, s.term.kk, hypothesis[s.span.start : s.span.end], s.span.start, s.span.end)
            for s in surplus
        )
        return JudgedLine(terms, judgements, len(further), unasked)

    def _disagreement(self, source: str, made: _Text, number: int, term: Term) -> str:
        """What the grammar of the target language says about a delivered form. A line that begins with a
        small letter in the source need not begin with a capital.
        """
        place = made.places[number]
        if place is None:
            return ""
        small = source.lstrip()[:1].islower()
        said = violations(made.text, place, licensed_forms(term, self.target), self.target)
        return "; ".join(
            f"{each.message}: {' / '.join(each.better)}" if each.better else each.message
            for each in said
            if not (small and each.kind == "capital")
        )

    def _forbidden(
        self, demands: Sequence[Demand], terms: Sequence[Term], made: _Text, given: Sequence[_Text]
    ) -> list[Standing]:
        """Forbidden renderings beside the delivered forms: not those that stand for a missed occurrence, nor
        as many as a reference has.
        """
        if not any(demand.forbidden for demand in demands):
            return []

        def standing(text: _Text) -> list[Standing]:
            return [
                Standing(terms[each.demand], each.span) for each in forbidden(demands, text.places, text.text)
            ]

        missed = Counter(term for term, place in zip(terms, made.places, strict=True) if place is None)
        kept = []
        for each in _unasked(standing(made), [standing(text) for text in given]):
            if missed[each.term]:
                missed[each.term] -= 1
            else:
                kept.append(each)
        return kept


def _unasked(here: Sequence[Standing], given: Sequence[Sequence[Standing]]) -> list[Standing]:
    """Those of ``here`` beyond the number that some reference has of the same term, in order."""
    asked: Counter[Term] = Counter()
    for reference in given:
        asked |= Counter(each.term for each in reference)
    kept = []
    for each in here:
        if asked[each.term]:
            asked[each.term] -= 1
        else:
            kept.append(each)
    return kept


def _nearest(
    places: Sequence[Span | None], others: Iterable[Standing], terms: Sequence[Term]
) -> list[list[Span]]:
    """For each place the other renderings of its term that stand nearest to it."""
    near: list[list[Span]] = [[] for _ in places]
    for other in others:
        own = [
            (abs(p.start - other.span.start), i) for i, p in enumerate(places) if p and terms[i] == other.term
        ]
        if own:
            near[min(own)[1]].append(other.span)
    return [sorted(spans, key=lambda span: span.start) for spans in near]


def _same_first(
    terms: Sequence[Term], made: Sequence[str | None], given: Sequence[Sequence[str | None]]
) -> list[str | None]:
    """The references' form for each occurrence. A text does not tell which of a term's forms renders which of
    its occurrences: equal ones are paired first, the others in order. Of several references the first with an
    equal form counts, else the first with any.
    """
    matched: list[str | None] = [None] * len(terms)
    equal = [False] * len(terms)
    for forms in given:
        for term in dict.fromkeys(terms):
            own = [i for i, other in enumerate(terms) if other == term]
            left = [form for i in own if (form := forms[i]) is not None]
            paired: dict[int, str] = {}
            for i in own:
                form = made[i]
                same = (
                    None if form is None else next((o for o in left if levelled(o) == levelled(form)), None)
                )
                if same is not None:
                    paired[i] = same
                    left.remove(same)
            others = dict(zip((i for i in own if i not in paired), left, strict=False))
            for i, form in (paired | others).items():
                if matched[i] is None or (i in paired and not equal[i]):
                    matched[i], equal[i] = form, i in paired
    return matched
