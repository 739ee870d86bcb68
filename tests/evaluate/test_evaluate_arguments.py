"""What ``evaluate`` makes of its arguments: lines keep their numbers, mistakes are told in plain words."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans import Glossary, Term
from kztrans.errors import EvaluationError, LanguageError
from kztrans.evaluate import evaluate
from kztrans.records import Translation
from kztrans.report.evaluation.files import segments_table
from kztrans.report.evaluation.page import render

GLOSSARY = Glossary.from_terms(
    [Term("зауыт", "plant", "завод"), Term("бағдарлама", "programme", "программа")]
)
# Two paragraphs: what stands on line 4 is the second segment.
SOURCES = ["Зауыт жаңа өнім шығарды.", "", "", "Бағдарлама қабылданды.", "Бүгін күн жылы болды."]
REFERENCES = ["The plant made a new product.", "", "", "The programme was adopted.", "It was warm today."]
MADE = ["The plant made new products.", "", "", "The project was adopted.", "A plant, it was warm today."]
PLAIN = ["Бір.", "Екі.", "Үш."], ["One.", "Two.", "Three."]


def score(sources=SOURCES, references=REFERENCES, **more):
    return evaluate(sources, references, **{"target": "en", "hypotheses": {"a": MADE}, "samples": 0} | more)


def plain(sources=PLAIN[0], references=PLAIN[1], **more):
    return score(sources, references, **{"hypotheses": {"a": PLAIN[1]}} | more)


def table(evaluation):
    return list(csv.DictReader(io.StringIO(segments_table(evaluation)), delimiter="\t"))


# --- line numbers ---


def test_lines_keep_their_numbers():
    """Judgements, misses, surplus forms, the table and the page call a line by its place in the user's text,
    whatever blank lines stand before it.
    """
    evaluation = score(glossary=GLOSSARY)
    terms = evaluation.system("a").terms
    assert evaluation.lines == (1, 4, 5) == tuple(evaluation.to_dict()["lines"])
    assert [(each.line, each.term) for each in terms.judgements] == [(1, "зауыт"), (4, "бағдарлама")]
    assert [each.line for each in terms.misses] == [4]
    assert [(each.line, each.form) for each in terms.surplus] == [(5, "plant")]
    assert [(row["segment"], row["a: missed terms"]) for row in table(evaluation)] == [
        ("1", ""),
        ("4", "бағдарлама"),
        ("5", ""),
    ]
    page = lxml.html.document_fromstring(render(evaluation))
    cards = {card.get("id"): card.text_content() for card in page.xpath("//article[@data-line]")}
    assert set(cards) == {"segment1", "segment4", "segment5"}
    assert [name for name, text in cards.items() if "Missed" in text] == ["segment4"]
    assert [name for name, text in cards.items() if "Over-applied" in text] == ["segment5"]


def test_the_user_may_number_the_lines():
    """Who left lines out before scoring gives the numbers of the others; breaks drop out of those as well."""
    evaluation = score(lines=[10, 11, 12, 20, 30], glossary=GLOSSARY)
    assert evaluation.lines == (10, 20, 30)
    assert [each.line for each in evaluation.system("a").terms.misses] == [20]
    with pytest.raises(EvaluationError, match="line 20: the reference line is empty"):
        score(references=[*REFERENCES[:3], " ", REFERENCES[4]], lines=[10, 11, 12, 20, 30])


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        ({"references": [*REFERENCES[:3], " ", REFERENCES[4]]}, 4, "the reference line is empty"),
        ({"sources": [*SOURCES[:3], "", SOURCES[4]]}, 4, "the source line is empty"),
        ({"references": [*REFERENCES[:3], None, REFERENCES[4]]}, 4, "the reference line is None"),
        ({"references": REFERENCES[:4]}, 5, "5 source lines but 4 reference lines"),
        ({"hypotheses": {"a": MADE[:4]}}, 5, '5 source lines but 4 hypothesis ("a") lines'),
        ({"hypotheses": {"a": [*MADE, "More."]}}, 6, '5 source lines but 6 hypothesis ("a") lines'),
        # as many as there are without the breaks, but not line by line
        ({"hypotheses": {"a": MADE[:3]}}, 4, '5 source lines but 3 hypothesis ("a") lines'),
    ],
)
def test_errors_point_into_the_users_text(change, line, message):
    """The line of an error is counted with the paragraph breaks before it."""
    with pytest.raises(EvaluationError) as caught:
        score(**change)
    assert (caught.value.line, caught.value.message[: len(message)]) == (line, message)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=12).filter(any))
def test_breaks_anywhere(shape):
    """Wherever breaks stand, the scores are those without them and each line has its own number."""
    whole = [
        ("Зауыт ашылды.", "The plant opened.", "The works opened.") if kept else ("", "", "")
        for kept in shape
    ]
    rows = [row for row in whole if any(row)]
    (sources, references, made), (fewer, same, less) = zip(*whole, strict=True), zip(*rows, strict=True)
    evaluation = score(sources, references, hypotheses={"a": made}, glossary=GLOSSARY)
    without = score(fewer, same, hypotheses={"a": less}, glossary=GLOSSARY)
    assert evaluation.system("a").metrics == without.system("a").metrics
    numbers = [number for number, kept in enumerate(shape, 1) if kept]
    assert [each.line for each in evaluation.system("a").terms.misses] == numbers == list(evaluation.lines)


# --- what is no argument ---


def test_iterables_are_gone_through_once():
    """Generators are as good as lists, also as streams of references."""
    once = plain(
        iter(PLAIN[0]),
        (iter(stream) for stream in (PLAIN[1], PLAIN[1])),
        hypotheses={"a": (line for line in PLAIN[1])},
        documents=iter("xyz"),
    )
    assert once == plain(PLAIN[0], [PLAIN[1], PLAIN[1]], documents=["x", "y", "z"])


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        ({"sources": "Бір."}, None, "the sources must be a list: this is a string"),
        ({"sources": None}, None, "the sources must be a list: this is None"),
        ({"sources": {"а": "б"}}, None, "the sources must be a list: this is of type dict"),
        ({"references": "One"}, None, "the references must be a list: this is a string"),
        ({"references": Path("ref.txt")}, None, "the references must be a list: this is of type PosixPath"),
        ({"references": [PLAIN[1], "One"]}, None, "references are either lines or lists of lines, not both"),
        ({"references": [PLAIN[1], None]}, None, "reference 2 must be a list: this is None"),
        ({"hypotheses": {"a": "One"}}, None, 'the hypothesis ("a") must be a list: this is a string'),
        ({"hypotheses": {"a": None}}, None, 'the hypothesis ("a") must be a list: this is None'),
        ({"hypotheses": [PLAIN[1]]}, None, "hypotheses need names: this is of type list"),
        ({"hypotheses": {7: PLAIN[1]}}, None, "a hypothesis' name is of type int, not a string"),
        ({"sources": ["Бір.", 2, "Үш."]}, 2, "the source line is of type int, not a string"),
        ({"references": ["One.", "Two.", None]}, 3, "the reference line is None, not a string"),
        ({"references": [None] * 3}, 1, "the reference line is None, not a string"),
        ({"references": [PLAIN[1], ["One.", b"Two.", ""]]}, 2, "the reference line is bytes, not a string"),
        ({"hypotheses": {"a": ["", "", float("nan")]}}, 3, 'the hypothesis ("a") line is of type float'),
        ({"documents": "abc"}, None, "documents must be a list: this is a string"),
        ({"documents": ["x"]}, None, "3 source lines but 1 document names"),
        ({"documents": ["x", ["x"], "x"]}, 2, "the document's name is of type list"),
        ({"lines": [1, 2]}, None, "3 source lines but 2 line numbers"),
        ({"lines": [1, 2, 2]}, None, "two lines have the same number"),
        ({"lines": [1, 2, "3"]}, None, "a line's number must be a whole number from 0 on, not '3'"),
        ({"samples": -1}, None, "samples must be a whole number from 0 on, not -1"),
        ({"samples": 99.5}, None, "samples must be a whole number from 0 on, not 99.5"),
        ({"samples": None}, None, "samples must be a whole number from 0 on, not None"),
        ({"samples": True}, None, "samples must be a whole number from 0 on, not True"),
        ({"samples": 39}, None, "39 samples are too few for a 95 % interval"),
        ({"seed": -1}, None, "seed must be a whole number from 0 on, not -1"),
        ({"seed": "1"}, None, "seed must be a whole number from 0 on, not '1'"),
        ({"seed": None}, None, "seed must be a whole number from 0 on, not None"),
        ({"glossary": "terms.csv"}, None, "the glossary is a string, not a glossary"),
        ({"glossary": Path("terms.csv")}, None, "the glossary is of type PosixPath, not a glossary"),
        ({"glossary": Term}, None, "the glossary is a class, not a glossary"),
        ({"hypotheses": None, "translator": "mini"}, None, "the translator is a string, not a translator"),
    ],
)
def test_mistakes_are_told(change, line, message):
    """What is no list, no string, no number or not loaded has a message of its own, with the line if any."""
    with pytest.raises(EvaluationError) as caught:
        plain(**change)
    assert caught.value.message.startswith(message)
    assert caught.value.line == line


@pytest.mark.parametrize("target", ["kk", "RU", "", None, ["en"]])
def test_other_targets(target):
    """Only English and Russian are scored, whatever else is asked for."""
    with pytest.raises(LanguageError, match="Choose one of: en, ru"):
        plain(target=target)


@pytest.mark.parametrize("samples", [40, 41])
def test_few_samples_have_intervals(samples):
    """With the fewest samples allowed the interval is narrower than all that was drawn."""
    from kztrans.evaluate.significance import Sampling, bootstrap

    evaluation = score(samples=samples)
    assert evaluation.system("a").metric("BLEU").interval is not None
    spread = {"x": {"mean": [[float(n), 1.0] for n in range(50)]}}
    (drawn,) = bootstrap(spread, {"mean": lambda sums: sums[:, 0] / sums[:, 1]}, Sampling(samples))
    assert drawn.scores["mean"].min() < drawn.interval("mean").low
    assert drawn.interval("mean").high < drawn.scores["mean"].max()


@dataclass(frozen=True)
class Forgetful:
    """A translator that loses the last text."""

    def signature(self, **how):
        return "kztrans:0|model:none"

    def translate(self, texts, *, target, **how):
        return [Translation(text, text, target) for text in texts[:-1]]


def test_a_translator_that_loses_a_line():
    """Its output is refused as a file's would be, with the line in the user's text."""
    with pytest.raises(EvaluationError, match=r"2 hypothesis \(\"free\"\) lines") as caught:
        score(hypotheses=None, translator=Forgetful())
    assert caught.value.line == 5
