"""Edits: a licensed form put into a draft at a place, with the little words that lead it in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kztrans.enforce.demand import Demand
from kztrans.enforce.draft import Draft
from kztrans.records import Span

_MOST = 4  # ways tried at one place
_MARKS = tuple(",;:!?")
# What may stand before a text's first word: quotes, dashes, the marks of headings and lists, "1." and "a)".
_OPENING = re.compile(r"\W*(?:(?:\d+(?:\.\d+)*|\w)[.)]\s\W*)?")
# What a model writes of a string's head, left standing before the string itself: by the string's own head.
_REMAINS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"\w+://"), re.compile(r"(?:https?)?:?/+$")),
    (re.compile(r"\+"), re.compile(r"\+\s?$")),
    (re.compile(r"№|No\b", re.IGNORECASE), re.compile(r"(?:№|\bNo\b\.?)\s?$", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One form put at ``span`` of a draft, behind ``lead`` (an article, a preposition, or nothing).

    ``prefix`` is the text up to and including the form: what the rest can be decoded behind.
    """

    span: Span
    lead: str
    form: str
    draft: Draft

    @property
    def placed(self) -> Span:
        """Where the form stands in the draft."""
        start = self.span.start + len(self.lead)
        return Span(start, start + len(self.form))

    @property
    def prefix(self) -> str:
        return self.draft.text[: self.placed.end]


def edits(draft: Draft, demand: Demand, place: Span) -> Iterator[Edit]:
    """The ways to say ``demand`` at ``place``, best first.

    A form takes over the slot of the words that stand there, or what their Kazakh word makes likely; in a gap
    it is joined by its Kazakh case.
    """
    if place.start == place.end:
        ways: Sequence[tuple[str, str]] = demand.matcher.joined(demand.case)
    else:
        replaced = draft.text[place.start : place.end]
        forms = demand.matcher.fitting(replaced, demand.case, plural=demand.plural)
        # What opens the text and bears no Kazakh case is its subject, where the place does not tell.
        untold = not demand.case and len(forms) == len(demand.matcher.candidates)
        subject = untold and _opens(draft.text, place.start)
        ways = [("", form) for form in (forms[:1] if subject else forms)]
    for lead, form in ways[:_MOST]:
        yield _edit(draft, demand, place, lead, form)


def _opens(text: str, at: int) -> bool:
    """Whether what stands at ``at`` is the first word of ``text``."""
    return _OPENING.fullmatch(text, 0, at) is not None


def _said_before(before: str, form: str) -> int:
    """Where the first words of ``form`` begin that ``before`` ends with already: with a | With a Diploma."""
    heads = [match.end() for match in re.finditer(r"\w+ ", form)]
    for head in reversed(heads):
        start = len(before) - head
        whole = start == 0 or (start > 0 and not before[start - 1].isalnum())
        if whole and before[start:].lower() == form[:head].lower():
            return start
    return len(before)


def _edit(draft: Draft, demand: Demand, span: Span, lead: str, form: str) -> Edit:
    """Put ``form`` behind ``lead`` at ``span``: with a capital where it begins the text (behind a mark, where
    what stood there has one), apart from a word that ends just before it, and without remains of its own
    head before it.
    """
    text = draft.text
    begins = span.start == 0 or (_opens(text, span.start) and text[span.start : span.start + 1].isupper())
    if begins and not demand.matcher.literal:
        lead, form = lead[:1].upper() + lead[1:], form if lead else form[:1].upper() + form[1:]
    for head, remains in _REMAINS:
        if head.match(form):
            span = Span(len(remains.sub("", text[: span.start])), span.end)
    if not lead:
        span = Span(_said_before(text[: span.start], form), span.end)
    if text[span.start - 1 : span.start].isalnum() or text[span.start - 1 : span.start] in _MARKS:
        lead = " " + lead
    space = " " if span.start == span.end else ""
    return Edit(span, lead, form, draft.replaced(span, lead + form + space, demand.start, demand.end))
