"""Where terms are found in a text, and where they are not."""

from __future__ import annotations

import pickle
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.glossary import Glossary, Term
from kztrans.morph.kazakh import fold, generate, homographs


def glossary(*headwords, **fields):
    return Glossary.from_terms(Term(kk, f"en {kk}", f"ru {kk}", **fields) for kk in headwords)


def found(text, *headwords, **fields):
    return [occurrence.source for occurrence in glossary(*headwords, **fields).find(text)]


@pytest.mark.parametrize(
    ("headword", "text", "source", "tags"),
    [
        ("телекөпір", "Кеше «Жаңа Индустрияландыру» телекөпірі болды.", "телекөпірі", ("poss3",)),
        ("ЖШС", "«Бадам» ЖШС-нің зауыты ашылды", "ЖШС-нің", ("gen",)),
        ("ЖШС", "серіктестік ЖШС-і болып тіркелді", "ЖШС-і", ("poss3",)),
        ("ЖШС", "ЖШС–ға тапсырыс берілді", "ЖШС–ға", ("dat",)),
        ("Елбасы", "Жұмысшылар Елбасымен кездесті", "Елбасымен", ("ins",)),
        (
            "Оңтүстік Қазақстан облысы",
            "Зауыт Оңтүстік Қазақстан облысында тұр",
            "Оңтүстік Қазақстан облысында",
            ("loc",),
        ),
        ("даму бағдарламасы", "өңірдің даму бағдарламасымен танысты", "даму бағдарламасымен", ("ins",)),
        (
            "ауыл шаруашылығы техникасы",
            "ауыл шаруашылығы техникаларын шығарады",
            "ауыл шаруашылығы техникаларын",
            ("pl", "poss3", "acc"),
        ),
        (
            "«Жаңа индустрияландыру» бағдарламасы",
            "Біз «Жаңа Индустрияландыру» бағдарламаңызды қолдаймыз",
            "«Жаңа Индустрияландыру» бағдарламаңызды",
            ("poss2pol", "acc"),
        ),
        (
            "Жаңа индустрияландыру бағдарламасы",
            "Біз «Жаңа индустрияландыру» бағдарламаңызды қолдаймыз",
            "«Жаңа индустрияландыру» бағдарламаңызды",
            ("poss2pol", "acc"),
        ),
        ("«Жасыл көпір» жобасы", "Жасыл көпір жобасынан хабар келді", "Жасыл көпір жобасынан", ("abl",)),
        ("Болашақ", "ол «Болашақ»тан кейін келді", "«Болашақ»тан", ("abl",)),
        ("Болашақ", "ол «Болашақ»-қа өтініш берді", "«Болашақ»-қа", ("dat",)),
        ("Самұрық-Қазына", 'ол "Самұрық-Қазына"ның басшысы', '"Самұрық-Қазына"ның', ("gen",)),
        ("Самұрық-Қазына", "Самұрық – Қазынада жұмыс істейді", "Самұрық – Қазынада", ("loc",)),
        ("Қазақстан-2050", "«Қазақстан - 2050» стратегиясы", "Қазақстан - 2050", ()),
        ("Қазақстан-2050", "мақсаттар Қазақстан-2050-де жазылған", "Қазақстан-2050-де", ("loc",)),
        ("Қазақстан 2050", "«Қазақстан – 2050» стратегиясы", "Қазақстан – 2050", ()),
        ("баспасөз қызметі", "хабарды баспасөз\n   қызметінен алдық", "баспасөз\n   қызметінен", ("abl",)),
        ("халық", "халқымыздың тарихы", "халқымыздың", ("poss1pl", "gen")),
        ("облыс әкімі", "ОБЛЫС ӘКІМІНІҢ БҰЙРЫҒЫ", "ОБЛЫС ӘКІМІНІҢ", ("gen",)),
        ("KARLSKRONA LC AB", "«KARLSKRONA LC AB» серіктестігі", "KARLSKRONA LC AB", ()),
        ("жыл", "2010-жылдан бері", "жылдан", ("abl",)),
        ("Қазақстан", "Қазақстаннан-ақ көрінеді", "Қазақстаннан-ақ", ("abl", "emph")),
        ("т.б.", "қала, ауыл, т. б. жерлер", "т. б", ()),
        ("C++", "ол C++ тілін біледі", "C++", ()),
    ],
)
def test_a_term_is_found_in_its_form(headword, text, source, tags):
    """Inflection, quotes, case, hyphens and line breaks do not hide a term."""
    occurrences = glossary(headword).find(text)
    assert [(o.source, o.tags) for o in occurrences] == [(source, tags)]
    assert text[occurrences[0].start : occurrences[0].end] == source


