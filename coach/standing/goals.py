"""A pay row, the strategy and the situation -> for one component: what to open with, aim at, stop at and reach at most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.standing.aims import Aim, aims_on
from coach.standing.ask import package
from coach.standing.footing import room_of
from coach.standing.position import sayable, value_at
from coach.understanding.situation import Part, Situation
from index.guide import Band, Component, Guide, Lines, Pay

GoalKind = Literal["ask", "target", "floor", "stretch"]
OPEN_AT, AIM_AT = 0.9, 0.75


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure to negotiate with. `formula` says how it came about; `source` are the lines and the heading of the
    guide, where it is from there.
    """

    kind: GoalKind
    component: Component
    value: float
    unit: str
    formula: str
    source: tuple[Lines, str] | None = None


@dataclass(frozen=True, slots=True)
class Goals:
    """The four figures of a component, on the guide's own footing. `above` says that the ask passes the band's top."""

    pay: Pay
    low: float
    high: float
    ask: Goal
    target: Goal
    floor: Goal
    stretch: Goal

    @property
    def above(self) -> bool:
        """Whether the opening ask is above the band."""
        return self.ask.value > self.high


def goals_for(guide: Guide, band: Band, component: Component, situation: Situation) -> Goals | None:
    """The figures for one component; None where the row has no such band, or one that counts shares."""
    pay = band.pay(component)
    value = pay and (pay.amount or pay.percent)
    if not pay or not value or value.unit in ("options", "shares") or value.high <= 0:
        return None
    low, high, unit = value.low, value.high, value.unit
    offered = said_in(situation.offer, component, unit, pay)
    asks = [a for a in aims_on(guide, band, component) if a.unit == unit]
    stops = [a for a in aims_on(guide, band, component, ("accept",)) if a.unit == unit]
    stretch = Goal("stretch", component, high, unit, "the top of the band")
    target = _target(situation, component, unit, pay, low, high, asks)
    ask = _of_package(guide, band, component, unit, situation) or _ask(
        component, unit, low, high, offered, target, asks
    )
    if target.value > ask.value:
        target = Goal("target", component, ask.value, unit, f"as the ask: {ask.formula}", ask.source)
    floor = _floor(situation, component, unit, pay, low, offered, target, stops)
    if stretch.value < ask.value:
        stretch = Goal("stretch", component, ask.value, unit, f"as the ask: {ask.formula}", ask.source)
    return Goals(pay, low, high, ask, target, floor, stretch)


def _of_package(guide: Guide, band: Band, component: Component, unit: str, situation: Situation) -> Goal | None:
    """The figure of the package, where this part is in it on the guide's own footing: plan, chart and scripts ask for
    the same.
    """
    made = package(situation, band, guide)
    if made is None:
        return None
    for ask in filter(None, (*made.said, made.second, made.fallback)):
        room = room_of(
            component,
            made.offered if made.offered and made.offered.component == component else None,
            band,
            situation.offer,
            unit,
        )
        if ask.component == component and ask.currency == unit and ask.period != "month" and room and room.turned == 1:
            return Goal("ask", component, ask.value, unit, ask.formula or "your own figure", ask.source)
    return None


def said_in(parts: tuple[Part, ...], component: Component, unit: str, pay: Pay) -> float | None:
    """The user's figure of a component where it is on the guide's footing; the high end of a range."""
    part = next((p for p in parts if p.component == component), None)
    if part is None or part.currency not in ("", unit) or part.period == "month":
        return None
    if (part.currency == "%") != (unit == "%"):
        return None
    if component == "stock" and part.period and pay.period and part.period != pay.period:
        return part.high / part.grant_years if part.grant_years and pay.period == "year" else None
    return part.high


def _target(
    situation: Situation, component: Component, unit: str, pay: Pay, low: float, high: float, asks: list[Aim]
) -> Goal:
    own = said_in(situation.target, component, unit, pay)
    if own:
        return Goal("target", component, own, unit, "your own target")
    if asks:
        return Goal(
            "target", component, asks[0].low, unit, _from_strategy(asks[0], "low end"), (asks[0].lines, asks[0].heading)
        )
    return Goal(
        "target", component, sayable(value_at(AIM_AT, low, high), unit), unit, "low + 75% of (high − low), rounded"
    )


def _ask(
    component: Component, unit: str, low: float, high: float, offered: float | None, target: Goal, asks: list[Aim]
) -> Goal:
    best = max(asks, key=lambda a: a.high, default=None)
    if best and best.high > (offered or 0):
        return Goal("ask", component, best.high, unit, _from_strategy(best, "high end"), (best.lines, best.heading))
    opening = sayable(value_at(OPEN_AT, low, high), unit)
    formula = "low + 90% of (high − low), rounded"
    if opening < target.value:
        opening, formula = (high, "the top of the band") if target.value <= high else (target.value, target.formula)
    if offered is not None and opening <= offered:
        if offered < high:
            return Goal("ask", component, high, unit, "the top of the band")
        return Goal(
            "ask",
            component,
            sayable(offered * 1.05, unit),
            unit,
            "your offer + 5%, rounded: it is at the top of the band already",
        )
    return Goal("ask", component, opening, unit, formula)


def _floor(
    situation: Situation,
    component: Component,
    unit: str,
    pay: Pay,
    low: float,
    offered: float | None,
    target: Goal,
    stops: list[Aim],
) -> Goal:
    own = said_in(situation.floor, component, unit, pay)
    if own:
        return Goal("floor", component, own, unit, "your own floor")
    if stops and stops[0].low <= target.value and stops[0].low >= (offered or 0):
        return Goal(
            "floor",
            component,
            stops[0].low,
            unit,
            _from_strategy(stops[0], "low end"),
            (stops[0].lines, stops[0].heading),
        )
    if offered and offered >= low:
        return Goal("floor", component, offered, unit, "the offer in hand")
    return Goal("floor", component, low, unit, "the low end of the band")


def _from_strategy(aim: Aim, end: str) -> str:
    which = f"{end} of the" if aim.low != aim.high else "the"
    if not aim.moved_from:
        return f"{which} guide's strategy figure, {aim.target.amount.text}"
    low, high = (f"{round(p * 100)}%" for p in aim.positions)
    at = low if low == high else f"{low} to {high}"
    return (
        f"{which} guide's {aim.target.amount.text} in {aim.moved_from}, {at} of the way up that band, moved to this one"
    )
