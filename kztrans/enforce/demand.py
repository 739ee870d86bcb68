"""What each occurrence demands of the translation: what satisfies it, and how to see it in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from kztrans.enforce.forms import LicensedForm, find_forms, forbidden_forms, licensed_forms
from kztrans.enforce.guards import Guard, licensed_writings
from kztrans.glossary.term import Occurrence
from kztrans.morph import english, russian_slots
from kztrans.morph.russian import PAUCAL
from kztrans.records import Span, Target
from kztrans.text.fractions import SYMBOLS
from kztrans.text.numbers import Number, find_numbers
from kztrans.text.numerals import licensed_numerals


class _Fitting(Protocol):
    def __call__(
        self, forms: Sequence[str], replaced: str, case: str = "", *, plural: bool = False
    ) -> tuple[str, ...]: ...


_FITTING: dict[Target, _Fitting] = {
    "en": english.fitting,
    "ru": russian_slots.fitting,
}

_JOINED: dict[Target, Callable[[Sequence[str], str], tuple[tuple[str, str], ...]]] = {
    "en": english.joined,
    "ru": russian_slots.joined,
}
_CASES = frozenset({"gen", "dat", "acc", "loc", "abl", "ins"})


class Matcher(Protocol):
    """The licensed forms of one demand, and where they stand in a text."""

    @property
    def candidates(self) -> tuple[str, ...]:
        """The forms worth trying when one has to be put in, preferred first."""
        ...

    @property
    def literal(self) -> bool:
        """Whether the form must stand letter by letter, capitals included."""
        ...

    def fitting(self, replaced: str, case: str = "", *, plural: bool = False) -> tuple[str, ...]:
        """The candidates that suit the place where ``replaced`` stands now; where it does not tell, all,
        those first that render a Kazakh word in this case and number.
        """
        ...

    def joined(self, case: str) -> tuple[tuple[str, str], ...]:
        """Where nothing stands yet: the small words to put in front and the form, for a Kazakh case."""
        ...

    def find(self, text: str) -> Sequence[Span]:
        """Every place in ``text`` where a licensed form stands."""
        ...


@dataclass(frozen=True, slots=True)
class PhraseMatcher:
    """A term or a literal string: any of its licensed forms, at word boundaries."""

    forms: tuple[LicensedForm, ...]
    target: Target

    @property
    def candidates(self) -> tuple[str, ...]:
        """The headword's own paradigm; an entry's further forms, and what only numerals want, are licensed
        but not proposed."""
        return _distinct(f.text for f in self.forms if f.tags and PAUCAL not in f.tags) or _distinct(
            form.text for form in self.forms
        )

    @property
    def literal(self) -> bool:
        return any("keep" in form.tags for form in self.forms)

    def fitting(self, replaced: str, case: str = "", *, plural: bool = False) -> tuple[str, ...]:
        return _FITTING[self.target](self.candidates, replaced, case, plural=plural)

    def joined(self, case: str) -> tuple[tuple[str, str], ...]:
        return (("", self.candidates[0]),) if self.literal else _JOINED[self.target](self.candidates, case)

    def find(self, text: str) -> Sequence[Span]:
        return [Span(match.start, match.end) for match in find_forms(text, self.forms)]


@dataclass(frozen=True, slots=True)
class NumeralMatcher:
    """A number: the same value in any writing that the target's conventions allow."""

    number: Number
    target: Target

    @property
    def candidates(self) -> tuple[str, ...]:
        return _distinct(form.text for form in _numeral_forms(self.number, self.target))

    @property
    def literal(self) -> bool:
        return False

    def fitting(self, replaced: str, case: str = "", *, plural: bool = False) -> tuple[str, ...]:
        return _FITTING[self.target](self.candidates, replaced)

    def joined(self, case: str) -> tuple[tuple[str, str], ...]:
        return (("", self.candidates[0]),)

    def find(self, text: str) -> Sequence[Span]:
        numbers = find_numbers(text, self.target)
        wanted = _meaning(self.number)
        around = ((n, f"{text[max(0, n.start - 2) : n.start]}|{text[n.end : n.end + 2]}") for n in numbers)
        whole = [n for n, beside in around if not _CUT_OFF.search(beside)]
        spans = [Span(n.start, n.end) for n in whole if _meaning(n) == wanted]
        # Words ("three", "5 to 7") are found as phrases, but never as a part of another number.
        taken = [Span(n.start, n.end) for n in numbers]
        for match in find_forms(text, _numeral_forms(self.number, self.target)):
            inside = [span for span in taken if span.start < match.end and match.start < span.end]
            if all(match.start <= span.start and span.end <= match.end for span in inside):
                spans.append(Span(match.start, match.end))
        return sorted(set(spans), key=lambda span: (span.start, -span.end))


