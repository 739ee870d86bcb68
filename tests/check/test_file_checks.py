"""The checks that CAT tools have: tags, spaces, typography, capitals, and those over a whole file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.check import (
    Checker,
    FilePair,
    all_checks,
    check,
    check_names,
    check_pairs,
    run_checks,
    whole_check,
    whole_checks,
)
from kztrans.check.excerpt import excerpt
from kztrans.check.registry import Pair
from kztrans.check.tags import tokens, without_tokens
from kztrans.errors import KztransError, LanguageError
from kztrans.glossary import Glossary, Term

KK = "Зауыт жаңа өнім шығара бастады."

# name of the check, target language, source, target, whether it speaks
CASES = [
    ("tags", "en", "Зауыт <b>ашылды</b>.", "The plant opened.", True),
    ("tags", "ru", "Зауыт ашылды.", "Завод <i>открыт</i>.", True),
    ("tags", "en", "<b>Зауыт</b> <i>ашылды</i>", "<b>The plant <i>opened</b></i>", True),
    ("tags", "en", "<b>Зауыт</b> ашылды", "</b>The plant<b> opened", True),
    ("tags", "ru", "{0} файл {1}-ден", "{0} файл из", True),
    ("tags", "ru", "%1$s файл %2$s-ден", "%1$s файл из %1$s", True),
    ("tags", "en", "%s: %d файл", "%d files: %s", True),
    ("tags", "ru", "{$a->name} кірді, ${x}", "{$a->nick} вошёл, ${x}", True),
    ("tags", "en", "{{name}} кірді", "{name} has entered", True),
    ("tags", "ru", '<g id="1">Зауыт</g> <x id="2"/>', '<g id="1">Завод</g> <x id="3"/>', True),
    ("tags", "ru", '<bpt i="1"/>Зауыт<ept i="1"/>', '<bpt i="1"/>Завод', True),
    ("tags", "en", "Сәлем, %(name)s! <br>", "Hello, %(name)s!", True),
    ("tags", "en", "{n, plural, other {# файл}}", "# files", True),
    ("tags", "en", "<b>Зауыт</b> ашылды<br>", "The <b>plant</b> opened<br/>", False),
    ("tags", "en", "<b>Зауыт</b> <i>ашылды</i>", "<i>Opened</i>: <b>the plant</b>", False),
    ("tags", "ru", "%2$s: %1$s", "%1$s — %2$s", False),
    ("tags", "en", "{count} файл, {name}", "{name}: {count} files", False),
    ("tags", "en", '<a href="/kk/x" title="Зауыт">Ашу</a>', '<a href="/en/x" title="Plant">Open</a>', False),
    ("tags", "en", "{n, plural, other {# файл}}", "{n, plural, one {# file} other {# files}}", False),
    ("tags", "en", "Өсім 100 % болды, a < b, c > d", "A growth of 100%, while a < b and c > d", False),
    ("tags", "ru", "50% шегерім, {тауар}", "скидка 50%, {товар}", False),
    ("tags", "en", "Бірінші жол<br>екінші", "The first line<br>the second", False),
    ("spaces", "en", KK, "The plant  began.", True),
    ("spaces", "ru", KK, "Завод начал \u00a0выпуск.", True),
    ("spaces", "en", KK, "The plant ( new ) began.", True),
    ("spaces", "ru", KK, "Завод,фабрика начали выпуск.", True),
    ("spaces", "ru", KK, "Завод начал.Он работает.", True),
    ("spaces", "en", KK, "The plant began.It is new.", True),
    ("spaces", "en", KK, " The plant began.", True),
    ("spaces", "en", "Зауыт: ", "The plant:", True),
    ("spaces", "en", "Зауыт:\t\t5", "The plant:\t\t5", False),
    ("spaces", "en", "Зауыт:  5", "The plant:  5", False),
    ("spaces", "en", " Зауыт ", " The plant ", False),
    ("spaces", "en", KK, "See https://a.kz/x,y,z?q=The.It and mail a,b@c.kz; see Node.js, 1,000.", False),
    ("spaces", "ru", KK, "Завод (новый) «начал», т.е. открыт; и т. д.", False),
    ("quotes", "ru", "«Зауыт»", 'Завод "Новый" открыт', True),
    ("quotes", "ru", "«Зауыт»", "Завод “Новый” открыт", True),
    ("quotes", "ru", "«Зауыт»", "Завод 'Новый' открыт", True),
    ("quotes", "en", "«Зауыт»", "The «New» plant", True),
    ("quotes", "en", "«Зауыт»", "The „New“ plant", True),
    ("quotes", "ru", "«Зауыт»", "Завод «Новый», цех «„Свет“»", False),
    ("quotes", "ru", "«Зауыт»", "Экран 5\" в доме О'Нила", False),
    ("quotes", "ru", '<a href="x">Зауыт</a>', '<a href="x">Завод</a>', False),
    ("quotes", "en", "«Зауыт»", "The “New” plant, \"old\" and 'small'", False),
    ("dashes", "ru", KK, "Завод— новый.", True),
    ("dashes", "ru", KK, "Завод —новый.", True),
    ("dashes", "ru", KK, "Завод—новый.", True),
    ("dashes", "en", KK, "The plant– a new one.", True),
    ("dashes", "ru", KK, "— Завод — новый, — сказал он. Поезд Алматы—Астана, май—июнь, 5—7 дней.", False),
    ("dashes", "en", KK, "The plant—a new one – opened in 2016–2020.", False),
    ("hyphens", "ru", KK, "Завод - новый.", True),
    ("hyphens", "en", KK, "The plant - a new one.", True),
    ("hyphens", "ru", KK, "Кто-то — завод-гигант, 5 - 3.", False),
    ("number-format", "ru", "2,8 млрд теңге", "2.8 млрд тенге", True),
    ("number-format", "ru", "1 234 567 теңге", "1,234,567 тенге", True),
    ("number-format", "en", "2,8 млрд теңге", "2,8 billion tenge", True),
    ("number-format", "en", "1 234 567 теңге", "1 234 567 tenge", True),
    ("number-format", "en", "1 234 567 теңге", "1.234.567 tenge", True),
    ("number-format", "ru", "2,8 млрд, 1 234 567", "2,8 млрд, 1\u00a0234\u00a0567", False),
    ("number-format", "ru", "Python 3.5, 4.1-тармақ", "Python 3.5, пункт 4.1", False),
    ("number-format", "ru", "15:30, 01.02.2016", "в 15.30, 01.02.2016", False),
    ("number-format", "en", "2,8 млрд, 1 234 567, 2016", "2.8 billion, 1,234,567, May 5, 2016", False),
    ("capitals", "en", KK, "the plant began.", True),
    ("capitals", "ru", "«Зауыт ашылды»", "«завод открыт»", True),
    ("capitals", "en", "ЖАҢА ЗАУЫТ АШЫЛДЫ", "A new plant opened", True),
    ("capitals", "en", "зауыт ашылды.", "The plant opened.", False),
    ("capitals", "en", "Жазба", "eGov record", False),
    ("capitals", "en", "ЖАҢА ЗАУЫТ АШЫЛДЫ", "NEW PLANT OPENED", False),
    ("capitals", "en", "5 зауыт", "five plants", False),
    ("punctuation", "ru", "Зауыт ашылды ма?", "Завод открыт ?", True),
    ("punctuation", "en", "Зауыт: ашылды!", "The plant : opened !", True),
    ("punctuation", "en", "Зауыт", "The score 3:2 :) and 5:00", False),
]


@pytest.mark.parametrize(("name", "language", "source", "target", "expected"), CASES)
def test_worked_examples(name, language, source, target, expected):
    """Each check speaks on its own fault and is silent on correct text that only looks like it."""
    assert bool(check_pairs([(source, target)], target=language, checks=[name]).findings) is expected


WHOLE = [
    # name of the check, pairs, the lines it speaks on
    ("inconsistent", [("Зауыт", "The plant"), ("Фабрика", "The mill"), ("Зауыт", "The works")], [3]),
    ("inconsistent", [("Зауыт", "The plant"), ("Зауыт", "The works"), ("Зауыт", "The works")], [2, 3]),
    ("inconsistent", [("Зауыт", "The plant"), (" Зауыт ", "The  plant"), ("Зауыт.", "A plant.")], []),
    ("inconsistent", [("Зауыт", "The plant"), ("Зауыт", ""), ("5", "five"), ("5", "5")], []),
    ("inconsistent-source", [("Зауыт", "The plant"), ("Фабрика", "The plant")], [2]),
    ("inconsistent-source", [("Зауыт", "The plant"), ("зауыт.", "The plant"), ("Бес", "5"), ("5", "5")], []),
]


@pytest.mark.parametrize(("name", "pairs", "lines"), WHOLE)
def test_whole_files(name, pairs, lines):
    """A second translation of one source, or a second source of one translation, is told where it stands."""
    result = check_pairs(pairs, target="en", checks=[name])
    assert [found.pair.line for found in result.findings] == lines


GLOSSARY = Glossary.from_terms(
    [Term("зауыт", "plant", "завод", en_forbidden=("factory",)), Term("гранттық қаржы", "grant", "грант")]
)
TERMS = [
    # name of the check, source, English target, whether it speaks
    ("terms", "Зауытты ашты.", "They opened the works.", True),
    ("terms", "Зауыт пен зауыт", "The mill and the mill", True),
    ("terms", "Зауыттар ашылды.", "The plants opened.", False),
    ("terms", "Зауыт зауытқа ұқсас.", "The plant resembles it.", False),
    ("terms", "Мектеп ашылды.", "The school opened.", False),
    ("term-count", "Зауыт зауытқа ұқсас.", "The plant resembles it.", True),
    ("term-count", "Зауыт зауытқа ұқсас.", "The plant resembles a plant.", False),
    ("term-count", "Зауыт ашылды.", "It opened.", False),
    ("forbidden", "Зауыт ашылды.", "The factory opened.", True),
    ("forbidden", "Мектеп ашылды.", "The factory opened.", False),
    ("forbidden", "Зауыт ашылды.", "The plant opened.", False),
]


@pytest.mark.parametrize(("name", "source", "target", "expected"), TERMS)
def test_terms(name, source, target, expected):
    """A term without any licensed form, or with a forbidden rendering, is named; a pronoun may repeat it."""
    result = check_pairs([(source, target)], target="en", glossary=GLOSSARY, checks=[name])
    assert bool(result.findings) is expected


def test_every_file_check_has_examples():
    """No check of this room goes without an example that it speaks on and one that it is silent on."""
    told = [(case[0], case[-1]) for case in (*CASES, *TERMS)] + [
        (name, bool(lines)) for name, _, lines in WHOLE
    ]
    new = {each.name for each in whole_checks()} | {each.name for each in all_checks() if each.files_only}
    for name in {*new, "tags", "spaces", "capitals"}:
        assert {speaks for case, speaks in told if case == name} == {True, False}


def test_typography_is_not_asked_of_a_model():
    """A draft with straight quotes raises no warning in a translation run, only in a file or when asked."""
    pair = Pair("«Зауыт» ашылды.", 'Завод "Новый" открыт.', "ru")
    assert not run_checks(pair)
    assert run_checks(pair, also=["quotes"])
    assert check_pairs([(pair.source, pair.target)], target="ru").counts["quotes"] == 1


def test_tags_are_asked_of_a_model():
    """A tag that a translation lost is worth a warning wherever it happened."""
    assert [each.check for each in run_checks(Pair("<b>Зауыт</b>", "The plant", "en"))] == ["tags"]


def test_tags_in_latin_kazakh_are_compared_as_typed():
    """The repaired copy that matching reads spells mark-up in Cyrillic; the user's own tags are compared."""
    source, target = "Bul <b>jańa</b> zaýyt {name} ashyldy.", "This <b>new</b> plant {name} opened."
    assert not check_pairs([(source, target)], target="en", checks=["tags"]).findings


