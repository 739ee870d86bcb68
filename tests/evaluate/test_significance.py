"""Intervals and p-values: sacrebleu's own with the same seed, right where the answer is known."""

from __future__ import annotations

import random
import tracemalloc

import numpy as np
import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest

from kztrans.evaluate import Comparison, Interval
from kztrans.evaluate.metrics import SCORERS
from kztrans.evaluate.significance import Sampling, bootstrap, compare
from kztrans.evaluate.statistics import extract
from kztrans.report.evaluation.measure import Measure
from kztrans.report.evaluation.scores import verdict

WORDS = "the a plant factory new old made sold in of city river people work and it is was".split()
FORMULAS = {scorer.name: scorer.score for scorer in SCORERS}
METRICS = {"BLEU": BLEU, "chrF2": CHRF, "chrF++": lambda: CHRF(word_order=2), "TER": TER}
SAMPLES = 300


def damaged(lines, share, rng):
    def word(old):
        return rng.choice(WORDS) if rng.random() < share else old

    return [" ".join(map(word, line.split())) for line in lines]


@pytest.fixture(scope="module")
def corpus():
    """References and two systems, the second a little better."""
    rng = random.Random(7)
    references = [" ".join(rng.choices(WORDS, k=rng.randrange(4, 16))) for _ in range(90)]
    return references, {"a": damaged(references, 0.42, rng), "b": damaged(references, 0.36, rng)}


def sampled(references, systems, sampling):
    statistics = {name: extract(lines, [references]) for name, lines in systems.items()}
    return bootstrap(statistics, FORMULAS, sampling)


@pytest.mark.parametrize("cells", [1, 7000])
@pytest.mark.parametrize("kind", ["bs", "ar"])
def test_agrees_with_sacrebleu(corpus, kind, cells, monkeypatch):
    """Intervals and p-values of every metric are those of sacrebleu's paired tests from the same seed, also
    where the samples are drawn a few at a time.
    """
    references, systems = corpus
    monkeypatch.setenv("SACREBLEU_SEED", "12345")
    metrics = {name: make() for name, make in METRICS.items()}
    theirs = PairedTest(list(systems.items()), metrics, [references], test_type=kind, n_samples=SAMPLES)()[1]
    sampling = Sampling(SAMPLES, cells=cells)
    first, second = sampled(references, systems, sampling)
    ours = {each.metric: each for each in compare(first, second, FORMULAS, sampling)}
    assert list(ours) == list(METRICS)
    scored = [results for name, results in theirs.items() if name != "System"]
    for name, (before, after) in zip(METRICS, scored, strict=True):
        assert ours[name].difference == pytest.approx(after.score - before.score)
        p_value = ours[name].bootstrap if kind == "bs" else ours[name].randomization
        if (kind, name) == ("ar", "TER"):
            assert p_value >= after.p_value  # edits are few whole numbers: ties, which count here
        else:
            assert p_value == pytest.approx(after.p_value)
        if kind == "bs":
            low, high = (getattr(second.interval(name), end) for end in ("low", "high"))
            assert (high - low) / 2 == pytest.approx(after.ci, abs=1e-4)  # theirs sum in single precision
            assert low < after.mean < high


def test_the_seed_decides(corpus):
    """The same seed gives the same figures, another one others."""
    references, systems = corpus
    runs = []
    for seed in (1, 1, 2):
        sampling = Sampling(100, seed)
        runs.append(compare(*sampled(references, systems, sampling), FORMULAS, sampling))
    assert runs[0] == runs[1]
    assert all(one.interval != other.interval for one, other in zip(runs[0], runs[2], strict=True))
    assert {(each.samples, each.seed) for each in runs[2]} == {(100, 2)}


def test_equal_systems_do_not_differ(corpus):
    """A system against itself has no difference and no significance; a much worse one has both."""
    references, systems = corpus
    bad = damaged(references, 0.9, random.Random(1))
    sampling = Sampling(SAMPLES)
    same, again, worse = sampled(references, {"a": systems["a"], "b": systems["a"], "c": bad}, sampling)
    for each in compare(same, again, FORMULAS, sampling):
        assert (each.difference, each.bootstrap, each.randomization) == (0, 1, 1)
    for each in compare(same, worse, FORMULAS, sampling):
        assert each.bootstrap == each.randomization == pytest.approx(1 / (SAMPLES + 1))
        assert not each.interval.low <= 0 <= each.interval.high
        assert (each.difference < 0) == (each.metric != "TER")


def test_tests_are_honest_where_nothing_differs():
    """Of pairs of systems that differ by chance alone at most one in twenty is called significant at 0.05,
    though the bootstrap's p-value alone is below it for more of them.
    """
    rng = np.random.default_rng(5)
    sampling = Sampling(200)
    formulas = {"share": lambda sums: sums[:, 0] / sums[:, 1]}
    low = {"bootstrap": 0, "randomization": 0}
    significant = 0
    for _ in range(200):
        draws = rng.random((2, 60)) < 0.7
        systems = {str(n): {"share": np.stack([draw, np.ones(60)], axis=1)} for n, draw in enumerate(draws)}
        (found,) = compare(*bootstrap(systems, formulas, sampling), formulas, sampling)
        low = {test: count + (getattr(found, test) <= 0.05) for test, count in low.items()}
        significant += found.significant
    assert low["randomization"] <= 20
    assert low["randomization"] < low["bootstrap"] <= 40
    assert significant <= low["randomization"]


@pytest.mark.parametrize(
    ("low", "high", "bootstrap", "randomization", "significant"),
    [
        (0.1, 2.0, 0.01, 0.049, True),
        (-2.0, -0.1, 0.049, 0.01, True),
        (0.1, 2.0, 0.01, 0.05, False),
        (0.1, 2.0, 0.05, 0.01, False),
        (0.0, 2.0, 0.01, 0.01, False),
        (-2.0, 0.0, 0.01, 0.01, False),
    ],
)
def test_significant_is_what_all_agree_on(low, high, bootstrap, randomization, significant):
    """One test at 5 %, or an interval that reaches 0, is not enough to call a difference significant."""
    compared = Comparison("TER", "a", "b", low + high, Interval(low, high), bootstrap, randomization, 1000, 1)
    assert compared.significant is significant
    assert ("significantly better" in verdict(compared, Measure("TER", 0, 1))) is significant


def test_samples_without_anything_to_score():
    """Samples without a term have no share of terms; where none has one, nothing is claimed."""

    def share(sums):
        return np.divide(*sums.T, out=np.full(len(sums), np.nan), where=sums[:, 1] > 0)

    formulas = {"share": share}
    rare = np.zeros((5, 2))
    rare[0] = 1, 2
    systems = {"a": {"share": rare}, "b": {"share": rare}, "none": {"share": np.zeros((5, 2))}}
    sampling = Sampling(50)
    first, second, none = bootstrap(systems, formulas, sampling)
    assert np.isnan(first.scores["share"]).any()
    assert (first.interval("share").low, first.interval("share").high) == (0.5, 0.5)
    assert compare(first, second, formulas, sampling)[0].difference == 0
    assert none.interval("share") is None
    assert compare(first, none, formulas, sampling) == ()


def test_memory_does_not_grow_with_the_samples():
    """Counts are drawn some samples at a time: thousands of samples of many segments need no huge matrix."""
    statistics = {"a": {"share": np.ones((20_000, 2))}}
    tracemalloc.start()
    bootstrap(statistics, {"share": lambda sums: sums[:, 0] / sums[:, 1]}, Sampling(1000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60e6  # all at once would be 160 MB a matrix, and three of them are needed
