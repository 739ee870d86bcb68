"""Quality checks of a translated segment, one small function each in a registry."""

from kztrans.check import (  # noqa: F401  (importing registers them)
    duplicates,
    grammar,
    keep,
    length,
    marks,
    numbers,
    output,
    persons,
    script,
)
from kztrans.check.registry import Check, Pair, all_checks, check, named_checks, run_checks

__all__ = ["Check", "Pair", "all_checks", "check", "named_checks", "run_checks"]
