"""Reading TMX and XLIFF: files of other programs, inline markup, what is hostile."""

from __future__ import annotations

from pathlib import Path

import pytest

from kztrans.document.parallel import read_segments
from kztrans.document.parallel.coded import read_coded
from kztrans.document.parallel.xml import LONGEST
from kztrans.errors import InputError

SAMPLES = Path(__file__).parent / "samples"
MEMORY = "<tmx><body><tu><tuv xml:lang='kk'><seg>{}</seg></tuv></tu></body></tmx>"
XLIFF_12 = '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">{}</xliff>'
XLIFF_20 = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="kk">{}</xliff>'


def _read(path: Path) -> list[dict[str, str]]:
    return [dict(segment.texts) for segment in read_segments(path)]


def _write(folder: Path, text: str, name: str = "x.xlf") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_tmx_of_the_translate_toolkit():
    """A memory written by `po2tmx` 3.20.4: markup that the text itself holds stays."""
    assert _read(SAMPLES / "toolkit.tmx")[1] == {
        "kk": "Жаңа <b>кестені</b> есіктен қараңыз & сақтаңыз.",
        "ru": "Новое <b>расписание</b> смотрите на двери & сохраните.",
    }


def test_xliff_of_the_translate_toolkit():
    """XLIFF written by `po2xliff` 3.20.4: Gettext's header is no segment, an empty target is none.

    The program calls every source en-US unless told otherwise; that is what the text is called then.
    """
    texts = _read(SAMPLES / "toolkit.xlf")
    assert [list(each) for each in texts] == [["en", "ru", "original"]] * 2 + [["en", "original"]]
    assert texts[0]["en"] == "Кітапхана дүйсенбі күні жабық болады."
    assert texts[0]["original"] == "kk-ru.po"


@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_xliff_of_locize(version):
    """Both versions as npm's `xliff` 6.4.0 writes them: segments with their documents, inline codes left out.

    (It writes a span as <ph> in 1.2, whose content is code by that standard, and as <pc> in 2.0.)
    """
    span = {"1.2": ("Жаңа", "See the new"), "2.0": ("Жаңа кестені", "See the new timetable")}[version]
    assert _read(SAMPLES / f"locize_{version}.xliff") == [
        {
            "kk": "Кітапхана дүйсенбі күні жабық болады.",
            "en": "The library is closed on Mondays.",
            "original": "library.html",
        },
        {"kk": f"{span[0]} есіктен қараңыз .", "en": f"{span[1]} on the door .", "original": "library.html"},
        {"kk": "Жөндеу ертең аяқталады.", "en": "The repair ends tomorrow.", "original": "news.html"},
    ]


def test_proposals_and_segmentation_are_no_segments(tmp_path):
    """XLIFF 1.2: <alt-trans> and <seg-source> repeat the text or propose another; neither counts."""
    unit = (
        "<trans-unit id='1'><source>Су<bpt id='1'>&lt;b></bpt> таза<ept id='1'/></source>"
        "<seg-source><mrk mtype='seg' mid='1'>Су</mrk></seg-source>"
        "<alt-trans><source>Сут</source><target>Milk</target></alt-trans>"
        "<target>Water <g id='2'>is <mrk mtype='x'>clean</mrk></g></target>"
        "<alt-trans><target>Tea</target></alt-trans></trans-unit>"
    )
    path = _write(tmp_path, XLIFF_12.format(f"<file original='a'><body>{unit}</body></file>"))
    assert _read(path) == [{"source": "Су таза", "target": "Water is clean", "original": "a"}]


def test_matches_are_no_segments(tmp_path):
    """XLIFF 2.x: the translation candidates module holds sources and targets of its own."""
    match = (
        '<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#1">'
        "<source>Сут</source><target>Milk</target></mtc:match></mtc:matches>"
    )
    unit = (
        f"<unit id='u'>{match}<segment><source>Су.</source><target>Water.</target></segment>"
        "<ignorable><source> </source></ignorable><segment><source>Жер.</source></segment></unit>"
    )
    path = _write(tmp_path, XLIFF_20.format(f"<file id='f'>{unit}</file>"))
    assert _read(path) == [
        {"kk": "Су.", "target": "Water.", "original": "f"},
        {"kk": "Жер.", "original": "f"},
    ]


