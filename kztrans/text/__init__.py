"""Text before translation: repair, scripts and languages, letter case, sentence splitting, numbers."""

from kztrans.text.case import is_all_caps, restore_caps, sentence_case
from kztrans.text.language import Identified, identify, suspect_language
from kztrans.text.normalize import View, normalize
from kztrans.text.numbers import Number, find_numbers
from kztrans.text.numerals import licensed_numerals
from kztrans.text.script import LetterCounts, Script, count_letters, has_kazakh_letters, script_of
from kztrans.text.split import split

__all__ = [
    "Identified",
    "LetterCounts",
    "Number",
    "Script",
    "View",
    "count_letters",
    "find_numbers",
    "has_kazakh_letters",
    "identify",
    "is_all_caps",
    "licensed_numerals",
    "normalize",
    "restore_caps",
    "script_of",
    "sentence_case",
    "split",
    "suspect_language",
]
