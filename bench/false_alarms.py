"""How often each check speaks on translations by professionals, where it should be silent.

    python -m bench.false_alarms DATA_DIR [--lines N] [--show CHECK]

DATA_DIR holds line-aligned ``NAME.kk`` with ``NAME.en`` and/or ``NAME.ru``. Prints, for each check and file
pair, the share of lines with an issue (all checks, those off by default too, marked with *).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kztrans.check import Pair, all_checks
from kztrans.records import TARGETS


def pairs_in(folder: Path, limit: int) -> dict[str, list[Pair]]:
    """The sentence pairs of every test set in ``folder``, by name and target language."""
    found: dict[str, list[Pair]] = {}
    for source in sorted(folder.glob("*.kk")):
        for language in TARGETS:
            reference = source.with_suffix(f".{language}")
            if reference.exists():
                texts = (path.read_text("utf-8").split("\n")[:limit] for path in (source, reference))
                found[reference.name] = [Pair(a, b, language) for a, b in zip(*texts, strict=True) if a and b]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lines", type=int, default=1000)
    parser.add_argument("--show", help="print the alarms of this check as well")
    options = parser.parse_args()
    sets = pairs_in(options.folder, options.lines)
    if not sets:
        parser.error(f"{options.folder} holds no NAME.kk with NAME.en or NAME.ru beside it")
    print(f"{'check':14}" + "".join(f"{f'{name} ({len(pairs)})':>20}" for name, pairs in sets.items()))
    for check in all_checks():
        row = f"{check.name:14}"
        for pairs in sets.values():
            alarms = [(pair, issues) for pair in pairs if (issues := check(pair))]
            mark = " " if pairs[0].language in check.default else "*"
            row += f"{100 * len(alarms) / len(pairs):18.1f}%{mark}"
            if check.name == options.show:
                for pair, issues in alarms:
                    print(*(issue.message for issue in issues), pair.source, pair.target, "", sep="\n  ")
        print(row)


if __name__ == "__main__":
    main()
