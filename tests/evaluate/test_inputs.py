"""Which languages sources, references and hypotheses are in: what is refused, what is warned of."""

from __future__ import annotations

from pathlib import Path

import pytest

from kztrans.errors import EvaluationError
from kztrans.evaluate.inputs import check_languages, judge

KAZAKH = ["Қазақстанның ең ірі қаласында жаңа көпір салынды.", "Ғалымдар көлдің деңгейін жыл сайын өлшейді."]
ENGLISH = [
    "A new bridge was built in the largest city.",
    "Scientists measure the level of the lake each year.",
]
RUSSIAN = ["В самом большом городе построили новый мост.", "Ученые каждый год измеряют уровень озера."]
TESTSETS = Path(__file__).parents[3] / "shared" / "testsets"


@pytest.mark.parametrize(("target", "fitting"), [("en", ENGLISH), ("ru", RUSSIAN)])
def test_languages_that_fit(target, fitting):
    """Texts in the languages they should be in give no warning."""
    assert check_languages(KAZAKH, [fitting], {"a": fitting}, target) == ()


@pytest.mark.parametrize(("target", "lines"), [("en", ENGLISH), ("ru", RUSSIAN)])
def test_swapped(target, lines):
    """Kazakh references to sources in the target language are refused: source and reference are swapped."""
    with pytest.raises(EvaluationError, match="swapped"):
        check_languages(lines, [KAZAKH], {"a": KAZAKH}, target)
    with pytest.raises(EvaluationError, match="reference 2 Kazakh"):
        check_languages(lines, [lines, KAZAKH], {}, target)


def test_each_text_in_another_language_is_named():
    """A warning says which text is in which language, and which one was expected."""
    warnings = check_languages(RUSSIAN, [ENGLISH, RUSSIAN], {"fine": ENGLISH, "copy": KAZAKH}, "en")
    assert [warning.split(" (")[0] for warning in warnings] == [
        "the source looks Russian, not Kazakh",
        "reference 2 looks Russian, not English",
        'the hypothesis "copy" looks Kazakh, not English',
    ]


def test_some_lines_are_no_reason():
    """Half of the lines left in Kazakh are a bad translation; only most of them are another language."""
    half = [*KAZAKH, *ENGLISH]
    assert check_languages(KAZAKH * 2, [ENGLISH * 2], {"a": half}, "en") == ()
    assert check_languages([*KAZAKH, KAZAKH[0]], [[*ENGLISH, ENGLISH[0]]], {"a": half[:3]}, "en") != ()


@pytest.mark.parametrize("lines", [[], [""], ["1", "2"], ["a", "b"], ["Алматы", "Астана"], ["Abai"]])
def test_too_little_to_tell(lines):
    """Numbers, names and single letters belong to no language."""
    assert judge("it", lines).language is None


@pytest.mark.skipif(not TESTSETS.is_dir(), reason="the public test sets are not here")
@pytest.mark.parametrize(("name", "language"), [("en", "English"), ("ru", "Russian"), ("kk", "Kazakh")])
def test_news(name, language):
    """News of two thousand lines is told in every window of it, full of names as it is."""
    lines = (TESTSETS / f"ntrex.{name}").read_text(encoding="utf-8").splitlines()
    for start in range(0, len(lines), 50):
        assert judge("it", lines[start : start + 50]).language == language
