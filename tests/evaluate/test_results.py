"""The page of results says what the measured rows say, and nothing else."""

import importlib.util
from pathlib import Path

HERE = Path(__file__).parents[2] / "eval" / "results"


def _measure():
    spec = importlib.util.spec_from_file_location("measure", HERE / "measure.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_made_from_the_rows():
    """README.md is what the script writes from the TSV files: no figure in it was typed."""
    assert (HERE / "README.md").read_text("utf-8") == _measure().readme()


def test_every_row_says_where_it_is_from():
    """A measured row has a signature with the model's hash, a published one an address."""
    measure = _measure()
    for path in HERE.glob("*.tsv"):
        rows = measure.rows_of(path)
        assert rows
        for row in rows:
            if path.name == "published.tsv":
                assert row["source"].startswith("https://")
            else:
                assert f"|model:{path.stem}@" in row["signature"]
