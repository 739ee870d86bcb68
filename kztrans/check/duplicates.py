"""Words and protected strings that the target has twice where the source has them once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.check.keep import is_numeric, occurrences_of
from kztrans.check.registry import Pair, check
from kztrans.check.words import quoted, words
from kztrans.enforce.guards import find_guards

# A phrase of up to six words and the same again, but not a third time: that is the repetition check's.
_DOUBLED = re.compile(
    r"(?<![\w'’.-])(?P<phrase>[^\W_][\w'’]*(?:[ \u00a0-][^\W_][\w'’]*){0,5})[ \u00a0]+(?P=phrase)(?![\w'’-])"
    r"(?![ \u00a0]+(?P=phrase)(?!\w))",
    re.IGNORECASE,
)
# Kazakh doubles words to stress them ("қайта-қайта", "үлкен-үлкен"), the last one with its endings.
_STRESSED = re.compile(r"(?<!\w)(\w{2,})-\1", re.IGNORECASE)
_TWICE = re.compile(r"(?<!\w)(\w{2,})\s+\1", re.IGNORECASE)
_GRAMMATICAL = frozenset({"that", "had"})
# Between two renderings of one term there may be quotes and commas: "ABC LLP" LLP.
_BETWEEN = re.compile(r"[\s\"«»“”,()]{1,3}")


@check("duplicates")
def duplicates(pair: Pair) -> Iterator[str]:
    """A word or phrase twice in a row, a term's rendering twice side by side, a protected string too often.

    Protected are addresses, codes and Latin names; numbers in excess are the numbers check's.
    """
    if found := [*_doubled(pair), *_delivered_twice(pair)]:
        yield f"Twice in a row: {quoted(found)}."
    source, target = pair.own_source, pair.own_target
    guards = {guard.text for guard in find_guards(source) if not is_numeric(guard.text)}
    often = [text for text in guards if occurrences_of(text, target) > occurrences_of(text, source)]
    if often:
        yield f"More often than in the source: {quoted(sorted(often))}."


def _doubled(pair: Pair) -> Iterator[str]:
    if _TWICE.search(pair.source):
        return
    stressed = _STRESSED.search(pair.source) is not None
    for match in _DOUBLED.finditer(pair.target):
        phrase = match["phrase"]
        licensed = phrase.casefold() in _GRAMMATICAL or (stressed and phrase[1:].islower())
        if len(phrase) > 1 and any(map(str.isalpha, phrase)) and not licensed:
            yield phrase


def _delivered_twice(pair: Pair) -> Iterator[str]:
    """Renderings whose last word follows them again, or whose first word stands before them already."""
    spans = [
        (term.target_start, term.target_end)
        for term in pair.terms
        if term.target_start is not None and term.target_end is not None
    ]
    tokens = words(pair.target)
    inside = [any(a <= token.start() and token.end() <= b for a, b in spans) for token in tokens]
    for i in range(1, len(tokens)):
        left, right = tokens[i - 1], tokens[i]
        same = left[0].casefold() == right[0].casefold() and any(map(str.isalpha, left[0]))
        if same and inside[i - 1] != inside[i] and _BETWEEN.fullmatch(pair.target, left.end(), right.start()):
            yield left[0]
