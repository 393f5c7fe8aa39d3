"""A message and where the talk stands -> which text it orders, if any.

One hidden layer over the pieces of the net of matters ships in `learned/texts.npz`, learned from orders for words in
many voices (`learn/texts`), each with the stage of the talk it was given in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from coach.understanding.matters import pieces_in
from coach.understanding.reading import LIKELY, SURE, Clause, Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

SITUATIONS = "offer first raise kept two".split()
STATES = "open asked no moved yes accepted declined".split()
DUE = "due"
NO_TEXT, EDIT, OTHER = "none", "edit", "other"
TRAINED_ON, LEARNED = "trained_on", "kinds"
# What a text can be, and no text, a change of the one before, and one that has nothing to do with a negotiation.
KINDS = (
    "counter raise raise_meeting raise_answer raise_follow_up raise_agreed ask_signing ask_stock ask_level "
    "ask_terms ask_start ask_remote ask_holiday ask_hours ask_relocation ask_visa ask_pension ask_clawback "
    "ask_review ask_severance ask_writing closing letter_differs question first_response more_time_final two_clocks "
    "chasing rival_news accepting accept_open declining decline_present stay_if counter_present resigning "
    "withdrawing thanks pushback_best pushback_budget pushback_later pushback_others pushback_policy "
    "pushback_equity pushback_deadline said_before pushback_writing pushback_current expectations pay_cut "
    "conversion edit other none"
).split()
# What a text is for, by its kind; the other kinds are the terms and pushbacks that their names tell.
_FOR = {
    "counter": "counter", "raise": "raise", "raise_meeting": "raise", "raise_answer": "raise",
    "raise_follow_up": "raise", "raise_agreed": "writing", "ask_signing": "counter", "ask_stock": "counter",
    "ask_writing": "writing", "closing": "writing", "letter_differs": "fix", "question": "unclear",
    "first_response": "time", "more_time_final": "time", "two_clocks": "chase", "chasing": "chase",
    "rival_news": "rival", "accepting": "accept", "accept_open": "condition", "declining": "decline",
    "decline_present": "decline_boss", "stay_if": "boss", "counter_present": "boss", "resigning": "resign",
    "withdrawing": "withdraw", "thanks": "thank", "said_before": "expect", "pushback_writing": "proof",
    "pushback_current": "pay", "expectations": "expect", "pay_cut": "pushback", "conversion": "counter",
    "edit": "edit", "other": "unclear",
}  # fmt: skip
_SAYS = {"resign": "boss", "decline_boss": "decline"}
# Kinds that an order of a matter may mean besides those that are for it.
_ALSO = {
    "words_counter": ("raise_answer", "raise", "counter_present", "pay_cut"),
    "words_raise": ("raise_answer", "counter"),
    "words_chase": ("raise_follow_up",), "words_decline": ("decline_present",),
    "words_boss": ("decline_present", "raise"), "words_condition": ("stay_if",), "words_pushback": ("raise_answer",),
    "words_rival": ("counter_present",), "words_writing": ("accept_open", "letter_differs"),
}  # fmt: skip
_OPEN = "words_unclear"
_ORDERS = ("ask_words", "ask_edit")
_LOOKED_UP = ("ask_band", "ask_fact", "ask_level", "ask_source", "ask_compare")
_SURELY, _ANOTHER = 0.8, 0.5  # probabilities
# How a kind is called once it is written by one channel or the other.
_WRITTEN_AS = {
    "raise": ("raise_talk", "raise_case"), "counter": ("counter_call", "counter_email", "counter_chat"),
}  # fmt: skip
_LOUD = 10.0  # of the inputs together: how fast the layer learns


def rows_in(text: str) -> Vectors:
    """(768,): the mean and the largest of a message's pieces."""
    x = pieces_in(text)[1]
    return np.concatenate([x.mean(axis=0), x.max(axis=0)])


def stage_row(stage: frozenset[str]) -> Vectors:
    """(48,): where the talk stands; `stage` holds one of `SITUATIONS`, one of `STATES`, and `DUE` where an answer is
    due."""
    one = np.array([float(s in stage) for s in (*SITUATIONS, *STATES, DUE)], dtype=np.float32)
    both = np.array([float(a in stage and b in stage) for a in SITUATIONS for b in STATES], dtype=np.float32)
    return np.concatenate([one, both])


def layer_input(rows: Vectors, stages: Vectors, mean: Vectors, spread: Vectors) -> Vectors:
    """The rows and stages of messages as the layer takes them: each half at one scale."""
    halves = (rows - mean) / spread / np.sqrt(rows.shape[1]), stages / np.sqrt(len(SITUATIONS) + len(STATES) + 1)
    out: Vectors = np.concatenate(halves, axis=1) * np.float32(_LOUD)
    return out


def matter_of(kind: str) -> str:
    """The matter (`coach.understanding.matters.TEXTS`) of a kind of text."""
    purpose = _FOR.get(kind) or ("pushback" if kind.startswith("pushback_") else "term")
    return purpose if kind == EDIT else f"words_{purpose}"


def kinds_for(matter: str) -> frozenset[str]:
    """The kinds of text that an order of a matter ("words_counter") may mean, none where it leaves that open."""
    named = (k for k in KINDS if matter_of(k) == matter and k not in (NO_TEXT, OTHER))
    return frozenset() if matter in ("", _OPEN, EDIT) else frozenset((*named, *_ALSO.get(matter, ())))


