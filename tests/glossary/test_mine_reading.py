"""Reading aligned text for mining: two files, TSV, TMX; what is damaged or hostile is refused by name."""

from __future__ import annotations

import gzip
import tempfile
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrans.document.parallel.xml import LONGEST
from kztrans.errors import InputError
from kztrans.glossary.mine import mine, open_aligned
from tests.glossary.mine_texts import lines, write_tmx, write_tsv

_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), max_size=20)


def _pairs(files, language="en"):
    return [(pair.line, pair.kk, pair.target) for pair in open_aligned(files, language)]


def _two(folder: Path, kk: str, en: str) -> list[Path]:
    paths = [folder / "text.kk", folder / "text.en"]
    for path, text in zip(paths, (kk, en), strict=True):
        path.write_text(text, encoding="utf-8", newline="")
    return paths


def test_every_form_of_the_text_reads_alike(tmp_path):
    """Two files, a TSV, a gzipped TSV and a TMX of one text give one list of pairs."""
    tsv = write_tsv(tmp_path / "text.tsv")
    packed = tmp_path / "text.tsv.gz"
    packed.write_bytes(gzip.compress(tsv.read_bytes()))
    two = _two(tmp_path, "\n".join(kk for kk, _, _ in lines()), "\r\n".join(en for _, en, _ in lines()))
    expected = [(number, kk, en) for number, (kk, en, _) in enumerate(lines(), start=1)]
    for files in ([tsv], [packed], two, [write_tmx(tmp_path / "text.tmx")]):
        assert _pairs(files) == expected


def test_formats_that_name_their_columns(tmp_path):
    """A table with a header in any order, JSON lines and XLIFF are mined as well as TMX."""
    texts = {
        "a.csv": "en,id,kk\nwater,7,су\nland,8,жер\n",
        "a.jsonl": '{"kk": "су", "en": "water"}\n{"en": "land", "kk": "жер"}\n',
        "a.xlf": '<xliff><file source-language="en" target-language="kk"><body>'
        "<trans-unit><source>water</source><target>су</target></trans-unit>"
        "<trans-unit><source>land</source><target>жер</target></trans-unit></body></file></xliff>",
    }
    for name, text in texts.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert [pair[1:] for pair in _pairs([path])] == [("су", "water"), ("жер", "land")]
    with pytest.raises(InputError, match="no column is named as the reference") as caught:
        _pairs([tmp_path / "a.jsonl"], "ru")
    assert caught.value.line == 1


def _rows(folder: Path, *rows: str) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_no_other_key_takes_the_place_of_a_missing_translation(tmp_path):
    """JSON lines: the key is chosen once; a row without it, or with null there, is untranslated."""
    rows = (
        '{"id": 1, "text": null}',
        '{"kk": "су", "ru": "вода", "text": "note 1"}',
        '{"kk": "жер", "ru": null, "text": "note 2"}',
        '{"text": "note 3", "kk": "от"}',
        '{"ru": "вода"}',
    )
    assert _pairs([_rows(tmp_path, *rows[1:])], "ru") == [
        (1, "су", "вода"),
        (2, "жер", ""),
        (3, "от", ""),
        (4, "", "вода"),
    ]
    assert _pairs([_rows(tmp_path, *reversed(rows[1:3]))], "ru") == [(1, "жер", ""), (2, "су", "вода")]
    with pytest.raises(InputError, match="'text' would be the source and the reference"):
        _pairs([_rows(tmp_path, *rows)], "ru")


def test_a_key_that_fits_better_turns_up_late(tmp_path):
    """What was read under a weaker name before may be no translation at all: an error at the line."""
    path = _rows(tmp_path, '{"kk": "су", "target": "x"}', '{"kk": "жер", "ru": "земля", "target": "y"}')
    with pytest.raises(InputError, match=r"'ru' is the reference here, but .* only 'target'") as caught:
        _pairs([path], "ru")
    assert caught.value.line == 2
    with pytest.raises(InputError, match="any of the columns 'ru', 'ru-RU' could be") as caught:
        _pairs([_rows(tmp_path, '{"kk": "су", "ru": "вода"}', '{"kk": "жер", "ru-RU": "земля"}')], "ru")
    assert caught.value.line == 2


@pytest.mark.parametrize("value", ["3.5", "7", "NaN", "-Infinity", "true", '["вода"]'])
def test_no_text_where_a_translation_is(tmp_path, value):
    """A number in the place of a translation is neither a text nor a missing one."""
    rows = ('{"kk": "су", "ru": "вода"}', f'{{"kk": "жер", "ru": {value}, "target": "x"}}')
    for one in (rows, rows[::-1]):
        with pytest.raises(InputError, match=r"'ru' holds .*, not text") as caught:
            _pairs([_rows(tmp_path, *one)], "ru")
        assert caught.value.line == 1 + one.index(rows[1])


def test_rows_where_no_key_fits(tmp_path):
    """JSON lines whose keys tell nothing are an error that names the first row's, or that there are none."""
    with pytest.raises(InputError, match="there are 'a', 'b'") as caught:
        _pairs([_rows(tmp_path, '{"a": "су", "b": null}', '{"c": "жер"}')])
    assert caught.value.line == 1
    with pytest.raises(InputError, match="nothing by name"):
        _pairs([_rows(tmp_path, "{}", "{}")])


def test_several_files_are_read_one_after_the_other(tmp_path):
    """Files of different kinds may be named together; each pair keeps its own file's line."""
    tsv, two = write_tsv(tmp_path / "a.tsv"), _two(tmp_path, "су\n", "water\n")
    assert _pairs([*two, tsv])[-1] == (1, "су", "water")
    assert len(_pairs([*two, tsv])) == len(lines()) + 1


