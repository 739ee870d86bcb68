"""Evaluations made by hand: small ones with everything that makes pages hard, and long ones."""

from __future__ import annotations

from kztrans.evaluate import (
    Comparison,
    Evaluation,
    Interval,
    Metric,
    SegmentScore,
    Share,
    SystemScore,
    TermJudgement,
    TermScore,
)
from kztrans.evaluate.scores import Surplus
from kztrans.records import Issue

HOSTILE = "</script><script>document.title='run'</script><img src=x onerror=\"document.title='run'\"> & \"'"

SOURCES = (
    "Зауыт жаңа өнім шығарды.",
    "Бағдарлама мен зауыт туралы айтты.",
    f"Күн жылы болды {HOSTILE}",
    "Бағдарлама қабылданды.",
)
REFERENCES = (
    ("The plant made a new product.", "The plant has released a new product."),
    ("He spoke about the programme and the plant.", "He told of the programme and of the plant."),
    ("The day was warm.", "It was a warm day."),
    ("The programme was adopted.", "The programme was passed."),
)
FREE = (
    "The factory made new products.",
    "He spoke about the project and the factory.",
    f"The day {HOSTILE} was warm.",
    "The programme was adopted.",
)
BOUND = (
    "The plant made new products.",
    "He spoke about the programme and the factory.",
    "The day was warm.",
    "The programme was adopted.",
)
LONG_NAME = "runs/<b>free</b>/nllb.txt"


def judgement(line, source, hypothesis, word, term, form, *, reference=None, **more) -> TermJudgement:
    """The judgement of ``word`` in ``source``, delivered as ``form``; None for a miss."""
    start = source.index(word)
    place = None if form is None else hypothesis.index(form)
    end = None if place is None else place + len(form)
    return TermJudgement(line, word, start, start + len(word), term, form, place, end, reference, **more)


def terms(lines, forms, *, signature="terms:occurrence|judge:abc|kztrans:1", **more) -> TermScore:
    """The four occurrences of the small sample; ``forms`` says what was delivered for each."""
    places = [
        (1, "Зауыт", "зауыт"),
        (2, "Бағдарлама", "бағдарлама"),
        (2, "зауыт", "зауыт"),
        (4, "Бағдарлама", "бағдарлама"),
    ]
    judged = tuple(
        judgement(
            line,
            SOURCES[line - 1],
            lines[line - 1],
            word,
            term,
            form,
            reference="the plant" if term == "зауыт" else None,
            **extra,
        )
        for (line, word, term), (form, extra) in zip(places, forms, strict=True)
    )
    delivered = sum(each.form is not None for each in judged)
    return TermScore(
        success=Share(delivered, 4),
        exact=Share(1, 2),
        over_applied=Share(1, 5),
        leftovers=Share(1, delivered),
        agreement=Share(0, delivered),
        consistency=Share(1, 2),
        refused=sum(each.refused for each in judged),
        judgements=judged,
        signature=signature,
        **more,
    )


def metrics(*scores, interval=True) -> tuple[Metric, ...]:
    """BLEU, chrF++ and TER with a signature."""
    names = ("BLEU", "chrF++", "TER")
    return tuple(
        Metric(
            name,
            score,
            f"nrefs:2|{name}|kztrans:1|model:mini",
            Interval(score - 2, score + 3) if interval else None,
        )
        for name, score in zip(names, scores, strict=True)
    )


def segments(lines, scores, issues) -> tuple[SegmentScore, ...]:
    """Segments whose chrF++ is given; BLEU is half of it, TER what is missing to 100."""
    return tuple(
        SegmentScore(line, (score / 2, score, 100 - score), tuple(found))
        for line, score, found in zip(lines, scores, issues, strict=True)
    )


def small() -> Evaluation:
    """Two systems on four lines: misses, a leftover, a disagreement, checks, markup in names and texts."""
    free = SystemScore(
        LONG_NAME,
        metrics(30.0, 50.0, 60.0),
        terms(FREE, [(None, {}), (None, {}), (None, {"refused": True}), ("programme", {})]),
        45.0,
        60.0,
        segments(
            FREE,
            (40.0, 30.0, 50.0, 100.0),
            [(), (Issue("numbers", "A <number> is missing."),), (Issue("length", "Long.", notice=True),), ()],
        ),
    )
    bound = SystemScore(
        "glossary",
        metrics(35.0, 58.0, 52.0),
        terms(
            BOUND,
            [
                ("plant", {"leftover": "the works"}),
                ("programme", {"disagreement": "the plural is asked for"}),
                (None, {}),
                ("programme", {}),
            ],
            interval=Interval(0.25, 1.0),
            surplus=(Surplus(4, "бағдарлама", "programme", 4, 13),),
        ),
        55.0,
        60.0,
        segments(BOUND, (55.0, 60.0, 90.0, 100.0), [(), (), (Issue("marks", "No full stop."),), ()]),
    )
    compared = [("BLEU", 5.0, 0.0004, 0.01), ("chrF++", 8.0, 0.03, 0.07), ("TER", -8.0, 0.3, 0.4)]
    compared.append(("term success", 50.0, 0.001, 0.001))
    return Evaluation(
        "en",
        SOURCES,
        REFERENCES,
        3,
        (free, bound),
        tuple(
            Comparison(name, LONG_NAME, "glossary", delta, Interval(delta - 1, delta + 1), p, q, 1000, 12345)
            for name, delta, p, q in compared
        ),
        ("glossary: line 3 looks like <Russian>.",),
    )


def long(count: int) -> Evaluation:
    """``count`` segments of two systems; the scores run through 0 to 100 in an order of their own."""
    scores = [(37 * n) % 1000 / 10 for n in range(count)]
    others = [min(100.0, score + (n % 7) * 3) for n, score in enumerate(scores)]
    lines = [f"line {n} of the text" for n in range(count)]
    none = [()] * count
    return Evaluation(
        "ru",
        tuple(" ".join(["сөз"] * (1 + n % 60)) for n in range(count)),
        tuple((f"line {n} of a text",) for n in range(count)),
        0,
        (
            SystemScore(
                "a", metrics(20.0, 50.0, 60.0, interval=False), segments=segments(lines, scores, none)
            ),
            SystemScore(
                "b", metrics(25.0, 55.0, 58.0, interval=False), segments=segments(lines, others, none)
            ),
        ),
    )
