"""What a message shows of a long text: the place it speaks of, between whole words."""

from __future__ import annotations

_AROUND = 12  # characters wanted on either side
_LONGEST = 30  # characters on either side where no word ends earlier


def excerpt(text: str, start: int, end: int) -> str:
    """``text`` around ``start`` and ``end``, from the beginning of a word to the end of one; ``…`` where more
    follows or came before. A word without end, such as a long address, is cut all the same.
    """
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    while first > max(start - _LONGEST, 0) and not text[first - 1].isspace():
        first -= 1
    while last < min(end + _LONGEST, len(text)) and not text[last].isspace():
        last += 1
    before = "… " if text[:first].strip() else ""
    after = " …" if text[last:].strip() else ""
    return f"{before}{text[first:last].strip()}{after}"
