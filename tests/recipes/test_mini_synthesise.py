"""Missing languages written by a model: made, killed, gone on with, cleaned, aligned, drawn."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kztrans.errors import InputError, ModelError
from recipes.mini import batches
from recipes.mini import synthesise as step
from recipes.mini.__main__ import main
from recipes.mini.clean import likeness, read_pairs
from recipes.mini.config import Filter, load
from recipes.mini.corpus import Pair, pairs_of, trained_sources
from recipes.mini.decode import Decoder, Output
from recipes.mini.faults import fault
from recipes.mini.gaps import sentences
from recipes.mini.links import read_links

ROOT = Path(__file__).parents[2]
SOURCES = """file\tlines\tkind\torigin\tlicence\tquality
news.tsv.gz\t4\tsentences\twritten here\tMIT\tgood
mono-en-news.txt.gz\t3\tmono-en\twritten here\tCC0-1.0\tgood
mono-kk-news.txt.gz\t3\tmono-kk\twritten here\tMIT\tgood
"""
NEWS = """Зауыт былтыр ашылды.\tThe plant opened last year.\tЗавод открылся в прошлом году.
Мектеп салынды.\t\tПостроена новая школа.
Жол биыл салынды.\t\tДорога построена в этом году.
Ауылда жол бар.\t\tЭто предложение есть в проверочном наборе.
"""
MONO_EN = "The road was built.\nThe plant opened last year.\nThe river is long.\nThe road was built!\n"


def zipped(path: Path, text: str) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(text)


def rows(recipe: Path, name: str) -> list[list[str]]:
    with gzip.open(recipe.parent / "work" / "synthetic" / f"{name}.tsv.gz", "rt", encoding="utf-8") as stream:
        return [line.rstrip("\n").split("\t") for line in stream]


@pytest.fixture
def recipe(tmp_path):
    """A corpus with gaps, a test set that one of its rows overlaps in Russian, and a recipe."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "SOURCES.tsv").write_text(SOURCES)
    zipped(corpus / "news.tsv.gz", NEWS)
    zipped(corpus / "mono-en-news.txt.gz", MONO_EN)
    zipped(corpus / "mono-kk-news.txt.gz", "Біз Астана қаласында тұрамыз.\nБүгін ауа райы жақсы.\n")
    (tmp_path / "test.ru").write_text("Это предложение есть в проверочном наборе.\n")
    path = tmp_path / "tiny.toml"
    path.write_text(
        '[paths]\ncorpus = "corpus"\nwork = "work"\nstart = "start"\ndevelopment = "dev"\n'
        'tests = ["test.ru"]\n[weights.kinds]\nsentences = 5.0\nsynthetic = 2.0\n'
    )
    return path


def add(recipe: Path, **settings: object) -> None:
    lines = [f"{name} = {json.dumps(value)}\n" for name, value in settings.items()]
    recipe.write_text(recipe.read_text() + "[[synthesis]]\n" + "".join(lines))


PIVOT = {"name": "pivot", "files": "news*", "read": "ru", "write": "en", "model": "mini", "chunk": 2}
BACK = {"name": "back", "files": "mono-en-*", "read": "en", "write": "kk", "model": "there/ct2", "tag": True}


@pytest.fixture
def scripted(monkeypatch):
    """A model that writes Kazakh: a few canned words, none for a river."""

    class Scripted:
        signature = "scripted"

        def __init__(self, *about: object, **how: object) -> None:
            pass

        def translate(self, texts):
            return [Output("Жол салынған.") if "road" in text else Output("", "loop") for text in texts]

    monkeypatch.setattr(step, "Decoder", Scripted)
    monkeypatch.setattr(step, "digest", lambda model: "0")


def test_a_pivot_fills_in_english(recipe):
    """Rows without English get it from Russian; a row whose Russian is a test line does not."""
    add(recipe, **PIVOT)
    assert main(["synthesise", "--config", str(recipe)]) == 0
    made = rows(recipe, "pivot")
    assert [(row[0], row[2], row[3]) for row in made] == [
        ("Мектеп салынды.", "Построена новая школа.", "news"),
        ("Жол биыл салынды.", "Дорога построена в этом году.", "news"),
    ]
    assert "school" in made[0][1].lower() and "built" in made[1][1].lower()
    report = json.loads((recipe.parent / "work" / "synthetic" / "pivot.json").read_text())
    assert report["left out"] == {"test overlap": 1} and report["by file"] == {"news": 2}


