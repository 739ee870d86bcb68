"""How well terms are found: recall and precision on lines whose occurrences were judged by reading.

    python eval/matching/score.py --corpus DIR [--errors]

DIR is the corpus folder (see README.md beside this script): the lines themselves are not kept here, only
where they stand and a hash of each. ``--errors`` lists what was missed and what was found wrongly.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kztrans.glossary import Glossary, Term
from kztrans.text import normalize

HERE = Path(__file__).parent
QUOTES = "«»„“”‟‹›\"'‘’"

Hit = tuple[int, int, str]  # start, end, headword
Place = tuple[str, int]  # file, line


@dataclass(frozen=True, slots=True)
class Line:
    """A judged line: its text, the occurrences in it, and look-alikes that are none."""

    place: Place
    text: str
    expected: frozenset[Hit]
    refused: frozenset[Hit]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of hits over all lines; ``inside`` are those that begin or end within a word."""

    right: tuple[tuple[Line, Hit], ...]
    missed: tuple[tuple[Line, Hit], ...]
    wrong: tuple[tuple[Line, Hit], ...]
    inside: tuple[tuple[Line, Hit], ...]

    @property
    def recall(self) -> float:
        return len(self.right) / ((len(self.right) + len(self.missed)) or 1)

    @property
    def precision(self) -> float:
        return len(self.right) / ((len(self.right) + len(self.wrong)) or 1)

    def only(self, wanted: Callable[[str], bool]) -> Score:
        """The same for headwords that ``wanted`` accepts."""
        groups = (self.right, self.missed, self.wrong, self.inside)
        return Score(*(tuple(pair for pair in group if wanted(pair[1][2])) for group in groups))


def five_letters(headword: str) -> bool:
    """Whether a headword has five letters or more."""
    return sum(map(str.isalpha, headword)) >= 5


def load(corpus: Path) -> list[Line]:
    """The judged lines with their texts. Raises ``ValueError`` where the corpus holds another text there."""
    verdicts: dict[Place, dict[str, set[Hit]]] = {}
    for row in _table("gold.tsv"):
        place = row["file"], int(row["line"])
        hit = int(row["start"]), int(row["end"]), row["headword"]
        verdicts.setdefault(place, {"+": set(), "-": set()})[row["verdict"]].add(hit)
    wanted = {(row["file"], int(row["line"])): row["sha256_12"] for row in _table("lines.tsv")}
    texts = _texts(corpus, wanted)
    lines = []
    for place, digest in wanted.items():
        text = texts.get(place, "")
        if hashlib.sha256(text.encode()).hexdigest()[:12] != digest:
            raise ValueError(f"{place[0]}, line {place[1]}: the corpus holds another text than was judged")
        judged = verdicts.get(place, {"+": set(), "-": set()})
        lines.append(Line(place, text, frozenset(judged["+"]), frozenset(judged["-"])))
    return lines


def score(lines: Iterable[Line]) -> Score:
    """Find the headwords of the set in ``lines`` and compare with what was judged."""
    terms = [Term(row["headword"], "x", "х", case=row["case"]) for row in _table("headwords.tsv")]
    glossary = Glossary.from_terms(terms)
    right, missed, wrong, inside = [], [], [], []
    for line in lines:
        expected = {_bare(line.text, hit) for hit in line.expected}
        found = {_bare(line.text, hit) for hit in _hits(glossary, line.text)}
        right += [(line, hit) for hit in sorted(expected & found)]
        missed += [(line, hit) for hit in sorted(expected - found)]
        wrong += [(line, hit) for hit in sorted(found - expected)]
        inside += [(line, hit) for hit in sorted(found) if _within_word(line.text, *hit[:2])]
    return Score(tuple(right), tuple(missed), tuple(wrong), tuple(inside))


def report(result: Score) -> Iterator[str]:
    """The table: all headwords, and those of five letters or more."""
    yield f"{'headwords':22}{'occurrences':>12}{'recall':>9}{'precision':>11}{'inside a word':>15}"
    for name, part in (("all", result), ("of 5 letters or more", result.only(five_letters))):
        count = len(part.right) + len(part.missed)
        yield (
            f"{name:22}{count:12}{part.recall:9.2%}{part.precision:11.2%}{len(part.inside):15}"
            f"   ({len(part.missed)} missed, {len(part.wrong)} wrong)"
        )


def errors(result: Score) -> Iterator[str]:
    """Every miss and every wrong hit, with its place."""
    for name, group in (("missed", result.missed), ("wrong", result.wrong), ("inside", result.inside)):
        for line, (start, end, headword) in group:
            yield f"{name}: {line.place[0]}:{line.place[1]}: '{line.text[start:end]}' for '{headword}'"


def _hits(glossary: Glossary, text: str) -> Iterator[Hit]:
    view = normalize(text)
    for occurrence in glossary.find(view.text):
        span = view.original_span(occurrence.start, occurrence.end)
        yield span.start, span.end, occurrence.term.kk


def _bare(text: str, hit: Hit) -> Hit:
    """``hit`` without quotes at its ends: whether they belong to it is not judged."""
    start, end, headword = hit
    while text[start] in QUOTES:
        start += 1
    while text[end - 1] in QUOTES:
        end -= 1
    return start, end, headword


def _within_word(text: str, start: int, end: int) -> bool:
    return text[:start][-1:].isalnum() or text[end : end + 1].isalnum()


def _texts(corpus: Path, wanted: Iterable[Place]) -> dict[Place, str]:
    """The Kazakh text at each place: the first column of a line."""
    texts = {}
    for name in {file for file, _ in wanted}:
        with gzip.open(corpus / name, "rt", encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                if (name, number) in wanted:
                    texts[name, number] = line.rstrip("\n").split("\t")[0]
    return texts


def _table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of the corpus files")
    parser.add_argument("--errors", action="store_true", help="list misses and wrong hits")
    options = parser.parse_args()
    try:
        result = score(load(options.corpus))
    except (OSError, ValueError) as error:
        parser.error(str(error))
    text = (*report(result), *(errors(result) if options.errors else ()))
    sys.stdout.write("\n".join(text) + "\n")


if __name__ == "__main__":
    main()
