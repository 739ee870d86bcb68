"""The proof gives every demand a place of its own, or says that there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from kztrans.enforce.demand import Demand
from kztrans.enforce.proof import prove, strays, surplus
from kztrans.records import Span


@dataclass(frozen=True)
class Words:
    """A matcher for tests: any of these exact words."""

    candidates: tuple[str, ...]

    literal = False

    def fitting(self, replaced: str, case: str = "", *, plural: bool = False) -> tuple[str, ...]:
        return self.candidates

    def joined(self, case: str) -> tuple[tuple[str, str], ...]:
        return (("", self.candidates[0]),)

    def find(self, text: str) -> list[Span]:
        return [
            Span(m.start(), m.end())
            for form in self.candidates
            for m in re.finditer(rf"\b{re.escape(form)}\b", text)
        ]


def demand(*forms: str, at: int = 0) -> Demand:
    return Demand(at, at + 1, forms[0], Words(forms))


def texts(text: str, places: tuple[Span | None, ...]) -> list[str | None]:
    return [text[p.start : p.end] if p else None for p in places]


def test_repeated_term_needs_as_many_places() -> None:
    """A term asked for twice is not proven by one form."""
    d = demand("LLP")
    assert texts("the LLP", prove([d, d], "the LLP")) == ["LLP", None]
    assert texts("the LLP and LLP", prove([d, d], "the LLP and LLP")) == ["LLP", "LLP"]


def test_short_term_is_not_found_inside_a_longer_one() -> None:
    """«облысы» is not proven by the Region of «South Kazakhstan Region» that another demand needs."""
    text = "South Kazakhstan Region"
    assert texts(text, prove([demand("Region"), demand("South Kazakhstan Region")], text)) == [None, text]
    text += " is a Region"
    assert texts(text, prove([demand("Region"), demand("South Kazakhstan Region")], text))[0] == "Region"


def test_shared_form_goes_where_it_is_needed() -> None:
    """A demand with two possible places gives one up to a demand that has only that one."""
    text = "fund and foundation"
    places = prove([demand("fund", "foundation"), demand("fund")], text)
    assert texts(text, places) == ["foundation", "fund"]


def test_affinity_decides_between_equal_places() -> None:
    """With attention at hand the place that renders the occurrence is taken, not the first one."""
    text = "LLP x LLP"
    row = [0.0] * 6 + [1.0] * 3
    assert prove([demand("LLP")], text, [row]) == (Span(6, 9),)


def test_surplus_counts_forms_nobody_asked_for() -> None:
    """Over-application is seen: two forms for one demand are one too many."""
    assert surplus([demand("LLP")], "LLP LLP") == 1
    assert surplus([demand("LLP"), demand("LLP")], "LLP LLP") == 0


def test_strays_are_numbers_without_a_demand_and_stutter() -> None:
    """What an edit leaves behind is seen: the old number beside the new one, a word said twice running."""
    guard = Demand(0, 1, "guard:number", Words(("1,250",)))
    places = prove([guard], "1 1,250 staff")
    assert strays([guard], places, "1 1,250 staff") == 1
    assert strays([guard], prove([guard], "1,250 staff"), "1,250 staff") == 0
    assert strays([], (), "the LLP LLP of 5") == 1


@given(
    st.lists(st.lists(st.sampled_from(["a", "b", "c", "a b", "b c"]), min_size=1, max_size=3), max_size=5),
    st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=9),
)
def test_places_are_licensed_and_disjoint(forms: list[list[str]], words: list[str]) -> None:
    """Whatever the demands: each place holds one of its own forms and no two places overlap."""
    text = " ".join(words)
    demands = [demand(*f) for f in forms]
    places = prove(demands, text)
    assert len(places) == len(demands)
    taken = [p for p in places if p]
    for d, place in zip(demands, places, strict=True):
        assert place is None or text[place.start : place.end] in d.matcher.candidates
    for i, a in enumerate(taken):
        assert all(a.end <= b.start or b.end <= a.start for b in taken[i + 1 :])
