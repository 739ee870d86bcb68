"""Output that is no translation at all: empty, looping, or the source itself."""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from kztrans.check.registry import Pair, check
from kztrans.check.runs import shared_runs
from kztrans.check.words import words
from kztrans.text.script import count_letters, has_kazakh_letters

REPEATS = 3
PHRASE = 3
COPIED = 4

# The same few letters five times over inside one word: the loop of a model that works on subwords.
_STUTTER = re.compile(r"([^\W\d_]{1,6}?-?)\1{4,}")


@check("empty", decisive=True)
def empty(pair: Pair) -> Iterator[str]:
    """The source says something and the target nothing."""
    if any(map(str.isalnum, pair.source)) and not any(map(str.isalnum, pair.target)):
        yield "The translation is empty."


@check("repetition")
def repetition(pair: Pair) -> Iterator[str]:
    """A word three times in a row, or a phrase of three words three times, unless the source repeats as well.

    Where the source repeats, the target may do so once more often, not twice: that is a loop again.
    """
    # Kazakh puts its endings behind: "ЖШС, ЖШС-нің, ЖШС-ке" is one word three times.
    source, target = _folded(pair.source), _folded(pair.target)
    run, times = _longest_run(target, operator.eq)
    phrase, count = _most_frequent(target)
    asked = Counter(term.target.casefold() for term in pair.terms if term.target)
    if times >= max(REPEATS, _longest_run(source, _same_stem)[1] + 2, asked[run] + 1):
        yield f'"{run}" stands {times} times in a row.'
    elif count >= max(REPEATS, _most_frequent(source)[1] + 2):
        yield f'"{phrase}" stands {count} times.'
    elif (stutter := _longest_stutter(pair.target)) and len(stutter[0]) > 2 * _stuttered(pair.source):
        yield f'"{stutter[0]}" repeats "{stutter[1]}".'


@check("untranslated")
def untranslated(pair: Pair) -> Iterator[str]:
    """The target is the source, or holds a run of four or more of its words.

    Only Cyrillic words in lower case count: names, figures and Latin strings are copied on purpose. Into
    Russian, a short text of words that both languages share (``экономика``) may stay as it is.
    """
    source, target = pair.own_source, pair.own_target
    if source.strip() and source.split() == target.split() and _must_change(source, pair):
        yield "The translation is the source itself."
        return
    run = _copied_run(source, target)
    if len(run) >= COPIED:
        yield f'Copied from the source: "{" ".join(run)}".'


def _must_change(text: str, pair: Pair) -> bool:
    if pair.language == "en":
        return bool(_cyrillic(text))
    return has_kazakh_letters(text) or len(_cyrillic(text)) >= COPIED


def _cyrillic(text: str) -> list[str]:
    return [word[0] for word in words(text) if count_letters(word[0]).cyrillic]


def _copied_run(source: str, target: str) -> list[str]:
    """The longest run of common words that has enough of them in lower case to be no list of names."""
    left, right = ([word[0] for word in words(text)] for text in (source, target))
    cyrillic = [count_letters(word).cyrillic > 0 for word in left]
    common = [counts and word[:1].islower() for word, counts in zip(left, cyrillic, strict=True)]
    before, lower = ([0, *accumulate(counts)] for counts in (cyrillic, common))
    best = slice(0)
    longest = COPIED - 1
    for end, length in enumerate(shared_runs(left, right), start=1):
        start = end - length
        enough = before[end] - before[start] >= COPIED and lower[end] - lower[start] >= COPIED // 2
        if length > longest and enough:
            best, longest = slice(start, end), length
    return left[best]


def _folded(text: str) -> list[str]:
    return [word[0].casefold() for word in words(text)]


def _longest_run(tokens: Sequence[str], alike: Callable[[str, str], bool]) -> tuple[str, int]:
    """The word or phrase (up to eight words) that stands most often in a row; figures alone do not count."""
    best = ("", 1)
    for size in range(1, 9):
        count = 1
        for i in range(size, len(tokens)):
            # Tokens are like those `size` before them: every further `size` of them is one more repetition.
            count = count + 1 if alike(tokens[i], tokens[i - size]) else 1
            times = (count - 1) // size + 1
            if times > best[1]:
                phrase = " ".join(tokens[i - size + 1 : i + 1])
                best = (phrase, times) if any(map(str.isalpha, phrase)) else best
    return best


def _same_stem(word: str, other: str) -> bool:
    return len(min(word, other, key=len)) > 1 and (word.startswith(other) or other.startswith(word))


def _longest_stutter(text: str) -> re.Match[str] | None:
    return max(_STUTTER.finditer(text), key=lambda found: len(found[0]), default=None)


def _stuttered(text: str) -> int:
    """The length of the longest stutter in ``text``, 0 without one."""
    found = _longest_stutter(text)
    return len(found[0]) if found else 0


def _most_frequent(tokens: Sequence[str]) -> tuple[str, int]:
    """The phrase of three words that occurs most often."""
    phrases = Counter(zip(*(tokens[i:] for i in range(PHRASE)), strict=False))
    worded = ((" ".join(p), n) for p, n in phrases.most_common() if all(map(str.isalpha, p)))
    return next(worded, ("", 0))
