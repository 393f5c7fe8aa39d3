"""A clause in its message -> what it speaks of: the person's case, a text's draft, what the coach has said, or words
that are to go into a text.

One head over the pieces of the net of matters and the sentence's own vector ships in `learned/remarks.npz`, learned
from `learn/remarks/*.txt` and lines of the matters that leave no doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from coach.understanding.standing import head_input, head_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

SUBJECTS = "case draft wrong say".split()


def subjects_in(rows: Vectors, words: Sequence[str]) -> tuple[tuple[tuple[str, float], ...], ...]:
    """For each clause, by its row and its words, each of `SUBJECTS` with its probability, likeliest first."""
    held = _weights()
    odds = head_input(head_rows(rows, words), held["mean"], held["spread"]) @ held["subjects"]
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    shares = odds / odds.sum(axis=1, keepdims=True)
    return tuple(
        tuple(sorted(((k, float(s)) for k, s in zip(SUBJECTS, row, strict=True)), key=lambda i: -i[1]))
        for row in shares
    )


@cache
def _weights() -> dict[str, Vectors]:
    with (files("coach.understanding.learned") / "remarks.npz").open("rb") as file, np.load(file) as held:
        return {name: held[name].astype(np.float32) for name in held.files}
