"""The recipe of the embedded model, on a corpus of a few sentences and a model of a few thousand weights."""

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
from hypothesis import given
from hypothesis import strategies as st

from kztrans.errors import InputError
from recipes.mini.__main__ import main
from recipes.mini.batches import Batches, Vocabulary, pack, schedule
from recipes.mini.clean import Held, key, read_pairs
from recipes.mini.config import Training, load
from recipes.mini.corpus import trained_sources
from recipes.mini.links import links_of, read_links
from recipes.mini.score import SETS

ROOT = Path(__file__).parents[2]
MINI = ROOT / "kztrans" / "models" / "mini"
SOURCES = """file\tlines\tkind\torigin\tlicence\tquality
news.tsv.gz\t3\tsentences\twritten here\tMIT\tgood
llm-more.tsv.gz\t1\tllm\twritten here\tMIT\tgood
mono-kk-news.txt.gz\t1\tmono-kk\twritten here\tMIT\tgood
"""
NEWS = """Зауыт былтыр ашылды.\tThe plant opened last year.\tЗавод открылся в прошлом году.
Мектеп салынды.\tA school was built.\tПостроена школа.
Мектеп салынды!\tA school was built!\t
Бұл сөйлем сынақ жиынында бар еді ғой.\tThis sentence is in the test set.\t
The whole line is in English here.\tThe whole line is in English, too.\t
Қазақстан Республикасының Үкіметі бүгін жаңа бағдарламаны бекітті деп хабарлайды\tThe Government of the \
Republic of Kazakhstan approved a new programme today, it is said.\t
"""


def zipped(path: Path, text: str) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(text)


@pytest.fixture
def recipe(tmp_path):
    """A corpus, a test set that it overlaps, and a recipe that names them."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "SOURCES.tsv").write_text(SOURCES)
    zipped(corpus / "news.tsv.gz", NEWS)
    zipped(corpus / "llm-more.tsv.gz", "Көпір жөнделді.\tThe bridge was repaired.\tМост отремонтирован.\n")
    zipped(corpus / "mono-kk-news.txt.gz", "Біз Астана қаласында тұрамыз.\n")
    (tmp_path / "test.kk").write_text("Бұл сөйлем сынақ жиынында бар еді ғой.\n")
    return write(tmp_path, minutes=0.02)


def write(folder: Path, **training: float) -> Path:
    settings = {"tokens": 200, "warmup": 10, "threads": 1, "save_seconds": 0, "longest": 60, **training}
    path = folder / "tiny.toml"
    path.write_text(
        '[paths]\ncorpus = "corpus"\nwork = "work"\nstart = "start"\ndevelopment = "dev"\n'
        + 'tests = ["test.kk"]\n'
        + "[training]\n"
        + "".join(f"{name} = {value}\n" for name, value in settings.items())
    )
    return path


@pytest.fixture(scope="session")
def start(tmp_path_factory) -> Path:
    """A model to start from: the embedded model's vocabulary on a very small network."""
    import sentencepiece
    import tokenizers
    import transformers

    folder = tmp_path_factory.mktemp("start")
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(MINI / "sentencepiece.model"))
    vocabulary = [(pieces.id_to_piece(i), pieces.get_score(i)) for i in range(pieces.get_piece_size())]
    model = tokenizers.models.Unigram(vocabulary, unk_id=3, byte_fallback=True)
    tokenizer = tokenizers.Tokenizer(model)
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Metaspace()
    special = {"bos_token": "<s>", "pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>"}
    transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, **special).save_pretrained(folder)
    config = transformers.BartConfig(
        vocab_size=len(vocabulary),
        d_model=32,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        max_position_embeddings=512,
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=2,
        forced_eos_token_id=None,
        dropout=0.0,
    )
    transformers.BartForConditionalGeneration(config).save_pretrained(folder)
    (folder / "sentencepiece.model").write_bytes((MINI / "sentencepiece.model").read_bytes())
    (folder / "layout.json").write_bytes((MINI / "layout.json").read_bytes())
    return folder


def test_further_folders_are_read_behind_the_corpus(recipe, tmp_path):
    """What is written beside the corpus is trained on, too; no two files have a name: weights go by it."""
    more = tmp_path / "own"
    more.mkdir()
    head = SOURCES.partition("\n")[0]
    (more / "SOURCES.tsv").write_text(f"{head}\nown.tsv.gz\t1\tsentences\twritten here\tMIT\tgood\n")
    zipped(more / "own.tsv.gz", "Мен үйге қайттым.\tI came back home.\tЯ вернулся домой.\n")
    recipe.write_text(recipe.read_text().replace('work = "work"', 'work = "work"\nmore = ["own"]'))
    assert main(["clean", "--config", str(recipe)]) == 0
    pairs = [(pair.languages, pair.source, pair.file) for pair in read_pairs(recipe.parent / "work")]
    assert (("kk", "ru"), "Мен үйге қайттым.", "own") in pairs
    assert (("kk", "en"), "Зауыт былтыр ашылды.", "news") in pairs
    (more / "SOURCES.tsv").write_text(SOURCES)
    with pytest.raises(InputError, match="'llm-more', too"):
        trained_sources(load(recipe))


