"""A clause about a text that stands -> whether something comes into it or goes out of it."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, cast

import numpy as np
import yaml

from index.embed.sentences import embed

_NEAREST, _NEARER = 5, 4  # examples that are asked; how much more a nearer one counts
_KEPT = 256  # wordings


@cache
def _examples() -> tuple[tuple[str, ...], np.ndarray]:
    held = yaml.safe_load((files("coach.understanding") / "changing.yaml").read_text(encoding="utf-8"))
    return tuple(kind for kind, said in held.items() for _ in said), embed([w for said in held.values() for w in said])


@lru_cache(_KEPT)
def change_of(words: str) -> Literal["add", "drop"]:
    """Which of the two the examples (`changing.yaml`) tell that words come nearest to in meaning."""
    kinds, vectors = _examples()
    near = vectors @ embed([words])[0]
    best: dict[str, float] = {"add": 0.0, "drop": 0.0}
    for i in np.argsort(-near)[:_NEAREST]:
        best[kinds[int(i)]] += float(near[int(i)]) ** _NEARER
    return cast("Literal['add', 'drop']", max(best, key=lambda kind: best[kind]))
