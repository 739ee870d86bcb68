"""The slot of a rendering decides which forms of the term may take its place."""

from __future__ import annotations

import pytest

from kztrans.morph.russian import paradigm
from kztrans.morph.russian_slots import fitting, joined, slots


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("телеканала", {("gent", "sing")}),
        ("телеграмма", {("nomn", "sing")}),
        ("новыми технологиями", {("ablt", "plur")}),
        ("производству стали", {("datv", "sing")}),
        ("KEGOC", set()),
        ("2016", set()),
        ("Беларусьм", set()),
    ],
)
def test_slots(phrase: str, expected: set[tuple[str, str]]) -> None:
    """The first noun tells case and number; a foreign word or a number tells nothing."""
    assert slots(phrase) == expected


@pytest.mark.parametrize(
    ("term", "replaced", "right"),
    [
        ("телемост", "телеканала", "телемоста"),
        ("телемост", "телеграмма", "телемост"),
        ("Глава государства", "президентом", "Главой государства"),
        ("Южно-Казахстанская область", "южном регионе", "Южно-Казахстанской области"),
        ("рабочее место", "вакансий", "рабочих мест"),
    ],
)
def test_a_form_takes_over_the_slot(term: str, replaced: str, right: str) -> None:
    """The form in the replaced word's case and number is among the fitting ones, those in others are not."""
    forms = [form.text for form in paradigm(term)]
    left = fitting(forms, replaced)
    assert right in left
    assert all(slots(form) & slots(replaced) for form in left)


def test_what_tells_nothing_rules_nothing_out() -> None:
    """Abbreviations always suit, and an unreadable place admits every form."""
    assert fitting(["ТОО"], "компании") == ("ТОО",)
    assert fitting(["телемост", "телемоста"], "KARSRK") == ("телемост", "телемоста")


@pytest.mark.parametrize(
    ("case", "expected"),
    [("loc", ("в ", "Астане")), ("gen", ("", "Астаны")), ("abl", ("из ", "Астаны"))],
)
def test_a_gap_is_joined_by_the_kazakh_case(case: str, expected: tuple[str, str]) -> None:
    """Where nothing stands yet, the Kazakh case decides preposition and form: Астанада is «в Астане»."""
    assert expected in joined([form.text for form in paradigm("Астана")], case)


@pytest.mark.parametrize(
    ("case", "plural", "first"),
    [
        ("", True, "земледельцы"),
        ("", False, "земледелец"),
        ("ins", False, "земледельцем"),
        ("ins", True, "земледельцами"),
        ("gen", True, "земледельцев"),
        ("dat", False, "земледельцу"),
    ],
)
def test_where_the_place_tells_nothing_the_kazakh_word_does(case: str, plural: bool, first: str) -> None:
    """In the place of an unreadable word all forms suit, the one in the Kazakh case and number first."""
    forms = [form.text for form in paradigm("земледелец")]
    ordered = fitting(forms, "KARSRK", case, plural=plural)
    assert ordered[0] == first
    assert sorted(ordered) == sorted(forms)


def test_an_adjective_made_from_a_name_tells_the_slot() -> None:
    """«Астанинского центра» is a genitive, though no dictionary has its first word."""
    assert slots("Астанинского международного центра") == {("gent", "sing")}
    assert slots("Астанинского") == frozenset()
