"""A clause -> the circumstance of the person, the job or the talk that it tells: "they've been looking since spring".

What each means for the talk is said in phrasing/circumstances.yaml. One linear layer ships in
`learned/circumstances.npz`, learned from labelled statements (`learn/circumstances/*.yaml`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from coach.understanding.matters import pieces_in
from coach.understanding.reading import ASKS, SURE, Clause, TermMention
from index.embed.pieces import pieces_of
from index.embed.sentences import embed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

NONE = "none"  # the kind of what is told beside all this
FILE, TRAINED_ON = "circumstances.npz", "trained_on"
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


def row_of(words: str) -> Vectors:
    """(1152,): the pieces of some words in the middle of the encoder, at its end, and by the net of matters."""
    parts = (pieces_of(words).between(0, len(words)), embed([words])[0], pieces_in(words)[1].mean(axis=0))
    return np.concatenate([p / np.float32(max(float(np.linalg.norm(p)), 1e-9)) for p in parts])


@lru_cache(_HELD)
def circumstance_of(words: str) -> tuple[str, float]:
    """(the likeliest kind, its probability) of the words of a clause; NONE where they tell no circumstance."""
    held = _weights()
    odds = row_of(words) @ held["weights"] + held["bias"]
    shares = np.exp(odds - odds.max())
    best = int(shares.argmax())
    return kinds()[best], float(shares[best] / shares.sum())


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


@cache
def kinds() -> tuple[str, ...]:
    """Every kind, in the order of the weights."""
    return tuple(str(k) for k in _held()["kinds"])


def trained_on() -> str:
    """The digest of the examples that the layer was learned from."""
    return str(_held()[TRAINED_ON])


@cache
def _weights() -> dict[str, Vectors]:
    """The layer that ships: `weights` (1152, kinds) and `bias` (kinds,)."""
    held = _held()
    scale = held["scale"].astype(np.float32)
    return {"weights": held["weights"].astype(np.float32) * scale, "bias": held["bias"].astype(np.float32)}


@cache
def _held() -> dict[str, NDArray[Any]]:
    """Everything in the file."""
    with (files("coach.understanding.learned") / FILE).open("rb") as file, np.load(file, allow_pickle=False) as held:
        return {name: held[name] for name in held.files}
