"""Every rule of a language on a delivered form, and the repair where there is only one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kztrans.enforce.forms import LicensedForm
from kztrans.enforce.grammar import english, russian
from kztrans.enforce.grammar.place import Edit, Place, Rule, Violation, capital
from kztrans.records import Span, Target

_RULES: dict[Target, tuple[Rule, ...]] = {
    "en": (capital, *english.RULES),
    "ru": (capital, *russian.RULES),
}
_MOST = 3  # violations of one form that are repaired, one after the other


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text in which the form fits: where it stands now, and where the ``taken`` spans do."""

    text: str
    span: Span
    taken: tuple[Span, ...]


def violations(
    text: str, span: Span, forms: Sequence[LicensedForm], language: Target
) -> tuple[Violation, ...]:
    """Where the form at ``span`` does not fit ``text``, rule by rule.

    ``forms`` are the licensed ones, the headword first. Nothing is said about a text in capitals, nor about a
    span that holds none of ``forms``.
    """
    place = None if text.isupper() else Place.of(text, span, forms)
    if place is None or place.literal:
        return ()
    return tuple(violation for rule in _RULES[language] for violation in rule(place))


def repaired(
    text: str, span: Span, forms: Sequence[LicensedForm], language: Target, taken: Sequence[Span] = ()
) -> Repaired | None:
    """The text with the form's violations repaired; None where there are none, where one could be repaired in
    more ways than one, or where something would be wrong afterwards. ``taken`` spans are not touched.
    """
    now = Repaired(text, span, tuple(taken))
    found = violations(text, span, forms, language)
    if not found:
        return None
    for _ in range(_MOST):
        fixed = _applied(now, _edits(now.span, found[0]))
        if fixed is None:
            return None
        now = fixed
        found = violations(now.text, now.span, forms, language)
        if not found:
            return now if Place.of(now.text, now.span, forms) else None
    return None


def _edits(span: Span, violation: Violation) -> tuple[Edit, ...]:
    """What to change: what the rule names, or the form where one alone is better."""
    if violation.edits:
        return violation.edits
    return (Edit(span, violation.better[0]),) if len(violation.better) == 1 else ()


def _applied(now: Repaired, edits: Sequence[Edit]) -> Repaired | None:
    """The edits made, last first, and the spans moved; None where one would touch a taken span."""
    if not edits:
        return None
    text, span, taken = now.text, now.span, now.taken
    for edit in sorted(edits, key=lambda edit: -edit.span.start):
        if any(edit.span.start < other.end and other.start < edit.span.end for other in taken):
            return None
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        span = (
            Span(edit.span.start, edit.span.start + len(edit.text))
            if edit.span == span
            else _moved(span, edit)
        )
        taken = tuple(_moved(other, edit) for other in taken)
    return Repaired(text, span, taken)


def _moved(span: Span, edit: Edit) -> Span:
    """A span that the edit does not touch, where it stands afterwards."""
    shift = len(edit.text) - (edit.span.end - edit.span.start) if edit.span.end <= span.start else 0
    return Span(span.start + shift, span.end + shift)
