"""The persons check: a person of the source is named in the target; off unless asked for."""

from __future__ import annotations

import pytest

from kztrans.check import Pair, run_checks
from kztrans.records import TermOutcome

SOURCE = "Премьер-Министр Асқар Маминнің баяндамасы."


def persons(source, target, language, *terms):
    return run_checks(Pair(source, target, language, terms), ["persons"])


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("en", "The report of Prime Minister Askar Mamin."),
        ("en", "Mamin's report."),
        ("ru", "Доклад Премьер-министра А. Мамина."),
        ("ru", "Доклад сделан Маминым."),
    ],
)
def test_a_person_in_any_usual_spelling_is_fine(language, target):
    """The surname is enough, in any case."""
    assert persons(SOURCE, target, language) == ()


@pytest.mark.parametrize(("language", "target"), [("en", "The report."), ("ru", "Доклад министра Маминова.")])
def test_a_missing_person_is_told(language, target):
    """A name left out or changed to another is told with the words of the source."""
    (issue,) = persons(SOURCE, target, language)
    assert issue.check == "persons" and "Асқар Маминнің" in issue.message and not issue.notice


def test_a_name_that_the_glossary_delivered_is_not_judged_again():
    """What an entry rendered was decided by a person: its text is blanked out on both sides."""
    name = "Асқар Маминнің"
    start = SOURCE.index(name)
    outcome = TermOutcome(name, start, start + len(name), "Асқар Мамин", ("-нің",), "PM", 0, 2, "placed", 0.0)
    assert persons(SOURCE, "PM's report.", "en", outcome) == ()


def test_it_only_runs_when_asked_for():
    """Translators may leave a name to the context, so the check is off by default."""
    assert all(
        issue.check != "persons" for issue in run_checks(Pair(SOURCE, "The report of the PM is here.", "en"))
    )
