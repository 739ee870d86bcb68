"""Licensed forms of glossary entries and the matcher that proves them in a text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.enforce.forms import LicensedForm, find_forms, licensed_forms
from kztrans.glossary.term import Term

LLP = Term(kk="ЖШС", en="limited liability partnership", ru="товарищество с ограниченной ответственностью")
PROGRAMME = Term(kk="Жаңа индустрияландыру", en="New Industrialization", ru="Новая индустриализация")
UN = Term(kk="БҰҰ", en="United Nations", ru="Организация Объединённых Наций")
TERMS = (
    LLP,
    PROGRAMME,
    UN,
    Term(kk="Мемлекет басшысы", en="the Head of State", ru="глава государства"),
    Term(kk="аким", en="akim", ru="аким"),
    Term(kk="АҚ", en="JSC", ru="АО"),
    Term(kk="бағдарлама", en="“Bolashak” programme", ru="программа «Болашак»"),
    Term(kk="жыл", en="year-long programme", ru="25-летие Независимости"),
    Term(kk="KARLSKRONA LC AB", en="", ru="", keep=True),
)


def spans(text: str, *forms: str) -> list[str]:
    return [text[m.start : m.end] for m in find_forms(text, [LicensedForm(form) for form in forms])]


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.kk)
@pytest.mark.parametrize("target", ["en", "ru"])
def test_every_licensed_form_is_found_in_a_sentence(term, target) -> None:
    """What enforcement may write, the proof must find, whole and as that form or an equal spelling."""
    forms = licensed_forms(term, target)
    assert forms[0].text == term.target(target)
    assert len({form.text for form in forms}) == len(forms)
    for form in forms:
        text = f"xx {form.text}, yy"
        (match,) = find_forms(text, forms)
        assert text[match.start : match.end] == form.text


def test_grammar_gives_both_languages_their_forms() -> None:
    """A plain entry is licensed in the cases of Russian and the numbers and possessives of English."""
    ru = {form.text for form in licensed_forms(LLP, "ru")}
    assert {
        "товариществом с ограниченной ответственностью",
        "товарищества с ограниченной ответственностью",
    } <= ru
    en = {form.text for form in licensed_forms(LLP, "en")}
    assert {"limited liability partnerships", "limited liability partnership’s"} <= en


def test_keep_term_has_one_form() -> None:
    """A keep-as-is entry is itself, letter by letter, in any case of letters but its own refused."""
    term = Term(kk="KARLSKRONA LC AB", en="", ru="", keep=True)
    for target in ("en", "ru"):
        assert [form.text for form in licensed_forms(term, target)] == ["KARLSKRONA LC AB"]
    form = licensed_forms(Term(kk="eGov", en="", ru="", keep=True), "en")
    assert not find_forms("EGov works", form)
    assert not find_forms("EGOV WORKS", form)
    assert len(find_forms("eGov works", form)) == 1


def test_own_forms_replace_or_extend() -> None:
    """An entry's forms stand in place of grammar's, or beside them with ``+``; the headword stays first."""
    replaced = Term(kk="а", en="state", ru="ребёнок", ru_forms=("дитё",))
    assert [form.text for form in licensed_forms(replaced, "ru")] == ["ребёнок", "дитё", "ребенок", "дите"]
    extended = Term(kk="а", en="akim", ru="аким", en_forms=("governor",), extend_en=True)
    texts = [form.text for form in licensed_forms(extended, "en")]
    assert texts[0] == "akim" and {"akims", "governor"} <= set(texts)


def test_gender_and_part_of_speech_are_used() -> None:
    """The entry's own gender and part of speech reach the grammar."""
    verb = Term(kk="іске қосу", en="put into operation", ru="запустить", pos="verb")
    assert "putting into operation" in {form.text for form in licensed_forms(verb, "en")}
    assert "запустил" in {form.text for form in licensed_forms(verb, "ru")}
    name = Term(kk="Гүлсім", en="Gulsim", ru="Гульсим", gender="f")
    assert {form.text for form in licensed_forms(name, "ru")} == {"Гульсим"}


