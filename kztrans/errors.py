"""The error tree: every mistake a user can make has a class here, and every error carries its subject.

The command line prints ``str(error)`` on one line and exits with code 2; nothing else catches these.
"""

from __future__ import annotations

from pathlib import Path


class KztransError(Exception):
    """Base of every error kztrans raises on purpose: what happened, where, and what to do about it."""

    def __init__(
        self,
        message: str,
        *,
        file: str | Path | None = None,
        line: int | None = None,
        term: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.message = message
        self.file = str(file) if file is not None else None
        self.line = line
        self.term = term
        self.remedy = remedy
        super().__init__(message)

    def __str__(self) -> str:
        """``file:line: message. Remedy.`` on one line, without the parts that are not known."""
        place = self.file or ""
        if self.line is not None:
            place += f":{self.line}" if place else f"line {self.line}"
        text = f"{place}: {self.message}" if place else self.message
        text = text if text.endswith((".", "!", "?")) else text + "."
        return f"{text} {self.remedy}" if self.remedy else text

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders whole (worker processes report to their parent)."""
        return (_rebuild, (type(self), self.message, self.file, self.line, self.term, self.remedy))


def _rebuild(
    cls: type[KztransError],
    message: str,
    file: str | None,
    line: int | None,
    term: str | None,
    remedy: str | None,
) -> KztransError:
    return cls(message, file=file, line=line, term=term, remedy=remedy)


class InputError(KztransError):
    """A document cannot be read: missing, empty, binary, wrong encoding."""


class OutputError(KztransError):
    """A result cannot be written; what stood there before is untouched."""


class GlossaryError(KztransError):
    """A glossary file is malformed or contradicts itself."""


class ModelError(KztransError):
    """A model is unknown, incomplete, damaged or cannot be fetched."""


class OfflineError(ModelError):
    """The model hub cannot be reached."""


class LanguageError(KztransError):
    """A language code or a target is not supported by this model."""


class MissingExtraError(KztransError):
    """An optional dependency is not installed; the remedy names the extra."""


class EvaluationError(KztransError):
    """Source, reference and hypothesis do not fit together."""
