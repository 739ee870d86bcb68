"""Step ``synthesise``: languages that rows of the corpus lack, written by a model.

Back-translation (Sennrich et al. 2016; by sampling: Edunov et al. 2018; tagged: Caswell et al. 2019),
pivoting and sequence-level distillation (Kim & Rush 2016) are this one step with other settings.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sys
import time
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kztrans.document import replacing, write_text
from kztrans.errors import InputError
from recipes.mini.config import LANGUAGES, Recipe, Synthesis
from recipes.mini.corpus import SYNTHETIC, Row, synthetic_file, trained_sources
from recipes.mini.decode import Decoder, digest
from recipes.mini.faults import fault
from recipes.mini.gaps import digest_of, rows_to_fill

_PLAN = "plan.json"


def synthesise(recipe: Recipe) -> Path:
    """Write ``WORK/synthetic/NAME.tsv.gz`` and its report ``NAME.json`` for each ``[[synthesis]]``.

    Rows are kk, en, ru, and the file that they are from. What is there is not made again; what was begun goes
    on behind its last whole chunk, after any end. Raises ``InputError`` where other settings began it.
    """
    folder = recipe.paths.work / SYNTHETIC
    folder.mkdir(parents=True, exist_ok=True)
    trained_sources(recipe)  # names that the corpus has, too, are told before the work
    for entry in recipe.synthesis:
        _made(recipe, entry, folder)
    return folder


def _made(recipe: Recipe, entry: Synthesis, folder: Path) -> None:
    path, parts = synthetic_file(recipe.paths.work, entry.name), folder / f"{entry.name}.parts"
    report = folder / f"{entry.name}.json"
    settings = _settings(entry)
    if path.exists() and report.exists():
        _same(json.loads(report.read_text("utf-8"))["settings"], settings, path)
        _say(f"{entry.name}: is there")
    else:
        rows, left_out = rows_to_fill(recipe, entry)
        begun = time.monotonic()
        plan = {**settings, "texts": digest_of(rows)}
        parts.mkdir(exist_ok=True)
        if (parts / _PLAN).exists():
            _same(json.loads((parts / _PLAN).read_text("utf-8")), plan, parts)
        _write(parts / _PLAN, json.dumps(plan, ensure_ascii=False))
        chunks = _translated(recipe, entry, rows, parts)
        for chunk in chunks:
            left_out.update(chunk["left_out"])
        made = [row for chunk in chunks for row in chunk["rows"]]
        facts = {
            "settings": settings,
            "model": entry.model,
            "engine": chunks[-1]["signature"],
            "rows": len(made),
            "by file": Counter(row[-1] for row in made),
            "left out": left_out,
            "seconds in this run": round(time.monotonic() - begun),
        }
        _write(report, json.dumps(facts, ensure_ascii=False, indent=1))
        _write(path, "".join("\t".join(row) + "\n" for row in made))
        _say(f"{entry.name}: {len(made):,} rows; left out: {dict(left_out)}")
    shutil.rmtree(parts, ignore_errors=True)


def _settings(entry: Synthesis) -> dict[str, Any]:
    """What the text depends on: tag and kind may change after it was written."""
    names = ("read", "write", "beam", "sample", "replace", "split", "rows", "chunk")
    found = {name: getattr(entry, name) for name in names}
    return {"files": list(entry.files), "weights": digest(entry.model), **found}


def _same(then: dict[str, Any], now: dict[str, Any], path: Path) -> None:
    other = [name for name in now if then.get(name) != now[name]]
    if other:
        raise InputError(
            f"this was made with other settings ({', '.join(other)})",
            file=path,
            remedy="Remove it to make it anew, or give the synthesis another name.",
        )


def _translated(recipe: Recipe, entry: Synthesis, rows: Sequence[Row], parts: Path) -> list[dict[str, Any]]:
    """All chunks: those that lie in ``parts`` as they are, the others translated and written there."""
    starts = range(0, len(rows), entry.chunk)
    todo = [start for start in starts if not _part(parts, start).exists()]
    if len(todo) < len(starts):
        _say(f"{entry.name}: goes on, {len(starts) - len(todo)} of {len(starts)} chunks are there")
    if todo:
        decoder = Decoder(
            entry.model,
            entry.read,
            entry.write,
            beam=entry.beam,
            sample=entry.sample,
            # Begun again, a run does not draw what it drew before.
            seed=zlib.crc32(f"{entry.name} {todo[0]}".encode()),
            threads=recipe.training.threads,
        )
        begun, done = time.monotonic(), 0
        total = sum(len(rows[start : start + entry.chunk]) for start in todo)
        for start in todo:
            chosen = rows[start : start + entry.chunk]
            chunk = {**_filled(chosen, entry, decoder), "signature": decoder.signature}
            _write(_part(parts, start), json.dumps(chunk, ensure_ascii=False))
            done += len(chosen)
            speed = done / (time.monotonic() - begun)
            _say(
                f"{entry.name}: {start + len(chosen):,} of {len(rows):,} rows, {speed:.1f} a second, "
                f"{(total - done) / speed / 60:.0f} minutes to go"
            )
    return [json.loads(_read(_part(parts, start))) for start in starts]


def _filled(rows: Sequence[Row], entry: Synthesis, decoder: Decoder) -> dict[str, Any]:
    """A chunk: the rows with their translations, as cells, and how many have none for which reason."""
    left_out: Counter[str] = Counter()
    found = []
    texts = [row.texts[entry.read] for row in rows]
    for row, text, output in zip(rows, texts, decoder.translate(texts), strict=True):
        if wrong := output.fault or fault(text, output.text, entry.read, entry.write):
            left_out[wrong] += 1
        else:
            cells = {**row.texts, entry.write: output.text}
            found.append([*(cells[language] for language in LANGUAGES), row.file])
    return {"rows": found, "left_out": left_out}


def _part(parts: Path, start: int) -> Path:
    return parts / f"{start:08}.json.gz"


def _read(path: Path) -> str:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return stream.read()


def _write(path: Path, text: str) -> None:
    """Write whole, or not at all; packed where the name says so."""
    if path.suffix == ".gz":
        with replacing(path) as stream:
            stream.write(gzip.compress(text.encode(), 5))
    else:
        write_text(path, text)


def _say(text: str) -> None:
    sys.stderr.write(f"  {text}\n")
