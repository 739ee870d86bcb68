"""Proposals as a reviewer reads them: entries with status ``proposed``, and a table of the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kztrans.glossary.glossary import Glossary
from kztrans.glossary.match import headword_key
from kztrans.glossary.mine.mining import Example, Proposal
from kztrans.glossary.term import Term
from kztrans.records import Target

STATUS = "proposed"
EVIDENCE = (
    *("kk", "target", "score", "kk_count", "target_count", "both", "llr", "dice", "renderings"),
    *("file", "line", "kk_example", "target_example"),
)
_CONTEXT = 160  # characters of an example


def unknown(proposals: Iterable[Proposal], known: Glossary) -> list[Proposal]:
    """Those whose headword ``known`` does not hold yet."""
    held = {headword_key(term) for term in known.terms}
    return [p for p in proposals if headword_key(_term(p, "en")) not in held]


def terms(proposals: Iterable[Proposal], target: Target) -> list[Term]:
    """Entries to review; the note says how sure they are. None is used before its status is changed."""
    return [_term(proposal, target) for proposal in proposals]


def evidence(proposals: Sequence[Proposal], examples: Mapping[int, Example]) -> Iterator[tuple[str, ...]]:
    """A row for each example of each proposal, under ``EVIDENCE``."""
    yield EVIDENCE
    for p in proposals:
        others = "|".join(f"{text} ({count})" for text, count in p.renderings)
        counts = (f"{p.score:.3f}", str(p.kk_count), str(p.target_count), str(p.both))
        row = (p.kk, p.target, *counts, f"{p.llr:.1f}", f"{p.dice:.3f}", others)
        for place in p.places:
            example = examples[place]
            yield (*row, example.file, str(example.line), _short(example.kk), _short(example.target))


def _term(p: Proposal, target: Target) -> Term:
    others = "".join(f"; also {text} ({count})" for text, count in p.renderings[:2])
    note = f"{p.both} of {p.kk_count}/{p.target_count} lines, LLR {p.llr:.0f}, Dice {p.dice:.2f}{others}"
    en, ru = (p.target, "") if target == "en" else ("", p.target)
    return Term(p.kk, en, ru, status=STATUS, note=note)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _CONTEXT else flat[: _CONTEXT - 1] + "…"
