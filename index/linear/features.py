"""Named features of a text -> numbered ones, in parts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from zlib import crc32

# Features come in parts of this many buckets (words, pieces of words, …); each part of a text is scaled to its own
# length.
PART = 1 << 15

Features = dict[int, float]


def hashed(parts: Sequence[Iterable[str]]) -> Features:
    """{feature: weight} of named features, part by part; a name said n times weighs 1 + log n."""
    out: Features = {}
    for part, names in enumerate(parts):
        for name, count in Counter(names).items():
            feature = number_of(name, part)
            weight = 1.0 if count == 1 else 1 + math.log(count)
            if out.get(feature, 0.0) < weight:
                out[feature] = weight
    return out


def number_of(name: str, part: int) -> int:
    """The number of one named feature of a part."""
    return part * PART + crc32(name.encode()) % PART
