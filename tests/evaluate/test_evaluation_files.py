"""From files to what is scored: columns, formats, segments left out, what is refused."""

from __future__ import annotations

import gzip
import json
import os
import threading
from pathlib import Path

import pytest

from kztrans.document.parallel import Choice, parse_choice
from kztrans.errors import EvaluationError, InputError
from kztrans.evaluate.files import Hypothesis, load_inputs, parse_hypothesis

KK, EN = ("Су таза.", "Жер кең."), ("The water is clean.", "The land is wide.")
TABLE = "kk\ten\thyp\tmt2\tdocument\n" + "".join(
    f"{kk}\t{en}\t{en[:-1]}\t\t{doc}\n" for kk, en, doc in zip(KK, EN, "ab", strict=True)
)
OBJECT = json.dumps({"kk": KK[0], "en": EN[0]})


def _tmx(*units: dict[str, str]) -> str:
    def unit(texts: dict[str, str]) -> str:
        return "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in texts.items())

    return f"<tmx><body>{''.join(f'<tu>{unit(each)}</tu>' for each in units)}</body></tmx>"


def _xliff(source: str, target: str, pairs) -> str:
    units = "".join(f"<trans-unit><source>{a}</source><target>{b}</target></trans-unit>" for a, b in pairs)
    return (
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="{source}" '
        f'target-language="{target}"><body>{units}</body></file></xliff>'
    )


def _load(source: Path | str, references=(), hypotheses=(), target="en"):
    return load_inputs(
        parse_choice(str(source)),
        [parse_choice(str(each)) for each in references],
        [parse_hypothesis(str(each)) for each in hypotheses],
        target=target,
    )


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.tsv", TABLE),
        ("t.tsv.gz", TABLE),
        ("t.csv", TABLE.replace("\t", ";")),
        ("t.jsonl", "\n".join(json.dumps({"kk": k, "en": e}) for k, e in zip(KK, EN, strict=True))),
        ("t.tmx", _tmx(*({"kk-KZ": k, "en-GB": e} for k, e in zip(KK, EN, strict=True)))),
        ("t.tmx", _tmx(*({"en": e, "kk": k, "ru": "Да."} for k, e in zip(KK, EN, strict=True)))),
        ("t.xlf", _xliff("kk", "en", zip(KK, EN, strict=True))),
        ("t.xliff.gz", _xliff("en-US", "kk-KZ", zip(EN, KK, strict=True))),
    ],
    ids=["tsv", "tsv.gz", "csv", "jsonl", "tmx", "tmx from English", "xliff", "xliff from English"],
)
def test_one_file_holds_both(tmp_path, name, text):
    """A file with sources and references is named once, whichever language it was made from."""
    inputs = _load(_write(tmp_path, name, text))
    assert (inputs.sources, inputs.references, inputs.hypotheses) == (KK, (EN,), None)
    assert inputs.warnings == ()


def test_columns_and_documents(tmp_path):
    """Columns of one table as reference and systems; its documents go along."""
    table = _write(tmp_path, "t.tsv", TABLE)
    inputs = _load(table, [f"{table}:en", f"{table}:HYP"], [f"a={table}", f"{table}:mt2"])
    assert inputs.references == (EN, tuple(line[:-1] for line in EN))
    assert inputs.hypotheses == {"a": inputs.references[1], f"{table}:mt2": ("", "")}
    assert inputs.documents == ("a", "b")
    assert inputs.warnings == (f'2 of 2 lines of "{table}:mt2" are empty: each is a bad translation',)


def test_files_of_different_formats(tmp_path):
    """Each stream may come in a format of its own; what counts is the order of segments."""
    source = _write(tmp_path, "a.txt", "\n".join(KK))
    jsonl = _write(tmp_path, "a.jsonl", "\n".join(json.dumps({"text": line}) for line in EN))
    xliff = _write(tmp_path, "a.xlf", _xliff("kk", "en", [(KK[0], EN[0]), (KK[1], "")]))
    inputs = _load(source, [jsonl], [xliff, f"lines={source}"])
    assert inputs.references == (EN,)
    assert inputs.hypotheses == {str(xliff): (EN[0], ""), "lines": KK}
    assert inputs.documents is None


