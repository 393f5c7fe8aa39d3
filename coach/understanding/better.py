"""A question about what is offered and what the person has today -> whether it asks by how much the one is more, before
tax or in the hand."""

from __future__ import annotations

from typing import Literal, cast

from coach.understanding.likeness import figures_and_names, kind_near, masked, shares_of
from coach.understanding.reading import Clause, Reading

Asks = Literal["more", "net", ""]
_FILE = "better.yaml"
_LEAST, _SURELY = 0.6, 0.6  # a cosine, a probability
_LONGEST = 16  # words


def asks_more(reading: Reading, clause: Clause) -> Asks:
    """What a clause surely asks of the difference between the offer and present pay; "" for nothing."""
    words = masked(reading.text, clause.start, clause.end, figures_and_names(reading))
    if not words or len(words.split()) > _LONGEST:
        return ""
    kind = kind_near(_FILE, "", words, _LEAST)
    sure = kind not in ("", "none") and shares_of(_FILE, "", words)[kind] >= _SURELY
    return cast("Asks", kind) if sure else ""
