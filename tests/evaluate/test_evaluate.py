"""Scoring: agreement with sacrebleu's command line, sides by side, errors that help."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from kztrans._version import __version__
from kztrans.errors import EvaluationError
from kztrans.evaluate import Interval, Share, evaluate, render_table
from kztrans.glossary.term import Occurrence, Term
from kztrans.records import Issue, Translation

SOURCES = ["Зауыт жаңа өнім шығарды.", "Бағдарлама қабылданды.", "Бүгін күн жылы болды."]
REFERENCES = ["The plant made a new product.", "The programme was adopted.", "It was warm today."]
OTHERS = ["The factory produced a new product.", "The programme was passed.", "Today it was warm."]
FREE = ["The factory made new products.", "The project was adopted today.", "It was warm today."]
BOUND = ["The plant made new products.", "The programme was adopted today.", "It was warm today."]

ARTICLE = Path(__file__).parents[2] / "eval" / "article"

PLANT = Term("зауыт", "plant", "завод")
PROGRAMME = Term("бағдарлама", "programme", "программа")


@dataclass(frozen=True)
class WordGlossary:
    """A glossary whose terms occur as whole words, uninflected."""

    terms: tuple[Term, ...]
    fingerprint: str = "abc123"

    def find(self, text: str) -> list[Occurrence]:
        low = text.casefold()
        found = [
            Occurrence(text[at : at + len(term.kk)], at, at + len(term.kk), term)
            for term in self.terms
            for at in range(len(low))
            if low.startswith(term.kk, at)
        ]
        return sorted(found, key=lambda each: each.start)


@dataclass
class ScriptedTranslator:
    """Answers from two fixed lists, and remembers how it was asked."""

    free: list[str]
    bound: list[str]
    asked: list[tuple[object, bool]] = field(default_factory=list)

    def signature(self, *, target, glossary=None, guards=True):
        return f"kztrans:{__version__}|model:fake@123|glossary:{glossary.fingerprint if glossary else 'none'}"

    def translate(self, texts, *, target, glossary=None, guards=True):
        self.asked.append((glossary, guards))
        lines = self.bound if glossary else self.free
        issues = [() if line else (Issue("scripted", "Empty."),) for line in lines]
        return [
            Translation(*line[:2], target, issues=line[2]) for line in zip(texts, lines, issues, strict=True)
        ]


GLOSSARY = WordGlossary((PLANT, PROGRAMME))


def article(name):
    return (ARTICLE / name).read_text("utf-8").rstrip("\n").split("\n")


@pytest.mark.parametrize(
    ("sources", "references", "others", "hypotheses"),
    [
        (SOURCES, REFERENCES, OTHERS, BOUND),
        # another translation of the text is the system, the reference back to front the second one
        (
            article("source.kk.txt"),
            article("reference.ru.txt"),
            article("reference.ru.txt")[::-1],
            article("reference2.ru.txt"),
        ),
    ],
    ids=["made up", "article"],
)
def test_agrees_with_the_sacrebleu_command(tmp_path, sources, references, others, hypotheses):
    """Scores, intervals and signatures are those of sacrebleu's own command, with two references."""
    for name, lines in (("ref1", references), ("ref2", others), ("hyp", hypotheses)):
        (tmp_path / name).write_text("\n".join(lines) + "\n", "utf-8")
    options = "ref1 ref2 -i hyp -w 6 --confidence -m"
    command = [sys.executable, "-m", "sacrebleu", *options.split()]

    def run(*options):
        done = subprocess.run([*command, *options], cwd=tmp_path, capture_output=True, text=True, check=True)
        printed = json.loads(done.stdout)
        return printed if isinstance(printed, list) else [printed]

    bleu, chrf, ter = run("bleu", "chrf", "ter")
    theirs = [bleu, chrf, *run("chrf", "--chrf-word-order", "2"), ter]
    evaluation = evaluate(sources, [references, others], target="ru", hypotheses={"bound": hypotheses})
    ours = evaluation.system("bound").metrics
    assert [metric.name for metric in ours] == ["BLEU", "chrF2", "chrF++", "TER"]
    for metric, each in zip(ours, theirs, strict=True):
        assert metric.score == pytest.approx(each["score"], abs=1e-6)
        assert metric.signature == f"{each['signature']}|kztrans:{__version__}"
        half = (metric.interval.high - metric.interval.low) / 2
        assert half == pytest.approx(each["confidence_var"], abs=1e-4)


