"""The intent of a message, learned from the wordings beside this file: a linear model over words and pieces of words."""

from __future__ import annotations

from functools import cache

from index.linear.model import LinearModel, load

WEIGHTS = "weights.npz"


@cache
def intent_model() -> LinearModel:
    """Load the model that ships with the coach; made by `python -m coach.understanding.intents.train`."""
    return load("coach.understanding.intents", WEIGHTS)
