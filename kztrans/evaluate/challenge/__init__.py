"""The challenge set of terms: one phenomenon a segment, with the occurrences and forms expected in it."""

from kztrans.evaluate.challenge.cases import Case, Expected, checkout_set, load_cases, own_glossary
from kztrans.evaluate.challenge.run import run_challenge, unlicensed
from kztrans.evaluate.challenge.scores import CaseResult, ChallengeResult, Delivery, PhenomenonScore
from kztrans.evaluate.challenge.table import render_challenge

__all__ = [
    "Case",
    "CaseResult",
    "ChallengeResult",
    "Delivery",
    "Expected",
    "PhenomenonScore",
    "checkout_set",
    "load_cases",
    "own_glossary",
    "render_challenge",
    "run_challenge",
    "unlicensed",
]
