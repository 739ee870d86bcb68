"""The index of forms: as find_forms finds them, in any text, at any number of terms."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.enforce.forms import find_forms, licensed_forms
from kztrans.evaluate.terms_index import FormIndex
from kztrans.glossary.term import Term
from kztrans.records import Span

TERMS = {
    "en": [
        Term("зауыт", "plant", ""),
        Term("бағдарлама", "programme", ""),
        Term("мемлекеттік бағдарлама", "state programme", ""),
        Term("Мәжіліс", "the Majilis", ""),
        Term("Болашақ", "“Bolashak” programme", ""),
        Term("IP", "IP address", ""),
        Term("жоспар", "2,5-year plan", ""),
        Term("Қ", "O'Neil company", "", keep=False),
        Term("kWh", "", "", keep=True),
        Term("доллар", "$", ""),
        Term("сызықша", "-", ""),
        Term("тырнақша", "«»", ""),
        Term("пайыз", "per cent", "", en_forms=("%",), extend_en=True),
    ],
    "ru": [
        Term("зауыт", "", "завод"),
        Term("самолёт", "", "самолёт"),
        Term("мемлекеттік бағдарлама", "", "государственная программа"),
        Term("жол", "", "программа «Нұрлы жол»"),
        Term("IP", "", "IP-адрес"),
        Term("жұмыс орны", "", "рабочее место"),
    ],
}
GAPS = [
    " ",
    "  ",
    "\u00a0",
    "-",
    "‑",
    ", ",
    ". ",
    "'s ",
    "’s ",
    "\u00ad",
    " «",
    "» ",
    '"',
    "2",
    "x",
    "",
    "\n",
]


def pieces(target):
    forms = [form.text for term in TERMS[target] for form in licensed_forms(term, target)]
    written = [form.replace(" ", "\u00a0").replace("'", "ʼ") for form in forms] + [f.upper() for f in forms]
    cut = [form[:2] + "\u00ad" + form[2:] for form in forms] + [form.replace("ё", "е") for form in forms]
    return st.sampled_from([*forms, *written, *cut, "at", "new", "стал", "О’Нил"])


def texts(target):
    parts = st.lists(st.tuples(pieces(target), st.sampled_from(GAPS)), max_size=6)
    return parts.map(lambda pairs: "".join(word + gap for word, gap in pairs))


def naive(target, text, taken=()):
    """Every form of every term tried on the text; of what overlaps the leftmost, then the longest."""
    spans = sorted(
        (match.start, match.start - match.end)
        for term in TERMS[target]
        for match in find_forms(text, licensed_forms(term, target))
        if all(match.end <= other.start or other.end <= match.start for other in taken)
    )
    kept = []
    for start, length in spans:
        if not kept or start >= kept[-1].end:
            kept.append(Span(start, start - length))
    return kept


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(["en", "ru"]))
def test_finds_what_trying_all_forms_finds(data, target):
    """No form is lost by looking only where all of its words stand, whatever stands around or between."""
    text = data.draw(texts(target))
    index = FormIndex(TERMS[target], target)
    assert [standing.span for standing in index.find(text)] == naive(target, text)
    taken = naive(target, text)[:1]
    assert [standing.span for standing in index.find(text, taken)] == naive(target, text, taken)


def test_order_of_terms_does_not_matter():
    """A form that two terms license is given to the same one, however the terms were listed."""
    head = Term("Мемлекет басшысы", "Head of State", "")
    leader = Term("Елбасы", "Head of State", "")
    (one,) = FormIndex([head, leader], "en").find("The Head of State spoke.")
    (other,) = FormIndex([leader, head], "en").find("The Head of State spoke.")
    assert one == other == one.__class__(leader, Span(4, 17))


def test_terms_without_a_target_have_no_forms():
    """A term that is not translated into the language is not looked for."""
    assert FormIndex([Term("зауыт", "", "завод")], "en").find("завод plant") == []
