"""Every mistake a user can make gets its own line, exit code 2, and costs no existing file."""

from __future__ import annotations

import pytest
from cli_process import call, kztrans

HEADER = "kk,en,ru\n"
# What is wrong: (files to make, arguments, words that the message must hold).
MISTAKES = {
    "missing file": ({}, ["none.txt"], ["none.txt", "no such file"]),
    "folder without text": ({"docs/a.md": b"x"}, ["docs"], ["docs", "no text file"]),
    "binary file": ({"a.txt": b"%PDF-1.7\n%\xe2\xe3"}, ["a.txt"], ["a.txt", "PDF"]),
    "translation memory": (
        {"a.txt": b"<?xml version='1.0'?>\n<!-- made by hand -->\n<tmx version='1.4'>\n</tmx>\n"},
        ["a.txt"],
        ["a.txt", "a TMX translation memory", "export the source text as .txt, one segment a line"],
    ),
    "table": ({"a.tsv": b"1\tx\n"}, ["a.tsv"], ["a.tsv", "a table", "plain text"]),
    "wrong encoding": (
        {"a.txt": b"ok\n" + "Сегодня хорошая погода".encode("cp1251")},
        ["a.txt"],
        ["a.txt:2:", "not valid UTF-8", "byte offset 3", "Windows-1251", "iconv"],
    ),
    "empty file": ({"a.txt": b""}, ["a.txt"], ["a.txt", "empty"]),
    "unknown model": ({"a.txt": b"x"}, ["a.txt", "--model", "nonsense"], ["nonsense"]),
    "unknown column": (
        {"a.txt": b"x", "g.csv": b"kk,en,deutsch\n"},
        ["a.txt", "--glossary", "g.csv"],
        ["g.csv:1:", "deutsch"],
    ),
    "contradicting entries": (
        {"a.txt": b"x", "g.csv": (HEADER + "әкім,akim,аким\nәкім,mayor,аким\n").encode()},
        ["a.txt", "--glossary", "g.csv"],
        ["g.csv:3:", "әкім", "line 2"],
    ),
    "empty target cell": (
        {"a.txt": b"x", "g.csv": (HEADER + "әкім,,\n").encode()},
        ["a.txt", "--glossary", "g.csv"],
        ["g.csv:2:"],
    ),
    "missing glossary": ({"a.txt": b"x"}, ["a.txt", "--glossary", "g.csv"], ["g.csv"]),
    "output folder missing": ({"a.txt": b"x"}, ["a.txt", "-o", "none/out.txt"], ["does not exist"]),
    "empty name": ({}, [""], ["name of an input is empty"]),
    "empty output name": ({"a.txt": b"x"}, ["a.txt", "-o", ""], ["-o needs a name"]),
    "pipe among files": ({"a.txt": b"x"}, ["-", "a.txt"], ["'-' (standard input)", "other inputs"]),
    "glossary with more than one mistake": (
        {"a.txt": b"x", "bad one.csv": (HEADER + "әкім,,әкім\nбала,,бала\nдала,,дала\n").encode()},
        ["a.txt", "--glossary", "bad one.csv"],
        ["bad one.csv:2:", "(And 2 more: kztrans glossary check 'bad one.csv')"],
    ),
    "beam": ({"a.txt": b"x"}, ["a.txt", "--beam", "0"], ["--beam takes a whole number from 1 to 64"]),
    "beam in words": ({"a.txt": b"x"}, ["a.txt", "--beam", "two"], ["--beam takes a whole number", "'two'"]),
    "threads": ({"a.txt": b"x"}, ["a.txt", "--threads", "-1"], ["--threads takes a whole number from 0"]),
    "output is the input": ({"a.txt": b"x"}, ["a.txt", "-o", "a.txt"], ["a.txt", "overwritten"]),
    "several without folder": ({"a.txt": b"x", "b.txt": b"x"}, ["a.txt", "b.txt"], ["folder", "-o FOLDER"]),
    "report format": ({"a.txt": b"x"}, ["a.txt", "--report", "r.pdf"], ["r.pdf", ".json, .html, .tsv"]),
    "report on output": (
        {"a.txt": b"x"},
        ["a.txt", "-o", "r.json", "--report", "r.json"],
        ["r.json", "the report"],
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_line_and_costs_nothing(mistake, tmp_path):
    """One line that names the subject, exit code 2, no traceback, nothing printed, every file as it was."""
    files, arguments, words = MISTAKES[mistake]
    files = {"old.txt": "бұрынғы".encode(), **files}
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    if "-o" not in arguments and "several" not in mistake:
        arguments = [*arguments, "-o", "old.txt"]
    done = call("translate", *arguments, "--to", "en", cwd=tmp_path)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith("kztrans: ") and done.stderr.count("\n") == 1, done.stderr
    for word in words:
        assert word in done.stderr
    left = {str(p.relative_to(tmp_path)): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert left == files


def test_a_machine_without_a_gpu(tmp_path, monkeypatch):
    """--device cuda where there is no GPU says so in words, not in those of its driver."""
    monkeypatch.setattr("ctranslate2.get_cuda_device_count", lambda: 0)
    (tmp_path / "a.txt").write_text("Сәлем")
    done = call("translate", "a.txt", "--to", "en", "--device", "cuda", cwd=tmp_path)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr == "kztrans: no usable GPU here; leave out --device cuda.\n"


def test_markup_in_a_pipe():
    """A pipe of markup is refused as a file of it is."""
    done = kztrans("translate", "--to", "en", stdin="<!DOCTYPE html>\n<p>Сәлем</p>\n".encode())
    assert done.returncode == 2 and done.stdout == ""
    assert (
        done.stderr.startswith("kztrans: standard input: this is an HTML page")
        and "one segment" in done.stderr
    )


def test_bad_bytes_in_a_pipe():
    """Standard input is checked as strictly as a file."""
    done = kztrans("translate", "--to", "en", stdin=b"\n\xff\n")
    assert done.returncode == 2
    assert done.stderr.startswith("kztrans: standard input:2: not valid UTF-8: byte 0xFF at byte offset 1")
