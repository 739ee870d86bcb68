"""Words that are forms of a lemma, with their suffixes' names, and words that are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.morph.kazakh import Analysis, generate, homographs, recognise

# lemma: word=tags, written by hand from the grammar's paradigms. Lemmas cover native words of both harmonies
# and every final sound, loanwords, possessed lemmas, names, abbreviations and numerals.
POSITIVE = """
бала: бала= балалар=pl баланың=gen балаға=dat баланы=acc балада=loc баладан=abl баламен=ins баласы=poss3
бала: балам=poss1sg балаң=poss2sg балаңыз=poss2pol баламыз=poss1pl баласының=poss3+gen баласына=poss3+dat
бала: баласын=poss3+acc баласында=poss3+loc баласынан=poss3+abl баласымен=poss3+ins балалары=pl+poss3
бала: балаларымызды=pl+poss1pl+acc баламды=poss1sg+acc балаңа=poss2sg+dat
бала: балаңызға=poss2pol+dat балаларыңыздан=pl+poss2pol+abl баладағы=attr баланікі=subst балаларша=pl+equ
бала: баламын=pred1sg баласың=pred2sg балалармыз=pl+pred1pl баладай=sim баласындай=poss3+sim
мектеп: мектептер=pl мектептің=gen мектепке=dat мектепті=acc мектепте=loc мектептен=abl мектеппен=ins
мектеп: мектебі=poss3 мектебіміз=poss1pl мектебінде=poss3+loc мектептегі=attr мектептегілер=attr+pl
мектеп: мектептердегі=pl+attr мектебіндегі=poss3+attr мектептеріміздің=pl+poss1pl+gen
кітап: кітаптар=pl кітабы=poss3 кітабым=poss1sg кітабыңыз=poss2pol кітапқа=dat кітаптан=abl
көлік: көлігі=poss3 көлікті=acc көлікке=dat көліктерге=pl+dat көлігімен=poss3+ins көлігіміз=poss1pl
балық: балығы=poss3 балықты=acc балыққа=dat балықтардан=pl+abl балығын=poss3+acc
орын: орны=poss3 орнына=poss3+dat орында=loc орындар=pl орындары=pl+poss3 орнымыз=poss1pl орынға=dat
халық: халқы=poss3 халқының=poss3+gen халқымыз=poss1pl халықтың=gen халыққа=dat халықтар=pl
мұрын: мұрны=poss3 мұрынның=gen мұрнымен=poss3+ins мұрнымды=poss1sg+acc
ғұрып: ғұрпы=poss3 ғұрыптар=pl ғұрпымыз=poss1pl
ауыл: ауылы=poss3 ауылдар=pl ауылда=loc ауылға=dat ауылдағы=attr ауылымыздың=poss1pl+gen ауылдан=abl
ауыз: аузы=poss3 ауызға=dat аузынан=poss3+abl
ел: елдер=pl елдің=gen елге=dat елді=acc елде=loc елден=abl елмен=ins елі=poss3 еліміз=poss1pl
ел: еліміздің=poss1pl+gen елімізде=poss1pl+loc еліміздегі=poss1pl+attr еліне=poss3+dat елдеріне=pl+poss3+dat
ел: елінікі=poss3+subst елдердікі=pl+subst еліме=poss1sg+dat еліңнен=poss2sg+abl
қыз: қыздар=pl қыздың=gen қызға=dat қызды=acc қызда=loc қыздан=abl қызбен=ins қызбын=pred1sg қызым=poss1sg
адам: адамдар=pl адамның=gen адамға=dat адамды=acc адамнан=abl адаммен=ins адамбыз=pred1pl
адам: адаммын=pred1sg адамбын=pred1sg адаммысың=q+pred2sg адамның=gen адамдармыз=pl+pred1pl
заң: заңдар=pl заңның=gen заңға=dat заңды=acc заңнан=abl заңмен=ins заңы=poss3 заңына=poss3+dat
үй: үйлер=pl үйдің=gen үйге=dat үйді=acc үйден=abl үйі=poss3 үйіңіз=poss2pol үйімде=poss1sg+loc
тау: таулар=pl таудың=gen тауға=dat тауды=acc таудан=abl таумен=ins тауы=poss3 таулардағы=pl+attr
су: судың=gen суға=dat суды=acc суы=poss3 сулар=pl суынан=poss3+abl судағы=attr
оқу: оқудың=gen оқуы=poss3 оқуға=dat оқуымызды=poss1pl+acc
би: билер=pl бидің=gen биге=dat биі=poss3
дәрігер: дәрігерлер=pl дәрігермін=pred1sg дәрігерсің=pred2sg дәрігерміз=pred1pl дәрігердің=gen
қазақ: қазақпын=pred1sg қазақпыз=pred1pl қазағы=poss3 қазақтардың=pl+gen қазаққа=dat
пікір: пікірі=poss3 пікірінше=poss3+equ пікіріңізше=poss2pol+equ пікірімше=poss1sg+equ пікірлер=pl
теңге: теңгенің=gen теңгеге=dat теңгені=acc теңгемен=ins теңгедей=sim теңгесі=poss3 теңгеміз=poss1pl
зауыт: зауыттар=pl зауыты=poss3 зауытымыз=poss1pl зауытта=loc зауыттан=abl зауыттағы=attr
кәсіпорын: кәсіпорынның=gen кәсіпорындағы=attr кәсіпорны=poss3 кәсіпорындар=pl кәсіпорыннан=abl
өндіріс: өндірісі=poss3 өндірісіміз=poss1pl өндірістің=gen өндіріске=dat өндірісте=loc
телекөпір: телекөпірі=poss3 телекөпірді=acc телекөпірге=dat телекөпірлерінің=pl+poss3+gen
тарап: тараптар=pl тарапынан=poss3+abl тарабынан=poss3+abl
партия: партиясы=poss3 партияның=gen партиялар=pl партияға=dat партиясынан=poss3+abl
республика: республикасы=poss3 республикамызда=poss1pl+loc республикаға=dat
министр: министрі=poss3 министрлер=pl министрдің=gen министрге=dat министрмен=ins министрінің=poss3+gen
директор: директоры=poss3 директордың=gen директорлар=pl директорына=poss3+dat
компьютер: компьютерлер=pl компьютері=poss3 компьютерде=loc
клуб: клубтар=pl клубқа=dat клубы=poss3 клубпен=ins
педагог: педагогтар=pl педагогтың=gen педагогы=poss3
завод: заводтар=pl заводқа=dat заводы=poss3 заводпен=ins
банк: банкі=poss3 банкке=dat банктер=pl банкіге=dat банктің=gen банкінің=poss3+gen
акт: актілер=pl актісі=poss3 актіні=acc акті=poss3
факт: фактілер=pl фактіні=acc фактісі=poss3
автомобиль: автомобильдер=pl автомобилі=poss3 автомобильге=dat автомобилінің=poss3+gen
рубль: рублі=poss3 рубльге=dat рубльдің=gen
журналист: журналистер=pl журналистің=gen журналисі=poss3 журналистермен=pl+ins
съезд: съезі=poss3 съезінде=poss3+loc съездер=pl
металл: металдар=pl металы=poss3 металға=dat
институт: институты=poss3 институттар=pl институтқа=dat
университет: университеті=poss3 университетте=loc университеттер=pl университетінің=poss3+gen
бюджет: бюджеті=poss3 бюджеттен=abl бюджетке=dat
интервью: интервьюі=poss3 интервьюсі=poss3 интервьюге=dat интервьюлер=pl
метро: метроға=dat метросы=poss3 метроның=gen
ресурс: ресурстар=pl ресурсы=poss3 ресурстардың=pl+gen
Париж: Парижде=loc Парижге=dat Парижден=abl
Алматы: Алматыға=dat Алматыда=loc Алматының=gen Алматыдан=abl Алматыдағы=attr
Астана: Астанаға=dat Астанада=loc Астананың=gen
Қазақстан: Қазақстанның=gen Қазақстанға=dat Қазақстанда=loc Қазақстаннан=abl Қазақстанымыз=poss1pl
Қазақстан: Қазақстандағы=attr Қазақстаннан-ақ=abl+emph
Ресей: Ресейдің=gen Ресейге=dat Ресеймен=ins
Назарбаев: Назарбаевтың=gen Назарбаевқа=dat Назарбаевпен=ins
Елбасы: Елбасы= Елбасымен=ins Елбасына=dat Елбасының=gen Елбасын=acc Елбасымыз=poss1pl Елбасынан=abl
Елбасы: Елбасында=loc Елбасындай=sim Елбасынікі=subst
бағдарламасы: бағдарламасымен=ins бағдарламасына=dat бағдарламасын=acc бағдарламаңызды=poss2pol+acc
бағдарламасы: бағдарламамыз=poss1pl бағдарламалары=pl+poss3 бағдарламаларының=pl+poss3+gen
бағдарламасы: бағдарламамызға=poss1pl+dat бағдарламасындағы=attr
техникасы: техникаларын=pl+poss3+acc техникасының=gen техникамызды=poss1pl+acc
министрлігі: министрлігінің=gen министрліктерінің=pl+poss3+gen министрлігіміз=poss1pl
министрлігі: министрлігіне=dat министрліктері=pl+poss3
облысы: облысында=loc облысының=gen облыстары=pl+poss3 облысымыз=poss1pl облысынан=abl облысындағы=attr
ЖШС: ЖШС-нің=gen ЖШС-і=poss3 ЖШС-ға=dat ЖШС-ге=dat ЖШС-ның=gen ЖШС-мен=ins ЖШС-лары=pl+poss3
ЖШС: ЖШС-сының=poss3+gen ЖШС-нен=abl ЖШС-де=loc ЖШСның=gen
АҚ: АҚ-ға=dat АҚ-ның=gen АҚ-ы=poss3 АҚ-та=loc
ТМД: ТМД-ға=dat «ТМД»-ға=dat ТМД-дағы=attr
БҰҰ: БҰҰ-ның=gen БҰҰ-ға=dat БҰҰ-мен=ins
ЮНЕСКО: ЮНЕСКО-ның=gen ЮНЕСКО-ға=dat ЮНЕСКОның=gen
2050: 2050-ге=dat 2050-нің=gen 2050-де=loc
Google: Google-дың=gen Google-ге=dat Google-да=loc
Болашақ: «Болашақ»тан=abl «Болашақ»-қа=dat «Болашақ»тың=gen “Болашақ”пен=ins
Самұрық-Қазына: "Самұрық-Қазына"ның=gen Самұрық-Қазынаға=dat «Самұрық-Қазына»дан=abl
"""

# lemma: words that share its beginning and are no form of it.
NEGATIVE = """
облыс: облыстық облысаралық облысы-аралық облыссыз облыстыңдар
министр: министрлік министрсіз министрлікті министрша-ма
болашақ: болашақтық болашақсыз болашағ
ел: елу елтаңба елге-ел елші елшілік елік елдік елес еленді елеу
ат: ата атау атақ аталық аталды атыс
бас: басқа баспа басшы бастық басылым бастау басты басым
қала: қалам қалалық қалады қалай қалдық қаланды қалақ
су: сусын сурет суық сулы сусыз сумка
ай: айту айтты айран айқын айлық айдын айна
ас: асқар аспан аспап астық астана асты асыр
жер: жерлес жерлеу жерсіз жерлік жерші
жол: жолдас жолаушы жолдау жолсыз жолдама жолбарыс
күн: күндіз күнә күнделік күндік күншіл
қол: қолдау қолшатыр қолхат қолданыс
кен: кенет кенже кеніш кеншілер
тіл: тілек тілші тілдік тілсіз
бала: балалық балабақша балапан баласыз балақай балдыз
оқу: оқулық оқушы оқудырақ оқусыз
өнер: өнеркәсіп өнерлі өнерпаз өнерсіз
жұмыс: жұмыссыз жұмысшы жұмыскер жұмыстық
білім: білімді-ші білімсіз білімпаз білімгер
ақ: ақы ақша ақын ақпан ақпарат
көк: көкөніс көктем көкі
тап: тапы таптау тапсырма
қазақ: қазақы қазақылық қазақстан
кітап: кітапхана кітапты-қалам кітапша-лық
Қазақстан: қазақстандық қазақстан-ресей қазақстанша-лық қазақстаншыл
Елбасы: елбасылық елбасшы елбас
ЖШС: жшс-тік ЖШСаралық ЖШС-кооператив
АҚ: АҚШ АҚШ-тың АҚ-тық
сөз: сөздік сөйлем сөзшең
мал: малшы малта малынды
тау: таулы таулық тауық
ер: ерік ерлік ерте ертең еркін
жаз: жазу жазда-қыс жазушы
көз: көзқарас көзілдірік көзсіз
сан: санау сандық санақ санат санау
би: билік биік билет бидай
заң: заңгер заңнама заңсыз заңды-заңсыз
дос: достық достасу
теңге: теңгелік теңгерім теңгермелі
орын: орындау орындық орынсыз
"""


def table(text: str) -> list[tuple[str, str]]:
    rows = [line.split(": ", 1) for line in text.strip().splitlines()]
    return [(lemma, word) for lemma, words in rows for word in words.split()]


PAIRS = [(lemma, *cell.split("=")) for lemma, cell in table(POSITIVE)]


@pytest.mark.parametrize(("lemma", "word", "tags"), PAIRS)
def test_a_form_is_recognised_with_its_tags(lemma, word, tags):
    """A correct form of a lemma is recognised, and its suffixes are named."""
    found = recognise(lemma, word)
    assert found is not None
    assert "+".join(found.tags) == tags


@pytest.mark.parametrize(("lemma", "word"), table(NEGATIVE))
def test_another_word_is_not_taken_for_a_form(lemma, word):
    """A derived or unrelated word that begins like the lemma is refused."""
    assert recognise(lemma, word) is None


@pytest.mark.parametrize(("lemma", "word", "tags"), [pair for pair in PAIRS if pair[2] and pair[1].isalpha()])
def test_what_is_recognised_can_be_generated(lemma, word, tags):
    """The generator produces the very form that was recognised from its tags."""
    glued = {form.replace("-", "") for form in generate(lemma, tuple(tags.split("+")))}
    assert word.lower() in glued or word.lower() in generate(lemma, tuple(tags.split("+")))


def test_the_tables_are_large_enough():
    """The promise of 250 positive and 120 negative pairs is kept."""
    assert len(PAIRS) >= 250
    assert len(table(NEGATIVE)) >= 120


def test_suffixes_are_given_as_written():
    """Suffixes come as surface strings with a hyphen, in order."""
    assert recognise("кітап", "кітаптарымыздағылар") == Analysis(
        ("-тар", "-ымыз", "-дағы", "-лар"), ("pl", "poss1pl", "attr", "pl")
    )


def test_derivations_are_opened_by_name():
    """Derivational suffixes are refused unless the caller asks for them."""
    assert recognise("облыс", "облыстық") is None
    assert recognise("облыс", "облыстық", derivations=frozenset({"lyq"})) == Analysis(("-тық",), ("lyq",))
    found = recognise("жұмыс", "жұмыссыздар", derivations=frozenset({"syz"}))
    assert found is not None
    assert found.tags == ("syz", "pl")


def test_a_possessed_lemma_can_be_declared():
    """A short lemma in -ы is a plain noun unless the caller says that it is possessed."""
    assert recognise("тілі", "тіліне") is None
    assert recognise("тілі", "тіліне", possessed=True) == Analysis(("-не",), ("dat",))
    assert recognise("тілі", "тіліміз", possessed=True) == Analysis(("-іміз",), ("poss1pl",))
    assert recognise("қазы", "қазына") is None
    assert recognise("халқы", "халықтары", possessed=True) == Analysis(("-тар", "-ы"), ("pl", "poss3"))


@pytest.mark.parametrize(
    ("lemma", "word", "tag"),
    [
        ("депутаты", "депутатысыз", "pred2pol"),
        ("министрі", "министрісіз", "pred2pol"),
        ("орынбасары", "орынбасарысыздар", "pred2plpol"),
    ],
)
def test_the_polite_you_stands_on_a_possessive(lemma, word, tag):
    """Мәжіліс депутатысыз: you are one. On what may be a plain noun the same letters say "without"."""
    assert recognise(lemma, word, possessed=True).tags == (tag,)
    assert generate(lemma, (tag,), possessed=True) == {word}
    assert recognise(lemma, word) is None


def test_a_phrase_inflects_at_its_end():
    """A lemma of several words takes suffixes on the last one only."""
    assert recognise("Қазақстан халқы", "Қазақстан халқының") == Analysis(("-ның",), ("gen",))
    assert recognise("Қазақстан халқы", "Қазақстанның халқы") is None


@pytest.mark.parametrize(("lemma", "word"), [("кітап", "кітаптер-"), ("", "а"), ("а", ""), ("«»", "«а»")])
def test_odd_input_is_no_form(lemma, word):
    """Empty and symbol-only input is answered with None, not with an exception."""
    assert recognise(lemma, word) is None


LEMMAS = st.one_of(
    st.sampled_from(
        sorted({lemma for lemma, _ in table(POSITIVE)} | {lemma for lemma, _ in table(NEGATIVE)})
    ),
    st.text("аәбвгғдежзийкқлмнңопрстуұүфхцчшыіьэюя", min_size=2, max_size=9),
)
CASES = ("gen", "dat", "acc", "loc", "abl", "ins", "attr", "equ")
POSSESSORS = ("poss1sg", "poss2sg", "poss2pol", "poss3", "poss1pl")
CHAINS = st.tuples(
    st.sampled_from(("", "pl")), st.sampled_from(("", *POSSESSORS)), st.sampled_from(("", *CASES))
).map(lambda chain: tuple(tag for tag in chain if tag))


@settings(max_examples=300, deadline=None)
@given(LEMMAS, CHAINS)
def test_everything_generated_is_recognised(lemma, tags):
    """Every form that the generator makes is recognised, unless it is listed as a word of its own."""
    for form in generate(lemma, tags):
        assert recognise(lemma, form) is not None or form in homographs()


@settings(max_examples=200, deadline=None)
@given(LEMMAS, CHAINS)
def test_suffixes_end_the_word(lemma, tags):
    """The suffixes reported for a form, put together, are what the form ends with."""
    for form in generate(lemma, tags) - homographs():
        found = recognise(lemma, form)
        assert found is not None
        assert form.endswith("".join(suffix.removeprefix("-") for suffix in found.suffixes))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(("бала", "жүрек", "үй", "көл", "адам", "зауыт", "ереже", "қыз")), CHAINS)
def test_a_noun_has_every_form_of_the_paradigm(lemma, tags):
    """Plural, possessive and case combine freely on a native noun, in one spelling each (мен also менен)."""
    expected = 0 if tags == ("equ",) else 2 if "ins" in tags else 1
    assert len(generate(lemma, tags)) == expected


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12), st.text(max_size=20))
def test_any_text_is_answered(lemma, word):
    """Arbitrary Unicode never raises: the answer is an analysis or None."""
    assert isinstance(recognise(lemma, word), Analysis | None)
