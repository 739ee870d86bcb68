"""The shapes a Kazakh lemma takes before suffixes, and the sounds that decide how suffixes are spelt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

BACK, FRONT = "back", "front"
BACK_VOWELS = frozenset("аоұыяё")
FRONT_VOWELS = frozenset("әеөүіэ")
VOWELS = BACK_VOWELS | FRONT_VOWELS | frozenset("иую")
# Letters that only loanwords have: these take suffixes of either harmony in good usage.
LOAN_LETTERS = frozenset("вёфцчщъьэюя")
CONSONANTS = frozenset("бвгғджзйкқлмнңпрстфхһцчшщ")
SOFTENED = {"п": "б", "к": "г", "қ": "ғ"}
HARDENED = {soft: hard for hard, soft in SOFTENED.items()}

SOUNDS = "VRLNZT"  # vowel, р-like, л, nasal, voiced, voiceless: what decides a suffix's first consonant
LETTER_SOUNDS = (
    dict.fromkeys("аәоөұүыіеэёя", "V")
    | dict.fromkeys("рйу", "R")
    | {"л": "L"}
    | dict.fromkeys("мнң", "N")
    | dict.fromkeys("зжғ", "Z")
    | dict.fromkeys("пфкқтсшщчцхһ", "T")
    # Final б в г д are devoiced (клубқа), spelt by some as voiced; и and ю close a syllable like й or not.
    | dict.fromkeys("бвгд", "TZ")
    | dict.fromkeys("ию", "RV")
)


def fold(text: str) -> str:
    """``text`` in lower case, letter for letter: offsets stay valid."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def is_abbreviation(word: str) -> bool:
    """Whether ``word`` is written like ЖШС or АҚ: two to five letters, all capitals."""
    return 2 <= len(word) <= 5 and word.isupper() and word.isalpha()


def _is_spelt_out(lemma: str) -> bool:
    """Whether ``lemma`` ends in letters that are read by their names: АҚ, ҚазҰУ. Any suffix may follow."""
    return is_abbreviation(lemma) or (len(lemma) > 2 and lemma[-2:].isupper() and not lemma.isupper())


@dataclass(frozen=True, slots=True)
class Stem:
    """A shape that a lemma takes before suffixes: where in the automaton it stands and how it sounds.

    ``joined`` says that a hyphen may stand before the suffix (abbreviations, numerals, foreign script).
    """

    surface: str
    slot: str
    sounds: str
    harmonies: tuple[str, ...]
    joined: bool = False


@lru_cache(maxsize=1 << 17)
def stems(lemma: str, possessed: bool | None = None) -> tuple[Stem, ...]:
    """The shapes of ``lemma`` (lower case) that suffixes attach to, the likelier reading first.

    ``possessed``: see ``recognise``.
    """
    word = fold(lemma)
    if not word:
        return ()
    harmonies = _harmonies(word)
    if _is_spelt_out(lemma) or word[-1] not in CONSONANTS | VOWELS | frozenset("ьъ"):
        slot = "numeral" if word[-1].isdecimal() else "noun"
        return (Stem(word, slot, SOUNDS, (BACK, FRONT), joined=True),)
    joined = any(map(str.isupper, re.split(r"[\s-]", lemma)[-1][1:]))  # ЮНЕСКО, ҚазМұнайГаз
    ending = word.rstrip("ьъ") or word
    sounds = LETTER_SOUNDS.get(ending[-1], SOUNDS)
    native = len(harmonies) == 1 and not LOAN_LETTERS & set(word)
    # Some longer words keep their п (тарапынан).
    softens = word[-1] in SOFTENED and (word[-1] != "п" or _syllables(word) == 1)
    slot = "hard" if native and softens else "noun"
    found = [Stem(word, slot, sounds, harmonies, joined)]
    found += [Stem(s, to, LETTER_SOUNDS.get(s[-1], SOUNDS), h or harmonies) for s, to, h in _alternants(word)]
    found.sort(key=lambda stem: len(stem.surface))  # журналис-тің (genitive) before журналист-ің
    if word[-1] in "ыі" and (_syllables(word) > 2 if possessed is None else possessed):
        bases = [Stem(b, to, LETTER_SOUNDS[b.rstrip("ь")[-1]], harmonies) for b, to in _bases(word)]
        predicate = "office" if possessed else "title"
        head, title = (Stem(word, to, "V", harmonies, joined) for to in ("head", predicate))
        found = [head, *bases, title, *found]
    return tuple(dict.fromkeys(found))


