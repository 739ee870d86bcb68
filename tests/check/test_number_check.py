"""The numbers check: values on both sides, however they are written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.check import Pair, run_checks
from kztrans.check.spelled import roman_numbers, spelled_numbers
from kztrans.records import TermOutcome

FAULTS = [
    ("en", "Зауытта 58 адам бар.", "The plant has people."),
    ("en", "Зауытта 58 адам бар.", "The plant has 85 people."),
    ("ru", "Жылына 3700 тонна шығарады.", "Выпускает 370 тонн в год."),
    ("en", "Экспорт 40 пайызға артты.", "Exports grew by 14 percent."),
    ("ru", "Құны 2,5 млрд теңге.", "Стоимость 25 млрд тенге."),
    ("en", "Құны 2 млрд теңге.", "It costs 2 million tenge."),
    ("ru", "2010 жылдан бері 145 жоба.", "С 2010 года 2010 проектов."),
    ("en", "Зауыт ашылды.", "The plant opened in 2016."),
    ("ru", "25 жылдық және 25 жоба.", "25-летие и проекты."),
    ("en", "Үш адам келді.", "4 people came."),
    ("ru", "13 мыңға жуық орын.", "Около 13 мест."),
    ("en", "Экспорт 40 пайызға артты.", "Exports grew by 40."),
    ("en", "Сағат 15:30-да", "at 4.30 p.m."),
    ("ru", "2010-2016 жылдары", "в 2010–2015 годах"),
    ("en", "05.07.2016 күні", "on 7 July 2016"),
    ("ru", "Ұзындығы 2 дюйм, 3 данасы бар.", "Длина 5 см, есть 4 штуки."),
    ("ru", "Ұзындығы 20 метр.", "Длина 2 метра."),
]

CORRECT = [
    ("en", "Зауытта 58 адам бар.", "The plant has 58 people."),
    ("en", "Жылына 3700 тонна шығарады.", "It makes 3,700 tonnes a year."),
    ("ru", "Жылына 3700 тонна шығарады.", "Выпускает 3 700 тонн в год."),
    ("en", "Құны 2,5 млрд теңге.", "It costs 2.5 billion tenge."),
    ("ru", "Құны 2,5 млрд теңге.", "Стоимость 2,5 млрд тенге."),
    ("en", "Экспорт 40 пайызға артты.", "Exports grew by 40%."),
    ("ru", "Экспорт 40%-ға артты.", "Экспорт вырос на 40 процентов."),
    ("en", "13 мыңға жуық орын.", "About 13,000 places."),
    ("ru", "13 мыңға жуық орын.", "Около 13 тысяч мест."),
    ("en", "2010 жылдан бері 145 жоба.", "145 projects since 2010."),
    ("en", "3 адам келді.", "Three people came."),
    ("ru", "3 адам келді.", "Пришли три человека."),
    ("en", "Үш адам келді.", "3 people came."),
    ("en", "Жүз мың адам.", "100,000 people."),
    ("ru", "Екі жарым миллион адам.", "2,5 млн человек."),
    ("ru", "Зауыт ашылды.", "Завод открыт."),
    ("en", "XIX ғасырда", "in the 19th century"),
    ("ru", "19 ғасырда", "в XIX веке"),
    ("en", "Сағат 15:30-да", "at 3.30 p.m."),
    ("ru", "Сағат 15:00-де", "в 15 часов"),
    ("en", "30-43 пайызы", "between 30 and 43 percent"),
    ("en", "Телефон: 0800 555 111", "Phone: 0800 555 111"),
    ("ru", "1000-нан астам адам", "свыше тысячи человек"),
    ("en", "05.07.2016 күні", "on 5 July 2016"),
    ("ru", "Болашақ 2 жобасы", "проект «Будущее-2»"),
    ("ru", "Биіктігі 20 футқа (6 метрге) жетті.", "Высота достигла 6 метров."),
    ("ru", "Ұзындығы 2 дюйм, 3 данасы бар.", "Длина 5 см, есть 3 штуки."),
]


@pytest.mark.parametrize(("language", "source", "target"), FAULTS)
def test_a_changed_number_is_reported(language, source, target):
    """Missing, changed and added values, and lost scale words, each raise the alarm."""
    assert run_checks(Pair(source, target, language), ["numbers"])


@pytest.mark.parametrize(("language", "source", "target"), CORRECT)
def test_the_same_value_is_accepted(language, source, target):
    """Separators, scale words, per cent and words are writings of the same value."""
    assert not run_checks(Pair(source, target, language), ["numbers"])


def test_numbers_of_a_glossary_term_are_its_own():
    """A term delivered from the glossary answers for the numbers in it."""
    source, target = "«100 нақты қадам» жоспары", "План нации"
    term = TermOutcome("100 нақты қадам", 1, 16, "100 нақты қадам", (), "План нации", 0, 10, "free")
    assert run_checks(Pair(source, target, "ru"), ["numbers"])
    assert not run_checks(Pair(source, target, "ru", (term,)), ["numbers"])


def test_the_message_names_the_numbers():
    """One message tells missing numbers from added ones and quotes them as written."""
    (issue,) = run_checks(Pair("58 адам", "85 people", "en"), ["numbers"])
    assert issue.message == 'Numbers missing: "58"; not in the source: "85".'


@pytest.mark.parametrize(
    ("language", "source", "target", "damaged"),
    [
        ("en", "3.2.1. Тараптар", "3.2.1. The parties", "3.3. The parties"),
        ("en", "Тел.: 8 (7172) 55-12-34", "Tel.: 8 (7172) 55-12-34", "Tel.: 55.34"),
        ("ru", "Тел.: +7 701 123 45 67", "Тел.: +7 701 123\u00a045 67", "Тел.: +7 701 123 45 76"),
        ("ru", "№ 03-15/245 хат", "Письмо № 03‑15/245", "Письмо № 03-15/24"),
        ("en", "192.168.0.1 торабы", "host 192.168.0.1", "host 192.168.0.2"),
        ("en", "1/3 бөлігі", "1/3 of it", "2/3 of it"),
        ("en", "1/3 бөлігі", "one third of it", "the 1st and 3rd of it"),
        ("ru", "1/2 бөлігі", "0,5 части", "1 часть из 2"),
        ("en", "№ 415/2 бұйрық", "Order No. 415/2", "Order No. 415/3"),
        ("en", "4.1 және 4.2-тармақтар", "clauses 4.1 and 4.2", "clauses 4.1 and 4.3"),
        ("ru", "Ил-76 ұшағы", "Самолёт Ил-76", "Самолёт Ил-6"),
        ("en", "Есеп 10-15 млн теңге", "Sum 10-15 million tenge", "Sum 10-15 billion tenge"),
        ("ru", "Экспорт 10-15% өсті", "Экспорт вырос на 10-15 %", "Экспорт вырос на 10-15"),
        ("en", "Құны 1250 теңге", "It costs 1,250 tenge", "It costs 1 1,250 tenge"),
    ],
)
def test_numbers_of_several_parts_are_compared_whole(language, source, target, damaged):
    """Telephone, section and file numbers, ranges with a unit: the same is accepted, a changed part never."""
    assert not run_checks(Pair(source, target, language), ["numbers", "codes"])
    assert run_checks(Pair(source, damaged, language), ["numbers", "codes"])


def test_what_is_lost_is_named_with_what_is_added():
    """A section number is missing as a whole, not only its replacement reported."""
    (issue,) = run_checks(Pair("3.2.1. Тараптар", "3.3. The parties", "en"), ["numbers"])
    assert issue.message.startswith('Numbers missing: "3.2.1')
    assert 'not in the source: "3.3' in issue.message


def test_a_lost_code_is_reported_once():
    """The digits of a code are the codes check's; the numbers check does not ask for them again."""
    issues = run_checks(Pair("COVID-19 індеті", "The pandemic", "en"), ["numbers", "codes"])
    assert [issue.check for issue in issues] == ["codes"]


