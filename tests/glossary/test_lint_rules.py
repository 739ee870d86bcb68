"""Lint rules that look at an entry beside others, its conditions, its forbidden forms and its Russian."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.glossary import Glossary, Term
from kztrans.glossary.lint import lint
from kztrans.glossary.lint.forbidden import forbidden_and_licensed, forbidden_elsewhere
from kztrans.glossary.lint.pairs import contradictions, domains_alone, duplicates
from kztrans.glossary.lint.reach import conditions, never_found, overlapping_conditions, replaced, shadowed
from kztrans.glossary.lint.russian import russian_targets

SHIPPED = Path(__file__).parents[2] / "glossary"
# «ат»: a name or a horse; conditions tell them apart.
HORSE = Term("ат", "horse", "лошадь", near=("шабандоз",))
NAME = Term("ат", "name", "имя", not_near=("шабандоз",))


def said(rule, *terms):
    """What ``rule`` says of entries written on lines 2, 3, …"""
    placed = [replace(term, file="t.csv", line=line) for line, term in enumerate(terms, start=2)]
    return [(found.severity, found.message) for found in rule(placed)]


@pytest.mark.parametrize("rule", [duplicates, contradictions, shadowed, overlapping_conditions])
@pytest.mark.parametrize(
    "pair",
    [
        (HORSE, NAME),
        (Term("ат", "horse", "лошадь", domain="farm"), Term("ат", "name", "имя", domain="law")),
        (Term("ат", "horse", "лошадь", near=("жүгіру",), priority=1), Term("ат", "name", "имя")),
        (Term("ат", "horse", "лошадь"), Term("ат", "name", "имя", status="deprecated")),
        (Term("ат", "horse", ""), Term("ат", "", "лошадь")),
    ],
)
def test_homographs_told_apart_are_no_mistake(rule, pair):
    """Conditions, domain, priority and status tell homographs apart: nothing contradicts or is shadowed."""
    assert said(rule, *pair) == said(rule, *reversed(pair)) == []


def test_the_same_conditions_do_not_tell_apart():
    """Two translations under equal conditions contradict each other."""
    ((severity, message),) = said(contradictions, HORSE, replace(HORSE, en="steed"))
    assert severity == "error" and "line 2" in message


@pytest.mark.parametrize(
    ("low", "high", "covered"),
    [
        (Term("ат", "name", "имя"), Term("ат", "horse", "лошадь", priority=1), True),
        (Term("ат", "name", "имя", near=("жүгіру",)), Term("ат", "horse", "лошадь", priority=1), True),
        (HORSE, Term("ат", "name", "имя", near=("шабандоз", "аты-жөні"), priority=2), True),
        (Term("ат", "name", "имя"), replace(HORSE, priority=1), False),
        (NAME, Term("ат", "horse", "лошадь", not_near=("аты-жөні",), priority=1), False),
        (Term("ат", "name", "имя"), Term("ат", "horse", "", priority=1), False),
        (Term("ат", "name", "имя"), Term("атты", "mounted", "конный", priority=1), False),
    ],
)
def test_shadowed_entries_are_found(low, high, covered):
    """An entry is never used where a higher one may stand whenever it may; else it keeps its place."""
    found = said(shadowed, low, high)
    assert [severity for severity, _ in found] == ["error"] * covered
    assert all("line 3" in message for _, message in found)


FARM, LAW = (Term("ат", "horse", "лошадь", domain="farm"), Term("ат", "name", "имя", domain="law"))


@pytest.mark.parametrize(
    ("others", "warned"),
    [
        ((LAW,), True),
        ((replace(LAW, near=("құжат",)),), False),
        ((replace(LAW, priority=1),), False),
        ((replace(LAW, domain=""),), False),
        ((replace(LAW, domain="Farm"),), False),  # a contradiction, not two domains
        ((replace(LAW, en="horse", ru=""),), False),
        ((replace(LAW, status="proposed"),), False),
        ((LAW, replace(LAW, domain="")), False),
        ((LAW, replace(LAW, domain="", near=("құжат",))), True),
    ],
)
def test_translations_that_only_a_domain_tells_apart_are_told(others, warned):
    """Two domains' translations are a toss-up for a text of neither domain, unless something else decides."""
    found = said(domains_alone, FARM, *others)
    assert [severity for severity, _ in found] == ["warning"] * warned
    assert all("line 2" in message for _, message in found)
    matched = Glossary.from_terms([FARM, *others]).find("ат") if others[0].domain != "Farm" else []
    assert [each.ambiguous for each in matched] == [warned] * len(matched)


def test_conditions_that_may_both_hold_are_told():
    """Equal near words do not decide between two translations; different ones do."""
    other = Term("ат", "name", "имя", near=("шабандоз", "құжат"))
    assert [severity for severity, _ in said(overlapping_conditions, HORSE, other)] == ["warning"]
    assert said(overlapping_conditions, HORSE, replace(other, near=("құжат",))) == []
    assert said(overlapping_conditions, HORSE, replace(other, priority=1)) == []


@pytest.mark.parametrize(
    ("term", "severity", "words"),
    [
        (replace(HORSE, not_near=("шабандоз",)), "error", "in near and in not_near"),
        (replace(HORSE, near=("…",)), "error", "no letter or digit"),
        (replace(HORSE, near=("жүгіру", "жүгіру")), "warning", "stands twice in near"),
        (replace(HORSE, near=("ат",)), "warning", "word of the headword itself"),
        (Term("ат спорты", "x", "y", not_near=("спорт",)), "warning", "word of the headword itself"),
        (replace(HORSE, status="proposed"), "warning", "never asked"),
    ],
)
def test_useless_conditions_are_told(term, severity, words):
    """Conditions that contradict themselves, can never be met or are never asked."""
    assert any(s == severity and words in message for s, message in said(conditions, term))


