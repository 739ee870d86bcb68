"""Small aligned texts written for the tests, in which the right pairs are known."""

from __future__ import annotations

from itertools import product
from pathlib import Path

_PLACES = [("Астанада", "In Astana", "В Астане"), ("Алматыда", "In Almaty", "В Алматы")]
_VERBS = [
    ("талқыланды", "was discussed", "обсудили"),
    ("қаралды", "was considered", "рассмотрели"),
    ("мақұлданды", "was approved", "одобрили"),
    ("көрсетілді", "was shown", "показали"),
]
# The term in several cases: nominative, genitive with a head, and possessive with case.
_TERMS = [
    ("ауыл шаруашылығы министрлігі", "the Ministry of Agriculture", "Министерство сельского хозяйства"),
    (
        "ауыл шаруашылығы министрлігінің мөрі",
        "the seal of the Ministry of Agriculture",
        "печать Министерства сельского хозяйства",
    ),
    ("қаржы министрлігі", "the Ministry of Finance", "Министерство финансов"),
    ("қаржы министрлігінің мөрі", "the seal of the Ministry of Finance", "печать Министерства финансов"),
    ("су қоймасы", "the water reservoir", "водохранилище"),
    ("су қоймасының сызбасы", "the drawing of the water reservoir", "чертёж водохранилища"),
    ("зейнетақы қоры", "the pension fund", "пенсионный фонд"),
    ("зейнетақы қорының ережесі", "the charter of the pension fund", "устав пенсионного фонда"),
    ("электрондық қолтаңба", "the electronic signature", "электронная подпись"),
    (
        "электрондық қолтаңбаның үлгісі",
        "the sample of the electronic signature",
        "образец электронной подписи",
    ),
]


def lines() -> list[tuple[str, str, str]]:
    """Kazakh, English and Russian: every term in every frame."""
    return [
        (
            f"{place[0]} {term[0]} {verb[0]}.",
            f"{place[1]} {term[1]} {verb[1]}.",
            f"{place[2]} {verb[2]} {term[2]}.",
        )
        for place, term, verb in product(_PLACES, _TERMS, _VERBS)
    ]


def write_tsv(path: Path) -> Path:
    """The lines as a TSV file with the columns kk, en, ru."""
    path.write_text("".join("\t".join(line) + "\n" for line in lines()), encoding="utf-8")
    return path


def write_tmx(path: Path, *, units: str | None = None, head: str = "") -> Path:
    """A TMX file of the lines, or of the given units, behind ``head``."""
    if units is None:
        units = "".join(
            "<tu>"
            + "".join(
                f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>'
                for code, text in zip(("kk", "en-US", "ru-RU"), line, strict=True)
            )
            + "</tu>"
            for line in lines()
        )
    path.write_text(
        f'<?xml version="1.0"?>\n{head}<tmx version="1.4"><header/><body>{units}</body></tmx>',
        encoding="utf-8",
    )
    return path
