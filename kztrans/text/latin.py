"""Kazakh written in Latin letters: recognised, and led back to Cyrillic for the matcher and the model.

Which alphabet a text is in is decided for the text as a whole, word by word. A word *shows* Kazakh by q, by
y for a vowel or by a letter with a mark. It shows it *surely* by a letter or ending that no language nearby
has so (ń, ǵ, ŋ, ū, -asy, an apostrophe after its letter), by q or a mark together with the vowel y in a
word written small, or by being one of ``data/latin_signs.txt``; q alone is no sure sign (Iraq; Uzbek and
Azerbaijani have it too). A word is *foreign* where it holds a letter that the alphabet has not (w, x, c), y
beside a, e or o, or a pair of letters that Kazakh has not (th, ee). A text is converted where two words or
more and three in ten show Kazakh, one in ten (and one at least) surely, and at most one in four is foreign.
"""

from __future__ import annotations

import re
from functools import cache

from kztrans.text.latin_alphabet import APOSTROPHES, Alphabet, Piece, alphabets
from kztrans.text.script import LATIN, count_letters
from kztrans.text.words import word_list

_APOSTROPHE = f"[{APOSTROPHES}]"
#: A word of Latin letters; it touches neither digits nor letters of another script.
_WORD = re.compile(f"(?<![\\w{APOSTROPHES}])[{LATIN}](?:[{LATIN}]|{_APOSTROPHE})*(?!\\w)")
_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+\.\S+|\b[\w-]+\.(?:com|org|net|kz|ru|gov)\b\S*", re.IGNORECASE
)
#: Nothing below is worth trying without one of these.
_HINT = re.compile(f"[qńǵýŋūñ]|[aginoscuy]{_APOSTROPHE}|[aou]sy", re.IGNORECASE)

_FOREIGN = re.compile("y[aeo]|[aeo]y(?!')|aa|ee|oo|th|ph|ck|wh")
_MARKED_OR_Q = re.compile("[áäóöúüýğşı]|q(?!u[aeio])")
_VOWEL_Y = re.compile("[bdfgǵğhjklmnpqrsştvz]y(?![aeiouáäóöúüūıý'])")
_SURE = re.compile(
    "[ńǵŋū]|ñ(?![aeiou])|[aıeou]ý|ý[aeou]"
    "|(?:as|ys|lar|dar|tar)y(?:nda|na|ny?)?$|(?:[dtn]y|lyq|tyq|dyq)(?:ń|ñ|ŋ|n')$"
)
#: An apostrophe that makes a letter of 2017; not English don't, Turkish Ankara'da, Uzbek o'z, g'oya.
_SURE_2017 = re.compile(r"[nsiuyac]'(?=[bdfghjklmnpqrstuvyz]|[aeiou](?!\b)|\b)")
_ENGLISH = re.compile(r"(?:n't|'(?:s|ll|re|ve|d|m))$")
_DOTLESS = re.compile("[ıİ]")  # where a text keeps two kinds of i apart
_LEAST = 2
_SHOWN_SHARE, _SURE_SHARE, _FOREIGN_SHARE = 0.3, 0.1, 0.25


def alphabet_of(text: str) -> Alphabet | None:
    """The Latin alphabet in which ``text`` is written in Kazakh; None for any other text.

    Of several that fit, the one in which most words show Kazakh, then the one that reads fewest и: ı and i
    stand for і and и in 2021, the other way round in 2018, and і is by far the commoner. Then the newest.
    """
    if not _HINT.search(text):
        return None
    counts = count_letters(text)
    if counts.latin <= 2 * counts.cyrillic:  # Cyrillic text with Latin names in it
        return None
    words = [match.group() for match in _words(text)]
    shown = {alphabet: _evidence(words, alphabet) for alphabet in alphabets()}
    most = max(shown.values())
    best = [alphabet for alphabet in alphabets() if shown[alphabet] == most > 0]
    if len(best) > 1 and _DOTLESS.search(text):
        best.sort(key=lambda alphabet: _count_i(text, alphabet))
    return best[0] if best else None


def to_cyrillic(text: str, alphabet: Alphabet) -> list[Piece]:
    """The words of ``text`` that ``alphabet`` can spell, in Cyrillic, without addresses and foreign words."""
    plain_i = alphabet.year == "2021" and not _DOTLESS.search(text)
    pieces = []
    for match in _words(text):
        units = alphabet.units(match.group())
        if units and not _FOREIGN.search(_folded(match.group())):
            found = alphabet.cyrillic(units, plain_i=plain_i)
            pieces += [Piece(p.text, match.start() + p.start, match.start() + p.end) for p in found]
    return pieces


def _count_i(text: str, alphabet: Alphabet) -> int:
    """How many и ``text`` has when it is read in ``alphabet``."""
    return sum(piece.text.lower().count("и") for piece in to_cyrillic(text, alphabet))


def _words(text: str) -> list[re.Match[str]]:
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    return [
        match
        for match in _WORD.finditer(text)
        if not any(start <= match.start() < end for start, end in addresses)
    ]


def _folded(word: str) -> str:
    """``word`` in small letters with one kind of apostrophe."""
    return re.sub(_APOSTROPHE, "'", word.replace("I", "ı" if "ı" in word else "i").lower())


def _evidence(words: list[str], alphabet: Alphabet) -> int:
    """How many words show Kazakh in this alphabet; 0 where they are too few, or too many are foreign."""
    foreign = shown = surely = 0
    for word in words:
        folded = _folded(word)
        if _FOREIGN.search(folded) or alphabet.units(word) is None:
            foreign += 1
        elif _is_sure(folded, alphabet):
            shown += 1
            surely += 1
        else:
            signs = _MARKED_OR_Q.search(folded) is not None, _VOWEL_Y.search(folded) is not None
            shown += any(signs)
            surely += all(signs) and word[0].islower()
    enough = surely >= max(1, _SURE_SHARE * len(words)) and shown >= max(_LEAST, _SHOWN_SHARE * len(words))
    return shown if enough and foreign <= _FOREIGN_SHARE * len(words) else 0


def _is_sure(folded: str, alphabet: Alphabet) -> bool:
    return (
        folded in _signs(alphabet)
        or _SURE.search(folded) is not None
        or (alphabet.year == "2017" and not _ENGLISH.search(folded) and bool(_SURE_2017.search(folded)))
    )


@cache
def _signs(alphabet: Alphabet) -> frozenset[str]:
    return frozenset(map(alphabet.spell, word_list("latin_signs")))
