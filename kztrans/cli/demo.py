"""``make demo``: the example article into both languages, with its reports and its scores."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans.cli.terminal import guarded, summary, tell
from kztrans.document import Document, make_folder, read_text, write_text
from kztrans.records import TARGETS, Target
from kztrans.report import Report, occurrence_table, render

if TYPE_CHECKING:
    from rich.console import Console

    from kztrans.glossary import Glossary
    from kztrans.translator import Translator

ARTICLE = Path("examples/article.kk.txt")
EVALUATION = Path("eval/article")
OUTPUT = Path("demo")
LANGUAGES: dict[Target, str] = {"en": "English", "ru": "Russian"}


def main() -> int:
    """Translate, report and score the article; run from the root of the repository."""
    from rich.console import Console

    from kztrans.glossary import Glossary
    from kztrans.translator import Translator

    started = time.perf_counter()
    document = read_text(ARTICLE)
    console = Console()
    translator = Translator.load("mini")
    glossary = Glossary.default()
    make_folder(OUTPUT)
    written: list[Path] = []
    for target in TARGETS:
        written += _translate(console, translator, glossary, document, target)
    for target in TARGETS:
        _evaluate(console, translator, glossary, target)
    console.print("Written:", *(f"  {path}" for path in written), sep="\n", highlight=False)
    console.print(f"Done in {time.perf_counter() - started:.1f} s.", highlight=False)
    return 0


def _translate(
    console: Console, translator: Translator, glossary: Glossary, document: Document, target: Target
) -> tuple[Path, Path]:
    """Print the translation and its table of occurrences; write both and return where."""
    started = time.perf_counter()
    texts = [line.text for line in document.lines]
    translations = translator.translate(texts, target=target, glossary=glossary)
    text = document.rebuild(each.text for each in translations)
    report = Report.build(
        [(ARTICLE.name, translations)],
        model=translator.engine.name,
        glossary=map(str, glossary.files),
        target=target,
        signature=translator.signature(target=target, glossary=glossary),
    )
    text_path, report_path = OUTPUT / f"article.{target}.txt", OUTPUT / f"article.{target}.html"
    write_text(text_path, text)
    write_text(report_path, render(report, report_path))
    console.rule(f"{ARTICLE.name} in {LANGUAGES[target]}")
    console.print(text, markup=False, highlight=False)
    console.print(occurrence_table(report))
    tell(summary(report.counts, time.perf_counter() - started) + "\n")
    return text_path, report_path


def _evaluate(console: Console, translator: Translator, glossary: Glossary, target: Target) -> None:
    """Print the scores of the article against the reference written for it, with and without glossary."""
    from kztrans.evaluate import evaluate, render_table

    def lines(name: str) -> list[str]:
        return [line.text for line in read_text(EVALUATION / name).lines]

    evaluation = evaluate(
        lines("source.kk.txt"),
        lines(f"reference.{target}.txt"),
        target=target,
        translator=translator,
        glossary=glossary,
    )
    console.rule(f"Scores, {LANGUAGES[target]}")
    console.print(render_table(evaluation), markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(guarded(main))
