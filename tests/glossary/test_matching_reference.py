"""The fast matcher against its own definition, written as plainly as possible."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kztrans.glossary import Glossary, Term
from kztrans.glossary.index import common_part
from kztrans.glossary.match import Matcher
from kztrans.morph.kazakh import DERIVATIONS, analyse, fold, recognise, stems

WORD = re.compile(r"\w+")


def reference(terms, text, domains=()):
    """(start, end, entry number) of the occurrences of lower-case one- to three-word terms in ``text``.

    Every entry is tried at every word; then, again and again, the best of what is left is taken.
    """
    words = list(WORD.finditer(text))
    candidates = [
        (found[0].start(), found[-1].end(), number, suffixes)
        for number, term in enumerate(terms)
        for at in range(len(words))
        if (found := words[at : at + len(term.kk.split())])
        and (suffixes := stands(term, found, text)) is not None
    ]
    candidates = [each for each in candidates if allowed(terms[each[2]], text, *each[:2])]

    def rank(candidate):
        start, end, number, suffixes = candidate
        term = terms[number]
        unconditional = not (term.near or term.not_near)
        asked = term.domain not in domains
        return (start - end, -term.priority, start, asked, suffixes, unconditional, bool(term.domain), number)

    chosen = []
    while candidates:
        best = min(candidates, key=rank)
        chosen.append(best[:3])
        candidates = [each for each in candidates if each[1] <= best[0] or each[0] >= best[1]]
    return sorted(chosen)


def stands(term, found, text):
    """How many suffixes the words ``found`` bear if they are ``term``; None where they are not."""
    wanted = term.kk.split()
    gaps = [text[one.end() : two.start()] for one, two in pairwise(found)]
    folded = [fold(word[0]) for word in found]
    if len(found) != len(wanted) or folded[:-1] != wanted[:-1] or any(gap.strip() for gap in gaps):
        return None
    possessed = True if len(wanted) > 1 else None
    found_last = recognise(wanted[-1], folded[-1], possessed=possessed, derivations=frozenset(term.derive))
    return None if found_last is None else fewest(wanted[-1], folded[-1], possessed, frozenset(term.derive))


def fewest(lemma, word, possessed, derivations):
    """The fewest suffixes that any stem of ``lemma`` needs to make ``word``."""
    analyses = (
        analyse(stem, word[len(stem.surface) :], derivations)
        for stem in stems(lemma, possessed)
        if word.startswith(stem.surface)
    )
    return min(len(each.suffixes) for each in analyses if each)


def allowed(term, text, start, end):
    """Whether the conditions of ``term`` at ``[start, end)`` are met by the other words of ``text``."""
    others = [fold(m[0]) for m in WORD.finditer(text) if m.end() <= start or m.start() >= end]

    def beside(lemmas):
        return any(recognise(lemma, word) for lemma in lemmas for word in others)

    return (not term.near or beside(term.near)) and not beside(term.not_near)


LEMMAS = ("халық", "орын", "су", "бет", "кітап", "заңы", "ел", "елу", "бағдарлама", "бағдарламасы", "көз")
FORMS = (
    *("халқының", "орны", "судан", "бетін", "кітабы", "заңын", "елдер", "елу", "бағдарламасында", "көзі"),
    *("бағдарламалар", "Халық", "КІТАПТЫҢ", "судың", "елден", "беттер", "сулы", "көзсіз", "орнында", "басқа"),
)
TERMS = st.builds(
    Term,
    kk=st.lists(st.sampled_from(LEMMAS), min_size=1, max_size=3).map(" ".join),
    en=st.sampled_from(("a", "b")),
    ru=st.just("в"),
    domain=st.sampled_from(("", "", "law", "land")),
    near=st.lists(st.sampled_from(LEMMAS), max_size=2).map(tuple) | st.just(()),
    not_near=st.just(()) | st.lists(st.sampled_from(LEMMAS), max_size=1).map(tuple),
    priority=st.sampled_from((0, 0, 1)),
    derive=st.just(()) | st.sampled_from(("ly", "syz")).map(lambda name: (name,)),
)
TEXTS = st.lists(
    st.tuples(st.sampled_from((*LEMMAS, *FORMS)), st.sampled_from((" ", " ", "  ", "\n", ", ", ". "))),
    max_size=10,
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@settings(max_examples=600, deadline=None)
@given(st.lists(TERMS, max_size=12), TEXTS, st.sampled_from(((), ("law",))))
@example([Term("су", "a", "в", near=("су",))], "су судан ", ())
@example([Term("су", "a", "в", not_near=("көз",)), Term("судың көз", "b", "в")], "судың көзі ", ())
def test_the_index_finds_what_the_definition_finds(terms, text, domains):
    """Neither the trie, nor what is remembered, nor the conditions' order changes a single occurrence."""
    matcher = Matcher(terms, domains)
    expected = [(start, end, id(terms[number])) for start, end, number in reference(terms, text, domains)]
    for _ in range(2):  # the second time from memory
        assert [(o.start, o.end, id(o.term)) for o in matcher.find(text)] == expected
    assert [(o.start, o.end, id(o.term)) for o in matcher.explain(text).occurrences] == expected


