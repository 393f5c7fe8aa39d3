"""A clause -> who it says is on the other side of the talk: the present employer, or another one."""

from __future__ import annotations

from math import log
from typing import Literal

from coach.understanding.layers import NONE, layer
from coach.understanding.reading import SURE, Clause, Reading

Side = Literal["new", "boss", "stay", ""]
NAME = "sides"
# Probabilities: that it is another employer puts right what was taken for a raise, and has to be less sure.
_SURELY, _CERTAINLY = 0.85, 0.95
_LITTLE = 1e-6
_LOOK_UPS = ("ask_band", "ask_fact", "ask_level", "ask_source", "ask_compare")
_SURE_LOOK_UP = 0.9  # a probability


def side_told(reading: Reading, *, no_other: bool = False) -> Side:
    """Who a message surely says it is about: "new" for another employer, "boss" for the present one and pay there,
    "stay" for the present one who wants to keep the person; "" where it does not say, or says both. Where it says that
    there is `no_other` employer, the present one has to be less sure."""
    told = layer(NAME).shares_of([c.text for c in reading.clauses if c.text.strip() and not _looks_up(c)])
    told = [shares for shares in told if shares[NONE] < SURE]
    if not told:
        return ""
    best, share = max(((kind, x) for shares in told for kind, x in shares.items() if kind != NONE), key=lambda x: x[1])
    odds = {kind: sum(log(shares[kind] + _LITTLE) for shares in told) for kind in told[0] if kind != NONE}
    rest = max(x for kind, x in odds.items() if kind != best)
    least = _SURELY if best == "new" or (best == "boss" and no_other) else _CERTAINLY
    sure = share >= least and odds[best] - rest >= log(_SURELY / (1 - _SURELY))
    return best if sure else ""  # type: ignore[return-value]


def _looks_up(clause: Clause) -> bool:
    """Whether a clause surely looks up what guides say, of whatever employer: it tells no side."""
    return any(clause.share(act) >= _SURE_LOOK_UP for act in _LOOK_UPS)
