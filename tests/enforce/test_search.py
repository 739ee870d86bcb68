"""The search: untouched where the model complies, repaired where not, refused by name where it cannot."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kztrans.enforce import Enforced, Job, demands_of, enforce, find_guards
from kztrans.engine import Engine, ScriptedEngine, load_engine
from kztrans.engine.protocol import Hypothesis
from kztrans.glossary import Glossary, Term
from kztrans.records import Target

TERMS = Glossary.from_terms(
    [
        Term("Болашақ", "Bolashak", "Болашак"),
        Term("ЖШС", "LLP", "ТОО", pos="abbr"),
        Term("Мемлекет басшысы", "Head of State", "Глава государства"),
        Term("телекөпір", "teleconference", "телемост"),
        Term("Оңтүстік Қазақстан облысы", "South Kazakhstan Region", "Южно-Казахстанская область"),
        Term("өнеркәсіп", "industry", "промышленность"),
    ]
)


def run(
    engine: Engine, source: str, target: Target = "en", glossary: Glossary = TERMS
) -> tuple[Job, Enforced]:
    demands = demands_of(glossary.find(source), find_guards(source), target)
    free = engine.translate([source], target=target, attention=True)[0][0]
    job = Job(source, demands, free)
    return job, enforce(engine, [job], target=target)[0]


def test_compliant_segment_is_untouched() -> None:
    """A translation that holds its terms is kept byte for byte and decoded once."""
    engine = ScriptedEngine({"Болашақ бар": "Bolashak  exists ."})
    _, result = run(engine, "Болашақ бар")
    assert result.text == "Bolashak  exists ."
    assert result.means == ("free",)
    assert result.cost == 0
    assert len(engine.calls) == 1


def test_violated_term_replaces_its_rendering() -> None:
    """The model's own word goes and the term stands in its place; the rest of the sentence stays."""
    source = "Болашақ бағдарламасы ашылды"
    engine = ScriptedEngine({source: "Future programme opened"}, links={"Future": "Болашақ"})
    _, result = run(engine, source)
    assert result.text.removeprefix("The ") == "Bolashak programme opened"
    assert "Future" not in result.text
    assert result.means == ("placed",)


def test_several_violated_terms_are_all_delivered() -> None:
    """Two violations in one sentence are repaired one after the other."""
    source = "Мемлекет басшысы Болашақ туралы айтты"
    engine = ScriptedEngine(
        {source: "president about future spoke"},
        links={"president": "басшысы", "future": "Болашақ", "spoke": "айтты", "about": "туралы"},
    )
    job, result = run(engine, source)
    assert result.means == ("placed", "placed")
    places = [place for place in result.places if place]
    assert [result.text[p.start : p.end] for p in places] == ["Head of State", "Bolashak"]
    assert len(job.demands) == 2


def test_repeated_term_is_delivered_as_often_as_asked() -> None:
    """A term that occurs twice stands twice in the translation."""
    source = "ЖШС мен ЖШС келді"
    engine = ScriptedEngine({source: "LLP and company came"}, links={"LLP": "ЖШС"})
    _, result = run(engine, source)
    assert result.text.count("LLP") == 2
    assert "refused" not in result.means


def test_impossible_demand_is_refused_and_nothing_is_glued_on() -> None:
    """Where no place will do, the occurrence is refused by name and the text stays as the model wrote it."""
    source = "Болашақ"
    engine = ScriptedEngine({source: ""})
    _, result = run(engine, source)
    assert result.means == ("refused",)
    assert result.places == (None,)
    assert result.text == ""


class SearchingEngine(ScriptedEngine):
    """A scripted engine that can search for forms: it finds ``whole``, and notes what it was asked for."""

    def __init__(self, free: str, whole: str | None) -> None:
        super().__init__(lambda source, target: [free])
        self.whole = whole
        self.asked: list[Sequence[Sequence[str]]] = []

    def constrained(
        self,
        batch: Sequence[str],
        forms: Sequence[Sequence[Sequence[str]]],
        *,
        target: Target,
        beam: int = 4,
        attention: bool = False,
    ) -> list[Hypothesis | None]:
        self.asked += forms
        return [
            None if self.whole is None else self._hypothesis(source, self.whole, target, attention)
            for source in batch
        ]


@pytest.mark.parametrize(
    ("whole", "text", "means"),
    [
        ("Bolashak exists", "Bolashak exists", ("beam",)),
        ("Future exists", "", ("refused",)),
        (None, "", ("refused",)),
    ],
)
def test_what_nothing_renders_is_searched_for_as_a_whole(
    whole: str | None, text: str, means: tuple[str, ...]
) -> None:
    """An engine that can search for forms is asked with the term's; its find is judged like any other."""
    engine = SearchingEngine("", whole)
    job, result = run(engine, "Болашақ")
    assert (result.text, result.means) == (text, means)
    assert engine.asked == [[job.demands[0].matcher.candidates]]


