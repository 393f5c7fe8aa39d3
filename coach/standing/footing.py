"""The person's figures on one footing: each with its currency, pay by the month by the month, and where its band lies
there.
"""

from __future__ import annotations

from dataclasses import dataclass

from coach.standing.offer import stand
from coach.understanding.situation import TIMES_A_YEAR, Footing, OtherOffer, Part, Situation
from index.guide import Band, Component, Pay
from index.money import DOLLARS
from index.places import local_currencies, read_region

PAID = ("base", "total")
WEEKS = 52
_YEARLY = 1000.0  # less is no pay of a year, where no period is told
_ALIKE = 4  # a wish within this many times a monthly figure is by the month too


@dataclass(frozen=True, slots=True)
class Room:
    """A band on the footing of the person's own figure: `turned` is what the guide's figures were multiplied by."""

    component: Component
    pay: Pay
    low: float
    high: float
    currency: str
    period: Footing
    turned: float = 1.0


def settled(situation: Situation, band: Band | None) -> Situation:
    """The situation with a currency on every figure that was said without one, and the month on what is paid by the
    month.
    """
    offered = (*situation.offer, *situation.current, *situation.target)
    said = next((p.currency for p in offered if p.currency not in ("", "%")), "")
    currency = said or (band.currency if band else _of_place(situation.region))
    dollars = band.currency if band and band.currency in DOLLARS else ""
    if said == "USD" and dollars:
        currency = dollars  # "$" is said in every dollar country
    monthly = next((p for p in offered if p.component in PAID and p.period == "month"), None)

    def of(part: Part) -> Part:
        news: dict[str, object] = {}
        if part.component in ("stock", "signing") and part.period in ("month", "week", "day", "hour"):
            news["component"] = "base"  # what is paid by the month is pay
        if part.currency == "" or (part.currency == "USD" and dollars):
            news["currency"] = currency if part.currency == "" else dollars
        if monthly and part.component in PAID and not part.period and part.high < monthly.high * _ALIKE:
            news["period"] = "month"
        return part.model_copy(update=news) if news else part

    parts = {k: tuple(of(p) for p in getattr(situation, k)) for k in ("offer", "current", "target", "floor", "left")}
    rivals = tuple(OtherOffer(company=o.company, parts=tuple(of(p) for p in o.parts)) for o in situation.competing)
    ceiling = of(situation.ceiling) if situation.ceiling else None
    return situation.model_copy(update={**parts, "competing": rivals, "ceiling": ceiling})


def _of_place(region: str) -> str:
    """The money of a place, "" where it is not known or has several."""
    local = local_currencies(read_region(region)) if region else ()
    return local[0] if len(local) == 1 else ""


def on_one_footing(parts: tuple[Part, ...], situation: Situation, band: Band | None) -> tuple[Part, ...]:
    """Further figures of the person, settled as the situation's own are."""
    return settled(situation.model_copy(update={"target": parts}), band).target if parts else ()


def turned_permanent(situation: Situation, hours: float | None) -> Situation:
    """The situation of somebody who is paid by the hour and is offered pay by the year: present pay by the year too, by
    the `hours` of the week; without it where nobody has told these."""
    if not by_the_year(situation.offer):
        return situation
    current = tuple(
        made for p in situation.current if (made := _of_an_hour(p, hours) if p.period in ("hour", "day") else p)
    )
    return situation if current == situation.current else situation.model_copy(update={"current": current})


def by_the_year(parts: tuple[Part, ...]) -> bool:
    """Whether pay is told by the year."""
    return any(p.component in PAID and p.period in ("", "year") and p.high >= _YEARLY for p in parts)


def by_the_hour(parts: tuple[Part, ...]) -> bool:
    """Whether pay is told by the hour or the day."""
    return any(p.component in PAID and p.period in ("hour", "day") for p in parts)


def _of_an_hour(part: Part, hours: float | None) -> Part | None:
    """Pay by the hour as pay by the year; None where that cannot be told."""
    if part.period != "hour" or not hours:
        return None
    return part.times(hours * WEEKS)


def same_footing(a: Part, b: Part) -> bool:
    """Whether two figures of one component can be set against each other as they stand."""
    return a.component == b.component and a.currency == b.currency and _span(a) == _span(b)


def _span(part: Part) -> str:
    if part.component in PAID and part.period == "year":
        return ""
    return "" if part.component == "stock" and part.period == "4yr" else part.period


def room_of(
    component: Component, held: Part | None, band: Band | None, offer: tuple[Part, ...], currency: str
) -> Room | None:
    """The row's band for one component, on the footing of what is held; None where the two cannot be compared."""
    pay = band.pay(component) if band else None
    value = (pay.amount or pay.percent) if pay else None
    if (
        band is None
        or pay is None
        or value is None
        or value.unit in ("options", "shares")
        or value.capped
        or value.high <= 0
    ):
        return None
    if held is None:
        if value.unit not in ("%", currency or band.currency):
            return None
        month = component in PAID and band.footing(pay) == "month"
        period: Footing = (
            "month"
            if month
            else "4yr"
            if pay.period == "4yr"
            else "year"
            if component == "stock" and pay.period == "year"
            else ""
        )
        return Room(component, pay, value.low, value.high, value.unit, period)
    if held.period in ("hour", "day", "week"):
        return None
    standing = stand(held, band, offer)
    if standing is None or standing.other or not standing.amount:
        return None
    factor = held.high / standing.amount
    return Room(component, pay, standing.low * factor, standing.high * factor, held.currency, held.period, factor)


def yearly(value: float, component: str, period: str, currency: str, base: float) -> float:
    """What a figure is worth in a year of the first four, in money; a share is of `base`."""
    if currency == "%":
        return base * value / 100
    if component == "signing":
        return value / 4
    if component == "stock":
        return value if period == "year" else value / (int(period[0]) if period.endswith("yr") else 4)
    return value * TIMES_A_YEAR.get(period, 1)
