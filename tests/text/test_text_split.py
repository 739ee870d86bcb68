"""Sentence splitting: nothing lost, and boundaries where a reader of Kazakh or Russian puts them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.text.split import split
from kztrans.text.words import abbreviations

#: Paragraphs with ‖ where a segment ends; the mark itself is taken out before splitting.
PROBE = [
    # plain sentences
    "Көктем келді.‖ Қар еріді.‖ Өзендер тасыды.",
    "Сен қайда барасың?‖ Мен үйге қайтып барамын!‖ Жақсы.",
    "Наступила весна.‖ Снег растаял?‖ Нет, ещё лежит!",
    "Мектеп ашылды. ‖  Екі бос орын да кедергі емес.",
    "Ол келді.‖ 5 адам күтіп тұр екен.",
    "Бағасы қанша?!‖ Білмеймін.",
    "Мүмкін емес!!!‖ Қалайша?..‖ Түсінбедім.",
    # initials
    "Жиында Б.Сейітов сөз сөйледі.‖ Оған Г. К. Әлімова жауап берді.",
    "Кітапты М.О.Әуезов жазған.‖ Оны бәрі біледі.",
    "Директор А. Б. Қасымов пен инженер Д.Ли келді.",
    "Бұл туралы Қасымов А.Б. Ол кеше айтқан.".replace("А.Б. ", "А.Б.‖ "),
    "Роман Л. Н. Толстого переведён.‖ Переводчик — К. Юсупов.",
    "«Н.Ә.Тілеуов атындағы мектеп» жаңадан ашылды.‖ Оқушылар қуанды.",
    "Хабарды Дж. Смит таратты.",
    # Kazakh abbreviations
    "Дүкенде нан, сүт, май т.б. азық-түлік бар.",
    "Дүкенде нан, сүт, май т.б.‖ Халық риза.",
    "Үстел, орындық т. б. жиһаз әкелінді.",
    "Қой, ешкі, түйе т.с.с.‖ Малшылар көшті.",
    "Қор 180 млрд. теңгеге жетті.",
    "Шығын 7 млн. болды.‖ Кіріс 9 млн.‖ Бұл жақсы көрсеткіш.",
    "Келісім 5 млн. АҚШ долларына жасалды.",
    "Көлік 300 мың. теңге тұрады.",
    "Ол 1987 ж. туған.‖ Қазір зейнетте.",
    "1991 ж. Қазақстан тәуелсіздік алды.",
    "Зауыт 2004 ж. ашылып, 2010-2012 жж. кеңейтілді.",
    "Ауыл Шиелі ауд. орталығынан алыс.",
    "Мекемеміз Алматы қ. Абай көш. 15-үйде орналасқан.",
    "Дәрісті проф. Нұрланов оқыды.‖ Тыңдаушы көп болды.",
    "Мұны акад. Қ.Омаров дәлелдеген.",
    "Қамал б.з.б. 300 ж. салынған.",
    "Бұл қағида ертеде қалыптасқан (қар. 5-кесте).‖ Енді ол ескірді.",
    "Деректер 12 б. берілген, мыс. Ақтөбе мен Орал.",
    "Бұйрық № 5 қабылданды.‖ № 6 бұйрық дайындалуда.",
    "ХХ ғ. басында қала болмаған.",
    "Ертіс пен Есіл, т.с.с. өзендер бар.",
    "Жоба құны 40 тг. құрайды.",
    # Russian abbreviations
    "Купили хлеб, молоко и т.д. в магазине.",
    "Купили хлеб, молоко и т. д.‖ Потом вернулись.",
    "Приехали учителя, врачи и др.‖ Все были рады.",
    "Это случилось в 1998 г. летом.‖ Потом всё забылось.",
    "Мы живём в г. Семей на ул. Абая, д. 7.‖ Дом новый.",
    "Площадь названа им. Сатпаева.‖ Она большая.",
    "См. рис. 4 и табл. 2 на стр. 18.‖ Там всё показано.",
    "Ущерб составил 3 тыс. руб. за год.",
    "Он получил 15 руб.‖ Сестра получила больше.",
    "Договор подписал г-н Ахметов.‖ Стороны довольны.",
    "Т.е. работа окончена.‖ Можно отдыхать.",
    "Лекцию читал проф. В. Иванов.‖ Зал был полон.",
    # numbers, dates, lists
    "Келісімге 16.12.2016 қол қойылды.‖ Ол күшінде.",
    "Мерзімі 01.02.2020.‖ Кейін ұзартылды.",
    "Өсім 3.5 пайыз болды.‖ Бағам 1.234,5 теңге.",
    "Барлығы 2016.‖ Одан артық емес.",
    "1. Бөлім туралы ереже",
    "1.2. Құжаттың мақсаты.‖ Қолдану аясы.",
    "А. Негізгі талаптар",
    "IV. Қорытынды ережелер",
    "Жоспар: 1. Кіріспе жазу; 2. Дерек жинау.",
    "Кездесу 25. 12. 2016 күні өтті.",
    # addresses and file names
    "Толығырақ www.kitap.kz немесе https://kitap.kz/A?b=C.D сайтында.‖ Кіріңіз.",
    "Хат info.Ofis@poshta.kz поштасына келді.‖ Жауап жазылды.",
    "Есеп.Соңғы/Нұсқа.docx файлында сақталды.",
    "Node.Js пен ASP.Net қолданылды.",
    # ellipsis
    "Ол ойланып қалды… сосын күлді.‖ Біз үндемедік.",
    "Білмеймін... Мүмкін, келер.".replace("... ", "...‖ "),
    "… Бірақ бәрі өзгерді.‖ Енді кеш.",
    "Заң (…) Қазақстанда қабылданды.",
    "Ол (!) Алматыдан жаяу келді.",
    # quotations
    "«Келемін!» деді ол.‖ Бірақ келмеді.",
    "«Сен кімсің?» — деп сұрады қарт.‖ Бала үндемеді.",
    "Ол: «Мен келдім. Сен қайдасың?» деп жазды.‖ Жауап болмады.",
    "“Бәрі дайын.” Сосын ол кетті.".replace("” ", "”‖ "),
    '"Жүр!" деді әкесі.‖ Олар кетті.',
    "Хат келді (оны кеше жіберген. Пошта кешіккен) және оқылды.‖ Бітті.",
    "(Бәрі күлді.)‖ Содан кейін жиын жабылды.",
    "Елші келді (1940 ж.) Алматыға.",
    # dialogue
    "– Ассалаумағалейкум, ағай!‖ Қалыңыз қалай? - деді шәкірт.",
    "Рұқсат етіңіз, - деді Б.Сейітов.‖ Залда қол шапалақтады.",
    "– Қайдан келдің? – деп сұрады ол.‖ – Ауылдан келдім.‖ – Жақсы екен.",
    "Жұмыс басталды! - деп хабарлады қызмет.‖ Бәрі риза.",
    "— Вы готовы?.. — спросил он.‖ — Да.‖ — Тогда идём!",
    "Жаңалықты айтты.‖ – Аса құрметті қонақтар!‖ Төрлетіңіздер.",
    "Алматы: Ғылым, 2005. – 200 б.",
    # the space that is missing
    "Жұмыс бітті.‖Енді демаламыз.",
    "Бәрі жақсы болды!‖Ертең қайта келеміз.",
    "Шара Қызылорда обл.Арал қаласында өтті.",
    # lower case, symbols, brands
    "Ол Yahoo! қызметін қолданады.",
    "Телефон сатып алды.‖ iPhone қымбат екен.",
    "Керемет!‖ 😊 Рахмет.",
    "Дерек[3] дұрыс болды.[4]‖ Кейін толықтырылды.",
]


@pytest.mark.parametrize("marked", PROBE)
def test_boundaries_stand_where_a_reader_puts_them(marked):
    """Each probe paragraph is split exactly at its marks and nowhere else."""
    expected = [part.strip() for part in marked.split("‖")]
    assert [segment.source for segment in split(marked.replace("‖", ""))] == expected


@pytest.mark.parametrize(
    "text", ["Бірінші тақырып\nЕкінші жол жалғасы\r\n\r\n– тізім\n- тағы", "Аты\tЖасы\nАй\t5"]
)
def test_line_breaks_and_tabs_end_a_segment(text):
    """Headings, list items and table cells are segments of their own."""
    assert [segment.source for segment in split(text)] == [
        part.strip() for part in text.replace("\t", "\n").splitlines() if part.strip()
    ]


def assert_whole(text, segments):
    place = 0
    for number, segment in enumerate(segments, 1):
        assert segment.id == str(number)
        assert segment.source
        assert segment.start >= place
        assert text[place : segment.start].strip() == ""
        assert text[segment.start : segment.end] == segment.source
        assert segment.source == segment.source.strip()
        place = segment.end
    assert text[place:].strip() == ""


KAZAKHISH = st.lists(
    st.sampled_from(
        [
            "Ол",
            "келді",
            "т.б.",
            "2016",
            "ж.",
            "Ә.",
            "Б.Ә.",
            "млрд.",
            "…",
            "!",
            "?..",
            ".",
            "–",
            "-",
            "«",
            "»",
            "(",
            ")",
            '"',
            " ",
            "  ",
            "\n",
            "\t",
            "\u00a0",
            "\u00ad",
            "№",
            "г.",
            "😊",
            ".А",
            "болды.Енді",
            "1.",
            ",",
            ";",
            "және",
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), KAZAKHISH), st.none() | st.integers(1, 30))
def test_no_character_is_lost_or_doubled(text, limit):
    """Segments lie in order, slice to their own source, and leave only white space between them."""
    assert_whole(text, split(text, limit=limit))


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=120), KAZAKHISH), st.integers(1, 30))
def test_pieces_measure_at_most_the_limit(text, limit):
    """Every piece fits, except a single grapheme that cannot; a piece of a divided sentence is marked."""
    whole = {segment.start: segment for segment in split(text)}
    for segment in split(text, limit=limit):
        assert len(segment.source) <= limit or segment.cut or limit < 8
        assert segment.cut or whole[segment.start].source == segment.source
    if text.isascii():
        assert all(len(segment.source) <= limit for segment in split(text, limit=limit))


def test_long_sentences_are_divided_at_their_best_marks():
    """A semicolon is taken before a comma, a comma before a conjunction, a conjunction before a space."""

    def pieces(text, limit):
        segments = split(text, limit=limit)
        assert all(segment.cut for segment in segments)
        return [segment.source for segment in segments]

    assert pieces("Жер жыртылды, тұқым егілді; жаңбыр жауды, егін шықты.", 40) == [
        "Жер жыртылды, тұқым егілді;",
        "жаңбыр жауды, егін шықты.",
    ]
    assert pieces("Жер кеше ғана жыртылды, тұқым және тыңайтқыш жеткізілді.", 45) == [
        "Жер кеше ғана жыртылды,",
        "тұқым және тыңайтқыш жеткізілді.",
    ]
    assert pieces("Жаңа жол салынып бітті және көпір қайта жөнделді.", 35) == [
        "Жаңа жол салынып бітті",
        "және көпір қайта жөнделді.",
    ]
    assert pieces("бір екі үш төрт", 8) == ["бір екі", "үш төрт"]


def test_names_and_numbers_are_not_torn_apart():
    """A cut spares a quoted name, a Latin name and a number with its unit where there is another space."""
    for text, limit, kept in [
        ("Біздің өңірде «Ақ жол көлік қызметі» серіктестігі жұмыс істейді", 40, "«Ақ жол көлік қызметі»"),
        ("Бүгін ауданда NORDIC STEEL GROUP компаниясы жаңа цех ашты", 40, "NORDIC STEEL GROUP"),
        ("Биыл ауданның бюджеті шамамен 250 миллион теңгеге дейін өсті", 40, "250 миллион"),
    ]:
        assert any(kept in segment.source for segment in split(text, limit=limit))


def test_a_grapheme_is_never_divided():
    """A letter with marks, a joined emoji, a flag and a surrogate pair stay together even at limit 1."""
    for cluster in ["а\u0301\u0302", "👩\u200d🚀", "🇰🇿", "👍🏽", "\ud83d\ude00"]:
        pieces = [segment.source for segment in split(cluster * 4, limit=1)]
        assert pieces == [cluster] * 4


def test_pieces_are_balanced():
    """Seven units over a limit of six become four and three, not six and one."""
    words = split("а б в г д е ж", limit=6, measure=lambda text: len(text.split()))
    assert sorted(len(segment.source.split()) for segment in words) == [3, 4]


@pytest.mark.parametrize(
    "text",
    [
        "сөз, " * 20_000,
        "а" * 100_000,
        "т.б. Ал " * 15_000,
        "((((" * 10_000 + "]" * 50_000,
        "... " * 25_000,
        "!" * 100_000,
    ],
)
def test_measuring_stays_linear_in_a_huge_line(text):
    """The characters handed to the measure stay within a small multiple of the text, whatever the text."""
    measured = 0

    def measure(piece):
        nonlocal measured
        measured += len(piece)
        return len(piece)

    segments = split(text, limit=200, measure=measure)
    assert_whole(text, segments)
    assert all(len(segment.source) <= 200 for segment in segments)
    assert measured <= 8 * len(text)


def test_a_limit_below_one_is_refused():
    """A limit that nothing can meet is the caller's mistake, not an endless loop."""
    with pytest.raises(ValueError, match="at least 1"):
        split("Мәтін", limit=0)


def test_abbreviation_data_is_well_formed():
    """Entries are lower case, without spaces and without the last full stop, so that look-up finds them."""
    assert len(abbreviations()) > 300
    for entry in abbreviations():
        assert entry == entry.lower()
        assert not entry.endswith(".")
