"""kztrans: Kazakh into English and Russian, with a glossary that is guaranteed and proven."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kztrans._version import __version__
from kztrans.errors import KztransError

# Not by name when asked for, as the others: the room is called as the function is.
from kztrans.evaluate import Evaluation, evaluate
from kztrans.records import Issue, SegmentTranslation, TermOutcome, Translation

if TYPE_CHECKING:
    from kztrans.glossary import Glossary, Occurrence, Term
    from kztrans.translator import Translator, TranslatorSpec

__all__ = [
    "Evaluation",
    "Glossary",
    "Issue",
    "KztransError",
    "Occurrence",
    "SegmentTranslation",
    "Term",
    "TermOutcome",
    "Translation",
    "Translator",
    "TranslatorSpec",
    "__version__",
    "evaluate",
]

# Loaded when first asked for (PEP 562): `kztrans --help` need not wait for the whole house.
_ROOMS = {
    "Glossary": "kztrans.glossary",
    "Occurrence": "kztrans.glossary",
    "Term": "kztrans.glossary",
    "Translator": "kztrans.translator",
    "TranslatorSpec": "kztrans.translator",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)


def __dir__() -> list[str]:
    return __all__
