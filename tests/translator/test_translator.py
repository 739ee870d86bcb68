"""The wiring: offsets into the user's own text, separators kept, constant memory, safe to share."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans import Glossary, KztransError, Term, Translation, Translator, TranslatorSpec
from kztrans.engine import ScriptedEngine
from kztrans.errors import LanguageError, ModelError
from kztrans.records import Target
from kztrans.text import normalize

TERMS = Glossary.from_terms(
    [
        Term("Болашақ", "Bolashak", "Болашак"),
        Term("ЖШС", "LLP", "ТОО", pos="abbr"),
        Term("Оңтүстік Қазақстан облысы", "South Kazakhstan Region", "Южно-Казахстанская область"),
        Term("кәсіпорын", "", "предприятие"),
    ]
)


@pytest.fixture(scope="module")
def mini() -> Translator:
    return Translator.load("mini", threads=2)


def slices(t: Translation) -> None:
    """Every offset slices to exactly the string it stands for, in segments and in the whole text."""
    for s in t.segments:
        assert t.source[s.start : s.start + len(s.source)] == s.source
        assert t.text[s.target_start : s.target_start + len(s.target)] == s.target
    for source, text, terms in [
        (t.source, t.text, t.terms),
        *((s.source, s.target, s.terms) for s in t.segments),
    ]:
        for term in terms:
            assert source[term.start : term.end] == term.source
            if term.target is None:
                assert term.means == "refused"
                assert term.target_start is None
            else:
                assert text[term.target_start : term.target_end] == term.target


TEXT = (
    "Оңтүстік Қаза\u00adқстан облысында\u00a0«Нұр» ЖШС-нің зауыты ашылды.  Онда 3700 адам істейді!\n\n"
    "ҚАЗАҚСТАННЫҢ ЖАҢА ЗАУЫТЫ АШЫЛДЫ\r\n***\n2,5"
)


@pytest.mark.parametrize("target", ["en", "ru"])
def test_offsets_point_into_the_users_text(mini: Translator, target: Target) -> None:
    """Soft hyphens, no-break spaces, capitals and line ends do not move an offset."""
    (t,) = mini.translate([TEXT], target=target, glossary=TERMS)
    slices(t)
    assert [term.source for term in t.terms][:2] == ["Оңтүстік Қаза\u00adқстан облысында", "ЖШС-нің"]


def test_separators_stay(mini: Translator) -> None:
    """Blank lines, CRLF and runs of spaces between segments come out as they went in."""
    (t,) = mini.translate([TEXT], target="en", glossary=TERMS)
    gaps, at = [], 0
    for s in t.segments:
        gaps.append(t.source[at : s.start])
        at = s.start + len(s.source)
    out, at = [], 0
    for s in t.segments:
        out.append(t.text[at : s.target_start])
        at = s.target_start + len(s.target)
    assert out == gaps


def test_capitals_are_restored(mini: Translator) -> None:
    """An ALL-CAPS segment goes through sentence case and comes out in capitals, its terms proven there."""
    (t,) = mini.translate(["ОҢТҮСТІК ҚАЗАҚСТАН ОБЛЫСЫНДА ЖАҢА ЗАУЫТ АШЫЛДЫ"], target="en", glossary=TERMS)
    assert t.text == t.text.upper()
    assert t.terms[0].target == "SOUTH KAZAKHSTAN REGION"
    slices(t)


def test_wordless_segments_keep_their_marks(mini: Translator) -> None:
    """Numbers alone take the target's decimal sign; a line of stars stays."""
    texts = ["***", "2,5", "12.05.2016"]
    assert [t.text for t in mini.translate(texts, target="en")] == ["***", "2.5", "12.05.2016"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00ad", "?"])
def test_empty_ish_input_comes_back(mini: Translator, text: str) -> None:
    """Input without words is returned as it is: nothing is invented."""
    assert mini.translate([text], target="ru")[0].text == text


def test_long_sentence_is_divided_with_a_notice(mini: Translator) -> None:
    """A sentence longer than the model reads well is divided, said so, and not cut short."""
    sentence = ", ".join(["ол зауытта жұмыс істейді"] * 60) + "."
    (t,) = mini.translate([sentence], target="en")
    assert len(t.segments) > 1
    assert all(any(i.check == "length" and i.notice for i in s.issues) for s in t.segments)


def test_entry_without_this_target_demands_nothing() -> None:
    """An entry with a Russian side only asks nothing of an English translation."""
    t = Translator(ScriptedEngine({"кәсіпорын бар": "there is a plant"}))
    (r,) = t.translate(["кәсіпорын бар"], target="en", glossary=TERMS)
    assert (r.text, r.terms) == ("there is a plant", ())


def test_refusal_is_named() -> None:
    """What cannot be delivered is in the issues, with the word and the form that failed."""
    (r,) = Translator(ScriptedEngine({"Болашақ": ""})).translate(["Болашақ"], target="en", glossary=TERMS)
    assert r.terms[0].means == "refused"
    assert any(i.check == "terms" and "Болашақ" in i.message and "Bolashak" in i.message for i in r.issues)


def test_stream_reads_no_further_than_its_window() -> None:
    """A stream holds one window of texts: its memory does not grow with the input."""
    read = 0

    def lines() -> Iterator[str]:
        nonlocal read
        for n in range(10_000):
            read += 1
            yield f"сөз {n}"

    stream = Translator(ScriptedEngine({})).translate_stream(lines(), target="en", window=8, guards=False)
    assert [next(stream).source for _ in range(9)] == [f"сөз {n}" for n in range(9)]
    assert read == 16


def test_threads_share_one_translator(mini: Translator) -> None:
    """Eight threads on one translator get what one thread gets."""
    texts = [f"«Нұр» ЖШС-нің {n} жұмысшысы бар." for n in range(8)]
    alone = [mini.translate([x], target="ru", glossary=TERMS)[0] for x in texts]
    with ThreadPoolExecutor(8) as pool:
        shared = list(pool.map(lambda x: mini.translate([x], target="ru", glossary=TERMS)[0], texts))
    assert shared == alone


def test_worker_process_builds_its_own() -> None:
    """The description travels by pickle; another process loads the same translator from it."""
    spec = TranslatorSpec("mini", threads=1)
    code = (
        "import pickle,sys; spec=pickle.loads(sys.stdin.buffer.read());"
        "print(spec.load().translate(['Зауыт ашылды.'], target='en')[0].text)"
    )
    here = spec.load().translate(["Зауыт ашылды."], target="en")[0].text
    done = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(spec), capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == here


def test_signature_names_what_made_the_text(mini: Translator) -> None:
    """Model, engine, glossary, beam and guards are all in the signature, as key:value pairs."""
    parts = dict(p.split(":", 1) for p in mini.signature(target="en", glossary=TERMS).split("|"))
    assert parts["model"].startswith("mini@")
    assert parts["glossary"] == TERMS.fingerprint
    assert (parts["target"], parts["beam"], parts["guards"]) == ("en", "4", "on")


def test_unknown_target_and_model_are_named(mini: Translator) -> None:
    """A wrong target or model is an error with a remedy, not a guess."""
    with pytest.raises(LanguageError, match="en, ru"):
        mini.translate(["сөз"], target="de")  # type: ignore[arg-type]
    with pytest.raises(ModelError, match="mimi"):
        Translator.load("mimi")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='абқі БҚ.!?,-–«»"12\n\u00a0\u00adAb', max_size=80))
