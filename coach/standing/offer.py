"""An offer against the band: each part on the guide's own footing, below, within or above, and what to push first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from coach.standing.position import position_in
from coach.understanding.situation import Part
from index.guide import Band, Component, Pay
from index.money import DOLLARS, Period, Range
from index.totals import read_total

Verdict = Literal["below", "within", "above"]
Footing = Literal["", "year", "4yr"]
_ORDINALS = {2: "half", 3: "third", 4: "quarter", 5: "fifth"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one part of an offer stands in its band, in `unit`.

    `amount` is the user's figure and `low` to `high` the band, both on one footing; `how` and `band_how` say how each
    came there where it is not as written ("a quarter of the grant"). `position` is 0 at the low end, 1 at the high end.
    `other` is the same with the guide's stock figure read the other way, where the guide leaves that open.
    """

    offered: Part
    pay: Pay
    amount: float
    low: float
    high: float
    unit: str
    how: str = ""
    band_how: str = ""
    other: Standing | None = None

    @property
    def verdict(self) -> Verdict:
        """Below, within or above the band."""
        return "below" if self.amount < self.low else "above" if self.amount > self.high else "within"

    @property
    def position(self) -> float:
        """How far up the band the figure is, as a share of the way from low to high."""
        return position_in(self.amount, self.low, self.high)


def stand(offered: Part, band: Band, offer: tuple[Part, ...] = ()) -> Standing | None:
    """Place an offered part in its band; None where the row has no such figure or another currency.

    `offer` are all parts: a bonus in percent is turned into money, and back, by the base in it.
    """
    pay = band.pay(offered.component)
    if pay is None:
        return None
    if offered.component == "bonus":
        return _bonus(offered, pay, offer)
    value = _same_money(offered, pay)
    if value is None:
        return None
    if offered.component == "stock":
        return _stock(offered, band, pay, value)
    amount, how = _by_period(offered, band.footing(pay), value)
    if value.capped and amount <= value.high:
        return None  # "up to 200K" says of 180K only that it may be paid
    return Standing(offered, pay, amount, value.low, value.high, value.unit, how)


def totalled(offer: tuple[Part, ...], band: Band) -> tuple[Part, str] | None:
    """The total of an offer as the guide counts its own, with the formula; None where it cannot be counted so.

    The guide's total must be the plain sum of its parts, or the sum with a quarter of the grant, and the offer must
    have every part that the row counts, in the row's currency.
    """
    reading = read_total(band).agreed
    counted = reading in ("full grant", "a quarter of the grant") and band.period != "month"
    if not counted or any(p.component == "total" for p in offer):
        return None
    total, words = 0.0, []
    counts: tuple[Component, ...] = ("base", "stock", "bonus")
    for component in counts:
        pay = band.pay(component)
        if not pay or not (pay.amount or pay.percent):
            continue
        part = next((p for p in offer if p.component == component), None)
        standing = stand(part, band, offer) if part else None
        if part is None or standing is None or part.period == "month":
            return None
        amount = part.high
        if part.currency == "%":
            base = next((p.high for p in offer if p.component == "base"), 0.0)
            amount = base * part.high / 100
        if component == "stock" and reading == "a quarter of the grant":
            if part.period == "":
                return None
            amount = amount / part.grant_years if part.grant_years else amount
            words.append("stock by the year")
        elif component == "stock" and part.period not in ("", "4yr") and pay.period == "4yr":
            return None  # the row's total counts the whole grant; a yearly figure would have to be multiplied up
        else:
            words.append(component)
        total += amount
    return Part(component="total", low=total, high=total), " + ".join(words)


def push_first(standings: list[Standing]) -> Standing | None:
    """The component lowest in its band; the total is nothing one can ask for by itself."""
    parts = [s for s in standings if s.offered.component != "total"] or standings
    low = [s for s in parts if s.position < 1]
    return min(low, key=lambda s: s.position, default=None)