@dataclass(frozen=True, slots=True)
class DigitsMatcher:
    """Digits that are no number (4.1, the 2050 of ``Қазақстан-2050``), as they are, even beside letters.

    With ``gaps``, a pattern, in place of whatever parts their groups: telephone numbers.
    """

    digits: str
    gaps: str | None = None

    @property
    def candidates(self) -> tuple[str, ...]:
        return (self.digits,)

    @property
    def literal(self) -> bool:
        return True

    def fitting(self, replaced: str, case: str = "", *, plural: bool = False) -> tuple[str, ...]:
        return (self.digits,)

    def joined(self, case: str) -> tuple[tuple[str, str], ...]:
        return (("", self.digits),)

    def find(self, text: str) -> Sequence[Span]:
        if self.gaps is None:
            pattern = re.escape(self.digits)
        else:
            first = r"(?<!\+)\+" if self.digits.startswith("+") else r"(?<!\+)\(?"
            pattern = first + self.gaps.join(_GROUP.findall(self.digits))
        pattern = f"(?<![0-9])(?<![0-9][.,]){pattern}(?![.,]?[0-9])"
        return [Span(match.start(), match.end()) for match in re.finditer(pattern, text)]


_GROUP = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True)
class Demand:
    """One occurrence in the source and what its translation must hold.

    ``[start, end)`` are characters of the text that the model is given; ``label`` is the headword, or
    ``guard:KIND`` for a guarded string; ``case`` the Kazakh case the occurrence stands in, if it shows one,
    ``plural`` whether it bears the plural's suffix; ``forbidden`` the renderings that its entry rules out.
    """

    start: int
    end: int
    label: str
    matcher: Matcher
    suffixes: tuple[str, ...] = ()
    case: str = ""
    plural: bool = False
    forbidden: tuple[LicensedForm, ...] = ()


def demands_of(
    occurrences: Iterable[Occurrence], guards: Iterable[Guard], target: Target
) -> tuple[Demand, ...]:
    """The demands of a segment in source order. Of a term and a guard on the same characters the longer
    stays, the term when they are equal: a headword may hold a number, a number may hold a unit. An entry
    that has no translation into ``target`` demands nothing.
    """
    found = [
        *(
            Demand(
                *(o.start, o.end, o.term.kk, PhraseMatcher(forms, target), o.suffixes, _case(o.tags)),
                plural="pl" in o.tags,
                forbidden=forbidden_forms(o.term, target),
            )
            for o in occurrences
            if (forms := licensed_forms(o.term, target))
        ),
        *(Demand(g.start, g.end, f"guard:{g.kind}", _guard_matcher(g, target)) for g in guards),
    ]
    kept: list[Demand] = []
    for demand in sorted(found, key=lambda d: (d.start - d.end, d.label.startswith("guard:"))):
        if all(demand.end <= other.start or other.end <= demand.start for other in kept):
            kept.append(demand)
    return tuple(sorted(kept, key=lambda d: d.start))


def _case(tags: Sequence[str]) -> str:
    return next((tag for tag in reversed(tags) if tag in _CASES), "")


def _guard_matcher(guard: Guard, target: Target) -> Matcher:
    if guard.number is not None:
        return NumeralMatcher(guard.number, target)
    if guard.kind == "phone":
        return DigitsMatcher(guard.text, gaps=r"[\s()‐‑-]{0,2}")
    if not guard.sign and _NO_LETTERS.fullmatch(guard.text):
        return DigitsMatcher(guard.text)
    writings = licensed_writings(guard, target)
    return PhraseMatcher(tuple(LicensedForm(text, ("keep",)) for text in writings), target)


_NO_LETTERS = re.compile(f"[0-9][0-9.,:/{SYMBOLS}-]*")


# Digits and a mark before "|" (where a number stands), or a mark and digits behind it: 12,2 read as 12 and 2.
_CUT_OFF = re.compile(r"[0-9][.,]\||\|[.,][0-9]")


def _meaning(number: Number) -> tuple[object, ...]:
    """What two writings of a number share: its values, and that they are per cent or parts of a fraction."""
    return (number.values, number.kind if number.kind in ("percent", "fraction") else "")


@lru_cache(maxsize=4096)
def _numeral_forms(number: Number, target: Target) -> tuple[LicensedForm, ...]:
    return tuple(LicensedForm(text, ()) for text in licensed_numerals(number, target))


def _distinct(forms: Iterable[str]) -> tuple[str, ...]:
    """Forms that differ in more than ё/е or the kind of space: the others are licensed, not proposed."""
    seen: dict[str, str] = {}
    for form in forms:
        key = form.replace("ё", "е").replace("Ё", "Е").replace("\u00a0", " ").replace("\u202f", " ")
        seen.setdefault(key, key)
    return tuple(seen)
