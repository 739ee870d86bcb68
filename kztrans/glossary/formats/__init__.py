"""The glossary file formats: found by name or by a file's extension and first row, imported when needed.

A format never loses something unsaid: ``write`` returns what the file could not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, cast

from kztrans.errors import GlossaryError
from kztrans.glossary.formats.table import COLUMNS, column_values
from kztrans.glossary.term import Term
from kztrans.records import TARGETS, Target

# Where each format lives: module in this package, and the object in it.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "csv": "csv:COMMA",
        "tsv": "csv:TAB",
        "xlsx": "xlsx:XLSX",
        "tbx": "tbx:TBX_DCA",
        "tbx-dct": "tbx:TBX_DCT",
        "tbx-v2": "tbx:TBX_V2",
        "deepl": "pairs:DEEPL_CSV",
        "deepl-tsv": "pairs:DEEPL_TSV",
        "google": "google:TERM_SETS",
        "omegat": "pairs:OMEGAT",
    }
)
# The format of an extension; where the first row of a file can tell another one, it does (see ``detect``).
FORMATS: Mapping[str, str] = MappingProxyType(
    {
        ".csv": "csv",
        ".tsv": "tsv",
        ".xlsx": "xlsx",
        ".tbx": "tbx",
        ".txt": "omegat",
        ".utf8": "omegat",
        ".tab": "omegat",
    }
)


class TermbaseFormat(Protocol):
    """What a format offers; ``to`` is the target language of a file that holds only one."""

    def scan(self, path: Path, to: Target | None) -> Iterator[Term | GlossaryError]:
        """A Term for every good entry and a GlossaryError for every bad one.

        Raises GlossaryError for a file that cannot be read to its end.
        """
        ...

    def held(self, term: Term) -> Term | None:
        """What of ``term`` the format can hold, None for an entry that must stay out."""
        ...

    def write(self, path: Path, terms: Iterable[Term], to: Target | None) -> None:
        """Replace ``path`` whole or not at all."""
        ...


@dataclass(frozen=True, slots=True)
class Loss:
    """What a written file does not hold: columns, and how many entries were left out of it."""

    columns: tuple[str, ...] = ()
    untranslated: int = 0
    inactive: int = 0

    def __bool__(self) -> bool:
        return self != Loss()

    def __str__(self) -> str:
        """One line for the user."""
        parts = [f"the format does not hold all of: {', '.join(self.columns)}"] if self.columns else []
        for count, why in ((self.untranslated, "no translation"), (self.inactive, "proposed or deprecated")):
            if count:
                parts.append(f"{count:,} {'entry' if count == 1 else 'entries'} left out ({why})")
        return "; ".join(parts)


def named(name: str) -> TermbaseFormat:
    """The format called ``name``; raises GlossaryError for an unknown one."""
    if name not in NAMES:
        raise GlossaryError(
            f"'{name}' is no known glossary format", remedy=f"Known formats: {', '.join(NAMES)}."
        )
    module, _, attribute = NAMES[name].partition(":")
    return cast(TermbaseFormat, getattr(import_module(f"{__name__}.{module}"), attribute))


def by_extension(path: Path) -> str:
    """The name of the format that ``path``'s extension stands for; raises GlossaryError where none does."""
    name = FORMATS.get(path.suffix.casefold())
    if name is None:
        raise GlossaryError(
            f"'{path.suffix or path.name}' is no known glossary format",
            file=path,
            remedy=f"Known formats: {', '.join(FORMATS)}.",
        )
    return name


def detect(path: Path) -> str:
    """The name of the format of an existing file: by its extension and, for CSV and TSV, its first row."""
    name = by_extension(path)
    if name not in ("csv", "tsv"):
        return name
    from kztrans.glossary.formats import google, pairs
    from kztrans.glossary.formats.delimited import beginning, first_rows

    rows = first_rows(beginning(path), comments=True).values()
    others = {"google": google.recognises, "deepl": pairs.recognises}
    return next((other for other, recognises in others.items() if any(map(recognises, rows))), name)


def in_folder(folder: Path) -> list[Path]:
    """The glossary files in ``folder`` by name; raises GlossaryError for one that cannot be read."""
    try:
        return sorted(file for file in folder.iterdir() if file.suffix.casefold() in FORMATS)
    except OSError as error:
        raise GlossaryError(f"the folder cannot be read ({error.strerror})", file=folder) from None


def scan(
    path: str | Path, *, name: str | None = None, to: Target | None = None
) -> Iterator[Term | GlossaryError]:
    """Every entry of ``path``: a Term, or the GlossaryError that says what is wrong with it.

    ``name``: the format, where it shall not be detected. ``to``: the target language of a file of pairs.
    """
    path = Path(path)
    chosen = named(name or detect(path))
    try:
        yield from chosen.scan(path, to)
    except GlossaryError as error:
        yield error


def sift(
    path: str | Path, *, name: str | None = None, to: Target | None = None
) -> tuple[list[Term], list[GlossaryError]]:
    """The good entries of ``path`` and what is wrong with the others.

    Raises GlossaryError for a file that cannot be read to its end: what follows would be lost.
    """
    path = Path(path)
    terms, refused = [], []
    for row in named(name or detect(path)).scan(path, to):
        if isinstance(row, GlossaryError):
            refused.append(row)
        else:
            terms.append(row)
    return terms, refused


def read(path: str | Path, *, name: str | None = None, to: Target | None = None) -> list[Term]:
    """The terms in ``path``; raises the first GlossaryError found."""
    terms = []
    for row in scan(path, name=name, to=to):
        if isinstance(row, GlossaryError):
            raise row
        terms.append(row)
    return terms


def write(
    path: str | Path, terms: Iterable[Term], *, name: str | None = None, to: Target | None = None
) -> Loss:
    """Write ``terms`` to ``path`` and return what the file does not hold; on a failure the old file stays.

    ``name``: the format, else that of the extension. ``to``: write this language's side only.
    Raises GlossaryError for terms that the format cannot write, OutputError where no file can be written.
    """
    path = Path(path)
    chosen = named(name or by_extension(path))
    kept: list[Term] = []
    lost: set[str] = set()
    untranslated = inactive = 0
    for term in terms:
        asked = _only(term, to) if to else term
        if to and not term.target(to):
            untranslated += 1
        elif (held := chosen.held(asked)) is None:
            inactive += 1
        else:
            kept.append(held)
            lost |= _differences(asked, held)
    chosen.write(path, kept, to)
    return Loss(tuple(name for name in COLUMNS if name in lost), untranslated, inactive)


def _only(term: Term, to: Target) -> Term:
    """``term`` without what it says of the other language."""
    (other,) = (target for target in TARGETS if target != to)
    return replace(
        term,
        **{other: "", f"{other}_forms": (), f"extend_{other}": False, f"{other}_forbidden": ()},  # type: ignore[arg-type]
    )


def _differences(term: Term, held: Term) -> set[str]:
    if term == held:
        return set()
    before, after = column_values(term), column_values(held)
    return {name for name in before if before[name] != after[name]}
