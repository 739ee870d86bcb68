"""How fast terms are found as the glossary grows, and what a glossary costs to load.

    python bench/matching.py [--text FILE] [--glossary FILE]

--text is any UTF-8 Kazakh text, one segment a line; without it, lines are made up from synthetic words.
--glossary is any glossary file; parts of it are measured, up to 50,000 entries. Without it, entries are made
up: Kazakh-like words and phrases of one to three of them, and 300 of the text's own words so that there is
something to find. Rates are words a second of processor time on one core: ``first`` with an index that has
seen no text yet, ``again`` the same text once more. Loading is measured in processes of their own, from their
start to the first answer: read and checked from the file, then from the cache.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from kztrans.glossary import Glossary, Term, formats

ONSETS = list("бджзкқлмнпрстш")
CODAS = ["", "", "", *"лмнрстзқк"]
HARMONIES = (list("аоұы"), list("әеөүі"))
SIZES = (1_000, 10_000, 50_000)
LOAD = """
import re, resource, sys, time
from pathlib import Path
from kztrans.glossary import Glossary
glossary = Glossary.load(sys.argv[1])
glossary.find("сөз")
taken = time.process_time()
try:  # Linux; ru_maxrss there counts the parent's memory before exec
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
except OSError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
print(taken, peak)
"""


def word(rng: random.Random) -> str:
    vowels = rng.choice(HARMONIES)
    return "".join(
        rng.choice(ONSETS) + rng.choice(vowels) + rng.choice(CODAS) for _ in range(rng.randint(2, 4))
    )


def made_up_entries(size: int, text_words: list[str], rng: random.Random) -> Glossary:
    headwords: set[str] = set(rng.sample(text_words, min(300, len(text_words))))
    while len(headwords) < size:
        headwords.add(" ".join(word(rng) for _ in range(rng.choice((1, 1, 2, 2, 3)))))
    return Glossary.from_terms(Term(kk, "x", "х") for kk in sorted(headwords))


def parts(glossary: Glossary, rng: random.Random) -> list[Glossary]:
    """The glossary in the sizes that it reaches, each a random choice of its entries."""
    sizes = sorted({min(size, len(glossary)) for size in SIZES})
    return [Glossary(tuple(rng.sample(glossary.terms, size))) for size in sizes]


def text_lines(path: Path | None, rng: random.Random) -> list[str]:
    if path is not None:
        return path.read_text("utf-8").splitlines()[:20_000]
    vocabulary = [word(rng) for _ in range(5_000)]
    return [" ".join(rng.choices(vocabulary, k=15)) for _ in range(4_000)]


def seconds(glossary: Glossary, lines: Sequence[str]) -> tuple[float, int]:
    start = time.process_time()
    found = sum(len(glossary.find(line)) for line in lines)
    return time.process_time() - start, found


def load(path: Path, home: Path) -> tuple[float, float]:
    """Processor seconds and peak MB of a process that loads ``path`` and asks it once."""
    done = subprocess.run(
        [sys.executable, "-c", LOAD, str(path)],
        env={**os.environ, "KZTRANS_HOME": str(home)},
        check=True,
        capture_output=True,
        text=True,
    )
    taken, peak = map(float, done.stdout.split())
    return taken, peak


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--text", type=Path, help="a UTF-8 text, one segment a line")
    parser.add_argument("--glossary", type=Path, help="a glossary file")
    options = parser.parse_args()
    rng = random.Random(1)
    lines = text_lines(options.text, rng)
    words = sum(len(re.findall(r"\w+", line)) for line in lines)
    if options.glossary:
        glossaries = parts(Glossary.load(options.glossary), rng)
    else:
        own = sorted({w for line in lines for w in re.findall(r"[^\W\d_]{4,}", line.lower())})
        glossaries = [made_up_entries(size, own, rng) for size in SIZES]

    print(f"{len(lines):,} lines, {words:,} words")
    print(f"{'entries':>8} {'index, s':>9} {'first, words/s':>15} {'again, words/s':>15} {'found':>8}")
    costs = []
    for glossary in glossaries:
        built, _ = seconds(glossary, ["сөз"])
        first, found = seconds(glossary, lines)
        again, _ = seconds(glossary, lines)
        costs.append((first, again))
        print(
            f"{len(glossary):>8,} {built:>9.2f} {words / first:>15,.0f} {words / again:>15,.0f} {found:>8,}"
        )
    first, again = (largest / smallest for smallest, largest in zip(costs[0], costs[-1], strict=True))
    print(f"a word costs {first:.2f} times as much with the largest as with the smallest ({again:.2f} again)")

    print(f"\n{'load':>8} {'seconds':>9} {'peak, MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        path = options.glossary or Path(folder) / "made-up.csv"
        if not options.glossary:
            formats.write(path, glossaries[-1].terms)
        for name in ("file", "cache"):
            taken, peak = load(path, Path(folder))
            print(f"{name:>8} {taken:>9.2f} {peak:>9.0f}")


if __name__ == "__main__":
    main()
