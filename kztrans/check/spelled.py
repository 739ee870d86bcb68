"""Numbers that are no figures: spelled out in Kazakh, or Roman.

They let ``жүз мың`` account for a ``100,000`` in the translation, and ``ХІХ ғасыр`` for the ``19th century``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from kztrans.check.words import words
from kztrans.morph.kazakh import DERIVATIONS, recognise

_CARDINALS = (
    "нөл бір екі үш төрт бес алты жеті сегіз тоғыз",
    "он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан",
    "жүз мың миллион миллиард триллион",
)
_ORDINALS = (
    "нөлінші бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы",
    "оныншы жиырмасыншы отызыншы қырқыншы елуінші алпысыншы жетпісінші сексенінші тоқсаныншы",
    "жүзінші мыңыншы миллионыншы миллиардыншы триллионыншы",
)
_COLLECTIVES = "біреу екеу үшеу төртеу бесеу алтау жетеу"
_VALUES = (tuple(range(10)), tuple(range(10, 100, 10)), (10**2, 10**3, 10**6, 10**9, 10**12))
_HALF = "жарым"

_LEXICON: dict[str, int] = {
    word: value
    for series in (_CARDINALS, _ORDINALS)
    for row, values in zip(series, _VALUES, strict=True)
    for word, value in zip(row.split(), values, strict=True)
} | {word: value for value, word in enumerate(_COLLECTIVES.split(), 1)}

# "он" with an ending is the pronoun (оның, онда, оған), so ten counts only as it stands.
_BARE = frozenset({"он"})


def spelled_numbers(text: str) -> Iterator[Decimal]:
    """The values of the numerals spelled out in a Kazakh text, in order, endings allowed on each word.

    ``екі жүз елу мыңға`` is one number (250,000), ``екі-үш`` two.
    """
    run: list[int | None] = []
    end = 0
    for word in words(text.replace("-", " ")):
        value = _value(word[0].casefold())
        half = word[0].casefold() == _HALF and bool(run)
        if run and ((value is None and not half) or text[end : word.start()].strip(" \u00a0-")):
            yield from _compose(run)
            run = []
        if value is not None or half:
            run.append(value)
        end = word.end()
    yield from _compose(run)


# Up to 39, and not the lone I, which is an English word and an initial.
_ROMAN = re.compile(r"(?<!\w)(?!I(?!\w))(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})(?!\w)")
_LATIN = str.maketrans("ХІ", "XI")


def roman_numbers(text: str) -> Iterator[Decimal]:
    """The values of the Roman numerals in ``text``; on a Kazakh keyboard they are typed in Cyrillic."""
    for tens, units in _ROMAN.findall(text.translate(_LATIN)):
        value = {"": 0, "IV": 4, "IX": 9}.get(units, 5 * ("V" in units) + units.count("I"))
        yield Decimal(10 * len(tens) + value)


@lru_cache(maxsize=4096)
def _value(word: str) -> int | None:
    if word in _LEXICON:
        return _LEXICON[word]
    near = (
        (lemma, value) for lemma, value in _LEXICON.items() if lemma[:2] == word[:2] and lemma not in _BARE
    )
    return next((v for lemma, v in near if recognise(lemma, word, derivations=frozenset(DERIVATIONS))), None)


def _compose(run: list[int | None]) -> Iterator[Decimal]:
    """Values of adjacent numerals; None is ``жарым``, half of what stands before it."""
    total, part, last = Decimal(0), Decimal(0), 0
    for value in run:
        if value is None:
            part += Decimal("0.5")
        elif value >= 10**3:
            total += max(part, Decimal(1)) * value
            part = Decimal(0)
        elif value == 10**2:
            part = max(part, Decimal(1)) * value
        elif last and not (value < 10 <= last or (last == 10**2 and value < 10**2) or last >= 10**3):
            # "екі үш": a numeral that cannot continue the one before begins another number.
            yield total + part
            total, part = Decimal(0), Decimal(value)
        else:
            part += value
        last = value if value is not None else last
    if run:
        yield total + part
