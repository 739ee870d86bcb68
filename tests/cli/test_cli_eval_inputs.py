"""``kztrans eval`` on files of every kind, and what it says of files that do not fit."""

from __future__ import annotations

import csv
import json

import pytest
from cli_process import call, shell

KK = ("Кітапхана дүйсенбі күні жабық болады.", "Жөндеу жұмыстары ертең аяқталады.")
EN = ("The library is closed on Mondays.", "The repair work ends tomorrow.")
RU = ("Библиотека в понедельник закрыта.", "Ремонтные работы завершатся завтра.")
OPTIONS = ("--no-default-glossary", "--to", "en")


@pytest.fixture
def folder(tmp_path):
    """Two sentences as lines, in a table with two systems and a document column, and in a memory."""
    for name, lines in (("kk", KK), ("en", EN), ("ru", RU)):
        (tmp_path / f"a.{name}").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (tmp_path / "t.tsv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, delimiter="\t", lineterminator="\n")
        rows.writerow(["kk", "en", "first", "second", "document"])
        rows.writerows(zip(KK, EN, EN, RU, "ab", strict=True))
    units = "".join(
        f'<tu><tuv xml:lang="ru"><seg>{ru}</seg></tuv><tuv xml:lang="kk"><seg>{kk}</seg></tuv></tu>'
        for kk, ru in zip(KK, RU, strict=True)
    )
    (tmp_path / "m.tmx").write_text(f"<tmx><body>{units}</body></tmx>", encoding="utf-8")
    return tmp_path


def _rows(output: str) -> dict[str, list[str]]:
    """The table's rows by system."""
    return {line.split()[0]: line.split() for line in output.split("\n\n")[1].splitlines()}


def test_a_table_with_systems(folder):
    """One table holds all; systems are named, or are called by file and column."""
    done = call(
        *("eval", "t.tsv", "--hyp", "mine=t.tsv:first", "--hyp", "t.tsv:second", *OPTIONS), cwd=folder
    )
    assert done.returncode == 0, done.stderr
    rows = _rows(done.stdout)
    assert rows["mine"][1] == "100.0" and rows["t.tsv:second"][1] != "100.0"
    assert 'the hypothesis "t.tsv:second" looks Russian, not English' in done.stdout


def test_a_memory_for_the_model(folder):
    """A translation memory alone is enough: the model translates its Kazakh, its Russian is the reference."""
    done = call("eval", "m.tmx", "--no-default-glossary", "--to", "ru", cwd=folder)
    assert done.returncode == 0 and list(_rows(done.stdout)) == ["system", "free"], done.stderr


def test_several_references(folder):
    """--ref may be given several times; a system equal to either reference is perfect."""
    (folder / "b.en").write_text("On Mondays the library does not open.\nRepairs end tomorrow.\n")
    references = ("--ref", "a.en", "--ref", "b.en")
    done = call("eval", "a.kk", *references, "--hyp", "b.en", *OPTIONS, "--json", "s.json", cwd=folder)
    assert done.returncode == 0 and "100.0" in _rows(done.stdout)["b.en"], done.stderr
    assert len(json.loads((folder / "s.json").read_text(encoding="utf-8"))["references"][0]) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_and_line_ends(folder, encoding):
    """A byte order mark, UTF-16 and CRLF line ends are no errors of translation."""
    text = "\r\n".join(EN)
    (folder / "w.en").write_bytes(text.encode(encoding))
    done = call("eval", "a.kk", "--ref", "a.en", "--hyp", "w.en", *OPTIONS, cwd=folder)
    assert done.returncode == 0 and _rows(done.stdout)["w.en"][1] == "100.0", done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("a.en", "--ref", "a.kk", "--hyp", "a.en"), "the source is English and the reference Kazakh: they"),
        (("a.en", "--ref", "a.kk", "--model", "none"), "they look swapped"),
        (("a.kk",), "there is no reference. Add: --ref FILE"),
        (("--hyp", "a.en"), "there is nothing to score"),
        (("a.kk", "--ref", "a.en", "--hyp", ""), "--hyp needs a name"),
        (("a.kk", "--ref", "a.en", "--hyp", "x=none.en"), "none.en: no such file"),
        (("a.kk", "--ref", "a.en", "--hyp", "x=a.en", "--hyp", "x=a.ru"), 'two hypotheses are called "x"'),
        (("t.tsv:ru", "--ref", "a.en"), "there is no column 'ru', only 'kk', 'en', 'first', 'second', 'doc"),
        (
            ("m.tmx", "--hyp", "a.en"),
            "no column is named as the reference (en) would be; there are 'ru', 'kk'",
        ),
        (("b.jsonl", "--ref", "a.en"), "b.jsonl:2: not readable as JSON"),
        (("a.kk", "--set", "article"), "a set has its own sources"),
        (("--set", "none"), "there is no set called 'none'"),
        (("a.kk", "--ref", "a.en", "--data", "."), "--data is the folder of a set. Add: --set NAME"),
        (
            ("a.kk", "--ref", "a.en", "--report", "r/out.html"),
            "r/out.html: --report takes a folder. Leave out",
        ),
        (("a.xlsx", "--ref", "a.en"), "a.xlsx: .xlsx is not read here"),
        (("a.kk", "--ref", "a.en", "--report", "a.en"), "there is a file where a folder is needed"),
    ],
)
def test_slips_are_one_line(folder, arguments, told):
    """Whatever does not fit is told in one line on standard error, with exit code 2 and no table."""
    (folder / "b.jsonl").write_text('{"kk": "Су."}\n{"kk": "Су.\n', encoding="utf-8")
    done = call("eval", *arguments, *OPTIONS, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "") and told in done.stderr, done.stderr
    assert done.stderr.count("\n") == 1


