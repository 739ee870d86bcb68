"""Pulling named models from a hub that runs on this machine."""

import re
import shutil
import socket
import sys

import hub as stand_in
import pytest

from kztrans.engine import describe_models, load_engine, model_card, plan_pull, pull, store
from kztrans.engine.catalogue import CatalogueEntry, Source, catalogue, find
from kztrans.errors import MissingExtraError, ModelError, OfflineError

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OTHER = "89abcdef0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def own_store(tmp_path, monkeypatch):
    """Each test has an empty store, and a hub client that neither retries for long nor leaves the machine."""
    monkeypatch.setenv("KZTRANS_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    return tmp_path / "home" / "models"


@pytest.fixture
def entries(monkeypatch):
    """Two models in the catalogue that live on the stand-in: one converted already, one to convert."""
    names = ("config.json", "model.bin", "shared_vocabulary.json")
    small = {
        "small-ct2": CatalogueEntry(
            "small-ct2",
            "ct2",
            "CC-BY-NC-4.0",
            1,
            "small",
            (
                Source("them/small-ct2", COMMIT, names),
                Source("them/small", OTHER, ("sentencepiece.bpe.model",)),
            ),
        ),
        "small": CatalogueEntry(
            "small",
            "transformers",
            "CC-BY-NC-4.0",
            1,
            "small",
            (Source("them/small", None, ("*.json", "*.safetensors", "sentencepiece.bpe.model")),),
        ),
    }
    known = {**catalogue(), **small}
    for module in ("catalogue", "loader"):
        monkeypatch.setattr(f"kztrans.engine.{module}.catalogue", lambda: known)
    return small


@pytest.fixture
def hub(nllb_hf, nllb_ct2, entries):
    """The hub, with both repositories."""
    repositories = {
        "them/small-ct2": (COMMIT, stand_in.directory(nllb_ct2)),
        "them/small": (OTHER, stand_in.directory(nllb_hf)),
    }
    with stand_in.serve(stand_in.Hub(repositories)) as running:
        yield running


def pulled(name, hub, **options):
    return pull(plan_pull(name, endpoint=hub.endpoint), progress=False, **options)


def test_plan_says_size_and_licence_before_anything_is_fetched(hub, own_store):
    """The user reads what comes, from where and under which licence, before a byte is downloaded."""
    plan = plan_pull("small-ct2", endpoint=hub.endpoint)
    files = hub.repositories["them/small-ct2"][1]
    spm = hub.repositories["them/small"][1]["sentencepiece.bpe.model"]
    assert plan.size == sum(
        len(files[f]) for f in ("config.json", "model.bin", "shared_vocabulary.json")
    ) + len(spm)
    assert plan.licence == "CC-BY-NC-4.0" and not plan.convert
    assert plan.origins == (f"them/small-ct2@{COMMIT}", f"them/small@{OTHER}")
    assert not any("resolve" in path for _, path, _ in hub.requests)
    assert not own_store.exists()


def test_pull_load_translate(hub, nllb_ct2, kazakh_lines):
    """A pulled model is found by its name and translates as the same files in a directory do."""
    steps = []
    place = pulled("small-ct2", hub, report=steps.append)
    assert place == store.directory("small-ct2")
    assert any(step.startswith("model.bin") for step in steps) and steps[-1] == "checking"
    engine = load_engine("small-ct2")
    assert engine.name == "small-ct2"
    texts = [b[0].text for b in engine.translate(kazakh_lines[:3], target="ru", beam=2)]
    assert all(texts)
    manifest = store.read_manifest("small-ct2")
    assert manifest.origins == (f"them/small-ct2@{COMMIT}", f"them/small@{OTHER}")
    assert manifest.files["model.bin"] == store.sha256(nllb_ct2 / "model.bin")
    assert sorted(p.name for p in place.parent.iterdir()) == ["small-ct2"]


def test_pull_converts_to_int8(hub):
    """Where only transformers weights are published they are converted; the newest commit is recorded."""
    place = pulled("small", hub)
    assert (place / "model.bin").is_file() and not list(place.glob("*.safetensors"))
    assert store.read_manifest("small").origins == (f"them/small@{OTHER}",)
    assert "model.safetensors" in store.read_manifest("small").downloaded
    assert load_engine("small").signature.endswith("int8_float32")


def test_conversion_without_torch_is_one_hint(hub, monkeypatch):
    """Without the extra the plan says what would come, and nothing is downloaded in vain."""
    monkeypatch.setitem(sys.modules, "torch", None)
    plan = plan_pull("small", endpoint=hub.endpoint)
    assert plan.convert and plan.size > 0 and plan.licence == "CC-BY-NC-4.0"
    with pytest.raises(MissingExtraError, match=r"kztrans\[torch\]"):
        pull(plan)
    assert not any("resolve" in path for _, path, _ in hub.requests)


def test_a_cut_download_goes_on_where_it_stopped(hub, monkeypatch):
    """A dropped connection costs only what was not yet received."""
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 4096)
    plan = plan_pull("small-ct2", endpoint=hub.endpoint)
    hub.cut_after = 20_000
    with pytest.raises(OfflineError):
        pull(plan, progress=False)
    assert not store.is_pulled("small-ct2")
    hub.cut_after = hub.refuse = None
    hub.requests.clear()
    pull(plan, progress=False)
    ranges = [
        int(re.fullmatch(r"bytes=(\d+)-", r)[1]) for method, _, r in hub.requests if method == "GET" and r
    ]
    assert ranges and min(ranges) > 10_000
    store.check("small-ct2", deep=True)


