"""Fine-tuning by LoRA, end to end on a small checkpoint in NLLB's shape."""

import pytest

pytest.importorskip("peft")

from kztrans import Translator
from recipes.finetune.__main__ import main
from recipes.finetune.lora import Example, Settings, examples_of, finetune

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="hand" creationtoolversion="1" segtype="sentence" o-tmf="none"
adminlang="en" srclang="kk" datatype="plaintext"/><body>
<tu><tuv xml:lang="kk"><seg>Үкімет бағдарламаны бекітті.</seg></tuv>
<tuv xml:lang="ru"><seg>Правительство утвердило программу.</seg></tuv>
<tuv xml:lang="en"><seg>The Government approved the programme.</seg></tuv></tu>
<tu><tuv xml:lang="kk"><seg>Зауыт ашылды.</seg></tuv><tuv xml:lang="ru"><seg>Завод открылся.</seg></tuv></tu>
</body></tmx>
"""


@pytest.fixture
def tmx(tmp_path):
    path = tmp_path / "memory.tmx"
    path.write_text(TMX)
    return path


def test_a_memory_becomes_examples(tmx):
    """Each unit gives a pair for each language that it has."""
    pairs = examples_of([tmx], ["en", "ru"])
    assert [(each.language, each.target) for each in pairs] == [
        ("en", "The Government approved the programme."),
        ("ru", "Правительство утвердило программу."),
        ("ru", "Завод открылся."),
    ]


def test_finetuned_end_to_end(nllb_hf, tmx, tmp_path):
    """The command writes a model that kztrans loads, and that has learnt: its loss on the memory fell."""
    out = tmp_path / "tuned"
    arguments = [str(nllb_hf), str(tmx), "--to", "ru", "--out", str(out), "--rate", "0.02", "--rank", "4"]
    assert main([*arguments, "--epochs", "12"]) == 0
    before, after = loss(nllb_hf), loss(out / "hf")
    assert after < before - 0.5
    translation = Translator.load(str(out / "ct2"), beam=1).translate(["Зауыт ашылды."], target="ru")[0]
    assert isinstance(translation.text, str)


def loss(folder) -> float:
    """Nats a piece of the first Russian pair."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder, src_lang="kaz_Cyrl", tgt_lang="rus_Cyrl")
    model = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()
    batch = tokenizer("Зауыт ашылды.", text_target="Завод открылся.", return_tensors="pt")
    with torch.no_grad():
        return model(**batch).loss.item()


def test_a_run_goes_on_behind_its_last_epoch(nllb_hf, tmp_path):
    """A second run with more epochs starts from the adapter; with other settings it is refused."""
    examples = [Example("Зауыт ашылды.", "Завод открылся.", "ru")]
    finetune(nllb_hf, examples, tmp_path, Settings(rank=2, epochs=1))
    first = (tmp_path / "adapter" / "adapter_model.safetensors").read_bytes()
    finetune(nllb_hf, examples, tmp_path, Settings(rank=2, epochs=1))
    assert (tmp_path / "adapter" / "adapter_model.safetensors").read_bytes() == first
    finetune(nllb_hf, examples, tmp_path, Settings(rank=2, epochs=2))
    assert (tmp_path / "adapter" / "adapter_model.safetensors").read_bytes() != first
    arguments = ["--to", "ru", "--out", str(tmp_path), "--rank", "8"]
    memory = tmp_path / "m.tsv"
    memory.write_text("kk\tru\nЗауыт ашылды.\tЗавод открылся.\n")
    assert main([str(nllb_hf), str(memory), *arguments]) == 2


def test_mistakes_are_named(tmx, tmp_path, capsys):
    """A folder that is no model and files without a pair end with one line and code 2."""
    arguments = [str(tmx), "--to", "ru", "--out", str(tmp_path / "out")]
    assert main([str(tmp_path), *arguments]) == 2
    assert "no transformers model" in capsys.readouterr().err
    (tmp_path / "empty.tsv").write_text("kk\tru\nЗауыт\t\n")
    assert (
        main([str(tmp_path), str(tmp_path / "empty.tsv"), "--to", "ru", "--out", str(tmp_path / "out")]) == 2
    )
    assert "no pair" in capsys.readouterr().err


def test_pairs_that_are_too_long_are_counted(nllb_hf, tmp_path, capsys):
    """What does not fit is left out by name, not cut."""
    memory = tmp_path / "m.tsv"
    memory.write_text(f"kk\tru\nЗауыт.\tЗавод.\n{'Зауыт ' * 60}\t{'Завод ' * 60}\n")
    arguments = [str(nllb_hf), str(memory), "--to", "ru", "--out", str(tmp_path / "out"), "--epochs", "0"]
    assert main([*arguments, "--longest", "60"]) == 0
    assert "1 pairs are used, 1 are too long" in capsys.readouterr().err
