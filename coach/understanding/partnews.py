"""A clause that names a part of pay without a figure -> what became of the part: gone, stays, open, moved; or that the
person leaves it as it is."""

from __future__ import annotations

from coach.understanding.lexicon import notions_at
from coach.understanding.likeness import kind_near, piece_at, shares_of
from coach.understanding.reading import LIKELY, Clause, Reading

_PARTS = frozenset("signing total stock base bonus relo refresher".split())
_LEAST, _LEAST_ALONE = 0.45, 0.6  # cosines
_SURELY = 0.7  # a probability
_THEIRS = ("refused", "news", "granted", "offer")  # acts that tell what they said


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


def left_alone(reading: Reading, clause: Clause) -> tuple[str, ...]:
    """The parts of pay that a clause names and of which it surely wants no more: "leave the sign-on alone"; none of
    which the words around it tell a figure, or that it asks about."""
    if clause.text.rstrip().endswith("?") or any(clause.share(act) >= LIKELY for act in _THEIRS):
        return ()
    found = [(at, x) for at, x in reading.components if clause.start <= at < clause.end]
    return tuple(dict.fromkeys(x for at, x in found if _is_left(reading, *piece_at(reading.text, at, clause))))


def _is_left(reading: Reading, start: int, end: int) -> bool:
    words = _plain(reading.text[start:end])
    if any(start <= a.amount.start < end for a in reading.amounts):
        return False
    alone = kind_near("alone.yaml", "", words, _LEAST_ALONE) == "alone"
    return alone and shares_of("alone.yaml", "", words)["alone"] >= _SURELY
