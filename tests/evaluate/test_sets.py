"""Test sets by name: fetched from a stand-in for their homes, proven by checksum, or read from a copy."""

import hashlib
import io
import tarfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kztrans.errors import EvaluationError
from kztrans.evaluate.sets import PUBLIC, PublicSet, RemoteFile, fetch, load_set, set_names
from kztrans.evaluate.sets.public import Parallel

KK = "Зауыт ашылды.\nМектеп салынды.\n"
EN = "The plant opened.\nA school was built.\n"
SGM = (
    '<srcset><doc sysid="ref" docid="a.1"><p><seg id="1">Зауыт &amp; мектеп.</seg></p></doc>'
    '<doc docid="b.2"><seg id="1">Иә.</seg><seg id="2">Жоқ.</seg></doc></srcset>'
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        """Nothing on standard error."""


@pytest.fixture
def home(tmp_path):
    """A folder served over HTTP: the public home of a set."""
    folder = tmp_path / "home"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def put(home, name: str, data: bytes, member: str = "") -> RemoteFile:
    folder, url = home
    (folder / name).write_bytes(data)
    return RemoteFile(f"{url}/{name}", f"sha256:{hashlib.sha256(data).hexdigest()}", member)


def archive(**members: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for name, text in members.items():
            info = tarfile.TarInfo(f"./{name.replace('__', '/')}")
            data = text.encode()
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def public(source: RemoteFile, reference: RemoteFile, documents: RemoteFile | None = None) -> PublicSet:
    return PublicSet("small", "made here", "none", {"en": Parallel(source, reference, documents)}, ("small",))


def test_fetched_once_and_kept(home, tmp_path):
    """A set is fetched from its home, and the second time read from the cache without a network."""
    small = public(
        put(home, "k.txt", KK.encode()), put(home, "e.txt", EN.encode()), put(home, "d.tsv", b"a\nb\n")
    )
    first = fetch(small, "en", tmp_path / "cache")
    assert first == (
        ("Зауыт ашылды.", "Мектеп салынды."),
        ("The plant opened.", "A school was built."),
        ("a", "b"),
    )
    for path in home[0].iterdir():
        path.unlink()
    assert fetch(small, "en", tmp_path / "cache") == first


def test_archives_and_sgml(home, tmp_path):
    """Files inside an archive are found; WMT's SGML gives segments, entities and document ids."""
    data = archive(sgm__s="x", sgm__src=SGM, sgm__ref=SGM)
    source, reference = (put(home, "test.tgz", data, f"sgm/{name}.sgm") for name in ("src", "ref"))
    with pytest.raises(EvaluationError, match=r"no sgm/src\.sgm"):
        fetch(public(source, reference), "en", tmp_path / "cache")
    data = archive(**{"sgm__src.sgm": SGM, "sgm__ref.sgm": SGM})
    source, reference = (put(home, "test2.tgz", data, f"sgm/{name}.sgm") for name in ("src", "ref"))
    lines, _, documents = fetch(public(source, reference), "en", tmp_path / "cache")
    assert lines == ("Зауыт & мектеп.", "Иә.", "Жоқ.")
    assert documents == ("a.1", "b.2", "b.2")


def test_a_changed_file_is_refused(home, tmp_path):
    """Bytes that are not the published ones are an error, and nothing stays in the cache."""
    source, reference = put(home, "k.txt", KK.encode()), put(home, "e.txt", EN.encode())
    (home[0] / "e.txt").write_text("The plant closed.\nA school was built.\n")
    with pytest.raises(EvaluationError, match="checksum differs"):
        fetch(public(source, reference), "en", tmp_path / "cache")
    assert not list((tmp_path / "cache").rglob("*e.txt"))


def test_offline_is_said_plainly(tmp_path):
    """Without a network the error names the address and the folder that would do instead."""
    nowhere = RemoteFile("http://127.0.0.1:9/k.txt", "sha256:" + "0" * 64)
    with pytest.raises(EvaluationError, match=r"cannot be fetched from http.*--data DIR"):
        fetch(public(nowhere, nowhere), "en", tmp_path)


def test_files_of_different_length_are_refused(home, tmp_path):
    """A side with fewer lines is an error, not a shorter set."""
    small = public(put(home, "k.txt", KK.encode()), put(home, "e.txt", b"One.\n"))
    with pytest.raises(EvaluationError, match="differ in length"):
        fetch(small, "en", tmp_path)


def test_a_users_copy(tmp_path):
    """A public set is read from a folder, by any of its usual names."""
    (tmp_path / "tatoeba-en.kk").write_text(KK)
    (tmp_path / "tatoeba-en.en").write_text(EN)
    copy = load_set("tatoeba", "en", tmp_path)
    assert (copy.sources, copy.references) == (tuple(KK.split("\n")[:2]), (tuple(EN.split("\n")[:2]),))
    with pytest.raises(EvaluationError, match=r"tatoeba-ru\.kk"):
        load_set("tatoeba", "ru", tmp_path)


def test_own_sets():
    """The article has its references, one document, and lines that fit."""
    article = load_set("article", "ru")
    assert {len(stream) for stream in article.references} == {len(article.sources)}
    assert set(article.documents) == {"article"}


def test_unknown_names_and_languages():
    """An unknown set names those there are; a set without the target says what it has."""
    with pytest.raises(EvaluationError, match="flores200-devtest"):
        load_set("flores", "en")
    with pytest.raises(EvaluationError, match="--to en"):
        load_set("wmt19-kk-en", "ru")
    assert set(PUBLIC) < set(set_names())


def test_every_public_file_is_pinned():
    """No public file is fetched without a checksum, or from an address that may change."""
    for each in PUBLIC.values():
        for pair in each.pairs.values():
            for file in filter(None, (pair.source, pair.reference, pair.documents)):
                kind, _, digest = file.digest.partition(":")
                assert len(digest) == {"sha256": 64, "md5": 32}[kind]
                assert file.url.startswith("https://") and "/main/" not in file.url


@pytest.mark.parametrize("target", ["en", "ru"])
def test_the_development_copy_is_the_published_one(target):
    """The files in ../shared/testsets have the checksums that the recipes expect."""
    shared = Path(__file__).parents[3] / "shared" / "testsets"
    if not shared.exists():
        pytest.skip("no ../shared/testsets here")
    for name, stem in (("ntrex128", "ntrex"), ("tatoeba", f"tatoeba-{target}")):
        pair = PUBLIC[name].pairs[target]
        for file, ending in ((pair.source, "kk"), (pair.reference, target)):
            digest = hashlib.sha256((shared / f"{stem}.{ending}").read_bytes()).hexdigest()
            assert file.digest == f"sha256:{digest}"
