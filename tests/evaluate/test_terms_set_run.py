"""Running the challenge set: every count of the table, on cases whose answers are known."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kztrans.errors import EvaluationError
from kztrans.evaluate.challenge import Case, Expected, render_challenge, run_challenge
from kztrans.evaluate.challenge.cases import PHENOMENA
from kztrans.glossary import Glossary, Term
from kztrans.records import SegmentTranslation, TermOutcome, Translation

PLANT = Term("зауыт", "plant", "завод", en_forbidden=("mill",))
SENATE = Term("Сенат", "Senate", "Сенат")
BANK_MONEY = Term("шот", "account", "счет", domain="a", near=("банк",))
BANK_PAPER = Term("шот", "invoice", "счет-фактура", domain="b", not_near=("банк",))
GLOSSARY = Glossary.from_terms([PLANT, SENATE, BANK_MONEY, BANK_PAPER])


def case(name, phenomenon, kk, en, *expected, traps=()):
    """A case whose expected occurrences are (headword, surface, form) triples."""
    places = tuple(Expected(t, kk.index(s), kk.index(s) + len(s), form, form) for t, s, form in expected)
    return Case(name, phenomenon, kk, en, en, places, traps)


CASES = [
    case("a", "dative", "Ол зауытқа барды.", "He went to the plant.", ("зауыт", "зауытқа", "plant")),
    case("b", "plural", "Зауыттар тұр.", "The plants stand.", ("зауыт", "Зауыттар", "plants")),
    case("c", "nominative", "Сенат жиналды.", "The Senate met.", ("Сенат", "Сенат", "Senate")),
    case("d", "condition", "Банк шотты ашты.", "The bank opened an account.", ("шот", "шотты", "account")),
    case("e", "negative", "Зауытқа барма.", "Do not go there.", traps=("зауыт",)),
    case("f", "negative", "Күн жылы.", "The day is warm."),
]
FREE = {
    "a": "He went to the mill.",
    "b": "The plants stand.",
    "c": "It met.",
    "d": "The bank opened an account.",
    "e": "Do not go to the plant.",
    "f": "The day is warm.",
}


class Scripted:
    """A translator whose answers are written down: ``means`` and text for each case when enforced."""

    def __init__(self, enforced):
        self.enforced = {each.kk: enforced.get(each.id, (FREE[each.id], ())) for each in CASES}
        self.free = {each.kk: FREE[each.id] for each in CASES}

    def signature(self, **_):
        """A signature with nothing in it."""
        return "kztrans:test"

    def translate(self, texts, *, target, glossary=None, guards=True):
        """The free text without a glossary, the enforced one with its outcomes otherwise."""
        if glossary is None:
            return [Translation(text, self.free[text], target) for text in texts]
        done = []
        for text in texts:
            line, means = self.enforced[text]
            outcomes = tuple(
                TermOutcome(hit.source, hit.start, hit.end, hit.term.kk, (), None, None, None, how)
                for hit, how in zip(glossary.find(text), means, strict=True)
            )
            segment = SegmentTranslation("1", text, line, 0, 0, outcomes)
            done.append(Translation(text, line, target, (segment,), outcomes))
        return done


ENFORCED = {
    "a": ("He went to the plants.", ("placed",)),
    "b": (FREE["b"], ("free",)),
    "c": (FREE["c"], ("refused",)),
    "d": (FREE["d"], ("free",)),
    "e": (FREE["e"], ("free",)),
}


def run(enforced=ENFORCED, **options):
    """A run of ``CASES`` with these enforced answers."""
    return run_challenge(CASES, target="en", translator=Scripted(enforced), glossary=GLOSSARY, **options)


def test_totals():
    """Found, delivered, changed, refused and exact forms are counted by occurrence."""
    total = run().total
    assert (total.segments, total.expected, total.found, total.false_hits) == (6, 4, 4, 1)
    assert (total.free, total.delivered, total.changed, total.refused, total.silent) == (2, 3, 1, 1, 0)
    assert (total.free_exact, total.exact) == (2, 2)  # "plants" is licensed, but the reference has "plant"
    assert total.chrf > total.free_chrf


def test_a_row_for_each_phenomenon():
    """Rows come in the set's order, with nothing for phenomena that no case is about."""
    rows = {row.phenomenon: row for row in run().rows}
    assert list(rows) == ["nominative", "dative", "plural", "negative", "condition"]
    assert rows["negative"].chrf is None and rows["negative"].false_hits == 1


def test_a_silent_miss_is_seen():
    """An occurrence that the translator calls delivered, and that is not there, counts as silent."""
    result = run(ENFORCED | {"b": ("The works stand.", ("placed",))})
    assert (result.total.delivered, result.total.silent) == (2, 1)
    assert "found, but neither delivered nor refused\n  b: Зауыттар (зауыт)" in render_challenge(result)


def test_a_forbidden_form_is_seen():
    """A deprecated target in the enforced text is reported."""
    result = run(ENFORCED | {"a": ("He went to the mill, a plant.", ("placed",))})
    assert result.cases[0].forbidden == ("mill",)


def test_a_change_where_nothing_was_demanded():
    """A segment without terms and guards whose translation changed is named."""
    result = run(ENFORCED | {"f": ("A warm day.", ())})
    assert (result.unbound, result.altered) == (1, ("f",))
    assert run().altered == ()


def test_the_wrong_homograph_is_no_hit():
    """An entry found under the right headword in the wrong sense is a miss and a false hit."""
    wrong = Glossary.from_terms(
        [PLANT, SENATE, replace(BANK_MONEY, near=("үй",)), replace(BANK_PAPER, not_near=())]
    )
    result = run_challenge(CASES, target="en", translator=Scripted(ENFORCED), glossary=wrong)
    assert (result.total.found, result.total.false_hits) == (3, 2)


def test_a_headword_that_the_glossary_lacks():
    """With a glossary that lacks a headword of the set every figure would be wrong, so it is refused."""
    with pytest.raises(EvaluationError, match="no entry «Сенат»"):
        run_challenge(
            CASES, target="en", translator=Scripted(ENFORCED), glossary=Glossary.from_terms([PLANT])
        )


def test_the_table_fits_a_terminal():
    """No row or legend is wider than 100 columns, whatever the phenomenon's name and the counts."""
    total = replace(run().total, phenomenon=max(PHENOMENA, key=len), segments=9999, expected=9999)
    full = replace(total, free=9999, delivered=9999, free_chrf=100.0, chrf=100.0)
    table = render_challenge(replace(run(), rows=(full,))).split("\n\n")
    assert max(map(len, "\n".join(table[1:3]).splitlines())) <= 100


def test_times_only_when_asked():
    """Two runs give the same text unless times are asked for."""
    assert run().seconds is None and "seconds" not in render_challenge(run())
    assert "ratio" in render_challenge(run(timed=True))


def test_json_holds_everything():
    """The result as plain data survives JSON, each occurrence with what became of it."""
    data = json.loads(json.dumps(run().to_dict(), ensure_ascii=False))
    first = data["cases"][0]["deliveries"][0]
    assert (first["form"], first["free"], first["enforced"], first["means"]) == (
        "plant",
        None,
        "plants",
        "placed",
    )
