"""Names of persons: usual spellings in both languages, and names found in Kazakh text by their shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrans.morph.names import ALPHABET, DOCUMENTS, INSTRUCTION, spelling_pattern, spellings
from kztrans.morph.persons import find_persons


@pytest.mark.parametrize(
    ("name", "english", "russian"),
    [
        ("Нұрсұлтан Назарбаев", "Nursultan Nazarbayev", "Нурсултан Назарбаев"),
        ("Ерлан Қошанов", "Yerlan Koshanov", "Ерлан Кошанов"),
        ("Жансейіт Түймебаев", "Zhanseit Tuimebayev", "Жансеит Туймебаев"),
        ("Әлихан Смайылов", "Alikhan Smailov", "Алихан Смаилов"),
        ("Серік Ахметов", "Serik Akhmetov", "Серик Ахметов"),
        ("Өмірзақ Шөкеев", "Omirzak Shokeyev", "Омирзак Шокеев"),
        ("Ғани Ыбырай", "Gani Ybyrai", "Гани Ыбырай"),
        ("Бауыржан Момышұлы", "Bauyrzhan Momyshuly", "Бауыржан Момышулы"),
        ("Айгерім Жанболатқызы", "Aigerim Zhanbolatkyzy", "Айгерим Жанболаткызы"),
        ("Асайын Мейіз", "Asain Meiz", "Асаин Меиз"),
        ("ҚАСЫМ-ЖОМАРТ ТОҚАЕВ", "Kasym-Zhomart Tokayev", "Касым-Жомарт Токаев"),
    ],
)
def test_preferred_spellings(name, english, russian):
    """The first spelling is that of documents in Latin, of the instruction in Russian."""
    assert spellings(name, "en")[0].text == english
    assert spellings(name, "ru")[0].text == russian


@pytest.mark.parametrize(
    ("name", "target", "spelling"),
    [
        ("Қасым-Жомарт Тоқаев", "en", "Kassym-Jomart Tokayev"),
        ("Кәрім Мәсімов", "en", "Karim Massimov"),
        ("Ерлан Идрисов", "en", "Erlan Idrissov"),
        ("Қанат Бозымбаев", "en", "Kanat Bozumbayev"),
        ("Нұрсұлтан Әбішұлы", "en", "Nursultan Abishevich"),
        ("Қанат Бозымбаев", "ru", "Канат Бозумбаев"),
        ("Нұрсұлтан Әбішұлы", "ru", "Нурсултан Абишевич"),
        ("Сәтбаев", "ru", "Сатпаев"),
        ("Айгүл", "ru", "Айгуль"),
        ("Төлеген", "ru", "Тулеген"),
    ],
)
def test_usual_variants_are_listed(name, target, spelling):
    """Spellings that bearers and the press use are listed too, after the preferred one."""
    assert spelling in [each.text for each in spellings(name, target)][1:]


def test_every_spelling_names_its_sources():
    """The preferred spelling rests on documents or the instruction, a variant on whoever writes so."""
    first, *others = spellings("Жомарт", "en")
    assert first.sources == (DOCUMENTS,) and spellings("Жомарт", "ru")[0].sources == (INSTRUCTION,)
    assert ("Jomart", (ALPHABET,)) in [(each.text, each.sources) for each in others]


NAMES = st.text("абежийкқғлмнңоөпрстуұүшыіәц", min_size=1, max_size=9)


@given(st.lists(NAMES, min_size=1, max_size=2).map(" ".join), st.sampled_from(["en", "ru"]))
def test_spellings_are_of_one_alphabet_and_match_their_pattern(name, target):
    """Whatever the name: no spelling twice, no Kazakh letter left, each word accepted by its pattern."""
    found = [each.text for each in spellings(name, target)]
    assert found and len(set(found)) == len(found)
    for text in found[:20]:
        assert not set(text.lower()) & set("әғқңөұүһі")
        for word, source in zip(text.split(), name.split(), strict=True):
            assert spelling_pattern(source, target).fullmatch(word)


@pytest.mark.parametrize(
    ("name", "target", "text", "found"),
    [
        ("Назарбаев", "ru", "о Назарбаеве и других", True),
        ("Назарбаева", "ru", "с Назарбаевой", True),
        ("Рязанский", "ru", "Рязанскому", True),
        ("Әшімов", "ru", "братьев Ашимовых", True),
        ("Момышұлы", "ru", "о Момышулы", True),
        ("Мұхамеджанұлы", "ru", "Мұхамеджанұлы", True),
        ("Күйіков", "ru", "К.Куюкова", True),
        ("Тоқаев", "en", "Tokaev's visit", True),
        ("Қасым-Жомарт", "en", "Kassym-Jomart", True),
        ("Болдуин", "en", "Baldwin", False),
        ("Назарбаев", "ru", "Назарбаевский", False),
        ("Маминов", "en", "Mamin", False),
        ("Путин", "en", "Putinism", False),
    ],
)
def test_a_name_is_found_in_a_translation(name, target, text, found):
    """Any case in Russian, a possessive in English; never a part of another word."""
    assert bool(spelling_pattern(name, target).search(text)) == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Н.Назарбаевтың жарлығы", ["Назарбаев"]),
        ("Ә. Б. Смайылов және Асқар Маминнің баяндамасы", ["Смайылов", "Мамин"]),
        ("Абай Құнанбайұлының өлеңі", ["Абай"]),
        ("Гумилев Лев Николаевичтің кітабы", ["Гумилев"]),
        ("Дариға Нұрсұлтанқызы Назарбаеваға", ["Назарбаева"]),
        ("Премьер-Министр Серік Ахметовтен", ["Ахметов"]),
        ("Сергей Рязанский ұшты", ["Рязанский"]),
        ("Қазақстан Республикасының Қарулы Күштері", []),
        ("Кеңес Одағының Батыры", []),
        ("Біріккен Ұлттар Ұйымына", []),
        ("Украина астанасы Киев, Шығыс Берлин, Ресейдің Ростов облысы", []),
        ("Латын Америкасында", []),
        ("Алматы Қаласы", []),
        ("назарбаев университеті", []),
        ("", []),
    ],
)
def test_persons_are_found_by_their_shape(text, names):
    """Initials, a patronymic or a given name make a surname certain; possessives and towns are none."""
    found = list(find_persons(text))
    assert [person.name for person in found] == names
    assert all(text[person.start : person.end] == person.text for person in found)


def test_both_spellings_of_a_name_in_yi_are_known():
    """A name in -ый is declined as an adjective or as a noun, also where its ы is written otherwise."""
    for spelling in ("Абый", "Абий", "Абого", "Абыя", "Абию"):
        assert spelling_pattern("Абый", "ru").fullmatch(spelling)
