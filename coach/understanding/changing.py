"""A clause of a talk in which a text stands -> whether something comes into the text, goes out of it, or is to be asked
for should the first ask be refused."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, cast

import numpy as np
import yaml

from index.embed.sentences import embed

Changing = Literal["add", "drop", "second", "tell", ""]
_NEAREST, _NEARER = 5, 4  # examples that are asked; how much more a nearer one counts
_KEPT = 256  # wordings


def change_of(words: str, least: float = 0.0, *, of: tuple[Changing, ...] = ("add", "drop")) -> Changing:
    """The kind, one `of` these, of the examples (`changing.yaml`) that words come nearest to in meaning; "" where none
    is `least` near, in cosine. Figures are "an amount" in the examples, and companies "a company"."""
    kinds, _ = _examples()
    near = np.array(_near(words))
    best: dict[str, float] = {}
    for i in [i for i in np.argsort(-near) if kinds[int(i)] in of][:_NEAREST]:
        best[kinds[int(i)]] = best.get(kinds[int(i)], 0.0) + float(near[int(i)]) ** _NEARER
    return cast("Changing", max(best, key=lambda kind: best[kind])) if float(near.max()) >= least else ""


@cache
def _examples() -> tuple[tuple[str, ...], np.ndarray]:
    held = yaml.safe_load((files("coach.understanding") / "changing.yaml").read_text(encoding="utf-8"))
    return tuple(kind for kind, said in held.items() for _ in said), embed([w for said in held.values() for w in said])


@lru_cache(_KEPT)
def _near(words: str) -> tuple[float, ...]:
    _, vectors = _examples()
    return tuple(float(x) for x in vectors @ embed([words])[0])
