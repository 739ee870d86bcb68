"""Words in scripts that are neither Cyrillic nor Latin, arrows and emoji are carried over as they are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrans import Translator
from kztrans.check import Pair, run_checks
from kztrans.enforce import find_guards
from kztrans.engine.fake import ScriptedEngine
from kztrans.text import normalize

CARRIED = ("foreign", "sign")


def carried(text):
    """The guards of these kinds, as (kind, text) pairs; each stands where it says."""
    guards = [guard for guard in find_guards(text) if guard.kind in CARRIED]
    assert all(text[guard.start : guard.end] == guard.text for guard in guards)
    return [(guard.kind, guard.text) for guard in guards]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ол «你好» деді.", [("foreign", "你好")]),
        ("Сәлем сөз: გამარჯობა, яғни сәлем", [("foreign", "გამარჯობა")]),
        ("Оның аты عمر خيام еді", [("foreign", "عمر خيام")]),
        ("Үнді сөзі नमस्ते болады", [("foreign", "नमस्ते")]),
        ("Көне жазу 𐱅𐰇𐰼𐰚 оқылды", [("foreign", "𐱅𐰇𐰼𐰚")]),
        ("β-сәуле мен Ω", [("foreign", "β"), ("foreign", "Ω")]),
        ("Тамаша 👍🏽👍 болды ❤️", [("sign", "👍🏽👍"), ("sign", "❤️")]),
        ("Алматы ⇄ Астана → Семей", [("sign", "⇄"), ("sign", "→")]),
        ("東京", []),  # wholly foreign: a text to translate, or to tell of, but no name in a Kazakh one
        ("№ 5, 20 °C, 5 ₸, 3 ½, −7, x², “сөз” — сөз… •", []),
        ("Ӏ ӷ Ꙁ ꙁ ɵ ſ ﬁ ʻ Ａ", []),
    ],
)
def test_what_is_carried_over(text, expected):
    """Runs of other scripts in a Cyrillic text, and pictures; no punctuation, unit or old letter."""
    assert carried(text) == expected


ALPHABETS = ("LATIN", "CYRILLIC", "COMBINING CYRILLIC", "DIGIT", "FULLWIDTH LATIN", "MODIFIER LETTER")


@given(st.text(st.characters(max_codepoint=0xFFFF, categories=["L", "N", "P", "Sc", "Zs"]), max_size=20))
def test_nothing_of_the_two_alphabets(text):
    """Whatever Unicode calls Latin, Cyrillic or a digit is never taken for another script or a picture."""
    for _, found in carried("сөз " + normalize(text).text):
        assert not any(unicodedata.name(char, "").startswith(ALPHABETS) for char in found)


def test_no_latin_or_cyrillic_letter_at_all():
    """The same for every letter of both alphabets in Unicode, one by one."""
    letters = [chr(code) for code in range(0x80, 0x20000) if chr(code).isalpha()]
    own = [char for char in letters if unicodedata.name(char, "").startswith(("LATIN", "CYRILLIC"))]
    assert len(own) > 1000
    assert [char for char in own if carried(f"сөз {char}")] == []


@pytest.mark.parametrize(("source", "free"), [
    ("Ол 你好 деді.", "He said enterprises."),
    ("Ол 👍 деді.", "He said enterprises."),
])  # fmt: skip
def test_it_takes_the_place_of_what_the_model_made_of_it(source, free):
    """A model without these characters invents something; the string stands in its place, with a proof."""
    string = source.split()[1]
    engine = ScriptedEngine({source: free}, links={"enterprises": string, "said": "деді"})
    (done,) = Translator(engine).translate([source], target="en")
    assert done.text == f"He said {string}."
    (term,) = done.terms
    assert term.target == string and term.means == "placed" and done.issues == ()


def test_files_of_people_are_asked_for_words_not_for_pictures():
    """A missing foreign word is told; arrows and bullets are a matter of layout, which translators change."""
    assert run_checks(Pair("Ол 你好 деді.", "He said hello.", "en"), ["codes"]) != ()
    assert run_checks(Pair("Ол ▸ Мәзір", "He > Menu", "en"), ["codes"]) == ()