@pytest.mark.parametrize(
    ("headword", "text"),
    [
        ("облыс", "облысаралық жарыс пен облыстық кеңес"),
        ("Қазақстан", "Қазақстан-Ресей шекарасы"),
        ("Ресей", "Қазақстан-Ресей шекарасы"),
        ("экономика", "сауда–экономика одағы"),
        ("сауда", "Сауда–экономика одағы"),
        ("Сұлтан", "Нұр-Сұлтан қаласы"),
        ("министр", "министрлік хабарлады"),
        ("АҚ", "көк, ақ, қызыл; ақша; АҚШ елшісі"),
        ("ЖШС", "жшс деген сөз"),
        ("ел", "елу адам, еліктеу"),
        ("бас", "басқа адам"),
        ("қазақ тілі", "қазақ, тілі бөлек"),
        ("қазақ тілі", "Ол қазақ. Тілі бөлек."),
        ("баспасөз қызметі", "баспасөздің қызметі"),
        ("портал", "сайт: https://портал.kz/портал және a.портал@mail.kz"),
        ("портал", "www.портал.kz"),
        ("C++", "C тілі"),
        ("облыс", "облыс_2016"),
        ("Нил", "О'Нил"),
        ("болат", "бола́т"),
    ],
)
def test_a_term_is_not_found_where_it_does_not_stand(headword, text):
    """Parts of words and of compounds, other words and addresses are no occurrences."""
    assert found(text, headword) == []


def test_the_longest_term_wins():
    """A longer term hides the shorter ones inside it, and those outside it are still found."""
    text = "Оңтүстік Қазақстан облысының облыс әкімі Қазақстанда"
    assert found(text, "облыс", "Қазақстан", "Оңтүстік Қазақстан облысы", "облыс әкімі") == [
        "Оңтүстік Қазақстан облысының",
        "облыс әкімі",
        "Қазақстанда",
    ]


def test_the_leftmost_of_two_equally_long_terms_wins():
    """Of two overlapping candidates of one length the first in the text is taken."""
    assert found("аба баб аба", "аба баб", "баб аба") == ["аба баб"]


def test_the_fullest_headword_wins_on_one_span():
    """Where two headwords cover the same span, the one that needs fewer suffixes is meant."""
    occurrences = glossary("бағдарлама", "бағдарламасы").find("бағдарламасымен")
    assert [(o.term.kk, o.tags) for o in occurrences] == [("бағдарламасы", ("ins",))]


def test_every_occurrence_counts():
    """A term that stands three times is found three times, in order."""
    occurrences = glossary("зауыт").find("Зауыт, зауыттың, ЗАУЫТ: зауытқа")
    assert [o.source for o in occurrences] == ["Зауыт", "зауыттың", "ЗАУЫТ", "зауытқа"]


def test_an_abbreviation_is_found_in_a_text_in_capitals():
    """In an all-capitals text an abbreviation's suffix is in capitals too."""
    assert found("ЖШС-НІҢ ЖАРҒЫСЫ", "ЖШС") == ["ЖШС-НІҢ"]
    assert found("АҚШАНЫҢ БАҒАМЫ", "АҚ") == []


def test_an_exact_entry_is_found_only_as_written():
    """case=exact asks for the headword's own letters; a softened ending is compared up to the change."""
    assert found("болат пен Болатқа, БОЛАТ", "Болат", case="exact") == ["Болатқа"]
    assert found("Көлік, Көлігі, көлігі", "Көлік", case="exact") == ["Көлік", "Көлігі"]
    assert found("Жаңа Қала мен жаңа Қала", "Жаңа Қала", case="exact") == ["Жаңа Қала"]


