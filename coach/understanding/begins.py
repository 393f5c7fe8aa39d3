"""A clause of a message after the end of a negotiation -> whether it begins another one, and with whom."""

from __future__ import annotations

from typing import Literal, cast

from coach.understanding.likeness import Masked, figures_and_names, kind_near, masked, shares_of
from coach.understanding.reading import Reading

Begins = Literal["own", "another", "back", ""]
_FILE = "begins.yaml"
_LEAST = 0.42  # a cosine
_SURELY = 0.6  # a probability
_FEW = 40  # words: a longer message is told by its clauses alone


def begins_in(reading: Reading) -> tuple[Begins, float, int]:
    """(what the surest of the clauses, or a short message as a whole, begins, how likely, where it stands): a matter
    with the employer the person works for, with one that is new, with one of before; "" where none surely does."""
    told = [(*begun, c.start) for c in reading.clauses if (begun := _begun(reading, c.start, c.end))[0]]
    whole = (*_begun(reading, 0, len(reading.text)), 0) if len(reading.text.split()) <= _FEW else ("", 0.0, 0)
    return max(told, key=lambda x: x[1], default=whole)


def _begun(reading: Reading, start: int, end: int) -> tuple[Begins, float]:
    words = masked(reading.text, start, end, _spans(reading))
    kind = kind_near(_FILE, "", words, _LEAST)
    share = shares_of(_FILE, "", words)[kind] if kind else 0.0
    return (cast("Begins", kind), share) if kind not in ("", "same") and share >= _SURELY else ("", 0.0)


def _spans(reading: Reading) -> list[Masked]:
    """What stands for figures, companies, people and the place of a message."""
    spans = [*figures_and_names(reading), *((p.start, p.end, "a person") for p in reading.persons)]
    at = reading.text.find(reading.place) if reading.place else -1
    free = at >= 0 and not any(start < at + len(reading.place) and at < end for start, end, _ in spans)
    return [*spans, (at, at + len(reading.place), "a place")] if free else spans
