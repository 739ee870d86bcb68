"""Both engines on one checkpoint."""

import pytest

from kztrans.engine.ct2 import CT2Engine

pytest.importorskip("torch")


@pytest.fixture(scope="module", params=["nllb", "mini"])
def engines(request):
    """CTranslate2 and torch, float32 both, on one checkpoint."""
    from kztrans.engine.torch import TorchEngine

    hf, ct2 = {"nllb": ("nllb_hf", "nllb_ct2"), "mini": ("mini_hf", "mini_ct2_float32")}[request.param]
    directory = request.getfixturevalue(hf)
    return CT2Engine(request.getfixturevalue(ct2), threads=2), TorchEngine(directory)


@pytest.mark.parametrize("beam", [1, 4])
def test_same_symbols_and_scores(engines, kazakh_lines, beam):
    """One checkpoint means one translation, whichever engine decodes it."""
    ct2, torch = engines
    for target in ("en", "ru"):
        one = ct2.translate(kazakh_lines, target=target, beam=beam)
        two = torch.translate(kazakh_lines, target=target, beam=beam)
        print(sorted(len(x[0].pieces) for x in one))
        different = [
            (a[0].text, b[0].text)
            for a, b in zip(one, two, strict=True)
            if [p.symbol for p in a[0].pieces] != [p.symbol for p in b[0].pieces]
        ]
        assert not different
        assert [a[0].score for a in one] == pytest.approx([b[0].score for b in two], abs=5e-3)
