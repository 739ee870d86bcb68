"""A glossary by mining, accepted by rule: what enforcement meets when nobody has chosen the terms.

    python -m bench.mined_glossary CORPUS_DIR -o FILE.csv --to en|ru [--top 1000]

CORPUS_DIR holds the files named in ``TEXTS``, government and news text. Accepted are the best proposals by
score whose evidence passes both thresholds, Dunning's ratio (kept by the mining itself) and Dice's
coefficient, and whose sides have at least three letters. No test set is looked at.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kztrans import Glossary
from kztrans.glossary import formats
from kztrans.glossary.mine import Proposal, mine, open_aligned
from kztrans.glossary.mine.proposals import terms
from kztrans.records import TARGETS

TEXTS = (
    "llm-en-of-government-kk-ru.tsv.gz",
    "llm-en-ru-of-akorda.tsv.gz",
    "llm-en-ru-of-kaznerd-news.tsv.gz",
    "llm-en-ru-of-kaznerd-news-2.tsv.gz",
    "llm-kk-ru-of-apertium-news-en.tsv.gz",
)
RATIO, DICE = 10.83, 0.6
LETTERS = 3


def accepted(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Those that the rule takes, in their order."""
    for p in proposals:
        if p.llr >= RATIO and p.dice >= DICE and min(_letters(p.kk), _letters(p.target)) >= LETTERS:
            yield p


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--to", choices=TARGETS, required=True)
    parser.add_argument("--top", type=int, default=1000)
    options = parser.parse_args()

    proposals = mine(open_aligned([options.folder / name for name in TEXTS], options.to), options.to)
    chosen = list(accepted(proposals))[: options.top]
    entries = [replace(term, status="approved") for term in terms(chosen, options.to)]
    formats.write(options.output, entries, to=options.to)
    print(f"{len(entries):,} of {len(proposals):,} proposals; {Glossary.load(options.output).fingerprint}")


if __name__ == "__main__":
    main()
