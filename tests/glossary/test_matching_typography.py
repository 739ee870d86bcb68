"""Terms in every dress: quotes, apostrophes, hyphens, soft hyphens, look-alike letters, capitals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.glossary import Glossary, Term
from kztrans.morph.kazakh import generate, homographs
from kztrans.text.normalize import normalize

QUOTES = ("«»", "“”", "„“", '""', "‹›", "''", "‘’")
LEMMAS = ("Болашақ", "Самұрық-Қазына", "Нұрлы жол", "зауыт", "қызмет", "теңге", "жоба")
CASES = ("gen", "dat", "acc", "loc", "abl", "ins")
LOOKALIKES = str.maketrans("аеосхрі", "aeocxpi")


def glossary(*headwords):
    return Glossary.from_terms(Term(kk, f"en {kk}", f"ru {kk}") for kk in headwords)


def sources(text, *headwords):
    """The occurrences as they stand in the text before it was repaired."""
    view = normalize(text)
    found = glossary(*headwords).find(view.text)
    return [view.original_text(each.start, each.end) for each in found]


def forms(lemma, tags):
    """The forms of a headword whose stem does not change, as stem and suffix."""
    last = lemma.split()[-1]
    whole = sorted(generate(last, tags, possessed=None) - homographs())
    return [form[len(last) :] for form in whole if form.startswith(last.lower()) and form != last.lower()]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(LEMMAS), st.sampled_from(CASES), st.sampled_from(QUOTES), st.sampled_from(("", "-", "–"))
)
def test_a_quote_between_stem_and_suffix_hides_nothing(lemma, case, quotes, joint):
    """«Болашақ»тан, "Самұрық-Қазына"ның, ‘Болашақ’-қа: the occurrence runs from quote to suffix."""
    for suffix in forms(lemma, (case,)):
        written = f"{quotes[0]}{lemma}{quotes[1]}{joint}{suffix}"
        assert sources(f"Осы {written} деді", lemma) == [written]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(LEMMAS), st.sampled_from(CASES), st.data())
def test_soft_hyphens_and_lookalikes_inside_a_word_hide_nothing(lemma, case, data):
    """Invisible hyphens anywhere in a word, and Latin letters in place of Cyrillic ones, are repaired."""
    for suffix in forms(lemma, (case,)):
        word = lemma + suffix
        at = data.draw(st.integers(1, len(word) - 1), "place of the hyphen")
        lookalike = data.draw(
            st.sampled_from([i for i, c in enumerate(word) if ord(c) in LOOKALIKES]), "letter"
        )
        written = word[:lookalike] + word[lookalike].translate(LOOKALIKES) + word[lookalike + 1 :]
        written = written[:at] + "\u00ad" + written[at:]
        assert sources(f"осы {written}, деді", lemma) == [written]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(LEMMAS), st.sampled_from(CASES), st.sampled_from(("", *QUOTES)))
def test_capitals_hide_nothing(lemma, case, quotes):
    """A heading in capitals holds the same terms as its sentence."""
    opening, closing = quotes or ("", "")
    for suffix in forms(lemma, (case,)):
        written = f"{opening}{lemma}{closing}{suffix}".upper()
        assert sources(f"ОСЫ {written} ТУРАЛЫ", lemma) == [written]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(LEMMAS), st.text("абгдежзклмнопрстуұқәі", min_size=1, max_size=4), st.booleans())
def test_letters_in_front_make_another_word(lemma, letters, hyphen):
    """No hit inside a word: neither glued letters nor a compound's first half leave the term standing."""
    assert sources(f"осы {letters}{'-' * hyphen}{lemma} деді", lemma) == []


@pytest.mark.parametrize(
    ("headword", "text", "expected"),
    [
        ("ЖШС", "ЖШС-нің, ЖШС–ға, ЖШС‑мен, ЖШСнің", ["ЖШС-нің", "ЖШС–ға", "ЖШС‑мен", "ЖШСнің"]),
        ("ЖШС", "«Бадам» ЖШС-іне", ["ЖШС-іне"]),
        ("ЖЭО", "ЖЭО-1, ЖЭО–2, ЖЭО-2-нің; ЖЭО-ТЭЦ емес", ["ЖЭО", "ЖЭО", "ЖЭО"]),
        ("Алматы", "Алматы—Астана, Астана–Алматы–Шу, Алматы-Шу емес", ["Алматы", "Алматы"]),
        ("19", "COVID-19 емес, 19-дан", ["19-дан"]),
        ("ҚР", "ҚР-ның заңы; ҚР ДСМ-ге", ["ҚР-ның", "ҚР"]),
        ("АҚШ", "АҚШ'тың және АҚШ’та", ["АҚШ'тың", "АҚШ’та"]),
        ("жыл", "2016-жылы, 2016–жылдан", ["жылы", "жылдан"]),
        ("қаулы", "№ 12-қаулының 3-бабы", ["қаулының"]),
        ("2016", "2016-дан кейін, 12016-дан емес", ["2016-дан"]),
        ("SWIFT", "SWIFT-ке, SWIFTтің, XSWIFT-ке емес", ["SWIFT-ке", "SWIFTтің"]),
        ("IBM", "IBM-нің, IBMнің, IBM’ге, «IBM»ге", ["IBM-нің", "IBMнің", "IBM’ге", "«IBM»ге"]),
        ("TikTok", "TikTokтағы, TikTok-та, XTikTokта емес", ["TikTokтағы", "TikTok-та"]),
        ("О'Нил", "О'Нилдің кітабы", ["О'Нилдің"]),
    ],
)
def test_abbreviations_numerals_and_foreign_names(headword, text, expected):
    """Hyphens join suffixes to abbreviations, numerals and names; a number or a dash ends the term."""
    assert sources(text, headword) == expected


@pytest.mark.parametrize("dot", ["·", "⋅", "∙", "-", ".", ""])
def test_the_dot_of_a_unit_is_written_in_many_ways(dot):
    """кВт·сағ is one unit, not кВт and something else, whichever sign joins its parts."""
    written = f"кВт{dot}сағ" if dot else "кВт сағ"
    found = sources(f"96 млрд {written} өндірілді", "кВт", "кВт·сағ")
    assert found == ([written] if dot else ["кВт"])


def test_the_end_of_a_sentence_joins_no_unit():
    """A full stop and a space part sentences; the unit before them stands alone."""
    assert sources("Қуаты 5 кВт. Сағ есімі бар", "кВт", "кВт·сағ") == ["кВт"]
