"""How a report names the glossaries that were used: no matter where this machine keeps them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kztrans.document.names import printable

if TYPE_CHECKING:
    from kztrans.glossary import Glossary


def glossary_names(glossary: Glossary | None) -> list[str]:
    """The files as the user named them; those that come with kztrans as ``shipped/NAME``."""
    from kztrans.glossary import Glossary

    if glossary is None:
        return []
    shipped = set(Glossary.default().files)
    return [f"shipped/{Path(file).name}" if file in shipped else printable(file) for file in glossary.files]