def purpose_of(matter: str) -> str:
    """What an order of a matter is for, as the acts "say_…" name it."""
    purpose = matter.removeprefix("words_")
    return "" if matter == _OPEN else _SAYS.get(purpose, purpose)


def surely_ordered(clause: Clause) -> str:
    """What a clause surely wants of a text: the matter of a text that it orders, "edit" for a change of the one that
    stands, "" where that is unsure."""
    matter, share = max(
        ((m, s) for m, s in clause.matters if m == EDIT or m.startswith("words_")), key=lambda x: x[1], default=("", 0)
    )
    return matter if share >= SURE and matter != _OPEN else ""


def order_in(reading: Reading) -> tuple[str, float]:
    """(the matter of the text that a message surely orders, "" where none is sure; how sure it is): that of the clause
    that orders it, before those that say what is in it."""
    sure = [(c, m) for c in reading.clauses if (m := surely_ordered(c)) not in ("", EDIT)]
    sure.sort(key=lambda x: not x[0].does("ask_words"))
    return (sure[0][1], sure[0][0].about(sure[0][1])) if sure else ("", 0.0)


def purpose_ordered(text: str, stage: frozenset[str]) -> tuple[str, float]:
    """(what the words that a message orders are for, as the acts "say_…" name it, "" where it does not tell; how
    likely that is among all texts)."""
    found: dict[str, float] = {}
    for kind, share in texts_ordered(text, stage).items():
        if kind not in (NO_TEXT, EDIT):
            purpose = matter_of(kind).removeprefix("words_")
            found[_SAYS.get(purpose, purpose)] = found.get(_SAYS.get(purpose, purpose), 0.0) + share
    best = max(found, key=lambda p: found[p])
    share = found[best] / (sum(found.values()) or 1.0)
    return (best, share) if share >= LIKELY and best != "unclear" else ("", 0.0)


def with_order(text: str, clauses: Sequence[Clause], stage: frozenset[str]) -> list[Clause]:
    """The clauses of a message that surely orders words, or a change of them, though none was read so: the likeliest
    one does."""
    shares = texts_ordered(text, stage)
    wants = 1 - shares[NO_TEXT]
    known = any(c.share(act) >= LIKELY for c in clauses for act in (*_ORDERS, *_LOOKED_UP))
    if not clauses or wants < _SURELY or known:
        return list(clauses)
    at = max(range(len(clauses)), key=lambda n: (max(clauses[n].share(act) for act in (*_ORDERS, "ask_howto")), n))
    kind = max((k for k in shares if k != NO_TEXT), key=lambda k: shares[k])
    act, clause = "ask_edit" if kind == EDIT else "ask_words", clauses[at]
    acts = ((act, wants), *(x for x in clause.acts if x[0] not in _ORDERS))
    matters = ((matter_of(kind), wants), *((m, share * (1 - wants)) for m, share in clause.matters))
    return [*clauses[:at], replace(clause, acts=acts, matters=matters), *clauses[at + 1 :]]


def likeliest(text: str, stage: frozenset[str], held: frozenset[str]) -> tuple[tuple[str, float], ...]:
    """The kinds of text that a message may order, the likeliest first, each with its share among those `held` to be
    possible."""
    shares = {k: s for k, s in texts_ordered(text, stage).items() if k in held}
    whole = sum(shares.values()) or 1.0
    return tuple(sorted(((k, s / whole) for k, s in shares.items()), key=lambda x: -x[1]))


def orders_another(text: str, stage: frozenset[str], kind: str) -> bool:
    """Whether a message surely orders a text of another kind than the one that stands."""
    shares = texts_ordered(text, stage)
    best = max(shares, key=lambda k: shares[k])
    same = best == kind or kind in _WRITTEN_AS.get(best, ())
    return best not in (NO_TEXT, EDIT, OTHER) and not same and shares[best] >= _ANOTHER


@lru_cache(maxsize=64)
def texts_ordered(text: str, stage: frozenset[str]) -> dict[str, float]:
    """How likely a message orders each of `KINDS`; they sum to one. Without words no text is ordered."""
    if not text.strip():
        return dict.fromkeys(KINDS, 0.0) | {NO_TEXT: 1.0}
    held, known = _weights(), _kinds_known()
    x = layer_input(rows_in(text)[None], stage_row(stage)[None], held["mean"], held["spread"])
    hidden = np.maximum(x @ held["in.weight"].T + held["in.bias"], 0)
    odds = (hidden @ held["out.weight"].T + held["out.bias"])[0]
    odds = np.exp(odds - odds.max())
    shares = dict(zip(known, (odds / odds.sum()).tolist(), strict=True))
    return {kind: shares.get(kind, 0.0) for kind in KINDS}  # one that was not learned yet is ordered by nothing


@cache
def _weights() -> dict[str, Vectors]:
    with (files("coach.understanding.learned") / "texts.npz").open("rb") as file, np.load(file) as held:
        return {name: held[name].astype(np.float32) for name in held.files if name not in (TRAINED_ON, LEARNED)}


@cache
def _kinds_known() -> tuple[str, ...]:
    with (files("coach.understanding.learned") / "texts.npz").open("rb") as file, np.load(file) as held:
        return tuple(map(str, held[LEARNED]))


def trained_on() -> str:
    """What the layer was learned from (`learn.texts.train.digest`)."""
    with (files("coach.understanding.learned") / "texts.npz").open("rb") as file, np.load(file) as held:
        return str(held[TRAINED_ON])
