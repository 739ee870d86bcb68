"""Sentence splitting for Kazakh and Russian text, by rules over the word lists in ``data/``.

Nothing is lost: segments are in order and do not overlap, and what lies between them is white space only.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator

from kztrans.records import Segment
from kztrans.text.divide import divide
from kztrans.text.script import CYRILLIC, LETTERS
from kztrans.text.words import AbbreviationKind, abbreviations, word_list


def split(text: str, *, limit: int | None = None, measure: Callable[[str], int] = len) -> list[Segment]:
    """Split ``text`` into sentence-sized segments with ids "1", "2", …

    A line break or a tab always ends a segment. A sentence whose ``measure`` exceeds ``limit`` is divided at
    clause marks (see ``divide``) and each of its pieces is marked ``cut``. ``measure`` is in the caller's
    unit, usually model pieces. Raises ``ValueError`` for a limit below 1.
    """
    if limit is not None and limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    segments: list[Segment] = []
    for start, end in _sentences(text):
        pieces = [(start, end)] if limit is None else divide(text, start, end, limit=limit, measure=measure)
        for first, last in pieces:
            segments.append(Segment(str(len(segments) + 1), text[first:last], first, cut=len(pieces) > 1))
    return segments


#: What stands between hard breaks: a line, or a cell of a table pasted with tabs.
_FIELD = re.compile("[^\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029]+")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for field in _FIELD.finditer(text):
        line = field.group().rstrip()
        start = len(line) - len(line.lstrip())
        for end, following in _boundaries(line, start):
            yield field.start() + start, field.start() + end
            start = following
        if start < len(line):
            yield field.start() + start, field.start() + len(line)


# --- where a sentence ends ---

_CLOSERS = "»”’\"'›“)\\]"
_TERMINATOR = re.compile(f"[.!?…]+(?:\\[\\d{{1,3}}\\]|[{_CLOSERS}])*")
_NEXT = re.compile(r"\s+(?P<dash>[–—-]\s*)?[«“„\"'‘‹(\[¿¡]*(?P<word>\w[\w’-]{0,30})?")
_NEXT_GLUED = re.compile(f"(?P<dash>[–—]\\s*)?[«“„(]?(?P<word>[{CYRILLIC}]{{3,30}})")
_WORD = re.compile(r"\w")
#: How far back a word before a full stop is looked for.
_BACK = 40


def _boundaries(line: str, start: int) -> Iterator[tuple[int, int]]:
    """Each place where a sentence of ``line`` ends and where the next one starts."""
    whole = _Whole(line)
    first_word = _find_word(line, start)
    for mark in _TERMINATOR.finditer(line, start):
        end = mark.end()
        if end == len(line) or first_word > mark.start() or whole.holds(end):
            continue
        decide = _ends_spaced if line[end].isspace() else _ends_glued
        if decide(line, start, mark):
            following = end
            while line[following].isspace():
                following += 1
            yield end, following
            start = following
            first_word = _find_word(line, start)


def _find_word(line: str, start: int) -> int:
    found = _WORD.search(line, start)
    return found.start() if found else len(line)


def _ends_spaced(line: str, start: int, mark: re.Match[str]) -> bool:
    """Whether the sentence ends at a terminator that white space follows."""
    place = mark.start()
    if line[place - 1 : place] in ("(", "[", "<"):  # "(!)", "[…]": a remark inside the sentence
        return False
    following = _NEXT.match(line, mark.end())
    assert following is not None
    word = following["word"]
    if word is None:
        return not following["dash"] and _may_begin(line[following.end() : following.end() + 1])
    if word[0].islower() and not word[1:2].isupper():  # "iPhone" may begin a sentence
        return False
    point = mark.group()[0] == "." and mark.group()[1:2] not in (".", "!", "?", "…")
    if not point:
        return True
    if following["dash"] and word[0].isdecimal():  # "Ғылым, 2005. – 200 б."
        return False
    starter = word in word_list("starters") and line[following.end("word") : following.end("word") + 1] != "."
    return _ends_at_point(line, start, mark, word, starter=starter)


def _ends_glued(line: str, start: int, mark: re.Match[str]) -> bool:
    """Whether a sentence ends although no space follows ("болды.Енді"); never inside an address."""
    following = _NEXT_GLUED.match(line, mark.end())
    if following is None or '"' in mark.group() or "“" in mark.group():
        return False
    word = following["word"]
    if not (word[0].isupper() and word[1:].islower()):
        return False
    before = _LAST_TOKEN.search(line, max(start, mark.start() - _BACK), mark.start())
    after = _REST_OF_TOKEN.match(line, following.end(), following.end() + _BACK)
    token = before.group() if before else ""
    letters = _LAST_LETTERS.search(token)
    return (
        letters is not None
        and letters.group()[1:].islower()
        and not _ADDRESS.search(token)
        and not (after and _ADDRESS.search(after.group()))
        and letters.group().lower() not in abbreviations()
    )


_LAST_TOKEN = re.compile(r"\S+\Z")
_REST_OF_TOKEN = re.compile(r"\S*")
_LAST_LETTERS = re.compile(f"[{CYRILLIC}]{{3,}}\\Z")
_ADDRESS = re.compile(r"[A-Za-z@/\\_]")


def _may_begin(char: str) -> bool:
    """Whether a sentence may begin with this character that is no letter: №, a bullet; not a comma."""
    return char != "" and (char in "•·§#@*" or not unicodedata.category(char).startswith("P"))


# --- the full stop ---

_ABBREVIATED = re.compile(
    f"(?<![\\w.])(?:[{LETTERS}]{{1,8}}-?[{LETTERS}]{{0,4}}\\.[ \\u00a0]?-?)*[{LETTERS}-]{{1,12}}\\Z"
)
_LIST_MARKER = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[IVXІХ]{1,5})")
_NUMBERED = re.compile(r"[:;)]\s+\d{1,2}\Z")
_ENDS_IN_NUMBER = re.compile(r"(?:\d[\w%–—-]{0,20}|(?<!\w)[IVXLІХ]{1,6})[)\s]*\Z")
_AND = re.compile(r"(?<!\w)и\s+\Z")
_THREE_WORDS = re.compile(r"\S+\s+\S+\s+\S")


def _ends_at_point(line: str, start: int, mark: re.Match[str], word: str, *, starter: bool) -> bool:
    """Whether a single full stop ends the sentence; a capital letter or a digit (``word``) follows."""
    point = mark.start()
    if point - start <= 16 and _LIST_MARKER.fullmatch(line, start, point):  # "1. Бөлім", "1.2.", "А."
        return False
    back = max(start, point - _BACK)
    if line[point - 1].isdecimal():
        return not (word[0].isdecimal() or _NUMBERED.search(line, back, point))
    found = _ABBREVIATED.search(line, back, point)
    if found is None:
        return True
    kind, first = _abbreviation(line, found)
    last = line[point - 1]
    single = last.isupper() and not line[point - 2 : point - 1].isalnum()
    is_initial = single or line[point - 2 : point] == "Дж"
    if kind is None or (is_initial and first == point - 1):
        return starter or not is_initial
    if word[0].isdecimal() or ")" in mark.group():  # "2016 ж. 5 мамыр", "(1940 ж.) Алматы"
        return False
    if kind == "before" or starter:
        return starter
    if kind == "unit":
        return not (len(word) > 1 and word.isupper())  # "5 млн. АҚШ доллары"
    if kind == "after" and not _AND.search(line, back, first):
        # A sentence is no bare date: "2016 ж. Қазақстан …"
        numbered = _ENDS_IN_NUMBER.search(line, back, first) is not None
        return numbered and _THREE_WORDS.match(line, start, first) is not None
    return True


def _abbreviation(line: str, found: re.Match[str]) -> tuple[AbbreviationKind | None, int]:
    """The kind of the longest known abbreviation that ends at ``found.end()``, and where it begins."""
    first = found.start()
    while first < found.end():
        kind = abbreviations().get(re.sub(r"\s", "", line[first : found.end()]).lower())
        if kind is not None:
            return kind, first
        point = line.find(".", first, found.end())
        if point < 0:
            break
        first = point + 1
        while line[first].isspace():
            first += 1
    return None, found.start()


# --- quotations and brackets that stay whole ---

_PAIRED = {"«": "»", "“": "”", "„": "“”", "(": ")", "[": "]", "‹": "›"}
_BRACKET = re.compile('[«»“”„()\\[\\]‹›"]')


class _Whole:
    """The short quotations and brackets of a line; no sentence ends inside one.

    Queries come in rising order of place only by habit: each costs a binary search.
    """

    #: Longest quotation or bracket, in characters, that stays whole; a longer one is split like any text.
    LONGEST = 150

    def __init__(self, line: str) -> None:
        ranges: list[tuple[int, int]] = []
        # Nesting deeper than this is no quotation; the bound keeps the scan linear.
        opened: deque[tuple[str, int]] = deque(maxlen=8)
        for found in _BRACKET.finditer(line):
            char, place = found.group(), found.start()
            depth = next((i for i in range(len(opened) - 1, -1, -1) if char in _closers(opened[i][0])), None)
            if depth is None:
                if char in _PAIRED or char == '"':
                    opened.append((char, place))
                continue
            begin = opened[depth][1]
            while len(opened) > depth:
                opened.pop()
            if place - begin <= self.LONGEST:
                while ranges and ranges[-1][0] > begin:
                    ranges.pop()
                ranges.append((begin, place + 1))
        self._starts = [begin for begin, _ in ranges]
        self._ends = [end for _, end in ranges]

    def holds(self, place: int) -> bool:
        """Whether a boundary at ``place`` would cut a quotation or bracket."""
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and self._starts[index] < place < self._ends[index]


def _closers(opener: str) -> str:
    return _PAIRED.get(opener, opener)
