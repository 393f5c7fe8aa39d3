"""A clause of theirs that names a part of pay without a figure -> what became of the part: gone, stays, open, moved."""

from __future__ import annotations

from coach.understanding.lexicon import notions_at
from coach.understanding.likeness import kind_near

_PARTS = frozenset("signing total stock base bonus relo refresher".split())
_LEAST = 0.45  # a cosine


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
    return kind_near("partnews.yaml", "", _plain(words), _LEAST)
