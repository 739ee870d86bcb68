"""The results of an evaluation: frozen, comparable, ready for JSON."""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass
from typing import Any

from kztrans.records import Issue, Target

#: Differences whose p-values lie below are called significant.
SIGNIFICANCE = 0.05

# What two writings of one form may differ in: kinds of quotation mark, apostrophe, hyphen and space; ё.
_LEVEL = str.maketrans(
    {
        **dict.fromkeys('«»“”„‟‹›"\u00ad\u200b\u2060\ufeff'),
        **dict.fromkeys("’ʼ‘`", "'"),
        **dict.fromkeys("‐‑‒–−", "-"),
        "\u00a0": " ",
        "\u202f": " ",
        "ё": "е",
        "Ё": "Е",
    }
)


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % confidence interval by bootstrap resampling of segments (Koehn 2004), in the score's unit."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Metric:
    """A corpus score with the signature that lets others repeat it; ``interval`` None: not sampled."""

    name: str
    score: float
    signature: str
    interval: Interval | None = None


def levelled(form: str) -> str:
    """``form`` as it is compared with another writing of it."""
    return form.translate(_LEVEL).casefold()


@dataclass(frozen=True, slots=True)
class TermJudgement:
    """What became of one occurrence of a term.

    ``source`` stands at ``[start, end)`` of source line ``line`` (as ``Evaluation.lines`` counts); ``term``
    is the headword. ``form`` is the licensed form at ``[target_start, target_end)`` of the hypothesis; all
    three are None for a miss. ``reference`` is the licensed form that the reference has for it, None where it
    has none; ``leftover`` holds the hypothesis' words that say the term a second time, empty where there are
    none; ``disagreement`` says in words what does not fit the sentence's grammar, empty where all does.
    ``refused``: the system itself named the occurrence as not delivered.
    """

    line: int
    source: str
    start: int
    end: int
    term: str
    form: str | None
    target_start: int | None
    target_end: int | None
    reference: str | None = None
    leftover: str = ""
    disagreement: str = ""
    refused: bool = False

    @property
    def exact(self) -> bool:
        """Whether the form is the reference's own: capitals, ё, and kinds of quotation marks, apostrophes,
        hyphens and spaces make no difference.
        """
        return (
            self.form is not None
            and self.reference is not None
            and levelled(self.form) == levelled(self.reference)
        )


@dataclass(frozen=True, slots=True)
class Surplus:
    """A licensed form that nothing asks for: ``form`` of ``term`` at ``[start, end)`` of hypothesis line
    ``line``.
    """

    line: int
    term: str
    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``."""

    part: int
    whole: int

    @property
    def rate(self) -> float | None:
        """The share, 0 to 1; None where there is nothing to share."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class TermScore:
    """Term metrics, all by occurrence; ``docs/metrics.md`` defines each with a worked example.

    ``success``: occurrences with a licensed form of their own, of all in the sources. ``exact``: those in the
    reference's own form, of those for which the reference has a licensed form. ``over_applied``: licensed
    forms in the hypotheses beyond what source and reference ask for (``surplus``), of all licensed forms
    there. ``leftovers``: delivered occurrences beside which another known rendering still stands.
    ``agreement``: delivered occurrences that do not fit their sentence's grammar. ``consistency``: of the
    pairs of occurrences of one term in one document, those rendered by the same wording, in whatever form.
    ``refused``: occurrences that the system itself reported as not delivered. ``signature`` names the
    glossary that judged.
    """

    success: Share
    exact: Share
    over_applied: Share
    leftovers: Share
    agreement: Share
    consistency: Share
    refused: int
    judgements: tuple[TermJudgement, ...]
    signature: str
    interval: Interval | None = None
    surplus: tuple[Surplus, ...] = ()

    @property
    def misses(self) -> tuple[TermJudgement, ...]:
        """The occurrences without a licensed form of their own."""
        return tuple(each for each in self.judgements if each.form is None)

    @property
    def silent(self) -> tuple[TermJudgement, ...]:
        """The misses that the system did not report."""
        return tuple(each for each in self.misses if not each.refused)


