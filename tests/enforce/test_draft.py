"""Drafts: word alignment from attention, edits that keep it, and where a demand is rendered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kztrans.enforce.draft import Draft, around, locate, words_of
from kztrans.engine.protocol import Hypothesis, Piece
from kztrans.records import Span


def hypothesis_of(source: str, target: str, links: dict[int, int]) -> Hypothesis:
    """A hypothesis with one piece a word; ``links`` aligns target words to source words."""
    sources, targets = words_of(source), words_of(target)
    rows = tuple(
        tuple(1.0 if links.get(t) == s else 0.0 for s in range(len(sources))) for t in range(len(targets))
    )
    pieces = tuple(Piece(target[w.start : w.end], w) for w in targets)
    return Hypothesis(target, pieces, -0.5, tuple(Piece(source[w.start : w.end], w) for w in sources), rows)


SOURCE = "Болашақ бағдарламасы бойынша"
TARGET = "under the Future programme"
DRAFT = Draft.of(hypothesis_of(SOURCE, TARGET, {0: 2, 2: 0, 3: 1}))


def test_locate_finds_the_rendering() -> None:
    """The word whose attention lies on the occurrence is where it is rendered."""
    assert locate(DRAFT, 0, 7, []) == [Span(10, 16)]


def test_locate_joins_words_over_a_weak_one() -> None:
    """«Мемлекет басшысы» is rendered by "Head of State", although "of" attends elsewhere."""
    draft = Draft.of(hypothesis_of("Мемлекет басшысы келді", "Head of State arrived", {0: 1, 2: 0, 3: 2}))
    assert locate(draft, 0, 16, [])[0] == Span(0, 13)


def test_locate_leaves_other_demands_alone() -> None:
    """A place that answers another demand is never offered."""
    assert Span(10, 16) not in locate(DRAFT, 0, 7, [Span(10, 16)])


def test_replaced_keeps_the_alignment_of_the_rest() -> None:
    """After an edit the new form is aligned to its occurrence and the words behind keep their own rows."""
    edited = DRAFT.replaced(Span(10, 16), "Bolashak", 0, 7)
    assert edited.text == "under the Bolashak programme"
    assert edited.mass(0, 7) == (0.0, 0.0, 1.0, 0.0)
    assert edited.mass(8, 20) == (0.0, 0.0, 0.0, 1.0)


def test_around_never_offers_the_end() -> None:
    """No term is glued to the end of a sentence."""
    assert all(span.start < len(TARGET) for span in around(DRAFT, 0, 7, []))


@given(st.text(alphabet="ab -.,«»1", max_size=40), st.data())
def test_replaced_is_the_edit_it_says(text: str, data: st.DataObject) -> None:
    """Whatever is replaced: the text is the plain string edit, with one row for each word."""
    words = words_of(text)
    rows = tuple((1.0,) for _ in words)
    draft = Draft(text, words, rows, (Span(0, 3),))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edited = draft.replaced(Span(start, end), "form", 0, 3)
    assert edited.text == text[:start] + "form" + text[end:]
    assert len(edited.alignment) == len(edited.words)


def test_a_word_that_renders_something_else_is_not_replaced() -> None:
    """Where the model dropped the term, its neighbour's rendering is not sacrificed for it."""
    draft = Draft.of(hypothesis_of("Астанада Алтын келді", "Altyn came", {0: 1, 1: 2}))
    assert locate(draft, 0, 8, []) == []
    assert all(span.start == span.end for span in around(draft, 0, 8, []))


def test_a_word_that_renders_another_word_more_is_not_located() -> None:
    """«made» attends to «мәслихат», and more to «енгізді»: it stays when the term is replaced."""
    source, target = "Мәслихат өзгерістер енгізді", "Mazhilis made changes"
    sources, targets = words_of(source), words_of(target)
    rows = ((0.9, 0.0, 0.1), (0.4, 0.0, 0.6), (0.0, 1.0, 0.0))
    pieces = tuple(Piece(target[w.start : w.end], w) for w in targets)
    draft = Draft.of(
        Hypothesis(target, pieces, -0.5, tuple(Piece(source[w.start : w.end], w) for w in sources), rows)
    )
    assert locate(draft, 0, 8, [])[0] == Span(0, 8)


def test_the_pieces_of_one_source_word_compete_together() -> None:
    """A word split into pieces is a rival by the sum of what they get."""
    sources = (Span(0, 3), Span(4, 6), Span(6, 8))
    draft = Draft("ab", (Span(0, 2),), ((0.4, 0.3, 0.3),), sources)
    assert draft.rivals(0, 3) == (0.6,)
    assert draft.rivals(4, 8) == (0.4,)


def test_no_gap_parts_a_preposition_from_its_word() -> None:
    """Nothing is put in between «in» and «October»."""
    draft = Draft.of(hypothesis_of("Бюджет қазанда", "The budget in October", {1: 0, 3: 1}))
    gaps = [span.start for span in around(draft, 0, 6, []) if span.start == span.end]
    assert draft.text.index("October") not in gaps
    assert draft.text.index("in") in gaps


def test_a_rendering_ends_with_no_doubtful_word_and_no_auxiliary() -> None:
    """«second» attends nearly as much elsewhere, «is» carries the sentence: both stay."""
    source, target = "Екінші терминал ашық", "second terminal is open"
    sources, targets = words_of(source), words_of(target)
    rows = ((0.47, 0.48, 0.05), (0.1, 0.9, 0.0), (0.0, 0.6, 0.4), (0.0, 0.1, 0.9))
    pieces = tuple(Piece(target[w.start : w.end], w) for w in targets)
    draft = Draft.of(
        Hypothesis(target, pieces, -0.5, tuple(Piece(source[w.start : w.end], w) for w in sources), rows)
    )
    assert locate(draft, 7, 15, [])[0] == Span(7, 15)