def test_texts_in_another_language_are_told(folder):
    """A reference in the other target language, or a source that is no Kazakh, is scored with a warning."""
    done = call("eval", "a.ru", "--ref", "a.ru", "--hyp", "a.en", *OPTIONS, "--json", "s.json", cwd=folder)
    assert done.returncode == 0
    told = json.loads((folder / "s.json").read_text(encoding="utf-8"))["warnings"]
    assert [each.partition(" (")[0] for each in told] == [
        "the source looks Russian, not Kazakh",
        "the reference looks Russian, not English",
    ]
    assert all(f"warning: {each}\n" in done.stdout for each in told)


def test_intervals_and_comparisons(folder):
    """--samples and --seed say how many samples are drawn and from where; 0 leaves intervals out."""
    (folder / "bad.en").write_text("The shop is open on Fridays.\nIt begins.\n", encoding="utf-8")
    systems = ("--hyp", "a.en", "--hyp", "bad.en")
    results = {}
    for samples in ("0", "50"):
        drawn = ("--samples", samples, "--seed", "7", "--json", f"{samples}.json")
        done = call("eval", "a.kk", "--ref", "a.en", *systems, *OPTIONS, *drawn, cwd=folder)
        assert done.returncode == 0, done.stderr
        results[samples] = json.loads((folder / f"{samples}.json").read_text(encoding="utf-8"))
    assert results["0"]["comparisons"] == [] and results["0"]["systems"][0]["metrics"][0]["interval"] is None
    assert results["50"]["systems"][0]["metrics"][0]["interval"] is not None
    assert {(each["samples"], each["seed"]) for each in results["50"]["comparisons"]} == {(50, 7)}
    done = call("eval", "a.kk", "--ref", "a.en", *systems, *OPTIONS, "--samples", "-1", cwd=folder)
    assert done.returncode == 2 and "--samples takes a whole number" in done.stderr


def test_documents_reach_the_scores(folder):
    """Renderings of a term are compared within the documents that the table names, not across them."""
    (folder / "g.csv").write_text(
        "kk,en,en_forms\nкітапхана,library,library|reading room\n", encoding="utf-8"
    )
    rows = "Кітапхана жабық.\tThe library is closed.\t{}\nКітапхана ашық.\tThe reading room is open.\t{}\n"
    whole = {}
    for name, documents in (("one", "aa"), ("two", "ab")):
        text = "kk\ten\tdocument\n" + rows.format(*documents)
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
        options = ("--glossary", "g.csv", "--samples", "0", "--json", f"{name}.json")
        done = call("eval", f"{name}.tsv", "--hyp", f"{name}.tsv:en", *options, *OPTIONS, cwd=folder)
        assert done.returncode == 0, done.stderr
        scores = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        whole[name] = scores["systems"][0]["terms"]["consistency"]["whole"]
    assert whole == {"one": 1, "two": 0}


def test_a_set_by_name(folder):
    """A set brings its references; hypotheses are scored on it like on files."""
    copy = folder / "article"
    copy.mkdir()
    (copy / "source.kk.txt").write_text("\n".join(KK), encoding="utf-8")
    (copy / "reference.en.txt").write_text("\n".join(EN), encoding="utf-8")
    done = call("eval", "--set", "article", "--data", copy, "--hyp", "a.en", *OPTIONS, cwd=folder)
    assert done.returncode == 0 and "100.0" in _rows(done.stdout)["a.en"], done.stderr


def test_a_report(folder):
    """--report makes the folder and says where its page is."""
    pytest.importorskip("kztrans.report.evaluation")
    done = call("eval", "a.kk", "--ref", "a.en", "--hyp", "a.en", *OPTIONS, "--report", "r/s", cwd=folder)
    assert done.returncode == 0, done.stderr
    page = done.stderr.partition("report: ")[2].strip()
    assert (folder / page).read_text(encoding="utf-8").startswith("<!")


def test_from_a_pipe(folder):
    """Files that are read only once, such as a shell's <(...), serve as they are."""
    options = " ".join(OPTIONS)
    done = shell(f"kztrans eval <(cat a.kk) --ref <(cat a.en) --hyp x=<(cat a.en) {options}", cwd=folder)
    assert done.returncode == 0 and "100.0" in _rows(done.stdout)["x"], done.stderr


def test_a_lost_line_is_told_with_its_file(tmp_path):
    """Of several files the one that lacks a line is named, with the line, whether reference or hypothesis."""
    for name, lines in (("a.kk", "Су.\nЖер.\n"), ("a.en", "Water.\nLand.\n"), ("b.en", "Water.\n")):
        (tmp_path / name).write_text(lines, encoding="utf-8")
    given = ("eval", "a.kk", "--to", "en", "--ref", "a.en")
    for more in (("--ref", "b.en"), ("--hyp", "a.en", "--hyp", "b=b.en")):
        done = call(*given, *more, cwd=tmp_path)
        assert done.returncode == 2 and done.stderr.startswith("kztrans: b.en:2: "), done.stderr
