"""``kztrans glossary convert | merge | diff | stats``: glossary files for other programs and other people."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_process import call, kztrans

from kztrans.glossary import formats

SAMPLES = Path(__file__).parents[1] / "glossary" / "samples"
GLOSSARY = (
    "kk,en,ru,pos,domain,status,case\n"
    "зауыт,plant,завод,noun,industry,approved,\n"
    "ЖШС,LLP,ТОО,abbr,law,approved,exact\n"
)


@pytest.fixture
def folder(tmp_path):
    """A folder with one small glossary."""
    (tmp_path / "g.csv").write_text(GLOSSARY)
    return tmp_path


@pytest.mark.parametrize("out", ["g.tsv", "g.xlsx", "g.tbx"])
def test_convert_there_and_back(folder, out):
    """The extension tells the format; what comes back differs only in what was said to be lost."""
    done = call("glossary", "convert", "g.csv", out, cwd=folder)
    assert done.returncode == 0 and done.stdout == ""
    lost = "the format does not hold all of: case" if out == "g.tbx" else ""
    assert (lost in done.stderr) and ("warning" in done.stderr) == bool(lost)
    assert "2 terms from g.csv" in done.stderr
    assert call("glossary", "convert", out, "back.csv", cwd=folder).returncode == 0
    found = call("glossary", "diff", "g.csv", "back.csv", cwd=folder)
    assert found.returncode == (1 if lost else 0)


def test_convert_to_named_formats(folder):
    """--format chooses among an extension's formats, --to the language it holds; the loss is one line."""
    done = call("glossary", "convert", "g.csv", "d.csv", "--format", "deepl", "--to", "ru", cwd=folder)
    assert (folder / "d.csv").read_text() == "зауыт,завод,kk,ru\nЖШС,ТОО,kk,ru\n"
    warning, _ = done.stderr.splitlines()
    assert warning == ("kztrans: warning: d.csv: the format does not hold all of: pos, domain, status, case")
    done = call("glossary", "convert", "g.csv", "v2.tbx", "--format", "tbx-v2", cwd=folder)
    assert "<martif" in (folder / "v2.tbx").read_text()
    done = call("glossary", "convert", "d.csv", "o.txt", "--to", "ru", cwd=folder)
    assert done.returncode == 0 and "ЖШС\tТОО\n" in (folder / "o.txt").read_text()


def test_convert_a_file_whose_format_is_named(folder):
    """--from reads a file whose extension says nothing."""
    (folder / "terms.dat").write_text("зауыт\tplant\n")
    done = call("glossary", "convert", "terms.dat", "t.csv", "--from", "omegat", "--to", "en", cwd=folder)
    assert done.returncode == 0 and (folder / "t.csv").read_text() == "kk,en\nзауыт,plant\n"


def test_convert_leaves_nothing_out_unasked(folder):
    """A concept that cannot be used stops the conversion; with --skip it is listed and left out."""
    concept = (
        '<conceptEntry id="{0}"><langSec xml:lang="{1}"><termSec><term>{2}</term></termSec></langSec>'
        '<langSec xml:lang="en"><termSec><term>x</term></termSec></langSec></conceptEntry>'
    )
    body = concept.format("c1", "kk", "зауыт") + concept.format("c2", "de", "Werk")
    (folder / "in.tbx").write_text(f"<tbx><text><body>{body}</body></text></tbx>")
    done = call("glossary", "convert", "in.tbx", "out.csv", cwd=folder)
    assert done.returncode == 2 and not (folder / "out.csv").exists()
    assert "in.tbx" in done.stderr and "concept c2: no Kazakh term" in done.stderr and "--skip" in done.stderr
    done = call("glossary", "convert", "in.tbx", "out.csv", "--skip", cwd=folder)
    assert done.returncode == 0 and (folder / "out.csv").read_text() == "kk,en\nзауыт,x\n"
    assert "warning: left out: in.tbx" in done.stderr and "1 term from" in done.stderr


def test_skip_does_not_hide_a_broken_file(folder):
    """What cannot be read to its end is refused with --skip too: nobody knows what would be missing."""
    (folder / "cut.tbx").write_text((SAMPLES / "basic_dca.tbx").read_text()[:-200])
    done = call("glossary", "convert", "cut.tbx", "out.csv", "--skip", "--to", "ru", cwd=folder)
    assert done.returncode == 2 and "not well-formed XML" in done.stderr
    assert not (folder / "out.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("convert", "none.csv", "o.tbx"), "none.csv: no such glossary"),
        (("convert", "g.csv", "o.docx"), "Known formats: .csv, .tsv, .xlsx, .tbx"),
        (("convert", "g.csv", "o.csv", "--format", "word"), "Known formats: csv, tsv, xlsx, tbx, tbx-dct"),
        (("convert", "g.csv", "o.txt"), "--to en or --to ru"),
        (("convert", "g.csv", "o.txt", "--to", "de"), "--to en or --to ru"),
        (("convert", "g.csv", "no/o.tbx"), "mkdir -p"),
        (("merge", "g.csv", "none.csv", "-o", "o.csv"), "no such glossary"),
        (("merge", "g.csv"), "'-o'"),
        (("diff", "g.csv", "none.csv"), "no such glossary"),
        (("stats", "none.csv"), "no such glossary"),
    ],
)
def test_mistakes_are_one_line(folder, arguments, words):
    """The user's mistakes give exit code 2, one line that says what to do, and no file."""
    done = call("glossary", *arguments, cwd=folder)
    assert done.returncode == 2 and words in done.stderr and len(done.stderr.splitlines()) == 1
    assert [path.name for path in folder.iterdir()] == ["g.csv"]


