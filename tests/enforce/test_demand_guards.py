"""What each kind of guarded string demands of a translation: which texts prove it and which do not."""

from __future__ import annotations

import pytest

from kztrans.enforce.demand import demands_of
from kztrans.enforce.guards import find_guards
from kztrans.enforce.proof import prove
from kztrans.records import Target


def proven(source: str, target: Target, text: str) -> bool:
    """Whether every guarded string of ``source`` has a place in ``text``."""
    demands = demands_of((), find_guards(source), target)
    assert demands
    return None not in prove(demands, text)


@pytest.mark.parametrize(
    ("source", "target", "good", "bad"),
    [
        ("1.1. Комиссия құрылады.", "ru", "1.1. Создаётся комиссия.", "1,1. Создаётся комиссия."),
        ("1.1. Комиссия құрылады.", "en", "1.1 A commission is set up.", "A commission is set up."),
        ("1. Комиссия құрылады.", "en", "1. A commission is set up.", "One commission is set up."),
        ("3.2.1. Комиссия құрылады.", "ru", "3.2.1. Создаётся комиссия.", "3.2. Создаётся комиссия."),
        ("Заңның 4.10-тармағы", "ru", "пункт 4.10 Закона", "пункт 4.1 Закона"),
        ("Өсім 2.5 есе болды.", "ru", "Рост в 2,5 раза.", "Рост в 25 раз."),
        ("Өсім 2.5 есе болды.", "ru", "Рост в 2.5 раза.", "Рост в 2.6 раза."),
        ("Бұл Samsung Galaxy S24 телефоны.", "en", "A Samsung Galaxy S24.", "A Galaxy S24 by Samsung."),
        ("Тел.: +7 (7172) 74-55-66.", "en", "Tel.: +7 (7172) 74-55-66.", "Tel.: +7 (7172) 74-55-67."),
        ("Тел.: +7 (7172) 74-55-66.", "ru", "Тел.: +7 7172 74 55 66.", "Тел.: 7 (7172), 74, 55 и 66."),
        ("Тел.: 8 701 123 45 67", "en", "Tel.: 8 701 123-45-67.", "Tel.: 8,701,123 45 67."),
        ("Халықтың 1/3 бөлігі.", "en", "One third of the people.", "The first and the third of the people."),
        ("Халықтың 1/3 бөлігі.", "en", "1/3 of the people.", "1-3 of the people."),
        ("Халықтың 1/3 бөлігі.", "ru", "Одной трети населения.", "От 1 до 3 человек."),
        ("Халықтың 2/5 бөлігі.", "ru", "Двумя пятыми населения.", "Два человека из пятых."),
        ("1 адам келді.", "en", "One person came.", "The first person came."),
        ("3-ші адам келді.", "en", "The third person came.", "Three people came."),
        ("3-ші адам келді.", "ru", "Пришёл третий.", "Пришли три человека."),
        ("2 тоқсанда өсті.", "en", "It grew in the second quarter.", "It grew in the quarter."),
        ("№ 12-НҚ бұйрық", "en", "Order No. 12-НҚ", "Order No. 12-NQ"),
        ("№ 12-НҚ бұйрық", "ru", "Приказ № 12-НҚ", "Приказ № 12"),
        ("№ 416-V Заңы", "en", "Law No. 416-V", "Law No. 416"),
        ("№ 45 қаулы", "en", "Resolution No 45", "Resolution 45"),
        ("№ 45 қаулы", "ru", "Постановление №45", "Постановление No. 45"),
        ("№ 007 қаулы", "ru", "Постановление № 007", "Постановление № 7"),
        ("03-15/245 хат", "en", "letter 03-15/245", "letter 03-15/24"),
        ("«Қазақстан-2050» жолы", "en", "the way of Kazakhstan-2050", "the way of Kazakhstan"),
        ("Ту-154М ұшағы", "en", "a Tu-154M", "a Tu-1540M"),
        ("Құны 3 700,5 мың.", "en", "It costs 3,700.5 thousand.", "It costs 3 700.5 thousand."),
    ],
)  # fmt: skip
def test_a_guarded_string_is_proven(source: str, target: Target, good: str, bad: str) -> None:
    """A text with a licensed writing proves the guards of a source; one without it does not."""
    assert proven(source, target, good)
    assert not proven(source, target, bad)


@pytest.mark.parametrize(
    ("source", "target", "preferred"),
    [
        ("№ 45 қаулы", "en", "No. 45"),
        ("№ 45 қаулы", "ru", "№ 45"),
        ("1.1. Комиссия", "ru", "1.1"),
        ("Құны 1 234 567,89 теңге", "en", "1,234,567.89"),
        ("Құны 1 234 567,89 теңге", "ru", "1 234 567,89"),
        ("Құны 3 700,5 мың теңге", "en", "3,700.5 thousand"),
        ("Тел.: 8 (7172) 55-12-34", "en", "8 (7172) 55-12-34"),
        ("Халықтың 1/3 бөлігі", "ru", "1/3"),
    ],
)
def test_the_most_natural_writing_is_proposed_first(source: str, target: Target, preferred: str) -> None:
    """What enforcement puts in where it must, is what a translator would write, also after any rendering."""
    (demand,) = demands_of((), find_guards(source), target)
    assert demand.matcher.candidates[0] == preferred
    assert demand.matcher.fitting("45")[0] in demand.matcher.candidates


@pytest.mark.parametrize("target", ["en", "ru"])
def test_every_proposed_writing_is_licensed(target: Target) -> None:
    """What a matcher proposes it also finds, whole: no candidate can be put in and still be refused."""
    source = (
        "№ 12-НҚ, 1/3, 3.2.1, +7 (7172) 74-55-66, Airbus A320neo, Ил-76, 2 тоқсан, 3 700,5 мың, ½, N 5, 2/3"
    )
    for demand in demands_of((), find_guards(source), target):
        for candidate in demand.matcher.candidates:
            found = [(span.start, span.end) for span in demand.matcher.find(f"x, {candidate} y")]
            assert (3, 3 + len(candidate)) in found, candidate


def test_a_number_is_not_proven_inside_another() -> None:
    """The 12 of «12 м» is not delivered by the 12 of a misspelt "12,2"."""
    (demand,) = demands_of([], find_guards("ені 12 м"), "en")
    assert not demand.matcher.find("the width of 12,2 m")
    assert demand.matcher.find("the width of 12, 2 m deep")
