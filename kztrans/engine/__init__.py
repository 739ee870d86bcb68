"""Translation engines: one protocol, several backends, and where their models come from."""

from kztrans.engine.fake import ScriptedEngine
from kztrans.engine.loader import ModelInfo, describe_models, load_engine, model_card
from kztrans.engine.protocol import Engine, Hypothesis, Piece
from kztrans.engine.pull import PullPlan, plan_pull, pull

__all__ = [
    "Engine",
    "Hypothesis",
    "ModelInfo",
    "Piece",
    "PullPlan",
    "ScriptedEngine",
    "describe_models",
    "load_engine",
    "model_card",
    "plan_pull",
    "pull",
]
