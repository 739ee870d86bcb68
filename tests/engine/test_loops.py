"""Loops: a decoder that repeats itself where its source does not is asked again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrans.engine import load_engine
from kztrans.engine.loops import loops, stutters

LONG = (
    "Комиссия мүшелері жобаның қаржылық, техникалық, экологиялық, әлеуметтік, құқықтық, ұйымдастырушылық, "
    "кадрлық, ақпараттық, статистикалық, аналитикалық, сараптамалық, әдістемелік, ғылыми, инновациялық, "
    "инвестициялық, өндірістік, көліктік, логистикалық және сауда мәселелерін жан-жақты талқылады."
)


@pytest.mark.parametrize(
    ("written", "source", "expected"),
    [
        ("a b c a b c a b c", "x y z", True),
        ("a b c a b c", "x y z", False),
        ("a b c a b c a b c", "x y x y", False),
        ("a b c a b c a b c a b c", "x y x y", True),
        ("a a a a a", "x", False),
        ("a a a a a a", "x", True),
        ("p q r s 1 p q r s 2 p q r s 3", "x y z", True),
        ("p q r 1 p q r 2 p q r 3", "x y z", False),
        ("", "", False),
    ],
)
def test_what_a_loop_is(written: str, source: str, expected: bool) -> None:
    """A block three times, and twice more than the source says any, is a loop; zeros are none."""
    assert loops(written.split(), source.split()) is expected


@pytest.mark.parametrize(
    ("written", "source", "expected"),
    [
        ("▁the ▁production ▁production ▁of", "▁x", {("▁production", "▁production")}),
        ("▁pro duction ▁Pro duction", "▁x", {("▁pro", "duction", "▁Pro", "duction")}),
        ("▁team , ▁team ▁of ▁the ▁team", "▁x", set()),
        ("▁ha ▁ha ▁ha", "▁x", set()),
        ("▁Yes, ▁yes, ▁yes,", "▁x", set()),
        ("▁large ▁large", "▁Иә, ▁иә, ▁иә!", set()),
        ("▁large ▁large ▁towns", "▁үлкен ▁үлкен ▁қала лар", set()),
    ],
)
def test_a_doubled_word_is_named_as_it_was_written(
    written: str, source: str, expected: set[tuple[str, ...]]
) -> None:
    """Words of one symbol and of several, in either case; no short ones, none where the source doubles."""
    assert stutters(written.split(), source.split()) == expected


@given(st.lists(st.sampled_from("abcdef"), max_size=40))
def test_a_copy_never_loops(symbols: list[str]) -> None:
    """What repeats exactly as its source does is no loop."""
    assert not loops(symbols, symbols)


@pytest.mark.parametrize("target", ["en", "ru"])
def test_the_embedded_model_leaves_its_loops(target: str) -> None:
    """A long list that a small model loops on is translated without; its score is the text's own."""
    engine = load_engine("mini", threads=1)
    plain = engine._search  # the search without the second attempt
    from kztrans.engine.search import Request, Search
    from kztrans.engine.seq2seq import _framed

    request = Request(_framed(engine._tokenizer.encode(LONG)), (engine._code(target),))
    first = plain([([request], Search(limit=256, beam=4, script=request.forced[0]))])[0][0][0]
    best = engine.translate([LONG], target=target, attention=True)[0][0]
    assert not loops([piece.symbol for piece in best.pieces], request.source)
    assert len(best.attention) == len(best.pieces)
    if loops(first.symbols, request.source):
        symbols = tuple(piece.symbol for piece in best.pieces)
        assert symbols != first.symbols
        total = engine._totals([(request.source, (*request.forced, *symbols))])[0]
        assert best.score * (len(best.pieces) + 1) == pytest.approx(total, abs=0.5)


def test_other_sources_are_untouched_by_a_loop_beside_them() -> None:
    """A sentence comes out the same whether a looping one is in its batch or not."""
    engine = load_engine("mini", threads=1)
    alone = engine.translate(["Зауыт іске қосылды."], target="en")[0][0].text
    assert engine.translate([LONG, "Зауыт іске қосылды."], target="en")[1][0].text == alone
