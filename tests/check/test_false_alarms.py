"""No check that runs unasked speaks on more than 2 % of what professional translators wrote."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kztrans.check import Checker, FilePair
from kztrans.records import TARGETS

FOLDER = Path(__file__).parents[3] / "shared" / "testsets"
LINES = 1000  # as many as python -m bench.false_alarms reads


@pytest.mark.skipif(not FOLDER.is_dir(), reason="no test sets here")
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", ["ntrex", "tatoeba-{}"])
def test_defaults_are_silent_on_human_translations(name, target):
    """A default check that cries wolf is worse than none: each stays within 2 % on news and on phrases."""
    stem = FOLDER / name.format(target)
    texts = [
        stem.with_suffix(suffix).read_text("utf-8").split("\n")[:LINES] for suffix in (".kk", f".{target}")
    ]
    pairs = [FilePair(line, *pair) for line, pair in enumerate(zip(*texts, strict=True), 1)]
    lines = {(found.check, found.pair.line) for found in Checker.of(target).findings(pairs)}
    often = Counter(check for check, _ in lines)
    assert {check: count for check, count in often.items() if count > 0.02 * len(pairs)} == {}
