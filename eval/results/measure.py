"""The tables of results: measure a model on the test sets, and write README.md from what was measured.

    python eval/results/measure.py [--model mini] [--data DIR] [--set NAME]...
    python eval/results/measure.py --tables

The first writes ``MODEL.tsv`` beside this script, a row for each set, target and system (``free``: plain
decoding; ``glossary``: enforced, shipped glossary). DIR holds the public sets (``ntrex.kk`` …); without it
they come from their homes. A set that cannot be had is named on standard error and keeps its old rows. The
second only writes README.md again, from every TSV here.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from kztrans import Glossary, Translator
from kztrans.document import write_text
from kztrans.errors import EvaluationError
from kztrans.evaluate import Evaluation, SystemScore, evaluate
from kztrans.evaluate.sets import PUBLIC, load_set, set_names
from kztrans.records import TARGETS, Target

HERE = Path(__file__).parent
METRICS = ("BLEU", "chrF2", "chrF++", "TER")
COLUMNS = (
    *("set", "to", "segments", "system", *METRICS, "interval"),
    *("occurrences", "success", "exact", "chrF++ with terms", "chrF++ without", "signature"),
)
LANGUAGES = {"en": "English", "ru": "Russian"}
Row = dict[str, str]


def measure(model: str, names: list[str], data: Path | None) -> Iterator[Row]:
    """The rows of ``model`` on the sets called ``names``, set by set."""
    translator, glossary = Translator.load(model), Glossary.default()
    for name in names:
        for target in TARGETS:
            if name in PUBLIC and target not in PUBLIC[name].pairs:
                continue
            try:
                texts = load_set(name, target, data if name in PUBLIC else None)
            except EvaluationError as error:
                sys.stderr.write(f"{error}\n")
                continue
            result = evaluate(
                texts.sources,
                texts.references,
                target=target,
                translator=translator,
                glossary=glossary,
                documents=texts.documents,
            )
            yield from (_row(name, target, result, system) for system in result.systems)


def _row(name: str, target: Target, result: Evaluation, system: SystemScore) -> Row:
    metrics = {metric.name: metric for metric in system.metrics}
    interval, terms = metrics["chrF++"].interval, system.terms
    return {
        "set": name,
        "to": target,
        "segments": str(result.segments),
        "system": system.name,
        **{each: f"{metrics[each].score:.1f}" for each in METRICS},
        "interval": f"{interval.low:.1f}-{interval.high:.1f}" if interval else "",
        "occurrences": str(terms.success.whole) if terms else "",
        "success": _percent(terms.success.rate) if terms else "",
        "exact": _percent(terms.exact.rate) if terms else "",
        "chrF++ with terms": _one_place(system.chrf_on_term_segments),
        "chrF++ without": _one_place(system.chrf_on_other),
        "signature": metrics["chrF++"].signature,
    }


def _percent(rate: float | None) -> str:
    return "" if rate is None else f"{100 * rate:.1f}"


def _one_place(score: float | None) -> str:
    return "" if score is None else f"{score:.1f}"


def rows_of(path: Path) -> list[Row]:
    """The rows of a TSV file with a header."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def write_rows(path: Path, rows: list[Row]) -> None:
    """Write rows as TSV, columns as in ``COLUMNS``."""
    lines = ["\t".join(row[column] for column in COLUMNS) for row in rows]
    write_text(path, "\n".join(["\t".join(COLUMNS), *lines]) + "\n")


def readme() -> str:
    """README.md: a table for each measured model, then the published figures."""
    parts = [(HERE / "head.md").read_text("utf-8").rstrip()]
    for path in sorted(HERE.glob("*.tsv")):
        if path.name != "published.tsv":
            parts += [f"## {path.stem}: measured", _measured(rows_of(path))]
    parts += ["## Other models: published", _published(rows_of(HERE / "published.tsv"))]
    return "\n\n".join(parts) + "\n"


def _measured(rows: list[Row]) -> str:
    head = ["set", "to", "lines", "system", *METRICS, "95 % of chrF++", "terms", "success", "exact"]
    head += ["chrF++ with terms", "without"]
    names = ["set", "to", "segments", "system", *METRICS, "interval", "occurrences", "success", "exact"]
    names += ["chrF++ with terms", "chrF++ without"]
    table = _table(head, [[row[name] for name in names] for row in rows])
    signatures = dict.fromkeys(row["signature"] for row in rows)
    return table + "\n\nSignatures of chrF++:\n\n" + "\n".join(f"- `{each}`" for each in signatures)


def _published(rows: list[Row]) -> str:
    cells = [
        [row["set"], row["to"], row["model"], row["metric"], row["score"], f"[source]({row['source']})"]
        for row in rows
    ]
    return _table(["set", "to", "model", "metric", "score", "published at"], cells)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="mini")
    parser.add_argument("--data", type=Path, help="a folder with the public sets")
    parser.add_argument("--set", action="append", choices=set_names(), dest="sets")
    parser.add_argument("--tables", action="store_true", help="only write README.md again")
    options = parser.parse_args()
    if not options.tables:
        path = HERE / f"{Path(options.model).name}.tsv"
        fresh = list(measure(options.model, options.sets or list(set_names()), options.data))
        done = {(row["set"], row["to"]) for row in fresh}
        old = [row for row in rows_of(path) if (row["set"], row["to"]) not in done] if path.exists() else []
        order = {name: place for place, name in enumerate(set_names())}
        write_rows(path, sorted([*old, *fresh], key=lambda row: (order[row["set"]], row["to"])))
    write_text(HERE / "README.md", readme())


if __name__ == "__main__":
    main()
