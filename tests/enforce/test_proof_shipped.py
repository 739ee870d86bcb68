"""The proof on shipped entries one of whose targets holds another's."""

from __future__ import annotations

import pytest

from kztrans.enforce.demand import Demand, demands_of
from kztrans.enforce.proof import prove
from kztrans.glossary import Glossary
from kztrans.records import Target

# The source, its two terms, and a translation in which each has a form of its own: the longer name's target
# holds a form of the shorter term.
PAIRS: list[tuple[Target, str, tuple[str, str], str, tuple[str, str]]] = [
    (
        "ru",
        "Дін істері агенттігі Қазақстан Республикасында семинар өткізді.",
        ("Дін істері агенттігі", "Қазақстан Республикасы"),
        "В Республике Казахстан Агентством Республики Казахстан по делам религий проведен семинар.",
        ("Агентством Республики Казахстан по делам религий", "Республике Казахстан"),
    ),
    (
        "ru",
        "Ауыл шаруашылығы министрлігі ауыл шаруашылығын дамытады.",
        ("Ауыл шаруашылығы министрлігі", "ауыл шаруашылығы"),
        "Министерство сельского хозяйства развивает сельское хозяйство.",
        ("Министерство сельского хозяйства", "сельское хозяйство"),
    ),
    (
        "en",
        "Тау-кен өнеркәсібі – өнеркәсіптің негізі.",
        ("тау-кен өнеркәсібі", "өнеркәсіп"),
        "The basis of industry is the mining industry.",
        ("mining industry", "industry"),
    ),
]


def _demands(source: str, target: Target) -> tuple[Demand, ...]:
    return demands_of(Glossary.default().find(source), (), target)


@pytest.mark.parametrize(("target", "source", "terms", "translation", "forms"), PAIRS)
def test_a_target_inside_another_is_proven_beside_it(target, source, terms, translation, forms) -> None:
    """Each of the two terms is proven at its own place, whichever of them comes first in the translation."""
    demands = _demands(source, target)
    assert tuple(demand.label for demand in demands) == terms
    places = prove(demands, translation)
    assert tuple(translation[place.start : place.end] for place in places if place) == forms


@pytest.mark.parametrize(("target", "source", "terms", "translation", "forms"), PAIRS)
def test_a_target_inside_another_proves_nothing_by_itself(target, source, terms, translation, forms) -> None:
    """With the longer name alone the shorter term stays unproven: its words are part of the name."""
    longer = forms[0]
    places = prove(_demands(source, target), longer)
    assert places[0] is not None and longer[places[0].start : places[0].end] == longer
    assert places[1] is None
