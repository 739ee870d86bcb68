"""Term metrics beyond success: exact, over-applied, leftovers, agreement, consistency, refused."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans import Glossary, Translator
from kztrans.enforce.demand import demands_of
from kztrans.enforce.proof import prove
from kztrans.evaluate.scores import Share
from kztrans.evaluate.terms import score_terms
from kztrans.evaluate.terms_wording import consistency, wording
from kztrans.glossary.term import Occurrence, Term
from kztrans.records import TermOutcome

PLANT = Term("зауыт", "plant", "завод", en_forbidden=("factory",), ru_forbidden=("фабрика",))
PROGRAMME = Term("бағдарлама", "programme", "программа")
STATE_PROGRAMME = Term("мемлекеттік бағдарлама", "state programme", "государственная программа")
LEADER = Term("Елбасы", "Head of State", "Елбасы", en_forms=("Head of State", "Leader of the Nation"))
TERMS = [PLANT, PROGRAMME, STATE_PROGRAMME, LEADER]
SHARES = ("success", "exact", "over_applied", "leftovers", "agreement", "consistency")


def line(*terms):
    """A source of the terms' headwords, and the occurrences in it."""
    source, found = "", []
    for term in terms:
        found.append(Occurrence(term.kk, len(source), len(source) + len(term.kk), term))
        source += term.kk + " "
    return source, found


def score(rows, target="en", **more):
    """Score rows of (terms, hypothesis, reference …)."""
    lines = [line(*terms) for terms, *_ in rows]
    references = list(zip(*(row[2:] for row in rows), strict=True))
    sources, found = [each[0] for each in lines], [each[1] for each in lines]
    return score_terms(sources, found, [row[1] for row in rows], target, "s", references=references, **more)


def refusal(term, start):
    return TermOutcome(term, start, start + len(term), term, (), None, None, None, "refused")


EXACT = [
    (([PLANT], "The plants.", "The plants."), 1, 1),
    (([PLANT], "Plant!", "The plant."), 1, 1),
    (([PLANT], "The plants.", "The plant."), 0, 1),
    (([PLANT], "The works.", "The plant."), 0, 1),
    (([PLANT], "The plant.", "The works."), 0, 0),
    (([PLANT, PLANT], "Plants near a plant.", "A plant near plants."), 2, 2),
    (([PLANT, PLANT], "Plants near plants.", "A plant near plants."), 1, 2),
    (([PLANT], "The plants.", "The plant.", "The plants."), 1, 1),
    (([PLANT], "The plants.", "The works.", "The plants."), 1, 1),
    (([LEADER], "The Leader of the Nation.", "The Head of State."), 0, 1),
]


@pytest.mark.parametrize(("row", "part", "whole"), EXACT)
def test_exact(row, part, whole):
    """The reference's own form counts wherever it stands and whichever reference has it; no other does."""
    assert score([row]).exact == Share(part, whole)


OVER = [
    (([PLANT], "The plant."), 0, 1),
    (([PLANT], "The plant, a plant."), 1, 2),
    (([PLANT], "The plant, a plant.", "The plant of the plant."), 0, 2),
    (([PLANT], "The plant, a plant.", "The plant.", "A plant by the plant."), 0, 2),
    (([PLANT], "A plant, a plant, a plant.", "The plant of the plant."), 1, 3),
    (([PLANT], "A plant, a plant, a plant.", "The plant of the plant.", "A plant by a plant."), 1, 3),
    (([PLANT], "A plant, a plant.", "The works."), 1, 2),
    (([STATE_PROGRAMME], "The state programme.", "The state programme."), 0, 1),
    (([PROGRAMME], "The state programme.", "The programme."), 0, 1),
    (([PROGRAMME], "A state programme and a programme.", "The programme."), 1, 2),
    (([], "The plant.", "The works."), 1, 1),
    (([], "The plant.", "A plant."), 0, 1),
    (([], "The works.", "A plant."), 0, 0),
]


@pytest.mark.parametrize(("row", "part", "whole"), OVER)
def test_over_applied(row, part, whole):
    """Forms that neither the source nor any reference asks for are counted; in lines without a term too."""
    # Entries are looked for where they occur somewhere in the set: the other lines name them all.
    others = [([STATE_PROGRAMME, PLANT], "No.", *(["No."] * (len(row) - 2)))]
    result = score([row, *others])
    assert result.over_applied == Share(part, whole)
    assert len(result.surplus) == part
    assert all(row[1][s.start : s.end] == s.form and s.line == 1 for s in result.surplus)