def test_units_without_the_language_are_left_out(tmp_path):
    """A memory of several languages is scored where it has both; hypotheses for all units lose theirs too."""
    units = ({"kk": KK[0], "en": EN[0]}, {"kk": "Ия.", "ru": "Да."}, {"kk": KK[1], "en": EN[1]})
    memory = _write(tmp_path, "m.tmx", _tmx(*units))
    whole = _write(tmp_path, "whole.txt", "A.\nB.\nC.\n")
    short = _write(tmp_path, "short.txt", "A.\nC.\n")
    inputs = _load(memory, [], [f"whole={whole}", f"short={short}"])
    assert (inputs.sources, inputs.references) == (KK, (EN,))
    assert inputs.hypotheses == {"whole": ("A.", "C."), "short": ("A.", "C.")}
    assert inputs.warnings == (f"1 of 3 segments of {memory} have no reference and were left out",)
    with pytest.raises(EvaluationError, match="no segment has both source and reference"):
        _load(_write(tmp_path, "n.tmx", _tmx({"kk": "Ия.", "ru": "Да."}, {"en": "Yes."})))


@pytest.mark.parametrize(
    ("name", "text", "lacking"),
    [
        ("t.tsv", "kk\ten\nСу таза.\tThe water is clean.\nЖер.\t \n", "reference"),
        ("t.csv", "kk,en\nСу таза.,The water is clean.\n,Land.\n", "source"),
        ("t.jsonl", '{"kk": "Жер.", "en": " "}\n' + OBJECT, "reference"),
        ("t.jsonl", '{"kk": "Жер.", "en": null}\n' + OBJECT, "reference"),
        ("t.tmx", _tmx({"kk": "Жер.", "en": ""}, {"kk": KK[0], "en": EN[0]}), "reference"),
        ("t.xlf", _xliff("kk", "en", [("Жер.", ""), (KK[0], EN[0])]), "reference"),
    ],
)
def test_what_is_not_translated_yet_is_left_out(tmp_path, name, text, lacking):
    """Every format that keeps pairs may hold some without a side: they are counted and left out."""
    inputs = _load(_write(tmp_path, name, text))
    assert (inputs.sources, inputs.references) == (KK[:1], (EN[:1],))
    (told,) = inputs.warnings
    assert told == f"1 of 2 segments of {tmp_path / name} have no {lacking} and were left out"


@pytest.mark.parametrize(
    ("kk", "en", "told"),
    [
        ("Су.\nЖер.\n", "Water.\n \n", "a.en:2: the reference is empty"),
        ("\nЖер.\n", "Water.\nLand.\n", "a.kk:1: the source is empty"),
    ],
)
def test_an_empty_line_is_named(tmp_path, kk, en, told):
    """In plain text an empty line where its partner is none may be a slip: it is told with file and line."""
    with pytest.raises(EvaluationError) as caught:
        _load(_write(tmp_path, "a.kk", kk), [_write(tmp_path, "a.en", en)])
    assert told in str(caught.value)


def test_paragraph_breaks_stay(tmp_path):
    """Lines that are blank on all sides are no mistake; `evaluate` leaves them out."""
    inputs = _load(_write(tmp_path, "a.kk", "Су.\n\nЖер."), [_write(tmp_path, "a.en", "Water.\n\nLand.")])
    assert inputs.sources == ("Су.", "", "Жер.") and inputs.warnings == ()


