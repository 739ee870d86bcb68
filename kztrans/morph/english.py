"""English term forms: number and possessive of a noun phrase, a verb's forms.

Plurals: lemminflect (MIT); acronyms, words it has wrong for public texts and phrase heads by rule here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from importlib import resources

from kztrans.morph.form import Form

_POSSESSIVE = ("'s", "’s", "s'", "s’")

_ARTICLE = re.compile(r"(the|a|an)\s+(?=\S)", re.I)
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&/-]*[A-Z]|[A-Z]{2,}s?|[A-Z](?:\.[A-Z])+\.?")
_PREPOSITIONS = frozenset(
    {"about", "against", "among", "at", "between", "by", "de", "during", "for", "from", "in", "into", "of"}
    | {"off", "on", "out", "over", "per", "through", "to", "towards", "under", "up", "upon", "via", "with"}
    | {"within", "without"}
)
# "Under Secretary" begins with a modifier; "With a Diploma to the Village" is no noun phrase.
_LEADING = _PREPOSITIONS - {"off", "out", "over", "through", "under", "up"}
_SYMBOL = re.compile(r"ha|[a-z]|[b-df-hj-np-tv-xz]+[²³]?|[a-z]+[A-Z]\w*")
_POSTPOSITIVE = {"elect", "designate", "emeritus", "plenipotentiary", "extraordinary", "martial"}
_BEFORE_GENERAL = frozenset(
    {"attorney", "auditor", "consul", "director", "governor", "inspector", "prosecutor", "secretary"}
    | {"solicitor"}
)
_UNCHANGED = {"tenge", "som", "yuan", "aircraft", "spacecraft", "series", "species", "headquarters"}
_BESIDES = {"person": "people"}
_VERB_TAGS = {"VB": "inf", "VBZ": "prs", "VBD": "past", "VBN": "ptcp", "VBG": "ger"}


@functools.cache
def _mass_nouns() -> frozenset[str]:
    """Mass nouns, which lemminflect pluralises all the same."""
    data = resources.files("kztrans.morph") / "data" / "english_mass_nouns.txt"
    return frozenset(data.read_text(encoding="utf-8").split())


@functools.lru_cache(maxsize=8192)
def paradigm(phrase: str, *, pos: str = "") -> tuple[Form, ...]:
    """The forms of an English term, the phrase itself first.

    A noun phrase: ``sg`` and ``pl`` with the head pluralised (heads of state, attorneys general, LLPs), each
    also as possessive (``gen``) with both apostrophes. A phrase in the plural also gives its singular unless
    it is a name. An article in the phrase may be left out. Unit symbols (ha, kWh), self-employed and the
    like, and phrases that begin with a preposition stay as they are. ``pos="name"`` takes no plural,
    ``pos="unit"`` reads capitals as a symbol (MW), ``pos="verb"`` inflects the first word, ``pos="adj"`` (or
    adverb) leaves the phrase alone. First letters are the phrase's own: whoever matches forms in a text
    decides about sentence case.
    """
    phrase = phrase.strip()
    kind = pos.lower()[:3]
    if kind in {"adj", "adv"}:
        return (Form(phrase),)
    if kind == "ver":
        return tuple(dict.fromkeys([Form(phrase, ("inf",)), *_verb_forms(phrase)]))
    article = _ARTICLE.match(phrase)
    bare = phrase[article.end() :] if article else phrase
    forms = _noun_forms(bare, name=kind in {"nam", "pro"}, unit=kind == "uni")
    if article:
        definite = article[1].lower() == "the"
        fitting = [form for form in forms if definite or "pl" not in form.tags]
        forms = [*(Form(article[0] + form.text, form.tags) for form in fitting), *forms]
    return tuple(dict.fromkeys([Form(phrase, forms[0].tags), *forms]))


def _noun_forms(phrase: str, *, name: bool, unit: bool) -> list[Form]:
    words = re.split(r"(\s+)", phrase)
    head = 2 * _head(words[::2])
    word = words[head]
    symbol = _SYMBOL.fullmatch(word) or (unit and not word.islower())
    if symbol or (head and words[0].lower() in _LEADING) or _is_participle(word):
        return [Form(phrase, ("sg",))]

    def with_head(other: str) -> str:
        return "".join([*words[:head], other, *words[head + 1 :]])

    singular = _singulars(word)
    name = name or (len(words) > 1 and phrase.isupper())
    if singular is None:
        plurals = [] if name else _plurals(word)
        numbers = [("sg", phrase), *(("pl", with_head(plural)) for plural in plurals)]
    else:
        common = word[:1].islower() or _ACRONYM.fullmatch(word[:-1])
        numbers = [("pl", phrase), *(("sg", with_head(one)) for one in singular if common)]
    forms = [Form(text, (number,)) for number, text in numbers]
    return forms + [
        Form(possessive, (number, "gen"))
        for number, text in numbers
        for possessive in _possessives(text, number)
    ]


def _head(words: list[str]) -> int:
    """The position of the head noun: before the first preposition or bracket, else the last word."""
    end = len(words)
    for position, word in enumerate(words):
        if position and (word.lower() in _PREPOSITIONS or word[0] in "(["):
            end = position
            break
    while end > 1 and words[end - 1].lower() in _POSTPOSITIVE | {"and"} and _is_postpositive(words[:end]):
        end -= 1
    if end > 1 and words[end - 1].lower() == "general" and words[end - 2].lower() in _BEFORE_GENERAL:
        end -= 1
    return end - 1


def _is_postpositive(words: list[str]) -> bool:
    """Whether the last word, or the word before a last ``and``, belongs to adjectives behind the noun."""
    rest = [word.lower() for word in words]
    return rest[-1] in _POSTPOSITIVE or (rest[-1] == "and" and rest[-2] in _POSTPOSITIVE)


def _is_participle(word: str) -> bool:
    """Whether a hyphenated word ends in a participle and is no noun: self-employed, state-owned."""
    _, hyphen, last = word.rpartition("-")
    if not hyphen or not last.islower():
        return False
    import lemminflect

    lemmas = lemminflect.getAllLemmas(last)
    return "VERB" in lemmas and "NOUN" not in lemmas and last not in lemmas["VERB"]


def _plurals(word: str) -> list[str]:
    """The plural, in the word's own capitals; none for a mass noun, a name or something that is no word."""
    if word.lower() in _mass_nouns():
        return []
    first, hyphen, rest = word.partition("-")
    parts = rest.lower().split("-")
    if rest in _PREPOSITIONS and not first.endswith("er"):
        return [word + "s"]  # start-ups, but passers-by
    if hyphen and (_PREPOSITIONS & set(parts) or (parts == ["general"] and first.lower() in _BEFORE_GENERAL)):
        return [f"{plural}-{rest}" for plural in _plurals(first)]
    if hyphen:
        head, _, last = word.rpartition("-")
        name = first[:1].isupper() and last[:1].isupper() and not _is_word(first)
        return [] if name else [f"{head}-{plural}" for plural in _plurals(last)]
    if _ACRONYM.fullmatch(word):
        return [] if word.endswith("s") else [word + "s"]
    lower = word.lower()
    if not re.fullmatch(r"[A-Za-z]+", word):
        return []
    if lower in _UNCHANGED:
        return [word]
    import lemminflect

    known = [form for form in lemminflect.getAllInflections(lower, "NOUN").get("NNS", ()) if form != lower]
    if not known:
        if word[:1].isupper() or lemminflect.getAllInflections(lower, "NOUN"):
            return []  # a name, or a noun without a plural
        known = list(lemminflect.getAllInflectionsOOV(lower, "NOUN").get("NNS", ()))
    return [_recase(form, word) for form in (known[0], *filter(None, [_BESIDES.get(lower)]))] if known else []


