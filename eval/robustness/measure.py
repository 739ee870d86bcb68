"""What a model makes of unusual lines: loops, inventions, numbers, names and signs, by kind of line.

    python eval/robustness/measure.py [--model mini] --to en|ru [--free] [--show]

Translates every line of ``lines.tsv`` twice, with the guards off (``free``) and on (``guarded``, the default
settings without a glossary), and prints a table of each. ``--free`` leaves the second out; ``--show`` lists
the lines with something to look at, and what. The columns are explained in README.md beside this script.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from kztrans import Translator
from kztrans.check import Pair, run_checks
from kztrans.check.length import BOUNDS, SLACK
from kztrans.enforce import demands_of, find_guards
from kztrans.enforce.guards import Guard
from kztrans.enforce.proof import prove
from kztrans.errors import KztransError
from kztrans.records import TARGETS, Target, Translation
from kztrans.text import normalize
from kztrans.text.script import LETTERS

LINES = Path(__file__).parent / "lines.tsv"
KINDS = (
    "word", "letter", "heading", "long", "caps", "number", "name", "english", "russian", "mixed",
    "latin-kazakh", "emptyish", "unknown", "markup", "repeated", "unfinished", "quotes", "address",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the set; ``text`` has its escapes read."""

    id: str
    kind: str
    text: str
    notes: str


class Desk(Protocol):
    """What is measured: a ``Translator``, or whatever translates as one."""

    def translate(self, texts: Sequence[str], *, target: Target, guards: bool) -> list[Translation]:
        """One translation a text, in order."""
        ...


def load(path: Path = LINES) -> list[Line]:
    """The lines of the set, in order."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Line(row["id"], row["kind"], unescaped(row["kk"]), row["notes"]) for row in rows]


def unescaped(text: str) -> str:
    """``text`` with its ``\\uXXXX`` read as characters; any other backslash is one."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


# --- what is judged: a flag a line, or a share of what its source holds ---

Share = tuple[int, int]  # right, of so many


def speaks(check: str, pair: Pair) -> bool:
    """Whether a check of ``kztrans.check`` has something to say."""
    return bool(run_checks(pair, [check]))


def invented(pair: Pair) -> bool:
    """Words for a source that has none, or more characters than a source of this length allows."""
    if not any(map(str.isalnum, pair.source)):
        return any(map(str.isalnum, pair.target))
    return len(pair.target.strip()) > BOUNDS[pair.language][1] * len(pair.source.strip()) + SLACK


def short(pair: Pair) -> bool:
    """Fewer characters than a source of this length allows; nothing at all is ``empty``."""
    least = BOUNDS[pair.language][0] * len(pair.source.strip()) - SLACK
    return len(pair.target.strip()) < least and not speaks("empty", pair)


def numbers_right(pair: Pair) -> Share:
    """Numbers, and strings of digits that are none, which the proof finds in the target."""
    return _proven(pair, lambda guard: guard.number is not None or _has_digits_only(guard))


def latin_right(pair: Pair) -> Share:
    """Names, codes, addresses and handles with letters, which the proof finds in the target."""
    return _proven(
        pair,
        lambda guard: (
            guard.number is None and not _has_digits_only(guard) and guard.kind not in ("foreign", "sign")
        ),
    )


def _has_digits_only(guard: Guard) -> bool:
    return any(map(str.isdigit, guard.text)) and not any(map(str.isalpha, guard.text))


def _proven(pair: Pair, wanted: Callable[[Guard], bool]) -> Share:
    guards = find_guards(pair.source)
    demands = demands_of([], guards, pair.language)
    # All of them are proven together: no place in the target may answer for two.
    places = prove(demands, pair.target)
    asked = {(guard.start, guard.end) for guard in guards if wanted(guard)}
    judged = [place for d, place in zip(demands, places, strict=True) if (d.start, d.end) in asked]
    return sum(place is not None for place in judged), len(judged)


# Letters of the two alphabets, ASCII, and marks that translators change by rule; selectors are invisible.
_COMMON = re.compile(f"[{LETTERS}\\x00-\\x7f«»“”„‟‹›‘’–—…•·−\u2009\ufe0f\\s]")
# A sign may be put into words. Sources: the Style Guide of the EU's Publications Office, Milchin's handbook.
_WORDED = {
    "№": r"no\b|nos\b|number", "§": "section|paragraph|параграф|раздел", "₸": "tenge|kzt|тенге|тг",
    "€": "euro|eur|евро", "°": "degree|градус", "℃": "°c|°с|degree|градус", "©": r"\(c\)|copyright",
    "™": r"\(tm\)|tm\b|trademark", "²": r"\^2|square|квадрат", "½": "half|половин",
}  # fmt: skip


def unknown_kept(pair: Pair) -> Share:
    """Signs and letters of other scripts that stand in the target, each as often; some may be in words."""
    found = [char for char in pair.source if not _COMMON.fullmatch(char)]
    kept = sum(
        min(found.count(char), len(re.findall(_writings(char), pair.target.casefold())))
        for char in dict.fromkeys(found)
    )
    return kept, len(found)