LEFT = [
    (([PLANT], "The plant."), [""]),
    (([PLANT], "The plant, the factory."), ["factory"]),
    (([PLANT], "The factory."), [""]),
    (([PLANT, PLANT], "A plant and a factory."), ["", ""]),
    (([PLANT, PLANT], "A plant and a plant, then a factory."), ["", "factory"]),
    (([PLANT], "The plant, the factory.", "The plant at the factory."), [""]),
    (([PLANT], "The factory, factory plant.", "The plant at the factory."), ["factory"]),
    (([LEADER], "The Head of State, the Leader of the Nation."), ["Head of State"]),
]


@pytest.mark.parametrize(("row", "words"), LEFT)
def test_leftovers(row, words):
    """A forbidden or second rendering beside a delivered form is left over, unless a missed occurrence or a
    reference accounts for it.
    """
    result = score([row])
    assert [each.leftover for each in result.judgements] == words
    assert result.leftovers == Share(
        sum(map(bool, words)), sum(each.form is not None for each in result.judgements)
    )


AGREEMENT = [
    ("ru", "Мы едем к завода.", True),
    ("ru", "Мы едем к заводу.", False),
    ("ru", "К 5 завод добавили цех.", True),
    ("en", "They built two plant.", True),
    ("en", "They built two plants.", False),
    ("en", "They built an plant.", True),
]


@pytest.mark.parametrize(("target", "hypothesis", "wrong"), AGREEMENT)
def test_agreement(target, hypothesis, wrong):
    """A delivered form that does not fit its sentence is delivered, and said not to fit."""
    result = score([([PLANT], hypothesis)], target)
    assert result.success == Share(1, 1)
    assert (result.agreement, bool(result.judgements[0].disagreement)) == (Share(int(wrong), 1), wrong)


def test_a_heading_in_small_letters_needs_no_capital():
    """A small letter at the head is no error where the source begins with one."""
    found = [[Occurrence("зауыт", 0, 5, PLANT)]]
    small = score_terms(["зауыт ашылды."], found, ["plant opened."], "en", "s")
    capital = score_terms(["Зауыт ашылды."], found, ["plant opened."], "en", "s")
    assert (small.agreement.part, capital.agreement.part) == (0, 1)


WORDINGS = [
    ("en", LEADER, ["Head of State", "HEAD OF STATE"], ["Leader of the Nation"]),
    ("en", PLANT, ["plant", "Plants", "plants’"], []),
    ("en", Term("з", "plant", "", en_forms=("plant", "plants", "works")), ["plant", "plants"], ["works"]),
    ("ru", Term("ұ", "", "самолёт"), ["самолёт", "самолета", "Самолётами"], []),
    (
        "ru",
        Term("м", "", "программа", ru_forms=("госпрограмма",), extend_ru=True),
        ["программы"],
        ["госпрограмма"],
    ),
]


@pytest.mark.parametrize(("target", "term", "one", "other"), WORDINGS)
def test_forms_of_one_phrase_are_one_wording(target, term, one, other):
    """Inflection and capitals do not make another wording; another variant of the entry does."""
    assert len({wording(form, term, target) for form in one}) == 1
    assert not {wording(form, term, target) for form in one} & {wording(form, term, target) for form in other}


RENDERED = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(TERMS[:2]), st.sampled_from(["x", "y", None])),
    max_size=12,
)


@given(RENDERED)
def test_consistency_is_a_count_of_pairs(rendered):
    """The share of pairs, counted in one go, is what going through all pairs gives."""
    pairs = [(a[2], b[2]) for a, b in combinations(rendered, 2) if a[:2] == b[:2]]
    known = [pair for pair in pairs if pair != (None, None)]
    assert consistency(rendered) == Share(sum(a == b for a, b in known), len(known))


def test_documents_are_apart():
    """Occurrences in different documents are not compared; without documents all are in one."""
    rows = [([LEADER], "The Head of State."), ([LEADER], "The Leader of the Nation.")]
    assert score(rows).consistency == Share(0, 1)
    assert score(rows, documents=["a", "b"]).consistency == Share(0, 0)


