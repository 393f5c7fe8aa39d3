"""An offer against the band: per component below, within or above, and what to push first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.guide import Band, Component, Pay
from index.money import DOLLARS, Found, Period, Range, scan
from index.parse.strategy import component_near

Verdict = Literal["below", "within", "above"]

_OVER_YEARS = re.compile(
    r"\b(?:over|across|for)\s+(?:4|four)\s*(?:-\s*)?(?:years?|yrs?)\b|\b(?:4|four)[\s-]*(?:year|yr)\b|/\s?4\s?(?:yr|y)",
    re.I,
)
_PER_YEAR = re.compile(
    r"\bper year\b|\ba year\b|/\s?(?:yr|year)\b|\bannual(?:ly)?\b|\bper annum\b|\beach year\b|\byearly\b", re.I
)
_OTHERS = re.compile(
    r"\b(?:instead of|currently|current(?:ly)? (?:on|make|making|at)|i make|i earn|my current|now at|from my)\b[^,;.]*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Offered:
    """One offered component as the user said it; `period` only where they said it."""

    component: Component
    amount: Range
    period: Period | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an offered amount stands. `position` is 0 at the low end and 1 at the high end of the band.

    `factor` is what the band was multiplied by to stand on the offer's footing (0.25: a 4-year grant read by the year).
    """

    offered: Offered
    pay: Pay
    low: float
    high: float
    verdict: Verdict
    position: float
    factor: float = 1.0


def read_offer(text: str) -> tuple[Offered, ...]:
    """The components and amounts a message offers; a single bare amount is the base unless it says total."""
    hits = [f for f in scan(text) if _is_amount(f)]
    found: list[Offered] = []
    for i, hit in enumerate(hits):
        end = hits[i + 1].start if i + 1 < len(hits) else len(text)
        if _OTHERS.search(text[: hit.start]):
            continue
        component = component_near(text, hit, end)
        if component is None and len(hits) == 1:
            component = "base"
        if component is None or hit.value.unit == "%" or any(o.component == component for o in found):
            continue
        tail = text[hit.end : end]
        period: Period | None = (
            "4yr" if _OVER_YEARS.search(tail) else "year" if _PER_YEAR.search(tail) else hit.value.period
        )
        found.append(Offered(component, hit.value, period))
    return tuple(found)


def _is_amount(found: Found) -> bool:
    value = found.value
    if value.unit in ("options", "shares"):
        return False
    return value.unit not in ("", "%") or value.high >= 1000 or value.unit == "%"


def stand(offered: Offered, band: Band) -> Standing | None:
    """Place an offered amount in its band; None where the row has no such figure or another currency."""
    pay = band.pay(offered.component)
    if pay is None or pay.amount is None:
        return None
    value = pay.amount
    if (
        offered.amount.unit
        and offered.amount.unit != value.unit
        and not (offered.amount.unit == "USD" and value.unit in DOLLARS and "US" not in offered.amount.text)
    ):
        if pay.second is None or pay.second.unit != offered.amount.unit:
            return None
        value = pay.second
    factor = 1.0
    if offered.component == "stock":
        if offered.period == "year" and pay.period == "4yr":
            factor = 0.25
        elif offered.period == "4yr" and pay.period == "year":
            factor = 4.0
    low, high = value.low * factor, value.high * factor
    amount = offered.amount.high
    verdict: Verdict = "below" if amount < low else "above" if amount > high else "within"
    span = high - low
    return Standing(offered, pay, low, high, verdict, (amount - low) / span if span else 0.0, factor)


def push_first(standings: list[Standing]) -> Standing | None:
    """The component lowest in its band; the total is nothing one can ask for by itself."""
    parts = [s for s in standings if s.offered.component != "total"] or standings
    low = [s for s in parts if s.position < 1]
    return min(low, key=lambda s: s.position, default=None)
