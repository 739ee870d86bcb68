"""The work of guards and checks grows with their text, not with its square, whatever the text repeats."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from kztrans.check import Pair, named_checks
from kztrans.check.runs import shared_runs
from kztrans.enforce import find_guards
from kztrans.glossary.choice import choose
from kztrans.text.case import sentence_case

SMALL, TIMES = 1_500, 5
MOST = TIMES**2 / 2  # a square would be TIMES**2


def checked(name: str, text: str) -> object:
    (check,) = named_checks([name])
    return check(Pair(text, text, "ru"))


CASES = [
    *((find_guards, unit) for unit in ("a", "A1", "1", "1.", "а@", "http://a.", "№ 1-", "((", "+7 ", "€1")),
    *(
        (lambda text: checked("numbers", text), unit)
        for unit in ("1", "0", "1,", "1%1", "1мың ", "1.1 ", "а1")
    ),
    *((lambda text: checked("untranslated", f"{text} x"), unit) for unit in ("а ", "а@", "б1 ", "<a ")),
    *((lambda text: checked("ending", f"{text} а."), unit) for unit in (".", "?")),
    (lambda text: checked("ending", f"{text}!"), "а"),
    (lambda text: checked("tags", f"%{text}"), "0"),
    (lambda text: checked("codes", text), "A1 "),
    (lambda text: choose([], text, frozenset()), "а@"),
    (lambda text: choose([], f"{text}@", frozenset()), "а"),
    (sentence_case, ". "),
]


@pytest.mark.parametrize(
    ("work", "unit"), CASES, ids=[f"{place}-{unit}" for place, (_, unit) in enumerate(CASES)]
)
def test_work_grows_with_the_text(work: Callable[[str], object], unit: str) -> None:
    """A long word or table must not hold up a file: five times the text is not twenty-five times the work."""
    small, large = ((unit * size)[:size] for size in (SMALL, SMALL * TIMES))
    work(unit)  # what is compiled or read once
    assert seconds(work, large) < MOST * max(seconds(work, small), 0.002)


def seconds(work: Callable[[str], object], text: str) -> float:
    """The least processor time of three runs: others may use the machine."""

    def once() -> float:
        start = process_time()
        work(text)
        return process_time() - start

    return min(once() for _ in range(3))


def test_shared_runs_are_the_longest_that_end_with_each_word() -> None:
    """The runs behind the untranslated check are those that comparing every pair of places would find."""
    left, right = "б а а б в а б г а".split(), "а б а а б а б в".split()

    def longest(end: int) -> int:
        stands = {tuple(right[i:j]) for i in range(len(right)) for j in range(i, len(right) + 1)}
        return max(n for n in range(end + 1) if tuple(left[end - n : end]) in stands)

    assert shared_runs(left, right) == [longest(end) for end in range(1, len(left) + 1)]
