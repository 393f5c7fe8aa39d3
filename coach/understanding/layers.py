"""Words -> which of some kinds they are, by one linear layer: a file of `learned/`, learned from labelled statements
(`learn/layers.py`)."""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from coach.understanding.matters import pieces_in
from index.embed.pieces import pieces_of
from index.embed.sentences import embed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

NONE = "none"  # the kind of what is beside all this
TRAINED_ON = "trained_on"
_HELD = 256  # wordings


@lru_cache(_HELD)
def row_of(words: str) -> Vectors:
    """(1152,): the pieces of some words in the middle of the encoder, at its end, and by the net of matters."""
    parts = (pieces_of(words).between(0, len(words)), embed([words])[0], pieces_in(words)[1].mean(axis=0))
    return np.concatenate([p / np.float32(max(float(np.linalg.norm(p)), 1e-9)) for p in parts])


class Layer:
    """One layer that ships: `weights` (1152, kinds), `bias` (kinds,)."""

    def __init__(self, name: str) -> None:
        self.name = name

    def shares(self, words: str) -> dict[str, float]:
        """How likely each kind is."""
        weights, bias = self._weights
        odds = row_of(words) @ weights + bias
        shares = np.exp(odds - odds.max())
        return dict(zip(self.kinds, (shares / shares.sum()).tolist(), strict=True))

    def likeliest(self, words: str) -> tuple[str, float]:
        """(the likeliest kind, its probability)."""
        shares = self.shares(words)
        best = max(shares, key=lambda kind: shares[kind])
        return best, shares[best]

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Every kind, in the order of the weights."""
        return tuple(str(k) for k in self._held["kinds"])

    @cached_property
    def trained_on(self) -> str:
        """The digest of the examples that the layer was learned from."""
        return str(self._held[TRAINED_ON])

    @cached_property
    def _weights(self) -> tuple[Vectors, Vectors]:
        scale = self._held["scale"].astype(np.float32)
        return self._held["weights"].astype(np.float32) * scale, self._held["bias"].astype(np.float32)

    @cached_property
    def _held(self) -> dict[str, NDArray[Any]]:
        name = f"{self.name}.npz"
        with (
            (files("coach.understanding.learned") / name).open("rb") as file,
            np.load(file, allow_pickle=False) as held,
        ):
            return {key: held[key] for key in held.files}


@cache
def layer(name: str) -> Layer:
    """The layer of a name, loaded once."""
    return Layer(name)
