"""Checks of output that is no translation: empty, looping, copied, wrong letters, wrong length."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.check import Pair, all_checks, check, run_checks
from kztrans.errors import KztransError
from kztrans.records import Issue, TermOutcome

SOURCE = "Зауыт былтыр жаңа өнім шығара бастады."


def speaks(name: str, source: str, target: str, language: str = "en", terms=()) -> bool:
    return bool(run_checks(Pair(source, target, language, tuple(terms)), [name]))


def delivered(source: str, word: str, target: str, form: str, term: str | None = None) -> TermOutcome:
    a, b = source.index(word), target.index(form)
    return TermOutcome(word, a, a + len(word), term or word, (), form, b, b + len(form), "free")


CASES = [
    ("empty", "en", SOURCE, "", True),
    ("empty", "ru", SOURCE, "  \n", True),
    ("empty", "en", SOURCE, "...", True),
    ("empty", "ru", "2016", "—", True),
    ("empty", "en", "Иә", "«»", True),
    ("empty", "en", SOURCE, "Yes.", False),
    ("empty", "en", "", "", False),
    ("empty", "ru", "***", "***", False),
    ("empty", "ru", "—", "", False),
    ("empty", "en", "2016", "2016", False),
    ("repetition", "en", SOURCE, "The plant the the the new product.", True),
    ("repetition", "ru", SOURCE, "Завод начал начал начал выпуск.", True),
    ("repetition", "en", SOURCE, "new plant, new plant, new plant, new plant", True),
    ("repetition", "en", SOURCE, "In the city rain, in the city snow and in the city hail.", True),
    ("repetition", "ru", SOURCE, "Завод-на-на-на-на-на-на-на", True),
    ("repetition", "en", SOURCE, "The plaplaplaplaplaplant.", True),
    ("repetition", "en", "Жоқ, жоқ, жоқ, жоқ!", "No, no, no, no!", False),
    ("repetition", "en", SOURCE, "He had had that that plant.", False),
    ("repetition", "ru", SOURCE, "Завод долго-долго не работал.", False),
    ("repetition", "en", "100 000 000 000 теңге", "100 000 000 000 tenge", False),
    ("repetition", "ru", "Аһ-һа-ха-ха-ха-ха-ха-ха!", "Ха-ха-ха-ха-ха-ха!", False),
    ("repetition", "en", "ааааааааа", "aaaaaaaaa", False),
    ("repetition", "en", SOURCE, "One of the plants, one of the mills.", False),
    ("repetition", "ru", "ЖШС, ЖШС-нің, ЖШС-ке, ЖШС", "ТОО, ТОО, ТОО", False),
    ("repetition", "ru", "ЖШС ЖШС ЖШС ЖШС", "ТОО ТОО ТОО ТОО", False),
    ("repetition", "ru", "ЖШС ЖШС", "ТОО ТОО ТОО ТОО ТОО", True),
    ("repetition", "en", "Жоқ, жоқ, жоқ, жоқ!", "No, no, no, no, no, no, no, no, no!", True),
    ("repetition", "ru", "Аһ-һа-ха-ха-ха-ха-ха-ха!", "Ха-" * 30 + "ха", True),
    ("duplicates", "en", SOURCE, "The plant of ABC LLP LLP opened.", True),
    ("duplicates", "ru", SOURCE, "Завод начал Завод начал выпуск.", True),
    ("duplicates", "en", "Бір-бірлеп ЖШС ашылды.", "One by one an LLP LLP opened.", True),
    ("duplicates", "en", "«ABC» зауыты", "The ABC plant of ABC", True),
    ("duplicates", "en", "gov.kz, https://gov.kz", "https://gov.kz https://gov.kz", True),
    ("duplicates", "en", "«ABC» мен ABC-ның зауыты", "ABC and the plant of ABC", False),
    ("duplicates", "en", SOURCE, "He said that that plant had had 5 5.", False),
    ("duplicates", "en", SOURCE, "The plant's plants, plants; the plant-plant.", False),
    ("duplicates", "ru", "Өте-өте үлкен", "Очень очень большой", False),
    ("duplicates", "en", "ЖШС ЖШС ашылды", "LLP LLP opened", False),
    ("untranslated", "en", SOURCE, SOURCE, True),
    ("untranslated", "ru", SOURCE, SOURCE, True),
    ("untranslated", "ru", "Ғылым", "Ғылым", True),
    ("untranslated", "en", "экономика", "экономика", True),
    ("untranslated", "en", SOURCE, "The plant былтыр жаңа өнім шығара began.", True),
    ("untranslated", "ru", SOURCE, "Завод былтыр жаңа өнім шығара начал.", True),
    ("untranslated", "ru", "экономика", "экономика", False),
    ("untranslated", "ru", "Владимир Путин", "Владимир Путин", False),
    ("untranslated", "en", "KARLSKRONA LC AB", "KARLSKRONA LC AB", False),
    ("untranslated", "en", "2016–2020", "2016–2020", False),
    ("untranslated", "ru", "Иванов, Орлов, Котов, Белов келді", "Иванов, Орлов, Котов, Белов здесь", False),
    ("untranslated", "en", SOURCE, "Last year the plant began to make a new product.", False),
    ("script", "en", SOURCE, "The завод began.", True),
    ("script", "en", SOURCE, "The plаnt began.", True),
    ("script", "ru", SOURCE, "Завод бастаған жаңа выпуск.", True),
    ("script", "ru", "Оған «Құрмет» ордені берілді.", "Он награжден орденом «Құрмет».", False),
    ("script", "ru", "Оған «Құрмет» ордені берілді.", "Ему оказан құрмет.", True),
    ("script", "ru", "Оған «Құрмет» ордені берілді.", "Он награжден орденом «Еңбек».", True),
    ("script", "ru", "Оның «жеңіл жұмыс» дегені.", "Это он назвал «жеңіл жұмыс».", True),
    ("script", "ru", SOURCE, "Завод начал the выпуск.", True),
    ("script", "ru", SOURCE, "Зaвод начал выпуск.", True),
    ("script", "en", SOURCE, "The plant 工厂 began.", True),
    ("script", "ru", SOURCE, "Завод مصنع начал.", True),
    ("script", "en", SOURCE, "The plant began: “fine café” – 5 µm.", False),
    ("script", "ru", "Bank of America", "Bank of America", False),
    ("script", "ru", "Америка Банкі", "Банк Bank of America открылся.", False),
    ("script", "ru", "ол iphone алды", "Он купил iphone.", False),
    ("script", "ru", SOURCE, "В XX веке IP-адрес и PDF-файл.", False),
    ("script", "ru", SOURCE, "Завод «Twitter» начал выпуск.", False),
    ("script", "ru", "ол w әрпі", "Это буква w.", False),
    ("latin", "ru", SOURCE, "Завод «Twitter» начал выпуск.", True),
    ("latin", "ru", "«Twitter» зауыты", "Завод «Twitter» начал выпуск.", False),
    ("length", "en", SOURCE, "Ok.", True),
    ("length", "ru", SOURCE, "Да.", True),
    ("length", "en", SOURCE, "The plant began. " * 6, True),
    ("length", "ru", SOURCE, "Завод начал выпуск. " * 6, True),
    ("length", "en", "Иә.", "Yes, he said, and so it was done.", True),
    ("length", "en", "Иә.", "Yes, it is.", False),
    ("length", "ru", "Қош!", "До свидания!", False),
    ("length", "en", SOURCE, "The plant began to make a new product.", False),
    ("length", "ru", SOURCE, "В прошлом году завод начал выпускать новую продукцию.", False),
    ("length", "en", SOURCE * 5, "The plant began to make a new product. " * 5, False),
]


@pytest.mark.parametrize(("name", "language", "source", "target", "expected"), CASES)
def test_worked_examples(name, language, source, target, expected):
    """Each check speaks on its own fault and is silent on text that only looks like it."""
    assert speaks(name, source, target, language) is expected


def test_empty_output_is_one_issue():
    """An empty translation of a sentence with names and figures is reported once, not by every check."""
    issues = run_checks(Pair("«ABC» 2016 жылы 40 пайыз өсті.", "", "en"))
    assert [issue.check for issue in issues] == ["empty"]


def test_glossary_terms_are_not_judged():
    """What a person wrote into the glossary may hold Kazakh letters or Latin words in Russian text."""
    source, target = "Мәңгі ел журналы шықты.", "Вышел журнал Мәңгі ел."
    assert speaks("script", source, target, "ru")
    assert not speaks("script", source, target, "ru", [delivered(source, "Мәңгі ел", target, "Мәңгі ел")])


def test_a_rendering_beside_its_own_word_is_a_duplicate():
    """A term delivered next to the same word is reported through quotes and commas; two terms are not."""
    source, target = "«ABC» ЖШС, ЖШС", 'The firm "ABC LLP", LLP'
    first = delivered(source, "ЖШС", target, "LLP")
    assert speaks("duplicates", source, target, "en", [first])
    second = TermOutcome("ЖШС", 11, 14, "ЖШС", (), "LLP", 20, 23, "free")
    assert target[20:23] == "LLP"
    assert not speaks("duplicates", source, target, "en", [first, second])


def test_guarded_strings_are_judged():
    """A guard's delivery is no excuse: the checks look at it as if there were no guard."""
    source, target = "Мәңгі ел журналы шықты.", "Вышел журнал Мәңгі ел."
    outcome = delivered(source, "Мәңгі ел", target, "Мәңгі ел", "guard:name")
    assert speaks("script", source, target, "ru", [outcome])


