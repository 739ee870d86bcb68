"""The one place where the stages are wired: split, normalise, find, decode, enforce, check, join."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from kztrans._version import __version__
from kztrans.check import Pair, named_checks, run_checks
from kztrans.enforce import Demand, Enforced, Job, demands_of, enforce, find_guards
from kztrans.enforce.proof import outcome_of
from kztrans.engine import Engine, load_engine
from kztrans.errors import KztransError, LanguageError
from kztrans.glossary import Glossary, Occurrence
from kztrans.records import (
    TARGETS,
    Issue,
    Segment,
    SegmentTranslation,
    Span,
    Target,
    TermOutcome,
    Translation,
)
from kztrans.text import View, is_all_caps, normalize, restore_caps, sentence_case, split

_WINDOW = 64  # input texts read ahead by a stream
_CHUNK = 256  # segments decoded and enforced together: bounds memory on very long texts

_CUT = Issue(
    "length", "The sentence is too long for the model; it was divided at a clause mark.", notice=True
)


@dataclass(frozen=True, slots=True)
class TranslatorSpec:
    """What it takes to build a translator: picklable, so that a worker process can load its own."""

    model: str = "mini"
    threads: int = 0
    device: str = "cpu"
    beam: int = 4

    def load(self) -> Translator:
        """Build the translator described. Raises ``ModelError`` where the model cannot be loaded."""
        for name, value, least in (("beam", self.beam, 1), ("threads", self.threads, 0)):
            if value < least:
                raise KztransError(f"{name} is {value}", remedy=f"It must be {least} or more.")
        engine = load_engine(self.model, threads=self.threads, device=self.device)
        return Translator(engine, beam=self.beam, spec=self)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A segment ready for the model: ``text`` is what it is given, ``view`` leads back to the user's text."""

    segment: Segment
    view: View
    text: str
    caps: bool
    demands: tuple[Demand, ...]


