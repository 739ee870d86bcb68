"""What enforcement delivers, costs, and does to the score, on any text with a reference.

    python -m bench.enforcement SOURCE REFERENCE --to en|ru [--lines N] [--glossary FILE]
        [--model NAME|DIR] [--engine ct2|torch] [--threads N]

Decodes the lines freely, then enforces the shipped glossary (or FILE) and the guards on the same hypotheses.
Costs are CPU seconds of this process, which other processes disturb less than the clock; ``at 30 %`` scales
the extra cost to a text of which 30 % of the lines violate a demand.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sacrebleu.metrics import CHRF

from kztrans import Glossary
from kztrans.enforce import Demand, Enforced, Job, demands_of, enforce, find_guards
from kztrans.engine import Engine, load_engine
from kztrans.records import TARGETS, Target
from kztrans.text import normalize

_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: what it demands, its free and its enforced translation, and the reference."""

    source: str
    demands: tuple[Demand, ...]
    free: str
    done: Enforced
    reference: str

    @property
    def violates(self) -> bool:
        return any(means != "free" for means in self.done.means)

    @property
    def changed(self) -> bool:
        return self.done.text != self.free

    def means(self, *, guards: bool) -> Iterator[tuple[str, Demand]]:
        """By which means each demand was met, of guarded strings or of terms."""
        for demand, means in zip(self.demands, self.done.means, strict=True):
            if demand.label.startswith("guard:") == guards:
                yield means, demand


def measured(
    engine: Engine, sources: Sequence[str], references: Sequence[str], glossary: Glossary, target: Target
) -> tuple[list[Line], float]:
    """Every line, and the extra CPU time of enforcing them over that of decoding them freely."""
    demands = [demands_of(glossary.find(line), find_guards(line), target) for line in sources]
    engine.translate(sources[:4], target=target)  # warm
    began = time.process_time()
    free = [best[0] for best in engine.translate(sources, target=target, attention=True)]
    decoded = time.process_time() - began
    began = time.process_time()
    done = enforce(engine, [Job(*job) for job in zip(sources, demands, free, strict=True)], target=target)
    extra = time.process_time() - began
    texts = [hypothesis.text for hypothesis in free]
    rows = zip(sources, demands, texts, done, references, strict=True)
    return [Line(*row) for row in rows], extra / decoded


def report(lines: Sequence[Line], extra: float) -> Iterator[str]:
    """The figures, a line each."""
    violating = sum(line.violates for line in lines)
    share = violating / len(lines)
    yield f"{len(lines)} lines, {violating} violating ({share:.1%})"
    for name, guards in (("terms", False), ("guards", True)):
        pairs = [pair for line in lines for pair in line.means(guards=guards)]
        refused = [demand for means, demand in pairs if means == "refused"]
        delivered = f"{1 - len(refused) / len(pairs):.2%}" if pairs else "none"
        yield f"{name}: {len(pairs)} demanded, {dict(Counter(m for m, _ in pairs))}, delivered {delivered}"
        yield from (f"  refused: {demand.label} ({demand.matcher.candidates[0]})" for demand in refused)
    without = [line for line in lines if not line.demands]
    same = sum(not line.changed for line in without)
    yield f"lines that demand nothing: {len(without)}, unchanged {same}"
    compliant = [line for line in lines if line.demands and not line.violates]
    same = sum(not line.changed for line in compliant)
    yield f"lines with demands, all met freely: {len(compliant)}, unchanged {same}"
    scaled = f", at {_SHARE:.0%}: {1 + extra * _SHARE / share:.2f}" if share else ""
    yield f"CPU, enforced to free: {1 + extra:.2f}{scaled}"
    bearing = [line for line in lines if any(line.means(guards=False))]
    changed = [line for line in lines if line.changed]
    for name, rows in (("all lines", lines), ("with terms", bearing), ("changed", changed)):
        if rows:
            references = [line.reference for line in rows]
            before = _chrf([line.free for line in rows], references)
            after = _chrf([line.done.text for line in rows], references)
            yield f"chrF++ {name} ({len(rows)}): {before:.1f} -> {after:.1f}"


def _chrf(hypotheses: list[str], references: list[str]) -> float:
    return float(CHRF(word_order=2).corpus_score(hypotheses, [references]).score)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--to", choices=TARGETS, required=True)
    parser.add_argument("--lines", type=int)
    parser.add_argument("--model", default="mini")
    parser.add_argument("--engine", choices=("auto", "ct2", "torch"), default="auto")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--glossary", type=Path)
    args = parser.parse_args()

    glossary = Glossary.load(args.glossary) if args.glossary else Glossary.default()
    engine = load_engine(args.model, threads=args.threads, backend=args.engine)
    sources = [normalize(line).text for line in args.source.read_text("utf-8").splitlines()[: args.lines]]
    references = args.reference.read_text("utf-8").splitlines()[: args.lines]
    lines, extra = measured(engine, sources, references, glossary, args.to)
    print(f"{engine.signature}, {args.threads} threads; {len(glossary)} terms")
    print(*report(lines, extra), sep="\n")


if __name__ == "__main__":
    main()
