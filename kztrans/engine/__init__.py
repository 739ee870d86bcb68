"""Translation engines: one protocol, several backends, and where their models come from."""

from kztrans.engine.loader import load_engine
from kztrans.engine.protocol import Engine, Hypothesis, Piece

__all__ = ["Engine", "Hypothesis", "Piece", "load_engine"]