def test_documents_of_a_memory(tmp_path):
    """TMX tells the document in a property of the unit, if at all; a property of a variant takes no text."""
    path = _write(
        tmp_path,
        "<tmx><header><prop type='x-document'>no</prop></header><body><tu><prop type='x-document'>a.docx"
        "</prop><prop type='x-other'>b</prop><tuv xml:lang='kk'><prop type='file'>c</prop><seg>Су</seg></tuv>"
        "</tu></body></tmx>",
        "x.tmx",
    )
    assert _read(path) == [{"document": "a.docx", "kk": "Су"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE xliff [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_are_refused(tmp_path, doctype, encoding):
    """XLIFF is guarded as TMX is: no declaration is read, so nothing expands and no file is opened."""
    path = tmp_path / "x.xlf"
    path.write_bytes(f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<xliff/>'.encode(encoding))
    with pytest.raises(InputError, match="this XLIFF declares entities"):
        _read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("before", ["<?pi <x ?>", "<!-- a > <b -->", "<!-- <!DOCTYPE tmx> -->\n<?a [?>"])
def test_entities_are_refused_whatever_stands_before_them(tmp_path, before, encoding):
    """A comment or an instruction that looks like an element hides no declaration."""
    path = tmp_path / "x.tmx"
    text = f'<?xml version="1.0" encoding="{encoding}"?>{before}<!DOCTYPE tmx [<!ENTITY a "zzzz">]>'
    path.write_bytes((text + MEMORY.format("&a;")).encode(encoding))
    with pytest.raises(InputError, match="declares entities"):
        _read(path)


@pytest.mark.parametrize("name", ["nbsp", "hellip", "euro", "nobody"])
@pytest.mark.parametrize(
    ("head", "told"), [("", "an entity that is not XML"), ('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', "&{};")]
)
def test_an_entity_of_elsewhere_is_never_dropped(tmp_path, head, told, name):
    """What only a document type elsewhere could explain is an error at its line, not a text without it."""
    path = _write(tmp_path, f"{head}\n\n" + MEMORY.format(f"Зауыт&{name};іске"), "x.tmx")
    with pytest.raises(InputError, match=told.format(name)) as caught:
        _read(path)
    assert caught.value.line == 3 and "rite the character itself" in str(caught.value)


def test_entities_of_xml_are_read(tmp_path):
    """The five names and numbers that XML itself knows are characters, also under a document type."""
    head = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    path = _write(tmp_path, head + MEMORY.format("&lt;&gt;&amp;&quot;&apos;&#8364;&#x20AC;"), "x.tmx")
    assert _read(path) == [{"kk": "<>&\"'€€"}]


@pytest.mark.parametrize(
    ("units", "told"),
    [
        ("<tu><tuv xml:lang='kk'><seg>Су</seg></tuv>\n<tu/></tu>", "a <tu> begins within another"),
        ("<tu>\n<tuv><seg>Су</seg></tuv></tu>", "a variant with a language"),
        ("<tu><tuv xml:lang='kk'><seg>Су</seg>\n<seg>Жер</seg></tuv></tu>", "is not alone"),
        ("<tu><tuv xml:lang='kk'><seg>Су\n<seg>Жер</seg></seg></tuv></tu>", "begins within another"),
        ("\n<tuv xml:lang='kk'><seg>Су</seg></tuv>", "is not alone"),
    ],
    ids=["unit in unit", "no language", "two texts", "text in text", "no unit"],
)
def test_no_text_of_a_memory_is_dropped(tmp_path, units, told):
    """A text that belongs to no one variant of one unit is an error at its line."""
    path = _write(tmp_path, f"<tmx><body>{units}</body></tmx>", "x.tmx")
    with pytest.raises(InputError, match=told) as caught:
        _read(path)
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("segments", "told"),
    [
        ("<trans-unit><source>Су</source>\n<trans-unit/></trans-unit>", "begins within another"),
        ("<trans-unit><target>a</target>\n<target>b</target></trans-unit>", "called 'target'"),
    ],
)
def test_no_text_of_an_xliff_is_dropped(tmp_path, segments, told):
    """Two texts in one place, or a segment within another, are an error at their line."""
    path = _write(tmp_path, XLIFF_12.format(f"<file><body>{segments}</body></file>"))
    with pytest.raises(InputError, match=told) as caught:
        _read(path)
    assert caught.value.line == 2


def test_codes_count_as_long(tmp_path):
    """A short text with codes without end is refused in words that say so."""
    path = _write(tmp_path, MEMORY.format("а<ph/>" * LONGEST), "x.tmx")
    assert _read(path) == [{"kk": "а" * LONGEST}]
    with pytest.raises(InputError, match=r"longer than 100,000 characters, its codes .* included"):
        list(read_coded(path))


@pytest.mark.parametrize(
    ("text", "told"),
    [("<a>" * 1000, "nested deeper"), (f"<tmx><!--{'x' * (2 << 20)}--></tmx>", "comment or tag is larger")],
    ids=["deep", "large"],
)
def test_what_would_fill_the_memory_is_refused(tmp_path, text, told):
    """Nesting and what the parser has to hold at once are bounded."""
    with pytest.raises(InputError, match=told) as caught:
        _read(_write(tmp_path, text, "x.tmx"))
    assert caught.value.line == 1


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16-le", "utf-8-sig"])
def test_encodings(tmp_path, encoding):
    """A file in another encoding that it names, or shows by its first bytes, reads as in UTF-8."""
    named = {"utf-16-le": "utf-16", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{named}"?>' + MEMORY.format("су")
    path = tmp_path / "x.tmx"
    path.write_bytes(text.encode(encoding))
    assert _read(path) == [{"kk": "су"}]


@pytest.mark.parametrize("encoding", ["gbk", "nonsense", "utf-16", "ebcdic-us"])
def test_an_encoding_that_is_not_read(tmp_path, encoding):
    """An encoding that is unknown, or not the file's, is an error of one line."""
    path = _write(tmp_path, f'<?xml version="1.0" encoding="{encoding}"?>{MEMORY.format("су")}', "x.tmx")
    with pytest.raises(InputError, match="not readable as TMX") as caught:
        _read(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<tmx><body/></tmx>", "no <xliff>"),
        ("", "not readable as XLIFF"),
        (XLIFF_12.format("<file>"), "not readable as XLIFF"),
        (
            XLIFF_12.format(f"<file><trans-unit><source>{'а ' * LONGEST}</source></trans-unit></file>"),
            "longer",
        ),
    ],
    ids=["tmx", "empty", "cut off", "endless"],
)
def test_what_is_no_xliff_is_refused(tmp_path, text, told):
    """Another file under this name, one cut off or one without end is an error with the file's name."""
    path = _write(tmp_path, text)
    with pytest.raises(InputError, match=told) as caught:
        _read(path)
    assert caught.value.file == str(path) and "\n" not in str(caught.value)
