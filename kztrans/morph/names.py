"""Kazakh names of persons in Latin and in Russian letters: the usual spellings, preferred first.

Sources. Russian: the instruction on rendering names of persons in Russian and Kazakh that registry offices
follow, known here at second hand (ә is а, ө is о, ұ and ү are у, қ is к, ғ is г, ң is н, йы and йі are и).
Latin: no act with a table for identity documents was found; the preferred spelling is what passports and
office-holders show (Yerlan, Tokayev, Zhanseit; х as kh). Its variants: the press, BGN/PCGN 1979 without its
diacritics, the Kazakh Latin alphabet of 2021.

``spellings`` lists whole names as one hand would write them; ``spelling_pattern`` accepts any mixture, for
finding a name in a translation.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kztrans.records import Target

DOCUMENTS, INSTRUCTION, PRESS = "identity documents", "instruction on names", "press"
BGN, ALPHABET = "BGN/PCGN 1979", "alphabet of 2021"
LOAN = "names from elsewhere"  # found in a text, but never offered as a spelling
_DEVIATIONS = 3  # letters written otherwise than preferred, in one spelling of a name

_VOWELS = "аәеёиоөуұүыіэюя"
_PATRONYMIC = re.compile(r"(?P<father>\w{2,}?)[-‐]?(?P<ending>ұлы|улы|қызы|кызы)", re.IGNORECASE)

_Choices = Mapping[str, str]
"""The spellings of one unit, preferred first, with the source of each."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name in another alphabet, and whose habits it follows."""

    text: str
    sources: tuple[str, ...]


# Units: a letter, some pairs of letters, and letters that sound differently where they stand: "^е" at the
# start of a word, "+е" behind a vowel, "+с" between vowels, "+л" before no vowel, "+б" behind a consonant.
_LATIN: dict[str, _Choices] = {
    **{
        letter: {latin: DOCUMENTS}
        for letter, latin in zip("абгдезлмнпртшэщ", "a b g d e z l m n p r t sh e shch".split(), strict=True)
    },
    "ә": {"a": DOCUMENTS, "ae": PRESS, "e": PRESS, "ä": ALPHABET},
    "в": {"v": DOCUMENTS, "w": LOAN},
    "ғ": {"g": DOCUMENTS, "gh": BGN, "ğ": ALPHABET},
    "^е": {"ye": DOCUMENTS, "e": PRESS},
    "+е": {"ye": DOCUMENTS, "e": PRESS},
    "ё": {"yo": DOCUMENTS, "e": PRESS, "io": PRESS},
    "ж": {"zh": DOCUMENTS, "j": ALPHABET},
    "дж": {"dzh": DOCUMENTS, "j": PRESS, "dj": PRESS, "g": LOAN},
    "и": {"i": DOCUMENTS, "y": LOAN, "ie": LOAN},
    "ий": {"iy": DOCUMENTS, "y": PRESS, "i": PRESS},
    "й": {"i": DOCUMENTS, "y": PRESS},
    "йы": {"i": INSTRUCTION, "iy": PRESS, "yi": PRESS, "yy": PRESS},
    "йі": {"i": INSTRUCTION, "yi": PRESS, "yu": PRESS, "y": PRESS},
    "к": {"k": DOCUMENTS, "c": LOAN, "ck": LOAN},
    "кс": {"ks": DOCUMENTS, "x": LOAN},
    "қ": {"k": DOCUMENTS, "q": BGN},
    "ң": {"n": DOCUMENTS, "ng": BGN, "ñ": ALPHABET},
    "о": {"o": DOCUMENTS},
    "ө": {"o": DOCUMENTS, "u": PRESS, "ö": ALPHABET},
    "с": {"s": DOCUMENTS},
    "+с": {"s": DOCUMENTS, "ss": PRESS},
    "у": {"u": DOCUMENTS, "w": PRESS},
    "уы": {"uy": DOCUMENTS, "u": PRESS},
    "ұ": {"u": DOCUMENTS, "o": PRESS, "ū": ALPHABET},
    "ү": {"u": DOCUMENTS, "ü": ALPHABET},
    "ф": {"f": DOCUMENTS, "ph": LOAN},
    "х": {"kh": DOCUMENTS, "h": ALPHABET},
    "һ": {"h": DOCUMENTS, "kh": PRESS},
    "ц": {"ts": DOCUMENTS, "c": LOAN},
    "ч": {"ch": DOCUMENTS},
    "ы": {"y": DOCUMENTS, "i": PRESS, "u": PRESS},
    "і": {"i": DOCUMENTS, "y": PRESS},
    "ю": {"yu": DOCUMENTS, "iu": PRESS},
    "я": {"ya": DOCUMENTS, "ia": PRESS},
    "ь": {"": DOCUMENTS},
    "ъ": {"": DOCUMENTS},
}
_RUSSIAN: dict[str, _Choices] = {
    **{letter: {letter: INSTRUCTION} for letter in "абвгдежзийклмнопрстуфхцчшщъьэюя"},
    "ә": {"а": INSTRUCTION, "я": PRESS, "э": PRESS, "е": PRESS},
    "+б": {"б": INSTRUCTION, "п": PRESS},
    "ғ": {"г": INSTRUCTION},
    "+е": {"е": INSTRUCTION, "э": PRESS},
    "ё": {"ё": INSTRUCTION, "е": PRESS},
    "ж": {"ж": INSTRUCTION, "дж": PRESS},
    "йы": {"и": INSTRUCTION, "ы": PRESS, "ю": PRESS},
    "йі": {"и": INSTRUCTION, "ю": PRESS, "й": PRESS},
    "қ": {"к": INSTRUCTION, "х": PRESS},
    "+л": {"л": INSTRUCTION, "ль": PRESS},
    "ң": {"н": INSTRUCTION, "нг": PRESS},
    "ө": {"о": INSTRUCTION, "у": PRESS, "ё": PRESS},
    "уы": {"уы": INSTRUCTION, "у": PRESS},
    "ұ": {"у": INSTRUCTION, "о": PRESS},
    "ү": {"у": INSTRUCTION, "ю": PRESS},
    "һ": {"х": INSTRUCTION, "г": PRESS},
    "ы": {"ы": INSTRUCTION, "и": PRESS, "у": PRESS},
    "і": {"и": INSTRUCTION, "ы": PRESS, "е": PRESS},
}
_TABLES: dict[Target, dict[str, _Choices]] = {"en": _LATIN, "ru": _RUSSIAN}
_PAIRS = ("йы", "йі", "уы", "дж", "кс", "ий")