def test_one_reference_may_be_given_plain():
    """A list of lines and a list of one such list are the same references."""
    given = {"bound": BOUND}
    plain = evaluate(SOURCES, REFERENCES, target="en", hypotheses=given)
    assert plain == evaluate(SOURCES, [REFERENCES], target="en", hypotheses=given)


def test_free_and_glossary_side_by_side():
    """The translator is asked twice: once with neither glossary nor guards, once with both."""
    translator = ScriptedTranslator(FREE, BOUND)
    evaluation = evaluate(SOURCES, REFERENCES, target="en", translator=translator, glossary=GLOSSARY)
    assert translator.asked == [(None, False), (GLOSSARY, True)]
    assert (evaluation.segments, evaluation.term_bearing, evaluation.target) == (3, 2, "en")
    free, bound = evaluation.systems
    assert (free.name, free.terms.success.part, free.terms.success.whole, free.terms.success.rate) == (
        "free",
        0,
        2,
        0.0,
    )
    assert (bound.name, bound.terms.success.part, bound.terms.success.rate, bound.terms.misses) == (
        "glossary",
        2,
        1.0,
        (),
    )
    assert [(miss.line, miss.source, miss.term) for miss in free.terms.misses] == [
        (1, "Зауыт", "зауыт"),
        (2, "Бағдарлама", "бағдарлама"),
    ]


def test_signatures_name_model_and_glossary():
    """Every score says which model, which glossary and which version made it, and which glossary judged."""
    translator = ScriptedTranslator(FREE, BOUND)
    free, bound = evaluate(SOURCES, REFERENCES, target="en", translator=translator, glossary=GLOSSARY).systems
    made = f"|kztrans:{__version__}|model:fake@123|glossary:"
    assert all(metric.signature.endswith(made + "none") for metric in free.metrics)
    assert all(metric.signature.endswith(made + "abc123") for metric in bound.metrics)
    assert free.terms.signature == f"terms:occurrence|judge:abc123|bs:1000|seed:12345{made}none"


def test_term_segments_are_scored_apart():
    """chrF++ on the segments with and without terms is that of just those lines."""
    given = {"free": FREE}
    system = evaluate(SOURCES, REFERENCES, target="en", hypotheses=given, glossary=GLOSSARY).system("free")
    first = evaluate(SOURCES[:2], REFERENCES[:2], target="en", hypotheses={"x": FREE[:2]}).system("x")
    assert system.chrf_on_term_segments == pytest.approx(first.metric("chrF++").score)
    assert system.chrf_on_other == pytest.approx(100)


def test_without_a_glossary_no_terms_are_scored():
    """Only one system is made, and nothing is said about terms."""
    (free,) = evaluate(SOURCES, REFERENCES, target="en", translator=ScriptedTranslator(FREE, BOUND)).systems
    assert (free.name, free.terms, free.chrf_on_term_segments, free.chrf_on_other) == (
        "free",
        None,
        None,
        None,
    )


def test_a_glossary_that_never_occurs():
    """No occurrence means no rate, not a perfect one."""
    nothing = WordGlossary((Term("әкім", "governor", "аким"),))
    evaluation = evaluate(SOURCES, REFERENCES, target="en", hypotheses={"a": BOUND}, glossary=nothing)
    (system,) = evaluation.systems
    assert (system.terms.success.whole, system.terms.success.rate, system.chrf_on_term_segments) == (
        0,
        None,
        None,
    )
    assert re.search("\ndelivered +-\n", render_table(evaluation))


def test_an_empty_hypothesis_is_a_bad_translation_not_an_error():
    """A system that drops a sentence is scored for it."""
    evaluation = evaluate(SOURCES, REFERENCES, target="en", hypotheses={"a": [BOUND[0], "", BOUND[2]]})
    assert 0 < evaluation.system("a").metric("chrF++").score < 80


