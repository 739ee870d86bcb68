"""Entries of one headword side by side: conditions, domains, priority, and what is said of the choice."""

from __future__ import annotations

import pickle

import pytest

from kztrans.errors import GlossaryError
from kztrans.glossary import Glossary, Term

PAGE = Term("бет", "page", "страница", near=("кітап", "том"))
FACE = Term("бет", "face", "лицо", near=("адам",))
SURFACE = Term("бет", "surface", "поверхность")
COURT = Term("сот", "court", "суд", domain="law")
HUNDREDTH = Term("сот", "hundredth", "сотка", domain="land")


def english(glossary, text):
    return [occurrence.term.en for occurrence in glossary.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Кітаптың екінші бетінде", ["page"]),
        ("ТОМДАРДЫҢ БЕТТЕРІ", ["page"]),
        ("Адамның бетіне қарады", ["face"]),
        ("Судың беті тыныш", ["surface"]),
    ],
)
def test_a_condition_chooses_by_any_form_of_a_word_beside(text, expected):
    """near is met by every inflected form; without it the unconditional entry stands."""
    assert english(Glossary.from_terms([SURFACE, PAGE, FACE]), text) == expected


def test_a_not_near_word_keeps_an_entry_out():
    """not_near forbids an entry beside any form of the word, and nowhere else."""
    glossary = Glossary.from_terms([Term("көз", "eye", "глаз", not_near=("бұлақ", "судың көзі"))])
    assert english(glossary, "Бұлақтардың көзі ашылды") == []
    assert english(glossary, "Оның көзі ашық") == ["eye"]


def test_an_occurrence_is_no_company_for_itself():
    """Words inside the occurrence meet no condition; another occurrence of them does."""
    glossary = Glossary.from_terms([Term("сот шешімі", "ruling", "решение", near=("сот",))])
    assert english(glossary, "сот шешімі шықты") == []
    assert english(glossary, "Сотта сот шешімі шықты") == ["ruling"]


def test_an_unmet_condition_leaves_the_place_to_others():
    """A longer entry whose condition fails does not hide the shorter one inside it."""
    long = Term("жоғарғы сот", "supreme court", "верховный суд", near=("қаулы",))
    glossary = Glossary.from_terms([long, Term("сот", "court", "суд")])
    assert english(glossary, "жоғарғы сотта") == ["court"]
    assert english(glossary, "жоғарғы соттың қаулысы") == ["supreme court"]


def test_length_comes_before_priority_and_priority_before_place():
    """A longer entry beats any priority; of equally long ones the higher priority, then the leftmost."""
    terms = [
        Term("аба баб", "left", "л"),
        Term("баб аба", "right", "п", priority=1),
        Term("баб", "short", "к", priority=9),
    ]
    assert english(Glossary.from_terms(terms), "аба баб аба") == ["right"]
    assert english(Glossary.from_terms(terms[::2]), "аба баб аба") == ["left"]


def test_an_arbitrary_choice_is_recorded():
    """Two entries of different domains, none asked for: the first stands and says that it ties."""
    (occurrence,) = Glossary.from_terms([COURT, HUNDREDTH]).find("сотқа барды")
    assert occurrence.term == COURT and occurrence.ambiguous
    assert [(rival.term, rival.reason) for rival in occurrence.rivals] == [(HUNDREDTH, "tie")]


def test_equal_translations_are_no_ambiguity():
    """Where both entries ask for the same, or one leaves the language open, nothing is marked."""
    for other in (Term("сот", "court", "суд", domain="land"), Term("сот", "court", "", domain="land")):
        (occurrence,) = Glossary.from_terms([COURT, other]).find("сот")
        assert not occurrence.ambiguous and occurrence.rivals == ()


def test_a_domain_asked_for_chooses_and_removes_nothing():
    """within prefers its domains' entries, then those without a domain; other headwords stay."""
    plain = Term("сот", "trial", "процесс")
    glossary = Glossary.from_terms([COURT, HUNDREDTH, Term("жер", "land", "земля", domain="land")])
    law = glossary.within("LAW")
    assert english(law, "сот жері") == ["court", "land"]
    assert english(glossary.within("land"), "сот жері") == ["hundredth", "land"]
    assert not any(o.ambiguous for o in law.find("сот жері"))
    general = Glossary.from_terms([COURT, HUNDREDTH, plain])
    assert english(general, "сот") == ["trial"] and english(general.within("law"), "сот") == ["court"]
    with pytest.raises(GlossaryError, match="Domains in use: land, law"):
        glossary.within("lwa")


