"""What is to be scored, read from files: sources, references, hypotheses, documents; one text a segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kztrans.document import printable
from kztrans.document.parallel import Choice, ParallelFile, Stream, format_of, parse_choice
from kztrans.document.paths import found
from kztrans.errors import EvaluationError, InputError
from kztrans.evaluate.inputs import check_languages
from kztrans.records import Target


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A system's name and where its output is."""

    name: str
    choice: Choice


@dataclass(frozen=True, slots=True)
class Inputs:
    """What ``evaluate`` takes; ``references`` are streams, ``documents`` None where no file tells them.

    ``hypotheses`` is None where none were given. ``warnings`` say what was left out and what looks odd,
    ``files`` from where it all was read, ``lines`` where each source begins in its file (its unit in XML).
    """

    sources: tuple[str, ...]
    references: tuple[tuple[str, ...], ...]
    hypotheses: Mapping[str, tuple[str, ...]] | None = None
    documents: tuple[str, ...] | None = None
    warnings: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    lines: tuple[int, ...] | None = None


def parse_hypothesis(text: str) -> Hypothesis:
    """``NAME=FILE``, or a file alone, whose name is the system's; the file as ``parse_choice`` tells."""
    name, equals, file = text.partition("=")
    whole = parse_choice(text)
    if not equals or found(whole.path):
        return Hypothesis(whole.name, whole)
    if not name.strip() or not file:
        raise InputError(f"'{text}' is no NAME=FILE", remedy="Give a name and a file: --hyp NAME=FILE")
    return Hypothesis(name.strip(), parse_choice(file))


def load_inputs(
    source: Choice | None,
    references: Sequence[Choice],
    hypotheses: Sequence[Hypothesis],
    *,
    target: Target,
    set_name: str | None = None,
    folder: Path | None = None,
) -> Inputs:
    """The inputs in files, or those of the set ``set_name`` (from ``folder``) with hypotheses in files.

    Raises ``EvaluationError`` where both or neither are given, and what loading raises.
    """
    if set_name is not None:
        if source or references:
            raise EvaluationError(
                "a set has its own sources and references", remedy="Leave out SRC and --ref."
            )
        return load_set_files(set_name, folder, hypotheses, target)
    if folder is not None:
        raise EvaluationError("--data is the folder of a set", remedy="Add: --set NAME")
    if source is None:
        raise EvaluationError(
            "there is nothing to score", remedy="Name a file of Kazakh text, or a set: --set NAME"
        )
    inputs = load_files(source, references, hypotheses, target)
    if inputs.hypotheses is None:  # a model is going to translate: tell of swapped files before it begins
        check_languages(inputs.sources, inputs.references, {}, target)
    return inputs


def require_as_many(
    inputs: Inputs, references: Sequence[Choice], hypotheses: Sequence[Hypothesis], target: Target
) -> None:
    """Raise ``EvaluationError``, with file and line, for a text with more or fewer lines than the source."""
    # Imports numpy, which `kztrans --help` has no use for.
    from kztrans.evaluate.arguments import hypothesis_of, require_parallel

    numbers = inputs.lines or range(1, len(inputs.sources) + 1)
    for choice, stream in zip(references, inputs.references, strict=False):  # a set has its own
        require_parallel(inputs.sources, stream, "reference", target, numbers, choice.path)
    for each in hypotheses:
        made = (inputs.hypotheses or {})[each.name]
        require_parallel(inputs.sources, made, hypothesis_of(each.name), target, numbers, each.choice.path)


