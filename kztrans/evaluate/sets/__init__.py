"""Test sets by name: this project's own from the checkout, public ones from their homes or a copy."""

from kztrans.evaluate.sets.fetch import fetch
from kztrans.evaluate.sets.load import ParallelSet, checkout, load_set, set_names
from kztrans.evaluate.sets.public import PUBLIC, PublicSet, RemoteFile

__all__ = ["PUBLIC", "ParallelSet", "PublicSet", "RemoteFile", "checkout", "fetch", "load_set", "set_names"]