def test_missing_target_has_no_forms() -> None:
    """An entry without a translation into the target demands nothing there."""
    assert licensed_forms(Term(kk="әкім", en="akim", ru=""), "ru") == ()


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        ("the partnership.", "partnership", ["partnership"]),
        ("partnerships grow", "partnership", []),
        ("LLP-based work", "LLP", []),
        ("non-LLP work", "LLP", []),
        ("LLP – a firm", "LLP", ["LLP"]),
        ("маршрут Астана–Алматы", "Астана", ["Астана"]),
        ("маршрут Астана—Алматы", "Алматы", ["Алматы"]),
        ("маршрут Астана—Алматы", "Астана-Алматы", ["Астана—Алматы"]),
        ("LLP—based", "LLP", ["LLP"]),
        ("the LLP's plant", "LLP", ["LLP"]),
        ("l'LLP", "LLP", []),
        ("25-летие", "25", ["25"]),
        ("2,5 млн", "2", []),
        ("в 1225 году", "225", []),
        ("New\u00a0Industrialization", "New Industrialization", ["New\u00a0Industrialization"]),
        ("Премьер\u2011Министра", "Премьер-Министра", ["Премьер\u2011Министра"]),
        ("индустри\u00adализации", "индустриализации", ["индустри\u00adализации"]),
        ("«Новая индустриализация»", "Новая индустриализация", ["Новая индустриализация"]),
        ('программы "Болашак"', "программы «Болашак»", ['программы "Болашак"']),
        ("программы Болашак", "программы «Болашак»", ["программы Болашак"]),
        ("программы «Болашак» и", "программы Болашак", ["программы «Болашак»"]),
        ("Объединенных Наций", "Объединённых Наций", ["Объединенных Наций"]),
        ("Глава государства", "глава государства", ["Глава государства"]),
        ("Глава Государства", "глава государства", []),
        ("Head Of State", "head of state", ["Head Of State"]),
        (
            "the Limited Liability Partnership",
            "limited liability partnership",
            ["Limited Liability Partnership"],
        ),
        ("bolashak", "Bolashak", []),
        ("new Industrialization", "New Industrialization", []),
        ("aKim", "akim", []),
        ("THE AKIM SPOKE", "akim", ["AKIM"]),
        ("the AKIM spoke", "akim", []),
        ("млрд. тенге", "млрд.", ["млрд."]),
    ],
)
def test_what_counts_as_standing_in_a_text(text, form, found) -> None:
    """Word boundaries, spellings that are equal, and the policy on capitals."""
    assert spans(text, form) == found


def test_longest_form_wins() -> None:
    """A possessive is found as such, not as the bare noun with something behind it; nothing overlaps."""
    forms = licensed_forms(LLP, "en")
    text = "A limited liability partnership’s plan and the limited liability partnerships' plan."
    assert [(m.form.tags, text[m.start : m.end]) for m in find_forms(text, forms)] == [
        (("sg", "gen"), "limited liability partnership’s"),
        (("pl", "gen"), "limited liability partnerships'"),
    ]


def test_every_occurrence_is_counted() -> None:
    """A term that stands twice is found twice."""
    assert spans("LLP and LLPs, LLP", "LLP", "LLPs") == ["LLP", "LLPs", "LLP"]


words = st.text(alphabet="abАбвё1 -'’«»\u00a0.,", max_size=40)


@settings(max_examples=200, deadline=None)
@given(text=words, forms=st.lists(words, min_size=1, max_size=5))
def test_matches_slice_and_do_not_overlap(text, forms) -> None:
    """In any text the matches are in order, disjoint, whole words, and equal their form but for spelling."""

    def level(string: str) -> str:
        return re.sub(r"[\s«»]+", " ", string.lower().replace("ё", "е").replace("’", "'")).strip()

    last = 0
    for match in find_forms(text, [LicensedForm(form) for form in forms]):
        assert last <= match.start < match.end <= len(text)
        assert level(text[match.start : match.end]) == level(match.form.text)
        if text[match.start].isalnum():
            assert not text[match.start - 1 : match.start].isalnum()
        if text[match.end - 1].isalnum():
            assert not text[match.end : match.end + 1].isalnum()
        last = match.end


@settings(max_examples=100, deadline=None)
@given(
    before=st.text(alphabet="абв xyz,.«»", max_size=12),
    after=st.text(alphabet="абв xyz,.«»", max_size=12),
    pick=st.integers(0, 1000),
    term=st.sampled_from(TERMS),
    target=st.sampled_from(("en", "ru")),
)
def test_a_form_is_found_in_any_surroundings(before, after, pick, term, target) -> None:
    """Whatever text stands around it, a form between spaces is found where it stands."""
    forms = licensed_forms(term, target)
    form = forms[pick % len(forms)].text
    text = f"{before} {form} {after}"
    start = len(before) + 1
    assert any(m.start <= start and start + len(form) <= m.end for m in find_forms(text, forms))


def test_a_form_written_in_quotes_is_found_with_them():
    """Quotes that belong to the form belong to its span; quotes of the text around another form do not."""
    quoted, plain = [LicensedForm("«хлеб»")], [LicensedForm("хлеб")]
    assert [(m.start, m.end) for m in find_forms("вот «хлеб» тут", quoted)] == [(4, 10)]
    assert [(m.start, m.end) for m in find_forms("вот «хлеб» тут", plain)] == [(5, 9)]


def test_a_latin_name_is_whole_where_the_alphabet_changes():
    """IP stands in IP-адрес; LLP does not stand in LLP-based."""
    assert find_forms("новый IP-адрес", [LicensedForm("IP", ("keep",))])
    assert not find_forms("an LLP-based firm", [LicensedForm("LLP")])
