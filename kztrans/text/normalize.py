"""A repaired copy of a text for the model and the matcher, whose characters keep pointing into the original.

Repairs: NFC; soft hyphens and zero-width characters dropped; every kind of space made a plain one; look-
alike letters of the other script (Unicode Technical Standard 39 calls them confusables) put back into the
script of their word; Kazakh in a Latin alphabet of its own (``text.latin``) led back to Cyrillic. Quotes,
dashes, tabs and line breaks stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kztrans.morph.kazakh import Stem, analyse
from kztrans.morph.kazakh_stems import BACK, FRONT, SOUNDS
from kztrans.records import Span
from kztrans.text.latin import alphabet_of, to_cyrillic
from kztrans.text.script import CYRILLIC, LATIN, LETTERS
from kztrans.text.words import word_list


@dataclass(frozen=True, slots=True)
class View:
    """A repaired text over its original: ``text[i]`` stands for ``original[starts[i]:ends[i]]``.

    ``starts`` and ``ends`` have one entry a character of ``text`` and never decrease. Dropped characters
    belong to no character of ``text``; characters composed by NFC share the whole original cluster.
    """

    original: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def plain(cls, text: str) -> View:
        """The view of a text that needs no repair: every character stands for itself."""
        return cls(text, text, range(len(text)), range(1, len(text) + 1))

    def original_span(self, start: int, end: int) -> Span:
        """Where ``text[start:end]`` lies in the original; an empty range gives an empty span.

        Raises ``IndexError`` where the range lies outside the text or is reversed.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"range {start}:{end} lies outside a text of {len(self.text)} characters")
        if start < end:
            return Span(self.starts[start], self.ends[end - 1])
        place = self.starts[start] if start < len(self.text) else len(self.original)
        return Span(place, place)

    def view_span(self, start: int, end: int) -> Span:
        """The characters of ``text`` that stand for any part of ``original[start:end]``.

        Raises ``IndexError`` where the range lies outside the original or is reversed.
        """
        if not 0 <= start <= end <= len(self.original):
            raise IndexError(f"range {start}:{end} lies outside a text of {len(self.original)} characters")
        first = bisect_right(self.ends, start)
        return Span(first, max(first, bisect_left(self.starts, end)) if start < end else first)

    def original_text(self, start: int, end: int) -> str:
        """The original characters behind ``text[start:end]``."""
        span = self.original_span(start, end)
        return self.original[span.start : span.end]


def normalize(text: str) -> View:
    """Repair ``text`` (see the module's docstring). Idempotent: a repaired text comes back as it is."""
    plain = View.plain(text)
    return _cyrillise(plain if text.isascii() else _compose(_unmix(_compose(_clean(plain)))))


# --- invisible characters and spaces ---

#: Soft hyphen, zero-width and directional marks, word joiner, byte-order mark, Mongolian vowel separator.
_DROPPED = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def _clean(view: View) -> View:
    text = _SPACES.sub(" ", view.text)
    if not _DROPPED.search(text):
        return View(view.original, text, view.starts, view.ends)
    kept: list[int] = []
    place = 0
    for match in _DROPPED.finditer(text):
        kept.extend(range(place, match.start()))
        place = match.end()
    kept.extend(range(place, len(text)))
    starts, ends = view.starts, view.ends
    return View(view.original, _DROPPED.sub("", text), [starts[i] for i in kept], [ends[i] for i in kept])


# --- canonical composition ---


def _compose(view: View) -> View:
    """NFC (Unicode Standard Annex 15), cluster by cluster so that the offsets survive."""
    text = view.text
    if unicodedata.is_normalized("NFC", text):
        return view
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    bounds = [place for place, char in enumerate(text) if place == 0 or _starts_cluster(char)]
    for first, last in pairwise([*bounds, len(text)]):
        cluster = text[first:last]
        repaired = unicodedata.normalize("NFC", cluster)
        parts.append(repaired)
        if repaired == cluster:
            starts.extend(view.starts[first:last])
            ends.extend(view.ends[first:last])
        else:
            starts.extend([view.starts[first]] * len(repaired))
            ends.extend([view.ends[last - 1]] * len(repaired))
    return View(view.original, "".join(parts), starts, ends)


