"""Term success of WMT25's English-Russian terminology submissions: as published, and by occurrence.

    git clone https://github.com/wmt-conference/wmt25-terminology FOLDER
    python -m bench.wmt25 FOLDER

For each system with proper terms: the success rate that the task published, the same restated by
``tests/evaluate/wmt25.py`` (other lemmatisers), and the share of occurrences by ``score_terms``. Occurrences
are the entries' words as they are written, longest first; inflected ones in the sources are not found.
"""

from __future__ import annotations

import argparse
import json
import re
import runpy
from pathlib import Path
from typing import Any

from kztrans.evaluate.terms import score_terms
from kztrans.glossary.term import Occurrence, Term

RESTATED = runpy.run_path(str(Path(__file__).parents[1] / "tests" / "evaluate" / "wmt25.py"))
Row = dict[str, Any]


def restated(rows: list[Row]) -> float:
    """The task's own count: of the entries found in the sources, those found in the hypotheses."""
    lemmatised, success = RESTATED["lemmatised"], RESTATED["sentence_success"]
    hits = whole = 0.0
    for row in rows:
        low, lemmas = row["en"].lower(), lemmatised(row["en"], "en")
        there = {k: v for k, v in row["terms"].items() if k.lower() in low or lemmatised(k, "en") in lemmas}
        if there:
            hits += success(there, row["ru"], "ru") * len(there)
            whole += len(there)
    return hits / whole


def occurrences(row: Row) -> list[Occurrence]:
    """The entries' words in a source, longest first, without overlap."""
    found: list[Occurrence] = []
    for term, target in sorted(row["terms"].items(), key=lambda entry: -len(entry[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(term)}(?!\w)", row["en"], re.IGNORECASE):
            if all(match.end() <= each.start or each.end <= match.start() for each in found):
                found.append(Occurrence(match[0], *match.span(), Term(term, "", target)))
    return sorted(found, key=lambda each: each.start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    ranking = parser.parse_args().folder / "ranking"
    scores = json.loads((ranking / "metric_track1" / "track1_score_dict.json").read_text("utf-8"))
    published = {name: each.get("proper_term_success_rate") for name, each in scores["ru"]["proper"].items()}
    print(f"{'system':26}{'published':>10}{'restated':>10}{'here':>10}{'of':>6}")
    for name, rate in sorted(published.items(), key=lambda pair: -(pair[1] or 0)):
        path = ranking / "submissions" / "track1" / name / f"{name}.enru.proper.jsonl"
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
        if not rows or any("terms" not in row for row in rows):
            continue
        found = [occurrences(row) for row in rows]
        score = score_terms([r["en"] for r in rows], found, [r["ru"] for r in rows], "ru", "bench")
        here = score.success
        print(f"{name:26}{rate:10.3f}{restated(rows):10.3f}{here.part / here.whole:10.3f}{here.whole:6}")


if __name__ == "__main__":
    main()