def test_refused_terms_blank_nothing():
    """An outcome without a place leaves both texts as they are."""
    refused = TermOutcome("Зауыт", 0, 5, "зауыт", (), None, None, None, "refused")
    pair = Pair(SOURCE, "The plant.", "en", (refused,))
    assert (pair.own_source, pair.own_target) == (SOURCE, "The plant.")


def test_unknown_check_is_named():
    """A misspelt check name is an error that lists the real ones."""
    with pytest.raises(KztransError, match=r"'lenght'.*length"):
        run_checks(Pair(SOURCE, "x", "en"), ["lenght"])


def test_a_name_is_registered_once():
    """A second check under a taken name would silently replace the first."""
    with pytest.raises(KztransError, match="'length'"):
        check("length")(lambda pair: [])


def test_defaults_by_language():
    """Latin names are demanded in English by default; Russian writers put many of them into Cyrillic."""
    by_name = {each.name: each for each in all_checks()}
    assert by_name["names"].default == ("en",)
    assert by_name["latin"].default == ()
    assert by_name["script"].default == ("en", "ru")


def test_issues_are_failures_and_carry_their_check():
    """An issue names its check and counts as a failure under --strict."""
    (issue,) = run_checks(Pair(SOURCE, "Ok.", "en"), ["length"])
    message = f"The translation is too short: 3 characters for {len(SOURCE)}."
    assert issue == Issue("length", message, notice=False)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["en", "ru"]))
def test_any_text_is_judged(source, target, language):
    """No text, however odd, makes a check fail; every issue says something."""
    issues = run_checks(Pair(source, target, language), [each.name for each in all_checks()])
    assert all(issue.message for issue in issues)


def test_a_delivered_document_number_is_no_foreign_script():
    """The letters of «№ 12-НҚ» stay as they are in any language."""
    source, target = "№ 12-НҚ бұйрық", "Order No. 12-НҚ"
    outcome = delivered(source, "№ 12-НҚ", target, "No. 12-НҚ", "guard:code")
    assert not speaks("script", source, target, "en", [outcome])
    assert speaks("script", source, target, "en", [])