@pytest.mark.parametrize("name", ["model.bin", "config.json"])
def test_a_wrong_checksum_installs_nothing(hub, own_store, name):
    """Large files are checked by SHA-256 and small ones by git's hash; a damaged one is thrown away."""
    hub.corrupt = name
    with pytest.raises(ModelError, match=f"{name}.*checksum"):
        pulled("small-ct2", hub)
    assert not store.is_pulled("small-ct2") and not (own_store / "small-ct2").exists()
    hub.corrupt = None
    pulled("small-ct2", hub)
    store.check("small-ct2", deep=True)


def test_a_checksum_known_beforehand_outweighs_the_hub(hub, entries):
    """A hub that serves other files than the catalogue knows is refused before the download."""
    entries["small-ct2"].sha256["model.bin"] = "0" * 64
    with pytest.raises(ModelError, match="checksum"):
        plan_pull("small-ct2", endpoint=hub.endpoint)


def test_offline_is_one_line(entries):
    """Without a network the message is one line and names the model that works anyway."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(OfflineError) as caught:
        plan_pull("small-ct2", endpoint=endpoint)
    assert "\n" not in str(caught.value) and "mini" in str(caught.value)


@pytest.mark.parametrize(
    "status, error, words", [(403, ModelError, "Accept"), (503, OfflineError, "out of order")]
)
def test_refusals_of_the_hub(hub, status, error, words):
    """Gated models say where to accept their terms; a broken hub counts as offline."""
    hub.refuse = status
    with pytest.raises(error, match=words) as caught:
        plan_pull("small-ct2", endpoint=hub.endpoint)
    assert "\n" not in str(caught.value)


def test_missing_repositories_and_files(hub):
    """What the hub no longer has is named."""
    del hub.repositories["them/small"][1]["sentencepiece.bpe.model"]
    with pytest.raises(ModelError, match=r"sentencepiece\.bpe\.model"):
        plan_pull("small-ct2", endpoint=hub.endpoint)
    del hub.repositories["them/small"]
    with pytest.raises(ModelError, match="refused small"):
        plan_pull("small", endpoint=hub.endpoint)


def test_a_whole_model_is_not_fetched_again_and_a_damaged_one_is(hub):
    """Pulling twice downloads once; pulling is also the way to repair."""
    place = pulled("small-ct2", hub)
    hub.requests.clear()
    pulled("small-ct2", hub)
    assert not any("resolve" in path for _, path, _ in hub.requests)
    data = bytearray((place / "model.bin").read_bytes())
    data[len(data) // 2] ^= 1
    (place / "model.bin").write_bytes(data)
    store.check("small-ct2")  # same size: only a deep look sees it
    with pytest.raises(ModelError, match=r"damaged.*Pull it again: kztrans models pull small-ct2"):
        store.check("small-ct2", deep=True)
    pulled("small-ct2", hub)
    store.check("small-ct2", deep=True)


def test_damage_in_the_store_has_a_remedy(hub):
    """A stored model with a hole says which file, and how to repair it."""
    place = pulled("small-ct2", hub)
    (place / "model.bin").write_bytes(b"short")
    with pytest.raises(ModelError, match=r"model\.bin.*Pull it again"):
        load_engine("small-ct2")
    (place / "config.json").unlink()
    with pytest.raises(ModelError, match=r"config\.json.*missing.*Pull it again"):
        load_engine("small-ct2")
    (place / store.MANIFEST).write_text("{}")
    with pytest.raises(ModelError, match="manifest"):
        load_engine("small-ct2")


def test_list_and_card_know_what_is_pulled(hub):
    """``models list`` and ``models show`` tell embedded, pulled and not pulled apart."""
    assert {m.name: m.status for m in describe_models()}["small-ct2"] == "not pulled"
    pulled("small-ct2", hub)
    assert {m.name: m.status for m in describe_models()}["small-ct2"] == "pulled"
    assert COMMIT in model_card("small-ct2") and "model.bin" in model_card("small-ct2")


def test_the_shipped_catalogue_is_sound():
    """Every entry has a licence and, where pinned, a full commit and full checksums."""
    assert list(catalogue()) == ["mini", "nllb-600m", "nllb-1.3b", "nllb-3.3b", "tilmash"]
    for entry in catalogue().values():
        assert entry.licence and entry.size_mb > 0 and entry.description
        for source in entry.sources:
            assert source.revision is None or re.fullmatch("[0-9a-f]{40}", source.revision)
        for digest in entry.sha256.values():
            assert re.fullmatch("[0-9a-f]{64}", digest)
        if entry.name.startswith("nllb"):
            assert entry.licence == "CC-BY-NC-4.0" and all(source.revision for source in entry.sources)


def test_names_that_do_not_exist():
    """An unknown name gets the nearest ones and the list; the embedded model cannot be pulled."""
    with pytest.raises(ModelError, match=r"Did you mean nllb-600m.*Models: mini, nllb-600m"):
        load_engine("nllb600m")
    with pytest.raises(ModelError, match="Models: mini"):
        find("/no/such/directory")
    with pytest.raises(ModelError, match="kztrans models pull nllb-600m"):
        load_engine("nllb-600m")
    with pytest.raises(ModelError, match="nothing to pull"):
        plan_pull("mini")


def test_directories(nllb_hf, nllb_ct2, tmp_path, kazakh_lines):
    """A directory loads by its layout, CTranslate2 or transformers, and one with neither says so."""
    line = kazakh_lines[3]
    one, two = load_engine(nllb_ct2), load_engine(str(nllb_hf))
    assert (one.signature[:3], two.signature[:5]) == ("ct2", "torch")
    assert (
        one.translate([line], target="en", beam=2)[0][0].text
        == two.translate([line], target="en", beam=2)[0][0].text
    )
    with pytest.raises(ModelError, match=r"model\.bin.*model\.safetensors"):
        load_engine(tmp_path)
    for layout, missing in ((nllb_hf, "config.json"), (nllb_ct2, "config.json")):
        copy = tmp_path / layout.name
        shutil.copytree(layout, copy)
        (copy / missing).unlink()
        with pytest.raises(ModelError, match=missing):
            load_engine(copy)
    with pytest.raises(ModelError, match=r"model\.safetensors"):
        load_engine(nllb_ct2, backend="torch")


def test_embedded_model_has_card_and_notice():
    """The embedded model ships with its card and its origin's licence."""
    from kztrans.engine.loader import mini_directory

    card = model_card("mini")
    assert "multilingual-e5-small" in card and "Known faults" in card
    assert "Microsoft" in (mini_directory() / "NOTICE.md").read_text("utf-8")