@settings(max_examples=60, deadline=None)
@given(st.integers(13, 10**9), st.integers(13, 10**9))
def test_any_two_whole_numbers(before, after):
    """Different values raise the alarm, equal ones never do, with the separators of the target's language."""
    source = f"Зауытта {before} адам бар."
    for language, shown in (("en", f"{after:,}"), ("ru", f"{after:,}".replace(",", "\u00a0"))):
        target = {"en": f"There are {shown} people.", "ru": f"Всего {shown} человек."}[language]
        assert bool(run_checks(Pair(source, target, language), ["numbers"])) is (before != after)


SPELLED = [
    ("екі жүз елу мыңға", [250_000]),
    ("екі-үш жыл", [2, 3]),
    ("он екіншіден", [12]),
    ("екі жарым миллион теңге", [2_500_000]),
    ("бір мың тоғыз жүз тоқсан бес", [1995]),
    ("екі мың он алтыншы жыл", [2016]),
    ("екеуі келді, үшеуі кетті", [2, 3]),
    ("оның үйі, онда, алтын, жүзеге", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "values"), SPELLED)
def test_spelled_numbers(text, values):
    """Kazakh numerals are composed, ordinals and endings included; words that only look like them are not."""
    assert list(spelled_numbers(text)) == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("XIX ғасыр", [19]),
        ("ХХІ ғасыр", [21]),
        ("IV тоқсан, V съезд", [4, 5]),
        ("I went to XYZ", []),
        ("Xerox, МХТ", []),
        ("", []),
    ],
)
def test_roman_numbers(text, values):
    """Roman numerals are read in Latin and in Cyrillic letters, and not out of words."""
    assert list(roman_numbers(text)) == values
