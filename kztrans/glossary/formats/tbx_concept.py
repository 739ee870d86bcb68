"""A TBX concept and the terms it makes: one for each Kazakh designation, with English and Russian beside it.

Administrative status decides what a designation is: of the targets the preferred one is the translation,
others are allowed forms, deprecated and superseded ones forbidden. What TBX-Basic has no place for is lost;
whether an entry is ``approved`` or ``proposed`` stands as its project (``projectSubset``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from kztrans.errors import GlossaryError
from kztrans.glossary.formats.exchange import language_of, part_of_speech, target_fields
from kztrans.glossary.formats.xmlstream import line_of, local_name
from kztrans.glossary.term import Term
from kztrans.records import TARGETS

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGE_SECTIONS = frozenset({"langSec", "langSet"})
_TERM_SECTIONS = frozenset({"termSec", "tig", "ntig"})
# ISO 30042's picklist, with and without its endings (-admn-sts, Term), and two words of other exports.
_STATUSES = {
    "": "",
    "preferred": "preferred",
    "standardized": "preferred",
    "legal": "preferred",
    "regulated": "preferred",
    "admitted": "admitted",
    "deprecated": "deprecated",
    "superseded": "deprecated",
    "forbidden": "deprecated",
    "obsolete": "deprecated",
}
_RANKS = {"preferred": 0, "": 1, "admitted": 2}
_WRITTEN_STATUS = {
    "preferred": "preferred",
    "approved": "preferred",
    "admitted": "admitted",
    "deprecated": "deprecated",
}
_PROJECTS = frozenset({"approved", "proposed"})
_TYPES = {"abbreviation": "abbr", "acronym": "abbr", "phrase": "phrase"}
_WRITTEN_TYPES = {"abbr": "abbreviation", "phrase": "phrase"}
_WRITTEN_POS = {
    "": "",
    "noun": "noun",
    "name": "noun",
    "propn": "noun",
    "abbr": "noun",
    "verb": "verb",
    "adj": "adjective",
    "adv": "adverb",
}
_GENDERS = {"masculine": "m", "feminine": "f", "neuter": "n"}
_WRITTEN_GENDERS = {code: name for name, code in _GENDERS.items()}
# Data category: its DCA element and the module whose namespace it has in DCT style.
_CATEGORIES = {
    "subjectField": ("descrip", "min"),
    "administrativeStatus": ("termNote", "min"),
    "partOfSpeech": ("termNote", "min"),
    "termType": ("termNote", "basic"),
    "grammaticalGender": ("termNote", "basic"),
    "projectSubset": ("admin", "basic"),
}
_REMARKS = frozenset({"note", "definition"})
_INCOMPLETE = "Complete the concept or remove it."
_MODULES: Mapping[str | None, str] = {
    "min": "http://www.tbxinfo.net/ns/min",
    "basic": "http://www.tbxinfo.net/ns/basic",
}


@dataclass(frozen=True, slots=True)
class Style:
    """A way to write TBX: the elements' names, their namespace, and how data categories are spelled."""

    names: Mapping[str, str]
    attributes: Mapping[str, str]
    namespace: str | None = None
    dct: bool = False
    doctype: str | None = None

    @property
    def modules(self) -> Mapping[str | None, str]:
        """The namespaces of data categories that are elements."""
        return _MODULES if self.dct else {}

    def add(
        self, parent: etree._Element, role: str, text: str | None = None, **attributes: str
    ) -> etree._Element:
        """A new element under ``parent``."""
        element = etree.SubElement(parent, self.names.get(role, role), attributes)
        element.text = text
        return element

    def state(self, parent: etree._Element, category: str, value: str) -> None:
        """State a data category under ``parent``, if there is a value."""
        if not value:
            return
        element, module = _CATEGORIES[category]
        if self.dct:
            etree.SubElement(parent, f"{{{_MODULES[module]}}}{category}").text = value
        else:
            self.add(parent, element, value, type=category)


