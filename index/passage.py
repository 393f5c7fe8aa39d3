"""Passage: a chunk that a search brought back, with its score."""

from __future__ import annotations

from dataclasses import dataclass

from index.chunk import Chunk


@dataclass(frozen=True, slots=True)
class Passage:
    """`score` is higher for a better fit; scores of one search compare with each other only."""

    chunk: Chunk
    score: float