# How a father's name becomes a patronymic: as it is in Kazakh, or as in Russian.
_ENDINGS: dict[tuple[Target, bool], _Choices] = {
    ("en", True): {"uly": DOCUMENTS, "ovich": PRESS, "evich": PRESS},
    ("en", False): {"kyzy": DOCUMENTS, "ovna": PRESS, "evna": PRESS},
    ("ru", True): {"улы": INSTRUCTION, "ович": PRESS, "евич": PRESS},
    ("ru", False): {"кызы": INSTRUCTION, "овна": PRESS, "евна": PRESS},
}
# Russian case endings: how the Kazakh word ends, how many units of it go, what stands instead.
_DECLINED = (
    ("ая", 2, "ая ой ую"),
    ("ий", 1, "ий ого ому им ом я ю ем и"),
    ("ый", 2, "ый ого ому ым ом"),
    ("й", 1, "й я ю ем е"),
    ("ь", 1, "ь я ю ем е и ью"),
    ("а", 1, "а ы и е у ой ей"),
    ("я", 1, "я и е ю ей"),
)
_PLAIN = {ending: others for ending, _, others in _DECLINED if len(ending) == 1}
_DECLINED_CONSONANT = "а у ым ом ем е ы ых ыми"
_INDECLINABLE = re.compile(r"[әеёиоөуұүыіэю]$")


def spellings(name: str, target: Target) -> tuple[Spelling, ...]:
    """``name`` in the letters of ``target`` (Russian in the nominative), the preferred spelling first.

    A spelling writes one letter in one way throughout, and departs from the preferred one in up to three
    letters. Each names its sources. Words and hyphenated parts begin with a capital.
    """
    words = [list(_word_choices(word, target)) for word in name.split()]
    choices = {unit: row for word in words for unit, row in word}
    found: dict[str, Spelling] = {}
    for picked in _picks(choices):
        text = " ".join(_titled("".join(picked[unit] for unit, _ in word)) for word in words)
        sources = dict.fromkeys(choices[unit][spelling] for unit, spelling in picked.items())
        rare = tuple(source for source in sources if source not in (DOCUMENTS, INSTRUCTION))
        found.setdefault(text, Spelling(text, rare or tuple(sources)))
    return tuple(found.values())