def test_terms_in_latin_kazakh_are_found():
    """Matching reads the repaired copy, so a term is found in a Latin source too."""
    pairs = [("Jańa zaýyt búgin ashyldy jáne jumys istep tur.", "It opened today and works.")]
    assert check_pairs(pairs, target="en", glossary=GLOSSARY, checks=["terms"]).findings


def test_findings_carry_the_users_own_text():
    """A finding shows both texts letter by letter as they stand in the file."""
    source, target = "Зауыт\u00a0«ашы\u00adлды».", " The plant."
    (found,) = check_pairs([("", ""), (source, target)], target="en", checks=["spaces"]).findings
    assert found.pair == FilePair(2, source, target)


def test_an_empty_translation_is_one_finding():
    """Where nothing was translated no other check is asked, not even of its terms."""
    result = check_pairs([("Зауыт 5 теңге.", "")], target="en", glossary=GLOSSARY)
    assert [found.check for found in result.findings] == ["empty"]


def test_defaults():
    """Without a glossary no check of terms runs; persons, Latin names and hyphens only by name."""
    bare, given = Checker.of("ru"), Checker.of("ru", glossary=GLOSSARY)
    assert {"terms", "forbidden"} & {*bare.names} == set()
    assert {*given.names} - {*bare.names} == {"terms", "forbidden"}
    assert {"persons", "latin", "hyphens", "names", "term-count"} & {*given.names} == set()
    assert {*bare.names} < {*check_names()}