def test_counts_that_differ_pass_through(tmp_path):
    """Which line is lost is told by `evaluate`, from the texts as they are."""
    inputs = _load(_write(tmp_path, "a.kk", "Су.\nЖер."), [_write(tmp_path, "a.en", "Water.")])
    assert (len(inputs.sources), len(inputs.references[0])) == (2, 1)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("t.tsv:de", "t.tsv: there is no column 'de', only 'kk', 'en', 'hyp', 'mt2', 'document'"),
        ("t.txt", "there is no reference. Add: --ref FILE"),
        ("none.tsv:kk", "none.tsv:kk: no such file"),
        ("empty.jsonl", "empty.jsonl: there is nothing in this file"),
        (".", "this is a folder"),
    ],
)
def test_what_cannot_be_read(tmp_path, monkeypatch, source, told):
    """Each slip in naming a source is told by name."""
    monkeypatch.chdir(tmp_path)
    _write(tmp_path, "t.tsv", TABLE)
    _write(tmp_path, "t.txt", "Су.\n")
    _write(tmp_path, "empty.jsonl", "\n")
    with pytest.raises((InputError, EvaluationError)) as caught:
        _load(source, [] if source == "t.txt" else ["t.tsv"])
    assert told in str(caught.value)


def test_names(tmp_path, monkeypatch):
    """NAME=FILE and FILE:COLUMN, where a file of the whole name comes first."""
    monkeypatch.chdir(tmp_path)
    for name in ("t.tsv", "a=b.txt", "c:d.txt"):
        _write(tmp_path, name, "x")
    assert parse_hypothesis("mine=t.tsv:hyp") == Hypothesis("mine", Choice(Path("t.tsv"), "hyp"))
    assert parse_hypothesis("t.tsv:a=b") == Hypothesis("t.tsv:a=b", Choice(Path("t.tsv"), "a=b"))
    assert parse_hypothesis("a=b.txt") == Hypothesis("a=b.txt", Choice(Path("a=b.txt")))
    assert parse_hypothesis("x = y=a=b.txt").name == "x"
    assert parse_choice("c:d.txt") == Choice(Path("c:d.txt"))
    assert parse_choice("none:kk") == Choice(Path("none:kk"))
    for text in ("=t.tsv", "name="):
        with pytest.raises(InputError, match="no NAME=FILE"):
            parse_hypothesis(text)


def test_one_name_for_two_hypotheses(tmp_path):
    """Two systems of one name would be one row of the table."""
    path = _write(tmp_path, "a.txt", "Су.\n")
    with pytest.raises(EvaluationError, match='two hypotheses are called "a"'):
        _load(path, [path], [f"a={path}", f"a={path}"])


def test_a_pipe_is_read_once(tmp_path):
    """A source that can be read only once, such as <(zcat ...), may hold the reference too."""
    pipe = tmp_path / "p.tsv"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(TABLE,))
    writer.start()
    inputs = _load(f"{pipe}:kk", [f"{pipe}:en"], [f"a={pipe}"])
    writer.join()
    assert (inputs.sources, inputs.references) == (KK, (EN,))


def test_sets(tmp_path):
    """A set by name brings sources, references and documents; SRC beside it, or --data alone, is a slip."""
    folder = tmp_path / "copy"
    folder.mkdir()
    for code, lines in (("kk", KK), ("en", EN)):
        _write(folder, f"source.{code}.txt", "\n".join(lines))
        _write(folder, f"reference.{code}.txt", "\n".join(lines))
    system = Hypothesis("a", Choice(_write(tmp_path, "a.txt", "\n".join(EN))))
    inputs = load_inputs(None, (), [system], target="en", set_name="article", folder=folder)
    assert (inputs.sources, inputs.references, inputs.hypotheses) == (KK, (EN,), {"a": EN})
    choice = system.choice
    for source, references, name, where in (
        (choice, (), "article", None),
        (None, [choice], "article", None),
        (choice, [choice], None, folder),
        (None, (), None, None),
    ):
        with pytest.raises(EvaluationError):
            load_inputs(source, references, (), target="en", set_name=name, folder=where)
