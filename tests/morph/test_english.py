"""English term forms: heads, numbers, possessives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.morph.english import fitting, paradigm


def texts(phrase: str, *tags: str, pos: str = "") -> list[str]:
    return [form.text for form in paradigm(phrase, pos=pos) if form.tags == tags]


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("head of state", "heads of state"),
        ("limited liability partnership", "limited liability partnerships"),
        ("deputy director", "deputy directors"),
        ("deputy akim of the region", "deputy akims of the region"),
        ("Secretary General", "Secretaries General"),
        ("Ambassador Extraordinary and Plenipotentiary", "Ambassadors Extraordinary and Plenipotentiary"),
        ("commander-in-chief", "commanders-in-chief"),
        ("passer-by", "passers-by"),
        ("start-up", "start-ups"),
        ("Under Secretary of State", "Under Secretaries of State"),
        ("self-employed person", ["self-employed persons", "self-employed people"]),
        ("legal act", "legal acts"),
        ("major general", "major generals"),
        ("small and medium-sized business", "small and medium-sized businesses"),
        ("Ministry of Finance", "Ministries of Finance"),
        ("LLP", "LLPs"),
        ("JSC", "JSCs"),
        ("akim", "akims"),
        ("maslikhat", "maslikhats"),
        ("telebridge", "telebridges"),
        ("TV bridge", "TV bridges"),
        ("company", "companies"),
        ("crisis", "crises"),
        ("child", "children"),
        ("tenge", "tenge"),
        ("civil servant (state)", "civil servants (state)"),
        ("small, medium and large enterprise", "small, medium and large enterprises"),
    ],
)
def test_plural(singular, plural) -> None:
    """The head noun takes the plural, whatever stands behind it."""
    assert texts(singular, "pl") == ([plural] if isinstance(plural, str) else plural)


@pytest.mark.parametrize(
    "phrase",
    [
        "Elbasy",
        "Mazhilis",
        "Bolashak",
        "KARLSKRONA LC AB",
        "Nur-Sultan",
        "machinery",
        "new industrialization",
        "anti-corruption",
        "well-being",
    ],
)
def test_names_and_mass_nouns_have_no_plural(phrase) -> None:
    """Nobody writes Bolashaks or machineries."""
    assert not texts(phrase, "pl")


@pytest.mark.parametrize(
    ("phrase", "pos"),
    [
        *((symbol, "unit") for symbol in ("ha", "kg", "kW", "kWh", "MW", "m²", "sq. m", "Gcal", "t")),
        *((symbol, "") for symbol in ("ha", "kg", "kW", "kWh")),
        *((adjective, "") for adjective in ("self-employed", "state-owned", "small and medium-sized")),
        ("With a Diploma to the Village", ""),
    ],
)
def test_symbols_participles_and_mottoes_stay(phrase, pos) -> None:
    """Nobody writes 5 has, kWs, self-employeds or With a Diplomas."""
    assert [form.text for form in paradigm(phrase, pos=pos)] == [phrase]


def test_a_unit_spelt_out_is_a_noun() -> None:
    """Only symbols stay: tonnes and US dollars are counted like anything else."""
    assert texts("tonne", "pl", pos="unit") == ["tonnes"]
    assert texts("US dollar", "pl", pos="unit") == ["US dollars"]
    assert texts("ton", "pl", pos="unit") == ["tons"]


def test_an_entry_marked_as_name_has_no_plural() -> None:
    """``pos="name"`` keeps the number of a name made of common words, possessives included."""
    assert not texts("Saryagash District", "pl", pos="name")
    assert texts("Saryagash District", "sg", "gen", pos="name")


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("securities", ["security"]),
        ("public services", ["public service"]),
        ("LLPs", ["LLP"]),
        ("oilseeds", ["oilseed"]),
        ("maslikhats", ["maslikhat"]),
        ("people", ["person"]),
        ("goods", []),
        ("United Nations", []),
        ("Armed Forces", []),
    ],
)
def test_plural_headword(plural, singular) -> None:
    """A plural headword is plural, and gives its singular where it has one and is no name."""
    forms = paradigm(plural)
    assert forms[0].tags == ("pl",)
    assert texts(plural, "sg") == singular


def test_possessives() -> None:
    """Both apostrophes at the phrase's end; after a plural in -s the apostrophe alone, else with s."""
    assert texts("partnership", "sg", "gen") == ["partnership's", "partnership’s"]
    assert texts("partnership", "pl", "gen") == ["partnerships'", "partnerships’"]
    assert texts("head of state", "pl", "gen") == ["heads of state's", "heads of state’s"]
    assert texts("man", "pl", "gen") == ["men's", "men’s"]
    assert texts("Mazhilis", "sg", "gen") == ["Mazhilis's", "Mazhilis'", "Mazhilis’s", "Mazhilis’"]


def test_article_may_go() -> None:
    """A headword with an article is licensed with and without it; a plural takes no indefinite article."""
    forms = {form.text for form in paradigm("the Head of State")}
    assert {"the Head of State", "Head of State", "the Heads of State", "Heads of State"} <= forms
    assert "a farms" not in {form.text for form in paradigm("a farm")}


def test_verbs_and_adjectives() -> None:
    """A verb phrase inflects its verb, an adjective stays."""
    assert {form.text for form in paradigm("put into operation", pos="verb")} == {
        "put into operation",
        "puts into operation",
        "putting into operation",
    }
    assert "carried out" in {form.text for form in paradigm("to carry out", pos="verb")}
    assert [form.text for form in paradigm("competitive", pos="adj")] == ["competitive"]


WORDS = [
    "the",
    "head",
    "of",
    "State",
    "LLP’s",
    "goods",
    "(akims)",
    "and",
    "men",
    "by-law",
    "«X»",
    "25th",
    "-",
    "company",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        min_size=1,
        max_size=5,
    ).map(" ".join)
)
def test_any_phrase_gives_clean_forms(phrase) -> None:
    """Whatever stands in the cell, the phrase comes first and no form is empty, padded or repeated."""
    forms = paradigm(phrase)
    assert forms[0].text == phrase
    assert len(set(forms)) == len(forms)
    assert all(form.text and form.text == " ".join(form.text.split()) for form in forms)


@pytest.mark.parametrize(
    ("forms", "replaced", "plural", "expected"),
    [
        (("UNT", "UNTs"), "WTO", False, ("UNT",)),
        (("UNT", "UNTs"), "WTO", True, ("UNTs",)),
        (("akim", "akims"), "They", True, ("akims", "akim")),
        (("plant", "plants"), "Xyzzy", False, ("plant", "plants")),
        (("plant", "plants"), "factories", False, ("plants",)),
    ],
)
def test_the_kazakh_number_where_the_place_tells_none(forms, replaced, plural, expected):
    """An unknown word or a pronoun tells no number: the Kazakh word does."""
    assert fitting(forms, replaced, plural=plural) == expected