def test_counts_name_every_check_that_ran():
    """A check without findings is reported with 0: it was asked."""
    result = check_pairs([("Зауыт", "plant"), ("Бес", "Five")], target="en", checks=["capitals", "tags"])
    assert result.counts == {"capitals": 1, "tags": 0}
    assert (result.pairs, result.failures) == (2, 1)


def test_runs_do_not_know_each_other():
    """A checker may be used for many files: what one file says binds no other."""
    checker = Checker.of("en", checks=["inconsistent"])
    assert not checker.run([FilePair(1, "Зауыт", "The plant")]).findings
    assert not checker.run([FilePair(1, "Зауыт", "The works")]).findings


def test_wrong_names_and_languages_are_told():
    """A misspelt check, a check without its glossary, a wrong target: an error that says what to do."""
    with pytest.raises(KztransError, match=r"'tgas'.*tags"):
        check_pairs([], target="en", checks=["tgas"])
    with pytest.raises(KztransError, match="needs a glossary"):
        check_pairs([], target="en", checks=["terms"])
    with pytest.raises(LanguageError, match="'de'"):
        check_pairs([], target="de")


def test_a_name_is_registered_once():
    """No check of whole files takes the name of another one, of either kind; nor the other way round."""
    for name in ("inconsistent", "numbers"):
        with pytest.raises(KztransError, match=name):
            whole_check(name)(lambda: lambda place: [])
    assert len(set(check_names())) == len(check_names())
    with pytest.raises(KztransError, match="'numbers'"):
        check("numbers")(lambda pair: [])


