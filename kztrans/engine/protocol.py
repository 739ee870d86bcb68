"""The seam between the house and any translation model. ``enforce/`` and ``translator.py`` see only this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from kztrans.records import Span, Target


@dataclass(frozen=True, slots=True)
class Piece:
    """One subword of a text: the model's own symbol and the characters of the text it covers.

    A piece that is only the word-boundary mark covers an empty span.
    """

    symbol: str
    span: Span


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation the model proposes.

    ``text`` is the whole target (a forced prefix included), without language code or end mark.
    ``pieces`` are its subwords with their spans in ``text``. ``score`` is the mean log-probability a piece,
    the end mark included (nats). ``attention`` has a row for each piece of ``pieces`` and a column for each
    piece of ``source_pieces`` (language code and end mark left out): the alignment head's weights.
    It is empty when it was not asked for.
    """

    text: str
    pieces: tuple[Piece, ...]
    score: float
    source_pieces: tuple[Piece, ...] = ()
    attention: tuple[tuple[float, ...], ...] = ()


@runtime_checkable
class Engine(Protocol):
    """A loaded model: translates and scores batches of normalised Kazakh sentences.

    Implementations are thread-safe. Languages other than ``languages`` raise ``LanguageError``.
    """

    @property
    def name(self) -> str:
        """The model's name as the user gave it (``mini``, ``nllb-600m``, a directory)."""
        ...

    @property
    def fingerprint(self) -> str:
        """Short hash of the weights and the vocabulary, for signatures."""
        ...

    @property
    def signature(self) -> str:
        """``ct2:4.8.5:int8`` or ``torch:2.13.0:float32``: backend, its version and numeric type."""
        ...

    @property
    def max_source_pieces(self) -> int:
        """The longest source, in pieces, that this model translates well; longer ones are divided first."""
        ...

    def count_pieces(self, text: str) -> int:
        """Number of source pieces of ``text`` (language code and end mark left out)."""
        ...

    def can_write(self, text: str) -> bool:
        """Whether ``text`` is short enough for this model to be scored, or forced as a prefix."""
        ...

    def translate(
        self,
        batch: Sequence[str],
        *,
        target: Target,
        prefixes: Sequence[str | None] | None = None,
        beam: int = 4,
        n_best: int = 1,
        attention: bool = False,
    ) -> list[list[Hypothesis]]:
        """Beam search. One list of at most ``n_best`` hypotheses for each source, best first as the search
        ranks them: the first is the same whatever ``n_best``. By ``score``, which charges for a prefix and
        does not count the language code, two that are close may stand the other way round.

        ``prefixes``: target text each translation must begin with (None or "" for no prefix); it stands at
        the beginning of the hypothesis's ``text`` exactly as given.
        """
        ...

    def score(self, batch: Sequence[str], targets: Sequence[str], *, target: Target) -> list[float]:
        """Teacher-forced total log-probability (nats, end mark included) of each target for its source."""
        ...


@runtime_checkable
class ConstrainedEngine(Engine, Protocol):
    """An engine that can also search for the best translation among those that hold given forms."""

    def constrained(
        self,
        batch: Sequence[str],
        forms: Sequence[Sequence[Sequence[str]]],
        *,
        target: Target,
        beam: int = 4,
        attention: bool = False,
    ) -> list[Hypothesis | None]:
        """For each source its constraints, each a list of alternative forms, one of which must stand in the
        text as whole words, in a place of its own (at the very beginning its first letter may be raised).

        The best finished hypothesis, or None where none meets all constraints.
        """
        ...
