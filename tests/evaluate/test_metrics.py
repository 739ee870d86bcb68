"""Every figure is sacrebleu's, for any text: its own code and its own command are asked for comparison."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.lib_ter import translation_edit_rate
from sacrebleu.metrics.ter import TER

from kztrans.evaluate.edits import certain
from kztrans.evaluate.metrics import SCORERS
from kztrans.evaluate.statistics import extract
from kztrans.evaluate.ter import count_edits

THEIRS = {
    "BLEU": lambda: BLEU(tokenize="13a", effective_order=True),
    "chrF2": CHRF,
    "chrF++": lambda: CHRF(word_order=2),
    "TER": TER,
}

# Lines in which words recur in another order, with what tokenizers look at: marks, digits, odd spaces.
WORDS = """a b Ab the сөз Қала 3,5 1. - . , (x) "q" &quot; <skipped> a-b 5- ... % 𝔸""".split()
PIECES = st.sampled_from([*WORDS, "\u00a0", "\n", "\ud800"])
LINES = st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=30)


@settings(deadline=None, max_examples=100)
@given(st.integers(1, 3).flatmap(lambda n: st.lists(st.tuples(*[LINES] * (n + 1)), min_size=1, max_size=6)))
@example([("-\nword, a", "-\nword, a")])
@example([("", "a b c"), ("a b c", "")])
def test_statistics_and_scores_are_sacrebleus(lines):
    """For any lines and any number of references: segment scores and corpus scores are sacrebleu's."""
    hypotheses, *references = zip(*lines, strict=True)
    statistics = extract(hypotheses, references)
    for scorer in SCORERS:
        rows, theirs = statistics[scorer.name], THEIRS[scorer.name]()
        alone = [theirs.sentence_score(line, list(refs)).score for line, *refs in lines]
        assert scorer.segment(rows) == pytest.approx(alone, abs=1e-9)
        theirs.effective_order = False
        together = theirs.corpus_score(hypotheses, references).score
        assert scorer.of(rows) == pytest.approx(together, abs=1e-9)


def edits_one_by_one(hypotheses, references):
    return [translation_edit_rate(a, b)[0] for a, b in zip(hypotheses, references, strict=True)]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(*[st.text("abcdefg", max_size=16)] * 2), min_size=1, max_size=8))
def test_edits_of_words_in_any_order(pairs):
    """Where the same few words stand in every order, the same blocks are moved."""
    hypotheses, references = ([list(text) for text in side] for side in zip(*pairs, strict=True))
    assert count_edits(hypotheses, references).tolist() == edits_one_by_one(hypotheses, references)


@pytest.mark.parametrize("seed", range(3))
def test_edits_of_long_lines(seed):
    """Beyond 64 words, outside the beam and at the limit of moves tried, too, the edits are sacrebleu's."""
    rng = random.Random(seed)
    hypotheses, references = [], []
    for _ in range(4):
        words = [str(rng.randrange(60)) for _ in range(rng.choice((30, 70, 130)))]
        other = list(words)
        for _ in range(rng.randrange(5)):
            start, to = rng.randrange(len(other)), rng.randrange(len(other))
            block = other[start : start + 9]
            del other[start : start + 9]
            other[to:to] = block
        other = [rng.choice((word, "x")) for word in other][: rng.randrange(1, 120)]
        hypotheses.append(other)
        references.append(words)
    # a hypothesis that loops, and two that are much longer or shorter than their references
    hypotheses += [["a", "b"] * 40, [str(n) for n in range(120)], ["5", "3"]]
    references += [["b", "a", "c"] * 8, ["7", "3", "9"], [str(n) for n in range(130)]]
    theirs = edits_one_by_one(hypotheses, references)
    assert count_edits(hypotheses, references).tolist() == theirs
    unsure = [n >= certain(len(a), len(b)) for n, a, b in zip(theirs, hypotheses, references, strict=True)]
    assert any(unsure) and not all(unsure)  # both ways of measuring are asked


def test_lines_of_many_letters():
    """N-gram counts of lines that fill several chunks, with many different letters, are sacrebleu's."""
    rng = random.Random(1)
    letters = [chr(0x4E00 + n) for n in range(4000)]
    lines = ["".join(rng.choices(letters[: 10 ** rng.randrange(1, 4)], k=9_000)) for _ in range(50)]
    others = [line[::2] + line[:2000] for line in lines]
    ours = extract(others, [lines])["chrF2"]
    assert np.array_equal(ours, CHRF()._extract_corpus_statistics(others, [lines]))
