"""The shipped termbase and the article's references, read as plain files."""

import csv
import re
from pathlib import Path

import pytest

from kztrans import Glossary
from kztrans.enforce.forms import licensed_forms
from kztrans.glossary.lint import lint
from kztrans.records import TARGETS

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "glossary").glob("*.csv"))
HEADER = [
    *("kk", "en", "ru", "pos", "domain", "status", "note"),
    *("en_forms", "ru_forms", "en_forbidden", "ru_forbidden", "case", "gender", "keep"),
]
CONTEXT = {"near", "not_near", "priority", "derive"}  # columns of the files that use them
VALUES = {
    "pos": {"noun", "name", "abbr", "adj", "phrase", "unit", "verb"},
    "status": {"approved", "admitted"},
    "case": {"", "exact"},
    "gender": {"", "m", "f", "n"},
    "keep": {"", "yes"},
}
KAZAKH_OR_RUSSIAN = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[A-Za-z]")


def rows() -> list[tuple[str, dict[str, str]]]:
    """Every entry with its file and line, for messages."""
    found = []
    for path in FILES:
        with path.open(encoding="utf-8", newline="") as file:
            found += [(f"{path.name}:{line}", row) for line, row in enumerate(csv.DictReader(file), start=2)]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_has_the_documented_header_and_complete_rows(path: Path) -> None:
    """A missing or misnamed column or a stray comma would silently drop what an entry says."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    assert header[: len(HEADER)] == HEADER
    assert set(header[len(HEADER) :]) <= CONTEXT
    assert lines
    assert [line for line in lines if len(line) != len(header)] == []


def test_the_readme_counts_the_entries_of_every_file() -> None:
    """The termbase covers the genre, and the README tells the truth about each file that holds it."""
    readme = (ROOT / "glossary" / "README.md").read_text(encoding="utf-8")
    sizes = {path.name: len(path.read_text(encoding="utf-8").splitlines()) - 1 for path in FILES}
    assert sum(sizes.values()) >= 1200
    assert [name for name, size in sizes.items() if f"`{name}` ({size})" not in readme] == []
    assert f"{len(rows()):,} entries" in readme


def test_every_entry_has_both_targets() -> None:
    """An empty target would leave the term unenforced in that language."""
    assert [place for place, row in rows() if not all(row[c].strip() for c in ("kk", "en", "ru"))] == []


def test_the_check_finds_nothing() -> None:
    """What ``kztrans glossary check`` asks of a user's glossary, ours does: not even a warning."""
    assert [str(finding) for finding in lint(ROOT / "glossary")] == []


def test_every_entry_is_found_in_its_own_headword() -> None:
    """No entry hides behind another, whole or in part."""
    glossary = Glossary.default()
    hidden = []
    for term in glossary.terms:
        text = " ".join((term.kk, *term.near[:1]))
        first = next(iter(glossary.find(text)), None)
        if first is None or first.term != term or first.source != term.kk:
            hidden.append((term.kk, first and first.term.kk))
    assert hidden == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Қабырғаға темір арқалықтар қойылды.", []),
        ("Өзен бойында қандыағаш өседі.", []),
        ("Арқалықта мектеп ашылды.", ["Арқалық"]),
        ("Станция 96 млрд кВт·сағ өндірді.", ["кВт·сағ"]),
    ],
)
def test_common_words_are_no_places_and_units_are_whole(text: str, expected: list[str]) -> None:
    """Beams and alders are no cities, and a kilowatt-hour is no kilowatt."""
    watched = {"Арқалық", "Қандыағаш", "кВт", "кВт·сағ"}
    found = [each.term.kk for each in Glossary.load(ROOT / "glossary").find(text)]
    assert [kk for kk in found if kk in watched] == expected


