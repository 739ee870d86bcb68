"""Whether sources, references and hypotheses are in the languages they should be in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kztrans.errors import EvaluationError
from kztrans.records import Target

# The identifier is loaded when a language is asked for: `import kztrans` loads this module.

_SAMPLE = 400  # lines looked at, taken evenly from the whole text
_BLOCK = 20  # letters judged at a time: a line that has fewer is judged with those after it
_KAZAKH_SHARE = 0.05  # as kztrans.text.language: of the Cyrillic letters


@dataclass(frozen=True, slots=True)
class Judged:
    """A text, called ``name`` in messages: ``language`` (in English) is that of ``share`` of its lines.

    ``language`` is None where no language is that of more than half of the lines.
    """

    name: str
    language: str | None
    share: float = 0.0


def check_languages(
    sources: Sequence[str],
    streams: Sequence[Sequence[str]],
    hypotheses: Mapping[str, Sequence[str]],
    target: Target,
) -> tuple[str, ...]:
    """What is odd about the languages, in plain words; ``streams`` are the references.

    Raises ``EvaluationError`` where the source and a reference were given in each other's place.
    """
    source = judge("the source", sources)
    names = ["the reference"] if len(streams) == 1 else [f"reference {i + 1}" for i in range(len(streams))]
    references = [judge(name, lines) for name, lines in zip(names, streams, strict=True)]
    require_languages(source, references, target)
    systems = [judge(f'the hypothesis "{name}"', lines) for name, lines in hypotheses.items()]
    return warnings_of(source, [*references, *systems], target)


def require_languages(source: Judged, references: Sequence[Judged], target: Target) -> None:
    """Raise ``EvaluationError`` where a reference is Kazakh and the source is not."""
    for reference in references:
        if source.language not in (None, "Kazakh") and reference.language == "Kazakh":
            raise EvaluationError(
                f"the source is {source.language} and {reference.name} Kazakh: they look swapped",
                remedy=f"Give the Kazakh text as SRC and its translation ({_english(target)}) as --ref.",
            )


def warnings_of(source: Judged, targets: Sequence[Judged], target: Target) -> tuple[str, ...]:
    """A warning for each text most of whose lines are surely in another language than they should be."""
    expected = [(source, "Kazakh"), *((each, _english(target)) for each in targets)]
    return tuple(
        f"{each.name} looks {each.language}, not {language} ({each.share:.0%} of its lines)"
        for each, language in expected
        if each.language not in (None, language)
    )


def judge(name: str, lines: Sequence[str]) -> Judged:
    """The language of most of ``lines``; of a long text, of a sample of them."""
    step = max(1, len(lines) // _SAMPLE)
    sample = [line for line in lines[::step] if line.strip()]
    votes: Counter[str] = Counter()
    for block in _blocks(sample):
        if language := _language(block):
            votes[language] += len(block)
    if not votes:
        return Judged(name, None)
    language, count = votes.most_common(1)[0]
    share = count / len(sample)
    return Judged(name, language, share) if share > 0.5 else Judged(name, None)


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines in order, as many together as give enough letters to judge by."""
    block: list[str] = []
    letters = 0
    for line in lines:
        block.append(line)
        letters += sum(map(str.isalpha, line))
        if letters >= _BLOCK:
            yield block
            block, letters = [], 0
    if block:
        yield block


def _language(lines: Sequence[str]) -> str | None:
    """The English name of the language the lines are surely in, else None."""
    from kztrans.text.language import suspect_language
    from kztrans.text.normalize import normalize
    from kztrans.text.script import count_letters

    if other := suspect_language(lines):
        return other
    counts = count_letters(normalize("\n".join(lines)).text)
    kazakh = counts.cyrillic_share > 0.5 and counts.kazakh_share >= _KAZAKH_SHARE
    return "Kazakh" if kazakh else None


def _english(target: Target) -> str:
    from kztrans.text.language import LANGUAGES

    return LANGUAGES[target]