@dataclass(frozen=True, slots=True)
class SegmentScore:
    """One line of one system: the hypothesis, its score by each metric (in the order of
    ``SystemScore.metrics``), what the checks say of it.
    """

    hypothesis: str
    scores: tuple[float, ...]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class SystemScore:
    """One system's scores. ``terms`` is None without a glossary.

    ``chrf_on_term_segments`` and ``chrf_on_other`` are chrF++ over the segments with and without a term
    occurrence; None where there are none, or no glossary tells them apart. ``segments`` holds one entry a
    source line; empty where segment scores were not asked for.
    """

    name: str
    metrics: tuple[Metric, ...]
    terms: TermScore | None = None
    chrf_on_term_segments: float | None = None
    chrf_on_other: float | None = None
    segments: tuple[SegmentScore, ...] = ()

    def metric(self, name: str) -> Metric:
        """The metric called ``name``; ``KeyError`` where there is none."""
        return {metric.name: metric for metric in self.metrics}[name]


@dataclass(frozen=True, slots=True)
class Comparison:
    """System ``system`` against ``baseline`` (the first system) by one metric.

    ``metric``: the name of a ``Metric``, or ``term success``, which is in percent as the others are.
    ``difference``: system minus baseline. ``bootstrap`` and ``randomization``: p-values of paired bootstrap
    resampling (Koehn 2004) and of paired approximate randomisation (Riezler & Maxwell 2005), each with
    ``samples`` samples from ``seed``; ``interval`` holds the difference's 95 % interval.

    The bootstrap p-value is sacrebleu's, so that others can repeat it, and is too small by its formula: it
    compares the difference with deviations of the *absolute* difference. Of systems that differ by chance
    alone it calls more than one in twenty different at 0.05, about one in ten; randomisation calls one in
    twenty. Hence ``significant``.
    """

    metric: str
    baseline: str
    system: str
    difference: float
    interval: Interval
    bootstrap: float
    randomization: float
    samples: int
    seed: int

    @property
    def significant(self) -> bool:
        """Whether all agree at the 5 % level: both p-values are below it and the interval excludes 0."""
        low_p = max(self.bootstrap, self.randomization) < SIGNIFICANCE
        return low_p and not self.interval.low <= 0 <= self.interval.high


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Systems scored side by side on the same sources, ``term_bearing`` of them with a term.

    ``references``: one tuple a source line, one entry a reference stream. ``warnings``: what looked odd in
    the input (a hypothesis in another language, …), in plain words. ``lines``: for each source its number in
    the user's text, where lines may have been left out; judgements call it by that. From 1 where not given.
    """

    target: Target
    sources: tuple[str, ...]
    references: tuple[tuple[str, ...], ...]
    term_bearing: int
    systems: tuple[SystemScore, ...]
    comparisons: tuple[Comparison, ...] = ()
    warnings: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.lines:
            object.__setattr__(self, "lines", tuple(range(1, len(self.sources) + 1)))

    @property
    def segments(self) -> int:
        """How many source lines were scored."""
        return len(self.sources)

    def system(self, name: str) -> SystemScore:
        """The system called ``name``; ``KeyError`` where there is none."""
        return {system.name: system for system in self.systems}[name]

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries, lists and numbers, for JSON; each share with its ``rate``, each comparison with
        ``significant``.
        """
        return {**_plain(self), "segments": self.segments}


def _plain(value: Any) -> Any:  # noqa: ANN401
    """``value`` without records. (``dataclasses.asdict`` copies every leaf: five times slower.)"""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if not is_dataclass(value):
        return value
    plain = {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    computed = _COMPUTED.get(type(value))
    return plain if computed is None else {**plain, computed: getattr(value, computed)}


#: What the plain form has beside the fields.
_COMPUTED: dict[type, str] = {Share: "rate", Comparison: "significant"}