def test_clean_keeps_what_is_fit(recipe):
    """Fit pairs stay in every direction; what overlaps a test set, is cut, repeated or wrong is counted."""
    assert main(["clean", "--config", str(recipe)]) == 0
    work = recipe.parent / "work"
    pairs = [(pair.languages, pair.source) for pair in read_pairs(work)]
    assert (("kk", "en"), "Зауыт былтыр ашылды.") in pairs
    assert (("ru", "en"), "Мост отремонтирован.") in pairs
    assert len(pairs) == 9
    dropped = json.loads((work / "clean.json").read_text())["dropped"]
    assert {reason: sum(files.values()) for reason, files in dropped.items()} == {
        "duplicate": 1,
        "test overlap": 1,
        "script": 1,
        "truncated": 1,
    }


def test_align_links_words(recipe):
    """Each pair has its line of links, and the helper direction an empty one."""
    assert main(["clean", "--config", str(recipe)]) == main(["align", "--config", str(recipe)]) == 0
    work = recipe.parent / "work"
    links, pairs = read_links(work), read_pairs(work)
    assert len(links) == len(pairs)
    for pair, line in zip(pairs, links, strict=True):
        assert all(a < len(pair.source.split()) and b < len(pair.target.split()) for a, b in line)
        assert pair.languages != ("ru", "en") or not line
    same = [("ала бала", "one two"), ("ала дала", "one three"), ("кала бала", "four two")] * 3
    assert links_of(same)[0] == ((0, 0), (1, 1))


def test_joined_pairs_keep_their_words_and_links(recipe):
    """Two sentences of a file become one example in both languages; no link leads from one to the other."""
    assert main(["clean", "--config", str(recipe)]) == main(["align", "--config", str(recipe)]) == 0
    settings, vocabulary = load(recipe), Vocabulary(MINI)
    training = replace(settings.training, joined=1.0, sampling=0.0, word_dropout=0.0)
    batches = Batches(replace(settings, training=training), vocabulary, seed=1)
    plant = ("Зауыт былтыр ашылды.", "The plant opened last year.")
    school = ("Мектеп салынды.", "A school was built.")
    source, target = (
        [*vocabulary.encode(a), *vocabulary.encode(b)] for a, b in zip(plant, school, strict=True)
    )
    rows, columns = (1 + len(vocabulary.encode(text)) for text in (plant[1], plant[0]))
    for _ in range(20):
        batch = batches.next()
        for read, written, links in zip(batch.source, batch.target, batch.links, strict=True):
            if list(read[1 : 1 + len(source)]) == source and list(written[2 : 2 + len(target)]) == target:
                assert links.any() and not links[rows:, :columns].any() and not links[:rows, columns:].any()
                return
    pytest.fail("the pair was never drawn")


def test_a_model_that_writes_kazakh_may_write_all_pieces(start):
    """Models into English and Russian never write Kazakh pieces; the way back must not spell by letters."""
    size = Vocabulary(start).pieces.get_piece_size()
    assert Vocabulary(start, [("kk", "en")]).producible < size
    assert Vocabulary(start, [("en", "kk")]).producible == size


def test_links_of_other_pairs_are_refused(recipe, capsys):
    """Pairs cleaned anew after the alignment would be trained with the links of others."""
    assert main(["clean", "--config", str(recipe)]) == main(["align", "--config", str(recipe)]) == 0
    zipped(recipe.parent / "corpus" / "llm-more.tsv.gz", "Көл таза болды.\tThe lake was clean.\t\n")
    assert main(["clean", "--config", str(recipe)]) == 0
    with pytest.raises(InputError, match="links are of other pairs"):
        Batches(load(recipe), Vocabulary(MINI), seed=1)


