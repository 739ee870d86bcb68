"""The phrase grammars behind mining: dictionary forms, and what is no phrase."""

from __future__ import annotations

import pytest

from kztrans.glossary.mine.english import English
from kztrans.glossary.mine.kazakh import Kazakh
from kztrans.glossary.mine.kazakh_lemmas import Lemmas
from kztrans.glossary.mine.persons import person_names
from kztrans.glossary.mine.russian import Russian
from kztrans.glossary.mine.tokens import BREAK, CLOSES, INITIAL, OPENS, Side, tokens

# A vocabulary as a text would have it: lemmas with some of their forms.
_WORDS = (
    "қала қаланың қалада қаласы қаласының қалалар министрлік министрлігі министрлігінің министрліктер "
    "бағдарлама бағдарламаның бағдарламасы бағдарламасын бағдарламалар "
    "шаруашылық шаруашылығы шаруашылығының ауыл ауылдың ауылы "
    "жоба жобаның жобасы жобалар жобалары құн құны құнының мемлекет мемлекеттің мемлекеті мемлекеттер сауда "
    "саудасы сауданың саудада сметалық мемлекеттік инвестициялық барады жасаған"
).split()


@pytest.fixture(scope="module")
def kazakh():
    return Kazakh(Lemmas(dict.fromkeys(_WORDS, 3)))


@pytest.mark.parametrize(
    ("phrase", "headword"),
    [
        ("ауыл шаруашылығы министрлігінің", "ауыл шаруашылығы министрлігі"),
        ("мемлекеттік бағдарламаның", "мемлекеттік бағдарлама"),
        ("инвестициялық жобалары", "инвестициялық жоба"),
        ("сметалық құнының", "сметалық құн"),
        ("министрлігінің", "министрлік"),
        ("Министрлігінің", "Министрлік"),
    ],
)
def test_kazakh_headwords(kazakh, phrase, headword):
    """Case and plural go; a possessive stays behind a noun and goes behind adjectives and alone."""
    assert kazakh.phrase(phrase.split()).text == headword


@pytest.mark.parametrize("phrase", ["қалада бағдарлама", "бағдарламасының жоба", "мемлекеттік және қала"])
def test_what_is_no_kazakh_phrase(kazakh, phrase):
    """A locative, an ownerless genitive and a bare enumeration hold no term together."""
    assert kazakh.phrase(phrase.split()) is None


@pytest.mark.parametrize("word", ["барады", "жасаған", "және", "2016", "үшін"])
def test_verbs_and_function_words_begin_no_kazakh_term(kazakh, word):
    """Finite verbs, participles, numbers and postpositions are no terms."""
    assert kazakh.phrase([word]) is None or not kazakh.role(word) & 1


def test_a_noun_is_no_form_of_another(kazakh):
    """`сауда` has forms of its own, so it is not read as the locative of a shorter word."""
    lemmas = Lemmas(dict.fromkeys([*_WORDS, "сау", "сауы", "саулар"], 3))
    assert lemmas.reading("сауда").lemma == "сауда"
    assert lemmas.reading("саудада").lemma == "сауда"


@pytest.mark.parametrize(
    ("phrase", "form", "plural"),
    [
        ("государственных программ", "государственная программа", "государственные программы"),
        ("Министерства сельского хозяйства", "Министерство сельского хозяйства", ""),
        ("среднего бизнеса", "средний бизнес", ""),
        ("борьбе с коррупцией", "борьба с коррупцией", ""),
        ("Республике Казахстан", "Республика Казахстан", ""),
    ],
)
def test_russian_dictionary_forms(phrase, form, plural):
    """Head and adjectives go into the nominative together, the rest stays."""
    found = Russian().phrase(phrase.split())
    assert (found.text, found.plural) == (form, plural)


@pytest.mark.parametrize("phrase", ["Министерства сельского", "по развитию", "развитию страна"])
def test_what_is_no_russian_phrase(phrase):
    """A dangling adjective, a preposition in front and a nominative behind make no term."""
    assert Russian().phrase(phrase.split()) is None


@pytest.mark.parametrize(
    ("phrase", "form"),
    [
        ("Ministries of Finance", "Ministry of Finance"),
        ("natural monopolies", "natural monopoly"),
        ("heads of the state", "head of the state"),
        ("oil and gas companies", "oil and gas company"),
    ],
)
def test_english_headwords(phrase, form):
    """The head becomes singular, wherever it stands."""
    assert English().phrase(phrase.split()).text == form


@pytest.mark.parametrize("phrase", ["state and society", "development social", "of the state"])
def test_what_is_no_english_phrase(phrase):
    """Enumerations, adjectives at the end and prepositions in front make no term."""
    assert English().phrase(phrase.split()) is None


def test_tokens_keep_what_stands_around_them():
    """Quotes, stops and Kazakh suffixes behind quotes are marks of words, not words."""
    assert list(tokens("Жаңа «Нұрлы жол»дан, Kazakhstan's АҚ.")) == [
        ("Жаңа", BREAK | INITIAL),
        ("Нұрлы", OPENS),
        ("жолдан", CLOSES),
        ("Kazakhstan", BREAK),
        ("АҚ", BREAK),
    ]


def test_the_first_word_of_a_line_gets_its_usual_case():
    """A capital at the start of a line says nothing about the word."""
    side = Side()
    for text in ("Сауда өсті", "бүгін сауда", "Астана өсті", "бүгін Астана"):
        side.add(text)
    side.settle_case()
    assert [side.words[line[0] >> 4] for line in side.segments] == ["сауда", "бүгін", "Астана", "бүгін"]


def test_people_show_by_surname_initial_and_company():
    """A surname by its ending, a given name by standing before it, another surname by its initial."""
    side = Side()
    for _ in range(3):
        side.add("бүгін Ерлан Сейітов пен Б. Сейфуллин келді, ал Астана тұр")
    assert person_names(side) == {"Ерлан", "Сейітов", "Сейфуллин"}
