"""How often the grammar of delivered terms speaks on human translations, where it should be silent.

    python -m bench.grammar DATA_DIR [--glossary FILE] [--lines N] [--planted] [--show]

DATA_DIR holds ``NAME.en`` and ``NAME.ru``, one segment a line. Every licensed form of the glossary (the
shipped one by default) that stands in a line counts as delivered there, longest first. Prints, for each file,
the occurrences, how many of them any rule objects to, how many would be repaired, and the objections by rule:
on such text each is a mistake, unless the human erred. With ``--planted`` each term's form is changed
(seeded; Russian: another case of the same number): then most objections are right, and the table shows how
many changes the rules find and how often the repair gives the human's own form. Not every change is wrong.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kztrans.enforce.forms import LicensedForm, find_forms, licensed_forms
from kztrans.enforce.grammar import repaired, violations
from kztrans.glossary import Glossary
from kztrans.records import TARGETS, Span, Target

Forms = tuple[LicensedForm, ...]


def occurrences(line: str, terms: list[tuple[Forms, frozenset[str]]]) -> Iterator[tuple[Span, Forms]]:
    """Where forms of any term stand in ``line``, longest first, without overlap."""
    lower = line.lower()
    found = [
        (Span(match.start, match.end), forms)
        for forms, heads in terms
        if any(head in lower for head in heads)
        for match in find_forms(line, forms)
    ]
    taken: list[Span] = []
    for span, forms in sorted(found, key=lambda each: (each[0].start - each[0].end, each[0].start)):
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
            yield span, forms


def terms_of(glossary: Glossary, target: Target) -> list[tuple[Forms, frozenset[str]]]:
    """The forms of every entry, with the beginnings of their first words, one of which a line must hold."""
    distinct = dict.fromkeys(forms for term in glossary.terms if (forms := licensed_forms(term, target)))
    return [(forms, frozenset(form.text[:3].lower() for form in forms)) for forms in distinct]


@dataclass(slots=True)
class Tally:
    """What the rules said of one file."""

    terms: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    repairs: int = 0
    restored: int = 0

    @property
    def row(self) -> str:
        spoken = self.kinds.total()
        rules = ", ".join(f"{kind} {n}" for kind, n in self.kinds.most_common())
        share = f"{100 * spoken / max(1, self.terms):.2f}%"
        return f"{self.terms:8}{spoken:12}{share:>8}{self.repairs:9}{self.restored:10}  {rules}"


def planted(line: str, span: Span, forms: Forms, dice: random.Random) -> tuple[str, Span] | None:
    """The line with another form of the headword in the place; in Russian another case, the number kept."""
    written = line[span.start : span.end]
    here = next((form for form in forms if form.text.lower() == written.lower()), None)
    if here is None or not here.tags:
        return None
    others = [form.text for form in forms if form.tags and form.tags[-1] == here.tags[-1]]
    others = [text for text in others if text.lower() != written.lower()]
    if not others:
        return None
    other = dice.choice(others)
    other = other[:1].upper() + other[1:] if written[:1].isupper() else other
    return line[: span.start] + other + line[span.end :], Span(span.start, span.start + len(other))


def judge(line: str, span: Span, forms: Forms, target: Target, human: str, tally: Tally) -> str | None:
    """Count the occurrence; what to show of an objection."""
    tally.terms += 1
    found = violations(line, span, forms, target)
    if not found:
        return None
    tally.kinds[found[0].kind] += 1
    better = repaired(line, span, forms, target)
    tally.repairs += better is not None
    tally.restored += better is not None and better.text == human
    messages = "; ".join(violation.message for violation in found)
    return f"{messages}\n    {line}\n    -> {better and better.text}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--glossary", type=Path)
    parser.add_argument("--lines", type=int, default=2000)
    parser.add_argument("--planted", action="store_true", help="put another licensed form in each place")
    parser.add_argument("--show", action="store_true", help="print each objection")
    options = parser.parse_args()
    glossary = Glossary.load(options.glossary) if options.glossary else Glossary.default()
    dice = random.Random(0)
    print(f"{'file':16}{'terms':>8}{'objections':>12}{'':8}{'repairs':>9}{'restored':>10}  by rule")
    for target in TARGETS:
        terms = terms_of(glossary, target)
        for path in sorted(options.folder.glob(f"*.{target}")):
            tally = Tally()
            for number, human in enumerate(path.read_text("utf-8").split("\n")[: options.lines], 1):
                for span, forms in occurrences(human, terms):
                    line = human
                    if options.planted:
                        if (changed := planted(human, span, forms, dice)) is None:
                            continue
                        line, span = changed
                    spoken = judge(line, span, forms, target, human, tally)
                    if options.show and spoken:
                        print(f"  {path.name}:{number}: {spoken}")
            print(f"{path.name:16}{tally.row}")


if __name__ == "__main__":
    main()
