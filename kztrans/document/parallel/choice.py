"""How a user names a file of aligned text, or one of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kztrans.document.names import printable
from kztrans.document.paths import found


@dataclass(frozen=True, slots=True)
class Choice:
    """A file and, where one was chosen, its column: ``FILE`` or ``FILE:COLUMN``."""

    path: Path
    column: str | None = None

    @property
    def name(self) -> str:
        """As the user wrote it."""
        return printable(self.path) if self.column is None else f"{printable(self.path)}:{self.column}"


def parse_choice(text: str) -> Choice:
    """``FILE`` or ``FILE:COLUMN``; a file whose whole name is ``text`` comes first."""
    head, _, column = text.rpartition(":")
    if head and column and not found(text) and found(head):
        return Choice(Path(head), column)
    return Choice(Path(text))
