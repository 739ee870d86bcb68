"""A corpus folder: ``*.tsv.gz`` with the columns kk, en, ru, and ``SOURCES.tsv`` on what each file is.

What ``synthesise`` wrote (``WORK/synthetic/*.tsv.gz``) has the same columns and is read behind it.
"""

from __future__ import annotations

import csv
import gzip
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from kztrans.errors import InputError
from recipes.mini.config import LANGUAGES, Recipe, Synthesis, require

SYNTHETIC = "synthetic"
_ENDING = ".tsv.gz"
_WORD = re.compile(r"\w+(?:-\w+)*")
_NOISE = re.compile("</?seg>|\u00ad|\u200b|\ufeff")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its translation, with the languages and the file that it came from.

    ``tagged``: the model is to be told that this one is not like others (Caswell et al. 2019).
    """

    source: str
    target: str
    languages: tuple[str, str]
    file: str
    tagged: bool = False

    @property
    def helper(self) -> bool:
        """Whether it is of a direction that only helps: without Kazakh."""
        return "kk" not in self.languages


@dataclass(frozen=True, slots=True)
class Source:
    """A corpus file: ``kind`` is ``sentences``, ``llm``, ``strings``, ``dictionary`` or a synthesis' own."""

    name: str
    kind: str
    licence: str
    lowercase: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: language -> text, empty where it is missing."""

    texts: Mapping[str, str]
    file: str


def sources_of(corpus: Path) -> dict[str, Source]:
    """The files of ``SOURCES.tsv`` that hold parallel text, by name without ending."""
    return {
        name: Source(
            name, _kind(row), row.get("licence") or "unknown", "lower-cased+" in (row["quality"] or "")
        )
        for row in _listed(corpus)
        if not (name := row["file"].split(".")[0]).startswith("mono")
    }


def trained_sources(recipe: Recipe) -> dict[str, Source]:
    """What ``pairs_of`` reads: the files of the corpus folders, then those of ``[[synthesis]]``.

    Raises ``InputError`` where two have a name, and for a synthesis that no weight is given.
    """
    found: dict[str, Source] = {}
    for folder in recipe.paths.folders:
        more = sources_of(folder)
        if twice := sorted(found.keys() & more.keys()):
            raise InputError(f"a file of another folder is called {twice[0]!r}, too", file=folder)
        found |= more
    listed = _listed(recipe.paths.corpus)
    for each in recipe.synthesis:
        if each.name in found:
            raise InputError(f"[[synthesis]]: a file of the corpus is called {each.name!r}, too")
        if each.kind not in recipe.weights.kinds and each.name not in recipe.weights.files:
            remedy = f"Add it to [weights.kinds]: {each.kind} = 2.0"
            raise InputError(f"the kind {each.kind!r} of {each.name!r} has no weight", remedy=remedy)
        licences = {
            row.get("licence") or "unknown"
            for row in listed
            if any(fnmatch(row["file"], pattern) for pattern in each.files)
        }
        model = "/".join(Path(each.model).parts[-2:])
        licence = f"by {model} from: {'; '.join(sorted(licences)) or 'unknown'}"
        found[each.name] = Source(each.name, each.kind, licence)
    return found


def synthetic_file(work: Path, name: str) -> Path:
    """Where ``synthesise`` writes the rows of that name."""
    return work / SYNTHETIC / f"{name}{_ENDING}"


def _listed(corpus: Path) -> list[dict[str, str]]:
    path = corpus / "SOURCES.tsv"
    if not path.exists():
        raise InputError("no such file", file=path, remedy="A corpus folder says what its files are there.")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _kind(row: Mapping[str, str]) -> str:
    stated = f"{row['file']} {row['kind']}".lower()
    if row["file"].startswith("llm"):
        return "llm"
    for kind, signs in (("dictionary", ("dict", "names")), ("strings", ("string", "interface"))):
        if any(sign in stated for sign in signs):
            return kind
    return "sentences"


def _lowered_mono(row: Mapping[str, str]) -> bool:
    return row["file"].startswith("mono-kk") and "lowercased" in (row["quality"] or "")


def pairs_of(recipe: Recipe) -> Iterator[Pair]:
    """Every pair of each folder, in the order of its files' names, in all directions; then synthetic ones.

    Of synthetic rows only pairs with the language that the model wrote: the others are in the corpus.
    Raises ``InputError`` for a synthesis that was not made, or not to its end.
    """
    for folder in recipe.paths.folders:
        for name in sorted(sources_of(folder)):
            if not (path := folder / f"{name}{_ENDING}").exists():
                raise InputError("SOURCES.tsv names a file that is not there", file=path)
        for row in rows_of(folder):
            yield from _pairs(row, recipe.directions)
    for each in recipe.synthesis:
        path = synthetic_file(recipe.paths.work, each.name)
        require(path, "synthesise")
        for row in _rows(path):
            yield from _pairs(row, recipe.directions, each)


def _pairs(row: Row, directions: Sequence[tuple[str, str]], made: Synthesis | None = None) -> Iterator[Pair]:
    for a, b in directions:
        if row.texts[a] and row.texts[b] and (made is None or made.write in (a, b)):
            yield Pair(row.texts[a], row.texts[b], (a, b), row.file, made is not None and made.tag)


def rows_of(corpus: Path, patterns: Sequence[str] | None = None) -> Iterator[Row]:
    """The rows of the files that ``patterns`` match, in the order of their names; None: all parallel ones.

    A line of ``mono-LANGUAGE-*.txt.gz`` is a row of one text. Some sources were all lower case: their Kazakh
    gets the case back that words usually have elsewhere.
    """
    sources = sources_of(corpus)
    lowered = {name for name, source in sources.items() if source.lowercase}
    lowered |= {row["file"].split(".")[0] for row in _listed(corpus) if _lowered_mono(row)}
    cases = _usual_cases(corpus)
    if patterns is None:
        paths = {corpus / f"{name}{_ENDING}" for name in sources}
    else:
        paths = {path for pattern in patterns for path in corpus.glob(pattern) if path.suffix == ".gz"}
    for path in sorted(paths, key=lambda path: path.name.split(".")[0]):
        yield from _rows(path, cases if path.name.split(".")[0] in lowered else None)


def _rows(path: Path, cases: Mapping[str, str] | None = None) -> Iterator[Row]:
    name = path.name.split(".")[0]
    language = name.split("-")[1] if name.startswith("mono-") else LANGUAGES[0]
    if language not in LANGUAGES:
        raise InputError(f"mono-LANGUAGE: the language is none of {', '.join(LANGUAGES)}", file=path)
    column = LANGUAGES.index(language)
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            cells = [*[""] * column, *line.rstrip("\n").split("\t"), "", ""][: len(LANGUAGES)]
            texts = dict(zip(LANGUAGES, map(normalised, cells), strict=True))
            if cases is not None:
                texts["kk"] = truecased(texts["kk"], cases)
            yield Row(texts, name)


def normalised(text: str) -> str:
    """NFC, plain spaces, without marks of other tools."""
    return " ".join(unicodedata.normalize("NFC", _NOISE.sub("", text)).split())


def truecased(text: str, cases: Mapping[str, str]) -> str:
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
