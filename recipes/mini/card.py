"""Step ``card``: the facts of the model card, from what the other steps wrote, and the loss curve as SVG."""

from __future__ import annotations

import json
import subprocess
from collections import Counter, defaultdict
from pathlib import Path

from kztrans.document import write_text
from recipes.mini.batches import weight_of
from recipes.mini.clean import REPORT, read_pairs
from recipes.mini.config import Recipe, require
from recipes.mini.corpus import trained_sources
from recipes.mini.score import SCORES
from recipes.mini.similar import REPORT as DISSIMILAR
from recipes.mini.train import LOG

CARD, CURVE = "CARD_FACTS.md", "loss.svg"
_SMALL = 0.01  # of all draws
_WIDTH, _HEIGHT, _MARGIN = 640, 280, 48


def card(recipe: Recipe) -> Path:
    """Write ``WORK/CARD_FACTS.md`` and ``WORK/loss.svg``: commit, data by share and licence, run, scores.

    What the model is bad at, and which licence its weights bear, people write.
    """
    work = recipe.paths.work
    require(work / LOG, "train")
    require(work / SCORES, "score")
    log = [json.loads(line) for line in (work / LOG).read_text("utf-8").splitlines()]
    scores = json.loads((work / SCORES).read_text("utf-8"))
    last = log[-1]
    parts = [
        f"Recipe: commit `{_commit()}`. {last['updates']:,} updates, {last['seen'] / 1e6:.1f}M target "
        f"symbols, {last['minutes'] / 60:.1f} hours. Loss at the end {last['loss']:.3f} nats a symbol.",
        "![loss by updates](loss.svg)",
        _table(["set", "from", "to", "lines", "BLEU", "chrF2", "chrF++", "TER"], scores),
        "Signatures: " + "; ".join(f"`{each}`" for each in dict.fromkeys(row["signature"] for row in scores)),
        _table(["file", "pairs", "drawn %", "licence"], _data(recipe)),
        _table(["left out for", "pairs"], _dropped(work)),
    ]
    write_text(work / CURVE, curve([(row["updates"], row["loss"]) for row in log]))
    path = work / CARD
    write_text(path, "\n\n".join(parts) + "\n")
    return path


def _commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=Path(__file__).parent, capture_output=True, text=True
    )
    return done.stdout.strip() or "unknown"


def _data(recipe: Recipe) -> list[dict[str, object]]:
    """Pairs and share of the draws of each file; those drawn too seldom for a line by licence."""
    sources = trained_sources(recipe)
    count: Counter[str] = Counter()
    drawn: dict[str, float] = defaultdict(float)
    for pair in read_pairs(recipe.paths.work):
        count[pair.file] += 1
        drawn[pair.file] += weight_of(pair, sources[pair.file], recipe.weights)
    whole = sum(drawn.values())
    lines: dict[str, list[str]] = defaultdict(list)
    for name in drawn:
        licence = sources[name].licence
        lines[name if drawn[name] >= _SMALL * whole else f"others under {licence}"].append(name)
    share = {title: sum(drawn[name] for name in names) / whole for title, names in lines.items()}
    return [
        {
            "file": title,
            "pairs": f"{sum(count[name] for name in lines[title]):,}",
            "drawn %": f"{100 * share[title]:.1f}",
            "licence": sources[lines[title][0]].licence,
        }
        for title in sorted(lines, key=lambda title: -share[title])
    ]


def _dropped(work: Path) -> list[dict[str, object]]:
    dropped: dict[str, dict[str, int]] = {}
    for report in (work / REPORT, work / DISSIMILAR):
        if report.exists():
            dropped |= json.loads(report.read_text("utf-8"))["dropped"]
    return [
        {"left out for": reason, "pairs": f"{sum(files.values()):,}"} for reason, files in dropped.items()
    ]


def _table(columns: list[str], rows: list[dict[str, object]]) -> str:
    lines = [columns, ["---"] * len(columns), *([str(row[name]) for name in columns] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def curve(points: list[tuple[int, float]]) -> str:
    """An SVG line of loss (nats a symbol) by updates, with its axes."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    low, high = min(ys), max(ys)
    span = (max(xs) - min(xs)) or 1, (high - low) or 1.0

    def place(x: float, y: float) -> str:
        left = _MARGIN + (x - min(xs)) / span[0] * (_WIDTH - 2 * _MARGIN)
        return f"{left:.1f},{_HEIGHT - _MARGIN - (y - low) / span[1] * (_HEIGHT - 2 * _MARGIN):.1f}"

    line = " ".join(place(x, y) for x, y in points)
    bottom = _HEIGHT - _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><title>Training loss by updates</title>'
        f'<path d="M{_MARGIN} {_MARGIN}V{bottom}H{_WIDTH - _MARGIN}" fill="none" stroke="#888"/>'
        f'<polyline points="{line}" fill="none" stroke="#06c" stroke-width="2"/>'
        f'<text x="4" y="{_MARGIN}">{high:.2f}</text><text x="4" y="{bottom}">{low:.2f}</text>'
        f'<text x="{_MARGIN}" y="{_HEIGHT - 16}">{min(xs):,}</text>'
        f'<text x="{_WIDTH - _MARGIN}" y="{_HEIGHT - 16}" text-anchor="end">{max(xs):,} updates</text>'
        "</svg>\n"
    )
