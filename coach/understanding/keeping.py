"""A clause -> what it tells of leaving a job: an offer of the present employer for staying, a new employer's offer,
that notice was given, or whether the person goes or stays."""

from __future__ import annotations

from typing import Literal, cast

from coach.understanding.likeness import likeness
from coach.understanding.reading import Clause, Reading

About = Literal["offer", "choice"]
Kept = Literal["present", "new", "left", "other", "go", "stay", "open", ""]
_LEAST: dict[About, float] = {"offer": 0.5, "choice": 0.6}  # a cosine: a choice is held, so it must be plain


def kept_by(reading: Reading, clause: Clause, about: About, least: float = 0.0) -> Kept:
    """The kind of the examples (`keeping.yaml`) that a clause comes nearest to in meaning, "" where none is near."""
    kind, score = likeness("keeping.yaml", about, _plain(reading, clause))
    return cast("Kept", kind) if score >= max(least, _LEAST[about]) else ""


def _plain(reading: Reading, clause: Clause) -> str:
    """The words of a clause with each figure called "an amount" and each company "a company"."""
    spans = [(a.amount.start, a.amount.end, "an amount") for a in reading.amounts if a.amount.kind in ("money", "bare")]
    spans += [(x.start, x.end, "a company") for x in reading.companies]
    out, last = "", clause.start
    for start, end, name in sorted(s for s in spans if clause.start <= s[0] and s[1] <= clause.end):
        if start >= last:
            out += reading.text[last:start] + name
            last = end
    return out + reading.text[last : clause.end]
