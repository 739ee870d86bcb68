"""Consistency: one source, one translation, through a whole file.

Off by default for English: Tatoeba, where several translations stand side by side on purpose, is above the
2 % that a default check may speak on (7 % of 403 sentences; NTREX, which is running text, 0.1 %).
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from kztrans.check.whole import Place, Watch, whole_check

_SIZE = 8  # bytes of a digest: of ten million segments two collide with a probability of 1 in 400,000


@whole_check("inconsistent", default=("ru",))
def inconsistent() -> Watch:
    """A source that an earlier segment translates otherwise. Spaces make no difference, capitals do."""
    first: dict[bytes, tuple[int, bytes]] = {}

    def watch(place: Place) -> Iterator[str]:
        source, target = place.pair.source, place.pair.target
        if not (_worded(source) and target.strip()):
            return
        translation = _digest(target)
        line, other = first.setdefault(_digest(source), (place.line, translation))
        if other != translation:
            yield f"{place.elsewhere(line)} has the same source and another translation."

    return watch


@whole_check("inconsistent-source", default=("ru",))
def inconsistent_source() -> Watch:
    """A translation that an earlier segment has for another source; capitals and final marks aside."""
    first: dict[bytes, tuple[int, bytes]] = {}

    def watch(place: Place) -> Iterator[str]:
        source, target = place.pair.source, place.pair.target
        if not (source.strip() and _worded(target)):
            return
        original = _digest(source.casefold().rstrip(" .!?…:;"))
        line, other = first.setdefault(_digest(target), (place.line, original))
        if other != original:
            yield f"{place.elsewhere(line)} has the same translation and another source."

    return watch


def _worded(text: str) -> bool:
    return any(map(str.isalpha, text))


def _digest(text: str) -> bytes:
    """Stands for a text in constant memory; what differs in white space alone is the same."""
    return blake2b(" ".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()
