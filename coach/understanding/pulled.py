"""A clause -> whether it says that an employer has taken back the whole offer, as the labelled examples tell it
(`pulled.yaml`)."""

from __future__ import annotations

from coach.understanding.likeness import figures_and_names, kind_near, masked, shares_of
from coach.understanding.reading import ASKS, SURE, Clause, Reading

_FILE = "pulled.yaml"
_LEAST, _SURELY = 0.5, 0.85  # a cosine, a probability


def is_pulled(reading: Reading, clause: Clause) -> bool:
    """Whether a clause that asks nothing surely tells that an offer is taken back."""
    if clause.text.rstrip().endswith("?") or any(clause.share(act) >= SURE for act in ASKS) or not clause.happened:
        return False
    words = masked(reading.text, clause.start, clause.end, figures_and_names(reading))
    return kind_near(_FILE, "", words, _LEAST) == "pulled" and shares_of(_FILE, "", words)["pulled"] >= _SURELY
