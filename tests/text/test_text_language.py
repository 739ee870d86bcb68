"""Scripts and languages: told apart, without false alarms on Kazakh."""

import gzip
import random
from itertools import islice
from pathlib import Path

import pytest

from kztrans.text.language import identify, suspect_language
from kztrans.text.script import count_letters, has_kazakh_letters, script_of

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


@pytest.mark.parametrize(
    ("text", "script"),
    [("мектеп", "cyrillic"), ("School", "latin"), ("IT-мектеп", "mixed"), ("2016 – №", "none"), ("", "none")],
)
def test_script_of_a_text(text, script):
    """The script is that of the letters; digits and signs have none."""
    assert script_of(text) == script


def test_letters_are_counted_by_script():
    """Shares are of the letters, and an empty text has none."""
    counts = count_letters("Қала LLC 5")
    assert (counts.cyrillic, counts.latin, counts.kazakh) == (4, 3, 1)
    assert counts.cyrillic_share == pytest.approx(4 / 7)
    assert counts.latin_share == pytest.approx(3 / 7)
    assert counts.kazakh_share == 0.25
    assert (
        count_letters("").latin_share
        == count_letters("").cyrillic_share
        == count_letters("").kazakh_share
        == 0
    )
    assert has_kazakh_letters("үй")
    assert not has_kazakh_letters("дом")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ауылға жаңа мектеп салынып, оқушылар бірінші қыркүйекте сабаққа келді.", "kk"),
        ("В селе построили новую школу, и первого сентября дети пришли на урок.", "ru"),
        ("A new school was built in the village and the children came in September.", "en"),
    ],
)
def test_language_of_a_sentence(text, language):
    """The three languages of the house are told apart with confidence."""
    found = identify(text)
    assert found.language == language
    assert 0.8 < found.probability <= 1


def test_a_document_in_the_wrong_language_is_named():
    """An English and a Russian document get their language's English name."""
    english = [
        "The committee met on Monday to discuss the budget.",
        "It agreed on a plan for roads and schools.",
    ]
    russian = [
        "Комитет собрался в понедельник, чтобы обсудить бюджет.",
        "Он принял план дорог и школ на год.",
    ]
    assert suspect_language(english) == "English"
    assert suspect_language(russian) == "Russian"


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("The committee met on Monday.", "English"),
        ("Комитет принял закон о бюджете.", "Russian"),
        ("Дети пошли сегодня в новую школу.", "Russian"),
        ("Der Ausschuss hat heute den Haushalt beschlossen.", "German"),
    ],
)
def test_one_sentence_is_enough(sentence, language):
    """A text of a single line that holds no Kazakh letter is named as surely as a whole document."""
    assert suspect_language([sentence]) == language


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["Қабылданды"],
        ["Кабылданды"],
        ["Сабак"],
        ["Нурсултан Назарбаев, Касым-Жомарт Токаев"],
        ["Алматы, Астана, Тараз, Семей, Павлодар"],
        ["Hewlett Packard Enterprise Company Ltd"],
        ["Мен балаларды жаңа автобуста көрдім"],
        ["OK"],
        ["Короткий"],
        ["«NORDIC STEEL AB» мен «BALTIC TRADE LLC» «ASTANA EXPO» көрмесіне қатысты, деп жазды Reuters."],
        [
            "Қаулы қабылданды.",
            "Microsoft Windows Server Standard лицензиясы, HP ProLiant DL380 сервері алынды.",
        ],
    ],
)
def test_kazakh_and_short_texts_raise_no_alarm(texts):
    """Latin names in Kazakh text and texts too short to judge are no ground for a warning."""
    assert suspect_language(texts) is None


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not here")
def test_no_false_alarm_on_kazakh_corpora():
    """No sampled passage of real Kazakh text, of one or five lines, is taken for another language."""
    for path in sorted(CORPUS.glob("mono-kk-*.txt.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            sample = list(islice(lines, 3000))
        chooser = random.Random(path.name)
        for size in (1, 5):
            for _ in range(60):
                first = chooser.randrange(len(sample))
                assert suspect_language(sample[first : first + size]) is None
