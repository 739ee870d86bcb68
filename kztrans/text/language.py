"""Which language a text is in (py3langid: Lui and Baldwin 2012, retrained)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kztrans.text.normalize import normalize
from kztrans.text.script import LetterCounts, count_letters

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: The languages told apart, ISO 639-1, with their English names.
LANGUAGES = MappingProxyType({
    "kk": "Kazakh", "ru": "Russian", "en": "English", "ky": "Kyrgyz", "tt": "Tatar", "ba": "Bashkir",
    "uz": "Uzbek", "tg": "Tajik", "mn": "Mongolian", "uk": "Ukrainian", "be": "Belarusian", "bg": "Bulgarian",
    "tr": "Turkish", "az": "Azerbaijani", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian",
    "pl": "Polish", "zh": "Chinese", "ar": "Arabic", "fa": "Persian", "ug": "Uyghur", "ko": "Korean",
    "ja": "Japanese",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identified:
    """The likeliest language of a text (ISO 639-1) and its probability among ``LANGUAGES``, 0 to 1."""

    language: str
    probability: float


def identify(text: str) -> Identified:
    """Identify the language of ``text``. Short texts give low probabilities; use them."""
    language, probability = _identifier().classify(text)
    return Identified(language, float(probability))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([language for language in LANGUAGES if language in known])
    return identifier


#: A sample of this many characters is enough.
_SAMPLE = 20_000
#: A text with fewer letters is judged as a single sentence; one with fewer than the least not at all.
_ENOUGH_LETTERS = 60
_LEAST_LETTERS = 20
#: Running Kazakh has 0.2 of its Cyrillic letters outside the Russian alphabet; above this: Kazakh or kin.
_KAZAKH_SHARE = 0.05
_SURE = 0.9
#: A sentence has words in lower case, a list of names or a letterhead few.
_LOWER_WORDS = 3


def suspect_language(texts: Sequence[str]) -> str | None:
    """The English name of the language of a document that should be Kazakh and clearly is not, else None.

    ``texts`` are its paragraphs or segments. Cautious by design: it speaks only with enough letters, a sure
    identification, and few letters of the Kazakh alphabet (or a kindred language named by the identifier).
    A text as short as one sentence must hold no Kazakh letter at all, and be in one script.
    """
    sample = _sample(texts)
    letters = sum(map(str.isalpha, sample))
    if letters < _LEAST_LETTERS:
        return None
    counts = count_letters(sample)
    if letters < _ENOUGH_LETTERS:
        return _foreign(sample) if _is_foreign_sentence(sample, counts) else None
    # Latin names do not make a Kazakh text English: judge by the script that has the word.
    if counts.cyrillic_share >= 0.25 and counts.kazakh_share >= _KAZAKH_SHARE:
        found = identify(sample)
        return LANGUAGES[found.language] if found.language in _KINDRED and found.probability >= 0.99 else None
    return _foreign(sample)


def _foreign(text: str) -> str | None:
    """The language of ``text`` where it is surely not Kazakh.

    The Slavic languages in Cyrillic count together: a short Russian sentence may well be Bulgarian by its
    letters, but not Kazakh. (On sentences of 20 to 60 letters that finds 98 % of Russian instead of 66 %.)
    """
    shares: dict[str, float] = dict(_identifier().rank(text))
    if sum(shares[each] for each in _SLAVIC) >= _SURE:
        language = max(_SLAVIC, key=shares.__getitem__)
        # Where that leaves the choice open: Russian, by far the likeliest at a desk for Kazakh.
        return LANGUAGES[language if shares[language] >= _SURE else "ru"]
    language = max(shares, key=shares.__getitem__)
    return LANGUAGES[language] if language != "kk" and shares[language] >= _SURE else None


def _is_foreign_sentence(text: str, counts: LetterCounts) -> bool:
    """Whether nothing in a short text is Kazakh: no letter, nor the Cyrillic of a suffix to Latin names."""
    if counts.kazakh or (counts.cyrillic and counts.latin):
        return False
    return sum(word.islower() for word in text.split()) >= _LOWER_WORDS or not counts.total


_SLAVIC = ("ru", "uk", "be", "bg")
_KINDRED = frozenset({"ky", "tt", "ba", "mn", "ug"})


def _sample(texts: Sequence[str]) -> str:
    """Pieces from the whole length of the document, together no longer than the sample size.

    Kazakh in Latin letters stands in it in Cyrillic.
    """
    step = max(1, sum(map(len, texts)) // _SAMPLE)
    sample = "\n".join(text[:_SAMPLE] for text in texts[::step])[:_SAMPLE]
    return "\n".join(normalize(line).text for line in sample.split("\n"))
