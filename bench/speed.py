"""Sentences per second, free and enforced, of CTranslate2 int8 and torch float32 on the same checkpoint.

One run measures all, each engine in a process of its own (so that peak memory is its own too):

    python bench/speed.py [--text FILE] [--lines N] [--to en] [--threads 2] [--hf DIR]

FILE holds one Kazakh sentence a line (default: the article's sentences). ``--hf`` is the checkpoint of the
embedded model in transformers layout; without it, or without the [torch] extra, only CTranslate2 is measured.
Quote the ratios: absolute figures change from machine to machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from kztrans import Glossary, Translator
from kztrans.engine import load_engine

HERE = Path(__file__).parent.parent


def measure(model: str, args: argparse.Namespace) -> dict[str, float | str]:
    """One engine: load, warm up, then the same lines free and enforced."""
    lines = [line for line in Path(args.text).read_text("utf-8").splitlines() if line.strip()][: args.lines]
    started = time.perf_counter()
    translator = Translator(load_engine(model, threads=args.threads))
    load = time.perf_counter() - started
    glossary = Glossary.default()
    translator.translate(lines[:2], target=args.to, glossary=glossary)
    started = time.perf_counter()
    translator.translate(lines, target=args.to, guards=False)
    free = time.perf_counter() - started
    started = time.perf_counter()
    enforced = translator.translate(lines, target=args.to, glossary=glossary)
    bound = time.perf_counter() - started
    return {
        "engine": translator.engine.signature,
        "load_s": load,
        "lines": len(lines),
        "free": len(lines) / free,
        "enforced": len(lines) / bound,
        "changed": sum(any(s.target != s.free for s in t.segments) for t in enforced) / len(lines),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--text", default=str(HERE / "eval/article/source.kk.txt"))
    parser.add_argument("--lines", type=int, default=200)
    parser.add_argument("--to", choices=("en", "ru"), default="en")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--hf", help="the same checkpoint in transformers layout")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.one, args)))
        return
    print(
        f"{'engine':28}{'load s':>8}{'lines':>7}{'free/s':>9}{'enforced/s':>12}{'changed':>9}{'peak MB':>9}"
    )
    rows = []
    for model in ["mini", *([args.hf] if args.hf else [])]:
        run = [sys.executable, __file__, "--one", model, "--text", args.text, "--lines", str(args.lines)]
        run += ["--to", args.to, "--threads", str(args.threads)]
        row = json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
        rows.append(row)
        print(
            f"{row['engine']:28}{row['load_s']:8.1f}{row['lines']:7}{row['free']:9.1f}"
            f"{row['enforced']:12.1f}{row['changed']:9.0%}{row['peak_mb']:9.0f}"
        )
    if len(rows) == 2:
        first, second = rows
        print(f"CTranslate2 / torch: free {first['free'] / second['free']:.1f}x, ", end="")
        print(f"enforced {first['enforced'] / second['enforced']:.1f}x")


if __name__ == "__main__":
    main()
