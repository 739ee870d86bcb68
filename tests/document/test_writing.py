"""No failure costs the user a file."""

from __future__ import annotations

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kztrans.document import check_writable, lay_out, refuse_overwriting, write_text
from kztrans.errors import InputError, OutputError

AS_ROOT = not hasattr(os, "geteuid") or os.geteuid() == 0


def refusal(call, *args, **kwargs) -> str:
    with pytest.raises(OutputError) as caught:
        call(*args, **kwargs)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_text_is_written_as_utf8_with_its_own_newlines(tmp_path):
    """UTF-8 without byte order mark, CRLF untouched, and no temporary file is left."""
    path = tmp_path / "out.txt"
    write_text(path, "сәлем\r\nworld\n")
    assert path.read_bytes() == "сәлем\r\nworld\n".encode()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_old_text_survives_a_failure(tmp_path, monkeypatch, step, failure):
    """A full disk or Ctrl-C at any step leaves the old file whole and nothing beside it."""
    path = tmp_path / "out.txt"
    path.write_text("old")

    def fail(*args):
        raise failure

    monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (type(path), "replace")}[step], fail)
    with pytest.raises((OutputError, KeyboardInterrupt)) as caught:
        write_text(path, "new")
    assert isinstance(caught.value, KeyboardInterrupt) or "No space left" in str(caught.value)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_checking_changes_nothing(tmp_path):
    """The check before the work neither makes nor touches the output."""
    path = tmp_path / "out.txt"
    check_writable(path)
    assert list(tmp_path.iterdir()) == []
    path.write_text("old")
    check_writable(path)
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("call", [check_writable, lambda path: write_text(path, "x")])
def test_impossible_places(tmp_path, call):
    """A folder, a missing folder and a file in place of a folder each get their own message."""
    (tmp_path / "file").write_text("x")
    assert "is a folder" in refusal(call, tmp_path)
    assert "does not exist" in refusal(call, tmp_path / "none" / "out.txt")
    assert "not a folder" in refusal(call, tmp_path / "file" / "out.txt")


@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
def test_forbidden_places(tmp_path):
    """A write-protected file and a folder without permission are refused before the work."""
    path = tmp_path / "out.txt"
    path.write_text("old")
    path.chmod(0o444)
    assert "write-protected" in refusal(check_writable, path)
    tmp_path.chmod(0o555)
    try:
        assert "no permission" in refusal(check_writable, tmp_path / "new.txt")
    finally:
        tmp_path.chmod(0o755)


def test_permissions_and_links_stay(tmp_path):
    """An existing file keeps its permissions, and a link keeps being a link."""
    real = tmp_path / "real.txt"
    real.write_text("old")
    real.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(real)
    write_text(link, "new")
    assert link.is_symlink() and real.read_text() == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_devices_are_written_to_not_replaced(tmp_path):
    """-o /dev/null stays a device; a named pipe gets the text."""
    check_writable("/dev/null")
    write_text("/dev/null", "x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_open_files_are_gone_on_with(tmp_path):
    """A name that stands for an open file writes there, at its place: what it held before stays."""
    log = tmp_path / "log"
    log.write_text("old\n")
    link = tmp_path / "link"
    with log.open("ab") as file:
        link.symlink_to(f"/dev/fd/{file.fileno()}")
        for name in (f"/dev/fd/{file.fileno()}", f"/proc/self/fd/{file.fileno()}", link):
            check_writable(name)
            write_text(name, "new\n")
        file.write(b"end\n")
    assert log.read_text() == "old\nnew\nnew\nnew\nend\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "log"]
    assert "cannot be written" in refusal(check_writable, "/dev/fd/987")
    assert "another process" in refusal(check_writable, "/proc/1/fd/1")


def test_a_pipe_gets_the_text(tmp_path):
    """Checking a named pipe does not end its reader; writing to it hands over the whole text."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        reader = pool.submit(pipe.read_text)
        check_writable(pipe)
        write_text(pipe, "сәлем")
        assert reader.result(60) == "сәлем"
    assert pipe.is_fifo()


def test_only_texts_of_a_folder_are_read(tmp_path):
    """A pipe in a folder is left alone, for it might never end; a link to nowhere is named."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Сәлем")
    os.mkfifo(tmp_path / "in/b.txt")
    assert [job.name for job in lay_out([tmp_path / "in"], tmp_path / "out")] == ["a.txt"]
    (tmp_path / "in/c.txt").symlink_to("c.txt")
    with pytest.raises(InputError, match=r"c\.txt: "):
        lay_out([tmp_path / "in"], tmp_path / "out")
    assert "leads to itself" in refusal(check_writable, tmp_path / "in/c.txt")