def test_the_domains_asked_for_are_part_of_the_value():
    """A glossary within a domain is another value, has another fingerprint and pickles as it is."""
    glossary = Glossary.from_terms([COURT, HUNDREDTH])
    land = glossary.within("land")
    assert land != glossary and land.fingerprint != glossary.fingerprint
    copy = pickle.loads(pickle.dumps(land))
    assert copy == land and english(copy, "сот") == ["hundredth"]
    assert english(Glossary.merge(land), "сот") == ["hundredth"]


@pytest.mark.parametrize(
    "change", [{"near": ("адам",)}, {"not_near": ("адам",)}, {"domain": "b"}, {"priority": 1}]
)
def test_homographs_that_differ_in_circumstances_contradict_nothing(change):
    """Conditions, domain and priority each let two translations of one headword stand side by side."""
    pair = [Term("бет", "page", "страница"), Term("бет", "face", "лицо", **change)]
    assert len(Glossary.from_terms(pair)) == 2
    same = [Term(t.kk, t.en, t.ru, near=("су",)) for t in pair]
    with pytest.raises(GlossaryError, match="apart by domain, near or not_near"):
        Glossary.from_terms(same)


def test_merging_keeps_what_conditions_and_domains_keep_apart():
    """A conditional entry replaces only its like, an unconditional one all; domains stand side by side."""
    base = Glossary.from_terms([PAGE, FACE, COURT])
    mine = Term("бет", "sheet", "лист", near=("том", "Кітап"))
    assert Glossary.merge(base, Glossary.from_terms([mine])).terms == (mine, FACE, COURT)
    assert Glossary.merge(base, Glossary.from_terms([SURFACE])).terms == (SURFACE, COURT)
    both = Glossary.merge(base, Glossary.from_terms([HUNDREDTH]))
    assert set(both.terms) == {PAGE, FACE, COURT, HUNDREDTH}
    assert english(both, "сот") == ["hundredth"]  # the later glossary wins a tie, and it is marked
    assert both.find("сот")[0].ambiguous


def test_an_unknown_derivation_is_refused():
    """A mistyped name in derive is an error that names the known ones, not an entry that means less."""
    with pytest.raises(GlossaryError, match=r"g.csv:3: 'lik' is no derivation.*lyq"):
        Glossary.from_terms([Term("министр", "minister", "министр", derive=("lik",), file="g.csv", line=3)])


def test_an_explanation_names_what_lost_and_why():
    """Each rival says why it lost: shorter, without its company, or with nothing that the winner has."""
    glossary = Glossary.from_terms([SURFACE, PAGE, FACE, Term("кітап беті", "book page", "страница книги")])
    first, second = glossary.explain("кітап бетінде және бетте").occurrences
    assert (first.term.en, second.term.en) == ("book page", "page")
    assert {(rival.term.en, rival.reason) for rival in first.rivals} == {
        ("surface", "shorter"),
        ("page", "shorter"),
        ("face", "near"),
    }
    assert {(rival.term.en, rival.reason, rival.words) for rival in second.rivals} == {
        ("surface", "condition", ()),
        ("face", "near", ("адам",)),
    }


def test_an_explanation_tells_of_entries_that_stand_nowhere():
    """Unmet conditions and addresses are told with the words that decided, although nothing was found."""
    eye = Term("көз", "eye", "глаз", not_near=("бұлақ",))
    explanation = Glossary.from_terms([PAGE, eye]).explain("Бұлақтың көзі, беті: www.көз.kz")
    assert explanation.occurrences == ()
    assert [(rival.term.en, rival.reason, rival.words) for rival in explanation.unused] == [
        ("eye", "not_near", ("Бұлақтың",)),
        ("page", "near", ("кітап", "том")),
        ("eye", "not_near", ("Бұлақтың",)),
    ]
    (unused,) = Glossary.from_terms([SURFACE]).explain("www.бет.kz").unused
    assert unused.reason == "address"
