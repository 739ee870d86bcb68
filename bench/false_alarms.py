"""How often each check speaks on translations by professionals, where it should be silent.

    python -m bench.false_alarms DATA_DIR [--lines N] [--glossary FILE] [--show CHECK]

DATA_DIR holds line-aligned ``NAME.kk`` with ``NAME.en`` and/or ``NAME.ru``. Prints, for each check and file
pair, the share of lines with a finding (all checks; * marks those off by default for the language, + those
that run on files but not on a model's output, g those that run only where the user names a glossary).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from kztrans.check import Checker, FilePair, Finding, all_checks, whole_checks
from kztrans.glossary import Glossary
from kztrans.records import TARGETS, Target

Column = tuple[str, Target, list[FilePair]]


def pairs_in(folder: Path, limit: int) -> Iterator[Column]:
    """Name, target language and sentence pairs of every test set in ``folder``."""
    for source in sorted(folder.glob("*.kk")):
        for language in TARGETS:
            reference = source.with_suffix(f".{language}")
            if reference.exists():
                texts = (path.read_text("utf-8").split("\n")[:limit] for path in (source, reference))
                rows = enumerate(zip(*texts, strict=True), start=1)
                yield reference.name, language, [FilePair(n, a, b) for n, (a, b) in rows if a and b]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lines", type=int, default=1000)
    parser.add_argument("--glossary", type=Path, help="a glossary file or folder for the checks of terms")
    parser.add_argument("--show", help="print the alarms of this check as well")
    options = parser.parse_args()
    sets = list(pairs_in(options.folder, options.lines))
    if not sets:
        parser.error(f"{options.folder} holds no NAME.kk with NAME.en or NAME.ru beside it")
    glossary = Glossary.load(options.glossary) if options.glossary else None
    print(f"{'check':20}" + "".join(f"{f'{name} ({len(pairs)})':>20}" for name, _, pairs in sets))
    checks = [each for each in whole_checks() if glossary is not None or not each.needs_glossary]
    for check in (*checks, *all_checks()):
        row = f"{check.name:20}"
        for _, language, pairs in sets:
            checker = Checker.of(language, glossary=glossary, checks=[check.name])
            alarms = list(checker.findings(pairs))
            lines = {alarm.pair.line for alarm in alarms}
            row += f"{100 * len(lines) / len(pairs):18.1f}%{_mark(check, language)}"
            if check.name == options.show:
                _print_all(alarms)
        print(row)


def _mark(check: object, language: Target) -> str:
    if language not in getattr(check, "default", ()):
        return "*"
    if getattr(check, "needs_glossary", False):
        return "g"
    return " " if check in all_checks() and not getattr(check, "files_only", False) else "+"


def _print_all(alarms: list[Finding]) -> None:
    for alarm in alarms:
        print(alarm.message, alarm.pair.source, alarm.pair.target, "", sep="\n  ")


if __name__ == "__main__":
    main()
