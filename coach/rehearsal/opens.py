"""Ground + situation -> the pay that a talk opens with: the person's own figures, else drawn near what they told, or
low in the band."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Literal

from coach.rehearsal.ground import PAID, Ground
from coach.rehearsal.scene import Item
from coach.standing.position import value_at
from coach.understanding.situation import Situation
from index.errors import UserError

SetupTalk = Literal["new_offer", "raise", "counter"]

_OPENING = (0.0, 0.3)  # where in the band an offer is drawn
_RAISE = (0.02, 0.04)
_COUNTER = (0.04, 0.08)  # what the present boss puts on top to keep somebody
# Without a band: an offer above present pay, below what is wished and below another offer; present pay below an offer.
_ABOVE_PAY, _BELOW_WISH, _BELOW_RIVAL, _PAY_BELOW = (1.02, 1.08), (0.88, 0.94), (0.93, 0.99), (0.86, 0.93)
_STEP_SHARE = 50  # figures are rounded to a step of at most two percent of themselves
_QUARTER = 0.25
_SMALL = 50.0  # below it, pay by the hour is said in halves


def step_of(value: float) -> float:
    """The step in which a figure of this size is said: 1,000 for 100,000, 500 for 40,000, a half for 18 an hour."""
    if value <= 0:
        return 1.0
    if value < _SMALL:
        return 0.5
    wanted, step = value / _STEP_SHARE, 1.0
    while step * 10 <= wanted:
        step *= 10
    return step * (5 if step * 5 <= wanted else 1)


def halved(step: float) -> float:
    """Half a step where that is one that is said as well: whole, or a quarter of something small."""
    half = step / 2
    return half if half.is_integer() or _QUARTER <= half < 1 else step


def down(value: float, step: float) -> float:
    """The figure rounded down to a step."""
    return float(int(value / step + 1e-9) * step)


def offer_of(ground: Ground, situation: Situation, chance: Random) -> dict[Item, float]:
    """The offer a talk opens with; components that the user did not name stay out of their own."""
    position = chance.uniform(*_OPENING)
    held = ground.held(situation.offer)
    if held:
        return {**held, **_joining(ground, held)}
    drawn: dict[Item, float] = {}
    if not ground.ends:
        item, value = _nearby(ground, situation, chance)
        drawn[item] = value
    else:
        for item in negotiable(ground):
            low, high = ground.ends[item]
            value = value_at(position, low, high)
            drawn[item] = min(high, max(low, down(value, step_of(value))))
    return {**drawn, **_joining(ground, drawn)}


def negotiable(ground: Ground) -> tuple[Item, ...]:
    """The components of a band that are talked about: the parts, or the total where it has nothing else."""
    parts = tuple(c for c in ground.ends if c != "total")
    return parts or ("total",)


def _joining(ground: Ground, offer: Mapping[Item, float]) -> dict[Item, float]:
    return {"signing": offer.get("signing", 0.0)} if "total" not in offer and ground.joins else {}


def _nearby(ground: Ground, situation: Situation, chance: Random) -> tuple[Item, float]:
    """An offer near the one figure that was told; UserError asks for it where none was."""
    rivals = tuple(p for o in situation.competing for p in o.parts)
    for parts, ends in ((situation.current, _ABOVE_PAY), (situation.target, _BELOW_WISH), (rivals, _BELOW_RIVAL)):
        held = ground.held(parts)
        for item in PAID:
            if item in held:
                value = held[item] * chance.uniform(*ends)
                return item, down(value, step_of(value))
    raise UserError("Tell one figure, the pay that they offer, such as: I'm offered 95k base.")


def current_of(ground: Ground, situation: Situation, chance: Random, talk: SetupTalk) -> dict[Item, float]:
    """Present pay in a raise talk: the user's own, else drawn: low in the band, or near what they told.

    The offer of a counter talk is another company's.
    """
    item: Item = "base" if "base" in ground.ends else "total" if "total" in ground.ends else "base"
    own = ground.held(situation.current or (situation.offer if talk == "raise" else ()))
    if not ground.ends:
        item = next((i for i in PAID if i in own), next((i for i in PAID if i in ground.held(situation.offer)), item))
    elif item not in ground.ends:
        item = next(iter(ground.ends))
    if item in own:
        return {item: own[item]}
    if not ground.ends:
        return _paid_below(ground, situation, chance)
    low, high = ground.ends[item]
    value = value_at(chance.uniform(0.0, 0.3), low, high)
    return {item: max(low, down(value, step_of(value)))}


def _paid_below(ground: Ground, situation: Situation, chance: Random) -> dict[Item, float]:
    """Present pay below the other company's offer, or below what is wished; UserError asks for it where none is
    told.
    """
    for parts in (situation.offer, situation.target):
        held = ground.held(parts)
        for item in PAID:
            if item in held:
                value = held[item] * chance.uniform(*_PAY_BELOW)
                return {item: down(value, step_of(value))}
    raise UserError("Tell one figure, what you earn today, such as: I make 52k a year.")


def proposed(
    ground: Ground, situation: Situation, current: dict[Item, float], chance: Random, talk: SetupTalk
) -> dict[Item, float]:
    """What the manager proposes first: their own figure where it was told; a sum paid once is there to be asked for."""
    item, value = next(iter(current.items()))
    raised = value * (1 + chance.uniform(*(_COUNTER if talk == "counter" else _RAISE)))
    told = ground.held(situation.offer).get(item, 0.0) if talk == "raise" and situation.current else 0.0
    first = told if told > value else max(value, down(raised, step_of(value) / 5))
    return {item: first, **({} if item == "total" or not ground.joins else {"signing": 0.0})}
