"""A clause of a message right after a text was shown -> what it is: a change of the text, an order for another one, a
question, news, a fact, a complaint of the coach, a text that is turned away, or nothing of these.

One head over the pieces of the net of matters and the sentence's own vector ships in `learned/after.npz`, learned from
`learn/after/*.txt`.
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

TURNS = "edit order ask news fact fault reject idle".split()


def turns_in(rows: Vectors, words: Sequence[str]) -> tuple[tuple[tuple[str, float], ...], ...]:
    """For each clause, by its row and its words, each of `TURNS` with its probability, likeliest first."""
    held = _weights()
    odds = head_input(head_rows(rows, words), held["mean"], held["spread"]) @ held["turns"]
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    shares = odds / odds.sum(axis=1, keepdims=True)
    return tuple(
        tuple(sorted(((k, float(s)) for k, s in zip(TURNS, row, strict=True)), key=lambda i: -i[1])) for row in shares
    )


@cache
def _weights() -> dict[str, Vectors]:
    with (files("coach.understanding.learned") / "after.npz").open("rb") as file, np.load(file) as held:
        return {name: held[name].astype(np.float32) for name in held.files}