class Translator:
    """Translates Kazakh texts with a guaranteed glossary. Immutable and thread-safe.

    ``spec`` describes how to load it again elsewhere; it is None for an engine handed in by the caller.
    """

    def __init__(self, engine: Engine, *, beam: int = 4, spec: TranslatorSpec | None = None) -> None:
        self.engine = engine
        self.beam = beam
        self.spec = spec

    @classmethod
    def load(cls, model: str = "mini", *, threads: int = 0, device: str = "cpu", beam: int = 4) -> Translator:
        """Load a model by catalogue name or from a directory.

        ``threads`` 0 uses every core. Raises ``ModelError`` where it is unknown, not pulled or damaged.
        """
        return TranslatorSpec(str(model), threads, device, beam).load()

    def signature(self, *, target: Target, glossary: Glossary | None = None, guards: bool = True) -> str:
        """Everything a reader needs to get the same output again, in one line."""
        parts = [
            f"kztrans:{__version__}",
            f"model:{self.engine.name}@{self.engine.fingerprint}",
            f"engine:{self.engine.signature}",
            f"target:{target}",
            f"beam:{self.beam}",
            f"glossary:{glossary.fingerprint if glossary is not None else 'none'}",
            f"guards:{'on' if guards else 'off'}",
        ]
        return "|".join(parts)

    def translate(
        self,
        texts: Sequence[str],
        *,
        target: Target,
        glossary: Glossary | None = None,
        guards: bool = True,
        checks: Collection[str] = (),
    ) -> list[Translation]:
        """Translate texts of any length; one ``Translation`` a text, in order.

        ``glossary`` None enforces no terms; ``guards`` demands that numbers, Latin names, URLs, addresses
        and codes of the source are carried over. ``checks`` names quality checks to run besides those that
        are on by default (``persons``). Raises ``LanguageError`` for another target than en or ru.
        """
        if isinstance(texts, str):
            texts = [texts]
        stream = self.translate_stream(texts, target=target, glossary=glossary, guards=guards, checks=checks)
        return list(stream)

    def translate_stream(
        self,
        texts: Iterable[str],
        *,
        target: Target,
        glossary: Glossary | None = None,
        guards: bool = True,
        checks: Collection[str] = (),
        window: int = _WINDOW,
    ) -> Iterator[Translation]:
        """Translate any iterable in constant memory, ``window`` texts at a time; order is kept.

        A text's line end, if it has one, is a separator like any other and stays.
        """
        if isinstance(texts, str):
            raise TypeError("texts must be an iterable of strings, not one string: its letters are no texts")
        if target not in TARGETS:
            raise LanguageError(f"unknown target '{target}'", remedy=f"Choose one of: {', '.join(TARGETS)}.")
        if glossary is not None and not isinstance(glossary, Glossary):
            raise TypeError("glossary must be a Glossary: load one with Glossary.load(path)")
        named_checks(checks)  # a wrong name is told before anything is translated
        return self._stream(iter(texts), target, glossary, guards, checks, window)

    def _stream(
        self,
        source: Iterator[str],
        target: Target,
        glossary: Glossary | None,
        guards: bool,
        checks: Collection[str],
        window: int,
    ) -> Iterator[Translation]:
        while batch := list(islice(source, max(1, window))):
            prepared = [self._prepare(text, target, glossary, guards) for text in batch]
            done = iter(self._run([p for group in prepared for p in group], target, checks))
            for text, group in zip(batch, prepared, strict=True):
                yield _join(text, target, [next(done) for _ in group])

    def _prepare(self, text: str, target: Target, glossary: Glossary | None, guards: bool) -> list[_Prepared]:
        def measure(part: str) -> int:
            return self.engine.count_pieces(normalize(part).text)

        segments = split(text, limit=self.engine.max_source_pieces, measure=measure)
        return [_prepare_segment(segment, target, glossary, guards) for segment in segments]

    def _run(
        self, prepared: Sequence[_Prepared], target: Target, checks: Collection[str]
    ) -> Iterator[SegmentTranslation]:
        for start in range(0, len(prepared), _CHUNK):
            chunk = prepared[start : start + _CHUNK]
            decoded = iter(self._decode([p for p in chunk if _has_words(p)], target))
            for p in chunk:
                if _has_words(p):
                    yield _outcome(p, next(decoded), target, checks)
                else:
                    yield _wordless(p)

    def _decode(self, prepared: Sequence[_Prepared], target: Target) -> list[tuple[str, Enforced]]:
        """Free text and enforced text of each segment; equal segments are decoded and enforced once."""
        distinct = list(dict.fromkeys(p.text for p in prepared))
        hypotheses = self.engine.translate(distinct, target=target, beam=self.beam, attention=True)
        free = {text: best[0] for text, best in zip(distinct, hypotheses, strict=True)}
        jobs = {(p.text, p.demands): Job(p.text, p.demands, free[p.text]) for p in prepared}
        enforced = enforce(self.engine, list(jobs.values()), target=target, beam=self.beam)
        results = dict(zip(jobs, enforced, strict=True))
        return [(free[p.text].text, results[p.text, p.demands]) for p in prepared]


def _prepare_segment(segment: Segment, target: Target, glossary: Glossary | None, guards: bool) -> _Prepared:
    view = normalize(segment.source)
    occurrences = glossary.find(view.text) if glossary is not None else []
    guarded = find_guards(view.text) if guards else []
    demands = demands_of(occurrences, guarded, target)
    caps = is_all_caps(view.text)
    text = view.text
    if caps:
        keep = [Span(g.start, g.end) for g in guarded if g.number is None]
        text = _recase(sentence_case(text, keep), occurrences)
    return _Prepared(segment, view, text, caps, demands)


def _recase(text: str, occurrences: Sequence[Occurrence]) -> str:
    """Give the terms of a lower-cased text the capitals of their headwords: names stay names."""
    letters = list(text)
    for occurrence in occurrences:
        for offset, letter in enumerate(occurrence.term.kk[: occurrence.end - occurrence.start]):
            if letters[occurrence.start + offset].casefold() != letter.casefold():
                break
            letters[occurrence.start + offset] = letter
    return "".join(letters)


