"""Quality checks beyond the default ones: asked for by name, told before anything is translated."""

from __future__ import annotations

import pytest

from kztrans import KztransError, Translator
from kztrans.engine import ScriptedEngine

SOURCE = "Асқар Мамин баяндама жасады."


def issues(answer, **options):
    engine = ScriptedEngine({SOURCE: answer})
    (translation,) = Translator(engine).translate([SOURCE], target="en", **options)
    return [issue.check for issue in translation.issues]


def test_persons_are_checked_only_when_asked_for():
    """``checks`` adds to the default checks, and a name that is there says nothing."""
    assert "persons" not in issues("The prime minister made a report.")
    assert issues("The prime minister made a report.", checks=["persons"]) == ["persons"]
    assert issues("Askar Mamin made a report.", checks=["persons"]) == []
    assert "empty" in issues("", checks=["persons"])


def test_an_unknown_check_is_told_at_once():
    """A wrong name is an error at the call, with the names there are, not in the middle of a stream."""
    with pytest.raises(KztransError, match="no check called 'person'") as caught:
        Translator(ScriptedEngine({})).translate_stream([SOURCE], target="en", checks=["person"])
    assert "persons" in str(caught.value)
