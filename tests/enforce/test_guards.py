"""Guarded strings: what must be carried over is seen, and what may be translated is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrans.enforce.guards import find_guards


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Толығырақ: https://gov.kz/memleket?id=5.", [("url", "https://gov.kz/memleket?id=5")]),
        ("Хат press@gov.kz мекенжайына жіберілсін.", [("email", "press@gov.kz")]),
        ("«KARLSKRONA LC AB» ЖШС-нің зауыты", [("name", "KARLSKRONA LC AB")]),
        ("Компания Microsoft-пен келісім жасады", [("name", "Microsoft")]),
        ("COVID-19 індеті", [("code", "COVID-19")]),
        ("2010 жылдан бері", [("number", "2010")]),
        ("XX ғасырдың басында", []),
        ("№ ҚР ДСМ-175/2020 бұйрық", [("code", "ҚР ДСМ-175/2020")]),
        ("№ 415-VI ҚРЗ Заңы", [("code", "415-VI ҚРЗ")]),
        ("01.02.-05.03. аралығында", [("outline", "01.02"), ("outline", "05.03")]),
        ("«Petroleum Operating B.V.» компаниясы", [("name", "Petroleum Operating B.V.")]),
        ("Бүгін күн жылы", []),
        ("Samsung Electronics пен LG", [("name", "Samsung Electronics"), ("name", "LG")]),
        ("Samsung Galaxy S24 телефоны", [("name", "Samsung Galaxy S24")]),
        ("Airbus A320neo сатып алды", [("name", "Airbus A320neo")]),
        ("Boeing 737 MAX ұшағы", [("name", "Boeing 737 MAX")]),
        ("Boeing 737 ұшағын көрді", [("name", "Boeing 737")]),
        ("Microsoft Office 365-ті қосты", [("name", "Microsoft Office 365")]),
        ("ISO 9001 стандарты", [("name", "ISO 9001")]),
        ("ISO 9001:2015 стандартына", [("name", "ISO 9001:2015")]),
        ("Windows 10, iOS 17.2.", [("number", "10"), ("code", "17.2")]),
        ("Бізде Windows 10, iOS 17.2.", [("name", "Windows 10"), ("name", "iOS 17.2")]),
        ("Microsoft 2016 жылы келді", [("name", "Microsoft"), ("number", "2016")]),
        ("Google 2010-жылы келді", [("name", "Google"), ("number", "2010")]),
        ("Air Astana 15 ұшақты алды", [("name", "Air Astana"), ("number", "15")]),
        ("Samsung 58 адам алды", [("name", "Samsung"), ("number", "58")]),
        (
            "Visa 3 700 теңге, Apple 40%-ға, Ford 5-7 көлік",
            [
                ("name", "Visa"),
                ("number", "3 700"),
                ("name", "Apple"),
                ("number", "40%"),
                ("name", "Ford"),
                ("number", "5-7"),
            ],
        ),
        ("5 Boeing ұшағы", [("number", "5"), ("name", "Boeing")]),
        ("3M компаниясының 5G желісі", [("code", "3M"), ("code", "5G")]),
        ("Samsung мен Facebookке", [("name", "Samsung")]),
        ("А тобы, B тобы, XX V", []),
        ("1.1. Комиссия құрылады.", [("outline", "1.1")]),
        ("1. Комиссия құрылады.", [("outline", "1")]),
        ("1) комиссия құрылады;", [("outline", "1")]),
        ("3.2.1. Комиссия құрылады.", [("outline", "3.2.1")]),
        ("4.1-тармақ, 3.2.1-тармақша", [("outline", "4.1"), ("outline", "3.2.1")]),
        ("2.5 есе өсті.", [("number", "2.5")]),
        ("2016. Бұл жыл", [("number", "2016")]),
        (
            "Тел.: +7 (7172) 74-55-66, 8 701 123 45 67.",
            [
                ("phone", "+7 (7172) 74-55-66"),
                ("phone", "8 701 123 45 67"),
            ],
        ),
        ("8 500 000 теңге", [("number", "8 500 000")]),
        ("1/3 бөлігі, 24/7", [("number", "1/3"), ("number", "24"), ("number", "7")]),
        (
            "№ 12-НҚ, № 416-V, №45-бұйрық, № 12а",
            [
                ("code", "12-НҚ"),
                ("code", "416-V"),
                ("code", "45"),
                ("code", "12а"),
            ],
        ),
        ("№ 5-ші мектеп, № 3-ке", [("code", "5"), ("code", "3")]),
        ("03-15/245 хат", [("code", "03-15/245")]),
        (
            "«Қазақстан-2050», Ил-76, 19-Б, 2½",
            [("code", "2050"), ("code", "76"), ("code", "19"), ("code", "2½")],
        ),
        ("https://gov.kz/a5 №7", [("url", "https://gov.kz/a5"), ("code", "7")]),
    ],
)
def test_guards(text: str, expected: list[tuple[str, str]]) -> None:
    """Each kind of guarded string is found whole, without the punctuation or suffix behind it."""
    assert [(g.kind, g.text) for g in find_guards(text)] == expected


def test_a_text_in_another_alphabet_is_no_name() -> None:
    """A wholly Latin sentence is not one long name."""
    assert [g for g in find_guards("This is English text") if g.kind == "name"] == []


@pytest.mark.parametrize(
    "unit", ["1.1, ", "A1 ", "1/", "1-", "№ 1", "a.", "+7 7", "8 701 ", "1.", "a@", "(", "AB 1 "]
)
def test_long_texts_take_linear_time(unit: str) -> None:
    """No pattern runs away on repeated input: what ends at all ends at once."""
    find_guards("қ " + unit * 20_000)


@given(st.text(alphabet="абқНҚ ABc19.,-/@:«»№+½", max_size=60))
def test_no_digit_is_left_unguarded(text: str) -> None:
    """Whatever stands around it, a digit belongs to a guarded string, so that it cannot vanish."""
    guarded = {place for guard in find_guards(text) for place in range(guard.start, guard.end)}
    assert all(place in guarded for place, letter in enumerate(text) if letter in "19")


@given(st.text(alphabet="абқНҚ ABc19.,-/@:«»№+()½", max_size=60))
def test_guards_slice_and_do_not_overlap(text: str) -> None:
    """Offsets slice to the guarded string, in order, without overlaps."""
    end = 0
    for guard in find_guards(text):
        assert text[guard.start : guard.end] == guard.sign + guard.text
        assert guard.text
        assert guard.start >= end
        end = guard.end