def test_names_that_are_no_text_can_be_shown(tmp_path):
    """A file name in another encoding is read, and shown so that it can be written into a report."""
    path = tmp_path / os.fsdecode(b"\xd1\x88\xff.txt")
    path.write_text("Сәлем")
    (job,) = lay_out([path])
    assert job.name == "ш\\xff.txt" and job.document.text == "Сәлем"


def test_an_empty_name_is_no_folder():
    """'' would be the current folder; it is a shell variable that was never set."""
    with pytest.raises(InputError, match="name of an input is empty"):
        lay_out([""])


@pytest.fixture
def folder(tmp_path):
    """Two texts, one of them in a subfolder, and a file that is no text."""
    for name in ("docs/b.txt", "docs/sub/a.TXT", "docs/notes.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Сәлем\n")
    return tmp_path / "docs"


def test_a_folder_is_mirrored(folder, tmp_path):
    """Each text below a folder keeps its relative path below the output folder."""
    jobs = lay_out([folder], tmp_path / "out")
    assert [job.output for job in jobs] == [tmp_path / "out/b.txt", tmp_path / "out/sub/a.TXT"]
    assert (tmp_path / "out/sub").is_dir()


def test_output_folder_inside_the_input_is_not_read(folder):
    """A second run does not translate the first run's translations."""
    first = lay_out([folder], folder / "en")
    for job in first:
        write_text(job.output, "Hello\n")
    assert lay_out([folder], folder / "en") == first


def test_one_file_goes_where_it_is_told(folder, tmp_path):
    """One file: -o is a file's name or a folder for it, none means standard output."""
    source = folder / "b.txt"
    assert lay_out([source])[0].output is None
    assert lay_out([source], tmp_path / "x.txt")[0].output == tmp_path / "x.txt"
    assert lay_out([source], tmp_path)[0].output == tmp_path / "b.txt"
    assert "overwritten" in refusal(lay_out, [source], folder)


def test_several_files_need_a_folder(folder, tmp_path):
    """Several inputs without -o, or with a file as -o, are refused."""
    inputs = [folder / "b.txt", folder / "sub/a.TXT"]
    assert "need a folder" in refusal(lay_out, inputs)
    (tmp_path / "taken").write_text("x")
    assert "a folder is needed" in refusal(lay_out, inputs, tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "x"


def test_no_text_is_overwritten_by_another(folder, tmp_path):
    """Output on input, two outputs of one name, and a report on either are refused."""
    (tmp_path / "b.txt").write_text("Сәлем")
    source = folder / "b.txt"
    assert "overwritten" in refusal(lay_out, [source], source)
    assert "overwritten" in refusal(lay_out, [folder], folder)
    clash = refusal(lay_out, [source, tmp_path / "b.txt"], tmp_path / "out")
    assert "would be written here" in clash and "report" not in clash
    assert "the report" in refusal(lay_out, [source], tmp_path / "x.tsv", reports=[tmp_path / "x.tsv"])
    assert "overwritten" in refusal(lay_out, [source], tmp_path / "y.txt", reports=[source])


@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_an_input_by_another_name_is_still_one(tmp_path, link):
    """A link to an input is refused as an output, in the input's folder or elsewhere; other files are not."""
    source, other = tmp_path / "a.txt", tmp_path / "sub" / "b.txt"
    source.write_text("Сәлем")
    other.parent.mkdir()
    getattr(other, link)(source)
    assert "overwritten" in refusal(refuse_overwriting, [(other, "x")], [tmp_path / "none", source])
    assert "overwritten" in refusal(lay_out, [source], other.parent / ".." / "sub" / "b.txt")
    refuse_overwriting(
        [(tmp_path / "c.txt", "x"), (Path("/dev/null"), "y"), (Path("/dev/null"), "z")], [source]
    )


def test_names_the_system_refuses(tmp_path):
    """A name that is too long, and a link that leads to itself, are mistakes with the file's name in them."""
    name = "я" * 300
    (tmp_path / "a.txt").write_text("Сәлем")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(InputError, match="name too long"):
        lay_out([tmp_path / name])
    for calling in (
        lambda: lay_out([tmp_path / "a.txt"], tmp_path / name),
        lambda: lay_out([tmp_path], tmp_path / name),
        lambda: lay_out([tmp_path / "a.txt"], tmp_path / "x", reports=[tmp_path / name]),
        lambda: check_writable(tmp_path / name),
    ):
        assert name in (told := refusal(calling)) and "name too long" in told
    assert "a folder is needed" in refusal(lay_out, [tmp_path], tmp_path / "loop")


def test_folders_without_text_and_missing_inputs(tmp_path):
    """A folder without a text file and a missing input are named."""
    (tmp_path / "a.md").write_text("x")
    with pytest.raises(InputError, match="no text file"):
        lay_out([tmp_path], tmp_path / "out")
    with pytest.raises(InputError, match="no such file or folder"):
        lay_out([tmp_path / "none"])