def _is_word(word: str) -> bool:
    import lemminflect

    return bool(lemminflect.getAllLemmas(word.lower()))


def _singulars(word: str) -> list[str] | None:
    """The singular of a plural word ([] if it has none, like goods); None if the word is no plural."""
    head, hyphen, last = word.rpartition("-")
    lower = last.lower()
    if re.fullmatch(r"[A-Z]{2,}s", last):
        return [word[:-1]]
    if lower in _BESIDES.values():
        return [head + hyphen + _recase(next(k for k, v in _BESIDES.items() if v == lower), last)]
    if not re.fullmatch(r"[a-z]+", lower) or lower in _mass_nouns() | _UNCHANGED:
        return None
    import lemminflect

    lemmas = lemminflect.getAllLemmas(lower, "NOUN").get("NOUN", ())
    if last.islower() and re.search(r"[^aiousy]s$", last) and not _is_word(last):
        return [word[:-1]]  # oilseeds, maslikhats
    if lower in lemmas:
        return [] if len(lemmas) > 1 and lower.endswith("s") else None
    known = [one for one in lemmas if lower in lemminflect.getAllInflections(one, "NOUN").get("NNS", ())]
    return [head + hyphen + _recase(one, last) for one in known] if known else None


def _possessives(text: str, number: str) -> Iterator[str]:
    """``'s`` and ``’s``; after a plural in -s the apostrophe alone, after a singular in -s both ways."""
    for apostrophe in "'’":
        if number != "pl" or not text.endswith("s"):
            yield f"{text}{apostrophe}s"
        if text.endswith("s"):
            yield f"{text}{apostrophe}"


