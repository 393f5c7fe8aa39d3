"""Words -> the kind of the labelled examples that they come nearest to in meaning; the examples are data."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import yaml

from index.embed.sentences import embed

_NEAREST, _NEARER = 3, 4  # examples that are asked; how much more a nearer one counts
_KEPT = 256  # wordings


@cache
def _examples(file: str, about: str) -> tuple[tuple[str, ...], np.ndarray]:
    held = yaml.safe_load((files("coach.understanding") / file).read_text(encoding="utf-8"))[about]
    kinds = tuple(kind for kind, said in held.items() for _ in said)
    return kinds, embed([words for said in held.values() for words in said])


@lru_cache(_KEPT)
def likeness(file: str, about: str, words: str) -> tuple[str, float]:
    """(the kind of the examples of `about` that words are of, the cosine of the nearest one)."""
    kinds, vectors = _examples(file, about)
    near = vectors @ embed([words])[0]
    best: dict[str, float] = {}
    for i in np.argsort(-near)[:_NEAREST]:
        best[kinds[int(i)]] = best.get(kinds[int(i)], 0.0) + max(float(near[int(i)]), 0.0) ** _NEARER
    return max(best, key=lambda kind: best[kind]), float(near.max())