def test_killed_training_goes_on(recipe, start):
    """After kill -9 the run goes on from its last checkpoint, and ends in a model that loads."""
    from kztrans import Translator

    (recipe.parent / "start").symlink_to(start)
    assert main(["clean", "--config", str(recipe)]) == main(["align", "--config", str(recipe)]) == 0
    write(recipe.parent, minutes=60)
    checkpoint = recipe.parent / "work" / "checkpoint.pt"
    command = [sys.executable, "-m", "recipes.mini", "train", "--config", str(recipe)]
    run = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 120
    while not checkpoint.exists() and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.1)
    os.kill(run.pid, signal.SIGKILL)
    _, said = run.communicate()
    assert checkpoint.exists(), said.decode()
    before = facts(checkpoint)
    assert before["updates"] >= 1
    write(recipe.parent, minutes=before["seconds"] / 60 + 0.05)
    assert main(["train", "--config", str(recipe)]) == main(["export", "--config", str(recipe)]) == 0
    assert (recipe.parent / "work" / "train.jsonl").exists()  # a short run, too, has a loss to show
    after = facts(checkpoint)
    assert after["updates"] > before["updates"] and after["seen"] > before["seen"]
    translator = Translator.load(str(recipe.parent / "work" / "ct2"), beam=1)
    assert isinstance(translator.translate(["Мектеп салынды."], target="en")[0].text, str)


def test_a_model_that_writes_kazakh_has_scores(recipe, start):
    """A model for back-translation is scored in its own direction, beside the one that kztrans decodes."""
    (recipe.parent / "start").symlink_to(start)
    recipe.write_text('directions = [["kk", "en"], ["en", "kk"], ["ru", "en"]]\n' + recipe.read_text())
    development = recipe.parent / "dev"
    development.mkdir()
    for stem in ("ntrex", "tatoeba-en"):
        (development / f"{stem}.kk").write_text("Зауыт ашылды.\nМектеп салынды.\n")
        (development / f"{stem}.en").write_text("The plant was opened.\nA school was built.\n")
    for step in ("clean", "align", "train", "export", "score"):
        assert main([step, "--config", str(recipe)]) == 0
    scores = json.loads((recipe.parent / "work" / "scores.json").read_text())
    found = [(row["set"], row["from"], row["to"], row["lines"]) for row in scores]
    assert found == [(name, *way, 2) for way in (("kk", "en"), ("en", "kk")) for name in SETS]
    assert all(0 <= row["chrF++"] <= 100 and "nw:2" in row["signature"] for row in scores)
    assert "target:kk" in scores[-1]["signature"]


def test_steps_out_of_order_name_the_step_before(recipe, capsys):
    """Training without a start and scoring without a model say what to run first; so does a bad number."""
    for step, before in (("train", "start"), ("score", "export")):
        assert main([step, "--config", str(recipe)]) == 2
        assert f"python -m recipes.mini {before}" in capsys.readouterr().err
    write(recipe.parent, threads=-1)
    assert main(["train", "--config", str(recipe)]) == 2
    assert "'threads' is at least 1" in capsys.readouterr().err


def facts(checkpoint: Path) -> dict[str, float]:
    import torch

    return torch.load(checkpoint, weights_only=True)


def test_a_recipe_on_a_base_says_only_what_differs(recipe):
    """What it leaves out is the base's, lists of test sets above all; its own [start] replaces the folder."""
    other = recipe.with_name("other.toml")
    changes = '[paths]\nwork = "elsewhere"\n[start]\nfrom = "package"\n[training]\nseed = 9\n'
    other.write_text(f'base = "{recipe.name}"\n{changes}')
    first, second = load(recipe), load(other)
    assert second.paths.tests == first.paths.tests and second.paths.corpus == first.paths.corpus
    assert second.paths.work == second.paths.start.parent == recipe.parent / "elsewhere"
    assert second.training == replace(first.training, seed=9)
    (recipe.parent / "sub").mkdir()
    third = recipe.parent / "sub" / "third.toml"
    third.write_text('base = "../other.toml"\n[paths]\nwork = "mine"\n')
    settings = load(third)
    assert settings.training == second.training and settings.paths.work == third.parent / "mine"
    where = settings.paths.corpus, *settings.paths.tests
    assert all(
        path.samefile(same)
        for path, same in zip(where, (first.paths.corpus, *first.paths.tests), strict=True)
    )
    third.write_text('base = "third.toml"\n')
    with pytest.raises(InputError, match="cannot stand on itself"):
        load(third)
    other.write_text('base = "none.toml"\n')
    with pytest.raises(InputError, match="no such file"):
        load(other)


@pytest.mark.parametrize(
    "text, said",
    [
        ("training = 3\n", "'training' stands outside of a section"),
        ("paths = []\n", "'paths' stands outside of a section"),
        ("[paths]\nwork = 3\n", "'work' is no path: 3"),
        ('[paths]\ntests = ["a", 1]\n', "'tests' is no path: 1"),
        ("[start]\nfile = 1\n", "'file' is no path"),
        (
            "synthesis = [1]\n[paths]\ncorpus = 'c'\nwork = 'w'\nstart = 's'\ndevelopment = 'd'\n",
            r"write \[\[synthesis",
        ),
    ],
)
def test_what_is_no_path_or_section_is_named(tmp_path, text, said):
    """A value of another kind is told with the file, in the recipe itself and in its base."""
    (tmp_path / "a.toml").write_text(text)
    (tmp_path / "b.toml").write_text('base = "a.toml"\n')
    for name in ("a.toml", "b.toml"):
        with pytest.raises(InputError, match=said):
            load(tmp_path / name)


