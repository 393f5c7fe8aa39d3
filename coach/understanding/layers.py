"""Words -> which of some kinds they are, by one linear layer: a file of `learned/`, learned from labelled statements
(`learn/layers.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from coach.understanding.amounts import amounts_in
from coach.understanding.marked import marked
from coach.understanding.matters import matters_net
from index.embed.sentences import bare, held_rows, with_pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

NONE = "none"  # the kind of what is beside all this
TRAINED_ON = "trained_on"
_HELD = held_rows(512)  # wordings


def row_of(words: str) -> Vectors:
    """(1152,): the pieces of some words, without the marks around them, in the middle of the encoder, at its end, and
    by the net of matters."""
    return rows_of([words])[0]


def rows_of(texts: Sequence[str]) -> list[Vectors]:
    """`row_of` of several texts: together they take little longer than one of them alone, so that whoever asks about
    several makes them ready first."""
    texts = [bare(t) for t in texts]
    held = _HELD.of(texts)
    if missing := [t for t in dict.fromkeys(texts) if t not in held]:
        found = dict(zip(missing, _worked_out(missing), strict=True))
        _HELD.keep(found)
        held |= found
    return [held[t] for t in texts]


def _worked_out(texts: Sequence[str]) -> list[Vectors]:
    by_matters = matters_net().together([marked(t, amounts_in(t), ()) for t in texts])
    rows = []
    for text, (pieces, meant), told in zip(texts, with_pieces(texts), by_matters, strict=True):
        parts = pieces.between(0, len(text)), meant, told.mean(axis=0)
        rows.append(np.concatenate([p / np.float32(max(float(np.linalg.norm(p)), 1e-9)) for p in parts]))
    return rows


class Layer:
    """One layer that ships: `weights` (1152, kinds), `bias` (kinds,)."""

    def __init__(self, name: str) -> None:
        self.name = name

    def shares(self, words: str) -> dict[str, float]:
        """How likely each kind is."""
        return self.shares_of([words])[0]

    def shares_of(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """How likely each kind is for each of several texts."""
        weights, bias = self._weights
        found = []
        for row in rows_of(texts):
            odds = row @ weights + bias
            shares = np.exp(odds - odds.max())
            found.append(dict(zip(self.kinds, (shares / shares.sum()).tolist(), strict=True)))
        return found

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
