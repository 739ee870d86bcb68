"""Digits that name something and count nothing: telephone numbers, section numbers, file numbers."""

from __future__ import annotations

import re

_GAP = " \u00a0\u2009\u202f"
_HYPHEN = "[-\u2010\u2011]"
_INNER = f"[{_GAP}()\u2010\u2011-]{{0,2}}"
_GROUPED = f"[0-9]{{1,3}}(?:[{_GAP}][0-9]{{3}})+(?![{_GAP}-]?[0-9])"

#: Telephone numbers (pattern body): international ones behind a plus (ITU-T E.164: at most 15 digits; those
#: of Kazakhstan and Russia have 11), national ones behind 8 or 0, and a local one behind its area code.
PHONE = "|".join(
    [
        f"\\+7(?:{_INNER}[0-9]){{10}}(?![0-9])",
        f"\\+(?!{_GROUPED})[1-689](?:{_INNER}[0-9]){{8,14}}(?![0-9])",
        f"8[{_GAP}(\u2010\u2011-]{{1,2}}(?=[3-9][0-9]{{2,3}}[{_GAP})\u2010\u2011-])(?:{_INNER}[0-9]){{10}}(?![0-9])",
        f"0[0-9]{{2,4}}(?:[{_GAP}-][0-9]{{2,4}}){{2,3}}(?![0-9])",
        f"\\([0-9]{{3,5}}\\)[{_GAP}]?[0-9]{{1,3}}{_HYPHEN}[0-9]{{2}}{_HYPHEN}[0-9]{{2}}(?![0-9])",
    ]
)

#: Groups of digits that are no number (pattern body): hyphens more than once, slashes more than once, or
#: both (03-15/245). ``LEVELS``: a section number of three levels or more, a version, an IP address.
_MIXED = (
    f"(?=[0-9]{{1,9}}(?:{_HYPHEN}[0-9]{{1,9}}){{1,3}}/[0-9]"
    f"|[0-9]{{1,9}}(?:/[0-9]{{1,9}}){{1,3}}{_HYPHEN}[0-9])"
)
GROUPS = (
    f"\\+?[0-9]++(?:{_HYPHEN}[0-9]++){{2,}}(?:/[0-9]++)*"
    f"|{_MIXED}[0-9]++(?:(?:/|{_HYPHEN})[0-9]++)+"
    "|[0-9]++(?:/[0-9]++){2,}"
)
LEVELS = "[0-9]++(?:\\.[0-9]++){2,}"

# --- section numbers ---

_BACK = 24
_OPENERS = ' \u00a0\t\r«“"('
_HEADING = re.compile(r"[.)](?:\s|\Z)|\s+[^\W\d_a-zа-яёәғқңөұүһі][^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
# Words beside which N.N is the number of a part of a document, in Kazakh, Russian and English.
_PARTS_AHEAD = (
    "тарма[қғ]|ба[пб](?![лн])|бөлі[мк]|бөліг|тарау|кесте|сурет|қосымша|абзац|параграф|т\\.|тт\\."
    "|пункт|стать[яеиюё]|раздел|таблиц|рисун|of\\s+(?:the|this)\\s"
)
_PARTS_BEFORE = (
    "тарма[қғ]\\w*|ба[пб]\\w{0,5}|бөлі[мк]\\w*|тарау\\w*|кесте\\w*|сурет\\w*|қосымша\\w*"
    "|п\\.|пп\\.|ст\\.|гл\\.|рис\\.|табл\\.|п|под?пункт\\w*|пункт\\w*|стать\\w*|стате\\w*|раздел\\w*|глав\\w*"
    "|таблиц\\w*|рисун\\w*|sections?|(?:sub)?paragraphs?|(?:sub)?clauses?|articles?|items?|points?|parts?"
    "|chapters?|tables?|figures?|annex(?:es)?|appendix"
)
_LIST = r"(?:\s?(?:,|;|-|–|және|мен|пен|бен|и|and|to)\s?[0-9]{1,3}(?:\.[0-9]{1,3})+){0,6}"
_AHEAD = re.compile(f"{_LIST}(?:\\s|{_HYPHEN})?(?:{_PARTS_AHEAD})", re.IGNORECASE)
_BEFORE_LIST = re.compile(
    f"(?:(?<!\\w)(?:{_PARTS_BEFORE})\\s?|§\\s?)"
    r"(?:[0-9]{1,3}(?:\.[0-9]{1,3})+\s?(?:,|;|-|–|және|мен|пен|бен|и|and|to)\s?){0,3}\Z",
    re.IGNORECASE,
)


def is_outline(text: str, start: int, end: int) -> bool:
    """Whether the digits with points ``text[start:end]`` number a part of a document (4.1, 3.2.10).

    They do at the start of a line before ``.``, ``)`` or a capitalised word, and beside a word for such a
    part, also in a list: "4.1 және 4.2-тармақтар", "пункты 4.1 и 4.2", "section 4.1".
    """
    line = text.rfind("\n", max(0, start - _BACK), start) + 1
    begins = (line > 0 or start <= _BACK) and not text[line:start].strip(_OPENERS)
    return (
        (begins and _HEADING.match(text, end) is not None)
        or _AHEAD.match(text, end) is not None
        or _BEFORE_LIST.search(text[max(0, start - 2 * _BACK) : start]) is not None
    )
