"""A clause -> what it tells of leaving or keeping a job: an offer of the present employer for staying, a new
employer's offer, that notice was given, whether the person goes or stays, or that the talk is with whom they work
for."""

from __future__ import annotations

from typing import Literal, cast

from coach.understanding.likeness import figures_and_names, kind_near, masked, nearness, piece_at, ready, share_of
from coach.understanding.reading import Clause, Reading

About = Literal["offer", "choice", "there"]
Notice = Literal["given", "not", ""]
Kept = Literal["present", "new", "left", "other", "go", "stay", "open", ""]
_SURELY = 0.62  # a cosine: of what is held
_SURE_CHOICE = 0.8  # a probability: a choice is held
_LEAST: dict[About, float] = {"offer": 0.5, "choice": 0.6, "there": 0.42}


def notice_in(reading: Reading, clause: Clause) -> Notice:
    """Whether a clause, or a piece of it, tells that the person has given notice ("given") or has not ("not"); "" where
    it tells neither."""
    starts = dict.fromkeys(piece_at(reading.text, at, clause) for at in range(clause.start, clause.end))
    found = figures_and_names(reading)
    said = ready(masked(reading.text, *piece, found) for piece in starts)
    nearest = max(said, key=lambda words: nearness("keeping.yaml", "notice", words), default="")
    kind = kind_near("keeping.yaml", "notice", nearest, _SURELY) if said else ""
    return cast("Notice", kind) if kind in ("given", "not") else ""


def kept_by(reading: Reading, clause: Clause, about: About, least: float = 0.0) -> Kept:
    """The kind of the examples (`keeping.yaml`) that a clause comes nearest to in meaning, "" where none is near."""
    words = masked(reading.text, clause.start, clause.end, figures_and_names(reading))
    kind = kind_near("keeping.yaml", about, words, max(least, _LEAST[about]))
    told = bool(kind) and (about != "choice" or share_of("keeping.yaml", about, words) >= _SURE_CHOICE)
    return cast("Kept", kind) if told else ""
