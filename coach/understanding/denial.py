"""A clause as the net of matters sees it -> whether it says that something is not so, what, and whether an end is
done.

Three small heads over the net's own pieces ship in `learned/denial.npz`, learned from `learn/denial/lines.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

# What can be said not to be so: an end, an answer, an offer, an ask, a figure of the person's own; "said" names
# nothing.
THINGS = "accepted declined refused granted offer asked wish pay deadline rival said".split()
ENDS = ["done", "no", "plan"]
CLAUSE = 768  # of a row: the mean and the largest of the clause's own pieces
BIAS = 0.3


@dataclass(frozen=True, slots=True)
class Denial:
    """How sure it is that a clause denies something (`denies`), by thing what that would be (`things`, their sum one),
    and, where it speaks of a yes or a no of the person's, that this is done and no plan (`done`)."""

    denies: float
    things: tuple[tuple[str, float], ...]
    done: float

    @property
    def of_offer(self) -> bool:
        """Whether it is an offer that is likeliest denied."""
        return self.things[0][0] == "offer"

    def of(self, thing: str) -> float:
        """How likely this is what is denied."""
        return next((share for t, share in self.things if t == thing), 0.0)


def heads_input(rows: Vectors, mean: Vectors, spread: Vectors) -> Vectors:
    """The rows of clauses as the heads take them: at one scale, with a constant behind."""
    x = (rows[:, :CLAUSE] - mean) / spread / np.sqrt(CLAUSE)
    return np.concatenate([x, np.full((len(x), 1), BIAS, dtype=x.dtype)], axis=1)


def denials_in(rows: Vectors) -> tuple[Denial, ...]:
    """For each clause's row what it denies, and whether its end is done."""
    held = _weights()
    x = heads_input(rows, held["mean"], held["spread"])
    denies, things, ends = (_shares(x @ held[name]) for name in ("denies", "things", "ends"))
    return tuple(
        Denial(
            float(n[1]),
            tuple(sorted(((t, float(s)) for t, s in zip(THINGS, what, strict=True)), key=lambda i: -i[1])),
            float(end[ENDS.index("done")]),
        )
        for n, what, end in zip(denies, things, ends, strict=True)
    )


def _shares(odds: Vectors) -> Vectors:
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    out: Vectors = odds / odds.sum(axis=1, keepdims=True)
    return out


@cache
def _weights() -> dict[str, Vectors]:
    with (files("coach.understanding.learned") / "denial.npz").open("rb") as file, np.load(file) as held:
        return {name: held[name].astype(np.float32) for name in held.files}
