"""Russian paradigms of multiword official terms, every case, against forms written by hand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kztrans.morph.russian import paradigm

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
TABLE = Path(__file__).parent / "data" / "russian_terms.txt"


def _expand(template: str) -> list[set[str]]:
    """The six cells of ``государственн{ый/ого/…} орган{/а/…}``, each a set of forms equally right."""
    parts = re.split(r"\{([^}]*)\}", template)
    cells = []
    for case in range(len(CASES)):
        choices = [
            part.split("/")[case].split("|") if place % 2 else [part] for place, part in enumerate(parts)
        ]
        cells.append({"".join(chosen) for chosen in itertools.product(*choices)})
    return cells


def _rows() -> Iterator[tuple[str, str]]:
    for line in TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            own, _, other = line.partition(" = ")
            yield own, other


def _plain(texts: set[str]) -> set[str]:
    return {text.replace("ё", "е") for text in texts}


ROWS = tuple(_rows())


def test_the_table_is_large_enough() -> None:
    """The table keeps its 150 terms and every kind of them."""
    assert len(ROWS) >= 150
    assert sum(bool(other) for _, other in ROWS) >= 60


@pytest.mark.parametrize(("own", "other"), ROWS, ids=[next(iter(_expand(own)[0])) for own, _ in ROWS])
def test_term_inflects(own, other) -> None:
    """Each cell licenses what was written by hand, and nothing else but the other animacy's accusative."""
    (phrase,) = _expand(own)[0]
    forms = paradigm(phrase)
    number = forms[0].tags[1] if forms[0].tags else ""
    numbers = {number: own, {"sg": "pl", "pl": "sg"}.get(number, "-"): other}
    wrong = []
    for count, template in numbers.items():
        cells = [_plain(cell) for cell in _expand(template)] if template else []
        for case, expected in zip(CASES, cells, strict=False):
            licensed = _plain({form.text for form in forms if form.tags == (case, count)})
            if not licensed and len(forms) == 1:
                licensed = {phrase}
            tolerated = expected | (cells[0] | cells[1] if case == "acc" else set())
            if not expected <= licensed | ({phrase} if not count else set()) or not licensed <= tolerated:
                wrong.append((case, count, sorted(expected), sorted(licensed)))
    assert not wrong


def test_capitals_stay_where_they_are() -> None:
    """Every form of every term has its capitals where the term has them, in hyphenated words too."""
    phrases = [next(iter(_expand(own)[0])) for own, _ in ROWS] + [
        "Вице-Президент",
        "Люди-Птицы",
        "экс-Премьер",
    ]
    for phrase in phrases:
        initials = [part[:1].isupper() for part in re.split("[ -]", phrase)]
        for form in paradigm(phrase):
            assert [part[:1].isupper() for part in re.split("[ -]", form.text)] == initials, form
