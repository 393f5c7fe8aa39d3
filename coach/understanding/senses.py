"""A figure in its message -> what it is where it is neither offered to the person, nor theirs, nor wished for.

Somebody else's pay, a number of a stated sum, a floor that is asked about, their answer that is only thought of,
turnover, or what leaving costs. One head over the pieces of the net of matters ships in `learned/senses.npz`,
learned from `learn/senses/lines.txt` and the labelled voices.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from coach.understanding.matters import TOLD, VIEWS, pieces_in
from coach.understanding.reading import ASKS, LEAST, SURE, AmountMention, Clause, TermMention
from coach.understanding.stated import sign_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

Span = tuple[int, int]
SENSES = "keep others sum least if invoiced left".split()
_ROLES = {"others": "market", "sum": "sum", "least": "least", "if": "hyp", "invoiced": "invoiced", "left": "left"}
_ASKED = {"sum": ("ask_sum", "sum"), "least": ("ask_target", "what_floor")}  # what a clause asks about with them
_END = re.compile(r"[.!?…]+[\"'”’)]*\s+|\n+")
_MONEY = ("money", "bare", "percent")
SENSED = 0.95  # the least score of a role that a sense has given
# How sure a sense is where a figure was read otherwise, by how sure that is.
_AGAINST = ((0.9, 0.75), (0.7, 0.7), (0.0, 0.55))
_CERTAIN, _SURELY, _BEST, _HARDLY = 0.85, 0.7, 0.4, 0.3  # probabilities
_WANTING = ("wish", "ask_words", "put_in")  # acts of a clause that wants something
_TELLING = ("offer", "news", "refused", "granted", "correct", "pay", "wish", "limit")
_SCALE = 3.0  # of the inputs: how fast the head learns
NEAR, _BIAS = 3, 0.3  # pieces on each side that are averaged beside a figure's own


def rows_at(text: str, places: Sequence[Span]) -> Vectors:
    """(places, 4 x 384): of a sentence's places the first piece of each, those around it, and the mean and largest
    of the sentence; a figure is one piece."""
    read, vectors = pieces_in(text)
    x = vectors[:-1]
    whole = np.concatenate([x[1:].mean(axis=0), x[1:].max(axis=0)]) if len(x) > 1 else np.zeros(2 * x.shape[1])
    first = [
        next((i for i, (a, b) in enumerate(read.places) if b > a and a < end and b > start), 0) for start, end in places
    ]
    return np.stack([np.concatenate([x[i], x[max(0, i - NEAR) : i + NEAR + 1].mean(axis=0), whole]) for i in first])


def head_input(rows: Vectors, mean: Vectors, spread: Vectors) -> Vectors:
    """The rows as the head takes them: at one scale, with a constant behind."""
    x = (rows - mean) / spread * (_SCALE / np.sqrt(rows.shape[1]))
    return np.concatenate([x, np.full((len(x), 1), _BIAS, dtype=x.dtype)], axis=1)


def senses_of(text: str, places: Sequence[Span]) -> tuple[dict[str, float], ...]:
    """For each place of a message how likely each of `SENSES` is, by its own sentence."""
    out: list[dict[str, float]] = []
    for start, end in sentences_at(text, places):
        inside = tuple((a - start, b - start) for a, b in places if start <= a < end)
        out += _shares(text[start:end], inside)
    return tuple(out)


def sentences_at(text: str, places: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences that some places stand in, each by start and end."""
    return tuple(dict.fromkeys(sentence_at(text, at) for at, _ in places))


def sentence_at(text: str, at: int) -> Span:
    """The sentence that a place stands in, by start and end."""
    ends = [m.end() for m in _END.finditer(text)]
    return max((e for e in ends if e <= at), default=0), min((e for e in ends if e > at), default=len(text))


