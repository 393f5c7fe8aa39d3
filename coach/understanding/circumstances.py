"""A clause -> the circumstance of the person, the job or the talk that it tells: "they've been looking since spring".

What each means for the talk is said in phrasing/circumstances.yaml. The layer is learned from labelled statements
(`learn/circumstances/*.yaml`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from coach.understanding.layers import NONE, layer
from coach.understanding.reading import ASKS, SURE, Clause, TermMention

NAME = "circumstances"
# Circumstances that speak for the person: what they did and how it was received.
_OF_DEEDS = frozenset(
    "brings_clients proud_of good_review already_doing_it colleagues_left scarce_skill team_loved_me leads_people "
    "new_role two_jobs on_call no_raise_for_years".split()
)
# Conditions of a job that nobody wishes for: such a term is theirs.
_BURDENS = frozenset(
    "shifts on_call travels long_commute long_hours trial_time fixed_term by_agency non_compete pay_back "
    "must_move".split()
)
_SURELY = 0.85  # a probability
_HELD = 256


@lru_cache(_HELD)
def circumstance_of(words: str) -> tuple[str, float]:
    """(the likeliest kind, its probability) of the words of a clause; NONE where they tell no circumstance."""
    return layer(NAME).likeliest(words)


def is_no_deed(words: str) -> bool:
    """Whether words surely tell a circumstance that nobody earned: how shares vest, a long way to work."""
    kind, share = circumstance_of(words)
    return kind != NONE and kind not in _OF_DEEDS and share >= _SURELY


def with_burdens(terms: tuple[TermMention, ...], clauses: Sequence[Clause]) -> tuple[TermMention, ...]:
    """The terms of a message, those that nobody wishes for being the other side's where their clause asks for
    nothing."""
    return tuple(
        replace(t, side="offer") if t.side in ("wish", "ask") and any(_burdens(c, t) for c in clauses) else t
        for t in terms
    )


def _burdens(clause: Clause, term: TermMention) -> bool:
    if not clause.start <= term.start < clause.end or any(clause.share(a) >= SURE for a in ("wish", *ASKS)):
        return False
    kind, share = circumstance_of(clause.text)
    return kind in _BURDENS and share >= _SURELY


def kinds() -> tuple[str, ...]:
    """Every kind, in the order of the weights."""
    return layer(NAME).kinds
