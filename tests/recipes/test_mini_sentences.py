"""The sentences written for the recipe: whole, in three languages, and of no test set."""

import csv
import gzip
from pathlib import Path

from recipes.mini.clean import Held, key
from recipes.mini.config import load

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "recipes" / "mini" / "sentences"


def rows() -> dict[str, list[list[str]]]:
    found = {}
    for path in sorted(FOLDER.glob("*.tsv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            found[path.name] = [line.rstrip("\n").split("\t") for line in stream]
    return found


def test_every_row_has_three_languages_and_stands_once() -> None:
    """What SOURCES.tsv says is there; a row is Kazakh, English, Russian; no Kazakh sentence comes twice."""
    files = rows()
    with (FOLDER / "SOURCES.tsv").open(encoding="utf-8", newline="") as stream:
        listed = {row["file"]: int(row["lines"]) for row in csv.DictReader(stream, delimiter="\t")}
    assert listed == {name: len(each) for name, each in files.items()}
    every = [row for each in files.values() for row in each]
    assert all(len(row) == 3 and all(cell.strip() for cell in row) for row in every)
    assert len({key(row[0]) for row in every}) == len(every) > 20_000


def test_no_test_set_is_among_them() -> None:
    """Neither a line of this project's sets, however short, nor eight words in a row of one; the public sets
    are asked, too, where they are at hand."""
    recipe = load(ROOT / "recipes" / "mini" / "third.toml")
    tests = [path for path in recipe.paths.tests if path.exists()]
    assert len(tests) >= 13
    held = Held.of(tests, recipe.filter.overlap)
    lines = {
        key(cell)
        for path in tests
        for line in path.read_text("utf-8").splitlines()
        for cell in line.split("\t")
    }
    for row in (row for each in rows().values() for row in each):
        for cell in row:
            assert cell not in held and key(cell) not in lines, cell
