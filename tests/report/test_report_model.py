"""Building a report and counting what it holds."""

from __future__ import annotations

from report_samples import hostile, plain, sample

from kztrans.report import Counts


def test_counts_tell_means_apart():
    """Found is the sum of the means; a refusal is no warning, a notice is neither."""
    counts = sample().counts
    assert counts == Counts(segments=2, free=4, placed=1, beam=1, refused=1, warnings=1)
    assert counts.found == 7 and counts.failures == 2


def test_a_notice_alone_is_no_failure():
    """--strict must not fail over a divided sentence."""
    assert Counts.of(plain()).failures == 0


def test_ids_are_unique_across_documents():
    """One document numbers its segments; several put their names before the number."""
    assert [s.id for s in sample().segments] == ["1", "2"]
    two = sample(("a.txt", [plain(), hostile()]), ("sub/b.txt", [plain()]))
    assert [s.id for s in two.segments] == ["a.txt:1", "a.txt:2", "sub/b.txt:1"]
    assert two.counts.segments == 3


def test_an_empty_run_is_a_report_too():
    """A pipe without a line gives a report without segments."""
    assert sample(("x", [])).counts == Counts()
