"""What enforcement costs and what it does to the score, on any text with a reference.

    python -m bench.enforcement SOURCE REFERENCE --to en|ru [--lines N] [--model NAME|DIR] [--glossary FILE]

Decodes the lines freely, then enforces the shipped glossary (or FILE) and the guards on the same hypotheses.
Costs are CPU seconds of this process, which other processes disturb less than the clock; ``at 30 %`` scales
the extra cost to a text of which 30 % of the segments violate a demand.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from sacrebleu.metrics import CHRF

from kztrans import Glossary
from kztrans.enforce import Job, demands_of, enforce, find_guards
from kztrans.engine import load_engine
from kztrans.text import normalize


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--to", choices=("en", "ru"), required=True)
    parser.add_argument("--lines", type=int)
    parser.add_argument("--model", default="mini")
    parser.add_argument("--glossary", type=Path)
    args = parser.parse_args()

    glossary = Glossary.load(args.glossary) if args.glossary else Glossary.default()
    engine = load_engine(args.model, threads=2)
    lines = [normalize(line).text for line in args.source.read_text("utf-8").splitlines()[: args.lines]]
    references = args.reference.read_text("utf-8").splitlines()[: args.lines]
    demands = [demands_of(glossary.find(line), find_guards(line), args.to) for line in lines]
    engine.translate(lines[:4], target=args.to)  # warm

    began = time.process_time()
    free = [best[0] for best in engine.translate(lines, target=args.to, attention=True)]
    decoded = time.process_time() - began
    began = time.process_time()
    jobs = [Job(line, wanted, best) for line, wanted, best in zip(lines, demands, free, strict=True)]
    done = enforce(engine, jobs, target=args.to)
    extra = (time.process_time() - began) / decoded

    violating = sum(any(means != "free" for means in result.means) for result in done)
    share = violating / len(lines)
    print(f"{len(lines)} lines, {violating} violating ({share:.0%}); {engine.signature}")
    print("means:", dict(Counter(means for result in done for means in result.means)))
    scaled = f", at 30 %: {1 + extra * 0.3 / share:.2f}" if share else ""
    print(f"CPU, enforced to free: {1 + extra:.2f}{scaled}")
    bearing = {i for i, wanted in enumerate(demands) if wanted}
    changed = {i for i, result in enumerate(done) if result.text != free[i].text}
    for name, rows in (("all lines", set(range(len(lines)))), ("with terms", bearing), ("changed", changed)):
        if rows:
            before = _chrf([free[i].text for i in sorted(rows)], [references[i] for i in sorted(rows)])
            after = _chrf([done[i].text for i in sorted(rows)], [references[i] for i in sorted(rows)])
            print(f"chrF++ {name} ({len(rows)}): {before:.1f} -> {after:.1f}")


def _chrf(hypotheses: list[str], references: list[str]) -> float:
    return float(CHRF(word_order=2).corpus_score(hypotheses, [references]).score)


if __name__ == "__main__":
    main()