def load_files(
    source: Choice, references: Sequence[Choice], hypotheses: Sequence[Hypothesis], target: Target
) -> Inputs:
    """Read all files, each once; without ``references`` the source's own file holds the reference.

    Segments of a table, a memory and the like that have no source or no reference are left out with a
    warning, in the hypotheses too. Raises ``InputError`` for a file that cannot be read, and
    ``EvaluationError`` where a line of plain text is empty and its partners are not.
    """
    if not references:
        if format_of(source.path) is None:
            raise EvaluationError("there is no reference", remedy="Add: --ref FILE")
        references = [Choice(source.path)]
    files = _read([source, *references, *_choices(hypotheses)])
    sources = files[source.path].stream("source", target, source.column)
    streams = [files[each.path].stream("reference", target, each.column) for each in references]
    systems = _systems(files, hypotheses, target)
    documents = files[source.path].documents(target)
    kept: Sequence[int] = range(len(sources))
    warnings: list[str] = []
    if all(len(stream) == len(sources) for stream in streams):  # else `evaluate` tells where they part
        kept, warnings = _kept(sources, streams)

    def pick(texts: Sequence[str | None]) -> tuple[str, ...]:
        indices = kept if len(texts) == len(sources) else range(len(texts))
        return tuple(texts[i] or "" for i in indices)

    picked = {name: pick(stream.texts) for name, stream in systems.items()}
    return Inputs(
        pick(sources.texts),
        tuple(pick(stream.texts) for stream in streams),
        picked or None,
        documents and pick(documents),
        (*warnings, *_empty(picked)),
        tuple(files),
        tuple(each.line or each.number for each in (sources.segments[i] for i in kept)),
    )


def load_set_files(
    name: str, folder: Path | None, hypotheses: Sequence[Hypothesis], target: Target
) -> Inputs:
    """The test set ``name`` of ``kztrans.evaluate.sets``, and hypotheses for it from files."""
    from kztrans.evaluate.sets import load_set

    texts = load_set(name, target, folder)
    files = _read(_choices(hypotheses))
    streams = _systems(files, hypotheses, target)
    systems = {system: tuple(text or "" for text in stream.texts) for system, stream in streams.items()}
    return Inputs(
        texts.sources,
        texts.references,
        systems or None,
        texts.documents,
        tuple(_empty(systems)),
        (*texts.files, *files),
    )


def _choices(hypotheses: Sequence[Hypothesis]) -> list[Choice]:
    return [each.choice for each in hypotheses]


def _read(choices: Sequence[Choice]) -> dict[Path, ParallelFile]:
    return {
        path: ParallelFile.read(path, [each.column for each in choices if each.path == path and each.column])
        for path in dict.fromkeys(each.path for each in choices)
    }


def _systems(
    files: Mapping[Path, ParallelFile], hypotheses: Sequence[Hypothesis], target: Target
) -> dict[str, Stream]:
    systems: dict[str, Stream] = {}
    for each in hypotheses:
        if each.name in systems:
            raise EvaluationError(
                f'two hypotheses are called "{each.name}"', remedy="Name them apart: --hyp NAME=FILE"
            )
        systems[each.name] = files[each.choice.path].stream("hypothesis", target, each.choice.column)
    return systems


def _kept(sources: Stream, references: Sequence[Stream]) -> tuple[Sequence[int], list[str]]:
    """The segments that source and references all have, and what to say of the others."""
    kept: Sequence[int] = range(len(sources))
    warnings = []
    streams = [("source", sources), *(("reference", stream) for stream in references)]
    for what, stream in streams:
        had = [i for i in kept if stream.texts[i] is not None]
        if not had:
            raise EvaluationError(f"no segment has both source and {what}", file=stream.path)
        if len(had) < len(kept):
            count = f"{len(kept) - len(had):,} of {len(stream):,} segments"
            warnings.append(f"{count} of {printable(stream.path)} have no {what} and were left out")
        kept = had
    for i in kept:
        empty = [each for each in streams if not (each[1].texts[i] or "").strip()]
        if 0 < len(empty) < len(streams):
            what, stream = empty[0]
            raise stream.error(i, f"the {what} is empty", "Remove it together with its partners.")
    return kept, warnings


def _empty(systems: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for name, lines in systems.items():
        if count := sum(not line.strip() for line in lines):
            yield f'{count:,} of {len(lines):,} lines of "{name}" are empty: each is a bad translation'
