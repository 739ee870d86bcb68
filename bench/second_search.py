"""What keeping to the target's script does, and searching again where the decoder loops or doubles words.

    python -m bench.second_search SOURCE REFERENCE --to en|ru [--lines N] [--model NAME|DIR]

Decodes the lines three times: as the model would write them (``free``), held to the target's script
(``held``; models that name the symbols they write, others stay free), and with the second search, too
(``again``). Says of each the CPU seconds, how many lines have which fault, how many differ from the one
before, and chrF++ on those.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
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
    code = seq2seq.TARGET_CODES[args.to]

    def decoded(patches: Sequence[Callable[[], AbstractContextManager[object]]]) -> list[Hypothesis]:
        with ExitStack() as stack:
            for patch in patches:
                stack.enter_context(patch())
            return [found[0] for found in engine.translate(sources, target=args.to)]

    def faults(best: Sequence[Hypothesis]) -> str:
        each = [
            faults_of([p.symbol for p in h.pieces], [p.symbol for p in h.source_pieces], code) for h in best
        ]
        counts = [sum(map(bool, kind)) for kind in zip(*each, strict=True)]
        return ", ".join(f"{name} {count}" for name, count in zip(Faults._fields, counts, strict=True))

    before: list[Hypothesis] = []
    for name, patches in _STATES.items():
        decoded(patches)  # warm
        began = time.process_time()
        best = decoded(patches)
        seconds = time.process_time() - began
        print(f"{name}: CPU {seconds:.1f} s; lines of {len(sources)} with {faults(best)}")
        changed = [i for i, (a, b) in enumerate(zip(before, best, strict=False)) if a.text != b.text]
        if changed:
            scores = [
                _chrf([each[i] for i in changed], [references[i] for i in changed]) for each in (before, best)
            ]
            print(f"  {len(changed)} changed, chrF++ on them {scores[0]:.1f} -> {scores[1]:.1f}")
        before = best


def _unfaulted() -> AbstractContextManager[object]:
    return mock.patch.object(seq2seq, "faults_of", lambda *_: Faults(False, False, set()))


def _unheld() -> AbstractContextManager[object]:
    return mock.patch.object(seq2seq.Seq2SeqEngine, "_script", lambda *_: "")


_STATES = {"free": (_unfaulted, _unheld), "held": (_unfaulted,), "again": ()}


def _chrf(best: Sequence[Hypothesis], references: Sequence[str]) -> float:
    return float(CHRF(word_order=2).corpus_score([each.text for each in best], [references]).score)


if __name__ == "__main__":
    main()