def test_mistakes_in_the_recipe_are_named(recipe, tmp_path, capsys):
    """A wrong key, section, file or step out of turn ends with one line and code 2."""
    recipe.write_text(recipe.read_text() + "minuets = 3\n")
    assert main(["clean", "--config", str(recipe)]) == 2
    assert "minuets" in capsys.readouterr().err
    with pytest.raises(InputError, match="no such file"):
        load(tmp_path / "none.toml")
    recipe.write_text('[paths]\ncorpus = "corpus"\nwork = "work"\n')
    with pytest.raises(InputError, match=r"\[paths\] lacks development, start"):
        load(recipe)
    write(tmp_path)
    assert main(["export", "--config", str(recipe)]) == 2
    assert "Train first" in capsys.readouterr().err


@given(st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_held_lines_are_recognised(line, words):
    """A test line is found however its case, spaces and punctuation are changed."""
    held = Held([line], 8)
    if len(key(line)) > 15:
        assert f"  {line.lower()} !" in held or key(f"{line.lower()} !") != key(line)


def test_tables_of_test_sentences_are_held_by_the_cell(tmp_path):
    """A challenge set is a table: its sentences, not its rows, must not be in training."""
    table = tmp_path / "cases.tsv"
    table.write_text("id\tkk\ten\nc1\tЗауыт былтыр іске қосылды.\tThe plant was launched last year.\n")
    held = Held.of([table], 8)
    assert "Зауыт былтыр іске қосылды!" in held and "The plant was launched last year." in held
    assert "Мектеп салынды." not in held


@pytest.mark.parametrize("name", ["mini.toml", "second.toml", "third.toml"])
def test_the_shipped_recipe_stays_clear_of_every_set_of_this_project(name):
    """A new table of test sentences under eval/ must be named in the recipe, or it may end up in training."""
    held = {path.resolve() for path in load(ROOT / "recipes" / "mini" / name).paths.tests}
    kinds = ("terms/*.tsv", "article/*.txt", "press/*.txt", "robustness/lines.tsv")
    sentences = {path for kind in kinds for path in (ROOT / "eval").glob(kind)}
    assert len(sentences) > 12 and sentences <= held


@given(st.lists(st.integers(1, 40), max_size=60), st.integers(40, 200))
def test_packing_loses_nothing(lengths, tokens):
    """Every example is in one batch, and no batch is larger than asked."""

    class Example:
        def __init__(self, length):
            self.length = length

    groups = list(pack([Example(length) for length in lengths], tokens))
    assert sorted(each.length for group in groups for each in group) == sorted(lengths)
    assert all(len(group) * max(each.length for each in group) <= tokens for group in groups)


def test_the_rate_rises_and_falls():
    """The learning rate peaks after the warm-up and ends at a fiftieth."""
    settings = Training(rate=1.0, warmup=100, decay=0.25)
    assert schedule(0, 0.0, settings) < schedule(50, 0.0, settings) < schedule(99, 0.1, settings) == 1.0
    assert schedule(399, 0.5, settings) == pytest.approx(0.5)
    assert schedule(399, 1.0, settings) == pytest.approx(0.01)


def test_the_card_says_what_was_done(recipe):
    """The card's facts hold the data by share and licence, the run, the scores and the loss curve."""
    from xml.etree import ElementTree

    assert main(["clean", "--config", str(recipe)]) == 0
    work = recipe.parent / "work"
    log = [{"updates": n, "seen": n * 1000, "minutes": n, "loss": 5 - n / 100} for n in (100, 200, 300)]
    (work / "train.jsonl").write_text("".join(json.dumps(line) + "\n" for line in log))
    scores = {"BLEU": 1.0, "chrF2": 2.0, "chrF++": 3.0, "TER": 4.0}
    row = {"set": SETS[0], "from": "kk", "to": "en", "lines": 2, **scores}
    (work / "scores.json").write_text(json.dumps([{**row, "signature": "nrefs:1|test"}]))
    assert main(["card", "--config", str(recipe)]) == 0
    facts = (work / "CARD_FACTS.md").read_text()
    for said in (
        "| news | 6 |",
        "| MIT |",
        "300 updates, 0.3M target symbols",
        "nrefs:1|test",
        "test overlap",
    ):
        assert said in facts
    assert ElementTree.fromstring((work / "loss.svg").read_text()).tag.endswith("svg")