@pytest.mark.parametrize(
    ("sources", "references", "hypotheses", "line", "message"),
    [
        ([], [], {"a": []}, None, "there are no source lines"),
        (SOURCES, [], {"a": BOUND}, 1, "3 source lines but 0 reference lines"),
        (SOURCES, ["", *REFERENCES[1:]], {"a": BOUND}, 1, "the reference line is empty"),
        (SOURCES, [REFERENCES[0], " ", "\t"], {"a": BOUND}, 2, "the reference line is empty (and 1 more)"),
        ([SOURCES[0], "", SOURCES[2]], REFERENCES, {"a": BOUND}, 2, "the source line is empty"),
        (SOURCES, REFERENCES[:2], {"a": BOUND}, 3, "3 source lines but 2 reference lines"),
        (SOURCES, REFERENCES, {"a": BOUND, "b": FREE[1:]}, 3, '3 source lines but 2 hypothesis ("b") lines'),
        (SOURCES, [REFERENCES, OTHERS[:1]], {"a": BOUND}, 2, "3 source lines but 1 reference lines"),
        (SOURCES, [REFERENCES, "x"], {"a": BOUND}, None, "references are either lines or lists of lines"),
        (SOURCES, REFERENCES, {}, None, "there is no system to score"),
        (SOURCES, REFERENCES, None, None, "there is no system to score"),
    ],
)
def test_input_that_does_not_fit(sources, references, hypotheses, line, message):
    """Each way in which the lists do not fit together has its own message, with the line to look at."""
    with pytest.raises(EvaluationError) as caught:
        evaluate(sources, references, target="en", hypotheses=hypotheses)
    assert caught.value.message.startswith(message)
    assert caught.value.line == line


def test_a_lost_line_is_located():
    """Where counts differ, the message points at the first line whose length cannot be right."""
    sources = ["Иә.", "Зауыт " + "жаңа өнім шығарды, " * 6, "Жоқ.", "Иә."]
    with pytest.raises(EvaluationError, match="Line 2 is the first whose length does not fit") as caught:
        evaluate(sources, ["Yes.", "No.", "Yes."], target="en", hypotheses={"a": sources})
    assert caught.value.line == 2


def test_table():
    """The table has aligned columns, the misses up to a limit, and each part of the signatures once."""
    translator = ScriptedTranslator(FREE, [BOUND[0], FREE[1], BOUND[2]])
    evaluation = evaluate(SOURCES, REFERENCES, target="en", translator=translator, glossary=GLOSSARY)
    table = render_table(evaluation, misses=1)
    assert table == render_table(evaluation, misses=1)
    head, scores, terms, tests, missed, _, warning, signatures = table.split("\n\n")
    first = "kk -> en: 3 segments, 2 with glossary terms"
    assert head == f"{first}\nin brackets: 95 % intervals by bootstrap"
    assert warning == "warning: 3 segments are too few for significance tests"
    assert missed == "free: terms missed\n  line 1: Зауыт (зауыт)\n  and 1 more"
    title, *rows = scores.splitlines()
    assert title.split() == ["system", "BLEU", "chrF2", "chrF++", "TER"]
    assert {len(row) for row in rows} == {len(title)}
    for row, system in zip(rows, evaluation.systems, strict=True):
        cells = [f"{m.score:.1f} [{m.interval.low:.1f}, {m.interval.high:.1f}]" for m in system.metrics]
        assert re.split("  +", row) == [system.name, *cells]
    rows = [re.split("  +", row.strip()) for row in terms.splitlines()]
    free, bound = evaluation.systems
    assert rows[:2] == [["terms, %", "free", "glossary"], ["delivered", "0.0 (0/2)", "50.0 (1/2)"]]
    difference = bound.chrf_on_term_segments - free.chrf_on_term_segments
    with_terms = [
        f"{free.chrf_on_term_segments:.1f}",
        f"{bound.chrf_on_term_segments:.1f} ({difference:+.1f})",
    ]
    assert rows[-2:] == [["chrF++ with terms", *with_terms], ["chrF++ without", "100.0", "100.0 (+0.0)"]]
    title, *rows, note = tests.splitlines()
    assert title.split()[:4] == ["against", "free", "metric", "difference"]
    assert [row.split()[:2] for row in rows[:4]] == [["glossary", m.name] for m in free.metrics]
    assert rows[4].startswith("glossary      term success       +50.0")
    assert "1000 samples, seed 12345" in note and "both p below 0.05" in note
    assert [row.endswith("*") for row in rows] == [each.significant for each in evaluation.comparisons]
    parts = dict(line.strip().split(": ", 1) for line in signatures.splitlines()[1:])
    assert list(parts) == ["BLEU", "chrF2", "chrF++", "TER", "terms", "free", "glossary"]
    for system in evaluation.systems:
        for metric in system.metrics:
            assert f"{parts[metric.name]}|{parts[system.name]}" == metric.signature
        assert f"{parts['terms']}|{parts[system.name]}" == system.terms.signature


