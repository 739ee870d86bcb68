"""What scoring a long text costs: seconds, processor seconds and peak memory of each part.

    python -m bench.scoring [--text DIR] [--to en|ru] [--lines 100000] [--checks 2000] [--sacrebleu 500]

DIR holds line-aligned ``NAME.kk`` and ``NAME.en`` or ``NAME.ru``; without it the texts in eval/ are taken.
Where there are fewer lines than asked for they are repeated, a tenth of the words of each repeated line
exchanged, so that hardly two are equal. The hypotheses are the references with words exchanged, dropped and
moved, about as many as a modest system gets wrong. Every part runs in a process of its own; memory is the
most that it and its workers hold together, the texts included (0 where there is no /proc). On an idle machine
the seconds of ``evaluate`` are about the processor seconds by the number of processors; on a loaded one they
are what the others leave.

``statistics`` is BLEU, chrF2, chrF++ and TER of one system, in one process; ``terms`` looks for the shipped
glossary's terms and judges them; ``intervals`` and ``tests`` draw 1000 samples, the latter for two systems.
``evaluate`` is ``kztrans.evaluate`` of one system as users call it, without checks. ``checks`` and
``sacrebleu`` (the same four metrics) are measured on a few lines and scaled.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from kztrans import Glossary, evaluate
from kztrans.check import Pair, run_checks
from kztrans.evaluate.metrics import SCORERS
from kztrans.evaluate.significance import Sampling, bootstrap, compare
from kztrans.evaluate.statistics import extract
from kztrans.evaluate.terms import score_terms
from kztrans.text.normalize import normalize

OWN = Path(__file__).parents[1] / "eval"
Lines = list[str]


def pairs_in(folder: Path | None, to: str) -> list[tuple[str, str]]:
    """The aligned lines of the folder, or of this project's own texts."""
    if folder is None:
        sources = sorted(OWN.glob("*/source.kk.txt"))
        files = [(path, path.with_name(f"reference.{to}.txt")) for path in sources]
    else:
        files = [(path, path.with_suffix(f".{to}")) for path in sorted(folder.glob("*.kk"))]
    texts = [[path.read_text("utf-8").split("\n") for path in both] for both in files if both[1].exists()]
    return [(a, b) for sides in texts for a, b in zip(*sides, strict=False) if a and b]


def exchanged(line: str, share: float, words: Lines, rng: random.Random) -> str:
    """The line with this share of its words taken from ``words``."""
    return " ".join(rng.choice(words) if rng.random() < share else word for word in line.split())


def mistranslated(line: str, words: Lines, rng: random.Random) -> str:
    """The line with a third of its words exchanged, some dropped, and a block of words moved."""
    made = [word for word in exchanged(line, 0.33, words, rng).split() if rng.random() > 0.05]
    if len(made) > 4:
        size = rng.randrange(1, 4)
        start, to = rng.randrange(len(made) - size), rng.randrange(len(made) - size)
        block = made[start : start + size]
        del made[start : start + size]
        made[to:to] = block
    return " ".join(made)


def text_of(options: argparse.Namespace) -> tuple[Lines, Lines, Lines]:
    """Sources, references and hypotheses, as many lines as asked for."""
    pairs = pairs_in(options.text, options.to)
    rng = random.Random(1)
    source_words, words = (
        [word for line in side for word in line.split()] for side in zip(*pairs, strict=True)
    )
    sources, references = [], []
    for number in range(options.lines):
        source, reference = pairs[number % len(pairs)]
        share = 0.1 if number >= len(pairs) else 0.0
        sources.append(exchanged(source, share, source_words, rng))
        references.append(exchanged(reference, share, words, rng))
    return sources, references, [mistranslated(line, words, rng) for line in references]