def test_from_synthesis_to_training(recipe, scripted):
    """Back-translations go through clean, align and the batches, with their tag, weight and licence."""
    add(recipe, **BACK)
    assert all(main([name, "--config", str(recipe)]) == 0 for name in ("synthesise", "clean", "align"))
    assert rows(recipe, "back") == [["Жол салынған.", "The road was built.", "", "mono-en-news"]]
    report = json.loads((recipe.parent / "work" / "synthetic" / "back.json").read_text())
    assert report["left out"] == {"translated elsewhere": 1, "repeated": 1, "loop": 1}
    work, settings = recipe.parent / "work", load(recipe)
    pairs = read_pairs(work)
    assert pairs[-1] == Pair("Жол салынған.", "The road was built.", ("kk", "en"), "back", tagged=True)
    assert not any(pair.tagged for pair in pairs[:-1]) and len(read_links(work)) == len(pairs)
    sources = trained_sources(settings)
    assert sources["back"].licence == "by there/ct2 from: CC0-1.0"
    weight = {pair.file: batches.weight_of(pair, sources[pair.file], settings.weights) for pair in pairs}
    assert weight["back"] == 2.0
    # Drawn for training: only synthetic pairs have a weight here.
    model = ROOT / "kztrans" / "models" / "mini"
    kinds = replace(settings.weights, kinds={"synthetic": 1.0})
    vocabulary = batches.Vocabulary(model)
    batch = batches.Batches(replace(settings, weights=kinds), vocabulary, seed=1).next()
    assert set(map(tuple, batch.source[:, :2])) == {(vocabulary.language["kk"], batches.BOS)}
    assert set(batch.target[:, 1]) == {vocabulary.language["en"]}


def test_a_killed_synthesis_goes_on(recipe, monkeypatch):
    """After kill -9 whole chunks stay as they are, and the result is that of a run that nobody killed."""
    words = ("мектеп", "аурухана", "көпір", "зауыт", "кітапхана", "стадион", "мұражай", "театр")
    places = ("Алматыда", "Астанада", "Шымкентте", "ауылда", "қалада", "Қарағандыда", "Атырауда")
    text = "".join(f"Былтыр {place} жаңа {word} салынды.\n" for word in words for place in places)
    zipped(recipe.parent / "corpus" / "mono-kk-news.txt.gz", text)
    entry = {"files": "mono-kk-*", "read": "kk", "write": "en", "model": "mini", "beam": 2, "chunk": 4}
    add(recipe, name="killed", **entry)
    parts = recipe.parent / "work" / "synthetic" / "killed.parts"
    command = [sys.executable, "-m", "recipes.mini", "synthesise", "--config", str(recipe)]
    run = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 120
    while not len(list(parts.glob("*.gz"))) >= 2 and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    os.kill(run.pid, signal.SIGKILL)
    _, said = run.communicate()
    before = {path.name: path.stat().st_mtime_ns for path in parts.glob("*.gz")}
    assert 2 <= len(before) < 14, said.decode()
    assert not (parts.parent / "killed.tsv.gz").exists()
    assert main(["clean", "--config", str(recipe)]) == 2  # what is not whole is not trained on

    with monkeypatch.context() as patch:
        patch.setattr(step.shutil, "rmtree", lambda path, **how: None)
        assert main(["synthesise", "--config", str(recipe)]) == 0
    kept = {path.name: path.stat().st_mtime_ns for path in parts.glob("*.gz")}
    assert len(kept) == 14 and {name: kept[name] for name in before} == before
    add(recipe, name="whole", **entry)
    assert main(["synthesise", "--config", str(recipe)]) == 0
    assert rows(recipe, "killed") == rows(recipe, "whole")
    assert len(rows(recipe, "whole")) > 40


def test_other_settings_are_not_mixed(recipe, scripted, capsys):
    """What was made with other settings is not gone on with, and its tag may change all the same."""
    add(recipe, **BACK)
    assert main(["synthesise", "--config", str(recipe)]) == 0
    recipe.write_text(recipe.read_text().replace("tag = true", "tag = false"))
    assert main(["synthesise", "--config", str(recipe)]) == 0
    assert not any(pair.tagged for pair in pairs_of(load(recipe)))
    recipe.write_text(recipe.read_text() + "sample = 10\n")
    assert main(["synthesise", "--config", str(recipe)]) == 2
    assert "(sample)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "news"}, "a file of the corpus"),
        ({"kind": "unheard"}, "no weight"),
        ({"read": "de"}, "two of kk, en, ru"),
        ({"files": "nothing-*"}, "no row to translate"),
        ({"model": "nowhere/ct2"}, "no such folder"),
        ({"beam": 0}, "at least 1"),
        ({"write": "kk", "read": "en", "files": "mono-en-*"}, "does not write it"),
    ],
)
def test_mistakes_in_a_synthesis_are_named(recipe, changes, said, capsys):
    """A synthesis that cannot be made ends with one line that says why, and code 2."""
    add(recipe, **{**PIVOT, **changes})
    assert main(["synthesise", "--config", str(recipe)]) == 2
    assert said in capsys.readouterr().err


def test_directions_are_a_setting(recipe):
    """A recipe for the way back reads English and Russian, and its pairs have links."""
    recipe.write_text('directions = [["en", "kk"], ["ru", "kk"]]\n' + recipe.read_text())
    assert {pair.languages for pair in pairs_of(load(recipe))} == {("en", "kk"), ("ru", "kk")}
    assert main(["clean", "--config", str(recipe)]) == main(["align", "--config", str(recipe)]) == 0
    assert not any(pair.helper for pair in read_pairs(recipe.parent / "work"))
    recipe.write_text(recipe.read_text().replace('"en", "kk"', '"kk", "kk"'))
    with pytest.raises(InputError, match="directions"):
        load(recipe)


