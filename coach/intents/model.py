"""The intent of a message, learned from the wordings beside this file: a linear model over words and pieces of words."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from coach.intents.features import BUCKETS, WORD_BUCKETS, features_of

WEIGHTS = "weights.npz"


class IntentModel:
    """Scores the intents of a masked message.

    `weights` (features, intents) are whole numbers to be multiplied by `scale` (intents,); `rarity` (features,) weighs
    a feature by how few wordings have it; `bias` (intents,).
    """

    def __init__(
        self,
        intents: tuple[str, ...],
        weights: npt.NDArray[np.int8],
        scale: npt.NDArray[np.float32],
        rarity: npt.NDArray[np.float32],
        bias: npt.NDArray[np.float32],
        wordings: str,
    ) -> None:
        """Hold a trained model; `wordings` is the digest of what it was trained on."""
        self.intents, self.wordings = intents, wordings
        self.weights, self.scale, self.rarity, self.bias = weights, scale, rarity, bias

    def probabilities(self, masked: str) -> dict[str, float]:
        """Return {intent: probability}, most probable first."""
        numbers, values = weighed(features_of(masked), self.rarity)
        scores = values @ (self.weights[numbers] * self.scale) + self.bias
        odds = np.exp(scores - scores.max())
        shares = odds / odds.sum()
        order = np.argsort(-shares)
        return {self.intents[i]: float(shares[i]) for i in order}


def weighed(
    features: dict[int, float], rarity: npt.NDArray[np.float32]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """(feature numbers, values): weighed by rarity, words and pieces each of length one."""
    numbers = np.fromiter(features, dtype=np.int64, count=len(features))
    values = np.fromiter(features.values(), dtype=np.float32, count=len(features)) * rarity[numbers]
    for part in (numbers < WORD_BUCKETS, numbers >= WORD_BUCKETS):
        length = float(np.sqrt((values[part] ** 2).sum()))
        if length:
            values[part] /= length
    return numbers, values


@cache
def intent_model() -> IntentModel:
    """Load the model that ships with the coach; made by `python -m coach.intents.train`."""
    with (files("coach.intents") / WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as held:
        weights = np.zeros((BUCKETS, len(held["intents"])), dtype=np.int8)
        weights[held["used"]] = held["weights"]
        rarity = np.ones(BUCKETS, dtype=np.float32)
        rarity[held["used"]] = held["rarity"].astype(np.float32)
        return IntentModel(
            tuple(str(x) for x in held["intents"]), weights, held["scale"], rarity, held["bias"], str(held["wordings"])
        )
