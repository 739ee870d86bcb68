"""Texts in capitals: recognised, turned into sentences, and turned back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.records import Span
from kztrans.text.case import is_all_caps, restore_caps, sentence_case


@pytest.mark.parametrize(
    "text",
    [
        "БҰЙРЫҚ",
        "ЖАЛПЫ ЕРЕЖЕЛЕР",
        "ҚР ЗАҢЫ",
        "ЖШС-НІҢ ЖАРҒЫСЫ",
        "«АҚ ЖОЛ» ПАРТИЯСЫ, 2016 Ж.",
        "SIEMENS ЗАУЫТЫ АШЫЛДЫ",
    ],
)
def test_headings_in_capitals_are_recognised(text):
    """A heading in capitals is one, whatever numbers, quotes and Latin names it holds."""
    assert is_all_caps(text)


@pytest.mark.parametrize(
    "text",
    [
        "ЖШС",
        "ҚР",
        "NATO",
        "ЖШС АҚ",
        "КSRO",
        "АҚШ, БҰҰ",
        "ЮНЕСКО",
        "ХХІ",
        "KARLSKRONA LC AB",
        "Бұйрық",
        "ЖШС-нің",
        "",
        "2016",
        "ЖАЛПЫ ережелер",
        "АБВ",
    ],
)
def test_acronyms_and_ordinary_text_are_not_all_caps(text):
    """Acronyms alone, Latin names and text with a small letter are left to ordinary translation."""
    assert not is_all_caps(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ЖАЛПЫ ЕРЕЖЕЛЕР", "Жалпы ережелер"),
        ("ЖИНАЛЫС БОЛДЫ. ШЕШІМ ҚАБЫЛДАНДЫ!", "Жиналыс болды. Шешім қабылданды!"),
        ("«ЖАС МАМАН» ЖОБАСЫ", "«Жас маман» жобасы"),
        ("– ЖОЛ АШЫЛДЫ", "– Жол ашылды"),
        ("ЖШС-НІҢ ЖАРҒЫСЫ", "ЖШС-нің жарғысы"),
        ("SIEMENS AG ЗАУЫТЫ", "SIEMENS AG зауыты"),
        ("ХХІ ҒАСЫР, XIX БӨЛІМ", "ХХІ ғасыр, XIX бөлім"),
        ("ДИРЕКТОР Ә.СЕЙІТОВ ЖӘНЕ А. Б. ЛИ", "Директор Ә.Сейітов және А. Б. Ли"),
        ("БҰҰ БАСШЫСЫ", "БҰҰ басшысы"),
    ],
)
def test_sentence_case(text, expected):
    """Sentence starts, initials with their name, acronyms, numerals and Latin words keep their capitals."""
    assert sentence_case(text) == expected


def test_sentence_case_spares_the_spans_it_is_given():
    """What the caller knows to be a name keeps its capitals."""
    assert sentence_case("БИЫЛ АҚТӨБЕ ӨСТІ", [Span(5, 6)]) == "Биыл Ақтөбе өсті"


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.text("АӘБҰІХабəßŉİıǰIx .!?«-–\n1", max_size=40)))
def test_case_changes_keep_the_length(text):
    """Offsets survive both ways, whatever the letters; case is all that changes."""
    assert len(sentence_case(text)) == len(restore_caps(text)) == len(text)
    assert sentence_case(text).casefold() == text.casefold() or "İ" in text
    assert sentence_case(text, [Span(0, len(text))]) == text


def test_capitals_come_back():
    """Restoring is plain capitals, except for letters whose capital is longer."""
    assert restore_caps("Жаңа straße, 2 іс") == "ЖАҢА STRAßE, 2 ІС"
