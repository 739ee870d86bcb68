"""The robustness set is well-formed, and what its script counts is what a reader would."""

from __future__ import annotations

import gzip
import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from kztrans import Translator
from kztrans.check import Pair
from kztrans.engine.fake import ScriptedEngine
from kztrans.records import Translation

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


def _script():
    path = ROOT / "eval" / "robustness" / "measure.py"
    spec = importlib.util.spec_from_file_location("robustness_measure", path)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


robustness = _script()
LINES = robustness.load()


def line(text, kind="word", name="x-01"):
    """A line of a set."""
    return robustness.Line(name, kind, text, "")


def flags(source, target, language="en"):
    """The flags that a free translation gets."""
    return set(robustness.judge(line(source), Translation(source, target, language), language).flags)


def shares(source, target, language="en"):
    """What is right of the numbers, Latin strings and signs of a free translation."""
    verdict = robustness.judge(line(source), Translation(source, target, language), language)
    return dict(zip(robustness.SHARES, verdict.shares, strict=True))


def test_the_set_is_well_formed():
    """Ids and texts stand once, every kind has its lines, and an id says its kind."""
    assert len(LINES) >= 200
    assert max(Counter(each.id for each in LINES).values()) == 1
    assert max(Counter(each.text for each in LINES).values()) == 1
    kinds = Counter(each.kind for each in LINES)
    assert set(kinds) == set(robustness.KINDS) and min(kinds.values()) >= 8
    assert [each.id for each in LINES if not each.id.startswith(each.kind + "-")] == []
    assert [each.id for each in LINES if not each.text] == []


def test_the_file_can_be_edited_by_hand():
    """Characters that nobody sees are written as escapes, and every row has its four cells."""
    text = robustness.LINES.read_text("utf-8")
    assert re.findall("[\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u2060\ufeff]", text) == []
    rows = text.removesuffix("\n").split("\n")
    assert rows[0] == "id\tkind\tkk\tnotes"
    assert {row.count("\t") for row in rows} == {3}


def test_kinds_hold_what_they_say():
    """Long lines have 60 to 120 words, words and letters one or few, empty-ish ones nothing to read."""
    words = {
        kind: [len(each.text.split()) for each in LINES if each.kind == kind] for kind in robustness.KINDS
    }
    assert min(words["long"]) >= 60 and max(words["long"]) <= 120
    assert max(words["word"]) <= 2 and max(words["letter"]) <= 3
    assert [each.id for each in LINES if each.kind == "emptyish" and any(map(str.isalnum, each.text))] == []
    assert [each.id for each in LINES if each.kind == "caps" and each.text != each.text.upper()] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not here")
def test_nothing_of_the_corpus_or_the_test_sets():
    """No line of four words or more was taken from what models of this project are trained or tested on."""
    keys = {" ".join(words) for each in LINES if len(words := words_of(each.text)) >= 4}
    heads = {each.text[:6].casefold() for each in LINES}
    paths = [*SHARED.glob("corpus/*.gz"), *SHARED.glob("testsets/*.kk")]
    cells = [cell for path in paths for cell in cells_of(path)]
    assert len(cells) > 5000
    same = (cell for cell in cells if cell[:6].casefold() in heads)
    assert [cell for cell in same if " ".join(words_of(cell)) in keys] == []


def words_of(text):
    """Letters and digits of a text, so that another comma or quote makes no other sentence."""
    return re.findall(r"\w+", text.casefold())