@pytest.mark.parametrize(
    ("kk", "en", "short"), [("а\nә\nб\n", "a\n", "text.en"), ("а\n", "a\nb\n", "text.kk")]
)
def test_unequal_files_are_refused_at_the_missing_line(tmp_path, kk, en, short):
    """Lines that slipped against each other would make every pair after them wrong."""
    with pytest.raises(InputError) as caught:
        _pairs(_two(tmp_path, kk, en))
    assert (caught.value.line, Path(caught.value.file).name) == (2, short)


def test_empty_files_hold_no_pairs(tmp_path):
    """Nothing in, nothing out, and no error: a pipeline may well produce an empty text."""
    files = _two(tmp_path, "", "")
    assert _pairs(files) == []
    assert mine(open_aligned(files, "en"), "en") == []


def test_a_text_alone_is_refused(tmp_path):
    """A Kazakh file without its translation is a slip of the command line, told with the remedy."""
    with pytest.raises(InputError, match="without its translation"):
        open_aligned(_two(tmp_path, "а", "a")[:1], "en")


def test_a_row_without_columns_is_named(tmp_path):
    """A TSV row that is cut off would shift a translation into the wrong language."""
    path = tmp_path / "text.tsv"
    path.write_text("су\twater\tвода\nжер\tland\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        _pairs([path])
    assert caught.value.line == 2


@pytest.mark.parametrize("name", ["none.tsv", "none.tmx", "none.tsv.gz"])
def test_a_missing_file_is_named(tmp_path, name):
    """No traceback where a path is wrong."""
    with pytest.raises(InputError, match="no such file"):
        _pairs([tmp_path / name])


def test_a_damaged_archive_is_refused(tmp_path):
    """A gzip file cut off in transfer is an error, not the end of the text."""
    path = tmp_path / "text.tsv.gz"
    path.write_bytes(gzip.compress(("су\twater\tвода\n" * 5000).encode())[:-20])
    with pytest.raises(InputError, match="damaged"):
        _pairs([path])


@given(st.lists(st.tuples(_TEXT, _TEXT), max_size=8))
def test_two_files_give_back_the_lines_they_were_written_from(rows):
    """Whatever the lines hold, they pair up by number (hypothesis)."""
    with tempfile.TemporaryDirectory() as folder:
        files = _two(Path(folder), *("".join(row[side] + "\n" for row in rows) for side in (0, 1)))
        assert _pairs(files) == [(number, *row) for number, row in enumerate(rows, start=1)]


def test_tmx_languages_markup_and_missing_variants(tmp_path):
    """Codes with regions and the old attribute count; code inside markup is no text; a side may lack."""
    path = write_tmx(
        tmp_path / "x.tmx",
        units='<tu><tuv lang="KK-KZ"><seg>жол <bpt i="1">&lt;b&gt;</bpt>картасы<ept i="1"/></seg></tuv>'
        '<tuv xml:lang="en"><seg>road  <hi>map</hi></seg></tuv><tuv xml:lang="de"><seg>Plan</seg></tuv></tu>'
        '<tu><tuv xml:lang="kk"><seg>су</seg></tuv></tu>',
    )
    assert _pairs([path]) == [(1, "жол картасы", "road map"), (2, "су", "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE tmx [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE tmx SYSTEM "http://example.org/x.dtd" [<!ENTITY % p SYSTEM "http://example.org/">%p;]>',
    ],
)
def test_entities_are_refused(tmp_path, doctype, encoding):
    """Bombs and outside files can come only with a declaration, so no declaration is read."""
    path = tmp_path / "x.tmx"
    path.write_bytes(
        f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<tmx><body/></tmx>'.encode(encoding)
    )
    with pytest.raises(InputError, match="declares entities"):
        _pairs([path])


def test_a_million_entities_are_refused_by_the_first_bytes(tmp_path):
    """The prolog is looked at before it is parsed, and only its beginning."""
    path = tmp_path / "x.tmx"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("<!DOCTYPE tmx [")
        stream.writelines(f'<!ENTITY e{n} "x">' for n in range(1_000_000))
        stream.write("]><tmx/>")
    tracemalloc.start()
    with pytest.raises(InputError, match="declares entities"):
        _pairs([path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


def test_a_plain_doctype_is_not_fetched(tmp_path):
    """The usual document type line of TMX names a DTD, which is neither needed nor looked for."""
    path = write_tmx(tmp_path / "x.tmx", head='<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n')
    assert len(_pairs([path])) == len(lines())


def test_a_large_memory_is_read_in_constant_memory(tmp_path):
    """Ten thousand units cost no more memory than a few: one is held at a time."""
    path = tmp_path / "x.tmx"
    unit = '<tu><tuv xml:lang="kk"><seg>су</seg></tuv><tuv xml:lang="en"><seg>water</seg></tuv></tu>'
    path.write_text("<tmx><body>" + unit * 10_000 + "</body></tmx>", encoding="utf-8")
    tracemalloc.start()
    count = sum(1 for _ in open_aligned([path], "en"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 10_000
    assert peak < 500_000


@pytest.mark.parametrize("text", ["", "<html><p>x</p></html>", "<tmx><body><tu>", "no xml"])
def test_what_is_no_tmx_is_refused(tmp_path, text):
    """Another file under this name, or one cut off, is an error with the file's name."""
    path = tmp_path / "x.tmx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        _pairs([path])
    assert caught.value.file == str(path)


def test_an_endless_segment_is_refused(tmp_path):
    """A segment is a sentence or so; one without end would fill the memory."""
    path = write_tmx(
        tmp_path / "x.tmx", units=f"<tu><tuv xml:lang='kk'><seg>{'а ' * LONGEST}</seg></tuv></tu>"
    )
    with pytest.raises(InputError, match="longer than"):
        _pairs([path])
