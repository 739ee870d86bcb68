"""Inline codes of TMX and XLIFF, written out as tags beside the plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

from kztrans.check import Checker, read_pairs
from kztrans.document.parallel import read_segments
from kztrans.document.parallel.coded import has_codes, read_coded, split_codes
from kztrans.errors import InputError

TMX = """<?xml version="1.0"?><tmx version="1.4"><header/><body><tu>
<tuv xml:lang="kk"><seg><bpt i="1" x="1">&lt;b&gt;</bpt>Зауыт<ept i="1">&lt;/b&gt;</ept> ашылды
<ph x="2">{0}</ph>.</seg></tuv>
<tuv xml:lang="en"><seg>The <bpt i="1" x="1">&lt;b&gt;</bpt>plant<ept i="1">&lt;/b&gt;</ept>
opened.</seg></tuv>
</tu></body></tmx>"""
XLIFF = """<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="kk" target-language="en" datatype="plaintext"><body><trans-unit id="1">
<source><g id="1">Зауыт</g> <x id="2"/>ашылды.</source>
<target><x id="2"/><g id="1">The plant</g> opened.</target>
<alt-trans><target>The <x id="9"/> works opened.</target></alt-trans>
</trans-unit></body></file></xliff>"""
XLIFF2 = """<?xml version="1.0"?><xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"
srcLang="kk" trgLang="en"><file id="f"><unit id="u"><originalData><data id="d">x</data></originalData>
<segment>
<source><pc id="1">Зауыт</pc> <mrk id="m" type="term">ашылды</mrk><ph id="2" dataRef="d"/>.</source>
<target><pc id="1">The plant</pc> opened<ph id="3"/>.</target></segment></unit></file></xliff>"""

CASES = [
    (
        "a.tmx",
        TMX,
        '<bpt x="1"/>Зауыт<ept i="1"/> ашылды <ph x="2"/>.',
        'The <bpt x="1"/>plant<ept i="1"/> opened.',
        ['Tags missing: "<ph x="2"/>".'],
    ),
    (
        "a.xlf",
        XLIFF,
        '<g id="1">Зауыт</g> <x id="2"/>ашылды.',
        '<x id="2"/><g id="1">The plant</g> opened.',
        [],
    ),
    (
        "a.xliff",
        XLIFF2,
        '<pc id="1">Зауыт</pc> ашылды<ph id="2"/>.',
        '<pc id="1">The plant</pc> opened<ph id="3"/>.',
        ['Tags missing: "<ph id="2"/>"; not in the source: "<ph id="3"/>".'],
    ),
]


@pytest.mark.parametrize(("name", "text", "source", "target", "told"), CASES)
def test_codes_are_written_out_and_checked(tmp_path, name, text, source, target, told):
    """Each code is a tag where it stands, proposals and annotations are none; their check compares them."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    (pair,) = read_pairs(tmp_path / name, None, "en")
    assert pair.marked == (source, target)
    findings = Checker.of("en", checks=["tags"]).findings([pair])
    assert [found.message for found in findings] == told


def test_units_without_a_language(tmp_path):
    """A unit without Kazakh is no pair, an untranslated one is; a memory of other languages is an error."""
    path = tmp_path / "a.tmx"
    units = [{"kk": "Зауыт", "en": "Plant"}, {"en": "Mill", "ru": "Цех"}, {"kk": "Бес", "ru": "Пять"}]
    body = "".join(f"<tu>{''.join(map(_variant, *zip(*unit.items(), strict=True)))}</tu>" for unit in units)
    path.write_text(f'<tmx version="1.4"><header/><body>{body}</body></tmx>', encoding="utf-8")
    pairs = [(pair.line, pair.source, pair.target) for pair in read_pairs(path, None, "en")]
    assert pairs == [(1, "Зауыт", "Plant"), (3, "Бес", "")]
    path.write_text(path.read_text("utf-8").replace('"en"', '"de"'), encoding="utf-8")
    with pytest.raises(InputError, match="both Kazakh and English"):
        list(read_pairs(path, None, "en"))


def _variant(code: str, text: str) -> str:
    return f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>'


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parent / "samples").iterdir()), ids=lambda path: path.name
)
def test_without_its_codes_a_text_is_as_other_readers_give_it(path):
    """The plain side is letter by letter what scoring and mining read from the same file."""
    assert has_codes(path)
    coded = [
        {name: split_codes(text)[0] for name, text in segment.texts.items()} for segment in read_coded(path)
    ]
    assert coded == [dict(segment.texts) for segment in read_segments(path)]
