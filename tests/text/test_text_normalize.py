"""The repaired view of a text: what is repaired, what is left alone, and offsets that stay true."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.records import Span
from kztrans.text.normalize import View, normalize


@pytest.mark.parametrize(
    ("given_text", "repaired"),
    [
        ("Қaзaқстaн", "Қазақстан"),  # Latin a
        ("мемлекеттiк", "мемлекеттік"),  # Latin i
        ("өpic", "өріс"),  # Latin p, i, c outnumber the one Kazakh letter
        ("жаhандық", "жаһандық"),
        ("дəптер", "дәптер"),  # schwa U+0259
        ("жұлдыз кɵп", "жұлдыз көп"),
        ("Fылым", "Ғылым"),
        ("Yкімет", "Үкімет"),
        ("ЖШC-нің", "ЖШС-нің"),  # Latin C
        ("ХХI ғасыр", "XXI ғасыр"),  # one Latin I: Roman numerals are Latin
        ("XІX ғасыр", "XIX ғасыр"),  # Cyrillic І in a Roman numeral
        ("Ayда", "Ауда"),  # too short for a Latin name with a suffix
        ("Meдиа", "Медиа"),  # no suffix
        ("TMДның", "ТМДның"),  # the script changes inside the name
        ("СОVID", "COVID"),  # Cyrillic С and О in a Latin word
        ("arctіca", "arctica"),
        ("бай\u00adлық", "байлық"),
        ("сөз\u200bдік\ufeff", "сөздік"),
        ("10\u00a0000\u202fтеңге\u2009бар", "10 000 теңге бар"),
        ("и\u0306ел", "йел"),
    ],
)
def test_repairs(given_text, repaired):
    """Look-alikes, invisible characters, spaces and decomposed letters become what the author meant."""
    assert normalize(given_text).text == repaired


@pytest.mark.parametrize(
    "text",
    [
        "KARLSKRONA LC AB",
        "AB",
        "CT2",
        "IT-компания",
        "ЖШС-LLC",
        "Facebookте",
        "Facebookке",
        "IBMе",
        "IBMнің",
        "OPECке",
        "TikTokтағылар",
        "COVID-19",
        '«Жаңа» “мектеп” „үй“ "ат" – — -',
        "Қазақстан Республикасы",
        "бір\tекі\nүш",
        "Skype-та",
        "iPhone-ды",
        "XXI ғасыр",
        "ХХІ ғасыр",
        "A",
        "а",
        "😊",
        "العربية",
        "中文",
        "α-сәуле",
    ],
)
def test_sound_text_is_left_alone(text):
    """Latin names, joined scripts, quotes, line breaks and other scripts come back as they are."""
    view = normalize(text)
    assert view == View.plain(text)


MESSY = st.lists(
    st.sampled_from(
        "аоеіәһқсABCaeioxyəɵ\u00ad\u200b\u200d\u00a0\u2009\u0301\u0306\u0308и -«»1\n가\u1100\u1161\u11a8ëï"
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(MESSY, st.text(max_size=60)))
def test_every_character_points_into_the_original(text):
    """Spans never run backwards, lie inside the original, and lead back to the characters they came from."""
    view = normalize(text)
    assert view.original == text
    assert len(view.starts) == len(view.ends) == len(view.text)
    last = Span(0, 0)
    for place, char in enumerate(view.text):
        span = view.original_span(place, place + 1)
        assert last.start <= span.start < span.end <= len(text)
        assert last.end <= span.end
        last = span
        behind = view.original_text(place, place + 1)
        if len(behind) == 1 and behind.isalpha() == char.isalpha() and not char.isalpha():
            assert char in (behind, " ") or unicodedata.normalize("NFC", behind) == char
        back = view.view_span(span.start, span.end)
        assert back.start <= place < back.end
    whole = view.original_span(0, len(view.text))
    assert normalize(text[whole.start : whole.end]).text == view.text


@settings(max_examples=300, deadline=None)
@given(st.one_of(MESSY, st.text(max_size=60)))
def test_normalizing_twice_changes_nothing(text):
    """A repaired text is sound: NFC, and its own repair."""
    once = normalize(text).text
    assert unicodedata.is_normalized("NFC", once)
    assert normalize(once) == View.plain(once)


@settings(max_examples=100, deadline=None)
@given(st.text("абвгқәі ABC,.-–«»0123\n", max_size=60).filter(lambda text: not set(text) & set("ABC")))
def test_plain_text_is_its_own_view(text):
    """Kazakh text without faults is mapped character by character."""
    view = normalize(text)
    assert view.text == text
    assert [view.original_span(i, i + 1) for i in range(len(text))] == [
        Span(i, i + 1) for i in range(len(text))
    ]


def test_spans_cover_dropped_characters_only_inside():
    """A soft hyphen inside a word belongs to its span, one at its edge does not; empty ranges map too."""
    view = normalize("\u00adбай\u00adлық\u00ad!")
    assert view.text == "байлық!"
    assert view.original_text(0, 6) == "бай\u00adлық"
    assert view.view_span(1, 8) == Span(0, 6)
    assert view.original_span(7, 7) == Span(10, 10)
    assert view.view_span(4, 5) == Span(3, 3)


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (2, 1), (0, 4)])
def test_ranges_outside_the_text_are_refused(start, end):
    """An impossible range is the caller's mistake, not an empty answer."""
    view = normalize("үш.")
    with pytest.raises(IndexError):
        view.original_span(start, end)
    with pytest.raises(IndexError):
        view.view_span(start, end)
