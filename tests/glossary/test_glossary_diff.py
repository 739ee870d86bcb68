"""Comparing, merging and counting glossaries."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.glossary import Glossary, Term
from kztrans.glossary.diff import compare, overruled
from kztrans.glossary.stats import statistics

PLANT = Term("зауыт", "plant", "завод", pos="noun", domain="industry", status="approved")


def test_a_difference_names_its_columns():
    """An entry that changed is not removed and added; each column that differs is named with both values."""
    other = replace(PLANT, en="factory", en_forms=("works",), extend_en=True, domain="", line=9)
    found = compare([PLANT, Term("а", "b", "в")], [Term("г", "d", "е"), other])
    assert [term.kk for term in found.added] == ["г"] and [term.kk for term in found.removed] == ["а"]
    (change,) = found.changed
    assert change.columns == ("en", "domain", "en_forms")
    assert str(change) == (
        "«зауыт»: en: plant -> factory; domain: industry -> (empty); en_forms: (empty) -> +works"
    )


def test_homographs_are_compared_domain_by_domain():
    """Of two entries with one headword, each is compared with its like, whatever the order."""
    face, page = Term("бет", "face", "лицо", domain="body"), Term("бет", "page", "страница", domain="print")
    assert not compare([face, page], [page, face])
    found = compare([face, page], [replace(page, ru="лист"), face])
    assert [change.columns for change in found.changed] == [("ru",)]
    assert compare([face, page], [face]).removed == (page,)


TERMS = st.lists(
    st.builds(
        Term,
        st.sampled_from(("зауыт", "шарт", "заң")),
        st.sampled_from(("a", "b")),
        st.sampled_from(("в", "г")),
        domain=st.sampled_from(("", "x")),
        keep=st.booleans(),
    ),
    max_size=5,
)


@settings(max_examples=150, deadline=None)
@given(TERMS, TERMS)
def test_a_difference_leads_from_one_to_the_other(before, after):
    """Removing, adding and changing what is listed turns the old entries into the new ones."""
    found = compare(before, after)
    patched = list(before)
    for term in [*found.removed, *(change.before for change in found.changed)]:
        patched.remove(term)
    patched += [*found.added, *(change.after for change in found.changed)]
    assert not compare(patched, after)
    assert sorted(map(repr, patched)) == sorted(map(repr, after))
    assert not compare(before, before)
    assert len(compare(after, before).added) == len(found.removed)


def test_what_a_merge_overrules_is_listed():
    """What an earlier glossary says and a later one says otherwise; what only fills a gap is no conflict."""
    first = Glossary.from_terms([PLANT, Term("шарт", "deal", ""), Term("заң", "law", "закон")])
    second = Glossary.from_terms([replace(PLANT, en="factory"), Term("шарт", "", "договор")])
    (change,) = overruled([first, second])
    assert (change.before.en, change.after.en, change.columns) == ("plant", "factory", ("en",))
    assert overruled([first, Glossary.from_terms([])]) == ()
    assert overruled([first]) == ()


def test_a_glossary_is_counted():
    """Entries by status, domain and part of speech, targets, words in the headword, licensed forms."""
    found = statistics(
        [
            PLANT,
            Term("жаңа заң", "new law", "", pos="noun", status="proposed"),
            Term("KEGOC", "", "", keep=True, domain="industry"),
        ]
    )
    assert (found.entries, found.keep) == (3, 1)
    assert found.targets == (("en", 3), ("ru", 2))
    assert found.statuses == (("", 1), ("approved", 1), ("proposed", 1))
    assert found.domains == (("industry", 2), ("", 1))
    assert found.parts_of_speech == (("noun", 2), ("", 1))
    assert found.words == (("1", 2), ("2", 1))
    forms = dict(found.forms)
    assert forms["ru"] >= 1 + 10 and forms["en"] >= 1 + 2 + 2