def _writings(char: str) -> str:
    words = _WORDED.get(char)
    sign = re.escape(char.casefold())
    return f"{sign}|{words}" if words else sign


def wrong_script(pair: Pair) -> bool:
    """Letters that have no business in the target, outside of strings that are copied letter by letter."""
    target = pair.target
    for guard in find_guards(pair.source):
        if guard.number is None:
            target = target.replace(guard.text, " ")
    return speaks("script", Pair(pair.source, target, pair.language))


FLAGS: dict[str, Callable[[Pair], bool]] = {
    "loops": partial(speaks, "repetition"),
    "twice": partial(speaks, "duplicates"),
    "empty": partial(speaks, "empty"),
    "invented": invented,
    "short": short,
    "script": wrong_script,
    "number?": partial(speaks, "numbers"),
}
SHARES: dict[str, Callable[[Pair], Share]] = {
    "numbers": numbers_right,
    "Latin": latin_right,
    "signs": unknown_kept,
}
CRASH = "crashes"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in one translated line; ``output`` is None where translating it raised an error."""

    line: Line
    output: str | None
    flags: frozenset[str]
    shares: tuple[Share, ...]

    @property
    def troubles(self) -> list[str]:
        """The flags, and the shares that are not whole."""
        flags = [name for name in (*FLAGS, CRASH) if name in self.flags]
        parts = zip(SHARES, self.shares, strict=True)
        return flags + [f"{name} {right}/{asked}" for name, (right, asked) in parts if right < asked]


def judge(line: Line, translation: Translation | None, target: Target) -> Verdict:
    """Judge one line as a whole. The source is the repaired text (``kztrans.text.normalize``)."""
    source = normalize(line.text).text
    if translation is None:
        lost = Pair(source, "", target)
        return Verdict(line, None, frozenset({CRASH}), tuple(share(lost) for share in SHARES.values()))
    pair = Pair(source, translation.text, target, translation.terms)
    flags = frozenset(name for name, flag in FLAGS.items() if flag(pair))
    return Verdict(line, translation.text, flags, tuple(share(pair) for share in SHARES.values()))


def measure(desk: Desk, lines: Sequence[Line], target: Target, *, guards: bool) -> list[Verdict]:
    """Translate the lines and judge each."""
    done = translated(desk, [line.text for line in lines], target, guards=guards)
    return [judge(line, translation, target) for line, translation in zip(lines, done, strict=True)]


def translated(desk: Desk, texts: Sequence[str], target: Target, *, guards: bool) -> list[Translation | None]:
    """The translations, all at once; where that fails, one by one, None for each that fails alone."""
    try:
        return [*desk.translate(texts, target=target, guards=guards)]
    except Exception:  # a crash of whatever kind is what is counted
        if len(texts) == 1:
            return [None]
    return [done for text in texts for done in translated(desk, [text], target, guards=guards)]


# --- the tables ---


def table(name: str, verdicts: Sequence[Verdict]) -> Iterator[str]:
    """A row a kind and one of totals: lines with each flag, then what is right of what was asked."""
    yield "".join([f"{name:14}{'lines':>6}", *(f"{each:>9}" for each in (*FLAGS, CRASH))]) + "".join(
        f"{each:>17}" for each in SHARES
    )
    for kind in KINDS:
        if rows := [verdict for verdict in verdicts if verdict.line.kind == kind]:
            yield _row(kind, rows)
    yield _row("all", verdicts)


def _row(name: str, rows: Sequence[Verdict]) -> str:
    counts = [sum(flag in row.flags for row in rows) for flag in (*FLAGS, CRASH)]
    text = f"{name:14}{len(rows):6}" + "".join(f"{count or '.':>9}" for count in counts)
    return text + "".join(f"{_share(share):>17}" for share in totals(rows))


def totals(rows: Iterable[Verdict]) -> list[Share]:
    """Each share over all rows."""
    columns = zip(*(row.shares for row in rows), strict=True)
    return [(sum(right for right, _ in column), sum(asked for _, asked in column)) for column in columns]


def _share(share: Share) -> str:
    right, asked = share
    return f"{right}/{asked} {right / asked:6.1%}" if asked else "."


def troubled(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """The lines with something to look at."""
    for verdict in verdicts:
        if verdict.troubles:
            yield f"{verdict.line.id}: {', '.join(verdict.troubles)}"
            yield f"    {verdict.line.text!r}"
            yield f"    {verdict.output!r}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="mini")
    parser.add_argument("--to", choices=TARGETS, required=True)
    parser.add_argument("--free", action="store_true", help="only with the guards off")
    parser.add_argument("--show", action="store_true", help="list the lines with something to look at")
    options = parser.parse_args()
    try:
        translator = Translator.load(options.model)
    except KztransError as error:
        parser.error(str(error))
    lines = load()
    for name, guards in (("free", False), ("guarded", True)):
        if guards and options.free:
            continue
        verdicts = measure(translator, lines, options.to, guards=guards)
        text = [translator.signature(target=options.to, guards=guards), *table(name, verdicts)]
        text += troubled(verdicts) if options.show else ()
        sys.stdout.write("\n".join(text) + "\n\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