def _picks(choices: Mapping[str, _Choices]) -> Iterator[dict[str, str]]:
    """The ways to write every unit: each as preferred, then one, two and three of them otherwise."""
    preferred = {unit: next(iter(row)) for unit, row in choices.items()}
    rare = {
        unit: [text for text, source in row.items() if source != LOAN and text != preferred[unit]]
        for unit, row in choices.items()
    }
    several = [unit for unit, texts in rare.items() if texts]
    for count in range(min(_DEVIATIONS, len(several)) + 1):
        for units in itertools.combinations(several, count):
            for others in itertools.product(*(rare[unit] for unit in units)):
                yield preferred | dict(zip(units, others, strict=True))


def _word_choices(word: str, target: Target) -> Iterator[tuple[str, _Choices]]:
    """The word's units in order, each with the ways to write it."""
    for part in re.split(r"([-‐‑])", word):
        patronymic = _PATRONYMIC.fullmatch(part)
        for unit in _units((patronymic["father"] if patronymic else part).lower()):
            yield unit, _row(unit, _TABLES[target])
        if patronymic:
            ending = patronymic["ending"].lower()
            yield ending, _ENDINGS[target, ending.endswith("лы")]


def _units(word: str) -> Iterator[str]:
    place = 0
    while place < len(word):
        pair = word[place : place + 2]
        if pair in _PAIRS and (pair != "ий" or place + 2 == len(word)):
            yield pair
            place += 2
            continue
        letter, before, after = word[place], word[place - 1 : place], word[place + 1 : place + 2]
        if letter == "е" and (not before or before in _VOWELS + "ьъ"):
            yield "+е" if before else "^е"
        elif letter == "с" and _is_vowel(before) and _is_vowel(after):
            yield "+с"
        elif (letter == "л" and not _is_vowel(after) and "л" not in (before, after)) or (
            letter == "б" and _is_consonant(before)
        ):
            yield f"+{letter}"
        else:
            yield letter
        place += 1


def _is_vowel(letter: str) -> bool:
    return letter != "" and letter in _VOWELS


def _is_consonant(letter: str) -> bool:
    return letter.isalpha() and letter not in _VOWELS + "ьъ"


def _row(unit: str, table: Mapping[str, _Choices]) -> _Choices:
    """The unit's choices; where a pair or a place has none of its own, those of its letters."""
    if unit in table:
        return table[unit]
    if len(unit) == 1:
        return {"-" if unit in "-‐‑" else unit: PRESS}
    letters = unit.lstrip("^+")
    rows = [_row(letter, table) for letter in letters]
    pairs = itertools.product(*(row.items() for row in rows))
    return {"".join(text for text, _ in picked): picked[-1][1] for picked in pairs}


def _titled(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


@lru_cache(maxsize=4096)
def spelling_pattern(word: str, target: Target) -> re.Pattern[str]:
    """One word of a name (a surname, given name or patronymic) in any usual spelling, as a whole word.

    Letters are mixed freely; English may add a possessive, Russian any case, or keep the Kazakh spelling.
    """
    units = [_alternatives(choices) for _, choices in _word_choices(word, target)]
    if target == "ru":
        units = ["(?:", *_in_cases(word.lower(), units), f"|{re.escape(word)})"]
    return re.compile(rf"(?<!\w){''.join(units)}(?:['’]s?)?(?!\w)", re.IGNORECASE)


def _alternatives(choices: _Choices) -> str:
    if list(choices) == ["-"]:
        return "[-‐‑ ]?"
    return f"(?:{'|'.join(map(re.escape, choices))})"


def _in_cases(word: str, units: list[str]) -> list[str]:
    if _PATRONYMIC.fullmatch(word):
        return [*units, "(?:а|у|ем|е|ы|ой)?"]
    for ending, gone, others in _DECLINED:
        if word.endswith(ending):
            forms = "|".join(others.split())
            if gone > 1:  # as an adjective, or as a noun whose last vowel may be written otherwise
                forms += f"|{''.join(units[-gone:-1])}(?:{'|'.join(_PLAIN[ending[-1]].split())})"
            return [*units[:-gone], f"(?:{forms})"]
    return units if _INDECLINABLE.search(word) else [*units, f"(?:{'|'.join(_DECLINED_CONSONANT.split())})?"]
