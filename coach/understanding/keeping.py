"""A clause -> what it tells of leaving or keeping a job: an offer of the present employer for staying, a new
employer's offer, that notice was given, whether the person goes or stays, or that the talk is with whom they work
for."""

from __future__ import annotations

from typing import Literal, cast

from coach.understanding.likeness import figures_and_names, kind_in, masked
from coach.understanding.reading import Clause, Reading

About = Literal["offer", "choice", "there"]
Kept = Literal["present", "new", "left", "other", "go", "stay", "open", ""]
# A cosine: a choice is held, so it must be plain.
_LEAST: dict[About, float] = {"offer": 0.5, "choice": 0.6, "there": 0.42}


def kept_by(reading: Reading, clause: Clause, about: About, least: float = 0.0) -> Kept:
    """The kind of the examples (`keeping.yaml`) that a clause comes nearest to in meaning, "" where none is near."""
    words = masked(reading.text, clause.start, clause.end, figures_and_names(reading))
    kind, score = kind_in("keeping.yaml", about, words)
    return cast("Kept", kind) if score >= max(least, _LEAST[about]) else ""
