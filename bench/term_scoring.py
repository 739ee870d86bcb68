"""What scoring terms by occurrence costs on a long text, in CPU seconds of one core.

    python -m bench.term_scoring SOURCE HYPOTHESIS REFERENCE --to en|ru [--lines 100000] [--share 0.1]

The lines of the three parallel files are repeated to a text of ``--lines`` lines of which ``--share`` hold a
term of the shipped glossary. Matching the sources is timed apart: a scorer does it once for all systems.
"""

from __future__ import annotations

import argparse
import resource
import time
from itertools import cycle, islice
from pathlib import Path

from kztrans import Glossary
from kztrans.evaluate.terms import score_terms
from kztrans.text.normalize import normalize


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", type=Path, nargs=3, metavar="FILE")
    parser.add_argument("--to", choices=("en", "ru"), required=True)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--share", type=float, default=0.1)
    args = parser.parse_args()

    glossary = Glossary.default()
    rows = list(zip(*(path.read_text("utf-8").splitlines() for path in args.files), strict=True))
    rows = [(normalize(source).text, hypothesis, reference) for source, hypothesis, reference in rows]
    began = time.process_time()
    found = [glossary.find(source) for source, _, _ in rows]
    matching = (time.process_time() - began) / len(rows) * args.lines
    bearing = round(args.lines * args.share)
    chosen = [
        *islice(cycle([pair for pair in zip(rows, found, strict=True) if pair[1]]), bearing),
        *islice(cycle([pair for pair in zip(rows, found, strict=True) if not pair[1]]), args.lines - bearing),
    ]
    sources, hypotheses, references = zip(*(row for row, _ in chosen), strict=True)
    began = time.process_time()
    occurrences = [here for _, here in chosen]
    score = score_terms(sources, occurrences, hypotheses, args.to, "bench", references=[references])
    spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{args.lines} lines, {bearing} with a term, {score.success.whole} occurrences")
    print(f"scoring {spent:.1f} s (matching would be {matching:.1f} s), peak {peak:.0f} MiB")
    for name in ("success", "exact", "over_applied", "leftovers", "agreement", "consistency"):
        share = getattr(score, name)
        print(f"{name:13} {share.part:7} of {share.whole}")


if __name__ == "__main__":
    main()
