"""The glossary as a value: contradictions, merging, fingerprints, the shipped one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kztrans.errors import GlossaryError
from kztrans.glossary import Glossary, Term
from kztrans.glossary.lint import lint


def pairs(glossary):
    return [(term.kk, term.en, term.ru) for term in glossary.terms]


def test_contradicting_entries_are_refused():
    """One headword with two translations is an error that names both places."""
    terms = [
        Term("зауыт", "plant", "завод", file="a.csv", line=2),
        Term("Зауыт", "mill", "завод", file="a.csv", line=9),
    ]
    with pytest.raises(
        GlossaryError, match=r"a.csv:9: «Зауыт» is 'mill / завод' here, but 'plant / завод' in line 2"
    ):
        Glossary.from_terms(terms)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"domain": "law"}, {"domain": "sport"}),
        ({"status": "deprecated"}, {}),
        ({}, {"status": "proposed"}),
    ],
)
def test_domains_and_statuses_settle_a_contradiction(first, second):
    """Entries of different domains, and entries not in use, contradict nothing."""
    assert (
        len(
            Glossary.from_terms([Term("сот", "court", "суд", **first), Term("сот", "judge", "суд", **second)])
        )
        == 2
    )


def test_an_abbreviation_is_not_its_lower_case_word():
    """АҚ and ақ are two headwords, and each is found as itself."""
    glossary = Glossary.from_terms([Term("АҚ", "JSC", "АО"), Term("ақ", "white", "белый")])
    assert [o.term.en for o in glossary.find("ақ түсті АҚ-ның ақ үйі")] == ["white", "JSC", "white"]


def test_equal_entries_are_kept_once():
    """Of the same entry twice, however spaced and quoted, the first is kept."""
    glossary = Glossary.from_terms([Term(" Жасыл  көпір", "a", "б"), Term("«жасыл көпір»", "a", "б")])
    assert pairs(glossary) == [("Жасыл көпір", "a", "б")]


def test_the_later_glossary_wins():
    """Merging lets the user's entry replace the default's, whatever its case, and keeps the rest."""
    default = Glossary.from_terms([Term("зауыт", "plant", "завод"), Term("қала", "city", "город")])
    user = Glossary.from_terms([Term("Зауыт", "factory", "фабрика")])
    assert pairs(Glossary.merge(default, user)) == [
        ("Зауыт", "factory", "фабрика"),
        ("қала", "city", "город"),
    ]
    assert pairs(Glossary.merge(user, default))[0] == ("зауыт", "plant", "завод")


def test_a_winner_inherits_the_language_it_leaves_open():
    """An English-only user glossary does not take the Russian term away."""
    default = Glossary.from_terms([Term("зауыт", "plant", "завод", ru_forms=("заводик",))])
    merged = Glossary.merge(default, Glossary.from_terms([Term("зауыт", "factory", "")]))
    assert pairs(merged) == [("зауыт", "factory", "завод")]
    assert merged.terms[0].ru_forms == ("заводик",)


def test_an_inactive_entry_pushes_nothing_out():
    """A proposed entry in a later glossary leaves the earlier one in force."""
    default = Glossary.from_terms([Term("зауыт", "plant", "завод")])
    user = Glossary.from_terms([Term("зауыт", "factory", "фабрика", status="proposed")])
    assert [o.term.en for o in Glossary.merge(default, user).find("зауытта")] == ["plant"]


def test_the_fingerprint_follows_content_only(tmp_path):
    """The same content under another name has the same fingerprint; any change gives another."""
    for name, target in (("a.csv", "plant"), ("b.csv", "plant"), ("c.csv", "mill")):
        (tmp_path / name).write_text(f"kk,en\nзауыт,{target}\n", "utf-8")
    a, b, c = (Glossary.load(tmp_path / name) for name in ("a.csv", "b.csv", "c.csv"))
    assert a.fingerprint == b.fingerprint != c.fingerprint
    assert len(a.fingerprint) == 12
    assert (a.name, a.files, len(a)) == ("a", (str(tmp_path / "a.csv"),), 1)


def test_an_empty_glossary_finds_nothing():
    """No terms is a valid glossary."""
    assert Glossary.from_terms([]).find("зауыт") == []
    assert Glossary.merge().terms == ()


def test_the_shipped_glossary_is_sound():
    """The default glossary loads, finds its own headwords and passes its own lint without errors."""
    if not any((Path(__file__).parents[2] / "glossary").glob("*.csv")):
        pytest.skip("no shipped glossary in this tree")
    glossary = Glossary.default()
    assert glossary is Glossary.default()
    assert len(glossary) > 0
    assert [finding for finding in lint(glossary) if finding.severity == "error"] == []