def test_every_entry_licenses_its_headword() -> None:
    """The target as the entry writes it may always stand, and it is no forbidden form."""
    for term in Glossary.default().terms:
        for language in TARGETS:
            forms = [form.text for form in licensed_forms(term, language)]
            assert term.target(language) in forms, term.kk
            assert not set(forms) & set(term.forbidden(language)), term.kk


def test_russian_phrases_have_cases() -> None:
    """A phrase that grammar leaves in the nominative would be wrong after every preposition."""
    phrases = [term for term in Glossary.default().terms if " " in term.ru and not term.ru_forms]
    assert len(phrases) > 500
    assert [term.kk for term in phrases if len(licensed_forms(term, "ru")) < 3] == []


def test_no_headword_is_there_twice() -> None:
    """Two entries for one headword would contradict each other across files."""
    seen: dict[str, str] = {}
    repeated = []
    for place, row in rows():
        first = seen.setdefault(row["kk"].casefold(), place)
        if first != place:
            repeated.append((row["kk"], first, place))
    assert repeated == []


def test_no_word_mixes_scripts() -> None:
    """A Latin look-alike inside a Cyrillic word (or the reverse) never matches and cannot be seen."""
    cells = [(place, row[column]) for place, row in rows() for column in HEADER if column != "note"]
    mixed = [
        (place, word)
        for place, cell in cells
        for word in re.findall(r"\w+", cell)
        if KAZAKH_OR_RUSSIAN.search(word) and LATIN.search(word)
    ]
    assert mixed == []


def test_targets_are_in_their_own_script() -> None:
    """English cells hold no Cyrillic; Russian ones hold some, except strings that are the same in both."""
    entries = rows()
    english = ("en", "en_forms", "en_forbidden")
    assert [(p, r[c]) for p, r in entries for c in english if KAZAKH_OR_RUSSIAN.search(r[c])] == []
    assert [p for p, r in entries if not KAZAKH_OR_RUSSIAN.search(r["ru"]) and not r["keep"]] == []


def test_cells_are_tidy_and_values_are_known() -> None:
    """Stray spaces break matching; an unknown value in a closed column would be ignored."""
    untidy = [
        (place, column)
        for place, row in rows()
        for column in HEADER
        if row[column] != " ".join(row[column].split())
    ]
    unknown = [(p, c, r[c]) for p, r in rows() for c, values in VALUES.items() if r[c] not in values]
    assert untidy == []
    assert unknown == []
    assert [place for place, row in rows() if row["domain"] != place.split(".")[0]] == []


def test_form_lists_have_no_empty_or_repeated_items() -> None:
    """A list that replaces the paradigm holds the headword's target; no list holds an empty form."""
    wrong = []
    for place, row in rows():
        for language in ("en", "ru"):
            cell = row[f"{language}_forms"]
            forms = cell.removeprefix("+").split("|") if cell else []
            incomplete = bool(cell) and not cell.startswith("+") and row[language] not in forms
            if incomplete or len(set(forms)) < len(forms) or not all(form.strip() for form in forms):
                wrong.append((place, language))
    assert wrong == []


def test_kept_strings_are_their_own_translation() -> None:
    """A keep-as-is entry may not say something else in a target column."""
    assert [p for p, r in rows() if r["keep"] and {r["en"], r["ru"]} != {r["kk"]}] == []


def test_the_references_are_aligned_with_the_article() -> None:
    """Scores of the article mean something only if each reference line translates its source line."""
    folder = ROOT / "eval" / "article"
    source, english, russian = (
        (folder / name).read_text(encoding="utf-8").splitlines()
        for name in ("source.kk.txt", "reference.en.txt", "reference.ru.txt")
    )
    article = (ROOT / "examples" / "article.kk.txt").read_text(encoding="utf-8")
    assert " ".join(source) == article.strip()
    assert len(source) == len(english) == len(russian)
    for kk, en, ru in zip(source, english, russian, strict=True):
        assert re.findall(r"\d+", kk) == re.findall(r"\d+", en.replace(",", "")) == re.findall(r"\d+", ru)
