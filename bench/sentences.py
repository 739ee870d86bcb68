"""Enforced sentences in full, drawn by lot: to be read and judged, since no score sees grammar.

    python -m bench.sentences --to en|ru [--count 20] [--seed 20261129]

Translates the challenge set of terms and the article, and draws from the segments that enforcement changed.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from kztrans import Glossary, Translator
from kztrans.evaluate.challenge import checkout_set, load_cases, own_glossary
from kztrans.records import TARGETS, SegmentTranslation

ARTICLE = Path(__file__).parents[1] / "eval" / "article" / "source.kk.txt"
_CHANGES = ("placed", "beam")


def shown(segment: SegmentTranslation) -> Iterator[str]:
    """The lines to print of a segment: its texts, then each demand that was not met freely."""
    yield f"source    {segment.source}"
    yield f"free      {segment.free}"
    yield f"enforced  {segment.target}"
    for term in segment.terms:
        if term.means != "free":
            yield f"{term.means:9} {term.term} -> {term.target or '-'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--to", choices=TARGETS, required=True)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=20261129)
    options = parser.parse_args()

    folder = checkout_set()
    glossary = Glossary.merge(Glossary.default(), *map(Glossary.load, own_glossary(folder)))
    texts = [case.kk for case in load_cases(folder)] + ARTICLE.read_text("utf-8").splitlines()
    translator = Translator.load()
    done = translator.translate(texts, target=options.to, glossary=glossary)
    changed = [
        segment
        for translation in done
        for segment in translation.segments
        if segment.target != segment.free and any(term.means in _CHANGES for term in segment.terms)
    ]
    print(f"{options.count} of {len(changed)} changed segments, seed {options.seed}")
    print(translator.signature(target=options.to, glossary=glossary))
    for number, segment in enumerate(random.Random(options.seed).sample(changed, options.count), start=1):
        print(f"\n{number}", *shown(segment), sep="\n")


if __name__ == "__main__":
    main()
