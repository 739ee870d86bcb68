"""The matcher on real lines whose term occurrences were judged by reading (eval/matching)."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture(scope="module")
def scorer():
    """The script eval/matching/score.py as a module."""
    spec = importlib.util.spec_from_file_location("matching_score", ROOT / "eval" / "matching" / "score.py")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not here")
def test_occurrences_judged_by_reading_are_found(scorer):
    """Recall and precision on the gold set stay above the bars, and no hit lies inside a word."""
    lines = scorer.load(CORPUS)
    assert sum(len(line.expected) for line in lines) >= 500
    assert sum(len(line.refused) for line in lines) >= 200
    result = scorer.score(lines)
    long = result.only(scorer.five_letters)
    assert result.inside == ()
    assert result.recall >= 0.985, list(scorer.errors(result))
    assert long.recall >= 0.985
    assert long.precision >= 0.995, list(scorer.errors(result))


def test_another_corpus_is_refused(scorer, tmp_path):
    """A folder without the files that were judged gives an error, not a score."""
    with pytest.raises(OSError, match=r"\.gz"):
        scorer.load(tmp_path)
