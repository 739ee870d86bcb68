"""A draft: a target text with its word alignment to the source, and the edits enforcement makes to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kztrans.engine.protocol import Hypothesis
from kztrans.records import Span

_WORD = re.compile(
    r"(?:https?://|www\.)[^\s<>«»“”\"]*[^\s<>«»“”\".,;:!?)]"  # a web address
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an e-mail address
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?%?(?!\w)"  # 1 234 567,89
    r"|\w+(?:[-'’.,/:]\w+)*%?"
)
# Words that join a rendering to its sentence: they stay when the rendering between them is replaced.
JOINTS = {
    *(
        "a an the of in on at to for by with from into under over about as and or through within without"
    ).split(),
    *("during after before since until against among between towards upon via per").split(),
    *("в во на с со к ко по о об от до из за для при про у над под через между и или а").split(),
    *("без после перед среди против вместо около возле вокруг ради кроме").split(),
}
# Verbs that carry a sentence: a rendering neither begins nor ends with one.
_AUXILIARIES = set(
    "is are was were be been has have had will would shall should may might can could must".split()
)

_STRONG, _WEAK = 0.35, 0.1  # attention mass: a word renders the occurrence; the least worth a try
_CLEAR = 0.5  # attention on one source word: that is what the word renders
_MARGIN = 1.5  # by how much a word at the edge of a rendering must render the occurrence more than another
_BESIDE = 12  # characters of the source on either side that count as near


@dataclass(frozen=True, slots=True)
class Draft:
    """A target text, its words, and for each word the attention over the source pieces.

    ``alignment`` has a row a word and a column a piece of ``source_pieces`` (character spans of the source);
    it is empty where the engine gave no attention.
    """

    text: str
    words: tuple[Span, ...]
    alignment: tuple[tuple[float, ...], ...]
    source_pieces: tuple[Span, ...]

    @classmethod
    def of(cls, hypothesis: Hypothesis) -> Draft:
        """The draft a hypothesis makes: a word's row is the mean of its pieces' rows."""
        words = words_of(hypothesis.text)
        rows = []
        if hypothesis.attention:
            columns = len(hypothesis.source_pieces)
            first = 0
            for word in words:
                while first < len(hypothesis.pieces) and hypothesis.pieces[first].span.end <= word.start:
                    first += 1
                last = first
                while last < len(hypothesis.pieces) and hypothesis.pieces[last].span.start < word.end:
                    last += 1
                inside = hypothesis.attention[first:last]
                rows.append(tuple(sum(r[c] for r in inside) / max(1, len(inside)) for c in range(columns)))
        return cls(hypothesis.text, words, tuple(rows), tuple(p.span for p in hypothesis.source_pieces))

    def mass(self, start: int, end: int) -> tuple[float, ...]:
        """For each word, how much of its attention lies on the source characters ``[start, end)``."""
        columns = [c for c, p in enumerate(self.source_pieces) if p.start < end and start < p.end]
        return tuple(sum(row[c] for c in columns) for row in self.alignment)

    def rivals(self, start: int, end: int) -> tuple[float, ...]:
        """For each word, the most of its attention that lies on one source word outside ``[start, end)``."""
        groups: list[list[int]] = []
        before = -1
        for column, piece in enumerate(self.source_pieces):
            if piece.start < end and start < piece.end:
                continue
            if groups and piece.start == before:
                groups[-1].append(column)
            else:
                groups.append([column])
            before = piece.end
        return tuple(max((sum(row[c] for c in g) for g in groups), default=0.0) for row in self.alignment)

    def affinity(self, start: int, end: int) -> list[float]:
        """``mass`` spread over the characters of the text."""
        row = [0.0] * len(self.text)
        for word, mass in zip(self.words, self.mass(start, end), strict=False):
            row[word.start : word.end] = [mass] * (word.end - word.start)
        return row

    def replaced(self, span: Span, form: str, start: int, end: int) -> Draft:
        """The draft with ``form`` at ``span``, aligned to the source characters ``[start, end)``."""
        text = self.text[: span.start] + form + self.text[span.end :]
        shift = len(form) - (span.end - span.start)
        words = words_of(text)
        if self.words and not self.alignment:
            return Draft(text, words, (), self.source_pieces)
        columns = [c for c, p in enumerate(self.source_pieces) if p.start < end and start < p.end]
        fresh = tuple(1 / len(columns) if c in columns else 0.0 for c in range(len(self.source_pieces)))
        old = {word.start: row for word, row in zip(self.words, self.alignment, strict=True)}
        rows = []
        for word in words:
            if word.start < span.start + len(form) and word.end > span.start:
                rows.append(fresh)
            else:
                origin = word.start if word.start < span.start else word.start - shift
                rows.append(old.get(origin, tuple(0.0 for _ in fresh)))
        return Draft(text, words, tuple(rows), self.source_pieces)

    def reworded(self, text: str) -> Draft:
        """The draft with words of its text inflected otherwise; aligned as before if they are as many."""
        words = words_of(text)
        rows = self.alignment if len(words) == len(self.words) else ()
        return Draft(text, words, rows, self.source_pieces)


def words_of(text: str) -> tuple[Span, ...]:
    """The words and numbers of a target text, hyphenated ones whole, without the punctuation around them."""
    return tuple(Span(m.start(), m.end()) for m in _WORD.finditer(text))


def locate(draft: Draft, start: int, end: int, taken: Sequence[Span], most: int = 3) -> list[Span]:
    """The places of ``draft`` that seem to translate the source characters ``[start, end)``, best first.

    Runs of words whose attention lies mostly there, and more than on any other word of the source, with a gap
    of one weak word allowed (``Head of State``),
    then the single strongest word. Words in ``taken`` answer another demand and are left out; prepositions
    and articles at the ends of a run stay in the sentence.
    """
    mass, rivals = draft.mass(start, end), draft.rivals(start, end)
    if not mass:
        return []
    free = [_clear(word, taken) for word in draft.words]
    joint = [draft.text[w.start : w.end].lower() in JOINTS for w in draft.words]
    runs: list[list[int]] = []
    for i in (i for i, m in enumerate(mass) if free[i] and m >= max(_STRONG, rivals[i])):
        if runs and i - runs[-1][-1] <= 2 and all(free[runs[-1][-1] + 1 : i]):
            runs[-1].append(i)
        else:
            runs.append([i])
    weak = [m < _MARGIN * rival for m, rival in zip(mass, rivals, strict=True)]
    loose = [
        j or draft.text[w.start : w.end].lower() in _AUXILIARIES
        for j, w in zip(joint, draft.words, strict=True)
    ]
    trimmed = [run for run in (_trim(_sure(run, weak), loose) for run in runs) if run]
    trimmed.sort(key=lambda run: -sum(mass[i] for i in run))
    other = [rival >= _CLEAR for rival in rivals]
    open_ = [i for i in range(len(mass)) if free[i] and not joint[i] and not other[i]]
    best = max(open_, key=lambda i: mass[i], default=None)
    if best is not None and mass[best] >= _WEAK:
        trimmed.append([best])
    spans = [Span(draft.words[run[0]].start, draft.words[run[-1]].end) for run in trimmed]
    return list(dict.fromkeys(spans))[:most]


def around(draft: Draft, start: int, end: int, taken: Sequence[Span], most: int = 12) -> list[Span]:
    """Where to look when no located place will do: single words, and gaps before words, nearest first.

    Near are words whose attention lies on the occurrence or beside it. A word that clearly renders something
    else is not replaced. The end of the text is not among the places: a term is never glued on there.
    """
    near = draft.mass(max(0, start - _BESIDE), end + _BESIDE) or (0.0,) * len(draft.words)
    other = [rival >= _CLEAR for rival in draft.rivals(start, end)] or [False] * len(draft.words)
    order = sorted(range(len(draft.words)), key=lambda i: -near[i])[:most]
    places: list[Span] = []
    for i in order:
        word = draft.words[i]
        if _clear(word, taken) and not other[i]:
            places.append(word)
        gaps = [j for j in (i, i + 1) if j < len(draft.words) and not _led_in(draft, j)]
        places += [
            Span(gap, gap)
            for gap in (draft.words[j].start for j in gaps)
            if all(not t.start < gap < t.end for t in taken)
        ]
    return list(dict.fromkeys(places))


def _led_in(draft: Draft, index: int) -> bool:
    """Whether a preposition or an article stands right before the word: it is that word's own."""
    if not index:
        return False
    before, word = draft.words[index - 1], draft.words[index]
    return (
        draft.text[before.end : word.start].isspace()
        and draft.text[before.start : before.end].lower() in JOINTS
    )


def _sure(run: list[int], weak: Sequence[bool]) -> list[int]:
    """The run without words at its ends that render another word nearly as much, one word at the least."""
    while len(run) > 1 and weak[run[0]]:
        run = run[1:]
    while len(run) > 1 and weak[run[-1]]:
        run = run[:-1]
    return run


def _trim(run: list[int], joint: Sequence[bool]) -> list[int]:
    while run and joint[run[0]]:
        run = run[1:]
    while run and joint[run[-1]]:
        run = run[:-1]
    return run


def _clear(span: Span, taken: Sequence[Span]) -> bool:
    return all(span.end <= t.start or t.end <= span.start for t in taken)
