"""Step ``clean``: which pairs of the corpus are fit for training, and why the others are not."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from kztrans.document import read_text, write_text
from kztrans.text.script import count_letters
from recipes.mini.config import Filter, Recipe, require
from recipes.mini.corpus import Pair, pairs_of

PAIRS = "pairs.tsv.gz"
REPORT = "clean.json"
_TAGGED = "tagged"
_KEY = re.compile(r"[\W_]+")
_END = re.compile(r"[.!?…:;»\"”)]\s*$")
_MARKUP = re.compile(r"\{[^{}]*\}|%[\w$]+|<[^<>]*>|&\w+;")
_CONTENT = re.compile(r"[^\W\d_]{4,}")
_RECENT = 16  # texts whose looks are remembered: a row's come again in each of its directions
STEM = 6  # letters of a word that count, so that its forms are held to be one

Objection = Callable[[Pair, Filter], bool]
#: Reason -> whether it holds against a pair. The first that holds is counted.
OBJECTIONS: dict[str, Objection] = {}


def objection(name: str) -> Callable[[Objection], Objection]:
    """Register a reason for leaving a pair out."""

    def register(function: Objection) -> Objection:
        OBJECTIONS[name] = function
        return function

    return register


@objection("too long")
def _too_long(pair: Pair, settings: Filter) -> bool:
    return max(len(pair.source), len(pair.target)) > settings.longest


@objection("length ratio")
def _ratio(pair: Pair, settings: Filter) -> bool:
    short, long = sorted((len(pair.source), len(pair.target)))
    return long > 20 and long > settings.ratio * short


@objection("script")
def _script(pair: Pair, settings: Filter) -> bool:
    """Most letters of a side are in the other script; codes and names alone have no such side."""

    def wrong(text: str, language: str) -> bool:
        letters = count_letters(text)
        share = letters.latin_share if language == "en" else letters.cyrillic_share
        return letters.total > 10 and share < settings.script

    return wrong(pair.source, pair.languages[0]) or wrong(pair.target, pair.languages[1])


@objection("copied")
def _copied(pair: Pair, settings: Filter) -> bool:
    """The translation is its source: text that nobody translated."""
    return pair.source == pair.target and count_letters(pair.source).cyrillic > 10


@objection("truncated")
def _truncated(pair: Pair, settings: Filter) -> bool:
    """A long sentence ends on one side as a sentence does, on the other in mid-air."""
    if min(len(pair.source), len(pair.target)) < settings.truncated:
        return False
    return bool(_END.search(pair.source)) != bool(_END.search(pair.target))


@lru_cache(_RECENT)
def key(text: str) -> str:
    """Letters and digits alone, lower case: how two lines are held to be the same."""
    return _KEY.sub("", text.lower())


def likeness(pair: Pair) -> tuple[str, ...]:
    """The beginnings of both sides' longer words: what near-duplicates have in common.

    Digits, placeholders, mark-up, punctuation, case, words of up to three letters and endings do not count;
    another content word anywhere, on either side, makes another pair. Empty where fewer than three such words
    are left on a side: of names and labels only exact duplicates go ("Address books", "All address books").
    """
    a, b = _content(pair.source), _content(pair.target)
    return () if min(len(a), len(b)) < 3 else (*pair.languages, *a, "", *b)


@lru_cache(_RECENT)
def _content(text: str) -> tuple[str, ...]:
    return tuple(word[:STEM] for word in _CONTENT.findall(_MARKUP.sub(" ", text.lower())))


class Held:
    """The sentences that must not be in training: equal lines, and lines that share a long run of words."""

    def __init__(self, lines: Iterable[str], run: int) -> None:
        self._run = run
        self._keys: set[str] = set()
        self._runs: set[str] = set()
        self._found = lru_cache(_RECENT)(self._overlaps)
        for line in lines:
            if len(whole := key(line)) > 15:
                self._keys.add(whole)
            self._runs.update(self._runs_of(line))

    @classmethod
    def of(cls, files: Iterable[Path], run: int) -> Held:
        """What the lines of ``files`` hold, of a ``.tsv`` its cells; ``run``: words in a row."""
        lines = ((path, line.text) for path in files for line in read_text(path).lines)
        return cls((cell for path, text in lines for cell in _cells(path, text)), run)

    def __contains__(self, text: str) -> bool:
        return self._found(text)

    def _overlaps(self, text: str) -> bool:
        return key(text) in self._keys or any(run in self._runs for run in self._runs_of(text))

    def _runs_of(self, text: str) -> Iterator[str]:
        words = re.findall(r"\w+", text.lower())
        for start in range(len(words) - self._run + 1):
            yield " ".join(words[start : start + self._run])


def _cells(path: Path, line: str) -> list[str]:
    return line.split("\t") if path.suffix == ".tsv" else [line]


@dataclass(slots=True)
class Counts:
    """How many pairs each file gave, and what was left out for which reason."""

    kept: Counter[str] = field(default_factory=Counter)
    dropped: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def kept(pairs: Iterable[Pair], held: Held, settings: Filter, counts: Counts) -> Iterator[Pair]:
    """The pairs that are fit; each once, by letters and digits, and few of those that are nearly the same."""
    seen: set[tuple[object, ...]] = set()
    alike: Counter[int] = Counter()  # by hash: half a million tuples of words would be a gigabyte
    for pair in pairs:
        reason = next((name for name, against in OBJECTIONS.items() if against(pair, settings)), None)
        if reason is None and (pair.source in held or pair.target in held):
            reason = "test overlap"
        same = (pair.languages, key(pair.source), key(pair.target))
        if reason is None and (not same[1] or same in seen):
            reason = "duplicate"
        if reason is None:
            seen.add(same)
            if like := likeness(pair):
                alike[hash(like)] += 1
                if alike[hash(like)] > settings.alike:
                    reason = "near-duplicate"
        if reason:
            counts.dropped[reason][pair.file] += 1
            continue
        counts.kept[pair.file] += 1
        yield pair


def clean(recipe: Recipe) -> Path:
    """Write the fit pairs to ``WORK/pairs.tsv.gz`` and the counts to ``WORK/clean.json``.

    Synthetic pairs come behind the corpus', so that of two alike the one that people wrote stays. A pair is a
    line: languages, file, both texts, and ``tagged`` where it is.
    """
    work = recipe.paths.work
    work.mkdir(parents=True, exist_ok=True)
    held = Held.of(recipe.paths.tests, recipe.filter.overlap)
    counts, path = Counts(), work / PAIRS
    part = path.with_suffix(".part")
    with gzip.open(part, "wt", encoding="utf-8", compresslevel=5) as out:
        for pair in kept(pairs_of(recipe), held, recipe.filter, counts):
            tag = (_TAGGED,) if pair.tagged else ()
            out.write("\t".join((*pair.languages, pair.file, pair.source, pair.target, *tag)) + "\n")
    report = {"kept": counts.kept, "dropped": counts.dropped}
    write_text(work / REPORT, json.dumps(report, ensure_ascii=False, indent=1))
    part.replace(path)
    return path


def read_pairs(work: Path, *, dissimilar: bool = False) -> list[Pair]:
    """The pairs that ``clean`` wrote, with ``dissimilar`` also those that step ``similar`` left out.

    Raises ``InputError`` where there are none.
    """
    from recipes.mini.similar import fit  # it reads pairs, too

    require(work / PAIRS, "clean")
    with gzip.open(work / PAIRS, "rt", encoding="utf-8") as stream:
        rows = (line.rstrip("\n").split("\t") for line in stream)
        pairs = [
            Pair(source, target, (a, b), file, tag == [_TAGGED]) for a, b, file, source, target, *tag in rows
        ]
    return pairs if dissimilar else fit(pairs, work)