def test_refused_is_what_the_system_said():
    """A refusal belongs to the nearest occurrence of its term; guards and other terms are none."""
    source, _ = line(PLANT, PROGRAMME, PLANT)
    second = source.rindex(PLANT.kk)
    said = [
        refusal(PLANT.kk, second + 2),
        refusal("guard:number", 0),
        refusal("басқа", 0),
        TermOutcome(PROGRAMME.kk, 6, 16, PROGRAMME.kk, (), "programme", 0, 9, "placed"),
    ]
    result = score([([PLANT, PROGRAMME, PLANT], "A plant.")], outcomes=[said])
    assert [each.refused for each in result.judgements] == [False, False, True]
    assert result.refused == 1
    assert [each.term for each in result.silent] == [PROGRAMME.kk]
    twice = score([([PLANT, PROGRAMME, PLANT], "")], outcomes=[[refusal(PLANT.kk, 0), refusal(PLANT.kk, 1)]])
    assert [each.refused for each in twice.judgements] == [True, False, True]


@pytest.mark.parametrize("more", [{"documents": []}, {"outcomes": []}, {"references": [["one", "two"]]}])
def test_counts_must_match(more):
    """Lists of other lengths are refused rather than cut."""
    source, found = line(PLANT)
    with pytest.raises(ValueError, match=r"shorter|longer"):
        score_terms([source], [found], ["plant"], "en", "s", **more)


WORDS = [
    "plant",
    "plants",
    "Plant's",
    "factory",
    "programme",
    "state",
    "state programme",
    "Head of State",
    "a",
    "the",
]
ROWS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(TERMS), max_size=4),
        st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join),
        st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=80, deadline=None)
@given(ROWS)
def test_what_holds_for_any_text(rows):
    """Shares lie between nothing and the whole, the proof decides success, and offsets show the form."""
    result = score(rows)
    for name in SHARES:
        share = getattr(result, name)
        assert 0 <= share.part <= share.whole
    proven = [
        place for terms, text, _ in rows for place in prove(demands_of(line(*terms)[1], (), "en"), text)
    ]
    assert [(each.target_start, each.target_end) for each in result.judgements] == [
        (None, None) if place is None else (place.start, place.end) for place in proven
    ]
    assert result.success == Share(
        sum(place is not None for place in proven), sum(len(row[0]) for row in rows)
    )
    assert len(result.misses) == result.success.whole - result.success.part
    for each in result.judgements:
        if each.form is not None:
            assert rows[each.line - 1][1][each.target_start : each.target_end] == each.form


@settings(max_examples=60, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_order_of_lines_does_not_matter(rows, chance):
    """Lines, with their documents, may come in any order."""
    order = list(range(len(rows)))
    chance.shuffle(order)
    names = [number % 2 for number in order]
    before = score(rows, documents=[number % 2 for number in range(len(rows))])
    after = score([rows[number] for number in order], documents=names)
    assert [getattr(before, name) for name in SHARES] == [getattr(after, name) for name in SHARES]


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_the_reference_is_beyond_reproach(rows):
    """A hypothesis that is the reference has every form exact, nothing over-applied, nothing left over."""
    result = score([(terms, text, text) for terms, text, _ in rows])
    assert (result.over_applied.part, result.leftovers.part, result.surplus) == (0, 0, ())
    assert result.exact == Share(result.success.part, result.success.part)


@settings(max_examples=40, deadline=None)
@given(ROWS, st.integers(1, 4))
def test_what_is_added_is_counted(rows, extra):
    """Forms put behind a hypothesis that lacks nothing are all over-applied."""
    asked = [PLANT, *(term for terms, *_ in rows for term in terms)]
    text = ", ".join(term.en for term in asked)
    result = score([(asked, text + ", plant" * extra, text)])
    assert result.over_applied == Share(extra, len(asked) + extra)


def test_the_translator_is_scored_from_its_own_outcomes():
    """The embedded model's enforced output has no silent miss, and its refusals are those it reported."""
    glossary = Glossary.from_terms([PLANT, PROGRAMME, Term("Нұрлы жол", "Nurly Zhol", "Нұрлы жол")])
    sources = ["Зауыт жұмысын бастады.", "«Нұрлы жол» бағдарламасы зауытқа көмектесті.", "Бүгін күн жылы."]
    translations = Translator.load().translate(sources, target="en", glossary=glossary)
    outcomes = [each.terms for each in translations]
    result = score_terms(
        sources,
        [glossary.find(source) for source in sources],
        [each.text for each in translations],
        "en",
        "s",
        outcomes=outcomes,
    )
    assert result.success.whole == 4
    assert result.silent == ()
    assert result.refused == sum(
        o.means == "refused" for here in outcomes for o in here if o.term[:6] != "guard:"
    )
