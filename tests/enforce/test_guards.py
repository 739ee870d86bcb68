"""Guarded strings: what must be carried over is seen, and what may be translated is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrans.enforce.guards import find_guards


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Толығырақ: https://gov.kz/memleket?id=5.", [("url", "https://gov.kz/memleket?id=5")]),
        ("Хат press@gov.kz мекенжайына жіберілсін.", [("email", "press@gov.kz")]),
        ("«KARLSKRONA LC AB» ЖШС-нің зауыты", [("name", "KARLSKRONA LC AB")]),
        ("Компания Microsoft-пен келісім жасады", [("name", "Microsoft")]),
        ("COVID-19 індеті", [("code", "COVID-19")]),
        ("2010 жылдан бері", [("number", "2010")]),
        ("XX ғасырдың басында", []),
        ("Бүгін күн жылы", []),
        ("Samsung Electronics пен LG", [("name", "Samsung Electronics"), ("name", "LG")]),
    ],
)
def test_guards(text: str, expected: list[tuple[str, str]]) -> None:
    """Each kind of guarded string is found whole, without the punctuation or suffix behind it."""
    assert [(g.kind, g.text) for g in find_guards(text)] == expected


def test_a_text_in_another_alphabet_is_no_name() -> None:
    """A wholly Latin sentence is not one long name."""
    assert [g for g in find_guards("This is English text") if g.kind == "name"] == []


@given(st.text(alphabet="абқ ABc19.,-/@:«»", max_size=60))
def test_guards_slice_and_do_not_overlap(text: str) -> None:
    """Offsets slice to the guarded string, in order, without overlaps."""
    end = 0
    for guard in find_guards(text):
        assert text[guard.start : guard.end] == guard.text
        assert guard.text
        assert guard.start >= end
        end = guard.end
