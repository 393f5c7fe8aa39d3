"""The figure to ask for in one part of pay: of the row's strategy, of its band, or by the offer alone."""

from __future__ import annotations

import math

from coach.standing.aims import Aim, aims_on
from coach.standing.case import Case
from coach.standing.footing import Room, room_of, same_footing
from coach.standing.package import AskFor, Why
from coach.standing.position import sayable, value_at
from coach.understanding.situation import Part
from index.guide import Component, Lines

OPEN_AT = 0.9
OVER_TOP = 1.08  # the most above its band that is asked without a wish or a rival
# The most above the offer that a band alone carries, unless its middle lies higher.
LEAP = 1.2
RAISE_LEAP = 1.15
GRANT_LEAP = 1.4
FAR = 1.4  # a band whose middle is further above the offer than this is not asked for in one go
BLIND = 1.07  # above the offer where nothing is known of the market
_OVER_LEAST = 1.04  # above what an ask must beat, where that is near the ask already


def for_part(case: Case, component: Component) -> tuple[Why, AskFor] | None:
    """The figure for one part: of this row's strategy, of its band, or by the offer alone."""
    held = case.part(component)
    room = room_of(component, held, case.band, case.held, case.currency)
    if room is None:
        return _blind(case, held) if held and component in ("base", "total") else None
    if not held and component == "bonus":
        return None
    at_least = _least(case, component)
    for aim in _aims(case, room):
        value = aim.high * room.turned if room.turned == 1 else sayable(aim.high * room.turned, room.currency)
        if held is not None and component in ("base", "total") and value > held.high * FAR:
            continue  # further than one ask goes; the band tells how far
        if held is None or value > at_least:
            return "strategy", AskFor(
                component,
                value,
                room.currency,
                room.period,
                f"the guide's strategy, {aim.target.amount.text}",
                (aim.lines, aim.heading),
            )
    return _in_band(case, held, room, at_least)


def _aims(case: Case, room: Room) -> list[Aim]:
    """The strategy's figures for this very row, the highest first, none above what the band carries."""
    if case.guide is None or case.band is None or room.currency == "%" or not room.pay.amount:
        return []
    aims = (a for a in aims_on(case.guide, case.band, room.component) if not a.moved_from)
    fitting = [a for a in aims if a.unit == room.currency and a.high * room.turned <= room.high * OVER_TOP]
    return sorted(fitting, key=lambda a: -a.high)


def _in_band(case: Case, held: Part | None, room: Room, at_least: float) -> tuple[Why, AskFor] | None:
    source = (Lines(room.pay.line, room.pay.line), case.band.heading if case.band else "")
    turned = (
        "" if room.turned == 1 else ", by the month" if room.period == "month" else ", on the footing of your figure"
    )
    value, formula = value_at(OPEN_AT, room.low, room.high), "90% of the way up the band, rounded"
    value = sayable(value, room.currency) if value >= 100 or room.currency == "%" else round(value, 2)
    if held is None:
        return "band", AskFor(room.component, value, room.currency, room.period, formula + turned, source)
    leap = RAISE_LEAP if case.is_raise else LEAP if room.component in ("base", "total") else GRANT_LEAP
    middle = value_at(0.5, room.low, room.high)
    if room.component in ("base", "total"):
        middle = min(middle, held.high * FAR)
    if value > (most := max(held.high * leap, middle)):
        value = sayable(most, room.currency)
        start = f"your {'pay' if case.is_raise else 'offer'} + {round((most / held.high - 1) * 100)}%"
        formula = (
            "the middle of the band, rounded"
            if most == value_at(0.5, room.low, room.high)
            else f"{start}, towards the band, rounded"
        )
    if value <= at_least * 1.02:
        value, formula = sayable(room.high, room.currency) if room.turned != 1 else room.high, "the top of the band"
    if value > at_least * 1.015:
        return "band", AskFor(room.component, value, room.currency, room.period, formula + turned, source)
    if room.component not in ("base", "total") or at_least * 1.015 > room.high * OVER_TOP:
        return _blind(case, held) if room.component == "base" and case.is_raise else None
    value = above_by_a_little(min(at_least * 1.05, room.high * OVER_TOP), at_least, room.currency)
    return "band", AskFor(
        room.component,
        value,
        room.currency,
        room.period,
        "just above the top of the band, for an offer that is there already",
        source,
    )


def _least(case: Case, component: str) -> float:
    """What an ask must beat: what is held, and present pay or the own limit where they are higher and of the same
    footing."""
    held = case.part(component)
    if held is None:
        return 0.0
    others = (p for p in (*case.situation.current, *case.situation.floor) if same_footing(p, held))
    return max((held.high, *(p.high for p in others)))


def _blind(case: Case, held: Part) -> tuple[Why, AskFor] | None:
    """A figure from the offer alone: a few percent above it, or above present pay or the own limit where those are
    near."""
    least = _least(case, held.component)
    start, name, share = held.high, "your pay" if case.is_raise else "your offer", BLIND
    if held.high < least <= held.high * 1.15 and least * _OVER_LEAST > held.high * BLIND:
        start, name, share = least, "your present pay or limit", _OVER_LEAST
    value = above_by_a_little(start * share, start, held.currency)
    return "no_band", AskFor(
        held.component,
        value,
        held.currency,
        held.period,
        f"{name} + {round((value / start - 1) * 100)}%" if start else "",
    )


def above_by_a_little(value: float, above: float, currency: str) -> float:
    """A sayable figure that is surely above another."""
    said = sayable(value, currency)
    if said > above:
        return said
    step = 10.0 ** max(math.floor(math.log10(max(above, 1))) - 2, -1)
    return round((math.floor(above / step) + 1) * step, 2)
