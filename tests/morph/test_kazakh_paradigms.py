"""Whole paradigms written by hand from the grammar, a lemma of every type; and what the rules refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from kztrans.morph import kazakh
from kztrans.morph.kazakh import DERIVATIONS, analyse, generate, homographs, recognise, stems

#: The first row names the columns: suffix tags joined with a plus.
DATA = Path(__file__).with_name("data") / "kazakh_paradigms.txt"
HEADER, *ROWS = [line.split() for line in DATA.read_text("utf-8").splitlines() if not line.startswith("#")]
CELLS = [
    (row[0], form, tags)
    for row in ROWS
    for form, tags in zip(row[1:], HEADER[1:], strict=True)
    if form != "-"
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_paradigm_is_generated(row):
    """Every form of the paradigm is among those the generator makes for its tags."""
    cells = [(form, tags) for lemma, form, tags in CELLS if lemma == row[0]]
    assert [
        form for form, tags in cells if form.lower() not in generate(row[0], tuple(tags.split("+")))
    ] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_paradigm_is_recognised(row):
    """Every form of the paradigm is recognised, but for words listed as prevailing words of their own."""
    forms = [form for lemma, form, _ in CELLS if lemma == row[0] and form.lower() not in homographs()]
    assert [form for form in forms if recognise(row[0], form) is None] == []


# lemma: forms in the wrong harmony, with the wrong opening consonant, or without the change of the stem.
WRONG = """
бала: балалер балаге баладе балаті баланың-кі баламбен балаімыз баласі
мектеп: мектептар мектепқа мектебтер мектебті мектебке мектепның мектепда
кітап: кітаплар кітапға кітабқа
орын: орыны-нда орнға орнда орнлар
ел: елдар елға елнің еллер елпен
қыз: қызтар қызмен қызке қызның қызлар
тау: таудер таутан таусы тауның тауті
халық: халқлар халқта халқға халқыда
адам: адамге адамдің адамдан-ғы адамлар адамтан
сөз: сөзлер сөзмен сөзтен сөзға сөзсі
Қазақстан: Қазақстанге Қазақстандан Қазақстандің Қазақстанлар Қазақстанпен
облысы: облысылық облысыс облысыне
Елбасы: Елбасының-ғы Елбасыні Елбасылық
кедергі: кедергісіз
"""


@pytest.mark.parametrize(
    ("lemma", "word"),
    [(line.split(": ")[0], w) for line in WRONG.strip().splitlines() for w in line.split(": ")[1].split()],
)
def test_an_ungrammatical_form_is_refused(lemma, word):
    """A native word takes suffixes of its own harmony, assimilated to its last sound."""
    assert recognise(lemma, word) is None


@pytest.mark.parametrize(
    ("lemma", "word", "tags"),
    [
        ("бала", "баламенен", "ins"),  # the long instrumental of verse and proverbs
        ("министр", "министрдір", "pred3"),
        ("Қазақстан", "Қазақстандыр", "pred3"),
        ("үй", "үйдемін", "loc+pred1sg"),
        ("бала", "балаларсыздар", "pl+pred2plpol"),
        ("Қазақстан", "Қазақстан-ай", "emph"),
        ("министр", "министрі-міс", "poss3+rep"),
        ("бағдарламасы", "бағдарламасынша", "equ"),
        ("заң", "заңдарымызша", "pl+poss1pl+equ"),
        ("техникасы", "техникаларыңызға", "pl+poss2pol+dat"),
        ("халқы", "халықтарымыз", "pl+poss1pl"),
        ("2016", "2016-шы", "ord"),
        ("5", "5-ші", "ord"),
        ("1", "1-інші", "ord"),
        ("20", "20-ыншысында", "ord+poss3+loc"),
        ("25", "25-інен", "poss3+abl"),
        ("Қазақстан-2050", "Қазақстан-2050-нің", "gen"),
        ("ҚазҰУ", "ҚазҰУ-дың", "gen"),
        ("ҚазҰУ", "ҚазҰУ-ге", "dat"),
        ("ҚазМұнайГаз", "ҚазМұнайГаз-дың", "gen"),
        ("ҚазМұнайГаз", "ҚазМұнайГаздың", "gen"),
        ("ЖЭО", "ЖЭО-сының", "poss3+gen"),
    ],
)
def test_rarer_suffixes(lemma, word, tags):
    """Copula, particles, ordinals, and suffixes on mixed abbreviations are recognised by name."""
    possessed = True if lemma == "халқы" else None
    found = recognise(lemma, word, possessed=possessed)
    assert found is not None
    assert "+".join(found.tags) == tags


DERIVED = [
    ("облыс", "облыстық", "lyq", "lyq"),
    ("жұмыссыз", "жұмыссыздығымыз", "lyq", "lyq+poss1pl"),
    ("әкім", "әкімдігінің", "lyq", "lyq+poss3+gen"),
    ("маңыз", "маңызды", "ly", None),  # prevails as a word of its own
    ("тұз", "тұзды", "ly", "acc"),
    ("бала", "балалы", "ly", "ly"),
    ("жұмыс", "жұмыссыздар", "syz", "syz+pl"),
    ("кедергі", "кедергісіз", "syz", "syz"),
    ("тіл", "тілшілерге", "shy", "shy+pl+dat"),
    ("қазақ", "қазақша", "sha", "sha"),
    ("ағылшын", "ағылшынша", "sha", "sha"),
    ("жыл", "жылғы", "gy", "gy"),
    ("түн", "түнгі", "gy", "gy"),
    ("үлкен", "үлкенірек", "raq", "raq"),
    ("биік", "биікірек", "raq", "raq"),
    ("жеті", "жетінші", "nshi", "nshi"),
    ("бес", "бесіншісінде", "nshi", "nshi+poss3+loc"),
]


@pytest.mark.parametrize(("lemma", "word", "name", "tags"), DERIVED)
def test_derivations_are_named(lemma, word, name, tags):
    """Each derivation makes its form only where it is named, and takes suffixes like any noun."""
    found = recognise(lemma, word, derivations=frozenset({name}))
    assert (found and "+".join(found.tags)) == tags
    if tags and name in tags:
        assert recognise(lemma, word) is None


def test_every_derivation_is_tested():
    """No name in the table goes without a form of its own here."""
    assert {name for _, _, name, _ in DERIVED} == DERIVATIONS.keys()


def test_a_diminutive_is_not_the_noun():
    """Without the derivation, -ша on a bare noun makes another word: кітапша is a booklet, қызылша a beet."""
    for lemma, word in (
        ("кітап", "кітапша"),
        ("қызыл", "қызылша"),
        ("бөлім", "бөлімше"),
        ("қалқан", "қалқанша"),
    ):
        assert recognise(lemma, word) is None


def test_prevailing_homographs_are_plain_words():
    """A listed homograph is one lower-case Kazakh word, listed once."""
    path = Path(kazakh.__file__).with_name("data") / "kazakh_homographs.txt"
    lines = path.read_text("utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    assert all(word.islower() and word.isalpha() for word in words)
    assert len(set(words)) == len(words)


def test_the_first_reading_is_a_possessed_head():
    """A stem list begins with the reading as a possessed form where a phrase ends in -ы."""
    slots = [stem.slot for stem in stems("бағдарламасы", True)]
    assert slots[0] == "head"
    assert analyse(stems("бағдарламасы", True)[0], "ның") is not None
