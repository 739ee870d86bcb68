"""Names of persons in a Kazakh text, found by their shape alone: no list of names is needed or kept.

Three shapes are certain enough: initials and a surname (Н. Назарбаев), a given name and a patronymic
(Абай Құнанбайұлы), a given name and a surname in -ов, -ев, -ин, -ский (Асқар Мамин).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kztrans.morph.kazakh import recognise

_CAPITAL, _SMALL = "А-ЯЁӘҒҚҢӨҰҮҺІ", "а-яёәғқңөұүһі"
_WORD = rf"[{_CAPITAL}][{_SMALL}]+(?:[-‐‑][{_CAPITAL}][{_SMALL}]+)*"
_INITIALS = rf"(?:[{_CAPITAL}](?:[{_SMALL}])?\.[ \u00a0]?){{1,2}}"
_GIVEN = rf"(?:{_INITIALS}|(?:{_WORD}[ \u00a0]){{1,2}})"
_PERSON = re.compile(rf"(?<![\w.-])(?P<given>{_GIVEN})(?P<last>{_WORD})(?![\w])")
# A surname's ending with at least three letters before it, so that Дон or Рейн is none. Not -ын, -ына: so end
# Kazakh possessives (Одағын, Республикасына).
_SURNAME = re.compile(r"(?<=\w{3})(?:[оеё]ва?|ина?|ск(?:ий|ая))(?=\w*$)")
_PATRONYMIC = re.compile(r"\w{2,}(?:ұлы|қызы|[ое]вич|[ое]вна)")
# Towns and countries that end as surnames do: Украина Киев.
_PLACES = re.compile(
    "(?:Азов|Киев|Краков|Львов|Псков|Ростов|Саратов|Тамбов|Харьков|Чернигов|Кишин[её]в|Могил[её]в"
    "|Берлин|Дублин|Люблин|Пекин|Турин|Харбин|Сахалин|Калинин|Украина|Аргентина|Палестина)"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name at ``[start, end)``; ``name`` is the word to look for, without case suffixes.

    That is the surname, or the given name where there is only a patronymic.
    """

    text: str
    start: int
    end: int
    name: str


def find_persons(text: str) -> Iterator[Person]:
    """The persons named in a Kazakh text, in order."""
    for match in _PERSON.finditer(text):
        given, last = match["given"].split(), match["last"]
        name = _surname(last)
        if not name and not given[-1].endswith(".") and _bare(_PATRONYMIC, last):
            name = next(filter(None, map(_surname, given)), given[-1])  # Гумилев Лев Николаевич
        if name:
            yield Person(match[0], match.start(), match.end(), name)


def _surname(word: str) -> str:
    return "" if _PLACES.match(word) else _bare(_SURNAME, word)


def _bare(shape: re.Pattern[str], word: str) -> str:
    """``word`` without its case suffixes if it has the shape then, else nothing."""
    for match in shape.finditer(word):
        stem = word[: match.end()]
        if stem == word or recognise(stem, word):
            return stem
    return ""
