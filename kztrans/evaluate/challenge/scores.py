"""The results of a run of the challenge set: frozen, countable, ready for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kztrans.evaluate.metrics import chrf_on
from kztrans.glossary.match import QUOTES
from kztrans.records import Means, Target

_UNQUOTED = str.maketrans(dict.fromkeys(QUOTES))


def unquoted(text: str) -> str:
    """``text`` without quotation marks: which of them stand beside a term is a matter of typography."""
    return text.translate(_UNQUOTED)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one expected occurrence.

    ``form`` stands in the reference; ``free`` and ``enforced`` are the licensed forms in the two
    translations, None where there is none; ``means`` is what the translator says of it, None where the
    matcher did not find it.
    """

    term: str
    source: str
    form: str
    found: bool
    free: str | None
    enforced: str | None
    means: Means | None

    @property
    def free_exact(self) -> bool:
        """Whether free decoding delivered the very form of the reference, capitals and quotes apart."""
        return _same(self.free, self.form)

    @property
    def exact(self) -> bool:
        """Whether enforcement did."""
        return _same(self.enforced, self.form)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One segment, translated freely and with the glossary.

    ``false_hits`` are source words found as a term that the set knows and does not expect there;
    ``other_hits`` those of entries that the set knows nothing about. ``forbidden``: deprecated targets in the
    enforced translation. ``bound``: whether anything, a guard too, was demanded of it.
    """

    id: str
    phenomenon: str
    reference: str
    free: str
    enforced: str
    deliveries: tuple[Delivery, ...]
    false_hits: tuple[str, ...]
    other_hits: tuple[str, ...]
    forbidden: tuple[str, ...]
    bound: bool


@dataclass(frozen=True, slots=True)
class PhenomenonScore:
    """Counts over the segments of one phenomenon, or of all (``total``).

    Of the ``expected`` occurrences: ``found`` by the matcher; ``free`` delivered in a licensed form by free
    decoding; ``delivered`` with the glossary, ``changed`` of them by another means than free decoding;
    ``refused`` by name; ``silent``: neither delivered nor refused; ``free_exact`` and ``exact``: in the very
    form of the reference. ``false_hits`` come on top. chrF++ is taken over the segments that bear terms; None
    where there are none.
    """

    phenomenon: str
    segments: int
    expected: int
    found: int
    false_hits: int
    free: int
    delivered: int
    changed: int
    refused: int
    silent: int
    free_exact: int
    exact: int
    free_chrf: float | None
    chrf: float | None


@dataclass(frozen=True, slots=True)
class ChallengeResult:
    """The challenge set run once. ``signature`` says what made the enforced translations.

    ``unbound`` segments demanded nothing; ``altered`` are the ids of those whose enforced translation is not
    the free one all the same. ``seconds`` of free and of enforced translation, None where not timed.
    """

    target: Target
    signature: str
    rows: tuple[PhenomenonScore, ...]
    total: PhenomenonScore
    cases: tuple[CaseResult, ...]
    unbound: int
    altered: tuple[str, ...]
    seconds: tuple[float, float] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries, lists and numbers, for JSON."""
        return asdict(self)


def score(name: str, results: Sequence[CaseResult]) -> PhenomenonScore:
    """The counts over ``results``, under ``name``."""
    each = [delivery for result in results for delivery in result.deliveries]
    delivered = [d for d in each if d.enforced is not None]
    bearing = [i for i, result in enumerate(results) if result.deliveries]
    references = [[result.reference for result in results]]
    return PhenomenonScore(
        name,
        segments=len(results),
        expected=len(each),
        found=sum(d.found for d in each),
        false_hits=sum(len(result.false_hits) for result in results),
        free=sum(d.free is not None for d in each),
        delivered=len(delivered),
        changed=sum(d.means in ("placed", "beam") for d in delivered),
        refused=sum(d.means == "refused" for d in each),
        silent=sum(d.enforced is None and d.means != "refused" for d in each),
        free_exact=sum(d.free_exact for d in each),
        exact=sum(d.exact for d in each),
        free_chrf=chrf_on(bearing, [result.free for result in results], references),
        chrf=chrf_on(bearing, [result.enforced for result in results], references),
    )


def _same(delivered: str | None, form: str) -> bool:
    if delivered is None:
        return False
    first, second = (unquoted(text).replace("ё", "е").casefold() for text in (delivered, form))
    return first == second
