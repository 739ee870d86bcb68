"""White space: none doubled, none at the ends that the source has not, one after a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.check.excerpt import excerpt
from kztrans.check.registry import Pair, check
from kztrans.text.notation import GAP

# Layout (indents, columns) is wider than two, but a source has it as well.
_DOUBLED = re.compile(rf"(?<=\S)(?:[{GAP}\t]{{2,}})(?=\S)")
_INSIDE = re.compile(rf"[(\[«][{GAP}]|[{GAP}][)\]»]")
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"^www\.|[/@\\]")
_TIGHT = re.compile(
    r"[^\W\d_][,;!?][^\W\d_]"
    r"|[а-яё]{2}\.[А-ЯЁ][а-яё]"
    r"|[a-z]{3}\.(?:The|This|That|These|It|He|She|We|They|In|On|At|But|And|A|An|For|If|There)(?= )"
)


@check("spaces")
def spaces(pair: Pair) -> Iterator[str]:
    """Spaces doubled or inside brackets, none after a comma or full stop, the ends unlike the source's.

    What the source does as well is layout, and left alone.
    """
    faults = (("There are two spaces in a row", _DOUBLED), ("There is a space inside the brackets", _INSIDE))
    for told, fault in faults:
        if (found := fault.search(pair.target)) and not fault.search(pair.source):
            yield f'{told}: "{excerpt(pair.target, *found.span())}".'
    target = _WORD.sub(_without_address, pair.target)
    if (tight := _TIGHT.search(target)) and not _TIGHT.search(_WORD.sub(_without_address, pair.source)):
        yield f'There is no space after the mark: "{excerpt(pair.target, *tight.span())}".'
    if pair.source.strip() and pair.target.strip():
        for verb, place in (("begins", 0), ("ends", -1)):
            before, after = pair.source[place].isspace(), pair.target[place].isspace()
            if before != after:
                first, second = ("source", "translation") if before else ("translation", "source")
                yield f"The {first} {verb} with a space, the {second} does not."


def _without_address(word: re.Match[str]) -> str:
    """A word as it is, blanks for one that is an address or a path: marks in it are no punctuation."""
    return " " * len(word[0]) if _ADDRESS.search(word[0]) else word[0]
