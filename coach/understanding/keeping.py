"""A clause -> what it tells of leaving or keeping a job: an offer of the present employer for staying, a new
employer's offer, that notice was given, whether the person goes or stays, or that the talk is with whom they work
for."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, cast

import numpy as np
import yaml

from coach.understanding.reading import Clause, Reading
from index.embed.sentences import embed

About = Literal["offer", "choice", "there"]
Kept = Literal["present", "new", "left", "other", "go", "stay", "open", ""]
_NEAREST, _NEARER = 3, 4  # examples that are asked; how much more a nearer one counts
_LEAST: dict[About, float] = {
    "offer": 0.5,
    "choice": 0.6,
    "there": 0.42,
}  # a cosine: a choice is held, so it must be plain
_KEPT = 256  # wordings


def kept_by(reading: Reading, clause: Clause, about: About, least: float = 0.0) -> Kept:
    """The kind of the examples (`keeping.yaml`) that a clause comes nearest to in meaning, "" where none is near."""
    kind, score = _kind(about, _plain(reading, clause))
    return kind if score >= max(least, _LEAST[about]) else ""


def _plain(reading: Reading, clause: Clause) -> str:
    """The words of a clause with each figure called "an amount" and each company "a company"."""
    spans = [(a.amount.start, a.amount.end, "an amount") for a in reading.amounts if a.amount.kind in ("money", "bare")]
    spans += [(x.start, x.end, "a company") for x in reading.companies]
    out, last = "", clause.start
    for start, end, name in sorted(s for s in spans if clause.start <= s[0] and s[1] <= clause.end):
        if start >= last:
            out += reading.text[last:start] + name
            last = end
    return out + reading.text[last : clause.end]


@cache
def _examples(about: About) -> tuple[tuple[str, ...], np.ndarray]:
    held = yaml.safe_load((files("coach.understanding") / "keeping.yaml").read_text(encoding="utf-8"))[about]
    kinds = tuple(kind for kind, said in held.items() for _ in said)
    return kinds, embed([words for said in held.values() for words in said])


@lru_cache(_KEPT)
def _kind(about: About, words: str) -> tuple[Kept, float]:
    kinds, vectors = _examples(about)
    near = vectors @ embed([words])[0]
    best: dict[str, float] = {}
    for i in np.argsort(-near)[:_NEAREST]:
        best[kinds[int(i)]] = best.get(kinds[int(i)], 0.0) + float(near[int(i)]) ** _NEARER
    return cast("Kept", max(best, key=lambda kind: best[kind])), float(near.max())
