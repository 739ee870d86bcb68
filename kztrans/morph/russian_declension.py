"""Russian declension of nouns no dictionary knows (Kazakh names, new loans), from the ending alone.

Rules: A. A. Zaliznyak, Grammaticheskij slovar' russkogo jazyka (1977), unstressed-ending patterns; names in
-о, -е, -и, -ы, -у, -ю, -э do not inflect.
"""

from __future__ import annotations

import re

Cells = dict[tuple[str, str], str]
"""A noun's forms by (case, number); accusatives are left out where animacy decides them."""

_CASES = ("nomn", "gent", "datv", "ablt", "loct")
_VELARS_AND_SIBILANTS = "гкхжшщч"
_SIBILANTS = "жшщч"
_VOWELS = "аеёиоуыэюя"

SURNAME_MASC = re.compile(r"^.{2,}(?:[оеё]в|[иы]н)$", re.I)
SURNAME_FEMN = re.compile(r"^.{2,}(?:[оеё]ва|[иы]на)$", re.I)


def decline(word: str, *, gender: str = "", surname: bool = False) -> tuple[str, Cells] | None:
    """The gender (``masc``, ``femn``) and forms of an unknown noun in lower case; None if indeclinable.

    ``surname`` selects the mixed declension of Назарбаев, Назарбаева. A noun in -ь is of the ``gender`` given
    (masculine in -ль unless told otherwise, else feminine).
    """
    if surname and SURNAME_MASC.match(word):
        return "masc", _cells(word, ("", "а", "у", "ым", "е"), ("ы", "ых", "ым", "ыми", "ых"))
    if surname and SURNAME_FEMN.match(word):
        singular = _cells(word[:-1], ("а", "ой", "ой", "ой", "ой"))
        return "femn", singular | {("accs", "sing"): word[:-1] + "у"}
    stem, last = word[:-1], word[-1:]
    if last == "а":
        return "femn", _first_declension(stem, "и" if stem[-1:] in _VELARS_AND_SIBILANTS else "ы")
    if last == "я":
        return "femn", _first_soft(stem)
    if last == "й":
        loct = "и" if stem.endswith("и") else "е"
        return "masc", _cells(stem, ("й", "я", "ю", "ем", loct), ("и", "ев", "ям", "ями", "ях"))
    if last == "ь":
        if gender == "masc" or (not gender and stem.endswith("л")):
            return "masc", _cells(stem, ("ь", "я", "ю", "ем", "е"), ("и", "ей", "ям", "ями", "ях"))
        feminine = _cells(stem, ("ь", "и", "и", "ью", "и"), ("и", "ей", "ям", "ями", "ях"))
        return "femn", feminine | {("accs", "sing"): word}
    if gender in {"", "neut"} and len(word) > 5 and word.endswith("ние"):
        neuter = _cells(stem, ("е", "я", "ю", "ем", "и"))
        return "neut", neuter | {("accs", "sing"): word} | plural_of(word)
    if gender in {"femn", "neut"} or last in _VOWELS or not last.isalpha() or last == "ъ":
        return None
    return "masc", _second_hard(word)


def decline_plural(word: str) -> Cells | None:
    """The plural forms of an unknown noun given in the nominative plural (маслихаты, чабаны); else None."""
    stem, last = word[:-1], word[-1:]
    if len(stem) < 2 or stem[-1] in _VOWELS + "ьй" or last not in "ыи":
        return None
    if last != ("и" if stem[-1] in _VELARS_AND_SIBILANTS else "ы"):
        return None
    return {key: form for key, form in _second_hard(stem).items() if key[1] == "plur"}


def plural_of(lemma: str) -> Cells:
    """The plural of a noun in -ство, -ие or -ия that a dictionary lists without one; else no forms.

    Dictionaries mark such nouns as singular only (товарищество), official texts count them.
    """
    for ending, plural in (("ство", ("ства", "ств")), ("ие", ("ия", "ий")), ("ия", ("ии", "ий"))):
        if lemma.endswith(ending):
            stem = lemma[: -len(ending)]
            base = stem + plural[0][:-1]
            oblique = {"datv": "ям", "ablt": "ями", "loct": "ях"}
            if ending == "ство":
                oblique = {"datv": "ам", "ablt": "ами", "loct": "ах"}
            cells = {(case, "plur"): base + tail for case, tail in oblique.items()}
            cells |= {("nomn", "plur"): stem + plural[0], ("accs", "plur"): stem + plural[0]}
            return cells | {("gent", "plur"): stem + plural[1]}
    return {}


def _cells(stem: str, singular: tuple[str, ...], plural: tuple[str, ...] = ()) -> Cells:
    cells = {(case, "sing"): stem + ending for case, ending in zip(_CASES, singular, strict=True)}
    if plural:
        cells |= {(case, "plur"): stem + ending for case, ending in zip(_CASES, plural, strict=True)}
    return cells


def _second_hard(word: str) -> Cells:
    last = word[-1]
    instrumental = "ем" if last in _SIBILANTS + "ц" else "ом"
    nominative = "и" if last in _VELARS_AND_SIBILANTS else "ы"
    genitive = "ей" if last in _SIBILANTS else "ев" if last == "ц" else "ов"
    return _cells(word, ("", "а", "у", instrumental, "е"), (nominative, genitive, "ам", "ами", "ах"))


def _first_declension(stem: str, genitive: str) -> Cells:
    instrumental = "ей" if stem[-1:] in _SIBILANTS + "ц" else "ой"
    # The genitive plural is the bare stem, sound only where no vowel has to be put into a cluster.
    simple = len(stem) > 1 and stem[-2] in _VOWELS and stem[-1] not in _VOWELS
    plural = (genitive, "", "ам", "ами", "ах") if simple else ()
    return _cells(stem, ("а", genitive, "е", instrumental, "е"), plural) | {("accs", "sing"): stem + "у"}


def _first_soft(stem: str) -> Cells:
    oblique = "и" if stem.endswith("и") else "е"
    return _cells(stem, ("я", "и", oblique, "ей", oblique)) | {("accs", "sing"): stem + "ю"}
