"""From the lines of each system to its scores, and to how it compares with the first system."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np

from kztrans._version import __version__
from kztrans.check import Pair, run_checks
from kztrans.evaluate.formulas import Matrix, Scores
from kztrans.evaluate.metrics import SCORERS
from kztrans.evaluate.scores import Comparison, Interval, Metric, SegmentScore, SystemScore, TermScore
from kztrans.evaluate.significance import Sampled, Sampling, bootstrap, compare
from kztrans.evaluate.statistics import Statistics, Streams, extracting
from kztrans.evaluate.terms import Found, score_terms
from kztrans.evaluate.workers import Later, Run, Workers, in_turn
from kztrans.glossary.term import Occurrence
from kztrans.records import Issue, Target, TermOutcome

#: What comparisons call the term success rate; they give it in percent, as they do the metrics.
TERM_SUCCESS = "term success"
_TASK = 10_000  # lines that are checked by one worker at a time

Issues = Sequence[Sequence[Issue]]


@dataclass(frozen=True, slots=True)
class System:
    """What is scored. A translator also says what became of each line's terms and what its checks found."""

    name: str
    hypotheses: Sequence[str]
    signature: str = f"kztrans:{__version__}"
    outcomes: Sequence[Sequence[TermOutcome]] | None = None
    issues: Issues | None = None


@dataclass(frozen=True)
class Task:
    """What the systems are scored by: the source ``texts``, in which ``find`` finds terms, and references.

    ``find`` is None without a glossary, whose fingerprint is ``judge``; ``sampling`` None for no intervals
    and no comparisons. ``lines``: what the user calls each line.
    """

    target: Target
    texts: Sequence[str]
    streams: Streams
    find: Callable[[str], Sequence[Occurrence]] | None
    judge: str
    documents: Sequence[Hashable] | None
    sampling: Sampling | None
    checks: bool
    lines: Sequence[int]

    @cached_property
    def found(self) -> Found | None:
        """The terms in each text, looked for when first asked for: workers are busy by then."""
        return None if self.find is None else [self.find(text) for text in self.texts]

    @property
    def sampled(self) -> str:
        """The part of a term signature that says how its interval was sampled, as sacrebleu writes it."""
        return f"|bs:{self.sampling.samples}|seed:{self.sampling.seed}" if self.sampling else ""

    def signature_of(self, system: System) -> str:
        """The signature of a system's term score."""
        return f"terms:occurrence|judge:{self.judge}{self.sampled}|{system.signature}"


def score_systems(
    task: Task, systems: Sequence[System]
) -> tuple[tuple[SystemScore, ...], tuple[Comparison, ...]]:
    """The scores of each system, and the comparison of each other with the first."""
    # Terms are judged here meanwhile; checks take so long that every processor is wanted for them.
    checking = task.checks and any(system.issues is None for system in systems)
    occupied = task.find is not None and not checking
    with Workers(len(task.texts) * len(systems), occupied=occupied) as run:
        extracted = [extracting(system.hypotheses, task.streams, run) for system in systems]
        checked = [_issues(task, system, run) for system in systems]
        terms = [_terms(task, system) for system in systems]
        statistics = [later() for later in extracted]
        issues = [later() for later in checked]
    drawn, comparisons = _sample(task, systems, statistics, terms)
    scores = map(_score, [task] * len(systems), systems, statistics, terms, issues, drawn)
    return tuple(scores), comparisons


def _sample(
    task: Task,
    systems: Sequence[System],
    statistics: Sequence[Statistics],
    terms: Sequence[TermScore | None],
) -> tuple[Sequence[Sampled | None], tuple[Comparison, ...]]:
    """Each system's scores in samples of the segments, and the tests against the first system."""
    if task.sampling is None:
        return [None] * len(systems), ()
    formulas = {scorer.name: scorer.score for scorer in SCORERS}
    measured: list[Mapping[str, Matrix]] = list(statistics)
    if any(task.found or ()):
        formulas[TERM_SUCCESS] = _success_rate
        pairs = zip(statistics, terms, strict=True)
        measured = [{**part, TERM_SUCCESS: _successes(each, task)} for part, each in pairs]
    names = (system.name for system in systems)
    first, *others = bootstrap(dict(zip(names, measured, strict=True)), formulas, task.sampling)
    tests = (compare(first, other, formulas, task.sampling) for other in others)
    return [first, *others], tuple(chain.from_iterable(tests))


