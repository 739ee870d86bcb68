"""An evaluation as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from kztrans.evaluate.scores import SIGNIFICANCE, Evaluation, Interval, Metric, Share, SystemScore, TermScore

#: The term metrics that are shares, as the table calls them.
_SHARES = {
    "success": "delivered",
    "exact": "exact form",
    "over_applied": "over-applied",
    "leftovers": "leftovers",
    "agreement": "disagreeing",
    "consistency": "consistent",
}
#: The columns of p-values: paired bootstrap, paired approximate randomisation.
_TESTS = ("p bootstrap", "p randomised")
_GIVEN = "given as a file"  # the signature of a system that kztrans did not make


def render_table(evaluation: Evaluation, *, misses: int = 20) -> str:
    """Scores in aligned columns, terms, comparisons, the terms missed (at most ``misses`` a system), warnings
    and the signatures.

    The same evaluation always gives the same text. TER counts errors: less is better.
    """
    head = f"kk -> {evaluation.target}: {evaluation.segments} segments"
    if _judged(evaluation):
        head += f", {evaluation.term_bearing} with glossary terms"
    if any(metric.interval for system in evaluation.systems for metric in system.metrics):
        head += "\nin brackets: 95 % intervals by bootstrap"
    blocks = [head, _scores(evaluation), _terms(evaluation), _comparisons(evaluation)]
    blocks += [*(_missed(system, misses) for system in evaluation.systems), _warnings(evaluation)]
    return "\n\n".join(block for block in [*blocks, _signatures(evaluation)] if block) + "\n"


def _judged(evaluation: Evaluation) -> bool:
    return any(system.terms for system in evaluation.systems)


def _warnings(evaluation: Evaluation) -> str:
    return "\n".join(f"warning: {warning}" for warning in evaluation.warnings)


def _scores(evaluation: Evaluation) -> str:
    rows = [["system", *(metric.name for metric in evaluation.systems[0].metrics)]]
    rows += [[system.name, *map(_sampled, system.metrics)] for system in evaluation.systems]
    return grid(rows)


def _sampled(metric: Metric) -> str:
    return number(metric.score) + (f" {_between(metric.interval)}" if metric.interval else "")


def _between(interval: Interval, scale: float = 1) -> str:
    return f"[{scale * interval.low:.1f}, {scale * interval.high:.1f}]"


def _terms(evaluation: Evaluation) -> str:
    """A column a system; each share with its counts, for two systems' rates may have different wholes."""
    if not _judged(evaluation):
        return ""
    systems = evaluation.systems
    rows = [["terms, %", *(system.name for system in systems)]]
    for name, called in _SHARES.items():
        # Only Russian shows agreement in its forms.
        if name != "agreement" or evaluation.target == "ru":
            rows.append([called, *(_share(system.terms, name) for system in systems)])
        if name == "success" and any(system.terms and system.terms.interval for system in systems):
            rows.append(["  95 % interval", *(_success_interval(system.terms) for system in systems)])
    rows.append(["refused", *(str(system.terms.refused) if system.terms else "-" for system in systems)])
    rows.append(["chrF++ with terms", *_beside([system.chrf_on_term_segments for system in systems])])
    rows.append(["chrF++ without", *_beside([system.chrf_on_other for system in systems])])
    return grid(rows)


def _share(terms: TermScore | None, name: str) -> str:
    share: Share = getattr(terms, name, Share(0, 0))
    return "-" if share.rate is None else f"{100 * share.rate:.1f} ({share.part}/{share.whole})"


def _success_interval(terms: TermScore | None) -> str:
    return _between(terms.interval, 100) if terms and terms.interval else "-"


def _beside(scores: Sequence[float | None]) -> list[str]:
    """The scores, and how all but the first differ from it."""
    first = scores[0]
    return [
        number(score) if i == 0 or first is None or score is None else f"{score:.1f} ({score - first:+.1f})"
        for i, score in enumerate(scores)
    ]


def _comparisons(evaluation: Evaluation) -> str:
    if not evaluation.comparisons:
        return ""
    first = evaluation.comparisons[0]
    rows = [[f"against {first.baseline}", "metric", "difference", "95 % interval", *_TESTS, ""]]
    rows += [
        [
            each.system,
            each.metric,
            f"{each.difference:+.1f}",
            f"{each.interval.low:+.1f} to {each.interval.high:+.1f}",
            *map(_p_value, (each.bootstrap, each.randomization)),
            "*" if each.significant else "",
        ]
        for each in evaluation.comparisons
    ]
    drawn = f"paired tests, {first.samples} samples, seed {first.seed}"
    note = f"{drawn}; * significant: both p below {SIGNIFICANCE}, interval without 0"
    return f"{grid(rows, flush_left=2)}\n{note}"


def _p_value(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def grid(rows: Sequence[Sequence[str]], *, flush_left: int = 1) -> str:
    """Rows as aligned columns, the first ``flush_left`` of them flush left, the others flush right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if place < flush_left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
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
    """How each metric is computed, then what each system is; joined by ``|`` they are the signatures.

    Of a system that was given nothing is known but that.
    """
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
    return metric, f"kztrans:{system}" if "|" in system else _GIVEN


def number(score: float | None) -> str:
    """A score with one decimal; ``-`` for none."""
    return "-" if score is None else f"{score:.1f}"
