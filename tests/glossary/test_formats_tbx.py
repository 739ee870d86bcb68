"""TBX: what a concept means to us, in all three spellings, and that what we write is TBX-Basic."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree

from kztrans.errors import GlossaryError
from kztrans.glossary import Glossary, Term, formats

SAMPLES = Path(__file__).with_name("samples")
CONCEPT = (
    '<tbx><text><body><conceptEntry id="c7">{}<langSec xml:lang="kk"><termSec><term>шарт</term></termSec>'
    '</langSec><langSec xml:lang="en">{}</langSec></conceptEntry></body></text></tbx>'
)
# The order and the places of elements in TBX-Basic, written after ISO 30042: v3 and, with its names, v2.
CONTENT = """
<!ELEMENT {root} ({header}, text)> <!ATTLIST {root} type CDATA #REQUIRED style CDATA #IMPLIED
  xmlns CDATA #IMPLIED xml:lang CDATA #REQUIRED>
<!ELEMENT {header} (fileDesc, encodingDesc?)> <!ELEMENT fileDesc (sourceDesc)> <!ELEMENT sourceDesc (p+)>
<!ELEMENT encodingDesc (p+)> <!ELEMENT p (#PCDATA)> <!ATTLIST p type CDATA #IMPLIED>
<!ELEMENT text (body)> <!ELEMENT body ({entry}+)>
<!ELEMENT {entry} ((descrip | note)*, {language}+)> <!ATTLIST {entry} id ID #REQUIRED>
<!ELEMENT {language} ({designation}+)> <!ATTLIST {language} xml:lang NMTOKEN #REQUIRED>
<!ELEMENT {designation} (term, termNote*, admin*)> <!ELEMENT term (#PCDATA)> <!ELEMENT note (#PCDATA)>
<!ELEMENT descrip (#PCDATA)> <!ATTLIST descrip type (subjectField) #REQUIRED>
<!ELEMENT admin (#PCDATA)> <!ATTLIST admin type (projectSubset) #REQUIRED>
<!ELEMENT termNote (#PCDATA)>
<!ATTLIST termNote type (partOfSpeech | termType | administrativeStatus | grammaticalGender) #REQUIRED>
"""
V3 = {
    "root": "tbx",
    "header": "tbxHeader",
    "entry": "conceptEntry",
    "language": "langSec",
    "designation": "termSec",
}
V2 = {
    "root": "martif",
    "header": "martifHeader",
    "entry": "termEntry",
    "language": "langSet",
    "designation": "tig",
}
PICKLISTS = {
    "partOfSpeech": {"noun", "verb", "adjective", "adverb", "other"},
    "termType": {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"},
    "administrativeStatus": {
        f"{name}Term-admn-sts" for name in ("preferred", "admitted", "deprecated", "superseded")
    },
    "grammaticalGender": {"masculine", "feminine", "neuter", "other"},
}
ENTRIES = (
    Term(
        *("ЖШС", "LLP", "ТОО"),
        pos="abbr",
        domain="law",
        status="approved",
        note="a & b <c>",
        gender="n",
        en_forms=("LLPs",),
        extend_en=True,
        ru_forbidden=("ООО",),
    ),
    Term("жаңа", "new", "новый", pos="adj", status="proposed"),
    Term("ескі", "old", "", pos="verb", status="deprecated"),
    Term("иә", "", "да", pos="phrase", status="admitted"),
    Term("бір", "one", "один", pos="noun", status="preferred"),
)


def test_a_concept_in_dca_style_is_understood():
    """Status decides: preferred is the translation, admitted an allowed form, deprecated a forbidden one."""
    first, old, abbreviation = formats.read(SAMPLES / "basic_dca.tbx")
    assert first == Term(
        *("электр стансасы", "power plant", "электростанция"),
        pos="noun",
        domain="energy",
        status="preferred",
        gender="f",
        note="Not the shop floor.; Электр қуатын өндіретін кәсіпорын; US and UK",
        en_forms=("power station",),
        extend_en=True,
        en_forbidden=("electric factory",),
        file=str(SAMPLES / "basic_dca.tbx"),
        line=first.line,
    )
    assert (old.kk, old.status, old.en) == ("электр станциясы", "deprecated", "power plant")
    assert (abbreviation.kk, abbreviation.pos, abbreviation.en, abbreviation.ru) == ("СЭС", "abbr", "", "ГЭС")
    lines = (SAMPLES / "basic_dca.tbx").read_text().splitlines()
    assert "<termSec>" in lines[first.line - 1] and "электр стансасы" in lines[first.line]


def test_a_concept_in_dct_style_is_understood():
    """Data categories that are elements mean what those that are attributes mean."""
    (term,) = formats.read(SAMPLES / "basic_dct.tbx")
    assert (term.kk, term.en, term.ru) == ("қаулы", "resolution", "постановление")
    assert (term.pos, term.domain, term.status, term.gender) == ("noun", "law", "proposed", "n")
    assert (term.ru_forbidden, term.note) == (("резолюция",), "Заң күші бар құжат")


def test_version_2_is_understood():
    """martif with tig and ntig, kaz and en_US for languages, its DOCTYPE and short names of status."""
    (term,) = formats.read(SAMPLES / "basic_v2.tbx")
    assert (term.kk, term.en, term.ru, term.status) == ("салық", "tax", "налог", "preferred")
    assert (term.en_forms, term.extend_en, term.ru_forbidden) == (("levy",), True, ("подать",))
    assert (term.domain, term.gender, term.pos) == ("finance", "m", "noun")


def test_a_proposed_entry_of_a_tbx_file_is_not_matched():
    """What a terminologist has not accepted must not reach a translation."""
    glossary = Glossary.load(SAMPLES / "basic_dct.tbx")
    assert len(glossary) == 1 and not glossary.find("қаулы")


@pytest.mark.parametrize("name", ["tbx", "tbx-dct", "tbx-v2"])
def test_what_is_written_is_read_back(tmp_path, name):
    """Each spelling keeps an entry's words, status, part of speech, gender, forms and note."""
    path = tmp_path / "terms.tbx"
    loss = formats.write(path, ENTRIES, name=name)
    assert not loss
    back = formats.read(path)
    assert [(t.kk, t.en, t.ru, t.status, t.pos, t.gender) for t in back] == [
        (t.kk, t.en, t.ru, t.status, t.pos, t.gender) for t in ENTRIES
    ]
    assert (back[0].note, back[0].en_forms, back[0].ru_forbidden) == ("a & b <c>", ("LLPs",), ("ООО",))


@pytest.mark.parametrize(("name", "names"), [("tbx", V3), ("tbx-v2", V2)])
def test_what_is_written_has_the_structure_of_tbx_basic(tmp_path, name, names):
    """Elements stand where the standard allows them, and closed values are of their picklists."""
    path = tmp_path / "terms.tbx"
    formats.write(path, ENTRIES, name=name)
    text = path.read_bytes().replace(b' xmlns="urn:iso:std:iso:30042:ed-2"', b"", 1)
    tree = etree.fromstring(text)
    schema = etree.DTD(io.StringIO(CONTENT.format(**names)))
    assert schema.validate(tree), schema.error_log
    for note in tree.iter("termNote"):
        assert note.text in PICKLISTS[note.get("type")]


def test_dct_is_dca_with_elements_for_attributes(tmp_path):
    """Turned into attributes, the data categories of a DCT file give the DCA file."""
    for name in ("tbx", "tbx-dct"):
        formats.write(tmp_path / f"{name}.tbx", ENTRIES, name=name)
    dct = etree.parse(tmp_path / "tbx-dct.tbx")
    kinds = {"subjectField": "descrip", "projectSubset": "admin"}
    for element in list(dct.iter("*")):
        space, _, name = element.tag[1:].rpartition("}")
        if "tbxinfo" in space:
            element.tag = f"{{urn:iso:std:iso:30042:ed-2}}{kinds.get(name, 'termNote')}"
            element.set("type", name)
    dca = etree.parse(tmp_path / "tbx.tbx")
    flat = [
        [(node.tag, node.get("type"), node.text) for node in tree.iter() if node.tag != dca.getroot().tag]
        for tree in (dca, dct)
    ]
    assert flat[0] == flat[1]


def test_the_root_says_which_tbx_it_is(tmp_path):
    """Readers choose their schema by the root and, in version 2, by the DOCTYPE."""
    for name, style in (("tbx", "dca"), ("tbx-dct", "dct")):
        formats.write(tmp_path / "t.tbx", ENTRIES, name=name)
        root = etree.parse(tmp_path / "t.tbx").getroot()
        assert root.tag == "{urn:iso:std:iso:30042:ed-2}tbx"
        assert (root.get("type"), root.get("style")) == ("TBX-Basic", style)
    formats.write(tmp_path / "t.tbx", ENTRIES, name="tbx-v2")
    assert b'<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">' in (tmp_path / "t.tbx").read_bytes()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (CONCEPT.format("", "").replace("kk", "tr"), r"concept c7: no Kazakh term \(it has en, tr\)"),
        (CONCEPT.format("", ""), "concept c7: neither an English nor a Russian term"),
        (CONCEPT.format("", "<termSec><term> </term></termSec>"), "concept c7: a term is empty"),
        (
            CONCEPT.format(
                "", '<termSec><term>x</term><termNote type="administrativeStatus">fine</termNote></termSec>'
            ),
            "'fine' is no administrative status. Use preferred",
        ),
        ("<tbx><text><body/></text></tbx>", "no concept entry"),
        ("<html><body>kk</body></html>", "begins with <html>, not with <martif> or <tbx>"),
        ("зауыт,plant", "not well-formed XML"),
        ("", "not well-formed XML"),
        (CONCEPT.format("", "<termSec><term>x</term></termSec>")[:-9], "not well-formed XML"),
    ],
)
def test_an_unusable_concept_or_file_is_named(tmp_path, text, words):
    """Each mistake is an error with the file, the concept and what to do."""
    path = tmp_path / "bad.tbx"
    path.write_text(text)
    with pytest.raises(GlossaryError, match=words) as caught:
        formats.read(path)
    assert caught.value.file == str(path)


def test_what_tbx_cannot_hold_is_returned(tmp_path):
    """Conditions, exact case, priorities and the like have no place in TBX-Basic: their columns are named."""
    entry = Term(
        "бет", "face", "лицо", case="exact", near=("адам",), priority=2, ru_forms=("лик",), pos="num"
    )
    loss = formats.write(tmp_path / "t.tbx", [entry])
    assert loss.columns == ("pos", "ru_forms", "case", "near", "priority")
    assert "pos, ru_forms, case, near, priority" in str(loss)


def test_a_control_character_and_an_empty_glossary_are_refused(tmp_path):
    """What XML or the format cannot express is an error, and the old file stays."""
    path = tmp_path / "t.tbx"
    formats.write(path, ENTRIES)
    before = path.read_bytes()
    with pytest.raises(GlossaryError, match="control character"):
        formats.write(path, [Term("а\x01", "b", "в")])
    with pytest.raises(GlossaryError, match="an entry at least"):
        formats.write(path, [])
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]
