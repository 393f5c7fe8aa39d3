"""Examples -> a LinearModel. Only whoever trains needs this file, and scikit-learn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from index.linear.features import PART, Features
from index.linear.model import LinearModel, weighed

STRENGTH = 20.0
FOLDS = 5


def fit_one(
    rows: Sequence[Features], labels: Sequence[str], lengths: tuple[float, ...], trained_on: str
) -> LinearModel:
    """A model for one label an example; `lengths` is how long each part of the features is made."""
    matrix, rarity = _matrix(rows, lengths)
    fitted = LogisticRegression(C=STRENGTH, max_iter=800).fit(matrix, labels)
    return _model(
        tuple(str(c) for c in fitted.classes_), fitted.coef_.T, fitted.intercept_, rarity, lengths, trained_on
    )


def fit_yes(
    rows: Sequence[Features], labels: Sequence[bool], lengths: tuple[float, ...], trained_on: str, strength: float
) -> LinearModel:
    """A model of one score, the log-odds that an example is one; `strength` is how far it may follow the examples."""
    matrix, rarity = _matrix(rows, lengths)
    fitted = LogisticRegression(C=strength, max_iter=300).fit(matrix, labels)
    return _model(("yes",), fitted.coef_.T, fitted.intercept_, rarity, lengths, trained_on)


def fit_many(
    rows: Sequence[Features],
    labels: Sequence[frozenset[str]],
    groups: Sequence[int],
    lengths: tuple[float, ...],
    trained_on: str,
) -> LinearModel:
    """A model for any number of labels an example: one yes-or-no fit for each.

    A label is likely from 0.5 on: its bias is moved to where it is told best in examples kept out, whole `groups` at a
    time.
    """
    matrix, rarity = _matrix(rows, lengths)
    names = sorted({name for found in labels for name in found})
    weights, bias = [], []
    for name in names:
        held = np.array([name in found for found in labels])
        fitted = _yes_or_no().fit(matrix, held)
        odds = cross_val_predict(
            _yes_or_no(), matrix, held, groups=groups, cv=GroupKFold(FOLDS), method="decision_function"
        )
        weights.append(fitted.coef_[0])
        bias.append(fitted.intercept_[0] - _best_cut(odds, held))
    return _model(tuple(names), np.array(weights).T, np.array(bias), rarity, lengths, trained_on)


def _yes_or_no() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=800, class_weight={True: 2.0, False: 1.0})


def _best_cut(odds: npt.NDArray[np.float64], held: npt.NDArray[np.bool_]) -> float:
    """The score from which on saying yes gives the best F1; kept near zero, as few examples tell little."""
    best = (0.0, 0.0)
    for cut in np.linspace(-2.0, 0.6, 27):
        yes = odds >= cut
        right = float((yes & held).sum())
        best = max(best, (2 * right / max(1.0, float(yes.sum() + held.sum())), float(cut)))
    return best[1]


def _matrix(rows: Sequence[Features], lengths: tuple[float, ...]) -> tuple[csr_matrix, npt.NDArray[np.float32]]:
    seen = Counter(f for row in rows for f in row)
    size = len(lengths) * PART
    rarity = np.full(size, np.log(1 + len(rows)) + 1, dtype=np.float32)
    for feature, count in seen.items():
        rarity[feature] = np.log((1 + len(rows)) / (1 + count)) + 1
    columns, values, starts = [], [], [0]
    for row in rows:
        numbers, weights = weighed(row, rarity, lengths)
        columns.append(numbers)
        values.append(weights)
        starts.append(starts[-1] + len(numbers))
    matrix = csr_matrix((np.concatenate(values), np.concatenate(columns), starts), shape=(len(rows), size))
    return matrix, rarity


def _model(
    labels: tuple[str, ...],
    weights: npt.NDArray[np.float64],
    bias: npt.NDArray[np.float64],
    rarity: npt.NDArray[np.float32],
    lengths: tuple[float, ...],
    trained_on: str,
) -> LinearModel:
    whole = weights.astype(np.float32)
    scale = (np.abs(whole).max(axis=0) / 127).astype(np.float32)
    return LinearModel(
        labels, np.round(whole / scale).astype(np.int8), scale, rarity, bias.astype(np.float32), lengths, trained_on
    )
