"""How many faults the checks find: each is put into translations by professionals, one a line.

    python -m bench.injected_faults DATA_DIR [--lines N] [--seed N]

DATA_DIR as for ``bench.false_alarms``. Prints, for each fault and test set, the share of the lines it can be
put into where the check meant for it speaks and did not before, and how many such lines there are.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable
from pathlib import Path

from bench.false_alarms import pairs_in
from kztrans.check import Checker, FilePair
from kztrans.records import Target

# The target with the fault in it, or both texts; None where there is no place for it.
Fault = Callable[[str, str, Target, random.Random], str | tuple[str, str] | None]


def _swapped(pattern: str, new: str) -> Fault:
    """A fault that rewrites one match of ``pattern``, at random."""

    def put(source: str, target: str, language: Target, dice: random.Random) -> str | None:
        if not (places := list(re.finditer(pattern, target))):
            return None
        place = dice.choice(places)
        return target[: place.start()] + place.expand(new) + target[place.end() :]

    return put


def _left_out(pattern: str) -> Fault:
    """A fault that leaves out one match of ``pattern`` that the source has letter by letter."""

    def put(source: str, target: str, language: Target, dice: random.Random) -> str | None:
        there = set(re.findall(pattern, source))
        places = [match for match in re.finditer(pattern, target) if match[0] in there]
        if not places:
            return None
        place = dice.choice(places)
        return target[: place.start()] + target[place.end() :].lstrip()

    return put


def _other_digit(source: str, target: str, language: Target, dice: random.Random) -> str | None:
    places = [match.start() for match in re.finditer(r"\d", target)]
    if not places:
        return None
    at = dice.choice(places)
    return target[:at] + str((int(target[at]) + dice.randrange(1, 9)) % 10) + target[at + 1 :]


def _kazakh_word(source: str, target: str, language: Target, dice: random.Random) -> str | None:
    words, there = re.findall(r"\w*[әғқңөұүһі]\w*", source), list(re.finditer(r"\w+", target))
    if not words or not there:
        return None
    place = dice.choice(there)
    return target[: place.start()] + dice.choice(words) + target[place.end() :]


def _foreign_decimal(source: str, target: str, language: Target, dice: random.Random) -> str | None:
    right, wrong = (",", ".") if language == "ru" else (".", ",")
    pattern = rf"(?<![\d.,])(\d+){re.escape(right)}(\d{{1,2}})(?![\d.,:]\d|\d)"
    return _swapped(pattern, rf"\1{wrong}\2")(source, target, language, dice)


def _foreign_quotes(source: str, target: str, language: Target, dice: random.Random) -> str | None:
    pattern, new = ("«([^«»]*)»", r'"\1"') if language == "ru" else (r'"([^"]*)"', r"«\1»")
    return _swapped(pattern, new)(source, target, language, dice)


def _lost_tag(source: str, target: str, language: Target, dice: random.Random) -> tuple[str, str]:
    return f"<b>{source}</b>", f"<b>{target}"


def _lost_placeholder(source: str, target: str, language: Target, dice: random.Random) -> tuple[str, str]:
    return f"{source} {{0}}", target


FAULTS: dict[str, tuple[str, Fault]] = {
    "a digit changed": ("numbers", _other_digit),
    "a number left out": ("numbers", _swapped(r" \d[\d.,]*\b", "")),
    "a decimal mark of the other language": ("number-format", _foreign_decimal),
    "a Latin name left out": ("names", _left_out(r"\b[A-Z][a-z]{2,}\b")),
    "an acronym left out": ("codes", _left_out(r"\b[A-Z]{2,}\b")),
    "a quotation mark left out": ("pairs", _swapped('[«»"]', "")),
    "a bracket left out": ("pairs", _swapped(r"[()]", "")),
    "quotes of the other language": ("quotes", _foreign_quotes),
    "the final mark left out": ("ending", _swapped(r"[.!?]$", "")),
    "a mark doubled": ("punctuation", _swapped(r"(?<=\w)([,.])(?= )", r"\1\1")),
    "a space doubled": ("spaces", _swapped(r"(?<=\w) (?=\w)", "  ")),
    "a space lost after a comma": ("spaces", _swapped(r"(?<=[^\W\d_]), (?=[^\W\d_])", ",")),
    "a space lost before a dash": ("dashes", _swapped(r"(?<=\w) ([—–]) (?=\w)", r"\1 ")),
    "a small letter at the beginning": ("capitals", lambda s, t, _l, _d: t[:1].lower() + t[1:]),
    "a word doubled": ("duplicates", _swapped(r"\b([^\W\d_]{2,})\b", r"\1 \1")),
    "a phrase in a loop": ("repetition", _swapped(r"\b([^\W\d_]+ [^\W\d_]+)\b", r"\1 \1 \1 \1")),
    "a Kazakh word left": ("script", _kazakh_word),
    "the first half alone": ("length", lambda s, t, _l, _d: t[: len(t) // 2]),
    "the source itself": ("untranslated", lambda s, t, _l, _d: s),
    "nothing": ("empty", lambda s, t, _l, _d: ""),
    "a closing tag lost": ("tags", _lost_tag),
    "a placeholder lost": ("tags", _lost_placeholder),
}


def found(put: Fault, check: str, pairs: list[FilePair], target: Target, seed: int) -> tuple[int, int]:
    """How many of the faults that could be put into ``pairs`` the check found, and how many there were."""
    dice = random.Random(seed)
    checker = Checker.of(target, checks=[check])
    told = there = 0
    for pair in pairs:
        made = put(pair.source, pair.target, target, dice)
        texts = made if isinstance(made, tuple) else (pair.source, made)
        if texts[1] is None or texts == (pair.source, pair.target) or any(checker.findings([pair])):
            continue
        there += 1
        told += any(checker.findings([FilePair(pair.line, texts[0], texts[1])]))
    return told, there


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lines", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sets = list(pairs_in(options.folder, options.lines))
    print(f"{'fault':38}{'check':15}" + "".join(f"{name:>18}" for name, _, _ in sets))
    for fault, (check, put) in FAULTS.items():
        row = f"{fault:38}{check:15}"
        for _, target, pairs in sets:
            told, there = found(put, check, pairs, target, options.seed)
            row += f"{f'{100 * told / there:.0f}% of {there}' if there else '-':>18}"
        print(row, flush=True)


if __name__ == "__main__":
    main()
