"""A sentence of a language model -> whether it coaches, or claims what needs grounds or must never be said.

One layer over what the sentence means, learned from the labelled sentences of `said.yaml`; it ships in `said.npz`, made
by `python -m coach.writer.said`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from coach.understanding.texts import rows_in
from index.embed.sentences import embed
from index.shipped import shipped_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

# What a coach may say of its own: advice, a view, kind words, a question, an error owned, a step, words to say.
COACHING = frozenset("advice view reassure question own next script".split())
# What no grounds make right: what asks for secrets, speaks of its orders, insults or threatens, promises.
NEVER = frozenset("secret order insult promise".split())
_SENT = ("script", "question")
_HERE = Path(__file__).parent
_STEPS, _RATE, _DECAY, _KEEP, _KEEP_SQUARED, _TINY = 400, 0.05, 2e-4, 0.9, 0.999, 1e-8
_HELD = 512  # sentences


@dataclass(frozen=True, slots=True)
class Said:
    """The likeliest kind of a sentence, and the probability that it claims something: among all kinds, and `sent` to
    an employer, where a sentence either claims or is one of those that anybody may say there.
    """

    kind: str
    claims: float
    sent: float


@lru_cache(_HELD)
def said(sentence: str) -> Said:
    """What a sentence is, its figures written "an amount"."""
    kinds, weights = _learned()
    shares = _shares(weights, rows_of([sentence]))[0]
    claims = np.array([k not in COACHING for k in kinds])
    held = float(shares[claims].sum())
    among = np.where(claims == (held >= _EVEN), shares, 0.0)
    courteous = float(shares[[k in _SENT for k in kinds]].sum())
    return Said(kinds[int(among.argmax())], held, held / (held + courteous))


_EVEN = 0.5


def rows_of(sentences: Sequence[str]) -> Vectors:
    """(sentences, 1152): the sentence vector, and what the net of matters makes of it at length one."""
    matters = np.stack([rows_in(s) for s in sentences])
    out: Vectors = np.concatenate([embed(sentences), matters / np.linalg.norm(matters, axis=1, keepdims=True)], axis=1)
    return out


def _shares(weights: Vectors, rows: Vectors) -> Vectors:
    odds = rows @ weights[:-1] + weights[-1]
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    out: Vectors = odds / odds.sum(axis=1, keepdims=True)
    return out


@cache
def _learned() -> tuple[tuple[str, ...], Vectors]:
    with np.load(_HERE / "said.npz", allow_pickle=False) as held:
        return tuple(held["kinds"].tolist()), held["weights"].astype(np.float32)


def main() -> None:
    """Learn the layer from the labelled sentences and write it."""
    labelled: dict[str, list[str]] = shipped_yaml((_HERE / "said.yaml").read_text(encoding="utf-8"))
    kinds = tuple(labelled)
    rows = rows_of([s for of in labelled.values() for s in of])
    rows = np.concatenate([rows, np.ones((len(rows), 1))], axis=1)
    right = np.eye(len(kinds))[[n for n, k in enumerate(kinds) for _ in labelled[k]]]
    weights, pace, size = (np.zeros((rows.shape[1], len(kinds))) for _ in range(3))
    for step in range(1, _STEPS + 1):
        slope = rows.T @ (_shares(np.concatenate([weights, 0 * weights[:1]]), rows) - right) / len(rows)
        slope += _DECAY * weights
        pace, size = _KEEP * pace + (1 - _KEEP) * slope, _KEEP_SQUARED * size + (1 - _KEEP_SQUARED) * slope**2
        weights -= _RATE * (pace / (1 - _KEEP**step)) / (np.sqrt(size / (1 - _KEEP_SQUARED**step)) + _TINY)
    np.savez_compressed(_HERE / "said.npz", kinds=np.array(kinds), weights=weights.astype(np.float16))


if __name__ == "__main__":
    main()
