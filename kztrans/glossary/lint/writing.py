"""How the cells of an entry are written: letters, spaces, values, what is no term at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kztrans.glossary.lint.finding import Finding, error, warning
from kztrans.glossary.match import WORD
from kztrans.glossary.term import Term
from kztrans.morph.kazakh import DERIVATIONS

STATUSES = frozenset({"", "approved", "preferred", "admitted", "proposed", "deprecated"})
PARTS_OF_SPEECH = frozenset(
    {"", "noun", "name", "propn", "adj", "adv", "verb", "num", "pron", "abbr", "unit", "phrase"}
)
GENDERS = frozenset({"", "m", "f", "n", "pl"})
CASES = frozenset({"", "exact"})
LONGEST_TERM = 10  # words; official names have up to ten

_CYRILLIC, _LATIN = re.compile(r"[Ѐ-ԯ]"), re.compile(r"[A-Za-z]")
_ABBREVIATED = re.compile(r"(\b\w{1,4}|\w\.\w+)\.$")
_TWO_SENTENCES = re.compile(r"\w{3,}[.!?…]\s+[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")


def empty_targets(terms: Sequence[Term]) -> Iterator[Finding]:
    """An entry that asks for nothing."""
    for term in terms:
        if not term.target("en").strip() and not term.target("ru").strip():
            yield error(term, "no translation in any language")


def mixed_scripts(terms: Sequence[Term]) -> Iterator[Finding]:
    """Latin letters inside a Cyrillic word, or the other way round: look-alikes typed by mistake."""
    for term in terms:
        for column, text in _texts(term):
            for word in WORD.findall(text):
                if _CYRILLIC.search(word) and _LATIN.search(word):
                    say = error if column == "kk" else warning
                    yield say(term, f"'{word}' in {column} mixes Cyrillic and Latin letters")


def stray_spaces(terms: Sequence[Term]) -> Iterator[Finding]:
    """Spaces at the ends of a cell, or two together."""
    for term in terms:
        for column in dict.fromkeys(
            column for column, text in _texts(term) if text != " ".join(text.split())
        ):
            yield warning(term, f"leading, trailing or double spaces in {column}")


def sentences(terms: Sequence[Term]) -> Iterator[Finding]:
    """An entry that is a sentence rather than a term."""
    for term in terms:
        headword, count = term.kk.strip(), len(WORD.findall(term.kk))
        if count > LONGEST_TERM:
            yield warning(term, f"{count} words: a sentence rather than a term")
        elif headword.endswith((".", "!", "?", "…")) and not _ABBREVIATED.search(headword):
            mark = "a full stop" if headword.endswith(".") else f"'{headword[-1]}'"
            yield warning(term, f"ends with {mark}: a sentence rather than a term")
        elif _TWO_SENTENCES.search(headword):
            yield warning(term, "more than one sentence: a text rather than a term")


def kept_and_translated(terms: Sequence[Term]) -> Iterator[Finding]:
    """An entry that stays as it is and has another translation too."""
    for term in terms:
        if term.keep and any(target and target != term.kk for target in (term.en, term.ru)):
            yield error(term, "keep says that it stays as it is, but it has a translation too")


def vocabulary(terms: Sequence[Term]) -> Iterator[Finding]:
    """Values that the columns status, pos, gender, case and derive do not know."""
    known = (
        *(("status", STATUSES), ("pos", PARTS_OF_SPEECH), ("gender", GENDERS), ("case", CASES)),
        ("derive", DERIVATIONS.keys()),
    )
    for term in terms:
        for column, values in known:
            written = getattr(term, column)
            for value in written if isinstance(written, tuple) else (written,):
                if value not in values:
                    allowed = ", ".join(sorted(values - {""}))
                    yield error(term, f"'{value}' is no value for {column}: use one of {allowed}")


def _texts(term: Term) -> Iterator[tuple[str, str]]:
    """Every text of the entry with the name of its column."""
    for column in ("kk", "en", "ru"):
        yield column, getattr(term, column)
    for column in ("en_forms", "ru_forms", "en_forbidden", "ru_forbidden", "near", "not_near"):
        for text in getattr(term, column):
            yield column, text