def test_an_engine_that_searches_is_not_asked_where_a_form_was_put_in_place() -> None:
    """The search is for what nothing renders: a rendering is corrected in its place, as with any engine."""
    engine = SearchingEngine("Future exists", "Bolashak exists")
    _, result = run(engine, "Болашақ бар")
    assert result.means == ("placed",)
    assert engine.asked == []


def test_a_number_is_repaired_like_a_term() -> None:
    """A miscopied number is replaced by a licensed writing of the right one."""
    source = "Зауыт 3700 тонна шығарды"
    engine = ScriptedEngine(
        {source: "plant 37,000 tonnes made"},
        links={"plant": "Зауыт", "37": "3700", ",": "3700", "000": "3700", "tonnes": "тонна"},
    )
    _, result = run(engine, source)
    assert result.means == ("placed",)
    assert "37,000" not in result.text
    assert "3,700" in result.text or "3700" in result.text


@pytest.fixture(scope="module")
def mini() -> Engine:
    return load_engine("mini", threads=2)


SENTENCES = (
    "Оңтүстік Қазақстан облысында жаңа зауыт ашылды.",
    "Мемлекет басшысы телекөпір барысында сөз сөйледі.",
    "«Нұр» ЖШС-нің директоры мен «Алтын» ЖШС-нің директоры кездесті.",
    "«KARLSKRONA LC AB» ЖШС-і 2015 жылы 3700 тонна өнім шығарды.",
)


@pytest.mark.parametrize("target", ["en", "ru"])
@pytest.mark.parametrize("source", SENTENCES)
def test_embedded_model_delivers(mini: Engine, source: str, target: Target) -> None:
    """On the real model: every place holds a licensed form of its own, and what is refused has none."""
    job, result = run(mini, source, target)
    assert job.demands
    for demand, place, means in zip(job.demands, result.places, result.means, strict=True):
        assert (place is None) == (means == "refused")
        if place:
            assert place in demand.matcher.find(result.text)
    assert "refused" not in result.means


@pytest.mark.parametrize("target", ["en", "ru"])
def test_segments_without_violations_equal_plain_decoding(mini: Engine, target: Target) -> None:
    """Enforcement changes no byte of a segment that has no violated demand."""
    sources = ["Бүгін ауа райы жақсы.", "Балалар мектепке барды.", "Ол кітап оқып отыр."]
    free = mini.translate(sources, target=target, attention=True)
    jobs = [Job(s, (), h[0]) for s, h in zip(sources, free, strict=True)]
    plain = mini.translate(sources, target=target)
    results = enforce(mini, jobs, target=target)
    assert [r.text for r in results] == [h[0].text for h in plain]


@pytest.mark.parametrize(
    ("source", "free", "links", "expected"),
    [
        ("Тел +7 701 123 45 67", "Phone +7 701 123", {"7": "7", "701": "701"}, "Phone +7 701 123 45 67"),
        ("бұйрық № 12-НҚ", "order No. 12", {"12": "12-НҚ"}, "order No. 12-НҚ"),
        (
            "сайт https://gov.kz/a",
            "site https://gov",
            {"https": "https", "gov": "gov"},
            "site https://gov.kz/a",
        ),
    ],
)
def test_nothing_of_its_own_head_stays_before_a_string(
    source: str, free: str, links: dict[str, str], expected: str
) -> None:
    """A plus, a number sign or a scheme that the model wrote is not doubled by the string put in."""
    _, result = run(ScriptedEngine({source: free}, links=links), source, glossary=Glossary.from_terms([]))
    assert (result.text, result.means) == (expected, ("placed",))


FORBIDDEN = Glossary.from_terms([Term("Алматы", "Almaty", "Алматы", en_forbidden=("Alma-Ata",))])


@pytest.mark.parametrize(
    ("free", "expected"),
    [
        ("Alma-Ata is large", "Almaty is large"),
        ("in Alma-Ata 's parks", "in Almaty 's parks"),
        ("Almaty is large", "Almaty is large"),
    ],
)
def test_a_forbidden_rendering_gives_way(free: str, expected: str) -> None:
    """What an entry forbids is replaced where it stands, whatever attention says."""
    source = "Алматы үлкен"
    _, result = run(ScriptedEngine({source: free}), source, glossary=FORBIDDEN)
    assert result.text == expected
    assert result.forbidden == ()


def test_a_forbidden_rendering_beside_the_right_one_goes_too() -> None:
    """A text that says the term rightly and wrongly is a violation, not a delivery."""
    source = "Алматы үлкен"
    _, result = run(ScriptedEngine({source: "Almaty or Alma-Ata"}), source, glossary=FORBIDDEN)
    assert "Alma-Ata" not in result.text
    assert result.means == ("placed",)