def _alternants(word: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The other shapes of a stem: (surface, slot, harmonies or () for the lemma's own)."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    last, before = word[-1], word[-2:-1]
    if last in SOFTENED and len(word) > 1:  # кітап, кітабы
        found.append((word[:-1] + SOFTENED[last], "bound", ()))
    if (
        len(word) > 3 and _syllables(word) > 1 and before in "ыі" and _drops_vowel(word[-3], last)
    ):  # орын, орны
        found.append((word[:-2] + last, "bound", ()))
    if last == "ь" and len(word) > 2:  # автомобиль, автомобилі
        found.append((word[:-1], "bound", ()))
    clipped = re.fullmatch(r"(.{2,}с)ть?|(.{2,}з)д", word)
    if clipped and len(word) > 4:  # журналист, журналистер; съезд, съезі
        found.append((clipped[1] or clipped[2], "noun", ()))
    if last == before and last in CONSONANTS and len(word) > 3:  # металл, металы
        found.append((word[:-1], "noun", ()))
    if last in "бгдкптфс" and before in CONSONANTS and before != last:  # акт, актілер
        found += [(word, "bound", (FRONT,)), (word + "і", "linked", (FRONT,))]
    return found


def _bases(word: str) -> list[tuple[str, str]]:
    """The nouns of which ``word`` (in -ы, -і) may be the possessed form, with their slots."""
    found: list[tuple[str, str]] = []
    if len(word) > 3 and word[-2] == "с" and word[-3] in VOWELS:  # техникасы, техника
        found.append((word[:-2], "base"))
    base = word[:-1]
    if len(base) < 2 or base[-1] not in CONSONANTS | {"у", "и"}:
        return found
    if base[-1] in HARDENED:  # министрлігі, министрлік
        found += [(base, "softbase"), (base[:-1] + HARDENED[base[-1]], "base")]
    else:
        found.append((base, "base"))
    if base[-1] == "л":  # автомобилі, автомобиль
        found.append((base + "ь", "base"))
    if base[-2] in CONSONANTS | {"у"} and _drops_vowel(base[-2], base[-1]):  # халқы, халық
        found.append((base[:-1] + word[-1] + base[-1], "base"))
    return found


def _drops_vowel(before: str, after: str) -> bool:
    """Whether ы/і between these two consonants may fall before a possessive (орын, орны; халық, халқы)."""
    return before in "рлйунм" and after in "нқкпзс"


def _syllables(word: str) -> int:
    return sum(letter in VOWELS for letter in word)


def vowel_harmony(letter: str) -> str | None:
    return BACK if letter in BACK_VOWELS else FRONT if letter in FRONT_VOWELS else None


def _harmonies(word: str) -> tuple[str, ...]:
    """The harmonies a word's suffixes may take: one for a native word, both for loans and mixed words."""
    letters = re.split(r"[\s-]", word)[-1]
    last = letters[-1:]
    if last in BACK_VOWELS:
        return (BACK,)
    if last in FRONT_VOWELS - {"ә"}:
        return (FRONT,)
    tones = [tone for letter in letters if (tone := vowel_harmony(letter))]
    # и and ю, and у before a consonant (ресурстар), leave the choice open.
    neutral_end = re.search(r"(?:[ию][^аәоөұүыіеэёяиую]*|у[^аәоөұүыіеэёяиую]+)$", letters)
    # к and г stand beside back vowels only in loans (Бакуге).
    foreign = LOAN_LETTERS & set(letters) or ({"к", "г"} & set(letters) and BACK in tones)
    if len(set(tones)) == 1 and not neutral_end and not foreign:
        return (tones[0],)
    order = (tones or [BACK])[-1]
    return (order, FRONT if order == BACK else BACK)