def _score(
    task: Task,
    system: System,
    statistics: Statistics,
    terms: TermScore | None,
    issues: Issues,
    drawn: Sampled | None,
) -> SystemScore:
    sampling = (task.sampling.samples, task.sampling.seed) if task.sampling else (0, 0)
    metrics = tuple(
        Metric(
            each.name,
            each.of(statistics[each.name]),
            f"{each.signature(len(task.streams), *sampling)}|{system.signature}",
            drawn.interval(each.name) if drawn else None,
        )
        for each in SCORERS
    )
    by_segment = zip(*(each.segment(statistics[each.name]).tolist() for each in SCORERS), strict=True)
    segments = tuple(map(SegmentScore, system.hypotheses, by_segment, map(tuple, issues)))
    if terms is None or task.found is None:
        return SystemScore(system.name, metrics, segments=segments)
    terms = _numbered(terms, task.lines)
    bearing = np.array([bool(here) for here in task.found])
    chrf, rows = next(each for each in SCORERS if each.name == "chrF++"), statistics["chrF++"]
    return SystemScore(
        system.name,
        metrics,
        replace(terms, interval=_percent(drawn.interval(TERM_SUCCESS))) if drawn and bearing.any() else terms,
        chrf_on_term_segments=chrf.of(rows[bearing]) if bearing.any() else None,
        chrf_on_other=chrf.of(rows[~bearing]) if not bearing.all() else None,
        segments=segments,
    )


def _terms(task: Task, system: System) -> TermScore | None:
    if task.found is None:
        return None
    return score_terms(
        task.texts,
        task.found,
        system.hypotheses,
        task.target,
        task.signature_of(system),
        references=task.streams,
        documents=task.documents,
        outcomes=system.outcomes,
    )


def _numbered(terms: TermScore, lines: Sequence[int]) -> TermScore:
    """The score in the user's own line numbers in the place of positions (from 1)."""
    return replace(
        terms,
        judgements=tuple(replace(each, line=lines[each.line - 1]) for each in terms.judgements),
        surplus=tuple(replace(each, line=lines[each.line - 1]) for each in terms.surplus),
    )


def _successes(terms: TermScore | None, task: Task) -> Matrix:
    """For each line its occurrences that were delivered, and all of them."""
    judgements = terms.judgements if terms else ()
    lines = np.array([each.line - 1 for each in judgements], np.int64)
    delivered = np.array([each.form is not None for each in judgements], bool)
    count = len(task.texts)
    rows = [np.bincount(lines[delivered], minlength=count), np.bincount(lines, minlength=count)]
    return np.stack(rows, axis=1).astype(float)


def _success_rate(sums: Matrix) -> Scores:
    """Percent; not a number where there is no occurrence."""
    part, whole = sums.T
    rate: Scores = np.divide(part, whole, out=np.full(len(sums), np.nan), where=whole > 0)
    return 100 * rate


def _percent(interval: Interval | None) -> Interval | None:
    return None if interval is None else Interval(interval.low / 100, interval.high / 100)


def _issues(task: Task, system: System, run: Run) -> Later[Issues]:
    """What the checks say of each line: of a translator's own, what it said itself."""
    if not task.checks:
        return in_turn(_silence, len(task.texts))
    if system.issues is not None:
        return in_turn(list, system.issues)
    starts = range(0, len(task.texts), _TASK)
    parts = [
        run(_check, task.texts[k : k + _TASK], system.hypotheses[k : k + _TASK], task.target) for k in starts
    ]
    return lambda: [issues for part in parts for issues in part()]


def _silence(lines: int) -> Issues:
    return [()] * lines


def _check(texts: Sequence[str], hypotheses: Sequence[str], target: Target) -> Issues:
    pairs = [Pair(text, hypothesis, target) for text, hypothesis in zip(texts, hypotheses, strict=True)]
    known = {pair: run_checks(pair) for pair in dict.fromkeys(pairs)}
    return [known[pair] for pair in pairs]
