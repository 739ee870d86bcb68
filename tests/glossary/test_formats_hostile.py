"""TBX from strangers: nothing is expanded, fetched or included, and memory does not grow with the file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kztrans.errors import GlossaryError
from kztrans.glossary import Term, formats

ROOT = Path(__file__).parents[2]
SECRET = "the secret of this machine"
CONCEPT = (
    '<conceptEntry id="c1"><langSec xml:lang="kk"><termSec><term>шарт</term></termSec></langSec>'
    '<langSec xml:lang="en"><termSec><term>{}</term></termSec></langSec></conceptEntry>'
)
BOMB = (
    '<!DOCTYPE tbx [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
READ = """
import sys
from pathlib import Path
from kztrans.errors import GlossaryError
from kztrans.glossary import formats
count = 0
for row in formats.scan(sys.argv[1]):
    count += 1
# Not ru_maxrss: that keeps the peak of the process that started this one.
status = Path("/proc/self/status").read_text()
peak = int(status.partition("VmHWM:")[2].split()[0]) >> 10
print(count, peak, row if isinstance(row, GlossaryError) else "")
"""


LINUX = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")


def tbx(inner: str, *, before: str = "", attributes: str = "") -> str:
    return f"<?xml version='1.0'?>{before}<tbx {attributes}><text><body>{inner}</body></text></tbx>"


@pytest.fixture
def scan(tmp_path):
    """What comes of a text under a name of TBX, beside a file that must stay unread."""
    (tmp_path / "secret.txt").write_text(SECRET)

    def rows(text):
        path = tmp_path / "hostile.tbx"
        path.write_text(text.replace("SECRET", (tmp_path / "secret.txt").as_uri()))
        found = list(formats.scan(path))
        assert SECRET not in str(found)
        return found

    return rows


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (tbx(CONCEPT.format("&j;"), before=BOMB), "amplification"),
        (tbx(CONCEPT.format("x"), before=BOMB, attributes='x="&j;"'), "amplification"),
        (tbx(CONCEPT.format("x"), before='<!DOCTYPE tbx [<!ENTITY a "x">]>'), "declares entities"),
        (tbx(CONCEPT.format("&x;"), before='<!DOCTYPE tbx [<!ENTITY x SYSTEM "SECRET">]>'), "entities"),
        (tbx("", before='<!DOCTYPE tbx [<!ENTITY % x SYSTEM "SECRET">]>'), "declares entities"),
        (tbx(CONCEPT.format("caf&eacute;"), before='<!DOCTYPE tbx SYSTEM "a.dtd">'), "&eacute; stands for"),
        (tbx(CONCEPT.format("caf&eacute;")), "'eacute' not defined"),
        (
            tbx('<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="SECRET"/>' + CONCEPT.format("x")),
            "XInclude",
        ),
        (
            tbx(
                CONCEPT.format(
                    '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="SECRET" parse="text"/>'
                )
            ),
            "XInclude",
        ),
        (tbx("<a>" * 1000 + "</a>" * 1000), "Excessive depth"),
        (tbx(CONCEPT.format("<hi>" * 1000 + "</hi>" * 1000)), "Excessive depth"),
    ],
)
def test_what_is_hostile_is_refused_by_name(scan, text, words):
    """Bombs, entities of any kind, inclusions and endless depth give no term, only an error that says why."""
    (error,) = scan(text)
    assert isinstance(error, GlossaryError) and words in str(error) and error.remedy


@pytest.mark.parametrize("system", ["TBXBasiccoreStructV02.dtd", "SECRET", "http://localhost:9/none.dtd"])
def test_a_doctype_is_accepted_but_never_loaded(scan, system):
    """Version 2 files name their DTD; nobody goes and gets it."""
    (term,) = scan(tbx(CONCEPT.format("x"), before=f'<!DOCTYPE tbx SYSTEM "{system}">'))
    assert isinstance(term, Term) and term.en == "x"


def generated(path: Path, kind: str, size: int) -> None:
    """A file of about ``size`` MiB: sound entries, or one thing repeated without end."""
    piece = {
        "entries": CONCEPT.format("x" * 100),
        "elements inside an entry": "<hi/>",
        "elements without an entry": "<p>text</p>",
        "names": "<n{}/>",
        "comments": "<!-- nothing -->",
        "one text": "x" * 16,
    }[kind]
    head, tail = (
        CONCEPT.format("|").split("|") if kind in ("elements inside an entry", "one text") else ("", "")
    )
    block = piece * (1 + (1 << 16) // len(piece))
    with path.open("w", encoding="utf-8") as stream:
        stream.write("<tbx><text><body>" + head)
        for number in range(size * 16):
            stream.write("".join(f"<n{number}-{n}/>" for n in range(5000)) if kind == "names" else block)
        stream.write(tail + "</body></text></tbx>")


def measured(path: Path) -> tuple[int, int, str]:
    """Rows, peak memory in MiB and the last error, read in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    count, peak, *words = done.stdout.split()
    return int(count), int(peak), " ".join(words)


@pytest.mark.parametrize(
    "kind", ["elements inside an entry", "elements without an entry", "names", "comments", "one text"]
)
@LINUX
def test_endless_files_are_refused_in_constant_memory(tmp_path, kind):
    """However the megabytes are made up: after four of them without the end of an entry the reading ends."""
    path = tmp_path / "endless.tbx"
    generated(path, kind, 40)
    count, peak, error = measured(path)
    assert count == 1 and "over 4 MiB without the end of an entry" in error
    assert peak < 250


@LINUX
def test_memory_does_not_grow_with_the_number_of_entries(tmp_path):
    """Eight times the entries, the same peak (bench/large_tbx.py does it with a million)."""
    path = tmp_path / "many.tbx"
    generated(path, "entries", 1)
    few, low, _ = measured(path)
    generated(path, "entries", 8)
    many, high, error = measured(path)
    assert not error and many > 7 * few
    assert high < low + 8
