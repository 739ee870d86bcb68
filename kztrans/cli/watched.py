"""A translator whose work is seen on a terminal, for commands that translate before they print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kztrans.cli.terminal import progress
from kztrans.records import Target, Translation

if TYPE_CHECKING:
    from kztrans.glossary import Glossary
    from kztrans.translator import Translator


@dataclass(frozen=True, slots=True)
class Watched:
    """What scoring needs of ``translator``, with a progress bar a run where standard error is a terminal."""

    translator: Translator

    def signature(self, *, target: Target, glossary: Glossary | None = None, guards: bool = True) -> str:
        """As the translator's."""
        return self.translator.signature(target=target, glossary=glossary, guards=guards)

    def translate(
        self, texts: Sequence[str], *, target: Target, glossary: Glossary | None = None, guards: bool = True
    ) -> list[Translation]:
        """As the translator's; the bar measures letters."""
        stream = self.translator.translate_stream(texts, target=target, glossary=glossary, guards=guards)
        done = []
        with progress(sum(map(len, texts))) as advance:
            for text, translation in zip(texts, stream, strict=True):
                done.append(translation)
                advance(len(text))
        return done
