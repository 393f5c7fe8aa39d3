"""A message with its names masked -> numbered features: words, pairs of words, and pieces of words."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise
from zlib import crc32

WORD_BUCKETS = 1 << 15
PIECE_BUCKETS = 1 << 15
BUCKETS = WORD_BUCKETS + PIECE_BUCKETS

_TOKEN = re.compile(r"[\w'?%]+")
_PIECES = (3, 4, 5)


def features_of(masked: str) -> dict[int, float]:
    """Return {feature: weight} of a masked message, before the weighting by rarity; words and pieces apart."""
    text = masked.casefold().replace("’", "'")
    tokens = _TOKEN.findall(text)
    words = Counter(crc32(w.encode()) % WORD_BUCKETS for w in (*tokens, *(" ".join(p) for p in pairwise(tokens))))
    pieces: Counter[int] = Counter()
    for word in text.split():
        padded = f" {word} "
        for size in _PIECES:
            for i in range(max(1, len(padded) - size + 1)):
                pieces[WORD_BUCKETS + crc32(padded[i : i + size].encode()) % PIECE_BUCKETS] += 1
    return {f: 1 + math.log(n) for counts in (words, pieces) for f, n in counts.items()}
