"""File names as they are shown: a name need not be valid UTF-8, what is written about it must be."""

from __future__ import annotations

from pathlib import PurePath


def printable(name: str | PurePath) -> str:
    """``name`` as text that can be encoded: bytes that are no UTF-8 become ``\\xff``, the rest is kept.

    Python holds such bytes as lone surrogates (PEP 383).
    """
    return "".join(f"\\x{ord(ch) - 0xDC00:02x}" if 0xDC80 <= ord(ch) <= 0xDCFF else ch for ch in str(name))
