"""The press set and the article's references are well-formed, in the right script and taken from nowhere."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import pytest

from kztrans.check import Pair, run_checks
from kztrans.evaluate.challenge import checkout_set, load_cases
from kztrans.text.script import CYRILLIC, has_kazakh_letters

ROOT = Path(__file__).parents[2]
PRESS = ROOT / "eval" / "press"
ARTICLE = ROOT / "eval" / "article"
SHARED = ROOT.parent / "shared"
TEXTS = ("source.kk.txt", "reference.en.txt", "reference.ru.txt")
_QUOTED_NAME = re.compile("«[^«»]*»")


def lines_of(path: Path) -> list[str]:
    """The lines of a file whose last line ends with a line feed."""
    *lines, rest = path.read_text("utf-8").split("\n")
    assert rest == ""
    return lines


def key(text: str) -> str:
    """The letters and digits of a text, so that another comma or quote makes no other sentence."""
    return " ".join(re.findall(r"\w+", text.casefold()))


KK, EN, RU = (lines_of(PRESS / name) for name in TEXTS)
DOCUMENTS = [tuple(line.split("\t")) for line in lines_of(PRESS / "documents.tsv")]
KEYS = {key(line) for line in (*KK, *EN, *RU)}
# How the sentences begin: a cheap look before a key is made of every line of the corpus.
HEADS = {line[:6].casefold() for line in (*KK, *EN, *RU)}


def test_four_files_of_one_length():
    """The line numbers of the texts and of the documents mean the same sentence."""
    assert len(KK) == len(EN) == len(RU) == len(DOCUMENTS) >= 300


def test_documents_are_whole():
    """A document's lines stand together, bear one topic and are as many as a short report has."""
    runs = [(document, len(list(run))) for document, run in groupby(DOCUMENTS)]
    assert {len(row) for row in DOCUMENTS} == {2} and all(all(row) for row in DOCUMENTS)
    assert len(runs) == len({document for (document, _), _ in runs}) >= 40
    assert {count for _, count in runs} <= set(range(6, 11))


@pytest.mark.parametrize("lines", [KK, EN, RU], ids=TEXTS)
def test_lines_are_clean(lines):
    """No line is empty, doubled, or written with characters that an edit left behind."""
    assert [line for line, count in Counter(map(key, lines)).items() if count > 1] == []
    assert [line for line in lines if not key(line) or line != " ".join(line.split())] == []
    assert [line for line in lines if line != unicodedata.normalize("NFC", line)] == []


def test_scripts():
    """Each text is in its own letters; Kazakh ones stand in Russian only in a name between quotes."""
    assert [line for line in KK if not has_kazakh_letters(line)] == []
    assert [line for line in EN if re.search(f"[{CYRILLIC}]", line)] == []
    assert [line for line in RU if has_kazakh_letters(_QUOTED_NAME.sub("", line))] == []
    assert [line for line in RU if "ё" in line.lower()] == []


@pytest.mark.parametrize(("language", "references"), [("en", EN), ("ru", RU)])
def test_references_keep_figures_and_codes(language, references):
    """Every figure, sum, date and code of the Kazakh is in the reference, and neither is cut short."""
    pairs = [Pair(kk, line, language) for kk, line in zip(KK, references, strict=True)]
    asked = ("empty", "length", "numbers", "codes")
    assert [(pair.source, issue) for pair in pairs for issue in run_checks(pair, asked)] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_article_has_two_references(language):
    """The second reference of the article is aligned with it, and is no copy of the first one."""
    source = lines_of(ARTICLE / "source.kk.txt")
    first, second = (lines_of(ARTICLE / f"{name}.{language}.txt") for name in ("reference", "reference2"))
    assert len(source) == len(first) == len(second) and all(map(key, second))
    assert sum(map(str.__eq__, first, second)) < len(source) / 4


def test_nothing_of_the_challenge_set_or_the_article():
    """The set's score is a second opinion: it shares no sentence with the other sets of this project."""
    others = [text for case in load_cases(checkout_set()) for text in (case.kk, case.en, case.ru)]
    others += [line for path in ARTICLE.glob("*.txt") for line in lines_of(path)]
    assert len(others) > 1000
    assert KEYS & set(map(key, others)) == set()


def shared_texts(paths: Iterable[Path]) -> Iterator[str]:
    """Every cell of every line of the files, plain or gzipped."""
    for path in paths:
        with gzip.open(path, "rt", "utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            for line in file:
                yield from line.rstrip("\n").split("\t")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not here")
@pytest.mark.parametrize("files", ["corpus/*.gz", "testsets/*.[ker][knu]"])
def test_nothing_of_the_corpus_or_the_test_sets(files):
    """No sentence was taken from what models of this project are trained or tested on."""
    texts = list(shared_texts(SHARED.glob(files)))
    assert len(texts) > 5000
    assert {text for text in texts if text[:6].casefold() in HEADS and key(text) in KEYS} == set()
