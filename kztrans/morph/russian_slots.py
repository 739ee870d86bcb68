"""The grammatical slot of a Russian phrase: the cases and numbers its head may stand in.

A term that is put in place of a model's own rendering takes over that rendering's slot: the sentence around
was written for it ("в рамках Национального телеканала" wants "телемоста").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from kztrans.morph.russian_words import CASES, NUMBERS, PLAIN, Parse, parses_of

Slot = tuple[str, str]
"""Case and number by their OpenCorpora names."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NOUNS = {"NOUN", "NPRO"}
_ATTRIBUTES = {"ADJF", "PRTF"}
_OTHER = re.compile(r"[^а-яё-]", re.IGNORECASE)


@functools.lru_cache(maxsize=16384)
def slots(phrase: str) -> frozenset[Slot]:
    """What case and number the head of ``phrase`` may be in; empty where the words do not tell.

    The head is the first noun; adjectives before it narrow its readings by agreement (новой индустриализации
    is no plural). An indeclinable, foreign or unknown head tells nothing: models misspell what they inflect.
    """
    found: frozenset[Slot] = frozenset()
    for match in _WORD.finditer(phrase):
        word = match[0]
        if _OTHER.search(word) or (len(word) > 1 and word.isupper()):
            return found
        parses = parses_of(word)
        nouns = _read(parses, _NOUNS)
        attributes = _read(parses, _ATTRIBUTES)
        if attributes and (not nouns or str(parses[0].tag.POS) in _ATTRIBUTES):
            found = (found & attributes) or attributes
        elif attributes and match.end() < len(phrase.rstrip()) and not any(p.is_known for p in parses):
            found = (found & attributes) or attributes  # Астанинского центра: an adjective from a name
        elif any("Fixd" in p.tag for p in parses) or not any(p.is_known for p in parses):
            return found
        elif nouns:
            return (found & nouns) or nouns
    return found


def _read(parses: Sequence[Parse], kinds: set[str]) -> frozenset[Slot]:
    """The slots of the likeliest lemma: Астана is the city, not somebody called Астан."""
    read = [p for p in parses if str(p.tag.POS) in kinds]
    tags = [p.tag for p in read if p.normal_form == read[0].normal_form]
    return frozenset(
        (PLAIN.get(str(tag.case), str(tag.case)), str(tag.number))
        for tag in tags
        if str(tag.case) in CASES and str(tag.number) in NUMBERS
    )


def fitting(forms: Sequence[str], replaced: str, case: str = "", *, plural: bool = False) -> tuple[str, ...]:
    """Those of ``forms`` that suit the slot of ``replaced``: in case and number, else in case, else all.

    A form that does not tell its slot (an abbreviation) always suits. Where the replaced words do not tell
    theirs, all suit, and those that render the Kazakh ``case`` and number come first.
    """
    wanted = slots(replaced)
    if not wanted:
        return tuple(sorted(forms, key=lambda form: _distance(slots(form), case, plural)))
    cases = {case for case, _ in wanted}
    exact = tuple(form for form in forms if not (here := slots(form)) or here & wanted)
    if exact:
        return exact
    return tuple(form for form in forms if cases & {case for case, _ in slots(form)}) or tuple(forms)


_RENDERED: dict[str, tuple[str, ...]] = {
    "": ("nomn", "gent", "accs"),
    "gen": ("gent", "nomn"),
    "dat": ("datv", "accs", "gent"),
    "acc": ("accs", "gent", "nomn"),
    "loc": ("loct",),
    "abl": ("gent",),
    "ins": ("ablt",),
}
"""The Russian cases that a Kazakh one is rendered by, the likeliest first."""


def _distance(here: frozenset[Slot], case: str, plural: bool) -> tuple[int, bool]:
    """How far a form is from what a Kazakh case and number make likely: by case, then by number."""
    likely = _RENDERED.get(case, _RENDERED[""])
    number = "plur" if plural else "sing"
    fit = [slot for slot in here if slot[1] == number] or list(here)
    ranks = [likely.index(c) if c in likely else len(likely) for c, _ in fit]
    other = bool(here) and all(n != number for _, n in here)
    return (min(ranks, default=0) + len(likely) * other, other)


_JOINED: dict[str, tuple[tuple[str, str], ...]] = {
    "": (("", "nomn"),),
    "acc": (("", "accs"),),
    "gen": (("", "gent"),),
    "dat": (("в ", "accs"), ("", "datv"), ("к ", "datv")),
    "loc": (("в ", "loct"), ("на ", "loct")),
    "abl": (("из ", "gent"), ("от ", "gent")),
    "ins": (("с ", "ablt"), ("", "ablt")),
}
"""How Russian says a Kazakh case: preposition and case."""


def joined(forms: Sequence[str], case: str) -> tuple[tuple[str, str], ...]:
    """The usual ways to put a term where nothing stands yet: preposition and form, by its Kazakh case."""
    ways = []
    for lead, wanted in _JOINED.get(case, _JOINED[""]):
        suits = [f for f in forms if not (here := slots(f)) or any(c == wanted for c, _ in here)]
        ways += [(lead, form) for form in suits[:1]]
    return tuple(dict.fromkeys(ways)) or (("", forms[0]),)
