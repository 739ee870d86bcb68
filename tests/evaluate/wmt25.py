"""The WMT25 terminology task's two success rates, restated from what its published code computes.

Written for this project, to compare with. Lemmas are lemminflect's and pymorphy3's, the task's are stanza's;
every entry given is taken to occur in the source (and, for documents, in the reference).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lemminflect import getAllLemmas

from kztrans.morph.russian_words import parses_of

_WORD = re.compile(r"\w+|[^\w\s]")


def lemmatised(text: str, language: str) -> str:
    """The lemmas of a text's words in small letters, with a mark between them."""
    return "|||".join(_lemma(word, language).lower() for word in _WORD.findall(text))


def sentence_success(entries: Mapping[str, str], hypothesis: str, language: str) -> float:
    """Of the entries found in a source (target by source), those whose target stands in the hypothesis: in
    small letters, as it is or as lemmas, as a substring.
    """
    low, lemmas = hypothesis.lower(), lemmatised(hypothesis, language)
    hits = [t.lower() in low or lemmatised(t, language) in lemmas for t in entries.values()]
    return sum(hits) / len(hits)


def document_success(entries: Mapping[str, Sequence[str]], source: str, hypothesis: str) -> float:
    """Over the entries (targets by source term) the mean of the targets' count in the hypothesis by the
    source term's count in the source, at most 1; everything in small letters.
    """
    low, made = source.lower(), hypothesis.lower()
    rates = [
        min(1.0, sum(made.count(t.lower()) for t in targets) / low.count(term.lower()))
        for term, targets in entries.items()
    ]
    return sum(rates) / len(rates)


def _lemma(word: str, language: str) -> str:
    if language == "ru":
        return str(parses_of(word)[0].normal_form)
    found = getAllLemmas(word.lower())
    return str(found["NOUN"][0] if "NOUN" in found else word)