def test_tokens_in_order():
    """Tags and placeholders come as they are written, in order; blanking them keeps every offset."""
    text = '<b>5</b> {0} %1$s <x id="1"/> 100% of {words here}'
    assert [each.text for each in tokens(text)] == ["<b>", "</b>", "{0}", "%1$s", '<x id="1"/>']
    assert len(without_tokens(text)) == len(text)
    assert without_tokens(text).split() == ["5", "100%", "of", "{words", "here}"]


WORDS = st.lists(st.text("абв.,", min_size=1, max_size=15), min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(WORDS, st.data())
def test_excerpts_end_between_words(words, data):
    """What is shown of a text are whole words around the place, with … where the text goes on."""
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    shown = excerpt(text, start, start + 1)
    core = shown.removeprefix("… ").removesuffix(" …")
    assert f" {core} " in f" {text} " and text[start].strip() in core
    assert shown.startswith("… ") or text.startswith(core)
    assert shown.endswith(" …") or text.endswith(core)


PIECE = st.sampled_from(["<b>", "</b>", "<br/>", "{0}", "%s", "%d", "{{x}}", "зауыт", " ", "5%", "<", "{"])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECE, max_size=8).map("".join))
def test_a_copy_has_the_same_tags(text):
    """Whatever mark-up a source has, well-formed or not, its exact copy is never accused."""
    assert not run_checks(Pair(text, text, "en"), ["tags"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), max_size=4), st.sampled_from(["en", "ru"])
)
def test_any_file_is_judged(pairs, language):
    """No text, however odd, makes a check fail; every finding says something about a line of the file."""
    result = check_pairs(pairs, target=language, glossary=GLOSSARY, checks=check_names())
    assert result.pairs == len(pairs)
    for found in result.findings:
        assert found.message and (found.pair.source, found.pair.target) == pairs[found.pair.line - 1]
