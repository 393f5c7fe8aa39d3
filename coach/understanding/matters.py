"""A clause in its message -> what the person wants of the coach with it: its matter, with probabilities.

An act says that somebody asks; the matter says what about: whether to take it, whether to push once more, whether they
may pull it, a text that accepts. The lower layers are the bundled MiniLM's own; the upper ones and the head ship in
`learned/matters.npz`, learned from the labelled messages in `learn/matters`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from math import exp
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from coach.understanding.after import turns_in
from coach.understanding.amounts import amounts_in
from coach.understanding.denial import denials_in
from coach.understanding.marked import Marked, marked
from coach.understanding.reading import LEAST, PURPOSES, SURE, Clause
from coach.understanding.remarks import subjects_in
from coach.understanding.standing import standings_in
from index.embed.encoder import layers_of
from index.embed.pieces import UpperLayers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

VIEWS = (
    "view_good view_take view_push view_ask view_wish view_choose view_wait view_time view_rival view_pay view_bluff "
    "view_match view_stay view_quit view_part view_walk view_blew view_first view_trust"
).split()
HOWS = (
    "what_ask what_floor what_next why how_start how_channel how_timing how_case risk_pull risk_answer room check_letter "
    "sum band lookup pro practice"
).split()
TEXTS = (
    "words_counter words_raise words_accept words_condition words_decline words_withdraw words_time words_writing "
    "words_fix words_thank words_chase words_pay words_expect words_rival words_proof words_pushback words_boss "
    "words_decline_boss words_resign words_term words_unclear edit"
).split()
COMPLAINT = "meta_skipped"
TALK = [COMPLAINT, *"meta_wrong meta_how".split()]
TOLD = (
    "told_offer told_moved told_refused told_final told_later told_granted told_pending told_deadline told_pay told_wish "
    "told_asked told_limit told_deed told_need told_fear told_joy told_anger told_sad told_accept told_lean told_decline "
    "told_condition told_correct told_drop told_rival told_others told_story told_plan told_person told_thanks told_info"
).split()
MATTERS = (*VIEWS, *HOWS, *TEXTS, *TALK, *TOLD)
LAYERS, FROZEN = 6, 3
_MOST_HELD = 2048  # pieces, 1.5 KB each
_FILE = "matters.npz"
_HOW = tuple(m for m in HOWS if m.startswith(("how_", "risk_", "what_")))
# The matters that the acts of a clause leave open.
ALLOWED: dict[str, tuple[str, ...]] = {
    "ask_should": (*VIEWS, "how_timing", "how_channel", "how_case", "room"),
    "ask_verdict": (
        "view_good", "view_wish", "view_take", "view_ask", "view_trust", "view_blew", "view_bluff",
    ),
    "ask_target": ("what_ask", "what_floor", "view_part", "view_wish"),
    "ask_howto": (*_HOW, "view_first", "view_pay", "view_trust", "practice"),
    "ask_risk": (
        "risk_pull", "risk_answer", "view_ask", "view_time", "view_blew", "view_wait", "view_trust", "view_quit",
        "view_stay",
    ),
    "ask_room": ("room", "view_push", "view_match"),
    "ask_why": ("why", "view_trust"), "ask_check": ("check_letter",), "ask_plan": ("what_next", "how_timing", "risk_answer"),
    "ask_sum": ("sum",),
    "ask_compare": ("view_choose", "sum", "view_part", "view_stay", "view_good", "view_take"),
    "ask_band": ("band",), "ask_level": ("lookup", "what_ask"), "ask_source": ("lookup", "why", "band"),
    "ask_fact": ("lookup", "check_letter", "view_trust", "pro", "sum"), "ask_pro": ("pro",),
    "ask_practice": ("practice",), "ask_edit": ("edit",),
    "say_counter": ("words_counter",), "say_raise": ("words_raise",), "say_accept": ("words_accept",),
    "say_condition": ("words_condition",), "say_decline": ("words_decline", "words_decline_boss"),
    "say_withdraw": ("words_withdraw",), "say_time": ("words_time",), "say_writing": ("words_writing",),
    "say_fix": ("words_fix",), "say_thank": ("words_thank",), "say_chase": ("words_chase",), "say_pay": ("words_pay",),
    "say_expect": ("words_expect",), "say_rival": ("words_rival",), "say_proof": ("words_proof",),
    "say_pushback": ("words_pushback",), "say_term": ("words_term",),
    "say_boss": ("words_boss", "words_decline_boss", "words_resign"),
    "offer": ("told_offer", "told_moved", "told_rival"),
    "news": ("told_moved", "told_refused", "told_final", "told_later", "told_granted", "told_pending", "told_offer"),
    "refused": ("told_refused", "told_final", "told_later"), "granted": ("told_granted", "told_moved"),
    "pay": ("told_pay",), "wish": ("told_wish", "told_asked", "told_lean"), "fallback": ("told_wish", "told_condition"),
    "limit": ("told_limit",), "deadline": ("told_deadline", "told_pending"), "deed": ("told_deed",),
    "need": ("told_need",), "feeling": ("told_fear", "told_joy", "told_anger", "told_sad", "told_person"),
    "accepted": ("told_accept", "told_lean"), "condition": ("told_condition",), "declined": ("told_decline",),
    "withdraw": ("told_decline",), "correct": ("told_correct",), "takeback": ("told_drop",),
    "story": ("told_story", "told_plan", "told_person", "told_pending", "told_others", "told_rival", "told_asked"),
    "yes": ("told_info", "told_thanks"), "no": ("told_info",), "edit_info": ("told_info",), "greet": ("told_thanks",),
    "thank": ("told_thanks",), "bye": ("told_thanks",), "chat": ("told_thanks", "told_person"),
    "other": ("told_thanks", "told_others", "told_person"),
}  # fmt: skip
# What a clause does that surely tells this.
DOES = {
    "told_offer": "offer", "told_moved": "news", "told_refused": "refused", "told_final": "refused",
    "told_later": "refused", "told_granted": "granted", "told_pending": "news", "told_deadline": "deadline",
    "told_pay": "pay", "told_wish": "wish", "told_limit": "limit", "told_deed": "deed", "told_need": "need",
    "told_fear": "feeling", "told_joy": "feeling", "told_anger": "feeling", "told_sad": "feeling",
    "told_accept": "accepted", "told_decline": "declined", "told_condition": "condition", "told_correct": "correct",
    "told_drop": "takeback", "told_thanks": "thank", "told_info": "edit_info", "told_story": "story",
    "told_plan": "story", "told_person": "story", "told_others": "story", "told_rival": "story",
}  # fmt: skip
_TEXTS = tuple(m for m in TEXTS if m != "edit")
_WORDS = ("ask_words", "ask_edit")
# Acts that change how the talk stands: a clause that surely tells something else does not do them.
_ALONE = ("refused", "granted", "accepted", "declined", "withdraw", "condition", "correct", "takeback", "limit", "deed")
# The act of a text's purpose, by its matter; the finer matters of one purpose share it.
_PURPOSES = {m: act for act, ms in ALLOWED.items() if act.startswith("say_") for m in ms}
_SURELY = 0.6
NO_WEIGHTS: Mapping[str, float] = MappingProxyType({})
_MOST_ODDS = 4.0  # log-odds that a talk about a raise counts at most
_HARDLY, _UNLIKELY, _RARELY, _SOONER = (
    0.03,
    0.1,
    0.3,
    2.0,
)  # what a matter counts that the talk hardly leaves open, or brings up
_ENDINGS = ("words_accept", "words_condition", "words_decline", "words_withdraw", "words_fix", "words_resign")
# What a matter counts more in a clause that names another employer.
_OF_RIVALS = {
    "view_rival": _SOONER,
    "view_match": _SOONER,
    "told_rival": _SOONER,
    "view_quit": _RARELY,
    "view_bluff": _RARELY,
}
_LEFT_OUT = 0.8  # a probability
_DOUBTFUL = ("news", "refused", "granted", "accepted", "declined", "withdraw", "condition", "feeling")
_OF_REST = 0.3  # of what a complaint leaves: from here on it names what it wants answered
_UNLISTED = 0.1  # what a matter counts that no act of the clause leaves open
_SHOWN = 0.05  # a probability from which a matter is kept


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as word pieces, and of each clause its first piece and the one after its last."""

    read: Marked
    spans: tuple[tuple[int, int], ...]


