"""How fast terms are found, as the glossary grows: words a second with 1k, 10k and 50k entries.

    python bench/matching.py [TEXT]

TEXT is any UTF-8 Kazakh text, one segment a line; without it, lines are made up from synthetic words. The
entries are made up too: Kazakh-like words and phrases of one to three of them, and 300 of the text's own
words so that there is something to find. Times are processor seconds.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from pathlib import Path

from kztrans.glossary import Glossary, Term

ONSETS = list("бджзкқлмнпрстш")
CODAS = ["", "", "", *"лмнрстзқк"]
HARMONIES = (list("аоұы"), list("әеөүі"))
SIZES = (1_000, 10_000, 50_000)


def word(rng: random.Random) -> str:
    vowels = rng.choice(HARMONIES)
    return "".join(
        rng.choice(ONSETS) + rng.choice(vowels) + rng.choice(CODAS) for _ in range(rng.randint(2, 4))
    )


def entries(size: int, text_words: list[str], rng: random.Random) -> Glossary:
    headwords: set[str] = set(rng.sample(text_words, min(300, len(text_words))))
    while len(headwords) < size:
        headwords.add(" ".join(word(rng) for _ in range(rng.choice((1, 1, 2, 2, 3)))))
    return Glossary.from_terms(Term(kk, "x", "х") for kk in sorted(headwords))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", nargs="?", type=Path, help="a UTF-8 text, one segment a line")
    text: Path | None = parser.parse_args().text
    rng = random.Random(1)
    if text is None:
        vocabulary = [word(rng) for _ in range(5_000)]
        lines = [" ".join(rng.choices(vocabulary, k=15)) for _ in range(4_000)]
    else:
        lines = text.read_text("utf-8").splitlines()[:20_000]
    words = sum(len(re.findall(r"\w+", line)) for line in lines)
    own = sorted({w for line in lines for w in re.findall(r"[^\W\d_]{4,}", line.lower())})
    print(f"{len(lines)} lines, {words} words")
    print(f"{'entries':>8} {'index, s':>9} {'words/s':>9} {'found':>7}")
    for size in SIZES:
        glossary = entries(size, own, rng)
        start = time.process_time()
        glossary.find("")
        built = time.process_time() - start
        start = time.process_time()
        found = sum(len(glossary.find(line)) for line in lines)
        rate = words / (time.process_time() - start)
        print(f"{len(glossary):>8} {built:>9.2f} {rate:>9,.0f} {found:>7}")


if __name__ == "__main__":
    main()
