"""A clause in its message -> how what it tells of the negotiation stands: happened, how things are, asked about, feared
or supposed, planned, put right or denied, or wanted of the person.

One head over the pieces of the net of matters and the sentence's own vector ships in `learned/standing.npz`, learned
from `learn/standing/*.txt`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from index.embed.sentences import bare, embed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

STANDINGS = "done is ask guess plan no want".split()
CLAUSE = 768  # of a row: the mean and the largest of the clause's own pieces
_BIAS, _SHOWN = 0.3, 0.02
_ASKED = 0.005  # what a standing that tells counts in a clause that ends as a question
_TELLING = np.array([k in ("done", "is") for k in STANDINGS])


def head_rows(rows: Vectors, words: Sequence[str]) -> Vectors:
    """(clauses, 768 + 384): the clauses' pieces from `rows`, beside what their words mean alone."""
    return np.concatenate([rows[:, :CLAUSE], embed([bare(w) for w in words])], axis=1)


def head_input(rows: Vectors, mean: Vectors, spread: Vectors) -> Vectors:
    """The rows as the head takes them: each half at one scale, with a constant behind."""
    x = (rows - mean) / spread
    halves = (x[:, :CLAUSE] / np.sqrt(CLAUSE), x[:, CLAUSE:] / np.sqrt(x.shape[1] - CLAUSE))
    return np.concatenate([*halves, np.full((len(x), 1), _BIAS, dtype=x.dtype)], axis=1)


def standings_in(rows: Vectors, words: Sequence[str]) -> tuple[tuple[tuple[str, float], ...], ...]:
    """For each clause its standings with their probabilities, likeliest first."""
    held = _weights()
    odds = head_input(head_rows(rows, words), held["mean"], held["spread"]) @ held["standing"]
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    asks = np.array([w.rstrip().endswith("?") for w in words])
    odds = np.where(asks[:, None] & _TELLING, odds * _ASKED, odds)
    shares = odds / odds.sum(axis=1, keepdims=True)
    return tuple(
        tuple(sorted(((k, float(s)) for k, s in zip(STANDINGS, row, strict=True) if s >= _SHOWN), key=lambda i: -i[1]))
        for row in shares
    )


@cache
def _weights() -> dict[str, Vectors]:
    with (files("coach.understanding.learned") / "standing.npz").open("rb") as file, np.load(file) as held:
        return {name: held[name].astype(np.float32) for name in held.files}
