"""How often translated government text renders a glossary entry as the entry says.

    python -m bench.glossary_usage CORPUS_DIR [--glossary FILE] [--below SHARE] [--show HEADWORD]

CORPUS_DIR holds ``NAME.tsv.gz`` with the columns ``kk en ru``. For every entry it counts the lines that hold
the headword and, of these, the lines whose translation holds one of the entry's licensed forms (capitals are
not compared: some of the text was lower-cased once). Prints a table by domain, text translated by people and
by a language model apart; ``--below`` lists the entries with five lines or more and a smaller share.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kztrans import Glossary
from kztrans.enforce.forms import LicensedForm, find_forms, licensed_forms
from kztrans.glossary.term import Term
from kztrans.records import TARGETS, Target
from kztrans.text.normalize import normalize

# Which sides of which files were translated by whom; a text that two files share is counted in one.
SOURCES: dict[str, dict[str, tuple[Target, ...]]] = {
    "people": {
        "apertium-kaz-rus-gov": ("ru",),
        "kaznu-economy-gov-kz": ("en",),
        "kaznu-primeminister-kz": ("en",),
        "kaznu-news-titles": ("en",),
    },
    "model": {
        "llm-en-of-government-kk-ru": ("en",),
        "llm-ru-of-kaznu-kk-en": ("ru",),
        "llm-en-ru-of-akorda": TARGETS,
        "llm-en-ru-of-kaznerd-news": TARGETS,
        "llm-en-ru-of-kaznerd-news-2": TARGETS,
    },
}
FEW = 5  # lines; below it a share says nothing


@dataclass(slots=True)
class Usage:
    """Lines that hold an entry's headword, and those of them with a licensed form, by (source, language)."""

    found: Counter[tuple[str, Target]] = field(default_factory=Counter)
    licensed: Counter[tuple[str, Target]] = field(default_factory=Counter)
    misses: list[tuple[str, str, str]] = field(default_factory=list)


@cache
def _forms(term: Term, language: Target) -> tuple[LicensedForm, ...]:
    return tuple(LicensedForm(form.text.lower(), form.tags) for form in licensed_forms(term, language))


def lines(folder: Path, name: str) -> Iterator[tuple[str, dict[Target, str]]]:
    """The Kazakh side of each line of a corpus file, with its translations."""
    with gzip.open(folder / f"{name}.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            kazakh, english, russian = line.rstrip("\n").split("\t")[:3]
            yield kazakh, {"en": english, "ru": russian}


def count(glossary: Glossary, folder: Path) -> dict[Term, Usage]:
    """The usage of every entry that occurs."""
    usage: dict[Term, Usage] = defaultdict(Usage)
    for source, names in SOURCES.items():
        for name, languages in names.items():
            for kazakh, targets in lines(folder, name):
                terms = {occurrence.term for occurrence in glossary.find(normalize(kazakh).text)}
                for term in terms:
                    for language in languages:
                        if text := targets[language]:
                            usage[term].found[source, language] += 1
                            if find_forms(text.lower(), _forms(term, language)):
                                usage[term].licensed[source, language] += 1
                            else:
                                usage[term].misses.append((f"{source} {language}", kazakh, text))
    return usage


def table(glossary: Glossary, usage: dict[Term, Usage]) -> Iterator[str]:
    """Entries, entries seen, and the share of lines with a licensed form, by domain."""
    columns = [(source, language) for source in SOURCES for language in TARGETS]
    yield f"{'domain':15}{'entries':>8}{'seen':>6}" + "".join(f"{f'{s} {t}':>19}" for s, t in columns)
    domains = dict.fromkeys(term.domain for term in glossary.terms)
    for domain in (*domains, "all"):
        terms = [term for term in glossary.terms if domain in (term.domain, "all")]
        row = f"{domain:15}{len(terms):8}{sum(term in usage for term in terms):6}"
        for column in columns:
            found = sum(usage[term].found[column] for term in terms if term in usage)
            licensed = sum(usage[term].licensed[column] for term in terms if term in usage)
            row += f"{licensed:8} ={licensed / found:6.1%}  " if found else f"{'-':>19}"
        yield row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--glossary", type=Path, help="a file or folder instead of the shipped glossary")
    parser.add_argument("--below", type=float, default=0.0, help="list entries with a smaller share, 0 to 1")
    parser.add_argument("--show", default="", help="print the lines without a licensed form of this headword")
    options = parser.parse_args()
    glossary = Glossary.load(options.glossary) if options.glossary else Glossary.default()
    usage = count(glossary, options.folder)
    print(*table(glossary, usage), sep="\n")
    for term, seen in usage.items():
        if term.kk == options.show:
            print(*("\n".join(miss) + "\n" for miss in seen.misses), sep="\n")
        for column, found in seen.found.items():
            share = seen.licensed[column] / found
            if found >= FEW and share < options.below:
                entry = f"{term.kk} = {term.target(column[1])}"
                print(f"{term.domain:14}{' '.join(column):10}{found:5}{share:6.0%}  {entry}")


if __name__ == "__main__":
    main()
