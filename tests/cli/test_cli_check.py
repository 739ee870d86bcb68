"""``kztrans check`` as a user runs it."""

from __future__ import annotations

import json

import pytest
from cli_process import call, kztrans

KK = "Зауыт 2,8 млрд теңге алды.\nФабрика ашылды.\nФабрика ашылды.\n"
RU = "Завод получил 2.8 млрд тенге.\nФабрика открыта.\nОткрылась фабрика.\n"
TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="kk" segtype="sentence" datatype="plaintext" adminlang="en" o-tmf="x"
creationtool="x" creationtoolversion="1"/><body>{}</body></tmx>"""
UNIT = '<tu><tuv xml:lang="kk"><seg>{}</seg></tuv><tuv xml:lang="ru"><seg>{}</seg></tuv></tu>'


@pytest.fixture
def folder(tmp_path):
    """A folder with a Kazakh file, its translation and a small glossary."""
    (tmp_path / "a.kk").write_text(KK, encoding="utf-8")
    (tmp_path / "a.ru").write_text(RU, encoding="utf-8")
    (tmp_path / "own.csv").write_text("kk,en,ru\nфабрика,mill,цех\n", encoding="utf-8")
    return tmp_path


def test_two_files(folder):
    """The counts by check, then each finding with its line; the summary stays out of the pipe."""
    done = kztrans("check", "a.kk", "a.ru", "--to", "ru", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "findings  check",
        "       1  inconsistent",
        "       1  number-format",
        "",
        'a.ru:1: number-format: Russian writes these numbers otherwise: "2.8".',
        "a.ru:3: inconsistent: Line 2 has the same source and another translation.",
    ]
    assert done.stderr.startswith("3 segments, ") and "2 findings" in done.stderr


def test_strict(folder):
    """Findings are exit code 3 with --strict, as refused terms are in a translation; a clean file is 0."""
    assert call("check", "a.kk", "a.ru", "--to", "ru", "--strict", cwd=folder).returncode == 3
    clean = call("check", "a.kk", "a.ru", "--to", "ru", "--strict", "--check", "empty", cwd=folder)
    assert (clean.returncode, clean.stdout) == (0, "")


def test_terms_are_asked_for_with_a_glossary(folder):
    """The user's own glossary is proven, the shipped one only when it is asked for."""
    own = call("check", "a.kk", "a.ru", "--to", "ru", "--glossary", "own.csv", cwd=folder)
    assert own.stdout.count("terms: No form of 'цех' stands for 'Фабрика'.") == 2
    shipped = call(
        "check", "a.kk", "a.ru", "--to", "ru", "--default-glossary", "--check", "terms", cwd=folder
    )
    assert shipped.returncode == 0 and "1 check;" in shipped.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", "kk\tru\nЗауыт <b>.\tЗавод.\n"),
        ("a.csv", "source,target\nЗауыт <b>.,Завод.\n"),
        ("a.jsonl", '{"kk": "Фабрика.", "ru": "Фабрика."}\n{"kk": "Зауыт <b>.", "ru": "Завод."}\n'),
        ("a.tmx", TMX.format(UNIT.format("Фабрика.", "Фабрика.") + UNIT.format("Зауыт &lt;b>.", "Завод."))),
    ],
)
def test_one_file_with_both_languages(tmp_path, name, text):
    """Tables, JSON lines and translation memories are checked as they are; the place is line or unit."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = call("check", name, "--to", "ru", cwd=tmp_path)
    place = f"{name} unit 2" if name == "a.tmx" else f"{name}:2"
    assert done.stdout.splitlines()[-1] == f'{place}: tags: Tags missing: "<b>".'


def test_units_are_called_so(tmp_path):
    """A memory has units, no lines: so says each sentence that points at one, and the page."""
    units = UNIT.format("Фабрика ашылды.", "Фабрика открыта.") + UNIT.format("Фабрика ашылды.", "Открыта.")
    (tmp_path / "m.tmx").write_text(TMX.format(units), encoding="utf-8")
    check = ("check", "m.tmx", "--to", "ru", "--check", "inconsistent")
    done = call(*check, "--report", "r.html", cwd=tmp_path)
    assert "m.tmx unit 2: inconsistent: Unit 1 has the same source" in done.stdout, done.stderr
    assert "<span>Unit</span>" in (tmp_path / "r.html").read_text("utf-8")
    call(*check, "--report", "r.tsv", cwd=tmp_path)
    assert (tmp_path / "r.tsv").read_text("utf-8").startswith("line\t")


TABLE = "kk\tmt\tpe\nЗауыт <b>.\tЗавод.\tЗавод <b>.\n"


@pytest.mark.parametrize(
    ("name", "text", "arguments", "told"),
    [
        ("t.tsv", TABLE, ("t.tsv:kk", "t.tsv:mt"), "t.tsv:2: tags: "),
        ("t.tsv", TABLE, ("t.tsv", "t.tsv:mt"), "t.tsv:2: tags: "),
        ("t.tsv", TABLE, ("t.tsv:kk", "t.tsv:pe"), None),
        ("t.tsv", TABLE.replace("mt", "ru"), ("t.tsv:KK",), "t.tsv:2: tags: "),
        ("t.tsv", "Зауыт <b>.\tЗавод.\n", ("t.tsv:1", "t.tsv:2"), "t.tsv:1: tags: "),
        ("t.tsv", TABLE, ("one.kk", "t.tsv:mt"), "t.tsv:2: tags: "),
        ("t.tsv", TABLE, ("t.tsv:kk", "one.ru"), "one.ru:1: tags: "),
        ("t.jsonl", '{"a": "Зауыт <b>.", "b": "Завод."}\n', ("t.jsonl:a", "t.jsonl:b"), "t.jsonl:1: tags: "),
        (
            "t.tmx",
            TMX.format(UNIT.format("Зауыт &lt;b>.", "Завод.")),
            ("one.kk", "t.tmx:ru"),
            "t.tmx unit 1: ",
        ),
    ],
)
def test_columns(tmp_path, name, text, arguments, told):
    """A column is named as `kztrans eval` names it: both in one file, or one of them in another."""
    for file, content in ((name, text), ("one.kk", "Зауыт <b>.\n"), ("one.ru", "Завод.\n")):
        (tmp_path / file).write_text(content, encoding="utf-8")
    done = call("check", *arguments, "--to", "ru", "--check", "tags", cwd=tmp_path)
    assert done.returncode == 0 and "1 segment," in done.stderr, done.stderr
    assert told in done.stdout if told else not done.stdout


def test_what_a_table_without_a_translation_is_told_works(tmp_path):
    """Where no column is named as the translation, the header's line and a command that runs are told."""
    (tmp_path / "t.tsv").write_text(TABLE, encoding="utf-8")
    done = call("check", "t.tsv", "--to", "ru", cwd=tmp_path)
    assert done.returncode == 2 and done.stderr.startswith("kztrans: t.tsv:1: no column is named as")
    arguments = done.stderr.split("kztrans check ")[1].split()
    assert arguments == ["t.tsv", "t.tsv:mt"]
    assert call("check", *arguments, "--to", "ru", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("name", ["r.tsv", "r.json", "r.html"])
def test_reports(folder, name):
    """Each format is written whole and holds the findings."""
    done = call("check", "a.kk", "a.ru", "--to", "ru", "--report", name, cwd=folder)
    text = (folder / name).read_text("utf-8")
    assert done.returncode == 0 and "number-format" in text and "Открылась фабрика." in text
    if name == "r.json":
        assert [found["line"] for found in json.loads(text)["findings"]] == [1, 3]


def test_a_report_never_takes_the_place_of_an_input(folder):
    """A table may be called as its report would be: it is refused, and stays as it was."""
    table = folder / "a.tsv"
    table.write_text("kk\tru\nЗауыт.\tЗавод.\n", encoding="utf-8")
    done = call("check", "a.tsv", "--to", "ru", "--report", "./a.tsv", cwd=folder)
    assert done.returncode == 2 and "this is an input" in done.stderr
    assert table.read_text("utf-8").startswith("kk\tru\n")


def test_swapped_files_are_suspected(folder):
    """Where the first file is no Kazakh, the user hears it before the many findings that come of it."""
    (folder / "long.ru").write_text("Правительство приняло новую программу развития.\n" * 9, encoding="utf-8")
    (folder / "long.kk").write_text("Үкімет жаңа даму бағдарламасын қабылдады.\n" * 9, encoding="utf-8")
    swapped = call("check", "long.ru", "long.kk", "--to", "ru", cwd=folder)
    assert "the source in long.ru looks like Russian, not Kazakh." in swapped.stderr
    assert "looks like" not in call("check", "long.kk", "long.ru", "--to", "ru", cwd=folder).stderr


def test_many_findings_are_counted_not_listed(folder):
    """Ten findings are shown, the rest is counted and the report named."""
    (folder / "b.kk").write_text("Зауыт\n" * 25, encoding="utf-8")
    (folder / "b.ru").write_text("завод\n" * 25, encoding="utf-8")
    done = call("check", "b.kk", "b.ru", "--to", "ru", cwd=folder)
    assert done.stdout.count("b.ru:") == 10
    assert "and 15 more; --report FILE.html shows them all." in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.kk", "short.ru"], "short.ru:2: no line 2, though a.kk has one"),
        (["a.kk"], "a.kk: a text without its translation"),
        (["a.kk", "own.csv"], "own.csv: this format holds both languages"),
        (["empty", "empty"], "empty: nothing to check: no segment has text in both Kazakh and Russian"),
        (["a.kk", "gone.ru"], "gone.ru: no such file"),
        (
            ["b.tsv"],
            "b.tsv:1: no header, and 2 of the columns kk, en, ru. Name it, too: kztrans check b.tsv b.t",
        ),
        (["b.tsv:1", "b.tsv:3"], "there is no column '3', only '1', '2'"),
        (["b.jsonl:kk", "b.jsonl:b"], "there is no column 'b', only 'kk', 'x'"),
        (["b.jsonl"], "no column is named as the reference (ru) would be; there are 'kk', 'x'"),
        (["a.docx", "a.ru"], "a.docx: .docx is not read here. Save it as TSV, TMX or .xlf."),
        (["a.kk", "a.ru", "--check", "tgas"], "there is no check called 'tgas'"),
        (["a.kk", "a.ru", "--check", "terms"], "needs a glossary"),
        (["a.kk", "a.ru", "--report", "r.pdf"], "there is no report format '.pdf'"),
    ],
)
def test_mistakes_are_one_line(folder, arguments, told):
    """Unequal files, wrong names and the like: exit code 2 and one line that says what is wrong."""
    (folder / "short.ru").write_text("Завод.\n", encoding="utf-8")
    (folder / "empty").write_text("", encoding="utf-8")
    (folder / "b.tsv").write_text("Зауыт.\tЗавод.\n", encoding="utf-8")
    (folder / "b.jsonl").write_text('{"kk": "Зауыт.", "x": "Завод."}\n', encoding="utf-8")
    done = call("check", *arguments, "--to", "ru", cwd=folder)
    assert done.returncode == 2 and told in done.stderr
    assert len(done.stderr.splitlines()) == 1 and not done.stdout
