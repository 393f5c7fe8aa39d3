"""An offer against the band: per component below, within or above, and what to push first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.situation import Part
from index.guide import Band, Pay
from index.money import DOLLARS, Range

Verdict = Literal["below", "within", "above"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an offered figure stands in its band, in `unit`.

    `position` is 0 at the low end and 1 at the high end. `factor` is what the band was multiplied by to
    stand on the offer's footing (0.25: a 4-year grant read by the year).
    """

    offered: Part
    pay: Pay
    low: float
    high: float
    unit: str
    verdict: Verdict
    position: float
    factor: float = 1.0


def stand(offered: Part, band: Band) -> Standing | None:
    """Place an offered figure in its band; None where the row has no such figure or another currency."""
    pay = band.pay(offered.component)
    if pay is None:
        return None
    if offered.currency == "%":
        return _placed(offered, pay, pay.percent, 1.0) if pay.percent else None
    value = next((v for v in (pay.amount, pay.second) if v and _same_money(offered, v)), None)
    if value is None or value.unit in ("options", "shares"):
        return None
    return _placed(offered, pay, value, _footing(offered, pay))


def _same_money(offered: Part, value: Range) -> bool:
    """A figure said without a currency is in the guide's; "$" is said in every dollar country."""
    said = offered.currency
    return said in ("", value.unit) or (said == "USD" and value.unit in DOLLARS)


def _footing(offered: Part, pay: Pay) -> float:
    if offered.component == "stock" and offered.period == "year" and pay.period == "4yr":
        return 0.25
    if offered.component == "stock" and offered.period == "4yr" and pay.period == "year":
        return 4.0
    return 1.0


def _placed(offered: Part, pay: Pay, value: Range, factor: float) -> Standing:
    low, high = value.low * factor, value.high * factor
    amount = offered.high
    verdict: Verdict = "below" if amount < low else "above" if amount > high else "within"
    span = high - low
    position = (amount - low) / span if span else (0.0 if amount <= low else 1.0)
    return Standing(offered, pay, low, high, value.unit, verdict, position, factor)


def push_first(standings: list[Standing]) -> Standing | None:
    """The component lowest in its band; the total is nothing one can ask for by itself."""
    parts = [s for s in standings if s.offered.component != "total"] or standings
    low = [s for s in parts if s.position < 1]
    return min(low, key=lambda s: s.position, default=None)
