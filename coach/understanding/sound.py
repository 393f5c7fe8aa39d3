"""A sentence made of a person's words -> how sure it is that it can stand in a text to an employer: whole, said to
them, and natural.

One linear layer over the pieces of the net of matters and the sentence's own vector ships in `learned/sound.npz`,
learned from sentences that somebody would send and such as were torn out of what was typed (`learn/sound/*.txt`).
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from coach.understanding.matters import pieces_in
from index.embed.sentences import embed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

# Probabilities: a sentence that is to be said is hardly ever below the first if it is whole; one that nobody asked for is
# better left out below the second, as a torn one spoils a text.
WHOLE, SURELY = 0.25, 0.5
TRAINED_ON = "trained_on"
_HELD = 512


def rows_of_sentence(sentence: str) -> Vectors:
    """(1920,): the mean, the largest, the first and the last of a sentence's pieces, and its own vector at their
    scale."""
    x = pieces_in(sentence)[1]
    own = embed([sentence])[0] * np.float32(np.sqrt(x.shape[1]))
    return np.concatenate([x.mean(axis=0), x.max(axis=0), x[0], x[-1], own])


@lru_cache(_HELD)
def soundness(sentence: str) -> float:
    """How sure it is, 0 to 1."""
    held = weights()
    odds = float((rows_of_sentence(sentence) - held["mean"]) / held["spread"] @ held["sound"] + held["bias"][0])
    return 1 / (1 + float(np.exp(-odds)))


def trained_on() -> str:
    """The digest of the labelled sentences that the layer was learned from."""
    with (files("coach.understanding.learned") / "sound.npz").open("rb") as file, np.load(file) as held:
        return str(held[TRAINED_ON])


@cache
def weights() -> dict[str, Vectors]:
    """The layer that ships."""
    with (files("coach.understanding.learned") / "sound.npz").open("rb") as file, np.load(file) as held:
        return {name: held[name].astype(np.float32) for name in held.files if name != TRAINED_ON}
