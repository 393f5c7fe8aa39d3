"""Sentences -> vectors of what they mean: all layers of the bundled MiniLM, for the few texts whose meaning is
compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.embed.pieces import LAYERS, encoder_layer, pieces_of_all
from index.held import Held

if TYPE_CHECKING:
    from index.embed import Vectors
    from index.embed.pieces import Pieces

_ALL_LAYERS = 6
_AT_ONCE = 32  # texts that are worked out together
_SENTENCE = 200  # characters
_AROUND = " .,;!?\n"
_MOST_HELD = 2048  # texts whose vectors are held, 1.5 KB each: a talk's words are compared more than once


def embed(texts: Sequence[str]) -> Vectors:
    """The bundled MiniLM's own sentence vectors: all six layers, the mean of the pieces, at length one."""
    rows = _HELD.of(texts)
    missing = [t for t in dict.fromkeys(texts) if t not in rows]
    for start in range(0, len(missing), _AT_ONCE):
        rows |= _embedded(missing[start : start + _AT_ONCE])
    return np.stack([rows[t] for t in texts]) if texts else np.zeros((0, 384), dtype=np.float32)


def bare(words: str) -> str:
    """Words without the marks around them: as they are compared, so that one wording is worked out once."""
    return words.strip(_AROUND)


def held_rows(most: int) -> Held[str, Vectors]:
    """Room for the vectors of so many texts of a sentence; long ones take the room of several."""
    return Held(most * _SENTENCE, lambda text, row: max(_SENTENCE, len(text)))


_HELD = held_rows(_MOST_HELD)


def _embedded(texts: Sequence[str]) -> dict[str, Vectors]:
    """The vectors of texts that are not held yet, worked out together."""
    return dict(zip(texts, _upper([p.vectors for p in pieces_of_all(texts)], texts), strict=True))


def with_pieces(texts: Sequence[str]) -> list[tuple[Pieces, Vectors]]:
    """Of each text its pieces in the middle of the model, and its sentence vector, made of those."""
    read = pieces_of_all(texts)
    held = _HELD.of(texts)
    missing = [(t, p.vectors) for t, p in zip(texts, read, strict=True) if t not in held]
    made = dict(zip((t for t, _ in missing), _upper([x for _, x in missing], [t for t, _ in missing]), strict=True))
    return [(p, held[t] if t in held else made[t]) for t, p in zip(texts, read, strict=True)]


def _upper(read: Sequence[Vectors], texts: Sequence[str]) -> list[Vectors]:
    """The sentence vectors of texts read as far as `index.embed.pieces` goes; they are held from now on."""
    if not texts:
        return []
    for layer in range(LAYERS, _ALL_LAYERS):
        read = encoder_layer(layer)(read)
    means = [x.mean(axis=0) for x in read]
    found = [mean / np.float32(max(float(np.linalg.norm(mean)), 1e-12)) for mean in means]
    _HELD.keep(dict(zip(texts, found, strict=True)))
    return found