def _starts_cluster(char: str) -> bool:
    """Whether ``char`` composes with nothing before it: no mark, no Hangul or Kirat Rai vowel."""
    return char < "\u0300" or not (
        unicodedata.category(char).startswith("M")
        or "\u1160" <= char <= "\u11ff"
        or "\U00016d63" <= char <= "\U00016d6a"
    )


# --- look-alike letters ---

_PAIRS = list(zip("ABCEHIKMOPTXYacehiopxyƏəƟɵËëÏï", "АВСЕНІКМОРТХУасеһіорхуӘәӨөЁёЇї", strict=True))
#: One way only: ә, ө and һ are no accident in a word; F is typed for Ғ and k for к, but "Facebookке" is one.
_TO_LATIN = {cyrillic: latin for latin, cyrillic in _PAIRS if cyrillic not in "ӘәӨөһ"}
_TO_CYRILLIC = dict(_PAIRS) | {"F": "Ғ", "k": "к"}

_PART = f"{LETTERS}\u0300-\u036f"
_MIXED = re.compile(
    f"(?<![{_PART}])(?:[{CYRILLIC}\u0300-\u036f]++[{LATIN}]|[{LATIN}\u0300-\u036f]++[{CYRILLIC}])[{_PART}]*+"
)
_LATIN_LETTER = re.compile(f"[{LATIN}]")
_CYRILLIC_LETTER = re.compile(f"[{CYRILLIC}]")
_ROMAN = re.compile("[IVXLCDMІХСМ]+")
#: A name in Latin letters and what may be Kazakh suffixes at its end: IBMнің, TikTokтағы.
_SUFFIXED_NAME = re.compile(f"([A-Z][A-Za-z]+)([{CYRILLIC}]+)")
_ANY_NAME = Stem("", "noun", SOUNDS, (BACK, FRONT))  # how it is spoken nobody can tell: any suffix may follow
_BACK_VOWEL = re.compile("[АОҰЫУИЯЮЁаоұыуияюё]")


def _unmix(view: View) -> View:
    """Put look-alikes into the script of their word part; hyphens and digits end a part."""
    text = _MIXED.sub(_repair, view.text)
    return view if text == view.text else View(view.original, text, view.starts, view.ends)


def _repair(match: re.Match[str]) -> str:
    part = match.group()
    if _is_suffixed_name(part):
        return part
    latin = _LATIN_LETTER.findall(part)
    cyrillic = _CYRILLIC_LETTER.findall(part)
    to_cyrillic = all(char in _TO_CYRILLIC for char in latin)
    to_latin = all(char in _TO_LATIN for char in cyrillic)
    if to_cyrillic and to_latin:  # nothing tells but the numbers; Roman numerals are Latin
        to_latin = len(latin) > len(cyrillic) or _ROMAN.fullmatch(part) is not None
        to_cyrillic = not to_latin
    if to_cyrillic:
        table = _TO_CYRILLIC
        if "Y" in part and not _BACK_VOWEL.search(part):  # Ү looks like Y more than У does: "Yкімет"
            table = table | {"Y": "Ү"}
        return "".join(table.get(char, char) for char in part)
    if to_latin:
        return "".join(_TO_LATIN.get(char, char) for char in part)
    return part


def _is_suffixed_name(part: str) -> bool:
    """Whether ``part`` is a Latin name with Kazakh suffixes: the script changes just where these begin."""
    found = _SUFFIXED_NAME.fullmatch(part)
    if not found or not (len(found[1]) > 2 or found[1].isupper()):  # Ayда is Ауда, mistyped
        return False
    return found[2] in word_list("case_endings") or analyse(_ANY_NAME, found[2]) is not None


# --- Kazakh in Latin letters ---


def _cyrillise(view: View) -> View:
    alphabet = alphabet_of(view.text)
    if alphabet is None:
        return view
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for piece in to_cyrillic(view.text, alphabet):
        parts += [view.text[at : piece.start], piece.text]
        starts += view.starts[at : piece.start]
        ends += view.ends[at : piece.start]
        starts += [view.starts[piece.start]] * len(piece.text)
        ends += [view.ends[piece.end - 1]] * len(piece.text)
        at = max(at, piece.end)
    parts.append(view.text[at:])
    starts += view.starts[at:]
    ends += view.ends[at:]
    return View(view.original, "".join(parts), starts, ends)
