"""An evaluation as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from kztrans.evaluate.scores import Evaluation, SystemScore


def render_table(evaluation: Evaluation, *, misses: int = 20) -> str:
    """Scores in aligned columns, the terms missed (at most ``misses`` a system), the signatures.

    The same evaluation always gives the same text. TER counts errors: less is better.
    """
    scored = any(system.terms for system in evaluation.systems)
    head = f"kk -> {evaluation.target}: {evaluation.segments} segments"
    if scored:
        head += f", {evaluation.term_bearing} with glossary terms"
    blocks = [head, grid(_rows(evaluation, scored))]
    blocks += [block for system in evaluation.systems if (block := _missed(system, misses))]
    blocks.append(_signatures(evaluation))
    return "\n\n".join(blocks) + "\n"


def _rows(evaluation: Evaluation, scored: bool) -> list[list[str]]:
    names = [metric.name for metric in evaluation.systems[0].metrics]
    extra = ["terms", "delivered", "chrF++ with terms", "chrF++ without"] if scored else []
    rows = [["system", *names, *extra]]
    for system in evaluation.systems:
        row = [system.name, *(f"{metric.score:.1f}" for metric in system.metrics)]
        if scored and system.terms is not None:
            rate = system.terms.success.rate
            row += [
                "-" if rate is None else f"{100 * rate:.1f}%",
                f"{system.terms.success.part}/{system.terms.success.whole}",
                number(system.chrf_on_term_segments),
                number(system.chrf_on_other),
            ]
        rows.append(row)
    return rows


def grid(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned columns, the first flush left, the others flush right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        lines.append("  ".join([row[0].ljust(widths[0]), *cells[1:]]))
    return "\n".join(lines)


def _missed(system: SystemScore, most: int) -> str:
    if system.terms is None or not system.terms.misses:
        return ""
    shown = system.terms.misses[:most]
    lines = [f"{system.name}: terms missed"]
    lines += [f"  line {miss.line}: {miss.source} ({miss.term})" for miss in shown]
    if rest := len(system.terms.misses) - len(shown):
        lines.append(f"  and {rest} more")
    return "\n".join(lines)


def _signatures(evaluation: Evaluation) -> str:
    """How each metric is computed, then what each system is; joined by ``|`` they are the signatures."""
    lines = ["signatures: that of a metric, then | and that of the system"]
    metrics: dict[str, str] = {}
    systems: dict[str, str] = {}
    for system in evaluation.systems:
        for metric in system.metrics:
            metrics[metric.name], systems[system.name] = _halves(metric.signature)
        if system.terms is not None:
            metrics["terms"] = _halves(system.terms.signature)[0]
    lines += [f"  {name}: {how}" for name, how in metrics.items()]
    lines += [f"  {name}: {what}" for name, what in systems.items()]
    return "\n".join(lines)


def _halves(signature: str) -> tuple[str, str]:
    """What a signature says of the metric, and what of the system: that begins with our version."""
    metric, _, system = signature.partition("|kztrans:")
    return metric, f"kztrans:{system}"


def number(score: float | None) -> str:
    """A score with one decimal; ``-`` for none."""
    return "-" if score is None else f"{score:.1f}"