@settings(max_examples=200, deadline=None)
@given(st.lists(TERMS, max_size=12), st.lists(TEXTS, min_size=2, max_size=4))
def test_an_answer_does_not_depend_on_the_texts_asked_before(terms, texts):
    """What the index has worked out for other texts, in whatever order, leaves every answer as it was."""
    one, other = Matcher(terms), Matcher(terms)
    answers = [one.find(text) for text in texts]
    assert [other.find(text) for text in reversed(texts)] == answers[::-1]


@settings(max_examples=200, deadline=None)
@given(st.lists(TERMS, max_size=12), TEXTS)
def test_an_explanation_tells_of_every_candidate_once(terms, text):
    """Rivals overlap the occurrence they lost to, unused ones overlap none; ties are what find reports."""
    explanation = Matcher(terms).explain(text)
    spans = [(o.start, o.end) for o in explanation.occurrences]
    for occurrence in explanation.occurrences:
        assert len(set(occurrence.rivals)) == len(occurrence.rivals)
        for rival in occurrence.rivals:
            assert rival.start < occurrence.end and occurrence.start < rival.end
            if rival.reason == "tie":
                assert (rival.start, rival.end) == (occurrence.start, occurrence.end)
                assert rival.term.contradicts(occurrence.term)
    for rival in explanation.unused:
        assert rival.reason in ("near", "not_near", "address")
        assert all(rival.end <= start or rival.start >= end for start, end in spans)
    found = Matcher(terms).find(text)
    assert [o.ambiguous for o in found] == [o.ambiguous for o in explanation.occurrences]


LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіьэюя"


@settings(max_examples=1000, deadline=None)
@given(
    st.text(LETTERS + LETTERS.upper() + "-2016", min_size=1, max_size=12),
    st.sampled_from((None, True, False)),
)
@example("халқы", True)
@example("техникасы", True)
def test_every_stem_begins_with_the_part_under_which_it_waits(lemma, possessed):
    """An entry is worked out for words that share ``common_part``: no stem of it may begin otherwise."""
    part = common_part(fold(lemma))
    assert part and all(stem.surface.startswith(part) for stem in stems(lemma, possessed))


def test_every_derivation_opens_forms_only_where_named():
    """derive lets a derivation count as a form of its entry, and of no other."""
    forms = {"ly": "сулы", "syz": "сусыз"}
    assert set(forms) <= set(DERIVATIONS)
    for name, form in forms.items():
        assert [o.source for o in Matcher([Term("су", "a", "b", derive=(name,))]).find(form)] == [form]
        assert Matcher([Term("су", "a", "b")]).find(form) == []


def test_threads_that_work_out_the_same_stems_find_the_same():
    """Entries are worked out as texts ask, also when many threads ask at once."""
    lemmas = [
        f"{one}{two}{end}" for one in "бдзклмн" for two in "аоы" for end in ("рлық", "лшық", "нтап", "сты")
    ]
    texts = [f"{lemma}тың {lemma}ы {lemma}" for lemma in lemmas]
    expected = [Matcher([Term(lemma, "a", "b") for lemma in lemmas]).find(text) for text in texts]
    for _ in range(5):
        fresh = Glossary.from_terms(Term(lemma, "a", "b") for lemma in lemmas)
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(fresh.find, texts)) == expected


@pytest.mark.parametrize("size", [1, 3])
def test_what_is_remembered_may_be_forgotten(monkeypatch, size):
    """A memory too small for the text changes no answer."""
    terms = [Term(lemma, "a", "b") for lemma in LEMMAS]
    text = " ".join(FORMS * 2)
    expected = Matcher(terms).find(text)
    monkeypatch.setattr("kztrans.glossary.index.REMEMBERED", size)
    assert Matcher(terms).find(text) == expected != []
