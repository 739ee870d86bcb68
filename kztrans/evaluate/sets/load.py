"""A test set by its name, from the source checkout, a user's folder or the set's public home."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kztrans.document import read_text
from kztrans.document.paths import exists
from kztrans.errors import EvaluationError
from kztrans.evaluate.sets.fetch import fetch
from kztrans.evaluate.sets.public import PUBLIC
from kztrans.records import Target

_CHECKOUT = Path(__file__).parents[3] / "eval"
OWN = ("article", "press")


@dataclass(frozen=True, slots=True)
class ParallelSet:
    """Kazakh lines, one or more reference streams, and a document id a line where the set has documents.

    ``files``: those that it was read from, where they are the user's or the source checkout's.
    """

    name: str
    sources: tuple[str, ...]
    references: tuple[tuple[str, ...], ...]
    documents: tuple[str, ...] | None = None
    files: tuple[Path, ...] = ()


def set_names() -> tuple[str, ...]:
    """The names that ``load_set`` knows."""
    return (*OWN, *PUBLIC)


def load_set(name: str, target: Target, folder: Path | None = None) -> ParallelSet:
    """The set ``name`` for translation into ``target``.

    ``folder``: a user's copy, ``STEM.kk`` beside ``STEM.en`` or ``STEM.ru`` (for ``article`` and ``press``:
    a folder laid out as ``eval/NAME``); without it, own sets come from the source checkout that kztrans runs
    from or that is the current folder, public ones from their home or the cache. Raises ``EvaluationError``
    for an unknown name, and where files are missing.
    """
    if name in OWN:
        return _own(name, target, folder)
    if name not in PUBLIC:
        remedy = f"Sets: {', '.join(set_names())}."
        raise EvaluationError(f"there is no set called '{name}'", remedy=remedy)
    if folder is not None:
        return _copy(name, target, folder)
    source, reference, documents = fetch(PUBLIC[name], target)
    return ParallelSet(name, source, (reference,), documents)


def checkout(name: str) -> Path:
    """Where the set ``name`` lies in a source checkout: the one that runs, else the current folder."""
    installed, here = _CHECKOUT / name, Path("eval") / name
    return installed if installed.exists() or not here.exists() else here


def _own(name: str, target: Target, folder: Path | None) -> ParallelSet:
    where = folder or checkout(name)
    source = where / "source.kk.txt"
    if not exists(source, EvaluationError):
        remedy = f"The set {name} is in kztrans' source, eval/{name}: go there, or give it with --data."
        raise EvaluationError("no such file", file=source, remedy=remedy)
    wanted = [where / f"reference{number}.{target}.txt" for number in ("", "2", "3")]
    streams = [path for path in wanted if exists(path, EvaluationError)]
    ids, sources = where / "documents.tsv", _lines(source)
    return ParallelSet(
        name,
        sources,
        tuple(map(_lines, streams)),
        tuple(line.split("\t")[0] for line in _lines(ids)) if ids.exists() else (name,) * len(sources),
        (source, *streams, ids),
    )


def _copy(name: str, target: Target, folder: Path) -> ParallelSet:
    stems = [stem.format(to=target) for stem in PUBLIC[name].stems]
    for stem in stems:
        source, reference = folder / f"{stem}.kk", folder / f"{stem}.{target}"
        if exists(source, EvaluationError) and exists(reference, EvaluationError):
            return ParallelSet(name, _lines(source), (_lines(reference),), files=(source, reference))
    wanted = " or ".join(f"{stem}.kk with {stem}.{target}" for stem in stems)
    raise EvaluationError(f"{name} is not in this folder", file=folder, remedy=f"It needs {wanted}.")


def _lines(path: Path) -> tuple[str, ...]:
    return tuple(line.text for line in read_text(path).lines)