def shown(text: str, spans: Sequence[tuple[int, int]]) -> Shown:
    """Cut a message into pieces, its figures hidden; `spans` are clauses by start and end in the text."""
    read = marked(text, amounts_in(text), ())
    return Shown(read, pieces_of(read, spans))


def pieces_of(read: Marked, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Of each clause, by start and end in the text, its first piece and the one after its last."""
    pieces = []
    for start, end in spans:
        inside = [i for i, (a, b) in enumerate(read.places) if b > a and a < end and b > start]
        pieces.append((inside[0], inside[-1] + 1) if inside else (0, 1))
    return tuple(pieces)


def rows_of(vectors: Vectors, spans: Sequence[tuple[int, int]]) -> Vectors:
    """(clauses, 3 x 384): the mean and the largest of each clause's pieces, and the mean of the whole message."""
    whole = vectors.mean(axis=0)
    return np.stack([np.concatenate([vectors[a:b].mean(axis=0), vectors[a:b].max(axis=0), whole]) for a, b in spans])


class MattersNet:
    """The trained upper layers and the head."""

    def __init__(self, weights: dict[str, Vectors], trained_on: str) -> None:
        """Hold what training has written."""
        layers, self.weights = layers_of(weights)
        self.trained_on = trained_on
        self._layers = UpperLayers(layers, FROZEN, _MOST_HELD)

    def vectors(self, read: Marked) -> Vectors:
        """(pieces, 384): what each piece means in its message."""
        return self.together([read])[0]

    def together(self, read: Sequence[Marked]) -> list[Vectors]:
        """`vectors` of several texts at once: the weights are gone through once for all of them."""
        return self._layers.of_all([r.ids for r in read])

    def rows(self, seen: Shown) -> Vectors:
        """The row of each clause, as the heads take it."""
        return rows_of(self.vectors(seen.read), seen.spans)

    def shares(self, rows: Vectors) -> Vectors:
        """(clauses, matters): probabilities that sum to one."""
        hidden = np.maximum(rows @ self.weights["head.1.weight"].T + self.weights["head.1.bias"], 0)
        odds = hidden @ self.weights["head.4.weight"].T + self.weights["head.4.bias"]
        odds = np.exp(odds - odds.max(axis=1, keepdims=True))
        result: Vectors = odds / odds.sum(axis=1, keepdims=True)
        return result


@cache
def matters_net() -> MattersNet:
    """The net that ships with the coach."""
    with (files("coach.understanding.learned") / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as held:
        weights: dict[str, Vectors] = {}
        for key in held.files:
            if key.startswith("w:"):
                scale = held.get(f"s:{key[2:]}")
                value = held[key].astype(np.float32)
                weights[key[2:]] = value * scale if scale is not None else value
        return MattersNet(weights, str(held["trained_on"]))


def ready_pieces(texts: Iterable[str]) -> None:
    """Have ready what each of some texts means to the net: whoever asks `pieces_in` about them is answered at once, and
    together they take little longer than one of them alone."""
    matters_net().together([marked(t, amounts_in(t), ()) for t in dict.fromkeys(texts)])


@lru_cache(maxsize=16)
def pieces_in(text: str) -> tuple[Marked, Vectors]:
    """(a message's pieces, (pieces, 384) what each means in it), worked out once for all heads."""
    read = marked(text, amounts_in(text), ())
    return read, matters_net().vectors(read)


@lru_cache(maxsize=16)
def rows_in(text: str, spans: tuple[tuple[int, int], ...]) -> Vectors:
    """The rows of a message's clauses, worked out once for all heads; `spans` as in `shown`."""
    read, vectors = pieces_in(text)
    return rows_of(vectors, pieces_of(read, spans))


def with_matters(
    text: str, clauses: Sequence[Clause], weights: Mapping[str, float] | None = None, rivals: Sequence[int] = ()
) -> list[Clause]:
    """The clauses of a message with what each tells, denies or wants of the coach; what their words are for comes of
    it. `weights` say how far the talk leaves a matter open, `rivals` where another employer than the one the talk is
    with is named."""
    found = matters_of(text, clauses, weights or {}, rivals)
    if not clauses:
        return []
    rows = rows_in(text, tuple((c.start, c.end) for c in clauses))
    words = [c.text for c in clauses]
    heads = denials_in(rows), standings_in(rows, words), subjects_in(rows, words), turns_in(rows, words)
    told = zip(clauses, found, *heads, strict=True)
    return [
        replace(agreed(c, m), denial=no, stands=stands, subjects=of, turns=turns)
        for c, m, no, stands, of, turns in told
    ]


def says(clause: Clause, act: str, least: float) -> bool:
    """Whether a clause does this as both nets have it: its act is likely, and what it tells fits that; `least` is a
    probability."""
    return clause.share(act) >= least and (not clause.matters or _fits(clause.matters, act) >= least)


def _fits(matters: tuple[tuple[str, float], ...], act: str) -> float:
    """How sure it is that one of the matters is told that an act tells."""
    return sum(share for m, share in matters if m in ALLOWED.get(act, ()))


def agreed(clause: Clause, matters: tuple[tuple[str, float], ...]) -> Clause:
    """A clause whose acts and matters tell the same: a surer matter brings its act, and takes the place of acts that
    leave it no room."""
    matter, act, share = _together(matters)
    acts = {a: s for a, s in clause.acts if a not in PURPOSES}
    if share >= _SURELY:
        telling = matter in TOLD
        acts = {a: s for a, s in acts.items() if s >= share or _goes_with(a, matter, telling=telling)}
        if act:
            acts[act] = max(acts.get(act, 0.0), share)
    acts = {a: s for a, s in acts.items() if a not in _DOUBTFUL or s >= SURE or _fits(matters, a) >= LEAST}
    ranked = list(_ranked(acts))
    if any(a in _WORDS for a, _ in ranked):
        purposes = [(_PURPOSES.get(m, ""), s) for m, s in matters if _PURPOSES.get(m)]
        ranked += [(a, s) for a, s in purposes[:1] if s >= _SHOWN]
    return replace(clause, acts=tuple(ranked), matters=matters)


def _together(matters: tuple[tuple[str, float], ...]) -> tuple[str, str, float]:
    """(the likeliest matter, the act that it brings, how sure the matters that bring this act are together): what a text
    is for may be open where it is sure that one is wanted."""
    if not matters:
        return "told_thanks", "", 0.0
    acts = [_brings(m) for m, _ in matters]
    whole = {act: sum(s for a, (_, s) in zip(acts, matters, strict=True) if a == act) for act in acts}
    best = max(whole, key=lambda act: whole[act])
    matter = matters[acts.index(best)][0]
    return matter, DOES.get(matter, "") if best == matter else best, whole[best]


def _brings(matter: str) -> str:
    """The act that a matter brings; itself where what it tells is one story of many."""
    if matter in TEXTS:
        return "ask_edit" if matter == "edit" else "ask_words"
    act = DOES.get(matter, matter)
    return matter if act == "story" else act


def _goes_with(act: str, matter: str, *, telling: bool) -> bool:
    """Whether a clause may do this beside being about a matter: who tells does not want words, and who wants something
    may tell a lot."""
    if act.startswith("ask_"):
        return not telling and (matter in ALLOWED.get(act, _TEXTS) or act not in _WORDS)
    return not telling or act not in _ALONE or matter in ALLOWED[act]


def _ranked(acts: dict[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(acts.items(), key=lambda x: -x[1]))


def weights_of(
    raising: float,
    *,
    countered: bool,
    answered: bool,
    choice: bool = False,
    begun: bool = True,
    clocks: bool = False,
    alone: bool = False,
    offered: bool = False,
    backed: bool = False,
) -> dict[str, float]:
    """How far a talk leaves open the matters that its kind and stage decide: `raising` are the log-odds that it is about
    a raise, `countered` that a present employer makes an offer or a yes was given, `answered` that they have answered
    an ask, `choice` that a counter-offer stands beside a new one, `begun` that anything of an offer was told, `clocks`
    that another employer has yet to decide, `alone` that no other one is known of, `offered` that a figure of theirs
    was told before, `backed` that another one's offer is held: to speak of it is no bluff."""
    raise_ = 1 / (1 + exp(-max(-_MOST_ODDS, min(_MOST_ODDS, raising))))
    out = {"words_raise": max(raise_, _UNLIKELY), "words_counter": max(1 - raise_, _UNLIKELY)}
    if not countered:
        out |= dict.fromkeys(("view_stay", "words_decline_boss"), _RARELY)
    if choice:  # between staying and going, which part to push is not the question
        out |= {"view_stay": _SOONER, "view_choose": _SOONER, "view_part": _RARELY}
    if alone:
        out |= dict.fromkeys(("view_rival", "view_match", "view_choose"), _RARELY)
    if offered:  # who has made an offer no longer asks what the person earns, and has named a figure first
        out |= {"words_pay": _RARELY, "view_first": _UNLIKELY}
    if offered and answered:  # once more, or take it
        out["view_push"] = _SOONER
    if backed:
        out |= {"view_bluff": _HARDLY, "view_rival": _SOONER}
    if clocks:  # between two days, which part to push is not the question
        out |= {"view_time": _SOONER, "view_wait": _SOONER, "view_part": _RARELY, "told_later": _RARELY}
    if not begun:
        out |= dict.fromkeys(_ENDINGS, _HARDLY)
    if not answered:
        out |= dict.fromkeys(("told_final", "told_granted"), _RARELY)
    return out


def matters_of(
    text: str, clauses: Sequence[Clause], weights: Mapping[str, float] = NO_WEIGHTS, rivals: Sequence[int] = ()
) -> tuple[tuple[tuple[str, float], ...], ...]:
    """For each clause of a message its matters with their probabilities, likeliest first, weighed by what its acts and
    the talk leave open."""
    if not clauses:
        return ()
    spans = tuple((c.start, c.end) for c in clauses)
    shares = matters_net().shares(rows_in(text, spans))
    out = [c.share("leave_out") >= _LEFT_OUT for c in clauses]
    if any(out) and not all(out):  # what is to be left out says nothing of what the rest is about
        plain = text
        for start, end in (span for span, left in zip(spans, out, strict=True) if left):
            plain = plain[:start] + " " * (end - start) + plain[end:]
        rest = matters_net().shares(rows_in(plain, spans))
        shares = np.where(np.array(out)[:, None], shares, rest)
    shares = shares * np.array([weights.get(m, 1.0) for m in MATTERS], dtype=np.float32)
    of_rivals = np.array([_OF_RIVALS.get(m, 1.0) for m in MATTERS], dtype=np.float32)
    named = [any(c.start <= at < c.end for at in rivals) for c in clauses]
    return tuple(
        _weighed(row * of_rivals if has else row, c) for row, c, has in zip(shares, clauses, named, strict=True)
    )


_TELLING = np.array([m in TOLD for m in MATTERS])
_ASKS = 0.3  # what a matter that tells counts in a clause that ends as a question


def _weighed(row: Vectors, clause: Clause) -> tuple[tuple[str, float], ...]:
    if clause.text.rstrip().endswith("?"):
        row = np.where(_TELLING, row * _ASKS, row)
    left = np.full(len(MATTERS), _UNLISTED, dtype=np.float32)
    for act, share in clause.acts:
        for matter in ALLOWED.get(act, _TEXTS if act == "ask_words" else ()):
            at = MATTERS.index(matter)
            left[at] = max(left[at], _UNLISTED + share)
    both = row * left
    both /= both.sum()
    best = [int(i) for i in np.argsort(-both)[:4]]
    if MATTERS[best[0]] == COMPLAINT:  # of what was skipped: that is in the words as well, or it was the last question
        rest = both.copy()
        rest[[MATTERS.index(m) for m in (*TALK, *TOLD)]] = 0
        named = int(np.argmax(rest))
        if rest[named] >= _OF_REST * (1 - both[best[0]]):
            both[named] = max(both[named], _SHOWN)
            best = [best[0], named]
    return tuple((MATTERS[i], float(both[i])) for i in best if both[i] >= _SHOWN)