def cells_of(path):
    """Every cell of every line of a file, plain or gzipped."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        return [cell for each in file for cell in each.rstrip("\n").split("\t")]


def test_only_four_digit_escapes_are_read():
    """A backslash that begins no escape is a character like any other."""
    assert robustness.unescaped(r"a\u200bb \n \u12") == "a\u200bb \\n \\u12"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Бюджет қабылданды.", "The budget was adopted.", set()),
        ("Бюджет қабылданды.", "", {"empty"}),
        ("Бюджет қабылданды.", "The budget budget was adopted.", {"twice"}),
        ("Ол кеше ауылға барды.", "He went and went and went and went.", {"loops", "twice"}),
        ("қар қар қар", "snow snow snow", set()),
        ("Су.", "The Government said that the water of the river was clean.", {"invented"}),
        ("—", "The", {"invented"}),
        ("😀", "😀", set()),
        ("Жиналыс ертең сағат тоғызда басталады деп хабарланды.", "Meeting.", {"short"}),
        ("Жол жабық.", "The road is жабық.", {"script"}),
        ("Сайт: www.misal.example/құжат", "Site: www.misal.example/құжат", set()),
        ("Елде 3 қала бар.", "The country has 4 cities.", {"number?"}),
        ("Елде 3 қала бар.", "The country has three cities.", set()),
    ],
)
def test_flags(source, target, expected):
    """Each flag speaks where a reader would, and nowhere else."""
    assert flags(source, target) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Құны 1 200,5 теңге.", "It costs 1,200.5 tenge.", {"numbers": (1, 1)}),
        ("Құны 1 200,5 теңге.", "It costs 1,200 tenge.", {"numbers": (0, 1)}),
        ("2 ел мен 2 қала", "2 countries and cities", {"numbers": (1, 2)}),
        ("5.2. Төлем", "5.2. Payment", {"numbers": (1, 1)}),
        ("Ол Zoom арқылы info@misal.example деп жазды.", "He wrote info@misal.example.", {"Latin": (1, 2)}),
        ("№ 12-НҚ бұйрық", "Order No. 12-НҚ", {"Latin": (1, 1), "signs": (1, 1)}),
        ("Бағасы 5 ₸.", "The price is 5 tenge.", {"numbers": (1, 1), "signs": (1, 1)}),
        ("Бағасы 5 ₸.", "The price is 5.", {"numbers": (1, 1), "signs": (0, 1)}),
        ("№ 7 бұйрық", "Order No. 7", {"numbers": (1, 1), "signs": (1, 1)}),
        ("Ол 你好你 деді.", "He said 你.", {"signs": (1, 3)}),
        ("α және Ω", "α and Ω", {"signs": (2, 2)}),
        ("Иә — «жоқ»… (7)", 'Yes - "no"... (7)', {"numbers": (1, 1)}),
    ],
)
def test_shares(source, target, expected):
    """Numbers by value, strings letter by letter, signs as such or in words; each place answers once."""
    none = dict.fromkeys(robustness.SHARES, (0, 0))
    assert shares(source, target) == none | expected


def test_guards_show_in_the_figures():
    """The same engine loses a number freely and keeps it guarded, and the totals say so."""
    engine = ScriptedEngine({"Елде 3 қала бар.": "The country has 4 cities."}, links={"4": "3"})
    lines = [line("Елде 3 қала бар.")]
    free, guarded = (
        robustness.measure(Translator(engine), lines, "en", guards=guards) for guards in (False, True)
    )
    assert robustness.totals(free)[0] == (0, 1)
    assert robustness.totals(guarded)[0] == (1, 1)
    assert free[0].troubles == ["number?", "numbers 0/1"] and guarded[0].troubles == []


def test_a_crash_is_counted_and_costs_no_other_line():
    """Where one line raises an error, the others are still measured."""

    class Desk:
        def translate(self, texts, *, target, guards):
            if any("!" in text for text in texts):
                raise RuntimeError("broken")
            return [Translation(text, "Two 2.", target) for text in texts]

    lines = [line("Екі 2."), line("Қатты! 2"), line("Екі 2.")]
    verdicts = robustness.measure(Desk(), lines, "en", guards=True)
    assert [robustness.CRASH in verdict.flags for verdict in verdicts] == [False, True, False]
    assert robustness.totals(verdicts)[0] == (2, 3)
    assert robustness.speaks("empty", Pair("Екі", "", "en"))
    assert re.search(r"all +3 .* 1 +2/3", list(robustness.table("free", verdicts))[-1])


@pytest.mark.parametrize("target", ["en", "ru"])
def test_a_few_lines_with_the_embedded_model(target):
    """No crash, numbers and Latin strings carried over, and nothing made of punctuation, with mini."""
    wanted = [each for kind in robustness.KINDS if kind != "long" for each in LINES if each.kind == kind][
        ::23
    ]
    verdicts = robustness.measure(Translator.load("mini", threads=2), wanted, target, guards=True)
    assert len(verdicts) >= 10
    assert [v.line.id for v in verdicts if robustness.CRASH in v.flags] == []
    numbers, latin, _ = robustness.totals(verdicts)
    assert numbers[0] == numbers[1] > 0 and latin[0] == latin[1] > 0
    assert {v.output for v in verdicts if v.line.kind == "emptyish"} == {
        v.line.text for v in verdicts if v.line.kind == "emptyish"
    }
