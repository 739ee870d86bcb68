"""Mining term pairs from aligned text: what is proposed, on which evidence; nothing is enforced."""

from __future__ import annotations

import csv
import re
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from kztrans.cli.app import app
from kztrans.glossary import Glossary
from kztrans.glossary.mine import examples, mine, open_aligned
from kztrans.glossary.mine.align import align
from kztrans.glossary.mine.association import dice, least_share, log_likelihood_ratio
from kztrans.glossary.mine.proposals import terms, unknown
from tests.glossary.mine_texts import lines, write_tsv

PAIRS = {
    "en": {
        "ауыл шаруашылығы министрлігі": "Ministry of Agriculture",
        "қаржы министрлігі": "Ministry of Finance",
        "су қоймасы": "water reservoir",
        "зейнетақы қоры": "pension fund",
        "электрондық қолтаңба": "electronic signature",
    },
    "ru": {
        "ауыл шаруашылығы министрлігі": "Министерство сельского хозяйства",
        "қаржы министрлігі": "Министерство финансов",
        "су қоймасы": "водохранилище",
        "зейнетақы қоры": "пенсионный фонд",
        "электрондық қолтаңба": "электронная подпись",
    },
}


@pytest.fixture
def table(tmp_path):
    return write_tsv(tmp_path / "text.tsv")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_terms_are_found_in_their_dictionary_forms(table, language):
    """Forms in several cases come together under one Kazakh headword and one translation in agreement."""
    found = {p.kk: p.target for p in mine(open_aligned([table], language), language)}
    assert {kk: found.get(kk) for kk in PAIRS[language]} == PAIRS[language]


def test_counts_and_measures_are_those_of_the_text(table):
    """The evidence can be checked by hand: 16 lines of 80 hold the term, all of them its translation."""
    found = {p.kk: p for p in mine(open_aligned([table], "ru"), "ru")}
    p = found["зейнетақы қоры"]
    assert (p.kk_count, p.target_count, p.both) == (16, 16, 16)
    assert p.dice == 1
    assert p.llr == pytest.approx(log_likelihood_ratio(16, 16, 16, 80))


def test_examples_name_lines_that_hold_the_pair(table):
    """A reviewer who opens the file at an example's line finds headword and translation there."""
    text = open_aligned([table], "en")
    found = [p for p in mine(text, "en") if p.kk == "су қоймасы"]
    shown = examples(text, found)
    assert shown
    for example in shown.values():
        kk, en, _ = lines()[example.line - 1]
        assert (example.kk, example.target) == (kk, en)
        assert "су қоймасы" in kk and "water reservoir" in en


def test_the_other_renderings_are_counted(tmp_path):
    """Where translators disagree, the proposal shows what the others wrote, and how often."""
    path = tmp_path / "text.tsv"
    rows = [
        (kk, en.replace("pension fund", "retirement pool") if n % 4 == 0 else en, ru)
        for n, (kk, en, ru) in enumerate(lines())
    ]
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    found = {p.kk: p for p in mine(open_aligned([path], "en"), "en", min_count=3)}
    p = found["зейнетақы қоры"]
    assert (p.target, p.both) == ("pension fund", 12)
    assert ("retirement pool", 4) in p.renderings


def test_part_of_a_longer_term_is_no_proposal(table):
    """`ауыл шаруашылығы` stands only inside its ministry here, so it is not proposed by itself."""
    assert "ауыл шаруашылығы" not in {p.kk for p in mine(open_aligned([table], "en"), "en")}


def test_names_of_people_are_left_out(tmp_path):
    """However often a person is named, the name is no term."""
    path = tmp_path / "text.tsv"
    rows = [
        (f"Ерлан Сейітов {kk[0].lower()}{kk[1:]}", f"Yerlan Seitov {en[0].lower()}{en[1:]}", ru)
        for kk, en, ru in lines()
    ]
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    assert not [p for p in mine(open_aligned([path], "en"), "en") if re.search("Ерлан|Сейітов", p.kk)]


def test_the_same_text_gives_the_same_proposals(table):
    """Nothing depends on chance, so a list can be read and made again."""
    text = open_aligned([table], "ru")
    assert mine(text, "ru") == mine(text, "ru")


def test_rare_phrases_are_not_counted(table):
    """min_count is a floor for the lines of both sides."""
    assert not [p for p in mine(open_aligned([table], "en"), "en", min_count=17) if p.kk in PAIRS["en"]]


def test_proposals_are_never_looked_for_in_a_text(table):
    """A proposed entry licenses nothing until a person changes its status."""
    proposed = terms(mine(open_aligned([table], "en"), "en"), "en")
    text = "Бүгін зейнетақы қоры ашылды."
    assert not Glossary.from_terms(proposed).find(text)
    accepted = Glossary.from_terms(replace(term, status="approved") for term in proposed)
    assert [found.term.kk for found in accepted.find(text)] == ["зейнетақы қоры"]


def test_known_headwords_are_left_out(table, tmp_path):
    """What a glossary holds already need not be reviewed again."""
    known = tmp_path / "known.csv"
    known.write_text("kk,en\nСу қоймасы,reservoir\n", encoding="utf-8")
    found = mine(open_aligned([table], "en"), "en")
    left = {p.kk for p in unknown(found, Glossary.load(known))}
    assert {p.kk for p in found} - left == {"су қоймасы"}


def test_the_command_writes_a_glossary_and_its_evidence(table, tmp_path):
    """The glossary reads back with status proposed; the evidence has a row for each example."""
    out, evidence = tmp_path / "mined.csv", tmp_path / "evidence.tsv"
    result = CliRunner().invoke(
        app,
        f"glossary mine {table} --to ru --no-default-glossary --top 3 -o {out} --evidence {evidence}".split(),
    )
    assert result.exit_code == 0, result.output
    read = Glossary.load(out).terms
    assert len(read) == 3
    assert {term.status for term in read} == {"proposed"}
    assert all(re.match(r"\d+ of \d+/\d+ lines, LLR \d+, Dice [01]\.\d\d", term.note) for term in read)
    with evidence.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    assert {row["kk"] for row in rows} == {term.kk for term in read}
    assert all(row["file"] == str(table) and int(row["line"]) > 0 for row in rows)


def test_words_are_linked_where_they_keep_company():
    """Words that always come together are linked, whatever their order in the line."""
    left = [[1, 2], [2, 3], [3, 1], [1, -1, 3]]
    right = [[12, 11], [12, 13], [11, 13], [13, 11]]
    assert align(left, right) == [
        ((0, 1), (1, 0)),
        ((0, 0), (1, 1)),
        ((0, 1), (1, 0)),
        ((0, 1), (2, 0)),
    ]


def test_alignment_of_nothing_is_nothing():
    """Lines without words, or no lines at all, are no special case."""
    assert align([], []) == []
    assert align([[], [-1]], [[5], []]) == [(), ()]


def test_association_measures():
    """Dice and the log-likelihood ratio on tables worked out by hand; independence scores nothing."""
    assert dice(2, 3, 5) == 0.5
    assert dice(0, 0, 0) == 0
    # Dunning's form: 2 (n ln n summed over cells - over margins + total).
    assert log_likelihood_ratio(10, 10, 10, 20) == pytest.approx(27.726, abs=0.001)
    assert log_likelihood_ratio(5, 10, 10, 20) == 0
    assert least_share(0, 0) == 0
    assert least_share(5, 5) == pytest.approx(0.5655, abs=0.0005)
