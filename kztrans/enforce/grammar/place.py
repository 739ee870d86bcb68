"""A delivered form in its surroundings, and what the rules of a language say about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kztrans.enforce.forms import LicensedForm, find_forms
from kztrans.records import Span
from kztrans.text.words import abbreviations

_OPENING, _CLOSING, _STRAIGHT = "«“„‹‘", "»”‟›’", "\"'"
_LAST_WORD = re.compile(r"(?<![\w.,:/#+%-])(\d+,\d+|[\w№]+(?:[-'’]\w+)*\.?)[ \u00a0\u202f]+$")
_NEXT_WORD = re.compile(r"[ \u00a0\u202f]*[«“\"„]?(\w+(?:[-'’]\w+)*)")
_FAR = 8  # words before a form that a rule may look at


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[span.start:span.end]`` is to become ``text``."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Violation:
    """Where a delivered form does not fit: which rule, in plain words, and what would fit.

    ``better`` are licensed forms that would; ``edits`` what would have to change around the form instead.
    Both are empty where the rule cannot tell.
    """

    kind: str
    message: str
    better: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Place:
    """A delivered form at ``text[span.start:span.end]``: ``form``, one of ``forms``, the headword first."""

    text: str
    span: Span
    form: LicensedForm
    forms: tuple[LicensedForm, ...]

    @classmethod
    def of(cls, text: str, span: Span, forms: Sequence[LicensedForm]) -> Place | None:
        """The place; None where what stands there is none of ``forms``."""
        written = text[span.start : span.end]
        whole = (m.form for m in find_forms(written, forms) if (m.start, m.end) == (0, len(written)))
        form = next(whole, None)
        return cls(text, span, form, tuple(forms)) if form is not None else None

    @property
    def written(self) -> str:
        return self.text[self.span.start : self.span.end]

    @property
    def literal(self) -> bool:
        """Whether the form stands letter by letter and no grammar may touch it."""
        return "keep" in self.form.tags

    @cached_property
    def quoted(self) -> bool:
        """Whether the form fills a pair of quotation marks."""
        before, after = self.text[: self.span.start][-1:], self.text[self.span.end :][:1]
        return bool(before and after) and (
            (before in _OPENING and after in _CLOSING) or (before == after and before in _STRAIGHT)
        )

    @property
    def cut_off(self) -> bool:
        """Whether a quotation mark opens just before the form and other words follow inside it."""
        before = self.text[: self.span.start][-1:]
        return not self.quoted and bool(before) and before in _OPENING + _STRAIGHT

    @cached_property
    def before(self) -> tuple[Span, ...]:
        """The words just before the form (or its quotation mark), nearest first, as far as only space parts
        them."""
        at = self.span.start - 1 if self.quoted else self.span.start
        words: list[Span] = []
        while len(words) < _FAR and (match := _LAST_WORD.search(self.text, 0, at)):
            word = match[1]
            if word.endswith(".") and word[:-1].lower() not in abbreviations():
                break
            words.append(Span(*match.span(1)))
            at = match.start(1)
        return tuple(words)

    @cached_property
    def after(self) -> tuple[str, ...]:
        """The words behind the form in its clause, in order; a quotation mark that closes it is passed."""
        at = self.span.end + self.quoted
        words = []
        while match := _NEXT_WORD.match(self.text, at):
            words.append(match[1])
            at = match.end()
        return tuple(words)

    @cached_property
    def is_sentence(self) -> bool:
        """Whether the text ends as a sentence does: a list item or a heading asks for no capital."""
        return bool(re.search(r"[.!?…][\"'»”’)\]]*\s*$", self.text))

    @cached_property
    def begins(self) -> bool:
        """Whether no word stands before the form."""
        return not re.search(r"\w", self.text[: self.span.start])

    def word(self, span: Span) -> str:
        return self.text[span.start : span.end]


Rule = Callable[[Place], Iterator[Violation]]
"""Says what is wrong with a delivered form at its place, from one point of view."""


def capital(place: Place) -> Iterator[Violation]:
    """A sentence begins with a capital, and a name keeps its own."""
    written, form = place.written, place.form.text
    if place.begins and place.is_sentence and written[:1].islower() and form[:1].islower():
        raised = written[:1].upper() + written[1:]
        yield Violation("capital", f'"{written}" begins the sentence with a small letter', (raised,))


def recased(form: str, written: str) -> str:
    """``form`` with a capital at its head where ``written`` has one."""
    return form[:1].upper() + form[1:] if written[:1].isupper() else form
