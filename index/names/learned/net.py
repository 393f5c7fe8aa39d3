"""A span in its sentence -> the log-odds that it is a company: a small net over word vectors and hashed features, in
numpy.

Beside a linear model it tells more where the neighbours are words that no example had (by 3 to 5 points on voices kept
out).
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.linear.features import PART, Features
from index.names.context import SIDE, Sentence, Span, features_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

DIMENSION, LOOKS = 32, 16
START, END = "<s>", "</s>"


def context_of(sentence: Sentence, span: Span) -> tuple[list[str], list[str]]:
    """(the symbols at each place before and after, the message's other symbols) of a span."""
    before, after, rest = sentence.around(span)
    near = (before + [START] * SIDE)[:SIDE] + (after + [END] * SIDE)[:SIDE]
    return near, rest


class Net:
    """Word vectors `words` (words, 32) of the eight neighbours and of the rest together, and the vectors `looks`
    (PART, 16) of the span's looks, through two layers; `wide` (3 * PART,) adds one weight for each hashed feature.
    """  # fmt: skip

    def __init__(self, held: dict[str, NDArray[np.generic]]) -> None:
        """Hold what `save` has written."""
        self.numbers = {str(w): i for i, w in enumerate(held["vocabulary"])}
        self.trained_on = str(held["trained_on"])
        known = held["words"].astype(np.float32) * held["words_scale"].astype(np.float32)
        self.words = np.concatenate([known, np.zeros((1, DIMENSION), dtype=np.float32)])
        self.none = len(known)
        self.looks = _spread(held, "looks", (PART, LOOKS))
        self.wide = _spread(held, "wide", (3 * PART, 1))[:, 0]
        self.layers = [(held[f"w{i}"].astype(np.float32), held[f"b{i}"].astype(np.float32)) for i in range(3)]

    def odds(self, sentence: Sentence, span: Span) -> float:
        """The log-odds that a span is a company."""
        near, rest = context_of(sentence, span)
        return self.of(features_of(sentence, span), near, rest)

    def of(self, features: Features, near: list[str], rest: list[str]) -> float:
        """The log-odds of a span by its features and its context."""
        numbers = np.fromiter(features, dtype=np.int64, count=len(features))
        looks = self.looks[numbers[numbers < PART]].sum(axis=0) / 4
        places = [self.numbers.get(s, self.none) for s in near]
        x = np.concatenate([self.words[places].ravel(), self._mean(rest), looks])
        for weights, bias in self.layers[:-1]:
            x = np.maximum(weights @ x + bias, 0)
        weights, bias = self.layers[-1]
        return float((weights @ x + bias)[0] + self.wide[numbers].sum())

    def _mean(self, symbols: list[str]) -> Vector:
        numbers = [self.numbers[s] for s in filter(self.numbers.__contains__, symbols)]
        return self.words[numbers].mean(axis=0) if numbers else np.zeros(DIMENSION, dtype=np.float32)


def _spread(held: dict[str, NDArray[np.generic]], name: str, shape: tuple[int, int]) -> Vector:
    whole = np.zeros(shape, dtype=np.float32)
    whole[held[f"{name}_used"].astype(np.int64)] = held[name].astype(np.float32) * held[f"{name}_scale"].astype(
        np.float32
    )
    return whole


def load_net(name: str) -> Net:
    """Load a net that ships beside this file."""
    with (files("index.names.learned") / name).open("rb") as file, np.load(file, allow_pickle=False) as held:
        return Net({key: held[key] for key in held.files})


def save_net(path: Path, vocabulary: list[str], arrays: dict[str, Vector], trained_on: str) -> None:
    """Write a net as `load_net` reads it; tables are kept in whole numbers, rows without weight left out."""
    out: dict[str, NDArray[np.generic]] = {"vocabulary": np.array(vocabulary), "trained_on": np.array(trained_on)}
    out["words"], out["words_scale"] = _whole(arrays["words"])
    for name in ("looks", "wide"):
        used = np.flatnonzero(np.abs(arrays[name]).max(axis=1) > np.abs(arrays[name]).max() / 254)
        out[f"{name}_used"] = used.astype(np.int32)
        out[name], out[f"{name}_scale"] = _whole(arrays[name][used])
    out |= {f"{kind}{i}": arrays[f"{kind}{i}"].astype(np.float16) for i in range(3) for kind in "wb"}
    np.savez_compressed(path, **out)  # type: ignore[arg-type]


def _whole(table: Vector) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    scale = np.float32(np.abs(table).max() / 127)
    return np.round(table / scale).astype(np.int8), np.array(scale, dtype=np.float32)