def test_a_failed_conversion_leaves_the_old_file(folder):
    """What stood at OUT survives a glossary that the format cannot hold."""
    (folder / "bad.csv").write_text("kk,en\n#1,x\n".replace("#1", '"#1"'))
    (folder / "o.txt").write_text("old")
    done = call("glossary", "convert", "bad.csv", "o.txt", "--to", "en", cwd=folder)
    assert done.returncode == 2 and "begins with '#'" in done.stderr
    assert (folder / "o.txt").read_text() == "old"
    assert {path.name for path in folder.iterdir()} == {"g.csv", "bad.csv", "o.txt"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("convert", "g.csv", "g.csv"), "an input"),
        (("convert", "g.csv", "l.csv", "--to", "en"), "an input"),
        (("merge", "g.csv", "more", "-o", "g.csv"), "an input"),
        (("merge", "g.csv", "more", "-o", "more/m.csv"), "an input"),
        (("mine", "t.tsv", "-o", "t.tsv", "--format", "tsv", "--to", "en"), "an input"),
        (("mine", "t.tsv", "-o", "o.csv", "--evidence", "t.tsv", "--to", "en"), "an input"),
        (("mine", "t.tsv", "-o", "l.csv", "--glossary", "g.csv", "--to", "en"), "an input"),
        (("mine", "t.tsv", "-o", "more/m.csv", "--glossary", "more", "--to", "en"), "an input"),
        (("mine", "t.tsv", "-o", "o.csv", "--evidence", "./o.csv", "--to", "en"), "both -o and --evidence"),
    ],
)
def test_no_input_is_overwritten(folder, arguments, words):
    """What a command reads it does not write, by whatever name or link, nor two things into one file."""
    (folder / "l.csv").hardlink_to(folder / "g.csv")
    (folder / "more").mkdir()
    (folder / "more/m.csv").symlink_to(folder / "m.csv")
    (folder / "m.csv").write_text("kk,en\nшарт,agreement\n")
    (folder / "t.tsv").write_text("kk\ten\nзауыт\tplant\n")
    before = {path: path.read_bytes() for path in folder.glob("*.*")}
    done = call("glossary", *arguments, cwd=folder)
    assert done.returncode == 2 and words in done.stderr and "another" in done.stderr, done.stderr
    assert done.stderr.count("\n") == 1 and {path: path.read_bytes() for path in folder.glob("*.*")} == before


def test_merge_lists_what_it_overrules(folder):
    """The later file wins, both places are named, and files of different formats mix."""
    (folder / "ours.tsv").write_text("kk\ten\tru\nзауыт\tfactory\tзавод\nшарт\tagreement\tдоговор\n")
    done = call("glossary", "merge", "g.csv", "ours.tsv", "-o", "all.csv", cwd=folder)
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    assert line.startswith("g.csv:2 gives way to ours.tsv:2: «зауыт»: en: plant -> factory")
    assert done.stderr == "3 terms, 1 conflict\n"
    assert {(t.kk, t.en) for t in formats.read(folder / "all.csv")} == {
        ("зауыт", "factory"),
        ("шарт", "agreement"),
        ("ЖШС", "LLP"),
    }


def test_diff_speaks_by_its_exit_code(folder):
    """0 for equal glossaries in whatever order, 1 for different ones, a line for each difference."""
    header, *rows = GLOSSARY.splitlines()
    (folder / "same.csv").write_text("\n".join([header, *reversed(rows)]))
    done = call("glossary", "diff", "g.csv", "same.csv", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "0 added, 0 removed, 0 changed\n"
    (folder / "other.csv").write_text("kk,en,ru\nзауыт,works,завод\nшарт,agreement,договор\n")
    done = kztrans("glossary", "diff", "g.csv", "other.csv", cwd=folder)
    assert done.returncode == 1
    assert done.stdout.splitlines()[:2] == ["+ «шарт»: agreement / договор", "- «ЖШС»: LLP / ТОО"]
    assert "~ «зауыт»: en: plant -> works; pos: noun -> (empty)" in done.stdout


def test_stats_prints_a_table(folder):
    """Counts flush right, then what was counted."""
    done = call("glossary", "stats", "g.csv", cwd=folder)
    rows = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    assert done.returncode == 0 and rows[0] == ["2", "entries"]
    table = {" ".join(what.split()): int(count.replace(",", "")) for count, what in rows}
    assert table["domain industry"] == table["domain law"] == 1
    assert table["with a translation en"] == table["status approved"] == 2
    assert table["licensed forms ru"] > 10


def test_a_glossary_of_another_program_translates(folder):
    """Any known format may be given where a glossary is asked for."""
    (folder / "a.txt").write_text("Жаңа электр стансасының құрылысы\n")
    done = call(
        *("glossary", "find", "a.txt", "--glossary", SAMPLES / "basic_dca.tbx", "--no-default-glossary"),
        cwd=folder,
    )
    assert done.returncode == 0 and "электр стансасының" in done.stdout
