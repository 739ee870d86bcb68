"""Edits: what a form takes with it when it is put into a text."""

from __future__ import annotations

import pytest

from kztrans.enforce.demand import Demand, PhraseMatcher
from kztrans.enforce.draft import Draft, words_of
from kztrans.enforce.edit import edits
from kztrans.enforce.forms import licensed_forms
from kztrans.glossary import Term
from kztrans.records import Span


def texts(text: str, replaced: str, term: Term, target: str, **demand: object) -> list[str]:
    """The texts that the edits give, where ``replaced`` stands."""
    start = text.index(replaced)
    matcher = PhraseMatcher(licensed_forms(term, target), target)
    wanted = Demand(0, 1, term.kk, matcher, **demand)
    draft = Draft(text, words_of(text), (), ())
    return [edit.draft.text for edit in edits(draft, wanted, Span(start, start + len(replaced)))]


@pytest.mark.parametrize(
    ("text", "replaced", "expected"),
    [
        ('hope for "with a diploma to it."', "diploma to it", 'hope for "With a Diploma."'),
        ("hope for a diploma", "a diploma", "hope for With a Diploma"),
        ("we hope with a paper", "paper", "we hope With a Diploma"),
    ],
)
def test_a_form_takes_its_own_first_words(text: str, replaced: str, expected: str) -> None:
    """Words that stand before the place and begin the form are not said twice."""
    assert expected in texts(text, replaced, Term("дипломмен", "With a Diploma", ""), "en")


@pytest.mark.parametrize("mark", ["# ", "- ", "1. ", "2.1) ", "a) ", "• ", "— ", "«", '"', "## 3. «"])
def test_a_form_behind_a_mark_begins_the_text(mark: str) -> None:
    """Behind the mark of a heading, a list or a quotation a form has the capital of the word it replaces."""
    term = Term("зауыт", "plant", "завод")
    assert f"{mark}Завод открыт" in texts(f"{mark}Фабрика открыт", "Фабрика", term, "ru")
    assert f"{mark}завод открыт" in texts(f"{mark}фабрика открыт", "фабрика", term, "ru")
    assert texts(
        f"{mark}Диканы вышли", "Диканы", Term("диқан", "farmer", "земледелец"), "ru", plural=True
    ) == [f"{mark}Земледельцы вышли"]


@pytest.mark.parametrize("before", ["Он: ", "Да. ", "No 5 ", "12.5 "])
def test_a_form_behind_a_word_does_not_begin_the_text(before: str) -> None:
    """A capital in mid-sentence is no opening: a name is replaced by a common noun as that is written."""
    term = Term("зауыт", "plant", "завод")
    assert f"{before}завод открыт" in texts(f"{before}Фабрика открыт", "Фабрика", term, "ru")


def test_words_that_only_look_alike_stay() -> None:
    """A word that ends as the form begins is no part of it."""
    term = Term("дипломмен", "With a Diploma", "")
    assert "Herewith a With a Diploma" in texts("Herewith a paper", "paper", term, "en")


def test_the_opening_subject_follows_its_kazakh_number() -> None:
    """At the head of the text, in the place of an unreadable word, a plural stays a plural and a subject."""
    term = Term("диқан", "farmer", "земледелец")
    assert texts("Диканы вышли", "Диканы", term, "ru", plural=True) == ["Земледельцы вышли"]
    assert texts("Dikans went out", "Dikans", term, "en", plural=True)[0] == "Farmers went out"