def with_senses(
    text: str, found: tuple[AmountMention, ...], clauses: Sequence[Clause] = ()
) -> tuple[AmountMention, ...]:
    """The figures with the role that their sense gives them, where that is surer than the one they were read in; what
    is wanted in place of a loss, in a clause that wishes, is no loss."""
    at = [i for i, a in enumerate(found) if a.amount.kind in _MONEY and a.role != "was"]
    out = list(found)
    for i, shares in zip(at, senses_of(text, [(found[i].amount.start, found[i].amount.end) for i in at]), strict=True):
        if found[i].role == "left" and shares["keep"] >= SURE and _wishes(found[i], clauses):
            out[i] = replace(found[i], role="wish", role_said=True, role_score=shares["keep"])
            continue
        sense = max(_ROLES, key=lambda s: shares[s])
        least = next(share for score, share in _AGAINST if found[i].role_score >= score)
        if sense == "others" and found[i].owner >= 0:
            least = _CERTAIN  # what a company that is named pays is hardly a colleague's
        if shares[sense] >= least or (
            found[i].role_score < _SURELY and shares["keep"] <= _HARDLY and shares[sense] >= _BEST
        ):
            out[i] = replace(found[i], role=_ROLES[sense], role_said=True, role_score=max(shares[sense], SENSED))
    for i, k in (*pairwise(range(len(out))), *((k, i) for i, k in reversed([*pairwise(range(len(out)))]))):
        between = text[min(out[i].amount.end, out[k].amount.end) : max(out[i].amount.start, out[k].amount.start)]
        if out[i].role == "sum" and out[k].amount.kind in _MONEY and sign_in(between):
            out[k] = replace(out[k], role="sum", role_said=True, role_score=max(out[k].role_score, SENSED))
    return tuple(out)


def _wishes(a: AmountMention, clauses: Sequence[Clause]) -> bool:
    return any(n == a.clause and c.share(act) >= SURE for n, c in enumerate(clauses) for act in _WANTING)


def with_losses(text: str, terms: tuple[TermMention, ...]) -> tuple[TermMention, ...]:
    """The terms, those that leaving costs told as what the person has now, and not as wished for."""
    at = [i for i, t in enumerate(terms) if t.side in ("wish", "ask", "offer", "drop")]
    out = list(terms)
    for i, shares in zip(at, senses_of(text, [(terms[i].start, terms[i].end) for i in at]), strict=True):
        if shares["left"] >= _SURELY:
            out[i] = replace(terms[i], side="now", score=shares["left"])
    return tuple(out)


def as_sensed(clauses: list[Clause], found: tuple[AmountMention, ...]) -> list[Clause]:
    """The clauses with what their figures leave of what they do: one whose figures are all only thought of,
    reckoned with or asked about tells nothing of the talk, and a stated sum asks whether it is right."""
    out = []
    for n, clause in enumerate(clauses):
        roles = {a.role for a in found if a.clause == n and a.amount.kind in _MONEY}
        surely = all(a.role_score >= SENSED for a in found if a.clause == n and a.amount.kind in _MONEY)
        if not roles or not surely or not roles <= {"hyp", "sum", "least"}:
            out.append(clause)
            continue
        acts = tuple((act, share) for act, share in clause.acts if act not in _TELLING)
        matters = tuple((m, share) for m, share in clause.matters if m not in TOLD)
        if _view_asked(matters):
            acts = acts if any(act in ASKS and share >= LEAST for act, share in acts) else (("ask_should", SURE), *acts)
        elif matter := _ASKED.get(next(iter(roles))) if len(roles) == 1 else None:
            acts = ((matter[0], SENSED), *(x for x in acts if x[0] != matter[0]))
            matters = ((matter[1], SENSED),)
        out.append(replace(clause, acts=acts, matters=matters))
    return out


def _view_asked(matters: Sequence[tuple[str, float]]) -> bool:
    """Whether the view that is wanted with a clause is surely known: a figure beside it makes no sum of it."""
    return bool(matters) and matters[0][0] in VIEWS and matters[0][1] >= SURE


@lru_cache(maxsize=64)
def _shares(sentence: str, places: tuple[Span, ...]) -> tuple[dict[str, float], ...]:
    held = _weights()
    odds = head_input(rows_at(sentence, places), held["mean"], held["spread"]) @ held["senses"]
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    shares = odds / odds.sum(axis=1, keepdims=True)
    return tuple({sense: float(s) for sense, s in zip(SENSES, row, strict=True)} for row in shares)


@cache
def _weights() -> dict[str, Vectors]:
    with (files("coach.understanding.learned") / "senses.npz").open("rb") as file, np.load(file) as held:
        return {name: held[name].astype(np.float32) for name in held.files}
