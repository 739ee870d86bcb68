"""The scripted engine that users test with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrans.engine import Engine, ScriptedEngine
from kztrans.engine.fake import pieces_of
from kztrans.errors import LanguageError

RANKED = {"Біз келдік.": ["We came.", "We have come.", "The two of us came."]}


def test_it_is_an_engine():
    """It stands wherever an engine stands."""
    assert isinstance(ScriptedEngine({}), Engine)


def test_candidates_come_in_order():
    """The first scripted candidate is the translation, the rest are the n-best list."""
    engine = ScriptedEngine(RANKED)
    beams = engine.translate(["Біз келдік.", "Жоқ"], target="en", n_best=3)
    assert [h.text for h in beams[0]] == RANKED["Біз келдік."]
    assert [h.text for h in beams[1]] == ["Жоқ"]
    assert [h.score for h in beams[0]] == sorted((h.score for h in beams[0]), reverse=True)
    assert engine.calls == [("Біз келдік.", None), ("Жоқ", None)]


@pytest.mark.parametrize(
    "prefix, text",
    [
        ("We have", "We have come."),
        ("They", "They came."),
        ("They ", "They came."),
        ("We came. And", "We came. And"),
    ],
)
def test_prefixes(prefix, text):
    """A candidate that begins with the prefix is preferred; otherwise the best is continued after it."""
    engine = ScriptedEngine(RANKED)
    assert engine.translate(["Біз келдік."], target="en", prefixes=[prefix])[0][0].text == text


@given(st.text(max_size=30), st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_every_hypothesis_begins_with_its_prefix(prefix, candidates):
    """The engine contract holds for any script: prefix first, spans that spell the pieces."""
    engine = ScriptedEngine({"x": candidates})
    for h in engine.translate(["x"], target="ru", prefixes=[prefix], n_best=4, attention=True)[0]:
        assert h.text.startswith(prefix)
        assert all(h.text[p.span.start : p.span.end] == p.symbol for p in h.pieces)
        assert len(h.attention) == len(h.pieces)


def test_scores():
    """Scripted candidates cost their rank, other texts their distance too; one's own rule replaces it."""
    engine = ScriptedEngine(RANKED)
    targets = ["We came.", "We have come.", "We ran."]
    assert engine.score(["Біз келдік."] * 3, targets, target="en") == [0, -1, -1]
    own = ScriptedEngine(RANKED, score=lambda source, text, target: -float(len(text)))
    assert own.score(["Біз келдік."], ["abc"], target="en") == [-3.0]


def test_links_are_the_attention():
    """A dictionary of words, or a function, says where each target word looks."""
    engine = ScriptedEngine({"жасыл үй": "house green"}, links={"house": "үй", "green": "жасыл"})
    best = engine.translate(["жасыл үй"], target="en", attention=True)[0][0]
    assert best.attention == ((0.0, 1.0), (1.0, 0.0))
    crossed = ScriptedEngine({"жасыл үй": "house green"}, links=lambda source, text: [1, 1])
    assert crossed.translate(["жасыл үй"], target="en", attention=True)[0][0].attention == ((0.0, 1.0),) * 2
    plain = ScriptedEngine({"жасыл үй": "green house"})
    assert plain.translate(["жасыл үй"], target="en", attention=True)[0][0].attention == (
        (1.0, 0.0),
        (0.0, 1.0),
    )


def test_script_by_function_and_languages():
    """The script may depend on the target; targets outside the list are language errors."""
    engine = ScriptedEngine(lambda source, target: [f"{target}:{source}"], languages=("ru",))
    assert engine.translate(["а"], target="ru")[0][0].text == "ru:а"
    with pytest.raises(LanguageError):
        engine.score(["а"], ["a"], target="en")


def test_words_are_the_pieces():
    """Hyphenated words are one piece, marks stand alone."""
    assert [p.symbol for p in pieces_of("ЖШС-нің «үйі», a b'c.")] == [
        "ЖШС-нің",
        "«",
        "үйі",
        "»",
        ",",
        "a",
        "b'c",
        ".",
    ]
