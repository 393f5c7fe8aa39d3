"""A wish of two ways, "39, or 37.5 and a day from home" -> which of its figures and terms are of which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coach.understanding.reading import Reading

_OR = re.compile(r"\bor\b", re.I)
_SENTENCE = re.compile(r"[.!?;](?=\s)|\n")
_WISHED = ("wish", "more", "asked", "offer")  # an offered figure may be what the second way is content with
_WANTED = ("wish", "ask", "instead")
_OTHERS = ("put_in", "leave_out", "ask_edit")  # acts that begin something else


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the first and the second way stand in a message; both empty where one thing is wished for."""

    first: range = range(0)
    second: range = range(0)


def ways_of(reading: Reading) -> Ways:
    """The two ways of a wish: an "or" stands between them in a sentence, and the second has a term beside pay, or the
    same part of pay once more.

    Two parts of pay ("46 or 5 more in stock") are one wish of which either is enough, not two ways.
    """
    for m in _OR.finditer(reading.text):
        start, end = _sentence(reading, m.start(), m.end())
        amounts = [a for a in reading.amounts if a.role in _WISHED and start <= a.amount.start < end]
        before = [a for a in amounts if a.amount.end <= m.start() and a.role != "offer"]
        after = [a for a in amounts if a.amount.start >= m.end()]
        terms = [t for t in reading.terms if t.side in _WANTED and m.end() <= t.start < end]
        same = any(a.component == b.component for a in after for b in before)
        if before and (terms or (same and _is_told_beside(reading, start, m.start()))):
            return Ways(range(start, m.start()), range(m.end(), end))
    return Ways()


def _is_told_beside(reading: Reading, start: int, end: int) -> bool:
    """Whether the first way has a term of its own: "46 and Fridays off, or 48"."""
    return any(t.side in _WANTED and start <= t.start < end for t in reading.terms)


def _sentence(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """Where the sentence around an "or" begins and ends; it ends where something else is wanted of the text."""
    ends = [m.start() for m in _SENTENCE.finditer(reading.text)]
    start = max((e for e in ends if e < first), default=0)
    end = min((e for e in ends if e >= last), default=len(reading.text))
    other = (c.start for c in reading.clauses if c.start >= last and any(map(c.does, _OTHERS)))
    return start, min((end, *other))
