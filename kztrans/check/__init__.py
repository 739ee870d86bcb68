"""Quality checks of a translated segment or a whole file, one small function each in a registry."""

from kztrans.check import (  # noqa: F401  (importing registers them)
    capitals,
    duplicates,
    grammar,
    keep,
    length,
    marks,
    numbers,
    output,
    persons,
    script,
    spaces,
    tags,
    typography,
)
from kztrans.check import consistency as _consistency  # noqa: F401
from kztrans.check.files import Checker, CheckResult, FilePair, Finding, check_names, check_pairs, describe
from kztrans.check.reading import read_pairs
from kztrans.check.registry import Check, Pair, all_checks, check, named_checks, run_checks
from kztrans.check.whole import Place, Watch, WholeCheck, whole_check, whole_checks

__all__ = [
    "Check",
    "CheckResult",
    "Checker",
    "FilePair",
    "Finding",
    "Pair",
    "Place",
    "Watch",
    "WholeCheck",
    "all_checks",
    "check",
    "check_names",
    "check_pairs",
    "describe",
    "named_checks",
    "read_pairs",
    "run_checks",
    "whole_check",
    "whole_checks",
]
