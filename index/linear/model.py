"""A linear model over hashed features: small, exact, and needing only numpy once it is trained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.linear.features import PART, Features


def with_vector(features: Features, part: int, vector: npt.NDArray[np.float32]) -> Features:
    """The features with a vector as their part number `part`."""
    return features | {part * PART + i: float(v) for i, v in enumerate(vector)}


class LinearModel:
    """Scores labels. `weights` (features, labels) are whole numbers to be multiplied by `scale` (labels,); `rarity`
    (features,) weighs a feature by how few examples have it; `bias` (labels,); `lengths` says how long each part is
    made; `trained_on` is a digest of the examples.
    """  # fmt: skip

    def __init__(
        self,
        labels: tuple[str, ...],
        weights: npt.NDArray[np.int8],
        scale: npt.NDArray[np.float32],
        rarity: npt.NDArray[np.float32],
        bias: npt.NDArray[np.float32],
        lengths: tuple[float, ...],
        trained_on: str,
    ) -> None:
        """Hold a trained model."""
        self.labels, self.lengths, self.trained_on = labels, lengths, trained_on
        self.weights, self.scale, self.rarity, self.bias = weights, scale, rarity, bias

    def scores(self, features: Features) -> npt.NDArray[np.float32]:
        """One score a label, any size."""
        numbers, values = weighed(features, self.rarity, self.lengths)
        result: npt.NDArray[np.float32] = values @ (self.weights[numbers] * self.scale) + self.bias
        return result

    def shares(self, features: Features) -> dict[str, float]:
        """{label: probability} where one label is right; most probable first."""
        scores = self.scores(features)
        odds = np.exp(scores - scores.max())
        shares = odds / odds.sum()
        return {self.labels[i]: float(shares[i]) for i in np.argsort(-shares)}

    def odds(self, features: Features) -> dict[str, float]:
        """{label: probability} where each label is right or not by itself."""
        shares = 1 / (1 + np.exp(-self.scores(features)))
        return {label: float(shares[i]) for i, label in enumerate(self.labels)}

    def save(self, path: Path) -> None:
        """Write the model as `load` reads it; features without weight are left out."""
        used = np.flatnonzero(np.abs(self.weights).max(axis=1))
        np.savez_compressed(
            path, labels=np.array(self.labels), used=used.astype(np.int32), weights=self.weights[used],
            scale=self.scale,
            rarity=self.rarity[used].astype(np.float16), bias=self.bias, trained_on=np.array(self.trained_on),
            lengths=np.array(self.lengths, dtype=np.float32),
        )  # fmt: skip


def weighed(
    features: Mapping[int, float], rarity: npt.NDArray[np.float32], lengths: Sequence[float]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """(feature numbers, values): weighed by rarity, each part at its length."""
    numbers = np.fromiter(features, dtype=np.int64, count=len(features))
    values = np.fromiter(features.values(), dtype=np.float32, count=len(features)) * rarity[numbers]
    parts = numbers // PART
    for number, wanted in enumerate(lengths):
        part = parts == number
        length = float(np.sqrt((values[part] ** 2).sum()))
        if length:
            values[part] *= wanted / length
    return numbers, values


def load(package: str, name: str) -> LinearModel:
    """Load a model that ships with a package."""
    with (files(package) / name).open("rb") as file, np.load(file, allow_pickle=False) as held:
        lengths = tuple(float(x) for x in held["lengths"])
        size = len(lengths) * PART
        weights = np.zeros((size, len(held["labels"])), dtype=np.int8)
        weights[held["used"]] = held["weights"]
        rarity = np.ones(size, dtype=np.float32)
        rarity[held["used"]] = held["rarity"].astype(np.float32)
        return LinearModel(
            tuple(str(x) for x in held["labels"]),
            weights,
            held["scale"],
            rarity,
            held["bias"],
            lengths,
            str(held["trained_on"]),
        )