def _outcome(
    p: _Prepared, decoded: tuple[str, Enforced], target: Target, checks: Collection[str]
) -> SegmentTranslation:
    free, enforced = decoded
    text = enforced.text
    if p.caps:
        pairs = zip(p.demands, enforced.places, strict=True)
        text = restore_caps(text, [place for d, place in pairs if place and d.matcher.literal])
    cost = round(enforced.cost, 4)
    terms = tuple(
        outcome_of(p.text, demand, text, place, means, cost)
        for demand, place, means in zip(p.demands, enforced.places, enforced.means, strict=True)
    )
    shown = tuple(_in_source(term, p) for term in terms)
    refused = tuple(
        Issue("terms", f"'{term.source}' was refused: '{d.matcher.candidates[0]}' could not be placed.")
        for term, d in zip(shown, p.demands, strict=True)
        if term.means == "refused"
    )
    forbidden = tuple(
        Issue(
            "forbidden",
            f"'{_at(text, f.span)}' stands for '{shown[f.demand].source}': the glossary forbids it.",
        )
        for f in enforced.forbidden
    )
    leftovers = tuple(
        Issue(
            "leftovers", f"'{_at(text, left.span)}' seems to say '{shown[left.demand].source}' a second time."
        )
        for left in enforced.leftovers
    )
    notices = (_CUT,) if p.segment.cut else ()
    return SegmentTranslation(
        id=p.segment.id,
        source=p.segment.source,
        target=text,
        start=p.segment.start,
        target_start=0,
        terms=shown,
        issues=(
            *notices,
            *refused,
            *forbidden,
            *leftovers,
            *run_checks(Pair(p.view.text, text, target, terms), also=checks),
        ),
        free=restore_caps(free) if p.caps else free,
        score=enforced.score,
    )


def _at(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _in_source(term: TermOutcome, p: _Prepared) -> TermOutcome:
    """The outcome with its source offsets led back from the repaired text to the user's own."""
    span = p.view.original_span(term.start, term.end)
    return replace(term, source=p.segment.source[span.start : span.end], start=span.start, end=span.end)


def _has_words(p: _Prepared) -> bool:
    """Whether a letter stands outside of the strings that are copied: else there is nothing to translate."""
    copied = [d for d in p.demands if d.label.startswith("guard:") and d.matcher.literal]
    return any(ch.isalpha() and not any(d.start <= i < d.end for d in copied) for i, ch in enumerate(p.text))


def _wordless(p: _Prepared) -> SegmentTranslation:
    """A segment without words never meets the model: what is demanded takes its form, the rest stays."""
    if not p.text.strip():  # soft hyphens and their like alone: nothing to read, nothing to change
        return SegmentTranslation(p.segment.id, p.segment.source, p.segment.source, p.segment.start, 0)
    text, at = "", 0
    terms: list[TermOutcome] = []
    for demand in p.demands:
        text += p.text[at : demand.start]
        place = Span(len(text), len(text) + len(form := demand.matcher.candidates[0]))
        text += form
        terms.append(_in_source(outcome_of(p.text, demand, text, place, "free"), p))
        at = demand.end
    text += p.text[at:]
    return SegmentTranslation(
        p.segment.id, p.segment.source, text, p.segment.start, 0, tuple(terms), (), text
    )


def _join(text: str, target: Target, segments: Sequence[SegmentTranslation]) -> Translation:
    """The whole text: segments joined by the input's own separators, term offsets moved to the whole."""
    out: list[str] = []
    placed: list[SegmentTranslation] = []
    terms: list[TermOutcome] = []
    at = length = 0
    for segment in segments:
        gap = text[at : segment.start]
        # Sentences written without a space between them ("болды.Енді") get one.
        if not gap and out:
            gap = " "
        length += len(gap)
        out += [gap, segment.target]
        placed.append(replace(segment, target_start=length))
        terms += [_moved(term, segment.start, length) for term in segment.terms]
        length += len(segment.target)
        at = segment.start + len(segment.source)
    out.append(text[at:])
    scores = [s.score for s in segments if s.score is not None]
    return Translation(
        source=text,
        text="".join(out),
        target=target,
        segments=tuple(placed),
        terms=tuple(terms),
        issues=tuple(issue for s in segments for issue in s.issues),
        score=sum(scores) / len(scores) if scores else None,
    )


def _moved(term: TermOutcome, source: int, target: int) -> TermOutcome:
    return replace(
        term,
        start=term.start + source,
        end=term.end + source,
        target_start=None if term.target_start is None else term.target_start + target,
        target_end=None if term.target_end is None else term.target_end + target,
    )
