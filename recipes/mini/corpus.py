"""A corpus folder: ``*.tsv.gz`` with the columns kk, en, ru, and ``SOURCES.tsv`` on what each file is."""

from __future__ import annotations

import csv
import gzip
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kztrans.errors import InputError

LANGUAGES = ("kk", "en", "ru")
#: The directions trained: both tasks, and ru -> en as a helper.
DIRECTIONS = (("kk", "en"), ("kk", "ru"), ("ru", "en"))
_WORD = re.compile(r"\w+(?:-\w+)*")
_NOISE = re.compile("</?seg>|\u00ad|\u200b|\ufeff")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its translation, with the languages and the file that it came from."""

    source: str
    target: str
    languages: tuple[str, str]
    file: str


@dataclass(frozen=True, slots=True)
class Source:
    """A corpus file: ``kind`` is ``sentences``, ``llm``, ``strings`` or ``dictionary``."""

    name: str
    kind: str
    licence: str
    lowercase: bool = False


def sources_of(corpus: Path) -> dict[str, Source]:
    """The files of ``SOURCES.tsv`` that hold parallel text, by name without ending."""
    path = corpus / "SOURCES.tsv"
    if not path.exists():
        raise InputError("no such file", file=path, remedy="A corpus folder says what its files are there.")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {
        name: Source(
            name, _kind(row), row.get("licence") or "unknown", "lower-cased+" in (row["quality"] or "")
        )
        for row in rows
        if not (name := row["file"].split(".")[0]).startswith("mono")
    }


def _kind(row: dict[str, str]) -> str:
    stated = f"{row['file']} {row['kind']}".lower()
    if row["file"].startswith("llm"):
        return "llm"
    for kind, signs in (("dictionary", ("dict", "names")), ("strings", ("string", "interface"))):
        if any(sign in stated for sign in signs):
            return kind
    return "sentences"


def pairs_of(corpus: Path) -> Iterator[Pair]:
    """Every pair of the corpus, in the order of the files' names, in all directions.

    Two sources were all lower case: their Kazakh gets the case back that words usually have elsewhere.
    """
    cases = _usual_cases(corpus)
    for name, source in sorted(sources_of(corpus).items()):
        path = corpus / f"{name}.tsv.gz"
        if not path.exists():
            raise InputError("SOURCES.tsv names a file that is not there", file=path)
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                cells = [normalised(cell) for cell in [*line.rstrip("\n").split("\t"), "", ""][:3]]
                texts = dict(zip(LANGUAGES, cells, strict=True))
                if source.lowercase:
                    texts["kk"] = truecased(texts["kk"], cases)
                for a, b in DIRECTIONS:
                    if texts[a] and texts[b]:
                        yield Pair(texts[a], texts[b], (a, b), name)


def normalised(text: str) -> str:
    """NFC, plain spaces, without marks of other tools."""
    return " ".join(unicodedata.normalize("NFC", _NOISE.sub("", text)).split())


def truecased(text: str, cases: dict[str, str]) -> str:
    """``text`` with its lower-case words as they are usually written, and a capital first."""

    def usual(match: re.Match[str]) -> str:
        return cases.get(match[0], match[0]) if match[0].islower() else match[0]

    text = _WORD.sub(usual, text)
    return text[:1].upper() + text[1:]


def _usual_cases(corpus: Path) -> dict[str, str]:
    """For each lower-cased Kazakh word how it is written inside sentences, where one way prevails."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(corpus.glob("mono-kk-*.txt.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                for number, match in enumerate(_WORD.finditer(line)):
                    opens = match.start() >= 2 and line[match.start() - 2] in ".!?:"
                    if number and not opens:
                        counts[match[0].lower()][match[0]] += 1
    found = {}
    for word, ways in counts.items():
        best, count = ways.most_common(1)[0]
        if best != word and count / ways.total() > 0.6 and (len(best) <= 5 or not best.isupper()):
            found[word] = best
    return found
