"""Term success: every occurrence needs a licensed form of its own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.evaluate.terms import score_terms
from kztrans.glossary.term import Occurrence, Term

HEAD = Term("Мемлекет басшысы", "Head of State", "глава государства")
LEADER = Term("Елбасы", "Head of State", "Елбасы", en_forms=("Head of State", "Leader of the Nation"))
PROGRAMME = Term("бағдарлама", "programme", "программа")
STATE_PROGRAMME = Term("мемлекеттік бағдарлама", "state programme", "государственная программа")
PLANT = Term("зауыт", "plant", "завод")


def score(terms, hypothesis, target="en"):
    """Score one line whose source is the terms' headwords one after another."""
    source, found = "", []
    for term in terms:
        found.append(Occurrence(term.kk, len(source), len(source) + len(term.kk), term))
        source += term.kk + " "
    return score_terms([source], [found], [hypothesis], target, "judge:test")


CASES = [
    ([PLANT], "The plant opened.", 1),
    ([PLANT], "The plants opened.", 1),
    ([PLANT], "The plant's owner.", 1),
    ([PLANT], "The factory opened.", 0),
    ([PLANT], "", 0),
    ([PLANT], "The plantation opened.", 0),
    ([PLANT, PLANT], "The plant opened.", 1),
    ([PLANT, PLANT], "A plant here, a plant there.", 2),
    ([PLANT, PLANT], "Plants, plants, plants.", 2),
    ([PLANT, PROGRAMME], "The plant and the programme.", 2),
    ([STATE_PROGRAMME], "The state programme.", 1),
    ([STATE_PROGRAMME], "The programme of the state.", 0),
    ([STATE_PROGRAMME, PROGRAMME], "The state programme.", 1),
    ([PROGRAMME, STATE_PROGRAMME], "The state programme.", 1),
    ([STATE_PROGRAMME, PROGRAMME], "The state programme is a programme.", 2),
    ([STATE_PROGRAMME, PROGRAMME], "A programme, and a state programme.", 2),
    ([STATE_PROGRAMME, PROGRAMME, PROGRAMME], "A state programme, and a programme.", 2),
    ([HEAD, LEADER], "The Head of State spoke.", 1),
    ([HEAD, LEADER], "The Head of State, the Leader of the Nation.", 2),
    ([LEADER, HEAD], "The Leader of the Nation, the Head of State.", 2),
    ([LEADER, HEAD], "The Head of State met the Head of State.", 2),
]


@pytest.mark.parametrize(("terms", "hypothesis", "delivered"), CASES)
def test_worked_examples(terms, hypothesis, delivered):
    """Repeated, nested and rival terms are counted by occurrence, and no form is counted twice."""
    result = score(terms, hypothesis)
    assert (result.success.whole, result.success.part) == (len(terms), delivered)
    assert len(result.misses) == len(terms) - delivered


RUSSIAN = [
    ([PLANT], "Работы на заводе идут.", 1),
    ([PLANT, PLANT], "Завод рядом с заводом.", 2),
    ([STATE_PROGRAMME], "Принята по государственной программе.", 1),
    ([STATE_PROGRAMME, PROGRAMME], "По государственной программе.", 1),
    ([PLANT], "Заводной механизм.", 0),
]


@pytest.mark.parametrize(("terms", "hypothesis", "delivered"), RUSSIAN)
def test_russian_examples(terms, hypothesis, delivered):
    """Russian forms count in any case and number."""
    assert score(terms, hypothesis, "ru").success.part == delivered


def test_misses_say_where():
    """A miss carries its line, the words of the source and the headword."""
    source = "Жаңа зауытқа барды."
    found = Occurrence("зауытқа", 5, 12, PLANT, ("-қа",), ("dat",))
    result = score_terms(["Иә.", source], [[], [found]], ["Yes.", "Went."], "en", "s")
    (miss,) = result.misses
    assert (miss.line, miss.source, miss.term, result.signature) == (2, "зауытқа", "зауыт", "s")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([PLANT, PROGRAMME, STATE_PROGRAMME]), max_size=6),
    st.randoms(use_true_random=False),
)
def test_a_text_of_all_the_terms_delivers_them_all(terms, random):
    """Whatever terms occur and however often, a text that holds each that often has a place for every one."""
    shuffled = list(terms)
    random.shuffle(shuffled)
    result = score(terms, ", ".join(term.en for term in shuffled))
    assert (result.success.part, result.misses) == (len(terms), ())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 6), st.integers(0, 6))
def test_n_occurrences_need_n_forms(asked, given_):
    """The count delivered is the smaller of what was asked and what is there."""
    assert score([PLANT] * asked, "plant, " * given_).success.part == min(asked, given_)
