"""A run of the challenge set as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kztrans.evaluate.challenge.scores import ChallengeResult, PhenomenonScore
from kztrans.evaluate.table import grid, number

# Short heads: with the longest phenomenon a row fits 100 columns.
_COLUMNS = {
    "segs": "segments",
    "terms": "expected",
    "found": "found",
    "false": "false_hits",
    "free": "free",
    "free=": "free_exact",
    "free++": "free_chrf",
    "with": "delivered",
    "with=": "exact",
    "with++": "chrf",
    "refused": "refused",
    "silent": "silent",
}
_LEGEND = """\
free, with: in a licensed form without and with the glossary; =: in the reference's form; ++: chrF++
found, false: by the matcher, rightly and wrongly; silent: neither delivered nor refused"""


def render_challenge(result: ChallengeResult, *, most: int = 20) -> str:
    """A row a phenomenon, the totals, then what went wrong: at most ``most`` lines of each kind."""
    total = result.total
    head = f"kk -> {result.target}: {total.segments} segments, {total.expected} expected occurrences"
    table = grid([["phenomenon", *_COLUMNS], *map(_row, (*result.rows, total))])
    blocks = [head, table, _LEGEND, "\n".join(_totals(result))]
    for title, lines in _wrong(result).items():
        if lines:
            more = [f"and {len(lines) - most} more"] if len(lines) > most else []
            blocks.append("\n  ".join([title, *lines[:most], *more]))
    blocks.append(f"signature: {result.signature}")
    return "\n\n".join(blocks) + "\n"


def _row(score: PhenomenonScore) -> list[str]:
    values = [getattr(score, field) for field in _COLUMNS.values()]
    return [score.phenomenon, *(str(each) if isinstance(each, int) else number(each) for each in values)]


def _totals(result: ChallengeResult) -> Iterator[str]:
    total = result.total
    hits = total.found + total.false_hits
    yield f"matcher: recall {_share(total.found, total.expected)}, precision {_share(total.found, hits)}"
    for name, delivered, exact in (
        ("free decoding", total.free, total.free_exact),
        ("with the glossary", total.delivered, total.exact),
    ):
        yield (
            f"{name}: {_share(delivered, total.expected)} in a licensed form, "
            f"{_share(exact, total.expected)} in the form of the reference"
        )
    yield f"segments that demand nothing: {result.unbound}, changed all the same: {len(result.altered)}"
    if result.seconds:
        free, enforced = result.seconds
        yield f"seconds: free {free:.1f}, with the glossary {enforced:.1f}, ratio {enforced / free:.2f}"


def _wrong(result: ChallengeResult) -> dict[str, Sequence[str]]:
    """The lines to look at, by what is wrong in them."""
    each = [(case.id, d) for case in result.cases for d in case.deliveries]
    lost = [(name, d) for name, d in each if d.enforced is None]
    return {
        "not found": [f"{name}: {d.source} ({d.term})" for name, d in each if not d.found],
        "false hits": [f"{case.id}: {hit}" for case in result.cases for hit in case.false_hits],
        "other hits, of entries that the set does not know": [
            f"{case.id}: {hit}" for case in result.cases for hit in case.other_hits
        ],
        "refused": [f"{name}: {d.source} ({d.term})" for name, d in lost if d.means == "refused"],
        "found, but neither delivered nor refused": [
            f"{name}: {d.source} ({d.term})" for name, d in lost if d.found and d.means != "refused"
        ],
        "forbidden forms": [f"{case.id}: {form}" for case in result.cases for form in case.forbidden],
        "changed though they demand nothing": result.altered,
    }


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}% ({part}/{whole})" if whole else "-"
