"""Rules of English for a delivered form: article, number, determiner, possessive.

Whether a noun needs an article at all depends on what the sentence means; no rule asks that.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from kztrans.enforce.grammar.english_sounds import begins_with_vowel
from kztrans.enforce.grammar.place import Edit, Place, Rule, Violation, recased
from kztrans.morph import english
from kztrans.records import Span

_ARTICLES = frozenset({"a", "an", "the"})
_POSSESSIVES = frozenset({"my", "your", "his", "her", "its", "our", "their"})
_OF_ONE = frozenset({"a", "an", "this", "each", "every", "another", "one", "1"})
_OF_MANY = frozenset(
    {"these", "those", "many", "several", "few", "various", "numerous", "two", "three", "four", "five", "six"}
    | {"seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty", "hundred"}
    | {"thousand", "million", "billion", "trillion"}
)
# A number behind one of these counts nothing: Article 5, top 10.
_NUMBERED = frozenset({"no", "number", "top", "article", "clause", "chapter", "part", "section", "phase"})
# Words that no noun phrase goes on with: before others the form may be a modifier (oil refinery workers).
_BEHIND = frozenset(
    {"a", "an", "the", "this", "these", "that", "which", "who", "of", "in", "on", "at", "to", "for", "from"}
    | {"with", "by", "as", "about", "into", "under", "over", "between", "during", "after", "before", "since"}
    | {"until", "within", "and", "or", "but", "if", "when", "while", "because", "is", "are", "was", "were"}
    | {"be", "been", "has", "have", "had", "will", "would", "can", "could", "may", "must", "should"}
)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CURRENCIES = ("$", "€", "£", "₸", "₽", "¥")
_POSSESSIVE = ("'s", "’s", "s'", "s’")


def article(place: Place) -> Iterator[Violation]:
    """``a`` before a consonant, ``an`` before a vowel, by sound."""
    if not place.before:
        return
    span = place.before[0]
    word = place.word(span)
    vowel = begins_with_vowel(place.written)
    right = {True: "an", False: "a"}.get(vowel) if vowel is not None else None
    # A capital A elsewhere than at the head of a sentence is a letter: vitamin A.
    if right is None or word.lower() not in {"a", "an"} or word.lower() == right or not _heads(place, span):
        return
    fixed = recased(right, word)
    yield Violation("article", f'"{word}" before "{place.written}"', (), (Edit(span, fixed),))


def _heads(place: Place, span: Span) -> bool:
    before = place.text[: span.start].rstrip("\"'«“‘( ")
    return place.word(span).islower() or not before or before[-1] in ".!?:"


def determiners(place: Place) -> Iterator[Violation]:
    """No two articles, and no article beside a possessive: the the, the a, its the."""
    words = [(place.word(span).lower(), span) for span in place.before[:2]]
    own = place.form.text.split()[0].lower()
    if own in _ARTICLES and place.written.split()[0].lower() in _ARTICLES:
        words.insert(0, (own, Span(place.span.start, place.span.start + len(own))))
    if len(words) < 2 or words[0][0] not in _ARTICLES or words[1][0] not in _ARTICLES | _POSSESSIVES:
        return
    (near, span), (far, other) = words[:2]
    if far == "her" or place.quoted:
        return  # "gave her the award": an object, not a possessive
    shown = f'"{place.word(other)} {place.word(span)}" before a noun'
    if span.start >= place.span.start:  # the article is the form's own: what stands before it goes
        if far in _POSSESSIVES:
            bare = place.form.text.split(maxsplit=1)[-1]
            yield Violation("article", shown, tuple(f.text for f in place.forms if f.text == bare))
            return
        yield Violation("article", shown, (), (Edit(Span(other.start, span.start), ""),))
        return
    if far in _ARTICLES and near == "the":  # "a the", "the the": the definite one stays
        fixed = recased(near, place.word(other))
        yield Violation("article", shown, (), (Edit(Span(other.start, span.end), fixed),))
        return
    yield Violation("article", shown, (), (Edit(Span(other.end, span.end), ""),))


def number(place: Place) -> Iterator[Violation]:
    """Singular behind 1, a, this, every; plural behind other numbers, these, several, many."""
    if not place.before or place.form.text.endswith(_POSSESSIVE) or not _ends_phrase(place):
        return
    wanted, numbers = _wanted(place), _numbers(place.form.text)
    if not wanted or wanted in numbers or not (other := _other_number(place, wanted)):
        return
    word = place.word(place.before[0])
    licensed = tuple(recased(form.text, place.written) for form in place.forms if form.text in other)
    yield Violation("number", f'"{place.written}" behind "{word}"', tuple(dict.fromkeys(licensed)))


def _wanted(place: Place) -> str:
    """``sg`` or ``pl`` where the word before the form decides it."""
    word = place.word(place.before[0])
    before = place.word(place.before[1]) if len(place.before) > 1 else ""
    digits = _NUMBER.fullmatch(word)
    if not digits and word.lower() not in _OF_ONE | _OF_MANY:
        return ""
    name = before[:1].isupper() and place.before[1].start > 0
    if digits and (name or _YEAR.fullmatch(word) or before.lower().rstrip(".") in _NUMBERED):
        return ""
    if any(place.text[: span.start].endswith(_CURRENCIES) for span in place.before[:2]):
        return ""  # a $2 billion investment
    return "sg" if word.lower() in _OF_ONE else "pl"


def _ends_phrase(place: Place) -> bool:
    """Whether the noun phrase ends with the form."""
    return not place.after or place.after[0].lower() in _BEHIND


@functools.lru_cache(maxsize=4096)
def _numbers(form: str) -> frozenset[str]:
    """What number a form may be in: both for what has one form for both (aircraft)."""
    return frozenset(
        tag
        for each in english.paradigm(form)
        if each.text == form
        for tag in each.tags
        if tag in {"sg", "pl"}
    )


def _other_number(place: Place, wanted: str) -> frozenset[str]:
    """The form's words in the other number, if that exists for certain: names and mass nouns have none."""
    first = place.written.split()[0]
    if first[:1].isupper() and not first.isupper():
        return frozenset()
    form = place.form.text
    return frozenset(each.text for each in english.paradigm(form) if each.tags == (wanted,)) - {form}


def possessive(place: Place) -> Iterator[Violation]:
    """One possessive is enough: the Region's's."""
    doubled = re.match(r"['’]s\b", place.text[place.span.end :])
    if doubled and place.form.text.endswith(_POSSESSIVE):
        span = Span(place.span.end, place.span.end + doubled.end())
        yield Violation("possessive", f'"{place.written}{doubled[0]}"', (), (Edit(span, ""),))


RULES: tuple[Rule, ...] = (article, determiners, number, possessive)
