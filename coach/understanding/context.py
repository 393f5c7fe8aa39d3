"""What the talk holds already -> features of a figure said now: the same again, a little more, less than what they
earn; and of a company named now: the one that the talk is with, another that offers, where they work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np

from coach.understanding.amounts import Amount
from index.places import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

SLOTS = ("offer", "rival", "pay", "wish", "asked", "floor", "market")
_SCALES = (1.0, 1e3, 1e5, 1e6)
_SAME, _STEP, _FAR = 0.004, 0.2, 1.0  # logarithms of a ratio
_EACH = 6
_MOST_PERCENT = 60.0
TALK = len(SLOTS) * _EACH + 1  # features of a figure
PLAYERS = ("job", "rival", "mine")  # parts in which a talk holds companies
KNOWN = 2 * len(PLAYERS) + 1  # features of a company
STAGE = len(SLOTS) + 4 + len(PLAYERS)  # features of a clause
_TURNS = (1, 3, 6)


@dataclass(frozen=True, slots=True)
class Held:
    """A figure that the talk holds: in which slot, of which part of pay, "%" or money or what else is counted."""

    slot: str
    component: str
    value: float
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What was said before a message: the figures held, each slot's latest last, how many messages there were, who
    was named, the companies with their parts (of `PLAYERS`), the log-odds that it is about a raise, whether a present
    employer makes an offer or a yes was given, whether they have answered an ask, whether a counter-offer stands
    beside a new offer, whether a day is held by which they want an answer, and whether another employer has yet to
    decide, whether a text that asks for more time was the last one wanted, where the talk stands
    (`coach.understanding.texts`), and the words that an employer is called by, each with its name."""

    figures: tuple[Held, ...] = ()
    turns: int = 0
    persons: tuple[str, ...] = ()
    companies: tuple[tuple[str, str], ...] = ()
    raising: float = 0.0
    countered: bool = False
    answered: bool = False
    choice: bool = False
    due: bool = False
    clocks: bool = False
    asked_time: bool = False
    stage: frozenset[str] = frozenset()
    labels: tuple[tuple[str, str], ...] = ()


NOTHING = Context()


def held_as(amount: Amount, slot: str, component: str) -> Held:
    """A figure as the talk holds it from now on."""
    return Held(slot, component, amount.high, amount.kind == "percent")


def talk_features(amounts: Sequence[Amount], context: Context) -> NDArray[np.float32]:
    """(amounts, TALK): for each slot whether anything is held, and how a figure stands to the nearest figure in it;
    last, whether nothing is held.
    """
    out = np.zeros((len(amounts), TALK), dtype=np.float32)
    for i, a in enumerate(amounts):
        for n, slot in enumerate(SLOTS):
            held = [f for f in context.figures if f.slot == slot]
            if not held:
                continue
            at = n * _EACH
            out[i, at] = 1
            away = [d for f in held if (d := _away(a, f)) is not None]
            if away:
                nearest = min(away, key=abs)
                out[i, at + 1 + _bucket(nearest)] = 1
        out[i, -1] = float(not context.figures)
    return out


def stage_features(context: Context) -> NDArray[np.float32]:
    """(STAGE,): which slots hold a figure, and how far the talk is."""
    has = [float(any(f.slot == slot for f in context.figures)) for slot in SLOTS]
    passed = sum(context.turns >= t for t in _TURNS)
    plays = {part for _, part in context.companies}
    return np.array(
        [*has, *(float(passed == n) for n in range(len(_TURNS) + 1)), *(float(p in plays) for p in PLAYERS)],
        dtype=np.float32,
    )


def known_features(names: Sequence[str], context: Context) -> NDArray[np.float32]:
    """(names, KNOWN): for each part whether the talk holds this company in it, and whether it holds another; last,
    whether it holds none.
    """
    out = np.zeros((len(names), KNOWN), dtype=np.float32)
    for i, name in enumerate(names):
        for company, part in context.companies:
            out[i, 2 * PLAYERS.index(part) + (not called_alike(company, name))] = 1
        out[i, -1] = float(not context.companies)
    return out


def known_words(name: str, context: Context) -> list[str]:
    """The same as names for the wide half."""
    own = [f"k:{part}" for company, part in context.companies if called_alike(company, name)]
    return (
        sorted({*(own or ["k:new"]), *(f"ko:{part}" for _, part in context.companies)})
        if context.companies
        else ["k:none"]
    )


def called_alike(one: str, other: str) -> bool:
    """Whether one name is the other, its beginning or its end, by whole words and whatever article it is said with:
    "Grange" and "the Grange" for "Grange Insurance", "Deere" for "John Deere"."""
    a, b = _bare(one), _bare(other)
    shorter = min(len(a), len(b))
    return shorter > 0 and (a[:shorter] == b[:shorter] or a[-shorter:] == b[-shorter:])


def _bare(name: str) -> list[str]:
    words = fold(name).split()
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def talk_words(amount: Amount, context: Context) -> list[str]:
    """The same as names for the wide half, by part of pay: "x:offer.base:same"."""
    if not context.figures:
        return ["x:none"]
    out = []
    for f in context.figures:
        away = _away(amount, f)
        if away is not None:
            out += [f"x:{f.slot}.{f.component}:{_bucket(away)}", f"x:{f.slot}:{_bucket(away)}"]
    return sorted({*out, *(f"x:{f.slot}" for f in context.figures)})


def _away(amount: Amount, held: Held) -> float | None:
    """The logarithm of a figure's ratio to one that is held, at the size that people leave out; None where the two
    cannot be set beside each other.
    """
    share = amount.kind == "percent" or (amount.kind == "bare" and amount.high < _MOST_PERCENT)
    if held.value <= 0 or amount.high <= 0 or amount.kind == "count" or (amount.kind == "percent" and not held.percent):
        return None
    if held.percent:  # "it's 10, not 12" of a bonus in percent
        nearest = log(amount.high / held.value)
        return nearest if share and abs(nearest) < _FAR else None
    both = [log(amount.high / held.value * s) for s in _SCALES] + [log(amount.high / held.value / s) for s in _SCALES]
    nearest = min(both, key=abs)
    return nearest if abs(nearest) < _FAR else None


def _bucket(away: float) -> int:
    """0 the same, 1 a little more, 2 more, 3 less by a little, 4 less or far off."""
    if abs(away) < _SAME:
        return 0
    if away > 0:
        return 1 if away < _STEP else 2
    return 3 if away > -_STEP else 4
