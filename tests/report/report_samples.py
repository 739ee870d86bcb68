"""A report with everything that makes reports hard: nesting, overlap, refusals, markup in the text."""

from __future__ import annotations

from kztrans.records import Issue, SegmentTranslation, TermOutcome, Translation
from kztrans.report import Report


def outcome(source, word, target, form, *, term=None, suffixes=(), means="free", cost=0.0):
    """The outcome of ``word`` in ``source`` delivered as ``form`` in ``target``; None for a refusal."""
    start = source.index(word)
    place = None if form is None else target.index(form)
    return TermOutcome(
        word,
        start,
        start + len(word),
        term or word,
        tuple(suffixes),
        form,
        place,
        None if place is None else place + len(form),
        "refused" if form is None else means,
        cost,
    )


def translation(source, target, terms=(), issues=(), language="en") -> Translation:
    """A translation of one segment."""
    segment = SegmentTranslation("1", source, target, 0, 0, tuple(terms), tuple(issues), target, -0.4)
    return Translation(source, target, language, (segment,), segment.terms, segment.issues, -0.4)


def plain() -> Translation:
    """A segment with a term each of the free and the placed kind, and a guarded number."""
    source = "Бағдарламаның аясында Елбасымен 58 маман кездесті."
    target = "Within the programme 58 specialists met the First President."
    return translation(
        source,
        target,
        [
            outcome(source, "Бағдарламаның", target, "programme", term="бағдарлама", suffixes=("-ның",)),
            outcome(
                source,
                "Елбасымен",
                target,
                "the First President",
                term="Елбасы",
                suffixes=("-мен",),
                means="placed",
                cost=1.23456,
            ),
            outcome(source, "58", target, "58", term="guard:number"),
        ],
    )


def hostile() -> Translation:
    """Markup and tabs in the text, a nested and an overlapping term, a refusal, a warning, a notice."""
    source = "«А&Б»  <script>alert(1)</script> облыс әкімі\tӘ.Үсенбаев"
    target = "A&B <b>bold</b> governor\tof the region"
    return translation(
        source,
        target,
        [
            outcome(source, "облыс әкімі", target, "governor\tof the region"),
            outcome(
                source, "әкімі", target, "governor", term="әкім", suffixes=("-і",), means="beam", cost=0.5
            ),
            outcome(source, "<script>", target, "<b>bold</b> governor"),
            outcome(source, "Ә.Үсенбаев", target, None),
        ],
        [
            Issue("terms", "'Ә.Үсенбаев' was refused: 'A. Ussenbayev' could not be placed."),
            Issue("brackets", "A bracket <is> missing."),
            Issue("length", "The sentence was divided.", notice=True),
        ],
    )


def sample(*documents) -> Report:
    """A report on ``documents``, by default one with both translations."""
    return Report.build(
        documents or [("article.txt", [plain(), hostile()])],
        model="mini",
        glossary=("terms.csv", "own <terms>.csv"),
        target="en",
        signature="kztrans:0|model:mini@abc|beam:4",
    )
