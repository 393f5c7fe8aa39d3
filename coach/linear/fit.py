"""Examples -> a LinearModel. Only whoever trains needs this file, and scikit-learn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from coach.linear import PART, Features, LinearModel, weighed


def fit_one(
    rows: Sequence[Features], labels: Sequence[str], parts: int, trained_on: str, strength: float = 20
) -> LinearModel:
    """A model for one label an example. `strength` is how closely it follows the examples."""
    matrix, rarity = _matrix(rows, parts)
    fitted = LogisticRegression(C=strength, max_iter=400).fit(matrix, labels)
    return _model(tuple(str(c) for c in fitted.classes_), fitted.coef_.T, fitted.intercept_, rarity, trained_on)


def fit_many(
    rows: Sequence[Features],
    labels: Sequence[frozenset[str]],
    names: Sequence[str],
    parts: int,
    trained_on: str,
    strength: float = 20,
) -> LinearModel:
    """A model for any number of labels an example: one yes-or-no fit for each of `names`."""
    matrix, rarity = _matrix(rows, parts)
    weights, bias = [], []
    for name in names:
        held = np.array([name in found for found in labels])
        fitted = LogisticRegression(C=strength, max_iter=400, class_weight={True: 2.0, False: 1.0}).fit(matrix, held)
        weights.append(fitted.coef_[0])
        bias.append(fitted.intercept_[0])
    return _model(tuple(names), np.array(weights).T, np.array(bias), rarity, trained_on)


def _matrix(rows: Sequence[Features], parts: int) -> tuple[csr_matrix, npt.NDArray[np.float32]]:
    seen = Counter(f for row in rows for f in row)
    rarity = np.full(parts * PART, np.log(1 + len(rows)) + 1, dtype=np.float32)
    for feature, count in seen.items():
        rarity[feature] = np.log((1 + len(rows)) / (1 + count)) + 1
    columns, values, starts = [], [], [0]
    for row in rows:
        numbers, weights = weighed(row, rarity)
        columns.append(numbers)
        values.append(weights)
        starts.append(starts[-1] + len(numbers))
    matrix = csr_matrix((np.concatenate(values), np.concatenate(columns), starts), shape=(len(rows), parts * PART))
    return matrix, rarity


def _model(
    labels: tuple[str, ...],
    weights: npt.NDArray[np.float64],
    bias: npt.NDArray[np.float64],
    rarity: npt.NDArray[np.float32],
    trained_on: str,
) -> LinearModel:
    whole = weights.astype(np.float32)
    scale = (np.abs(whole).max(axis=0) / 127).astype(np.float32)
    return LinearModel(
        labels, np.round(whole / scale).astype(np.int8), scale, rarity, bias.astype(np.float32), trained_on
    )