class Memory(threading.Thread):
    """Looks every tenth of a second how much this process and its workers hold (where /proc tells)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0

    def run(self) -> None:
        while Path("/proc/self/task").exists():
            workers = {
                pid for task in Path("/proc/self/task").glob("*/children") for pid in _read(task).split()
            }
            self.peak = max(self.peak, sum(map(_megabytes, ["self", *workers])))
            time.sleep(0.1)


def _megabytes(process: str) -> float:
    held = re.search(r"^VmRSS:\s+([0-9]+) kB", _read(Path("/proc") / process / "status"), re.MULTILINE)
    return int(held[1]) / 1024 if held else 0.0


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii", errors="replace")
    except OSError:  # a worker that has just ended
        return ""


def measure(options: argparse.Namespace) -> dict[str, float]:
    """One part's seconds, processor seconds (its workers' too) and peak memory in megabytes."""
    sources, references, hypotheses = text_of(options)
    memory = Memory()
    memory.start()
    before, started = _processor_seconds(), time.perf_counter()
    lines = PARTS[options.part](options, sources, references, hypotheses)
    scale = options.lines / lines
    return {
        "seconds": (time.perf_counter() - started) * scale,
        "processor": (_processor_seconds() - before) * scale,
        "peak": memory.peak,
        "measured": lines,
    }


def _processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


Part = Callable[[argparse.Namespace, Lines, Lines, Lines], int]


def statistics(options: argparse.Namespace, sources: Lines, references: Lines, hypotheses: Lines) -> int:
    extract(hypotheses, [references])
    return len(sources)


def terms(options: argparse.Namespace, sources: Lines, references: Lines, hypotheses: Lines) -> int:
    glossary = Glossary.default()
    texts = [normalize(source).text for source in sources]
    found = [glossary.find(text) for text in texts]
    score_terms(texts, found, hypotheses, options.to, "bench", references=[references])
    return len(sources)


def intervals(options: argparse.Namespace, sources: Lines, references: Lines, hypotheses: Lines) -> int:
    _sample(options, hypotheses, references, 1)
    return len(sources)


def tests(options: argparse.Namespace, sources: Lines, references: Lines, hypotheses: Lines) -> int:
    _sample(options, hypotheses, references, 2)
    return len(sources)


def _sample(options: argparse.Namespace, hypotheses: Lines, references: Lines, systems: int) -> None:
    """Statistics of a few lines, repeated: what they are makes no difference here."""
    few = extract(hypotheses[:200], [references[:200]])
    rows = np.arange(options.lines) % len(few["BLEU"])
    many = {str(n): {name: part[rows] for name, part in few.items()} for n in range(systems)}
    formulas = {scorer.name: scorer.score for scorer in SCORERS}
    first, *others = bootstrap(many, formulas, Sampling())
    for other in others:
        compare(first, other, formulas, Sampling())


def whole(options: argparse.Namespace, sources: Lines, references: Lines, hypotheses: Lines) -> int:
    glossary = Glossary.default()
    evaluate(
        sources, references, target=options.to, hypotheses={"x": hypotheses}, glossary=glossary, checks=False
    )
    return len(sources)


def checks(options: argparse.Namespace, sources: Lines, references: Lines, hypotheses: Lines) -> int:
    for source, hypothesis in zip(sources[: options.checks], hypotheses, strict=False):
        run_checks(Pair(source, hypothesis, options.to))
    return min(options.checks, len(sources))


def sacrebleu(options: argparse.Namespace, sources: Lines, references: Lines, hypotheses: Lines) -> int:
    some = hypotheses[: options.sacrebleu]
    for scorer in SCORERS:
        scorer.sacrebleu().corpus_score(some, [references[: options.sacrebleu]])
    return len(some)


PARTS: dict[str, Part] = {
    "statistics": statistics,
    "terms": terms,
    "intervals": intervals,
    "tests": tests,
    "evaluate": whole,
    "checks": checks,
    "sacrebleu": sacrebleu,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--text", type=Path)
    parser.add_argument("--to", choices=("en", "ru"), default="en")
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--checks", type=int, default=2000)
    parser.add_argument("--sacrebleu", type=int, default=500)
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        print(json.dumps(measure(options)))
        return
    print(f"{options.lines} lines into {options.to}")
    print(f"{'part':14}{'seconds':>10}{'processor s':>13}{'peak MB':>10}")
    for part in PARTS:
        command = [sys.executable, "-m", "bench.scoring", *sys.argv[1:], "--part", part]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        scaled = "" if row["measured"] == options.lines else f"  (from {row['measured']} lines)"
        print(
            f"{part:14}{row['seconds']:10.1f}{row['processor']:13.1f}{row['peak']:10.0f}{scaled}", flush=True
        )


if __name__ == "__main__":
    main()
