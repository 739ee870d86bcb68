"""Enforcement: what each occurrence demands, the search that delivers it, the proof that it did."""

from kztrans.enforce.demand import Demand, Matcher, demands_of
from kztrans.enforce.guards import Guard, find_guards
from kztrans.enforce.proof import prove
from kztrans.enforce.search import Enforced, Job, enforce

__all__ = ["Demand", "Enforced", "Guard", "Job", "Matcher", "demands_of", "enforce", "find_guards", "prove"]
