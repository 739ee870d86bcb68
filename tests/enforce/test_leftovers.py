"""Leftovers: what says a delivered term a second time is seen, and goes where the sentence can spare it."""

from __future__ import annotations

import pytest

from kztrans import Translator
from kztrans.enforce import Job, demands_of, enforce
from kztrans.enforce.draft import Draft
from kztrans.enforce.leftovers import leftovers, without
from kztrans.engine import ScriptedEngine
from kztrans.glossary import Glossary, Term
from kztrans.records import Span

TERMS = Glossary.from_terms(
    [Term("Оңтүстік Қазақстан облысы", "South Kazakhstan Region", "Южно-Казахстанская область")]
)
SOURCE = "Оңтүстік Қазақстан облысында зауыт ашылды"
LINKS = {
    "South": "Оңтүстік",
    "southern": "Оңтүстік",
    "Kazakhstan": "Қазақстан",
    "kazakhstan": "Қазақстан",
    "Region": "облысында",
    "region": "облысында",
    "plant": "зауыт",
    "opened": "ашылды",
}


def draft_of(text: str) -> tuple[Draft, tuple[Span | None, ...]]:
    engine = ScriptedEngine({SOURCE: text}, links=LINKS)
    demands = demands_of(TERMS.find(SOURCE), [], "en")
    draft = Draft.of(engine.translate([SOURCE], target="en", attention=True)[0][0])
    return draft, tuple(spans[0] if (spans := d.matcher.find(text)) else None for d in demands)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("in South Kazakhstan Region in the southern kazakhstan region a plant opened", 1),
        ("in South Kazakhstan Region a plant opened", 0),
        ("a region opened", 0),
    ],
)
def test_a_second_rendering_is_a_leftover(text: str, left: int) -> None:
    """Words that attend to a delivered occurrence and resemble its form are left over; others are not."""
    draft, places = draft_of(text)
    assert len(leftovers(demands_of(TERMS.find(SOURCE), [], "en"), places, draft)) == left


def test_a_leftover_goes_with_what_led_it_in() -> None:
    """Removing a leftover takes its preposition and article along and leaves single spaces."""
    draft, places = draft_of("in South Kazakhstan Region in the southern kazakhstan region a plant opened")
    found = leftovers(demands_of(TERMS.find(SOURCE), [], "en"), places, draft)
    rest = without(draft, [left.span for left in found])
    assert rest.text == "in South Kazakhstan Region a plant opened"


def test_enforcement_never_loses_a_term_to_tidying() -> None:
    """Whatever is removed, every delivered term keeps its place."""
    demands = demands_of(TERMS.find(SOURCE), [], "en")
    engine = ScriptedEngine({SOURCE: "in southern kazakhstan region kazakhstan a plant opened"}, links=LINKS)
    free = engine.translate([SOURCE], target="en", attention=True)[0][0]
    (result,) = enforce(engine, [Job(SOURCE, demands, free)], target="en")
    assert "refused" not in result.means
    assert "South Kazakhstan Region" in result.text


def test_a_leftover_is_reported() -> None:
    """Where the model says a term twice by itself and nothing was repaired, the reader is told."""
    engine = ScriptedEngine(
        {SOURCE: "in South Kazakhstan Region in the southern kazakhstan region a plant opened"}, links=LINKS
    )
    (out,) = Translator(engine).translate([SOURCE], target="en", glossary=TERMS)
    assert any("a second time" in issue.message for issue in out.issues)