def _same_money(offered: Part, pay: Pay) -> Range | None:
    """The band in the offer's currency. One said without a currency is in the guide's; "$" is said in every dollar
    country.
    """
    for value in (pay.amount, pay.second):
        if value and value.unit not in ("options", "shares", "%") and offered.currency in ("", value.unit):
            return value
        if value and offered.currency == "USD" and value.unit in DOLLARS:
            return value
    return None


def _by_period(offered: Part, footing: Period, band: Range) -> tuple[float, str]:
    """(an amount on the guide's footing, how it came there); one whose period nobody said, and which is nearer to
    twelve times a monthly band than to the band, is by the year."""
    if offered.period == "month" and footing == "year":
        return offered.high * 12, "12 months of it"
    by_year = offered.period == "year" or (not offered.period and offered.high > band.high * math.sqrt(12))
    if by_year and footing == "month":
        return offered.high / 12, "a twelfth of it"
    return offered.high, ""


def _bonus(offered: Part, pay: Pay, offer: tuple[Part, ...]) -> Standing | None:
    """A bonus on the guide's own footing: percent of base, or money by the base offered."""
    base = next((p for p in offer if p.component == "base" and p.currency != "%"), None)
    if offered.currency == "%":
        if pay.percent:
            return Standing(offered, pay, offered.high, pay.percent.low, pay.percent.high, "%")
        if pay.amount and base and base.currency in ("", pay.amount.unit):
            amount = base.high * offered.high / 100
            return Standing(
                offered, pay, amount, pay.amount.low, pay.amount.high, pay.amount.unit, "that share of the base"
            )
        return None
    value = _same_money(offered, pay)
    if value:
        return Standing(offered, pay, offered.high, value.low, value.high, value.unit)
    if pay.percent and base and base.high and base.currency == offered.currency:
        share = offered.high / base.high * 100
        return Standing(offered, pay, share, pay.percent.low, pay.percent.high, "%", "as a share of the base")
    return None


def _stock(offered: Part, band: Band, pay: Pay, value: Range) -> Standing:
    """A stock figure by the reading that the guide's label gives, and by the other where its total speaks against it."""
    first, second = stock_readings(band, pay, offered.period)
    main = _read(offered, pay, value, first)
    if second is None:
        return main
    other = _read(offered, pay, value, second)
    if (other.amount, other.low) == (main.amount, main.low):
        return main
    return Standing(
        main.offered, main.pay, main.amount, main.low, main.high, main.unit, main.how, main.band_how, other=other
    )


def stock_readings(band: Band, pay: Pay, offered: str = "") -> tuple[Footing, Footing | None]:
    """What the guide's stock figure covers, by its label, then by what its total makes of it where that differs."""
    total = read_total(band).agreed
    if pay.period == "4yr":
        return "4yr", "year" if total == "full grant" else None
    if pay.period == "year":
        return "year", None
    if total == "a quarter of the grant":
        return "4yr", None
    if offered:
        return ("year", "4yr") if offered == "year" else ("4yr", "year")
    return "", None


def _read(offered: Part, pay: Pay, value: Range, footing: Footing) -> Standing:
    if offered.period == "year" and footing == "4yr":
        return Standing(
            offered,
            pay,
            offered.high,
            value.low / 4,
            value.high / 4,
            value.unit,
            band_how="a quarter of the 4-year grant",
        )
    years = offered.grant_years
    part = f"a {_ORDINALS[years]} of the {years}-year grant" if years else ""
    if years and footing == "year":
        return Standing(offered, pay, offered.high / years, value.low, value.high, value.unit, how=part)
    if years not in (0, 4) and footing == "4yr":
        quarter = "a quarter of the 4-year grant"
        return Standing(
            offered, pay, offered.high / years, value.low / 4, value.high / 4, value.unit, how=part, band_how=quarter
        )
    return Standing(offered, pay, offered.high, value.low, value.high, value.unit)
