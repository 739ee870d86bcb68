"""The forms in which enforcement would accept a term, as a person or a program reads them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kztrans.enforce.forms import licensed_forms
from kztrans.errors import GlossaryError
from kztrans.glossary import Glossary, Term
from kztrans.glossary.glossary import active
from kztrans.glossary.lint.writing import GENDERS, PARTS_OF_SPEECH
from kztrans.glossary.match import Matcher, headword_key
from kztrans.morph import english, russian
from kztrans.morph.russian_doubts import doubts
from kztrans.morph.russian_words import CASES
from kztrans.records import Target
from kztrans.text.script import count_letters, has_kazakh_letters

_NUMBERS = ("sg", "pl")
_CASES = ("", *CASES.values())
_POSSESSIVE = {"": "plain", "gen": "possessive"}  # what English has instead of cases
OWN = "*"
"""Behind a form that the entry itself names."""


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A licensed form with its grammatical names; ``own``: the entry names it itself.

    A form that stands for several cases is there once for each; what grammar does not know has no names.
    """

    text: str
    tags: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class TermForms:
    """Everything licensed and forbidden for one entry; ``kk`` and ``file`` are empty for a bare phrase.

    ``doubts``: what grammar was not sure of.
    """

    kk: str
    target: str
    language: Target
    file: str
    line: int
    forms: tuple[ShownForm, ...]
    forbidden: tuple[str, ...]
    doubts: tuple[str, ...]


def term_forms(
    text: str, language: Target, glossary: Glossary | None, *, gender: str = "", pos: str = ""
) -> list[TermForms]:
    """The forms licensed in ``language`` for the entries of a Kazakh headword, or for a target phrase.

    ``text`` is a headword in any form, the translation of an entry, or any phrase in the target language.
    ``gender`` and ``pos`` stand in for the entry's own. Raises GlossaryError where ``text`` is none of these,
    or they are no values.
    """
    for name, value, known in (("gender", gender, GENDERS), ("pos", pos, PARTS_OF_SPEECH)):
        if value not in known:
            allowed = ", ".join(sorted(known - {""}))
            raise GlossaryError(f"'{value}' is no value for {name}", remedy=f"Use one of: {allowed}.")
    entries = [term for term in _entries(text, language, glossary) if term.target(language)]
    if not entries:
        entries = [_phrase(text, language)]
    given = {name: value for name, value in (("gender", gender), ("pos", pos)) if value}
    return [_forms(replace(term, **given), language) for term in entries]  # type: ignore[arg-type]


def _entries(text: str, language: Target, glossary: Glossary | None) -> list[Term]:
    """The entries that ``text`` means: by headword, by one of its forms, by translation."""
    terms = [term for term in glossary.terms if active(term)] if glossary else []
    keys = {headword_key(Term(text, "", "", case=case)) for case in ("", "exact")}
    if same := [term for term in terms if headword_key(term) in keys]:
        return same
    found = [place.term for place in Matcher(terms).find(text) if place.source == text.strip()]
    return found or [term for term in terms if term.target(language).casefold() == text.strip().casefold()]


def _phrase(text: str, language: Target) -> Term:
    foreign = has_kazakh_letters(text) or (language == "en" and count_letters(text).cyrillic)
    if foreign or not text.strip():
        raise GlossaryError(
            f"«{text}» is no headword of the glossary",
            term=text,
            remedy="Name a glossary that has it with --glossary FILE, or give the translation itself.",
        )
    return Term("", text if language == "en" else "", text if language == "ru" else "")


def _forms(term: Term, language: Target) -> TermForms:
    target, own = term.target(language), set(term.forms(language))
    grammar = (
        russian.paradigm(target, gender=term.gender, pos=term.pos)
        if language == "ru"
        else english.paradigm(target, pos=term.pos)
    )
    names: dict[str, list[tuple[str, ...]]] = {}
    for form in grammar if not term.keep else ():
        names.setdefault(form.text, []).append(form.tags)
    shown = [
        ShownForm(form.text, tags, form.text in own)
        for form in licensed_forms(term, language)
        for tags in dict.fromkeys(names.get(form.text, [()]))
    ]
    asked = language == "ru" and not term.keep and (not own or term.extends(language))
    return TermForms(
        kk=term.kk,
        target=target,
        language=language,
        file=term.file,
        line=term.line,
        forms=tuple(shown),
        forbidden=term.forbidden(language),
        doubts=tuple(doubts(target, gender=term.gender, pos=term.pos)) if asked else (),
    )


def table(entry: TermForms) -> list[tuple[str, ...]]:
    """The forms that grammar knows as rows, a header first: case by number, or just by name."""
    named = [form for form in entry.forms if form.tags]
    numbers = [number for number in _NUMBERS if any(number in form.tags for form in named)]
    if not all(set(form.tags) & set(numbers) for form in named):
        numbers = [""]
    rows: dict[str, dict[str, list[str]]] = {}
    for form in named:
        number = next((name for name in form.tags if name in numbers), "")
        name = " ".join(name for name in form.tags if name != number)
        rows.setdefault(name, {}).setdefault(number, []).append(marked(form))
    places = {name: place for place, name in enumerate(_CASES)}
    body = [
        (name, _POSSESSIVE.get(name, name) if entry.language == "en" else name)
        for name in sorted(rows, key=lambda name: places.get(name, len(places)))
    ]
    return [
        *([("", *numbers)] if named and numbers != [""] else []),
        *((label, *(" / ".join(rows[name].get(number, [])) for number in numbers)) for name, label in body),
    ]


def unnamed(entry: TermForms) -> list[str]:
    """The forms that grammar does not know, marked."""
    return [marked(form) for form in entry.forms if not form.tags]


def marked(form: ShownForm) -> str:
    """The form, with a sign behind it where the entry names it."""
    return form.text + OWN * form.own
