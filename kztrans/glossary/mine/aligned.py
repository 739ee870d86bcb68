"""Aligned text: pairs of a Kazakh segment and its translation, read as a stream, as often as wanted."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from itertools import zip_longest
from pathlib import Path
from typing import Protocol

from kztrans.document import read_batches
from kztrans.errors import InputError
from kztrans.glossary.mine.tmx import units
from kztrans.records import Target


@dataclass(frozen=True, slots=True)
class Pair:
    """A Kazakh segment and its translation; ``line`` counts from 1 (in a TMX file: the unit's number)."""

    file: str
    line: int
    kk: str
    target: str


class AlignedText(Protocol):
    """What can be mined: an iterable that may be run through several times."""

    def __iter__(self) -> Iterator[Pair]: ...


@dataclass(frozen=True, slots=True)
class TwoFiles:
    """Two texts with one segment a line, as many lines in one as in the other."""

    kk: Path
    target: Path

    def __iter__(self) -> Iterator[Pair]:
        both = zip_longest(_lines(self.kk), _lines(self.target))
        for number, (kk, target) in enumerate(both, start=1):
            if kk is None or target is None:
                shorter, longer = (self.kk, self.target) if kk is None else (self.target, self.kk)
                raise InputError(
                    f"no line {number:,}, though {longer} has one",
                    file=shorter,
                    line=number,
                    remedy="Aligned files have one segment a line and equally many lines.",
                )
            yield Pair(str(self.kk), number, kk, target)


@dataclass(frozen=True, slots=True)
class Table:
    """A TSV file, also gzipped, with the columns kk, en, ru and any more; a missing translation is empty."""

    path: Path
    language: Target

    def __iter__(self) -> Iterator[Pair]:
        column = ("kk", "en", "ru").index(self.language)
        for number, line in enumerate(_lines(self.path), start=1):
            cells = line.split("\t")
            if len(cells) < 3:
                raise InputError(
                    f"{len(cells)} of the columns kk, en, ru",
                    file=self.path,
                    line=number,
                    remedy="Write two tabs a line, also where a translation is missing.",
                )
            yield Pair(str(self.path), number, cells[0], cells[column])


@dataclass(frozen=True, slots=True)
class Memory:
    """A translation memory (TMX 1.4)."""

    path: Path
    language: Target

    def __iter__(self) -> Iterator[Pair]:
        with _opened(self.path) as stream:
            for number, unit in units(stream, file=str(self.path)):
                yield Pair(str(self.path), number, unit.get("kk", ""), unit.get(self.language, ""))


@dataclass(frozen=True, slots=True)
class Chain:
    """Several aligned texts, one after the other."""

    parts: tuple[AlignedText, ...]

    def __iter__(self) -> Iterator[Pair]:
        for part in self.parts:
            yield from part


READERS: dict[str, Callable[[Path, Target], AlignedText]] = {
    ".tmx": Memory,
    ".tmx.gz": Memory,
    ".tsv": Table,
    ".tsv.gz": Table,
}


def open_aligned(files: Sequence[Path], language: Target) -> AlignedText:
    """The aligned text in ``files``: each TMX or TSV by itself, others in pairs (Kazakh, translation)."""
    parts: list[AlignedText] = []
    plain: list[Path] = []
    for path in files:
        ending = next((ending for ending in READERS if path.name.casefold().endswith(ending)), None)
        if ending:
            parts.append(READERS[ending](path, language))
        else:
            plain.append(path)
    if len(plain) % 2:
        raise InputError(
            "a text without its translation",
            file=plain[-1],
            remedy="Name the Kazakh file and then its translation, or a .tsv or .tmx file.",
        )
    parts += [TwoFiles(kk, target) for kk, target in zip(plain[::2], plain[1::2], strict=True)]
    return parts[0] if len(parts) == 1 else Chain(tuple(parts))


def _lines(path: Path) -> Iterator[str]:
    with _opened(path) as stream:
        for batch in read_batches(stream, name=str(path)):
            for line in batch:
                yield line.text


@contextmanager
def _opened(path: Path) -> Iterator[BufferedIOBase]:
    """The file as bytes, unpacked where it is gzipped; what cannot be read becomes an InputError."""
    try:
        with gzip.open(path) if path.suffix.casefold() == ".gz" else path.open("rb") as stream:
            yield stream
    except FileNotFoundError:
        raise InputError("no such file", file=path, remedy="Check the name and the folder.") from None
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"damaged or no gzip file ({error})", file=path) from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", file=path) from None