_V3 = {
    "root": "tbx",
    "header": "tbxHeader",
    "entry": "conceptEntry",
    "language": "langSec",
    "designation": "termSec",
}
_URN = "urn:iso:std:iso:30042:ed-2"
DCA = Style(_V3, {"type": "TBX-Basic", "style": "dca", _LANG: "en"}, _URN)
DCT = Style(_V3, {"type": "TBX-Basic", "style": "dct", _LANG: "en"}, _URN, dct=True)
V2 = Style(
    {
        "root": "martif",
        "header": "martifHeader",
        "entry": "termEntry",
        "language": "langSet",
        "designation": "tig",
    },
    {"type": "TBX-Basic", _LANG: "en"},
    doctype='<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">',
)


def frame_of(style: Style) -> tuple[bytes, bytes]:
    """What stands before and after the concepts: the file's root, header and body."""
    spaces: dict[str | None, str] = dict(style.modules)
    if style.namespace:
        spaces[None] = style.namespace
    root = etree.Element(style.names["root"], style.attributes, nsmap=spaces)
    header = style.add(root, "header")
    source = style.add(style.add(header, "fileDesc"), "sourceDesc")
    style.add(source, "p", "A glossary written by kztrans")
    if style is V2:
        style.add(style.add(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs", type="XCSURI")
    style.add(style.add(root, "text"), "body", "")
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype=style.doctype)
    before, end, after = data.partition(b"</body>")
    return before + b"\n", end + after + b"\n"


def concept_of(term: Term, number: int, style: Style, path: Path) -> etree._Element:
    """``term`` as a concept entry; raises GlossaryError for a character that XML cannot hold."""
    # No namespace of its own: the root's, in whose frame it is put, holds for it.
    entry = etree.Element(style.names["entry"], {"id": f"c{number}"}, nsmap=style.modules)
    try:
        style.state(entry, "subjectField", term.domain)
        if term.note:
            style.add(entry, "note", term.note)
        _designate(style, _language(style, entry, "kk"), term.kk, term.status, term)
        for target in TARGETS:
            texts = [(term.target(target), "preferred")] if term.target(target) else []
            texts += [(form, "admitted") for form in term.forms(target)]
            texts += [(form, "deprecated") for form in term.forbidden(target)]
            if not texts:
                continue
            section = _language(style, entry, target)
            for text, status in texts:
                _designate(style, section, text, status, term)
    except ValueError:
        message = f"«{term.kk}» holds a control character, which XML cannot"
        raise GlossaryError(message, file=path, term=term.kk, remedy="Remove it.") from None
    return entry


def _language(style: Style, entry: etree._Element, code: str) -> etree._Element:
    return style.add(entry, "language", **{_LANG: code})


def _designate(style: Style, section: etree._Element, text: str, status: str, term: Term) -> None:
    """Add a designation; parts of speech go with the headword, the gender with the Russian translation."""
    designation = style.add(section, "designation")
    style.add(designation, "term", text)
    language = section.get(_LANG)
    if language == "kk":
        style.state(designation, "partOfSpeech", _WRITTEN_POS.get(term.pos, "other"))
        style.state(designation, "termType", _WRITTEN_TYPES.get(term.pos, ""))
    written = _WRITTEN_STATUS.get(status, "")
    style.state(designation, "administrativeStatus", f"{written}Term-admn-sts" if written else "")
    if language == "ru" and status == "preferred":
        style.state(designation, "grammaticalGender", _WRITTEN_GENDERS.get(term.gender, ""))
    if language == "kk" and status in _PROJECTS:
        style.state(designation, "projectSubset", status)


@dataclass(frozen=True, slots=True)
class _Designation:
    """A term of a language section with its data categories."""

    text: str
    facts: Mapping[str, str]
    status: str
    line: int

    @property
    def deprecated(self) -> bool:
        return self.status == "deprecated"


def terms_of(entry: etree._Element, path: Path) -> Iterator[Term | GlossaryError]:
    """A term for each Kazakh designation of the concept, or the error that says why there is none."""
    try:
        yield from _terms_of(entry, path)
    except GlossaryError as error:
        yield error


def _terms_of(entry: etree._Element, path: Path) -> Iterator[Term]:
    sections = [child for child in entry if local_name(child) in _LANGUAGE_SECTIONS]
    ours: dict[str, list[_Designation]] = {"kk": [], "en": [], "ru": []}
    told = [fact for child in entry if child not in sections for fact in _facts(child)]
    for section in sections:
        language = language_of(section.get(_LANG) or section.get("lang") or "")
        if language is None:
            continue
        for child in section:
            if local_name(child) in _TERM_SECTIONS:
                ours[language].append(_designation(child, path))
            told += _facts(child)
    if not ours["kk"]:
        others = sorted({section.get(_LANG) or section.get("lang") or "?" for section in sections})
        raise _error("no Kazakh term" + (f" (it has {', '.join(others)})" if others else ""), entry, path)
    if not ours["en"] and not ours["ru"]:
        raise _error("neither an English nor a Russian term", entry, path)
    domain = _joined(value for category, value in told if category == "subjectField")
    note = _joined(value for category, value in told if category in _REMARKS)
    fields: dict[str, Any] = {}
    for target in TARGETS:
        allowed = [found for found in ours[target] if not found.deprecated]
        texts = dict.fromkeys(found.text for found in sorted(allowed, key=lambda found: _RANKS[found.status]))
        forbidden = [found.text for found in ours[target] if found.deprecated]
        fields |= target_fields(target, tuple(texts), forbidden)
    for headword in ours["kk"]:
        described = _described(headword, [*ours["en"], *ours["ru"]])
        line = headword.line
        yield Term(headword.text, domain=domain, note=note, file=str(path), line=line, **described, **fields)


def _described(headword: _Designation, others: Sequence[_Designation]) -> dict[str, Any]:
    """The fields for part of speech, gender and status."""
    everywhere = [headword, *others]
    pos = next((fact for found in everywhere if (fact := found.facts.get("partOfSpeech"))), "")
    gender = next((fact for found in others if (fact := found.facts.get("grammaticalGender"))), "")
    project = headword.facts.get("projectSubset", "")
    return {
        "pos": _TYPES.get(headword.facts.get("termType", "")) or part_of_speech(pos),
        "gender": _GENDERS.get(gender.casefold(), ""),
        "status": project if project in _PROJECTS and not headword.deprecated else headword.status,
    }


def _designation(section: etree._Element, path: Path) -> _Designation:
    term = next((node for node in section.iter() if local_name(node) == "term"), None)
    text = _text(term) if term is not None else ""
    if not text:
        raise _error("a term is empty", section, path)
    facts = dict(_facts(section))
    told = facts.get("administrativeStatus", "")
    status = _STATUSES.get(told.removesuffix("-admn-sts").removesuffix("Term").casefold())
    if status is None:
        message = f"'{told}' is no administrative status"
        raise _error(message, section, path, remedy="Use preferred, admitted, deprecated or superseded.")
    return _Designation(text, facts, status, line_of(section) or 0)


def _facts(section: etree._Element) -> Iterator[tuple[str, str]]:
    """The data categories under ``section`` and their values: by attribute (DCA) or by element (DCT)."""
    for node in section.iter():
        name = node.get("type") or local_name(node)
        if name in _CATEGORIES or name in _REMARKS:
            yield name, _text(node)


def _text(node: etree._Element) -> str:
    return " ".join("".join(node.itertext()).split())


def _joined(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, values)))


def _error(message: str, element: etree._Element, path: Path, remedy: str = _INCOMPLETE) -> GlossaryError:
    entry = element
    while entry.getparent() is not None and local_name(entry) not in ("conceptEntry", "termEntry"):
        entry = entry.getparent()
    name = f"concept {entry.get('id')}: " if entry.get("id") else ""
    return GlossaryError(name + message, file=path, line=line_of(element), remedy=remedy)
