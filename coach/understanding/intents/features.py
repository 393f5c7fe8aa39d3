"""A message with its names masked -> numbered features: words, pairs of words, and pieces of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from index.linear.features import Features, hashed

LENGTHS = (1.0, 1.0)
_TOKEN = re.compile(r"[\w'?%]+")
_PIECES = (3, 4, 5)


def features_of(masked: str) -> Features:
    """Return {feature: weight} of a masked message, before the weighting by rarity; words and pieces apart."""
    return hashed((words_of(masked), pieces_of(masked)))


def words_of(text: str) -> list[str]:
    """The words of a text, folded, and each pair of neighbours."""
    tokens = _TOKEN.findall(text.casefold().replace("\u2019", "'"))
    return [*tokens, *(" ".join(p) for p in pairwise(tokens))]


def pieces_of(text: str) -> Iterator[str]:
    """Every piece of three to five letters of each word, its ends marked by blanks."""
    for word in text.casefold().replace("\u2019", "'").split():
        padded = f" {word} "
        for size in _PIECES:
            for i in range(max(1, len(padded) - size + 1)):
                yield padded[i : i + size]
