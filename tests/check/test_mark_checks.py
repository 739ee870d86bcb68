"""Checks of punctuation and of strings that must be kept letter by letter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.check import Pair, run_checks
from kztrans.records import TermOutcome

SITE = "Толығырақ https://gov.kz/news/5?id=7 сайтында, info@gov.kz."

CASES = [
    ("pairs", "en", "«Болашақ» бағдарламасы", "The “Bolashak program", True),
    ("pairs", "ru", "«Болашақ» бағдарламасы", "Программа «Болашак", True),
    ("pairs", "ru", "«Болашақ» бағдарламасы", "Программа «Болашак«", True),
    ("pairs", "en", "Зауыт (жаңа) ашылды.", "The plant (new opened.", True),
    ("pairs", "en", "Зауыт ашылды.", "The plant) opened.", True),
    ("pairs", "ru", "Зауыт [1] ашылды.", "Завод [1) открыт.", True),
    ("pairs", "en", "«Болашақ» бағдарламасы", 'The "Bolashak" program', False),
    ("pairs", "ru", "“Болашақ“ бағдарламасы", "Программа «„Болашак“»", False),
    ("pairs", "en", "«Зауыт ашылды.", '"The plant opened.', False),
    ("pairs", "en", "Зауыт (жаңа) ашылды.", "The (new) plant opened.", False),
    ("pairs", "ru", "1) зауыт; ә) фабрика", "1) завод; б) фабрика", False),
    ("pairs", "en", "Зауыт (жаңа ашылды.", "The plant (new opened.", False),
    ("pairs", "ru", "Зауыт (кеме және т.б.), цех.", "Завод (верфь и др.), цех.", False),
    ("pairs", "ru", "Зауыт (3-тарау).", "Завод (глава 3).", False),
    ("pairs", "ru", "Зауыт (1) кеме; 2) цех).", "Завод (в том числе 1) верфь; 2) цех).", False),
    ("pairs", "ru", "Зауыт (кеме және т.б.), цех.", "Завод (верфь и др., цех.", True),
    ("pairs", "ru", "Зауыт (кеме), цех.", "Завод верфь и прочее), цех.", True),
    ("pairs", "en", "Ол зауытта.", "It's the workers' plant.", False),
    ("ending", "en", "Зауыт ашылды ма?", "The plant opened.", True),
    ("ending", "ru", "Зауыт ашылды.", "Завод открыт", True),
    ("ending", "en", "Зауыт ашылды.", "The plant opened?", True),
    ("ending", "ru", "Зауыт ашылды!", "Завод открыт?", True),
    ("ending", "en", "Ол былай деді:", "He said", True),
    ("ending", "en", "Зауыт ашылды…", "The plant opened,", True),
    ("ending", "en", "«Зауыт ашылды ма?» – деді.", '"The plant opened?', True),
    ("ending", "en", "Зауыт ашылды.", '"The plant opened."', False),
    ("ending", "ru", "«Зауыт ашылды ма?»", "«Завод открыт»?", False),
    ("ending", "en", "Зауыт ашылды…", "The plant opened.", False),
    ("ending", "ru", "Зауыт ашылды!", "Завод открыт.", False),
    ("ending", "en", "Шынымен бе?!", "Really?", False),
    ("ending", "en", "Зауыт ашылды", "The plant opened.", False),
    ("ending", "ru", "2016 ж.", "2016 год", False),
    ("ending", "en", "Құны 2 млрд.", "It costs 2 billion", False),
    ("ending", "en", "Ол былай деді:", "He said:", False),
    ("codes", "en", SITE, "More at https://gov.kz/news/5, info@gov.kz.", True),
    ("codes", "ru", SITE, "Подробнее на https://gov.kz/news/5?id=7, info@gov.", True),
    ("codes", "en", "ISO стандарты", "The standard", True),
    ("codes", "ru", "COVID-19 індеті", "Эпидемия COVID", True),
    ("codes", "en", "«KARLSKRONA LC AB» ЖШС", "KARLSKRONA LC LLP", True),
    ("codes", "en", "«KARLSKRONA LC AB» ЖШС", "Karlskrona LC AB LLP", True),
    ("codes", "ru", "@akorda жазбасы", "Запись akorda", True),
    ("codes", "en", SITE, "More at https://gov.kz/news/5?id=7 (info@gov.kz).", False),
    ("codes", "ru", "«KARLSKRONA LC AB» ЖШС", "ТОО «KARLSKRONA LC AB»", False),
    ("codes", "en", "COVID-19 індеті", "COVID-19's spread", False),
    ("codes", "en", "XXI ғасыр", "21st century", False),
    ("codes", "en", "SUV көліктері", "SUVs", False),
    ("codes", "en", "Зауыт ашылды.", "The plant opened.", False),
    ("punctuation", "ru", "2026 жж.", "2026 гг..", True),
    ("punctuation", "ru", "тел. 5", "тел.. 5", True),
    ("punctuation", "en", "Зауыт, фабрика", "The plant,, the mill", True),
    ("punctuation", "en", "Зауыт, фабрика.", "The plant. , the mill.", True),
    ("punctuation", "en", "Зауыт ашылды.", "The plant opened .", True),
    ("punctuation", "ru", "Зауыт, фабрика", "Завод , фабрика", True),
    ("punctuation", "en", "https://gov.kz", "https:://gov.kz", True),
    ("punctuation", "en", "«Зауыт» ЖШС", "«» LLP", True),
    ("punctuation", "ru", "«Зауыт» ЖШС", "ТОО ««Завод»", True),
    ("punctuation", "en", "Зауыт – фабрика", "The plant – – the mill", True),
    ("punctuation", "ru", "Зауыт.. ашылды", "Завод.. открыт", False),
    ("punctuation", "en", "Зауыт ашылды", "In the U.S., 5 p.m.; etc.", False),
    ("punctuation", "ru", "Зауыт па?", "Завод?.. Завод!.. Завод... Завод…", False),
    ("punctuation", "en", "Зауыт", "Built on .NET and C:\\\\dir, at https://gov.kz/a/../b . . . :)", False),
    ("punctuation", "ru", "Зауыт – 15:30", "Завод – 15:30, т. д., «Завод», – сказал он.", False),
    ("names", "en", "Twitter желісі", "The network", True),
    ("names", "en", "Twitter желісі", "The twiter network", True),
    ("names", "ru", "Facebook-тегі жазба", "Запись в Фейсбуке", True),
    ("names", "en", "Marks & Spencer дүкені", "The Marks Spencer shop", True),
    ("names", "en", "iPhone сатылды", "Phone sold", True),
    ("names", "en", "Twitter желісі", "Twitter's network", False),
    ("names", "ru", "Facebook-тегі жазба", "Запись в Facebook", False),
    ("names", "en", "iPhone сатылды", "iPhones sold", False),
    ("names", "en", "w әрпі", "the letter", False),
    ("names", "en", "Marks & Spencer дүкені", "The Marks & Spencer shop", False),
]


@pytest.mark.parametrize(("name", "language", "source", "target", "expected"), CASES)
def test_worked_examples(name, language, source, target, expected):
    """Each check speaks on its own fault and is silent on correct text that only looks like it."""
    assert bool(run_checks(Pair(source, target, language), [name])) is expected


def test_missing_strings_are_listed():
    """The message says exactly which strings are gone."""
    (issue,) = run_checks(Pair("ISO мен COVID-19", "ISO and", "en"), ["codes"])
    assert issue.message == 'Missing from the translation: "COVID-19".'


def test_a_glossary_term_may_replace_a_latin_string():
    """An entry that translates a Latin string decides; the check does not ask for the original as well."""
    source, target = "IT саласы", "Сфера информационных технологий"
    form = "информационных технологий"
    start = target.index(form)
    term = TermOutcome("IT", 0, 2, "IT", (), form, start, start + len(form), "placed")
    assert run_checks(Pair(source, target, "ru"), ["codes"])
    assert not run_checks(Pair(source, target, "ru", (term,)), ["codes"])


@settings(max_examples=80, deadline=None)
@given(st.recursive(st.sampled_from(["", "a"]), lambda t: st.builds("{}({}){}[{}]".format, t, t, t, t)))
def test_nested_brackets_are_in_pairs(text):
    """Properly nested brackets never raise an alarm, one more or one less always does."""
    assert not run_checks(Pair("Зауыт", text, "en"), ["pairs"])
    assert run_checks(Pair("Зауыт", text + " (", "en"), ["pairs"])
    if text.endswith("]"):
        assert run_checks(Pair("Зауыт", text[:-1], "en"), ["pairs"])
