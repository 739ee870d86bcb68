"""A segment of nothing but strings to copy is copied: no model is asked, and none can add to it."""

from __future__ import annotations

import pytest

from kztrans import Translator
from kztrans.engine.fake import ScriptedEngine
from kztrans.glossary import Glossary, Term


def scripted():
    """An engine that adds a word to whatever it is given."""
    return ScriptedEngine(lambda source, target: [f"Invented {source}"])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://misal.example/kk/құжат?id=4", "https://misal.example/kk/құжат?id=4"),
        ("a.serikova@misal.example;", "a.serikova@misal.example;"),
        ("#тазақала @misal_bot", "#тазақала @misal_bot"),
        ("№ 12-НҚ", "No. 12-НҚ"),
        ("COVID-19", "COVID-19"),
        ("+7 (7172) 00-00-00 / info@misal.example", "+7 (7172) 00-00-00 / info@misal.example"),
    ],
)
def test_strings_alone_are_copied(source, expected):
    """Addresses, handles and codes alone come back as they are, proven, and the engine is never called."""
    engine = scripted()
    (done,) = Translator(engine).translate([source], target="en")
    assert done.text == expected and engine.calls == []
    assert done.terms != () and all(term.means == "free" for term in done.terms)
    assert all(done.text[term.target_start : term.target_end] == term.target for term in done.terms)


@pytest.mark.parametrize("source", ["Сайт: www.misal.example", "6 млн", "Boeing", "3-бап", "東京"])
def test_words_are_translated(source):
    """One word outside of the copied strings is enough for the model to be asked."""
    engine = scripted()
    Translator(engine).translate([source], target="en")
    assert [text for text, _ in engine.calls][:1] == [source]


def test_without_guards_nothing_is_copied():
    """Who turns the guards off hears what the model says."""
    (done,) = Translator(scripted()).translate(["www.misal.example"], target="en", guards=False)
    assert done.text == "Invented www.misal.example"


def test_a_term_alone_is_translated():
    """A glossary term is no string to copy: the model chooses among its forms."""
    engine = scripted()
    glossary = Glossary.from_terms([Term("Сенат", "Senate", "Сенат")])
    Translator(engine).translate(["Сенат"], target="en", glossary=glossary)
    assert engine.calls != []