def test_an_exact_entry_in_quotes_asks_for_quotes():
    """case=exact with quotes in the headword tells a name from the common word, in quotes of any shape."""
    text = "Болашақ жарқын. «Болашақ» бағдарламасы, “Болашақ”тың түлегі"
    assert found(text, "«Болашақ»", case="exact") == ["Болашақ", "“Болашақ”тың"]


def test_entries_that_are_only_proposed_are_not_used():
    """Proposed and deprecated entries stay in the glossary but match nothing."""
    for status in ("proposed", "deprecated"):
        entries = glossary("зауыт", status=status)
        assert len(entries) == 1
        assert entries.find("зауыт") == []


def test_a_glossary_travels_to_other_processes_and_threads():
    """A pickled copy and several threads at once find the same as the original."""
    entries = glossary("зауыт", "Елбасы", "ЖШС")
    text = "Елбасымен ЖШС-нің зауытында " * 20
    expected = entries.find(text)
    assert pickle.loads(pickle.dumps(entries)).find(text) == expected
    fresh = glossary("зауыт", "Елбасы", "ЖШС")
    with ThreadPoolExecutor(4) as pool:
        assert all(result == expected for result in pool.map(fresh.find, [text] * 8))


HEADWORDS = (
    *(
        "облыс",
        "Елбасы",
        "ЖШС",
        "АҚ",
        "Қазақстан",
        "Қазақстан Республикасы",
        "халық",
        "«Болашақ» бағдарламасы",
    ),
    *("келісім-шарт", "ауыл шаруашылығы", "теңге", "банк", "Қазақстан-2050", "KARLSKRONA LC AB", "су"),
)
GLOSSARY = glossary(*HEADWORDS)
PIECES = st.lists(
    st.one_of(
        st.sampled_from(HEADWORDS),
        st.sampled_from(
            ("-", "«", "»", " ", "\n", "'", "нің", "-ға", "лар", "тан", "2010", ".", "İ", "\u0301")
        ),
        st.text(max_size=4),
    ),
    max_size=12,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(PIECES)
def test_offsets_slice_to_the_source_and_never_cut_a_word(text):
    """In any text: offsets slice to the source, spans are in order, apart, and begin and end with a word."""
    end = 0
    for occurrence in GLOSSARY.find(text):
        assert text[occurrence.start : occurrence.end] == occurrence.source
        assert occurrence.start >= end
        end = occurrence.end
        assert not re.search(r"\w\Z", text[: occurrence.start]) or occurrence.source[0] in "«\"'"
        assert not re.match(r"\w", text[end:])
        assert len(occurrence.suffixes) == len(occurrence.tags)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(("облыс", "зауыт", "теңге", "көлік", "халық", "қызмет", "жоба")),
    st.sampled_from(("", "pl")),
    st.sampled_from(("", "poss3", "poss1pl", "poss2pol")),
    st.sampled_from(("", "gen", "dat", "acc", "loc", "abl", "ins")),
    st.sampled_from((" ", "\n", " «", " (", ", ")),
    st.sampled_from((" ", ".", "» ", ")", "!", "")),
)
def test_every_generated_form_is_found_whole(lemma, number, possessor, case, before, after):
    """Each form of the paradigm is found in a sentence with exactly its own span."""
    for form in generate(lemma, tuple(filter(None, (number, possessor, case)))) - homographs():
        text = f"осы{before}{form}{after}"
        assert [o.source for o in glossary(lemma).find(text)] == [form]


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_case_makes_no_difference_to_ordinary_terms(text):
    """Capitals in the text change nothing for terms that are no abbreviations."""
    plain = glossary("облыс", "халық", "ауыл шаруашылығы", "теңге")
    spans = [(o.start, o.end) for o in plain.find(fold(text))]
    upper = "".join(
        up if len(up := letter.upper()) == 1 and fold(up) == letter else letter for letter in fold(text)
    )
    assert [(o.start, o.end) for o in plain.find(upper)] == spans
