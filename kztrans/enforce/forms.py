"""Which forms of a term may stand in a translation, and where they stand in one.

``licensed_forms`` joins grammar (``morph``) and the entry's own forms; ``find_forms`` is the matcher that
proves an occurrence in a text. It knows nothing of models.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kztrans.glossary.term import Term
from kztrans.morph import english, russian
from kztrans.records import Target

_OPENING, _CLOSING, _STRAIGHT = "«“„‹", "»”‟›", '"'
_QUOTES = frozenset(_OPENING + _CLOSING + _STRAIGHT)
_HYPHENS = frozenset("-‐‑‒–—−")
_JOINING_HYPHENS = frozenset("-‐‑")  # a dash may stand between words, these join letters into one word
_APOSTROPHES = frozenset("'’ʼ‘`")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class LicensedForm:
    """A form in which a term may stand in the target text, with its grammatical names where known."""

    text: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormMatch:
    """A licensed form found in a text, at ``text[start:end]``."""

    start: int
    end: int
    form: LicensedForm


@functools.lru_cache(maxsize=16384)
def licensed_forms(term: Term, target: Target) -> tuple[LicensedForm, ...]:
    """All forms licensed for ``term`` in ``target``, the headword first; none where the entry has no target.

    A keep-as-is term has one form, itself. The entry's own forms replace those of grammar, or are added.
    """
    headword = term.target(target)
    if not headword:
        return ()
    if term.keep:
        return (LicensedForm(headword, ("keep",)),)
    own = term.forms(target)
    texts: list[tuple[str, tuple[str, ...]]] = [(headword, ()), *((form, ()) for form in own)]
    if not own or term.extends(target):
        texts = [*_paradigm(term, headword, target), *texts]
    return _spelt(texts, target)


@functools.lru_cache(maxsize=4096)
def forbidden_forms(term: Term, target: Target) -> tuple[LicensedForm, ...]:
    """All forms of the renderings that ``term`` forbids in ``target``, less those that it licenses."""
    licensed = {form.text for form in licensed_forms(term, target)}
    texts = [
        form
        for rendering in term.forbidden(target)
        for form in ((rendering, ()), *_paradigm(term, rendering, target))
    ]
    return tuple(form for form in _spelt(texts, target) if form.text not in licensed)


def _paradigm(term: Term, headword: str, target: Target) -> list[tuple[str, tuple[str, ...]]]:
    if target == "ru":
        paradigm = russian.paradigm(headword, gender=term.gender, pos=term.pos)
    else:
        paradigm = english.paradigm(headword, pos=term.pos)
    return [(form.text, form.tags) for form in paradigm]


def _spelt(texts: Sequence[tuple[str, tuple[str, ...]]], target: Target) -> tuple[LicensedForm, ...]:
    """Forms without repetition; in Russian with е for ё as well."""
    if target == "ru":
        texts = [*texts, *((text.replace("ё", "е").replace("Ё", "Е"), tags) for text, tags in texts)]
    forms: dict[str, LicensedForm] = {}
    for text, tags in texts:
        forms.setdefault(text, LicensedForm(text, tags))
    return tuple(forms.values())


def find_forms(text: str, forms: Sequence[LicensedForm]) -> list[FormMatch]:
    """Where any of ``forms`` stands in ``text``: leftmost, longest, without overlap, in order.

    A match begins and ends at a word boundary: not beside a letter or digit, nor hyphenated to a word
    (``LLP-based``; a number may be: ``25-летие``), nor is a number part of a longer one (``2,5``). A clitic
    ``'s`` may follow. Kinds of space, hyphen and apostrophe, quotation marks and ё or е make no difference.
    Capitals: the first letter of a form may be raised, in a Latin multiword form the first of each word
    (Title Case), in a text without small letters all; none is ever lowered. A keep-as-is form has its own.
    Offsets are code points of ``text`` as given.
    """
    folded = _fold(text)
    capitals = text.isupper()
    found = [match for form in forms for match in _find(folded, form, capitals)]
    found.sort(key=lambda match: (match.start, -match.end))
    kept: list[FormMatch] = []
    for match in found:
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text with its spellings levelled; ``cased[i]`` and ``lower[i]`` stand at ``origin[i]`` in it."""

    text: str
    cased: str
    lower: str
    origin: tuple[int, ...]


