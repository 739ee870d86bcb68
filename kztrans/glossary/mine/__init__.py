"""Mining: term pairs proposed from aligned text, with the evidence for them."""

from kztrans.glossary.mine.aligned import open_aligned
from kztrans.glossary.mine.mining import Example, Proposal, examples, mine

__all__ = ["Example", "Proposal", "examples", "mine", "open_aligned"]
