"""Both engines on one checkpoint."""

import pytest

from kztrans.engine.ct2 import CT2Engine
from kztrans.errors import InputError, LanguageError, MissingExtraError, ModelError

pytest.importorskip("torch")


@pytest.fixture(scope="module", params=["nllb", "mini"])
def engines(request):
    """CTranslate2 and torch, float32 both, on one checkpoint."""
    from kztrans.engine.torch import TorchEngine

    hf, ct2 = {"nllb": ("nllb_hf", "nllb_ct2"), "mini": ("mini_hf", "mini_ct2_float32")}[request.param]
    directory = request.getfixturevalue(hf)
    return CT2Engine(request.getfixturevalue(ct2), threads=2), TorchEngine(directory)


def symbols(results):
    return [[[piece.symbol for piece in h.pieces] for h in hypotheses] for hypotheses in results]


@pytest.mark.parametrize("beam", [1, 4])
def test_same_symbols_and_scores(engines, kazakh_lines, beam):
    """One checkpoint means one translation, whichever engine decodes it."""
    halves = {"en": kazakh_lines[::2], "ru": kazakh_lines[1::2]}
    assert sum(map(len, halves.values())) >= 50
    for target, lines in halves.items():
        one, two = (engine.translate(lines, target=target, beam=beam) for engine in engines)
        assert symbols(one) == symbols(two)
        assert [a[0].score for a in one] == pytest.approx([b[0].score for b in two], abs=5e-3)


def test_same_continuations_of_prefixes(engines, kazakh_lines):
    """Enforcement re-decodes behind forced prefixes: both engines continue them alike."""
    lines = kazakh_lines[7:13]
    prefixes = ["The Government of", "", "№ 5", "In 2016 the", None, "programme"]
    one, two = (
        engine.translate(lines, target="en", prefixes=prefixes, n_best=2, attention=True)
        for engine in engines
    )
    assert symbols(one) == symbols(two)
    for a, b in zip(one, two, strict=True):
        assert a[0].text == b[0].text
        assert a[0].score == pytest.approx(b[0].score, abs=5e-3)
        for row, other in zip(a[0].attention, b[0].attention, strict=True):
            assert row == pytest.approx(other, abs=1e-3)


def test_same_forced_scores(engines, kazakh_lines):
    """Candidates are compared by their scores: both engines give a target the same log-probability."""
    sources = kazakh_lines[:6]
    targets = ["programme", "", "The Government of Kazakhstan.", "Иә", "龘", "in 2016, 3,700 tonnes"]
    one, two = (engine.score(sources, targets, target="en") for engine in engines)
    assert one == pytest.approx(two, abs=0.02)
    assert all(value < 0 for value in one)


def test_only_the_sentencepiece_model_is_enough(nllb_hf, nllb_ct2, kazakh_lines, tmp_path):
    """transformers makes a broken tokenizer of such a directory and leaves the language code in the text."""
    from kztrans.engine.torch import TorchEngine

    for file in nllb_hf.iterdir():
        if file.name in ("config.json", "model.safetensors", "sentencepiece.bpe.model"):
            (tmp_path / file.name).symlink_to(file)
    bare = TorchEngine(tmp_path).translate(kazakh_lines[:3], target="ru", beam=2)
    whole = CT2Engine(nllb_ct2).translate(kazakh_lines[:3], target="ru", beam=2)
    assert [h[0].text for h in bare] == [h[0].text for h in whole]
    assert not any("rus_Cyrl" in h[0].text for h in bare)


def test_only_tokenizer_json_is_enough(nllb_hf, kazakh_lines, tmp_path):
    """save_pretrained drops the SentencePiece model: what it leaves can still be loaded."""
    from kztrans.engine.torch import TorchEngine

    for file in nllb_hf.iterdir():
        if file.name in ("config.json", "model.safetensors", "tokenizer.json"):
            (tmp_path / file.name).symlink_to(file)
    json_only, whole = TorchEngine(tmp_path), TorchEngine(nllb_hf)
    line = kazakh_lines[8]
    assert (
        json_only.translate([line], target="en", beam=2)[0][0].text
        == whole.translate([line], target="en", beam=2)[0][0].text
    )


def test_language_codes_are_checked_not_guessed(nllb_hf):
    """transformers turns an unknown code into ``<unk>``, and no code into English: here both are errors."""
    from kztrans.engine.torch import TorchEngine

    engine = TorchEngine(nllb_hf)
    with pytest.raises(LanguageError, match="'tr'"):
        engine.translate(["Сәлем"], target="tr")
    with pytest.raises(LanguageError, match="'eng_Latn'"):
        engine.score(["Сәлем"], ["Hi"], target="eng_Latn")


def test_source_code_is_kazakh(engines):
    """The source language reaches the model as Kazakh, in both engines, whatever transformers' default is."""
    sent = []
    for engine in engines:
        original = engine._log_probabilities
        engine._log_probabilities = lambda s, t, w, original=original: sent.extend(s) or original(s, t, w)
        engine.score(["Сәлем"], ["Hi"], target="en")
        del engine._log_probabilities
    assert len(sent) == 2 and all(source[0] == "kaz_Cyrl" and source[-1] == "</s>" for source in sent)


def test_torch_refuses_what_is_too_long(nllb_hf):
    """Nothing is cut: a source beyond the model's positions is an error that says how long it may be."""
    from kztrans.engine.torch import TorchEngine

    engine = TorchEngine(nllb_hf)
    with pytest.raises(InputError, match="510"):
        engine.translate(["бағдарлама " * 600], target="en")


def test_missing_extra_is_one_hint(monkeypatch, nllb_hf):
    """Without torch the torch engine names what to install."""
    import sys

    from kztrans.engine.torch import TorchEngine

    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'kztrans\[torch\]'"):
        TorchEngine(nllb_hf)


def test_tokenizer_of_another_model_is_noticed(nllb_hf, mini_hf, tmp_path):
    """A vocabulary larger than the model's embeddings belongs to another model."""
    from kztrans.engine.torch import TorchEngine

    for name in ("config.json", "model.safetensors"):
        (tmp_path / name).symlink_to(nllb_hf / name)
    (tmp_path / "sentencepiece.model").symlink_to(mini_hf / "sentencepiece.model")
    with pytest.raises(ModelError, match="28767 symbols"):
        TorchEngine(tmp_path)
