"""Strays: a translation with words in another script is searched again without that script."""

import pytest

from kztrans.engine import load_engine
from kztrans.engine.faults import faults_of
from kztrans.engine.strays import is_foreign, strays


@pytest.mark.parametrize(
    ("source", "written", "code", "expected"),
    [
        ("Көпір жөнделді.", "The мост was repaired.", "eng_Latn", True),
        ("Көпір жөнделді.", "The bridge was repaired.", "eng_Latn", False),
        ("А тобы", "Group А", "eng_Latn", False),
        ("Ол келді.", "Он был early.", "rus_Cyrl", True),
        ("Ол келді.", "Рост slowился.", "rus_Cyrl", True),
        ("Ол келді.", "Трамп приехал в NATO, с Kimом.", "rus_Cyrl", False),
        ("Ол келді.", "Это был Trump.", "rus_Cyrl", False),
        ("NATO келді.", "НАТО и early", "rus_Cyrl", False),
        ("Ол келді.", "Он пришёл.", "rus_Cyrl", False),
    ],
)
def test_what_a_stray_is(source: str, written: str, code: str, expected: bool) -> None:
    """Cyrillic words in English; in Russian small Latin ones, where the source has no Latin letter."""
    assert strays(source, written, code) is expected


def test_marks_bytes_and_the_own_code_are_of_every_language() -> None:
    """Without them nothing could be ended, spelt or begun."""
    for code in ("eng_Latn", "rus_Cyrl"):
        assert not any(is_foreign(each, code) for each in ("</s>", "<0xD0>", "▁", "25", "—", code))
    assert is_foreign("▁ab", "rus_Cyrl") and is_foreign("▁аб", "eng_Latn") and is_foreign("▁Аб", "eng_Latn")
    assert not any(is_foreign(each, "rus_Cyrl") for each in ("▁NATO", "▁Trump", "▁аб", "A"))


def test_a_sign_spelt_in_bytes_is_no_latin_word() -> None:
    """A sentence with ₸ or an emoji, which pieces spell as <0xE2> …, is searched again as any other."""
    sign = ["▁", "<0xE2>", "<0x82>", "<0xB8>"]
    assert faults_of(["▁рост", "▁slow", "ился"], [*sign, "▁өсті"], "rus_Cyrl").strays
    assert not faults_of(["▁рост", *sign], ["▁өсті"], "rus_Cyrl").strays


@pytest.mark.parametrize("target", ["en", "ru"])
def test_the_embedded_model_keeps_to_its_script(target: str) -> None:
    """Odd words lead a small model into another script: at most one in fifty such lines stays there."""
    engine = load_engine("mini", threads=2)
    words = "шойынқұйғыш қарағандылық метрокент лифтжөндеуші вагонтазалағыш кабельжол батискаф".split()
    things = "келді салынды жөнделді ашылды жоғалды көбейді тексерілді сатылды".split()
    lines = [f"{word.capitalize()} {thing}." for word in words for thing in things]
    code = {"en": "eng_Latn", "ru": "rus_Cyrl"}[target]
    texts = [beams[0].text for beams in engine.translate(lines, target=target)]
    left = [text for line, text in zip(lines, texts, strict=True) if strays(line, text, code)]
    assert len(left) <= len(lines) // 50, left