def test_the_table_marks_what_is_significant():
    """A star stands where both p-values are below 0.05 and the interval has no 0: nothing alone is enough."""
    evaluation = evaluate(SOURCES, REFERENCES, target="en", hypotheses={"a": FREE, "b": BOUND})
    cases = [(0.01, 0.04, 2.0), (0.01, 0.06, 2.0), (0.06, 0.01, 2.0), (0.01, 0.04, -2.0)]
    tests = [
        replace(each, bootstrap=one, randomization=other, interval=Interval(low, 5.0))
        for each, (one, other, low) in zip(evaluation.comparisons, cases, strict=True)
    ]
    table = render_table(replace(evaluation, comparisons=tuple(tests)))
    rows = [line for line in table.splitlines() if line.startswith("b ") and " to " in line]
    assert [row.endswith("  *") for row in rows] == [True, False, False, False]


def test_systems_from_files_are_not_signed_by_kztrans():
    """What made a given system is unknown: the table does not say that kztrans did."""
    evaluation = evaluate(SOURCES, REFERENCES, target="en", hypotheses={"a": FREE}, glossary=GLOSSARY)
    lines = render_table(evaluation).splitlines()
    assert lines[-1] == "  a: given as a file" and any(line.startswith("  terms: ") for line in lines)


def test_table_without_what_was_not_asked_for():
    """Without samples and glossary there are scores, warnings and signatures."""
    evaluation = evaluate(REFERENCES, REFERENCES, target="en", hypotheses={"a": BOUND}, samples=0)
    head, scores, warnings, signatures = render_table(evaluation).split("\n\n")
    assert head == "kk -> en: 3 segments"
    assert warnings.startswith("warning: the source looks English")
    assert len(scores.splitlines()) == 2 and "[" not in scores
    assert "bs:" not in signatures


def test_others_are_compared_with_the_first():
    """Each further system is tested against the first by every metric, and by the terms in percent."""
    systems = {"first": FREE, "second": BOUND, "third": FREE}
    evaluation = evaluate(
        SOURCES, REFERENCES, target="en", hypotheses=systems, glossary=GLOSSARY, samples=50, seed=3
    )
    metrics = ["BLEU", "chrF2", "chrF++", "TER", "term success"]
    assert [(each.system, each.metric) for each in evaluation.comparisons] == [
        (name, metric) for name in ("second", "third") for metric in metrics
    ]
    for each in evaluation.comparisons:
        assert (each.baseline, each.samples, each.seed) == ("first", 50, 3)
        if each.metric != "term success":
            after, before = (evaluation.system(name).metric(each.metric) for name in (each.system, "first"))
            assert each.difference == pytest.approx(after.score - before.score)
        if each.system == "third":
            assert (each.difference, each.bootstrap, each.randomization) == (0, 1, 1)
    assert evaluation.comparisons[4].difference == 100
    assert evaluation.system("second").terms.interval == Interval(1, 1)
    assert "|bs:50|seed:3|" in evaluation.system("second").terms.signature


def test_without_samples_nothing_is_claimed():
    """No samples, or one segment alone: scores, but neither intervals nor tests."""
    systems = {"a": FREE, "b": BOUND}
    unsampled = evaluate(SOURCES, REFERENCES, target="en", hypotheses=systems, glossary=GLOSSARY, samples=0)
    alone = {name: lines[:1] for name, lines in systems.items()}
    single = evaluate(SOURCES[:1], REFERENCES[:1], target="en", hypotheses=alone, glossary=GLOSSARY)
    for evaluation in (unsampled, single):
        assert evaluation.comparisons == ()
        for system in evaluation.systems:
            assert system.terms.interval is None
            assert all(m.interval is None and "bs:" not in m.signature for m in system.metrics)


