"""The search that must write given forms: its trie by itself, and on the embedded checkpoint."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrans.engine.constrained import Constraints
from kztrans.engine.protocol import ConstrainedEngine, Piece
from kztrans.engine.tokenizer import END, UNKNOWN, decode_symbols
from kztrans.records import Span

SOURCE = "Сенат отырысында жаңа заң жобасы қаралды."


class Letters:
    """A tokenizer of single letters, the first of each word with its boundary mark; ``?`` is unknown."""

    def encode(self, text):
        symbols = [
            UNKNOWN if letter == "?" else letter if at else "▁" + letter
            for word in text.split()
            for at, letter in enumerate(word)
        ]
        return tuple(Piece(symbol, Span(0, 0)) for symbol in symbols)

    def decode(self, symbols):
        return decode_symbols(symbols)


def whole_words(form, text):
    return len(re.findall(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text))


def met(forms, text):
    constraints = Constraints(forms, Letters())
    progress = constraints.begin()
    for piece in Letters().encode(text):
        progress = constraints.advance(progress, piece.symbol)
    return constraints.advance(progress, END).met


@given(st.text("ab ", max_size=12), st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=3))
def test_what_is_met_stands_in_the_text(text, forms):
    """The trie never believes a form to be written that is not there in whole words, often enough."""
    words = [word.casefold() for word in text.split()]
    for form in set(forms):
        same = [i for i, other in enumerate(forms) if other == form]
        assert len(met([[f] for f in forms], text) & set(same)) <= words.count(form)
        assert met([[form]], text) == ({0} if form in words else frozenset())


@pytest.mark.parametrize(
    ("forms", "text", "expected"),
    [
        ([["ab"]], "abc", set()),
        ([["ab"]], "ab-c", set()),
        ([["ab"]], "ab, c", {0}),
        ([["ab"]], "Ab c", {0}),
        ([["ab"]], "c Ab", set()),
        ([["ab", "cd"]], "x cd", {0}),
        ([["ab"], ["ab"]], "ab x", {0}),
        ([["ab"], ["ab"]], "ab x ab", {0, 1}),
        ([["ab"], ["ab cd"]], "ab cd", {1}),
        ([["ab"], ["ab cd"]], "ab ce", {0}),
        ([["ab cd"]], "ab ab cd", {0}),
    ],
)
def test_what_counts_as_met(forms, text, expected):
    """Whole words, alternatives, repeated and nested forms: each constraint has a place of its own."""
    assert met(forms, text) == expected


def test_a_form_the_model_cannot_write_makes_a_constraint_hopeless():
    """A form with an unknown piece is never searched for."""
    assert not Constraints([["a?"]], Letters()).possible
    assert Constraints([["a?", "b"]], Letters()).possible


@pytest.fixture(scope="module")
def engine(mini_hf):
    pytest.importorskip("torch")
    from kztrans.engine.torch import TorchEngine

    return TorchEngine(mini_hf)


@pytest.mark.parametrize(
    "forms",
    [
        [["Senate"]],
        [["upper chamber of Parliament"]],
        [["legislative initiative"], ["World Health Organization"]],
        [["sittings", "upper house"]],
        [["bill"], ["bill"]],
    ],
)
def test_the_hypothesis_holds_every_constraint(engine, forms):
    """On the real model: a form of each constraint as whole words; the same one twice stands twice."""
    assert isinstance(engine, ConstrainedEngine)
    (hypothesis,) = engine.constrained([SOURCE], [forms], target="en", attention=True)
    assert hypothesis is not None
    text = hypothesis.text[:1].lower() + hypothesis.text[1:]
    for constraint in forms:
        found = sum(whole_words(f, hypothesis.text) or whole_words(f, text) for f in constraint)
        assert found >= forms.count(constraint)
    assert len(hypothesis.attention) == len(hypothesis.pieces)
    total = engine.score([SOURCE], [hypothesis.text], target="en")[0]
    assert hypothesis.score == pytest.approx(total / (len(hypothesis.pieces) + 1), abs=1e-2)


@pytest.mark.parametrize("target", ["en", "ru"])
def test_without_constraints_it_is_beam_search(engine, target):
    """Nothing demanded, nothing lost: the score is not below that of the engine's own beam search."""
    (free,) = engine.translate([SOURCE], target=target)[0]
    (hypothesis,) = engine.constrained([SOURCE], [[]], target=target)
    assert hypothesis is not None
    assert hypothesis.score >= free.score - 1e-4


def test_what_cannot_be_met_is_none(engine):
    """A constraint without forms, or a source without words, has no hypothesis; the next source has one."""
    found = engine.constrained([SOURCE, " ", SOURCE], [[[]], [["Senate"]], [["Senate"]]], target="en")
    assert [hypothesis is None for hypothesis in found] == [True, True, False]
