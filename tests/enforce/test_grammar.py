"""The grammar of delivered terms: sentences written for each rule, right and wrong, and what repairs keep."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.check import Pair, run_checks
from kztrans.enforce.forms import LicensedForm, find_forms, licensed_forms
from kztrans.enforce.grammar import repaired, violations
from kztrans.enforce.grammar.english_sounds import begins_with_vowel
from kztrans.enforce.grammar.russian_readings import prepositions
from kztrans.glossary import Term
from kztrans.records import Span, Target, TermOutcome

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "grammar_cases.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def _forms(headword: str, language: Target) -> tuple[LicensedForm, ...]:
    term = Term(kk="х", en=headword, ru="") if language == "en" else Term(kk="х", en="", ru=headword)
    return licensed_forms(term, language)


def _place(marked: str) -> tuple[str, Span]:
    start, end = marked.index("{"), marked.index("}") - 1
    return marked.replace("{", "").replace("}", ""), Span(start, end)


def test_table_is_balanced() -> None:
    """At least 120 sentences are judged, 60 of them wrong."""
    wrong = [case for case in CASES if case[3] != "-"]
    assert len(CASES) >= 120
    assert len(wrong) >= 60
    assert len(CASES) - len(wrong) >= 60


@pytest.mark.parametrize(("language", "headword", "marked", "kind", "expected"), CASES)
def test_rules_and_repairs(language, headword, marked, kind, expected) -> None:
    """A wrong sentence is objected to by its rule and repaired as expected; a right one is left alone."""
    text, span = _place(marked)
    forms = _forms(headword, language)
    assert [violation.kind for violation in violations(text, span, forms, language)] == (
        [] if kind == "-" else [kind]
    )
    better = repaired(text, span, forms, language)
    assert (better.text if better else "-") == expected
    if better:
        assert not violations(better.text, better.span, forms, language)
        written = better.text[better.span.start : better.span.end]
        assert [m.end - m.start for m in find_forms(written, forms)] == [len(written)]


def test_better_forms_are_named_where_the_choice_is_open() -> None:
    """Where two cases would do, both forms are offered and nothing is repaired."""
    text, span = _place("Они живут в {государственной программой}.")
    forms = _forms("государственная программа", "ru")
    (violation,) = violations(text, span, forms, "ru")
    assert set(violation.better) == {"государственную программу", "государственной программе"}


def test_a_repair_keeps_off_other_terms_and_moves_them() -> None:
    """An adjective that answers another demand stays; a term behind the repair is found at its new place."""
    text, span = _place("Открыт наша {завод} в Астане.")
    forms = _forms("завод", "ru")
    assert repaired(text, span, forms, "ru", [Span(7, 11)]) is None
    astana = text.index("Астане")
    better = repaired(text, span, forms, "ru", [Span(astana, astana + 6)])
    assert better is not None
    (moved,) = better.taken
    assert better.text[moved.start : moved.end] == "Астане"
    assert better.text[better.span.start : better.span.end] == "завод"


def test_two_violations_are_repaired_together() -> None:
    """A doubled article and a doubled possessive both go."""
    text, span = _place("The the {Region's}'s plan.")
    better = repaired(text, span, _forms("Region", "en"), "en")
    assert better is not None and better.text == "The Region's plan."


def test_nothing_is_said_of_what_is_not_known() -> None:
    """Text in capitals, a kept string and a span without a licensed form are no matter of grammar."""
    forms = _forms("завод", "ru")
    assert violations("К ЗАВОД", Span(2, 7), forms, "ru") == ()
    assert violations("к школа", Span(2, 7), forms, "ru") == ()
    assert violations("a LLP is", Span(2, 5), (LicensedForm("LLP", ("keep",)),), "en") == ()


@pytest.mark.parametrize(
    ("words", "vowel"),
    [
        ("hour onion unimportant uninsured umbrella usher urgent heir MP EU 8 80 800 18 11", True),
        ("house one union unit university use European Uranium JSC KEGOC 110 1", False),
        ("NATO UNESCO завод", None),
    ],
)
def test_articles_follow_the_sound(words, vowel) -> None:
    """A vowel is a matter of sound, not of letters; where spelling does not tell, nothing is said."""
    assert {word: begins_with_vowel(word) for word in words.split()} == dict.fromkeys(words.split(), vowel)


def test_every_preposition_governs_cases() -> None:
    """The table of prepositions names known cases only, the usual ones among the allowed."""
    known = {"gent", "datv", "accs", "ablt", "loct"}
    for preposition in prepositions().values():
        assert preposition.usual and preposition.usual <= preposition.cases <= known


def test_check_reports_what_remains() -> None:
    """The check speaks of a delivered term that does not fit, and is silent about one that does."""

    def issues(target: str, form: str) -> list[str]:
        start = target.index(form)
        outcome = TermOutcome("зауыт", 0, 5, "зауыт", (), form, start, start + len(form), "placed")
        pair = Pair("зауыт туралы.", target, "ru", (outcome,))
        return [issue.message for issue in run_checks(pair, ["grammar"])]

    assert issues("Говорят о заводе.", "заводе") == []
    assert issues("Говорят о заводами.", "заводами") == ['"заводами" is not in a case that "о" takes.']


FORMS = _forms("государственная программа", "ru")


@settings(max_examples=200, deadline=None)
@given(
    st.text("абвгдежноприст «»\"'.,-0123456789№%()", max_size=30),
    st.sampled_from(FORMS),
    st.text("абвгдежноприст «»\"'.,-0123456789№%()", max_size=30),
)
def test_any_surroundings(before, form, after) -> None:
    """In any surroundings a repair leaves a licensed form in its span and nothing to object to."""
    text, span = f"{before} {form.text} {after}", Span(len(before) + 1, len(before) + 1 + len(form.text))
    better = repaired(text, span, FORMS, "ru")
    if better is not None:
        assert not violations(better.text, better.span, FORMS, "ru")
        assert find_forms(better.text[better.span.start : better.span.end], FORMS)
