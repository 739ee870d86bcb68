"""How many of the best mined term pairs are right, by the judgements written down in eval/mining.

    python -m bench.mining CORPUS_DIR [--top 200]

CORPUS_DIR holds the files named in ``TEXTS``. Mines them, looks every pair up in eval/mining/judgements.tsv
and in the shipped glossary, and prints what is right, wrong, no term, and not judged yet.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kztrans.glossary import Glossary, Term
from kztrans.glossary.match import headword_key
from kztrans.glossary.mine import Proposal, mine, open_aligned
from kztrans.morph import english, russian
from kztrans.records import TARGETS, Target

JUDGEMENTS = Path(__file__).parents[1] / "eval" / "mining" / "judgements.tsv"
_BOTH = ("llm-en-of-government-kk-ru.tsv.gz", "llm-en-ru-of-akorda.tsv.gz")
TEXTS: dict[Target, tuple[str, ...]] = {"en": _BOTH, "ru": (*_BOTH, "apertium-kaz-rus-gov.tsv.gz")}
PARADIGMS = {"en": english.paradigm, "ru": russian.paradigm}


def judgements() -> dict[tuple[str, str, str], str]:
    """The verdict on each pair read so far, by language, headword and translation."""
    with JUDGEMENTS.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t")
        return {(row["to"], row["kk"], row["target"]): row["verdict"] for row in rows}


def compared(proposals: Iterable[Proposal], glossary: Glossary, language: Target) -> tuple[int, int]:
    """How many headwords the glossary has too, and for how many of these it licenses the translation."""
    entries: dict[str, list[Term]] = {}
    for term in glossary.terms:
        entries.setdefault(headword_key(term), []).append(term)
    known = agreeing = 0
    for proposal in proposals:
        terms = entries.get(headword_key(Term(proposal.kk, "", "")), [])
        known += bool(terms)
        agreeing += any(_plain(proposal.target) in _licensed(term, language) for term in terms)
    return known, agreeing


def _licensed(term: Term, language: Target) -> set[str]:
    generated = (form.text for form in PARADIGMS[language](term.target(language)))
    return {_plain(text) for text in (term.target(language), *term.forms(language), *generated)}


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е").translate(dict.fromkeys(map(ord, '«»“”"')))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--top", type=int, default=200)
    options = parser.parse_args()
    verdicts = judgements()
    print(f"{'':4}{'right':>7}{'wrong':>7}{'no term':>9}{'unread':>8}{'in glossary':>13}{'agreeing':>10}")
    for language in TARGETS:
        text = open_aligned([options.folder / name for name in TEXTS[language]], language)
        best = mine(text, language)[: options.top]
        found = Counter(verdicts.get((language, p.kk, p.target), "unread") for p in best)
        known, agreeing = compared(best, Glossary.default(), language)
        counts = f"{found['right']:7}{found['wrong']:7}{found['no term']:9}{found['unread']:8}"
        print(f"{language:4}{counts}{known:13}{agreeing:10}")


if __name__ == "__main__":
    main()