@pytest.mark.parametrize(
    ("segments", "systems", "warned"), [(29, "ab", True), (30, "ab", False), (29, "a", False)]
)
def test_few_segments_are_too_few_for_tests(segments, systems, warned):
    """Comparisons that rest on fewer than thirty segments come with a warning; scores alone do not."""
    lines = dict.fromkeys(systems, (BOUND * 10)[:segments])
    evaluation = evaluate(
        (SOURCES * 10)[:segments], (REFERENCES * 10)[:segments], target="en", hypotheses=lines, samples=40
    )
    told = f"{segments} segments are too few for significance tests"
    assert (told in evaluation.warnings) is warned


def test_segments_carry_scores_and_issues():
    """Each segment has its score by every metric and what the checks say: run on hypotheses, unless not asked
    for, and taken from a translator, which has run them.
    """
    systems = {"a": [BOUND[0], "", REFERENCES[2]]}
    (system,) = evaluate(SOURCES, REFERENCES, target="en", hypotheses=systems).systems
    assert [segment.hypothesis for segment in system.segments] == systems["a"]
    assert system.segments[1].scores == (0, 0, 0, 100)
    assert system.segments[2].scores == pytest.approx((100, 100, 100, 0))
    assert [[issue.check for issue in segment.issues] for segment in system.segments] == [[], ["empty"], []]
    (silent,) = evaluate(SOURCES, REFERENCES, target="en", hypotheses=systems, checks=False).systems
    assert all(segment.issues == () for segment in silent.segments)
    own = evaluate(SOURCES, REFERENCES, target="en", translator=ScriptedTranslator(["", *FREE[1:]], BOUND))
    assert own.systems[0].segments[0].issues == (Issue("scripted", "Empty."),)


def test_documents_tell_which_lines_belong_together():
    """Consistency looks at one document at a time; blank lines drop out of the names as well."""
    sources, references = ["Зауыт.", "", "Зауыт."], ["Plant.", "", "Plant."]
    systems = {"a": ["Plant.", "", "Plant."]}

    def consistency(documents):
        (system,) = evaluate(
            sources, references, target="en", hypotheses=systems, glossary=GLOSSARY, documents=documents
        ).systems
        return system.terms.consistency

    assert consistency(None) == consistency(["x", "x", "x"]) == Share(1, 1)
    assert consistency(["x", "x", "y"]) == Share(0, 0)
    with pytest.raises(EvaluationError, match="3 source lines but 4 document names"):
        evaluate(sources, references, target="en", hypotheses=systems, documents=["x"] * 4)


def test_to_dict_is_json():
    """The plain form survives JSON and holds what is computed: rates, and what is significant."""
    translator = ScriptedTranslator(FREE, BOUND)
    evaluation = evaluate(SOURCES, REFERENCES, target="en", translator=translator, glossary=GLOSSARY)
    plain = json.loads(json.dumps(evaluation.to_dict(), ensure_ascii=False))
    assert [system["terms"]["success"]["rate"] for system in plain["systems"]] == [0.0, 1.0]
    told = [each["significant"] for each in plain["comparisons"]]
    assert told == [each.significant for each in evaluation.comparisons] and len(told) == 5
    assert plain["systems"][0]["terms"]["judgements"][0]["source"] == "Зауыт"
    assert plain["systems"][1]["metrics"][0]["name"] == "BLEU"


def test_unknown_names_are_key_errors():
    """Asking for a system or metric that was not scored fails at once."""
    evaluation = evaluate(SOURCES, REFERENCES, target="en", hypotheses={"a": BOUND})
    with pytest.raises(KeyError):
        evaluation.system("b")
    with pytest.raises(KeyError):
        evaluation.system("a").metric("COMET")


def test_sacrebleu_is_imported_only_when_scoring():
    """``import kztrans.evaluate`` stays cheap."""
    code = "import sys, kztrans.evaluate; sys.exit('sacrebleu' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_paragraph_breaks_are_no_segments():
    """Lines blank in source and reference alike are left out; a blank on one side is an error."""
    both = evaluate(["а", "", "б"], ["a", "", "b"], target="en", hypotheses={"x": ["a", "", "b"]})
    assert both.segments == 2
    with pytest.raises(EvaluationError, match="line"):
        evaluate(["а", "", "б"], ["a", "c", "b"], target="en", hypotheses={"x": ["a", "", "b"]})
