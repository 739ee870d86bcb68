"""Numbers: found with their values by each language's conventions, and written by the target's."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.text.notation import BILLION, MILLION, THOUSAND, TRILLION
from kztrans.text.numbers import Number, find_numbers
from kztrans.text.numerals import licensed_numerals

NB, NNB = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("language", "text", "span", "kind", "values"),
    [
        ("kk", "Цех 3700 тонна берді", "3700", "integer", "3700"),
        ("kk", "Цех 3 700 тонна берді", "3 700", "integer", "3700"),
        ("kk", f"Цех 12{NB}345{NNB}678 тонна", f"12{NB}345{NNB}678", "integer", "12345678"),
        ("kk", "саны 1.234.567 дана", "1.234.567", "integer", "1234567"),
        ("kk", "өсім 2,5 есе", "2,5", "decimal", "2.5"),
        ("kk", "өсім 2.5 есе", "2.5", "decimal", "2.5"),
        ("kk", "құны 1 234 567,89 теңге", "1 234 567,89", "decimal", "1234567.89"),
        ("kk", "құны 1.234,5 теңге", "1.234,5", "decimal", "1234.5"),
        ("kk", "2010-жылдан бері", "2010", "ordinal", "2010"),
        ("kk", "25-ші рет", "25", "ordinal", "25"),
        ("kk", "саны 5-ке жетті", "5", "integer", "5"),
        ("kk", "1990-2000-жылдары", "1990-2000", "range", "1990 2000"),
        ("kk", "5–7 адам", "5–7", "range", "5 7"),
        ("kk", "5 – 7 адам", "5 – 7", "range", "5 7"),
        ("kk", "40 пайызға", "40 пайызға", "percent", "40"),
        ("kk", "40 проценттен", "40 проценттен", "percent", "40"),
        ("kk", "40%-ға", "40%", "percent", "40"),
        ("kk", "2,5 %", "2,5 %", "percent", "2.5"),
        ("kk", "5-7 пайызы", "5-7 пайызы", "percent", "5 7"),
        ("kk", "180 млрд. теңгенің", "180 млрд.", "quantity", "180000000000"),
        ("kk", "құны 180 млрд.", "180 млрд", "quantity", "180000000000"),
        ("kk", "5 млн. АҚШ доллары", "5 млн", "quantity", "5000000"),
        ("kk", "13 мыңға жуық", "13 мыңға", "quantity", "13000"),
        ("kk", "13 МЫҢҒА ЖУЫҚ", "13 МЫҢҒА", "quantity", "13000"),
        ("kk", "2,5 миллионнан", "2,5 миллионнан", "quantity", "2500000"),
        ("kk", "10-15 млн теңге", "10-15 млн", "quantity", "10000000 15000000"),
        ("kk", "2 млрд 500 млн теңге", "2 млрд 500 млн", "quantity", "2500000000"),
        ("kk", "13 мың 500 адам", "13 мың 500", "quantity", "13500"),
        ("kk", "3 мыңжылдық", "3", "integer", "3"),
        ("kk", "12.05.2016 күні", "12.05.2016", "date", "2016 5 12"),
        ("kk", "2016-05-12 күні", "2016-05-12", "date", "2016 5 12"),
        ("kk", "сағат 10:30-да", "10:30", "time", "10 30"),
        ("kk", "түнде -5 градус", "-5", "integer", "-5"),
        ("kk", "түнде −12,5 градус", "−12,5", "decimal", "-12.5"),
        ("kk", "салмағы 5кг", "5", "integer", "5"),
        ("kk", "(25)", "25", "integer", "25"),
        ("kk", "2 тоқсанда", "2", "integer", "2"),
        ("kk", "1/3 бөлігі", "1/3", "fraction", "1 3"),
        ("kk", "халықтың 2/5-і", "2/5", "fraction", "2 5"),
        ("ru", "⅔ населения", "⅔", "fraction", "2 3"),
        ("en", "3/4 of them", "3/4", "fraction", "3 4"),
        ("kk", "1.1. Комиссия құрылады.", "1.1", "outline", "1.1"),
        ("kk", "Кіріспе.\n1.1 Комиссия құрылады.", "1.1", "outline", "1.1"),
        ("kk", "1.1.", "1.1", "outline", "1.1"),
        ("kk", "осы Заңның 4.1-тармағы", "4.1", "outline", "4.1"),
        ("kk", "осы Заңның 4.1 тармақшасы", "4.1", "outline", "4.1"),
        ("ru", "в пункте 4.1 Закона", "4.1", "outline", "4.1"),
        ("ru", "п. 4.1", "4.1", "outline", "4.1"),
        ("en", "under section 4.1 of the Law", "4.1", "outline", "4.1"),
        ("en", "It grew by 4.1.", "4.1", "decimal", "4.1"),
        ("kk", "2.5 АҚШ доллары", "2.5", "decimal", "2.5"),
        ("kk", "2.5 есе өсті", "2.5", "decimal", "2.5"),
        ("kk", "№5 бұйрық", "5", "integer", "5"),
        ("ru", "13 тыс. тонн", "13 тыс.", "quantity", "13000"),
        ("ru", "13 тысячам", "13 тысячам", "quantity", "13000"),
        ("ru", "2,5 миллиона", "2,5 миллиона", "quantity", "2500000"),
        ("ru", "7 миллионеров", "7", "integer", "7"),
        ("ru", "25-летие", "25", "ordinal", "25"),
        ("ru", "1-го мая", "1", "ordinal", "1"),
        ("ru", "5–7 процентов", "5–7 процентов", "percent", "5 7"),
        ("en", "3,700 tons", "3,700", "integer", "3700"),
        ("en", "3,700,000.50 tons", "3,700,000.50", "decimal", "3700000.5"),
        ("en", "2.5 times", "2.5", "decimal", "2.5"),
        ("en", "the 25th time", "25th", "ordinal", "25"),
        ("en", "in the 1990s", "1990", "integer", "1990"),
        ("en", "a 25-year plan", "25", "integer", "25"),
        ("en", "40 per cent", "40 per cent", "percent", "40"),
        ("en", "5-7%", "5-7%", "percent", "5 7"),
        ("en", "180bn tenge", "180bn", "quantity", "180000000000"),
        ("en", "10–15 million", "10–15 million", "quantity", "10000000 15000000"),
        ("en", "on 05/13/2016", "05/13/2016", "date", "2016 5 13"),
    ],
)
def test_a_number_is_read(language, text, span, kind, values):
    """One number, with its span, kind and values."""
    (number,) = find_numbers(text, language)
    assert number.text == span == text[number.start : number.end]
    assert number.kind == kind
    assert number.values == tuple(map(Decimal, values.split()))


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19 індеті",
        "A4 парағы",
        "Ил-76 ұшағы",
        "KZ123 шоты",
        "5G желісі",
        "№ 231-VI заңы",
        "19-Б сыныбы",
        "1.2.3 тармақ",
        "8-727-250-12-34",
        "+7 (7172) 74-55-66",
        "8 (7172) 55-12-34",
        "8(7172)55-12-34",
        "8 701 123 45 67",
        "+7 701 123 4567",
        "+77011234567",
        "+44 20 7946 0958",
        "(7172) 74-55-66",
        "0800 555 111",
        "03-15/245",
        "12/3-45",
        "3.2.1. Комиссия",
        "1.2.16. Комиссия",
        "https://site.kz/2016/05",
        "user5@mail7.kz",
        "XXI ғасыр",
        "бес адам",
        "45.13.2016",
        "9" * 60,
    ],
)
def test_codes_are_no_numbers(text):
    """Digits in codes, addresses, section numbers and telephone numbers carry no value to translate."""
    assert find_numbers(text, "kk") == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    "phone", ["+7 (7172) 74-55-66", "8 701 123 45 67", "+7 701 123 4567", "0800 555 111"]
)
def test_a_telephone_number_is_no_number_in_any_language(language, phone):
    """A check of values has nothing to compare in it, and what stands beside it is still read."""
    assert [n.text for n in find_numbers(f"x {phone}, 2016 y", language)] == ["2016"]


@pytest.mark.parametrize("text", ["8 500 000", "+1 000 000 000", "8 701 123", "1 234 567"])
def test_grouped_digits_are_no_telephone_number(text):
    """Thousands grouped by spaces stay a number, with a sign or an 8 in front too."""
    (number,) = find_numbers(text, "kk")
    assert number.values == (Decimal(text.replace(" ", "")),)


def test_slashes_between_other_numerals():
    """Only a proper fraction is one number; a pair of years or "24/7" is two."""
    found = find_numbers("24/7, 12/05, 2015/2016 оқу жылы", "kk")
    assert [number.text for number in found] == ["24", "7", "12", "05", "2015", "2016"]
    assert all(number.kind == "integer" for number in found)


def test_section_numbers_in_a_list():
    """Every number of a list beside its word is one of a section, on either side of the word."""
    for language, text in [
        ("kk", "4.1, 4.2 және 4.3-тармақтар"),
        ("ru", "пункты 4.1, 4.2 и 4.3"),
        ("en", "paragraphs 4.1, 4.2 and 4.3"),
    ]:
        assert [(n.text, n.kind) for n in find_numbers(text, language)] == [
            ("4.1", "outline"), ("4.2", "outline"), ("4.3", "outline"),
        ]  # fmt: skip


def test_numbers_of_a_sentence_come_in_order():
    """Enumerations and neighbours stay apart."""
    found = find_numbers("5,6,7 сыныптар; 2 млн. 2016 жылы; есеп 3-1, 2015/2016 оқу жылы", "kk")
    assert [number.text for number in found] == ["5", "6", "7", "2 млн.", "2016", "3", "1", "2015", "2016"]


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=60), st.text("0123456789., -–%:/−мыңлрд\u00a0aAж", max_size=40)),
    st.sampled_from(["kk", "ru", "en"]),
)
def test_spans_are_ordered_and_slice(text, language):
    """Whatever the text, numbers are in order, apart, and equal to their slices."""
    place = 0
    for number in find_numbers(text, language):
        assert place <= number.start < number.end
        assert number.text == text[number.start : number.end]
        place = number.end


# --- licensed writings ---


def licensed(text, target, language="kk"):
    (number,) = find_numbers(text, language)
    return licensed_numerals(number, target)


@pytest.mark.parametrize(
    ("text", "target", "first", "others", "never"),
    [
        ("3700 тонна", "en", "3,700", ["3700"], ["3.700"]),
        ("3700 тонна", "ru", "3 700", ["3700", f"3{NB}700", f"3{NNB}700"], ["3,700"]),
        ("2,5 есе", "en", "2.5", [], ["2,5"]),
        ("2.5 есе", "ru", "2,5", ["2.5"], []),
        ("2,5 есе", "ru", "2,5", [], ["2.5"]),
        ("2016 жылы", "en", "2016", [], []),
        ("2016 жылы", "ru", "2016", [], []),
        ("123456789012", "en", "123456789012", [], []),
        ("007 агент", "en", "007", [], ["7"]),
        ("13 мыңға", "en", "13 thousand", ["13,000", "13000"], ["13th thousand"]),
        ("13 мыңға", "ru", "13 тыс.", ["13 тысяч", "13 тысячам", "13 тысячи", "13 000"], []),
        ("13 мың 500 адам", "en", "13,500", ["13.5 thousand"], []),
        ("180 млрд. теңге", "en", "180 billion", ["180 bn", "180bn", "180,000,000,000"], []),
        ("180 млрд. теңге", "ru", "180 млрд", ["180 млрд.", "180 миллиардов", "180 миллиардами"], []),
        ("1500 млн теңге", "en", "1,500 million", ["1.5 billion"], []),
        ("2 млрд 500 млн", "en", "2.5 billion", ["2 billion 500 million"], []),
        ("2 млн адам", "en", "2 million", ["two million"], []),
        ("40 пайыз", "en", "40%", ["40 %", "40 percent", "40 per cent"], ["40th percent"]),
        ("40 пайыз", "ru", "40%", ["40 %", "40 процентов", "40 процентами"], []),
        ("3 адам", "en", "3", ["three"], ["third", "3rd"]),
        ("3 адам", "ru", "3", ["три", "трёх", "трех"], ["третий", "третьего"]),
        ("3-ші рет", "en", "3", ["third", "3rd"], ["three", "3th"]),
        ("3-ші рет", "ru", "3", ["третий", "третьего"], ["три", "трёх"]),
        ("3-сынып", "en", "3", ["third", "3rd"], ["three"]),
        ("3 тоқсан", "en", "3", ["three", "third", "3rd"], []),
        ("3 тоқсан", "ru", "3", ["три", "третьего"], []),
        ("1 қаңтар", "ru", "1", ["первое", "первого"], []),
        ("25-ші", "en", "25", ["25th"], []),
        ("25 жылдығы", "en", "25", ["25th"], []),
        (
            "3 700,5 мың",
            "en",
            "3,700.5 thousand",
            ["3,700,500"],
            ["3 700.5 thousand", f"3{NB}700.5 thousand"],
        ),
        ("3 700,5 мың", "ru", "3 700,5 тыс.", ["3700,5 тысячи"], []),
        ("1 234 567,89 теңге", "en", "1,234,567.89", ["1234567.89"], []),
        ("1 234 567,89 теңге", "ru", "1 234 567,89", ["1234567,89"], []),
        ("1/3 бөлігі", "en", "1/3", ["one third", "one-third", "⅓"], ["1:3", "third", "first"]),
        ("1/3 бөлігі", "ru", "1/3", ["одна треть", "одной трети", "одну треть", "треть"], ["одна третья"]),
        ("2/3 бөлігі", "ru", "2/3", ["две трети", "двух третей", "двумя третями"], ["два третей"]),
        ("2/5 бөлігі", "en", "2/5", ["two fifths", "two-fifths"], ["two", "2 5"]),
        ("2/5 бөлігі", "ru", "2/5", ["две пятых", "двух пятых", "двумя пятыми"], ["два пятых"]),
        ("7/8 бөлігі", "ru", "7/8", ["семь восьмых", "семью восьмыми"], []),
        ("½ бөлігі", "en", "1/2", ["half", "one half", "½"], []),
        ("½ бөлігі", "ru", "1/2", ["половина", "половину"], []),
        ("17/100 бөлігі", "en", "17/100", [], ["17", "100"]),
        ("1.1. Комиссия", "ru", "1.1", [], ["1,1"]),
        ("4.10-тармақ", "en", "4.10", [], ["4.1"]),
        ("11-ші", "en", "11", ["eleventh", "11th"], ["11st"]),
        ("5-7 адам", "en", "5-7", ["5–7", "5 to 7", "5 and 7", "five to seven"], []),
        ("5-7 адам", "ru", "5-7", ["5–7", "5 до 7", "пяти до семи"], []),
        ("2010-2015 жылдар", "en", "2010-2015", ["2010 to 2015"], ["2,010-2,015"]),
        ("5-7 пайыз", "en", "5-7%", ["5–7 percent", "5% to 7%"], []),
        ("10-15 млн", "ru", "10-15 млн", ["10–15 миллионов", "10 до 15 млн"], []),
        ("12.05.2016", "en", "12.05.2016", ["12 May 2016", "May 12, 2016", "2016-05-12"], ["12/05/2016"]),
        ("13.05.2016", "en", "13.05.2016", ["13/05/2016"], []),
        ("12.05.2016", "ru", "12.05.2016", ["12 мая 2016"], []),
        ("09:05", "en", "09:05", ["9:05"], []),
        ("түнде -5 градус", "en", "-5", [], ["five", "-fifth"]),
    ],
)
def test_licensed_writings(text, target, first, others, never):
    """The preferred form comes first, the allowed ones follow, forms of other conventions do not occur."""
    forms = licensed(text, target)
    assert forms[0] == first
    assert set(others) <= set(forms)
    assert not set(never) & set(forms)
    assert len(set(forms)) == len(forms)


def integers(low=0, high=10**12):
    return st.integers(low, high).map(Decimal)


def decimals():
    return st.decimals("0.01", "99999.99", places=2).map(lambda value: Decimal(str(value)))


@st.composite
def numbers(draw):
    kind = draw(
        st.sampled_from(["integer", "decimal", "ordinal", "range", "percent", "quantity", "date", "time"])
    )
    scale = 1
    match kind:
        case "integer" | "ordinal":
            values = (draw(integers()),)
        case "decimal":
            values = (draw(decimals()),)
        case "range":
            values = tuple(sorted(draw(st.lists(integers(high=10**6), min_size=2, max_size=2, unique=True))))
        case "percent":
            values = (draw(st.one_of(integers(high=1000), decimals())),)
        case "quantity":
            scale = draw(st.sampled_from([THOUSAND, MILLION, BILLION, TRILLION]))
            values = (draw(st.one_of(integers(1, 1500), decimals())) * scale,)
        case "date":
            day = draw(st.dates())
            values = (Decimal(day.year), Decimal(day.month), Decimal(day.day))
            text = f"{day.day:02}.{day.month:02}.{day.year:04}"
            return Number(0, len(text), text, kind, values)
        case "time":
            values = (draw(integers(high=23)), draw(integers(high=59)))
            text = f"{int(values[0]):02}:{int(values[1]):02}"
            return Number(0, len(text), text, kind, values)
    return Number(0, 1, "x", kind, values, scale)


@settings(max_examples=300, deadline=None)
@given(numbers(), st.sampled_from(["en", "ru"]))
def test_licensed_digits_read_back(number, target):
    """Each licensed form in digits, alone or with a scale word or per cent sign, has the number's values."""
    forms = licensed_numerals(number, target)
    assert forms
    for form in forms:
        if number.kind in ("date", "quantity", "percent") and not form[0].isdigit():
            continue  # spelled out
        if re.search(r"[^\W\d_]", form) and number.kind not in ("quantity", "percent"):
            continue
        found = find_numbers(f"x {form} y", target)
        assert [value for each in found for value in each.values] == list(number.values), form
        assert all((each.kind == "percent") == (number.kind == "percent") for each in found)


def test_russian_units_agree_with_their_number():
    """The first written-out unit is the one grammar asks for."""

    def unit(text):
        return next(
            form for form in licensed(text, "ru") if re.search("миллион|процент|тысяч", form)
        ).split()[-1]

    assert unit("1 млн адам") == "миллион"
    assert unit("2 млн адам") == unit("2,5 млн адам") == unit("42 млн адам") == "миллиона"
    assert unit("11 млн адам") == unit("5 млн адам") == "миллионов"
    assert unit("21 мың адам") == "тысяча"
    assert unit("3 пайыз") == "процента"
