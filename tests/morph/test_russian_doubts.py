"""Doubts about Russian inflection: each kind is told, and sure terms are left in peace."""

from __future__ import annotations

import pytest

from kztrans.morph.russian_doubts import doubts


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("новый программа", "'новый' and 'программа' do not agree"),
        ("рабочее места", "do not agree"),
        ("государственный служащие", "do not agree"),
        ("новая индустриализации", "do not agree"),
        ("высшее учебный заведение", "do not agree"),
        ("Государственная программу", "do not agree"),
        ("министр иностранный дел", "'иностранный' stands in the nominative behind 'министр'"),
        ("министерство финансы", "'финансы' stands in the nominative"),
        ("программа развитие", "'развитие' stands in the nominative"),
        ("в рамках", "not a noun phrase"),
        ("акимат", "'акимат' is in no dictionary: its forms are guessed"),
        ("кашпиру", "taken as indeclinable"),
        ("Премьер–Министр", "has a dash where a hyphen belongs"),
        ("бюджеть", "its gender is guessed"),
    ],
)
def test_each_doubt_is_told(phrase, words) -> None:
    """What grammar has to guess or cannot put right is told in plain words."""
    assert any(words in doubt for doubt in doubts(phrase))


@pytest.mark.parametrize(
    "phrase",
    [
        "государственная программа",
        "государственные служащие",
        "исполняющий обязанности министра",
        "заведующий отделом",
        "министр труда и социальной защиты населения",
        "малый и средний бизнес",
        "договор купли-продажи",
        "Премьер-Министр",
        "ИТ-компания",
        "цифровизация",
        "Кызылорда",
        "Нурлы жол",
        "ТОО",
        "АО «НК «ҚТЖ»",
        "город Шымкент",
        "район имени Казыбек би",
        "100 конкретных шагов",
        "лица, занятые в производстве",
        "средства массовой информации",
        "«Новая индустриализация»",
        "1",
        "",
    ],
)
def test_sure_terms_are_left_in_peace(phrase) -> None:
    """Ordinary official terms, names, abbreviations and quoted titles raise no doubt."""
    assert doubts(phrase) == []


def test_an_answered_doubt_is_silent() -> None:
    """A gender says that somebody looked; adverbs and adjectives do not inflect as nouns."""
    assert doubts("акимат", gender="m") == []
    assert doubts("в рамках", pos="adv") == doubts("новый", pos="adj") == []
