"""An evaluation as one self-contained page."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from kztrans._version import __version__
from kztrans.evaluate.scores import Evaluation
from kztrans.report.evaluation.cards import cards
from kztrans.report.evaluation.choice import choose
from kztrans.report.evaluation.figures import by_length, spreads
from kztrans.report.evaluation.measure import main_measure
from kztrans.report.evaluation.naming import with_short_names
from kztrans.report.evaluation.scores import compared, score_head, score_rows, signatures, tested
from kztrans.report.evaluation.terms import headwords, term_metrics
from kztrans.report.page import environment
from kztrans.text.language import LANGUAGES

_MOST_WARNINGS = 50


def render(evaluation: Evaluation) -> str:
    """The evaluation as an HTML page with everything inside: no network, readable without its small script.

    Its size is bounded: of a long text it shows the segments that ``choose`` picks, and says so. A content
    security policy lets no other script run and nothing be fetched, whatever stands in the texts.
    """
    names = [system.name for system in evaluation.systems]
    evaluation = with_short_names(evaluation)
    measure = main_measure(evaluation)
    scored = any(system.segments for system in evaluation.systems)
    choice = choose(evaluation, measure)
    script = files("kztrans.report").joinpath("templates", "evaluation.js").read_text(encoding="utf-8")
    return (
        environment()
        .get_template("evaluation.html.jinja")
        .render(
            evaluation=evaluation,
            names=names,
            measure=measure,
            score_head=score_head(evaluation),
            score_rows=score_rows(evaluation),
            comparisons=compared(evaluation),
            tested=tested(evaluation.comparisons),
            sampled=any(metric.interval for system in evaluation.systems for metric in system.metrics),
            figures=[by_length(evaluation, measure), *spreads(evaluation, measure)] if scored else [],
            term_metrics=term_metrics(evaluation),
            headwords=headwords(evaluation),
            choice=choice,
            cards=cards(evaluation, choice, measure),
            signatures=signatures(evaluation),
            warnings=evaluation.warnings[:_MOST_WARNINGS],
            language=LANGUAGES[evaluation.target],
            script=script,
            digest=_digest(script),
            version=__version__,
        )
    )


def _digest(script: str) -> str:
    """What a content security policy names an inline script by (CSP Level 3, hash-source)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
