"""What searching again does where the decoder goes round in circles, doubles words or strays.

    python -m bench.second_search SOURCE REFERENCE --to en|ru [--lines N] [--model NAME|DIR]

Decodes the lines once as they are and once with the second search, and compares: how many lines change,
chrF++ on those, CPU seconds of both, and how many lines have which fault before and after.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

from sacrebleu.metrics.chrf import CHRF

from kztrans.engine import load_engine, seq2seq
from kztrans.engine.faults import Faults, faults_of
from kztrans.engine.protocol import Hypothesis
from kztrans.records import TARGETS


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--to", choices=TARGETS, required=True)
    parser.add_argument("--lines", type=int)
    parser.add_argument("--model", default="mini")
    args = parser.parse_args()
    sources, references = (
        path.read_text("utf-8").splitlines()[: args.lines] for path in (args.source, args.reference)
    )
    engine = load_engine(args.model, threads=2)

    def decoded() -> tuple[list[Hypothesis], float]:
        began = time.process_time()
        best = [found[0] for found in engine.translate(sources, target=args.to)]
        return best, time.process_time() - began

    decoded()  # warm
    with mock.patch.object(seq2seq, "faults_of", lambda *_: Faults(False, False, set())):
        before, plain = decoded()
    after, twice = decoded()
    changed = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a.text != b.text]
    code = seq2seq.TARGET_CODES[args.to]

    def chrf(best: Sequence[Hypothesis]) -> float:
        chosen = [[references[i] for i in changed]]
        return float(CHRF(word_order=2).corpus_score([best[i].text for i in changed], chosen).score)

    def faulty(best: Sequence[Hypothesis]) -> list[int]:
        """How many lines loop, stray, double a word."""
        each = [
            faults_of([p.symbol for p in h.pieces], [p.symbol for p in h.source_pieces], code) for h in best
        ]
        return [sum(map(bool, kind)) for kind in zip(*each, strict=True)]

    print(f"{len(changed)} of {len(sources)} lines changed; CPU {plain:.1f} -> {twice:.1f} s")
    for kind, was, now in zip(Faults._fields, faulty(before), faulty(after), strict=True):
        print(f"{kind}: {was} -> {now} lines")
    if changed:
        print(f"chrF++ on them {chrf(before):.1f} -> {chrf(after):.1f}")


if __name__ == "__main__":
    main()