def _verb_forms(phrase: str) -> Iterator[Form]:
    import lemminflect

    verb, space, rest = phrase.removeprefix("to ").partition(" ")
    for tag, name in _VERB_TAGS.items():
        inflected = lemminflect.getInflection(verb.lower(), "VBD" if tag == "VBN" else tag, inflect_oov=True)
        exact = lemminflect.getAllInflections(verb.lower(), "VERB").get(tag, ())
        for form in exact or inflected:
            yield Form(_recase(form, verb) + space + rest, (name,))


def _recase(word: str, model: str) -> str:
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def fitting(forms: Sequence[str], replaced: str, case: str = "", *, plural: bool = False) -> tuple[str, ...]:
    """Those of ``forms`` that suit the place of ``replaced``: possessives where one stood, else none; plurals
    where one stood, and singulars where the word is known to be none.

    Where it does not tell its number, all suit, those in the number of the Kazakh word first. English has no
    use for its ``case``.
    """
    possessive = replaced.endswith(_POSSESSIVE)
    suited = [form for form in forms if form.endswith(_POSSESSIVE) == possessive] or list(forms)
    if wanted := _number(replaced):
        return tuple(form for form in suited if _number(form) == wanted) or tuple(suited)
    other = {form for form in suited if (_number(form) == "pl") != plural}
    # What an abbreviation stands for a model does not know, so it cannot choose its number.
    sure = [form for form in suited if not (form in other and form.rstrip("s").isupper())] or suited
    return tuple(sorted(sure, key=lambda form: form in other))


# They stand for what was said before, of either number.
_PRONOUNS = frozenset("i you he she it we they them us him her this that these those who which".split())


@functools.lru_cache(maxsize=16384)
def _number(phrase: str) -> str:
    """``sg`` or ``pl`` by the last word before any ``of``; empty where that word does not tell."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", phrase.partition(" of ")[0])
    if not words or not words[-1].isascii() or words[-1].lower() in _PRONOUNS:
        return ""
    if _singulars(words[-1]) is not None:
        return "pl"
    return "sg" if _is_word(words[-1]) else ""


_JOINED: dict[str, tuple[str, ...]] = {
    "": ("", "the "),
    "gen": ("of ", "of the "),
    "dat": ("to ", "to the "),
    "loc": ("in ", "in the "),
    "abl": ("from ", "from the "),
    "ins": ("with ", "with the "),
}
"""How English says a Kazakh case: the words in front."""


def joined(forms: Sequence[str], case: str) -> tuple[tuple[str, str], ...]:
    """The usual ways to put a term where nothing stands yet: small words and headword, by its Kazakh case."""
    return tuple((lead, forms[0]) for lead in _JOINED.get(case, _JOINED[""]))
