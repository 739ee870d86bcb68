"""What ``check_pairs`` makes of arguments that are not what they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from kztrans.check import check_pairs
from kztrans.errors import EvaluationError, KztransError

FINE = ("Бес.", "Five.")


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ([FINE, "ab"], "pair 2 must be two strings, not: str"),
        ([FINE, FINE, ("Бес.", None)], "pair 3 must be two strings, not: str, None"),
        ([("Бес.", b"Five.")], "pair 1 must be two strings, not: str, bytes"),
        ([("Бес.", "Five.", "5")], "pair 1 must be two strings, not: str, str, str"),
        ([("Бес.",)], "pair 1 must be two strings, not: str"),
        ([()], "pair 1 must be two strings, not: tuple"),
        ([None], "pair 1 must be two strings, not: None"),
        ([{"kk": "Бес.", "en": "Five."}], "pair 1 must be two strings, not: dict"),
        ("Бес.", "pairs must be a list, not str"),
        ({"Бес.": "Five."}, "pairs must be a list, not dict"),
        (None, "pairs must be a list, not None"),
    ],
)
def test_what_is_no_pair_is_told(pairs, message):
    """The pair that is not two strings is named; nothing is read letter by letter."""
    with pytest.raises(EvaluationError) as caught:
        check_pairs(pairs, target="en")
    assert caught.value.message == message


@pytest.mark.parametrize("pairs", [iter([FINE, list(FINE)]), (pair for pair in [FINE, FINE])])
def test_any_iterable_of_pairs_will_do(pairs):
    """Generators are as good as lists, and lists of two as good as tuples."""
    assert check_pairs(pairs, target="en").pairs == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"checks": "tags"}, "checks must be a list, not str"),
        ({"checks": 5}, "checks must be a list, not int"),
        ({"checks": {"tags": True}}, "checks must be a list, not dict"),
        ({"glossary": "terms.csv"}, "the glossary is of type str, not Glossary"),
        ({"glossary": Path("terms.csv")}, "the glossary is of type PosixPath, not Glossary"),
    ],
)
def test_options_that_are_something_else_are_told(change, message):
    """One name for a list of them, or a path for a glossary, has a message that says what to write."""
    with pytest.raises(KztransError) as caught:
        check_pairs([FINE], target="en", **change)
    assert caught.value.message == message
    assert caught.value.remedy


def test_names_of_checks_may_come_from_a_generator():
    """The checks named are those that run, however the names are given."""
    names = ["tags", "quotes"]
    given = check_pairs([FINE], target="en", checks=(name for name in names))
    assert given == check_pairs([FINE], target="en", checks=names)
    assert set(given.checks) == set(names)
