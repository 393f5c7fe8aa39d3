"""A clause of theirs that names a part of pay without a figure -> what became of the part: gone, stays, open, moved."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
import yaml

from coach.understanding.lexicon import notions_at
from index.embed.sentences import embed

_PARTS = frozenset("signing total stock base bonus relo refresher".split())
_NEAREST, _LEAST = 3, 0.45  # examples that are asked; a cosine


@cache
def _examples() -> tuple[tuple[str, ...], np.ndarray]:
    held = yaml.safe_load((files("coach.understanding") / "partnews.yaml").read_text(encoding="utf-8"))
    kinds = tuple(kind for kind, said in held.items() for _ in said)
    return kinds, embed([_plain(words) for said in held.values() for words in said])


def _plain(words: str) -> str:
    """The words with each part of pay called "money", so that what happens to it is compared and not what it is."""
    out, last = "", 0
    for start, end, notion in notions_at(words):
        if notion in _PARTS and start >= last:
            out += words[last:start] + "money"
            last = end
    return out + words[last:]


def part_news(words: str) -> str:
    """The kind of the examples that the words come nearest to in meaning, "" where none is near."""
    kinds, vectors = _examples()
    near = vectors @ embed([_plain(words)])[0]
    best: dict[str, float] = {}
    for i in np.argsort(-near)[:_NEAREST]:
        best[kinds[int(i)]] = best.get(kinds[int(i)], 0.0) + float(near[int(i)])
    return max(best, key=lambda kind: best[kind]) if float(near.max()) >= _LEAST else ""