def test_sensible_conditions_are_left_in_peace():
    """Ordinary conditions say nothing, and do not keep a headword from being found."""
    assert said(conditions, HORSE, NAME, Term("қала", "city", "город")) == []
    assert said(never_found, HORSE, NAME) == []


def test_a_deprecated_headword_without_heir_is_told():
    """Deprecated entries are not looked for: fine where another entry has the headword, else worth a word."""
    old = Term("облыс", "province", "область", status="deprecated")
    assert [severity for severity, _ in said(replaced, old)] == ["warning"]
    assert said(replaced, old, Term("облыс", "region", "область")) == []
    assert said(replaced, replace(old, status="proposed")) == []


@pytest.mark.parametrize(
    ("term", "severity"),
    [
        (Term("аким", "akim", "аким", ru_forbidden=("аким",)), "error"),
        (Term("аким", "akim", "аким", ru_forbidden=("акимов",)), "error"),
        (Term("әкім", "akim", "аким", en_forms=("mayor",), extend_en=True, en_forbidden=("mayor",)), "error"),
        (Term("Абай облысы", "Abai Region", "область Абай", ru_forbidden=("Абай",)), "warning"),
        (Term("әкім", "akim", "аким", ru_forbidden=("губернатор",)), ""),
        (Term("Үкімет", "Government", "Правительство", ru_forbidden=("правительство",)), ""),
        (Term("ережелер", "rules", "правила", ru_forbidden=("правил внутреннего",)), ""),
    ],
)
def test_an_entry_that_forbids_what_it_licenses(term, severity):
    """A forbidden form equal to a licensed one is an error, one inside it a warning; others are not told."""
    assert [found for found, _ in said(forbidden_and_licensed, term)] == [severity] * bool(severity)


def test_cycles_of_forbidden_and_preferred():
    """What one entry forbids another prefers, for one headword or for headwords whose forms coincide."""
    left = Term("әкімдік", "akimat", "акимат", ru_forbidden=("администрация",))
    right = Term("әкімдік", "akimat", "администрация", ru_forbidden=("акимат",))
    found = said(forbidden_elsewhere, left, right)
    assert [severity for severity, _ in found] == ["error", "error"]
    assert "line 3 asks for it, and forbids 'акимат'" in found[0][1]
    possessed = replace(right, kk="әкімдігі", ru_forbidden=())
    assert [message for _, message in said(forbidden_elsewhere, left, possessed)] == [
        "'администрация' is forbidden in ru, but line 3 («әкімдігі») asks for it"
    ]


@pytest.mark.parametrize(
    "other",
    [
        Term("басқарма", "administration", "администрация"),
        Term("әкімдік", "akimat", "администрация", domain="history"),
        Term("әкімдік", "akimat", "администрация", near=("патша",)),
        Term("әкімдік", "akimat", "администрация", status="deprecated"),
        Term("әкімдік", "akimat", "местная администрация"),
    ],
)
def test_no_cycle_where_different_things_are_meant(other):
    """Another headword, domain, condition, a deprecated entry or a longer target does not contradict."""
    left = Term("әкімдік", "akimat", "акимат", ru_forbidden=("администрация",))
    assert said(forbidden_elsewhere, left, other) == []


@pytest.mark.parametrize(
    ("ru", "words"),
    [
        ("акимат", "Licensed: акимат, акимата"),
        ("новый программа", "do not agree"),
        ("в рамках", "no other form is licensed. Licensed: в рамках."),
    ],
)
def test_doubtful_russian_is_told_with_its_forms(ru, words):
    """What grammar is not sure of is told, with the forms that would be licensed."""
    ((severity, message),) = said(russian_targets, Term("қала", "city", ru))
    assert severity == "warning" and words in message


@pytest.mark.parametrize(
    "term",
    [
        Term("қала", "city", "город"),
        Term("әкімдік", "akimat", "акимат", gender="m"),
        Term("әкімдік", "akimat", "акимат", ru_forms=("акимата",)),
        Term("KEGOC", "", "", keep=True),
        Term("қала", "city", ""),
        Term("шеңберінде", "within", "в рамках", pos="adv"),
    ],
)
def test_sure_russian_is_left_in_peace(term):
    """Dictionary words, answered doubts, own forms and what is not inflected say nothing."""
    assert said(russian_targets, term) == []


def test_the_shipped_glossary_has_no_errors():
    """Every file under glossary/, all together, has no error; warnings stay few."""
    findings = lint(SHIPPED)
    assert [str(found) for found in findings if found.severity == "error"] == []
    assert len(findings) <= 25, [str(found) for found in findings]


CELLS = st.text(alphabet=" .-«»!?|атжолқүі1ABновый", max_size=12)
WORDS = st.lists(CELLS, max_size=2).map(tuple)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            Term,
            kk=CELLS,
            en=CELLS,
            ru=CELLS,
            pos=st.sampled_from(["", "adj", "verb", "x"]),
            status=st.sampled_from(["", "deprecated", "proposed"]),
            ru_forms=WORDS,
            ru_forbidden=WORDS,
            near=WORDS,
            not_near=WORDS,
            priority=st.integers(-1, 1),
            derive=WORDS,
            keep=st.booleans(),
        ),
        max_size=4,
    )
)
def test_no_entry_breaks_the_check(terms):
    """Whatever stands in the cells, every rule ends and each finding names its rule and a message."""
    assert all(found.rule and found.message for found in lint(Glossary(tuple(terms))))
