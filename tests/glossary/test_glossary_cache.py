"""The cache of large glossary files: the same terms as without it, whatever happens to it."""

from __future__ import annotations

import os

import pytest

from kztrans.errors import GlossaryError
from kztrans.glossary import Glossary, cache, formats


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A cache of the test's own that takes files of any size."""
    monkeypatch.setenv("KZTRANS_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(cache, "SMALLEST", 1)
    return cache.home()


@pytest.fixture
def path(tmp_path):
    """A glossary with every kind of cell."""
    path = tmp_path / "g.csv"
    path.write_text(
        "kk,en,ru,ru_forms,case,keep,near,priority,domain\n"
        "бет,page,страница,+страничка|лист,,,кітап|том,2,book\n"
        "ЖШС,LLP,ТОО,,exact,,,,\n"
        "KEGOC,KEGOC,KEGOC,,,yes,,,\n",
        "utf-8",
    )
    return path


def unreadable(*_, **__):
    """What stands in for reading a file when it must not be read."""
    raise AssertionError("the file was read although it is in the cache")


def test_the_second_load_gives_the_same_terms_without_reading_the_file(path, monkeypatch):
    """From the cache come equal terms, with their file and lines, and the file is not parsed again."""
    first = Glossary.load(path)
    monkeypatch.setattr(formats, "read", unreadable)
    second = Glossary.load(path)
    assert second.terms == first.terms and second.files == first.files
    assert [(type(term.near), term.line) for term in second.terms] == [(tuple, 2), (tuple, 3), (tuple, 4)]


def test_the_same_content_elsewhere_is_told_by_its_own_path(path, tmp_path):
    """A copy under another name shares the cache file, but its terms name the copy."""
    Glossary.load(path)
    copy = tmp_path / "copy.csv"
    copy.write_bytes(path.read_bytes())
    assert {term.file for term in Glossary.load(copy).terms} == {str(copy)}


def test_a_changed_file_is_read_again(path):
    """Another content is never answered with the old one, and going back gives the old one again."""
    before = Glossary.load(path)
    text = path.read_text("utf-8")
    path.write_text(text.replace("page", "sheet"), "utf-8")
    assert Glossary.load(path).terms[0].en == "sheet"
    path.write_text(text, "utf-8")
    assert Glossary.load(path) == before


def test_a_file_that_changes_while_it_is_read_is_not_remembered(path, home, monkeypatch):
    """Terms of one content are never stored under the hash of another."""
    text = path.read_text("utf-8")

    def changed_meanwhile(file):
        path.write_text(text.replace("page", "sheet"), "utf-8")
        return list(original(file))

    original = formats.read
    monkeypatch.setattr(formats, "read", changed_meanwhile)
    assert Glossary.load(path).terms[0].en == "sheet"
    path.write_text(text, "utf-8")
    monkeypatch.setattr(formats, "read", original)
    assert Glossary.load(path).terms[0].en == "page"


def test_other_code_does_not_use_what_older_code_stored(path, monkeypatch):
    """A new version of the reader reads the file itself."""
    Glossary.load(path)
    monkeypatch.setattr(cache, "_code", lambda: "another version")
    monkeypatch.setattr(formats, "read", unreadable)
    with pytest.raises(AssertionError):
        Glossary.load(path)


@pytest.mark.parametrize("damage", [b"", b"{}", b"\n[]", b"\xff\xfe\n", None])
def test_a_damaged_cache_is_built_anew(path, home, damage):
    """Cut, empty, foreign or altered cache files change nothing: the glossary is read and stored again."""
    expected = Glossary.load(path)
    (stored,) = home.glob("*.json")
    whole = stored.read_bytes()
    stored.write_bytes(whole.replace(b"page", b"pace") if damage is None else damage)
    assert Glossary.load(path) == expected
    assert stored.read_bytes() == whole


@pytest.mark.parametrize("blocked", ["home", "cache", "glossaries"])
def test_without_a_place_for_the_cache_loading_works(path, home, blocked):
    """Where the cache cannot be made, here because a file stands in its place, nothing is missed."""
    place = home if blocked == "glossaries" else home.parent if blocked == "cache" else home.parents[1]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("in the way")
    assert len(Glossary.load(path)) == len(Glossary.load(path)) == 3


def test_a_mistake_in_the_file_is_reported_each_time(path):
    """A refused glossary is not remembered as a good one."""
    path.write_text(path.read_text("utf-8") + "бет,leaf,лист,,,,кітап|том,2,book\n", "utf-8")
    for _ in range(2):
        with pytest.raises(GlossaryError):
            Glossary.load(path)


def test_small_files_and_those_told_not_to_leave_no_trace(path, home, monkeypatch):
    """Only large files are worth a cache, and a caller may do without."""
    Glossary.load(path, cache=False)
    monkeypatch.setattr(cache, "SMALLEST", 1_000_000)
    Glossary.load(path)
    assert not home.exists()


def test_the_cache_does_not_grow_without_end(path, home):
    """Only the newest files are kept, and only the user can read them."""
    text = path.read_text("utf-8")
    for number in range(cache.KEPT + 3):
        path.write_text(text.replace("page", f"page {number}"), "utf-8")
        Glossary.load(path)
    assert len(list(home.iterdir())) == cache.KEPT
    assert os.name == "nt" or home.stat().st_mode & 0o077 == 0
