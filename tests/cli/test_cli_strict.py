"""``--strict`` with a translator that fails on request: no model can be relied on to fail."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from kztrans.cli.app import run
from kztrans.records import Issue, SegmentTranslation, TermOutcome, Translation
from kztrans.translator import Translator

ISSUES = {
    "refused": Issue("terms", "'зауыт' was refused: 'plant' could not be placed."),
    "failed": Issue("numbers", "3700 is missing."),
    "notice": Issue("length", "The sentence was divided.", notice=True),
}


class Failing:
    """Translates a line that names one of ``ISSUES`` with that issue, any other without."""

    engine = SimpleNamespace(name="double")

    def signature(self, **options):
        return "double"

    def translate_stream(self, texts, *, target, glossary, guards, checks=()):
        for text in texts:
            issues = tuple(issue for word, issue in ISSUES.items() if word in text)
            refused = TermOutcome(text[:2], 0, 2, "зауыт", (), None, None, None, "refused")
            terms = (refused,) * text.count("refused")
            segment = SegmentTranslation("1", text, text.upper(), 0, 0, terms, issues)
            yield Translation(text, text.upper(), target, (segment,), terms, issues)


@pytest.fixture
def translate(tmp_path, monkeypatch, capsys):
    """Runs ``kztrans translate --strict`` on a text; gives exit code, standard error and the output file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Translator, "load", lambda *args, **options: Failing())

    def call(text, *options):
        (tmp_path / "a.txt").write_text(text)
        code = run(["translate", "a.txt", "--to", "en", "-o", "out.txt", "--no-default-glossary", *options])
        return code, capsys.readouterr().err, (tmp_path / "out.txt").read_text()

    return call


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("refused", "kztrans: segment 1: 'зауыт' was refused: 'plant' could not be placed."),
        ("good\nfailed", "kztrans: segment 2: numbers: 3700 is missing."),
    ],
)
def test_strict_fails_by_name_but_writes(translate, text, named):
    """A refused term or a failed check gives exit code 3 and is named; the output is written all the same."""
    code, err, out = translate(text, "--strict")
    assert code == 3 and err.splitlines()[-1] == named
    assert out == text.upper()


def test_without_strict_or_report_the_failures_are_pointed_to(translate, monkeypatch):
    """A count of warnings says where to read them; a person at a terminal sees the first of them at once."""
    code, err, _ = translate("failed\n" * 7)
    assert code == 0 and err.splitlines()[1:] == ["--report FILE.html shows what was refused and warned of."]
    assert len(translate("failed", "--report", "r.html")[1].splitlines()) == 1
    assert len(translate("good")[1].splitlines()) == 1
    monkeypatch.setattr("kztrans.cli.translation.on_terminal", lambda stream: True)
    lines = translate("failed\n" * 7)[1].splitlines()
    assert lines[1:] == [
        *(f"segment {number}: numbers: 3700 is missing." for number in range(1, 6)),
        "and 2 more; --report FILE.html shows them all.",
    ]


def test_a_notice_is_no_failure(translate):
    """A divided sentence is worth a word in the report, not an exit code."""
    assert translate("notice", "--strict")[0] == 0


def test_many_failures_are_counted_not_listed(translate):
    """A thousand failures do not flood the terminal: the first ten, then where to read the rest."""
    code, err, _ = translate("failed\n" * 25, "--strict")
    assert code == 3 and err.count("3700 is missing") == 10
    assert err.splitlines()[-1] == "kztrans: and 15 more; --report FILE.html shows them all."
