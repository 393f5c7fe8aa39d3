"""The spans of a message with their odds -> the best set of names that fits together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """One reading of the words `first` up to `last`; `score` are the log-odds that it is meant."""

    first: int
    last: int
    score: float
    what: T


def best_set(candidates: Iterable[Candidate[T]]) -> list[Candidate[T]]:
    """The readings that share no word and have the highest sum of scores, word by word, in order; the unlikely are
    none."""
    held = sorted((c for c in candidates if c.score > 0), key=lambda c: (c.last, c.first))
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]  # by how many of `held` may be used
    for n, c in enumerate(held):
        before = next((k for k in range(n, 0, -1) if held[k - 1].last <= c.first), 0)
        taken = (best[before][0] + c.score * (c.last - c.first), (*best[before][1], n))
        best.append(max(best[n], taken, key=lambda b: b[0]))
    return [held[i] for i in best[-1][1]]
