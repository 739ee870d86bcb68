"""What a person sees while an evaluation translates."""

from __future__ import annotations

import io

import pytest

from kztrans.cli.watched import Watched
from kztrans.glossary import Glossary, Term
from kztrans.translator import Translator

TEXTS = ["Бағдарлама басталды.", "", "Зауыт іске қосылды."]
GLOSSARY = Glossary.from_terms([Term("зауыт", "plant", "завод")])


class Terminal(io.StringIO):
    """A standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "drawn"), [(Terminal(), True), (io.StringIO(), False)])
def test_a_bar_moves_and_nothing_else_changes(monkeypatch, stream, drawn):
    """On a terminal translating is seen up to its end, in a pipe it is silent; the result is the same."""
    translator = Translator.load("mini", beam=1)
    plain = translator.translate(TEXTS, target="en", glossary=GLOSSARY)
    monkeypatch.setattr("sys.stderr", stream)
    assert Watched(translator).translate(TEXTS, target="en", glossary=GLOSSARY) == plain
    assert ("Translating" in stream.getvalue()) is drawn and ("100%" in stream.getvalue()) is drawn


def test_signatures_are_the_translators():
    """Scores are signed by the model that made the text, with and without a glossary."""
    translator = Translator.load("mini")
    for glossary in (None, GLOSSARY):
        assert Watched(translator).signature(target="ru", glossary=glossary, guards=False) == (
            translator.signature(target="ru", glossary=glossary, guards=False)
        )
