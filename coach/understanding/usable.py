"""Words -> whether they speak for the person and can be told to the other side: "I run the night shift" does, "I don't
want to sound rude" is told to the coach."""

from __future__ import annotations

from coach.understanding.layers import NONE, layer

NAME, REASON = "usable", "reason"
_SURELY = 0.85  # a probability


def is_usable(words: str, least: float = _SURELY) -> bool:
    """Whether words may stand in a text as a reason; False only where they are none with a probability of `least`."""
    return layer(NAME).shares(words)[NONE] < least