def test_sampling_varies_and_faults_are_told():
    """Sampling gives several translations, beam search one; long and empty sources get a reason."""
    texts = ["Бүгін Үкімет отырысында жаңа бағдарлама талқыланды."] * 8
    assert len({output.text for output in Decoder("mini", "kk", "ru", sample=10).translate(texts)}) > 1
    decoder = Decoder("mini", "kk", "ru", beam=2)
    assert len({output.text for output in decoder.translate(texts)}) == 1
    found = decoder.translate(["", "сөз " * 400, texts[0]])
    assert [output.fault for output in found] == ["empty", "too long", ""]
    with pytest.raises(ModelError, match="does not write"):
        Decoder("mini", "en", "kk")


@pytest.mark.parametrize(
    ("source", "written", "languages", "reason"),
    [
        ("12.09.2012 іс-шараларға қатысу", "12.09.2012 Participation in events", ("kk", "en"), ""),
        ("Диплом бакалавра с приложением.", "The бакалавр with an application.", ("ru", "en"), "script"),
        ("орталық пен өңірлер арасында", "между centralом и регионами", ("kk", "ru"), "script"),
        ("Twitter желісінде", "в сети Twitter", ("kk", "ru"), ""),
        ("The UN welcomed it.", "БҰҰ мұны welcomed.", ("en", "kk"), "script"),
        ("The UN and NATO met.", "UN мен NATO кездесті.", ("en", "kk"), ""),
        ("In 2016 it sold 3,700 tonnes.", "2016 жылы 3 700 тонна сатты.", ("en", "kk"), ""),
        ("Алматы-2022 өтінімі", "the bid of Almaty", ("kk", "en"), "numbers"),
        ("Мемлекет басшысы кездесті", "мемлекет басшысы кездесті.", ("kk", "ru"), "copied"),
    ],
)
def test_faults_of_translations(source, written, languages, reason):
    """Mixed scripts, words left as they were, lost figures and copies are known; names and grouping pass."""
    assert fault(source, written, *languages) == reason


def test_paragraphs_are_taken_by_sentence(recipe, scripted):
    """A paragraph of one language gives a row a sentence, and points of abbreviations end none."""
    assert sentences("The U.S. Army left. Mr. Abayev came on Feb. 1, 2019. It rained.", "en") == [
        "The U.S. Army left.",
        "Mr. Abayev came on Feb. 1, 2019.",
        "It rained.",
    ]
    zipped(recipe.parent / "corpus" / "mono-en-news.txt.gz", "A road was built. One road was closed.\n")
    add(recipe, **BACK)
    assert main(["synthesise", "--config", str(recipe)]) == 0
    assert [row[1] for row in rows(recipe, "back")] == ["A road was built.", "One road was closed."]


def test_near_duplicates_are_alike():
    """Figures, placeholders, endings and short words make no other pair; a content word does."""

    def pair(source: str, target: str) -> Pair:
        return Pair(source, target, ("kk", "en"), "f")

    one = pair("Код ақпаратының 30% қалпына келтіруге болады.", "Restore 30% of the code information.")
    same = pair("Код ақпаратының {X} қалпына келтіруге болады", "Restore <b>15</b>% of code information")
    assert likeness(one) == likeness(same) != ()
    assert likeness(one) != likeness(replace(one, target="Delete 30% of the code information."))
    assert likeness(pair("Барлық мекенжай кітаптары", "All address books")) == ()


def test_of_near_duplicates_few_stay(recipe):
    """Of pairs that differ in figures as many stay as ``alike`` says, and the report counts the others."""
    text = "".join(
        f"Жобаның құны {n} миллиард теңгені құрайды.\tThe cost of the project is {n} billion tenge.\t\n"
        for n in range(10, 20)
    )
    zipped(recipe.parent / "corpus" / "news.tsv.gz", text)
    assert main(["clean", "--config", str(recipe)]) == 0
    assert len(read_pairs(recipe.parent / "work")) == Filter().alike
    report = json.loads((recipe.parent / "work" / "clean.json").read_text())
    assert report["dropped"] == {"near-duplicate": {"news": 10 - Filter().alike}}


def test_an_unfit_pair_does_not_bar_its_fit_twin(recipe):
    """A pair that is left out for its form is no reason to leave out the same pair in good form."""
    source = "Қазақстан Республикасының Үкіметі бүгін жаңа бағдарламаны бекітті деп хабарлайды"
    target = "The Government of the Republic of Kazakhstan approved a new programme today, it is said."
    text = f"{source}\t{target}\t\n{source}.\t{target}\t\n"
    zipped(recipe.parent / "corpus" / "news.tsv.gz", text)
    assert main(["clean", "--config", str(recipe)]) == 0
    assert [pair.source for pair in read_pairs(recipe.parent / "work")] == [f"{source}."]
