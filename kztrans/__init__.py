"""kztrans: Kazakh into English and Russian, with a glossary that is guaranteed and proven."""

from kztrans._version import __version__
from kztrans.errors import KztransError
from kztrans.evaluate import Evaluation, evaluate
from kztrans.glossary import Glossary, Occurrence, Term
from kztrans.records import Issue, SegmentTranslation, TermOutcome, Translation
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