@functools.lru_cache(maxsize=256)
def _fold(text: str) -> _Folded:
    cased: list[str] = []
    origin: list[int] = []
    for index, letter in enumerate(text):
        if letter in _INVISIBLE:
            continue
        levelled = _level(letter)
        if levelled == " " and (not cased or cased[-1] == " "):
            continue
        cased.append(levelled)
        origin.append(index)
    return _Folded(text, "".join(cased), "".join(map(_small, cased)), tuple(origin))


@functools.lru_cache(maxsize=65536)
def _shape(form: str) -> tuple[str, str]:
    """A form levelled, with its capitals and without."""
    folded = _fold(form)
    return folded.cased.strip(), folded.lower.strip()


@functools.lru_cache(maxsize=4096)
def _level(letter: str) -> str:
    """One spelling for each class of characters; quotation marks count as space."""
    if letter.isspace() or letter in _QUOTES:
        return " "
    if letter in _HYPHENS:
        return "-"
    if letter in _APOSTROPHES:
        return "'"
    return {"ё": "е", "Ё": "Е"}.get(letter, letter)


@functools.lru_cache(maxsize=4096)
def _small(letter: str) -> str:
    """The small letter, where that is one."""
    return small if len(small := letter.lower()) == 1 else letter


def _find(text: _Folded, form: LicensedForm, capitals: bool) -> Iterator[FormMatch]:
    shape, key = _shape(form.text)
    position = text.lower.find(key) if key else -1
    while position >= 0:
        end = position + len(key)
        written = text.cased[position:end]
        fits = written == shape or ("keep" not in form.tags and _case_fits(written, shape, capitals))
        if fits and _bounded(text, position, end):
            span = _closed(text.text, text.origin[position], text.origin[end - 1] + 1)
            yield FormMatch(*_quoted(form.text, text.text, *span), form)
        position = text.lower.find(key, position + 1)


def _case_fits(written: str, shape: str, capitals: bool) -> bool:
    """Whether the capitals of ``written`` are those of ``shape``, raised at most where headings do so."""
    if capitals and written == shape.upper():
        return True
    compound = " " in shape or "-" in shape
    for index, (letter, model) in enumerate(zip(written, shape, strict=True)):
        if letter == model:
            continue
        initial = index == 0 or (compound and shape[index - 1] in " -" and model.isascii())
        if not initial or letter != model.upper():
            return False
    return True


def _bounded(text: _Folded, start: int, end: int) -> bool:
    """Whether ``[start, end)`` of the folded text is a whole word or number, or several."""
    found = text.lower[start:end]
    return _edge(text, start - 1, -1, found[0], found) and _edge(text, end, 1, found[-1], found)


def _edge(text: _Folded, position: int, step: int, inner: str, found: str) -> bool:
    """Whether what stands at ``position``, outside a match with ``inner`` at its edge, leaves it whole."""
    if not _is_wordy(inner):
        return True
    outer, beyond = _at(text, position), _at(text, position + step)
    if _is_wordy(outer):
        return False
    if outer == "-" and text.text[text.origin[position]] in _JOINING_HYPHENS:
        if inner.isascii() and beyond.isalpha() and not beyond.isascii():
            return True  # IP-адрес: a Latin name is whole where the alphabet changes
        return not beyond.isalpha() or not any(letter.isalpha() for letter in found)
    if outer == "'" and beyond.isalpha():
        return step == 1 and beyond == "s" and not _is_wordy(_at(text, position + 2))
    if outer in {",", "."}:
        return not (inner.isdigit() and beyond.isdigit())
    return True


def _at(text: _Folded, position: int) -> str:
    return text.lower[position] if 0 <= position < len(text.lower) else ""


def _is_wordy(letter: str) -> bool:
    return bool(letter) and (letter.isalnum() or letter == "_" or unicodedata.category(letter)[0] == "M")


def _quoted(form: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the quotation marks around it, where the form itself is written in quotes."""
    marked = {form[0], form[-1], text[start - 1 : start], text[end : end + 1]} <= _QUOTES
    return (start - 1, end + 1) if marked and start else (start, end)


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the quotation mark beside it that pairs with one inside: ``программа «Болашак»``."""
    inside = text[start:end]
    opened = sum(inside.count(mark) for mark in _OPENING) - sum(inside.count(mark) for mark in _CLOSING)
    odd = inside.count(_STRAIGHT) % 2 == 1
    after, before = text[end : end + 1], text[start - 1 : start]
    if (opened > 0 and after and after in _CLOSING) or (odd and after == _STRAIGHT):
        return start, end + 1
    if (opened < 0 and before and before in _OPENING) or (odd and before == _STRAIGHT):
        return start - 1, end
    return start, end