def test_any_text_comes_out_whole(text: str) -> None:
    """Whatever the text: an engine that repeats its source gives every segment back, and offsets slice."""
    t = Translator(ScriptedEngine({}))
    (r,) = t.translate([text], target="ru", glossary=TERMS, guards=False)
    slices(r)
    for s in r.segments:
        repaired = normalize(s.source).text
        if any(c.isalpha() for c in repaired) and not s.terms:
            assert s.target.casefold() == repaired.casefold()


def test_a_term_of_digits_is_delivered() -> None:
    """A segment without letters never meets the model, but its glossary terms are delivered all the same."""
    g = Glossary.from_terms([Term("112", "emergency line", "служба спасения")])
    (r,) = Translator(ScriptedEngine({})).translate(["112"], target="en", glossary=g)
    assert (r.text, r.terms[0].term) == ("emergency line", "112")


def test_without_guards_numbers_alone_stay() -> None:
    """Nothing is demanded of a number when guards are off."""
    (r,) = Translator(ScriptedEngine({})).translate(["3 700,5"], target="en", guards=False)
    assert (r.text, r.terms) == ("3 700,5", ())


def test_capitals_spare_what_must_stand_letter_by_letter() -> None:
    """An address in an ALL-CAPS segment keeps its small letters and is proven so."""
    source = "ЖАҢА САЙТ https://egov.kz/Path АШЫЛДЫ"
    t = Translator(ScriptedEngine(lambda s, _: ["new site https://egov.kz/Path opened"]))
    (r,) = t.translate([source], target="en")
    assert r.text == "NEW SITE https://egov.kz/Path OPENED"
    assert r.terms[0].target == "https://egov.kz/Path"


def test_a_target_longer_than_the_model_is_refused(mini: Translator) -> None:
    """An over-long target cell refuses its occurrence by name; the run goes on."""
    g = Glossary.from_terms([Term("зауыт", "plant " * 700 + "end", "завод")])
    a, b = mini.translate(["Жаңа зауыт ашылды.", "Бүгін күн жылы."], target="en", glossary=g)
    assert [x.means for x in a.terms] == ["refused"]
    assert b.text


def test_one_string_is_no_stream() -> None:
    """A string given for a stream of texts is an error, and a bad target is one before anything is read."""
    t = Translator(ScriptedEngine({}))
    with pytest.raises(TypeError, match="iterable of strings"):
        t.translate_stream("сөз", target="en")
    with pytest.raises(LanguageError):
        t.translate_stream(["сөз"], target="de")  # type: ignore[arg-type]


def test_settings_are_checked() -> None:
    """A beam of nothing or a negative thread count is named before a model is loaded."""
    with pytest.raises(KztransError, match="beam"):
        Translator.load("mini", beam=0)
    with pytest.raises(KztransError, match="threads"):
        Translator.load("mini", threads=-1)
