"""Words -> the kind whose labelled examples (phrasing/kinds.yaml) they come nearest to in meaning."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from coach.evidence.craft import vectors_kept
from index.shipped import shipped_yaml

if TYPE_CHECKING:
    from index.embed import Vectors


@cache
def _examples() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    held = shipped_yaml((files("coach.phrasing") / "kinds.yaml").read_text(encoding="utf-8"))
    return {
        matter: (
            tuple(kind for kind, said in kinds.items() for _ in said),
            tuple(words for said in kinds.values() for words in said),
        )
        for matter, kinds in held.items()
    }


def wordings() -> tuple[str, ...]:
    """Every labelled example, for whoever ships their vectors."""
    return tuple(words for _, said in _examples().values() for words in said)


def kind_of_words(matter: str, words: str, least: float = 0.0) -> str:
    """The kind of a matter ("feeling", "should") that words are of: that of the three nearest examples together; ""
    where none is `least` near.
    """
    kind, score = nearest(matter, words)
    return kind if score >= least else ""


def nearest(matter: str, words: str) -> tuple[str, float]:
    """(the kind of a matter that words are of, how near the nearest example of that kind is)."""
    kinds, _ = _examples()[matter]
    near = _vectors(matter) @ vectors_kept((words,))[0]
    best: dict[str, float] = {}
    for i in np.argsort(-near)[:3]:
        best[kinds[int(i)]] = best.get(kinds[int(i)], 0.0) + float(near[int(i)])
    kind = max(best, key=lambda k: best[k])
    return kind, max(float(n) for n, k in zip(near, kinds, strict=True) if k == kind)


@cache
def _vectors(matter: str) -> Vectors:
    """The vectors of a matter's examples, a row each."""
    return vectors_kept(_examples()[matter][1])
