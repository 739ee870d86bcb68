"""``make demo``: the example article into both languages, with its reports and its scores."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans.cli.process import prepared
from kztrans.cli.terminal import guarded, on_terminal, summary
from kztrans.document import Document, make_folder, read_text, write_text
from kztrans.errors import EvaluationError
from kztrans.records import TARGETS, SegmentTranslation, Target, Translation
from kztrans.report import Report, glossary_names, occurrence_table, render

if TYPE_CHECKING:
    from rich.console import Console

    from kztrans.glossary import Glossary
    from kztrans.translator import Translator

ARTICLE = Path("examples/article.kk.txt")
NAMES = Path("examples/article.names.csv")  # persons: no terms, so not in the shipped glossary
EVALUATION = Path("eval/article")
OUTPUT = Path("demo")
PAGE = 120  # columns where there is no terminal to ask
LANGUAGES: dict[Target, str] = {"en": "English", "ru": "Russian"}


def main() -> int:
    """Translate, report and score the article; run from the root of the repository."""
    from rich.console import Console

    from kztrans.glossary import Glossary
    from kztrans.translator import Translator

    started = time.perf_counter()
    document = read_text(ARTICLE)
    make_folder(OUTPUT)
    console = Console(width=None if on_terminal(sys.stdout) or "COLUMNS" in os.environ else PAGE)
    translator = Translator.load("mini")
    glossary = Glossary.merge(Glossary.default(), Glossary.load(NAMES))
    runs = [_translate(console, translator, glossary, document, target) for target in TARGETS]
    for run in runs:
        _evaluate(console, run)
    written = [path for run in runs for path in run.written]
    console.print("Written:", *(f"  {path}" for path in written), sep="\n", highlight=False)
    console.print(f"Done in {time.perf_counter() - started:.1f} s.", highlight=False)
    return 0


@dataclass(frozen=True, slots=True)
class _Run:
    """The article in one language; to ``evaluate`` it is a translator, so that nothing is decoded twice."""

    translator: Translator
    glossary: Glossary
    target: Target
    segments: dict[str, SegmentTranslation]
    written: tuple[Path, Path]

    def signature(self, *, target: Target, glossary: Glossary | None = None, guards: bool = True) -> str:
        return self.translator.signature(target=target, glossary=glossary, guards=guards)

    def translate(
        self, texts: Sequence[str], *, target: Target, glossary: Glossary | None = None, guards: bool = True
    ) -> list[Translation]:
        """The article's own segments again: enforced with a glossary, freely decoded without."""
        if strange := [text for text in texts if text not in self.segments]:
            raise EvaluationError(f"'{strange[0]}' is no segment of {ARTICLE}", file=EVALUATION)
        made = [self.segments[text] for text in texts]
        return [Translation(s.source, s.target if glossary else s.free, target, (s,)) for s in made]


def _translate(
    console: Console, translator: Translator, glossary: Glossary, document: Document, target: Target
) -> _Run:
    """Translate the article; write and print the text, the report and the table of occurrences."""
    started = time.perf_counter()
    texts = [line.text for line in document.lines]
    translations = translator.translate(texts, target=target, glossary=glossary)
    text = document.rebuild(each.text for each in translations)
    report = Report.build(
        [(ARTICLE.name, translations)],
        model=translator.engine.name,
        glossary=glossary_names(glossary),
        target=target,
        signature=translator.signature(target=target, glossary=glossary),
    )
    text_path, report_path = OUTPUT / f"article.{target}.txt", OUTPUT / f"article.{target}.html"
    write_text(text_path, text)
    write_text(report_path, render(report, report_path))
    console.rule(f"{ARTICLE.name} in {LANGUAGES[target]}")
    console.print(text, markup=False, highlight=False)
    console.print(occurrence_table(report))
    console.print(summary(report.counts, time.perf_counter() - started) + "\n", highlight=False)
    segments = {segment.source: segment for each in translations for segment in each.segments}
    return _Run(translator, glossary, target, segments, (text_path, report_path))


def _evaluate(console: Console, run: _Run) -> None:
    """Print the scores of the article against the reference written for it, with and without glossary."""
    from kztrans.evaluate import evaluate, render_table

    def lines(name: str) -> list[str]:
        return [line.text for line in read_text(EVALUATION / name).lines]

    evaluation = evaluate(
        lines("source.kk.txt"),
        lines(f"reference.{run.target}.txt"),
        target=run.target,
        translator=run,
        glossary=run.glossary,
    )
    console.rule(f"Scores, {LANGUAGES[run.target]}")
    console.print(render_table(evaluation), markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    with prepared():
        pass
    sys.exit(guarded(main))
