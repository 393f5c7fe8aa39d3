"""A pay row -> how its total relates to its parts: which reading of the stock figure, if any, adds up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.guide import Band

Reading = Literal["full grant", "a quarter of the grant", "between", "below both", "above both", "unknown"]

TOLERANCE = 0.03


@dataclass(frozen=True, slots=True)
class TotalReading:
    """What the low and the high end of a total equal, within 3 percent; sums in the row's currency."""

    low: Reading
    high: Reading
    with_grant: tuple[float, float] | None = None
    with_quarter: tuple[float, float] | None = None

    @property
    def agreed(self) -> Reading:
        """The reading that fits both ends, or "unknown" where they differ."""
        return self.low if self.low == self.high else "unknown"


def read_total(band: Band) -> TotalReading:
    """Compare a row's total with base + stock + bonus and with base + stock/4 + bonus, end by end."""
    base, stock, total, bonus = (band.pay(c) for c in ("base", "stock", "total", "bonus"))
    amounts = [p.amount for p in (base, total) if p and p.amount]
    if len(amounts) < 2 or any(a.unit != band.currency for a in amounts):
        return TotalReading("unknown", "unknown")
    if any(a.capped for a in amounts) or len({band.footing(p) for p in (base, total) if p}) > 1:
        return TotalReading("unknown", "unknown")
    if stock and stock.amount and stock.amount.unit != band.currency:
        return TotalReading("unknown", "unknown")
    if stock and stock.note and not stock.amount:
        return TotalReading("unknown", "unknown")
    ends: list[Reading] = []
    full: list[float] = []
    part: list[float] = []
    for end in ("low", "high"):
        pay = getattr(amounts[0], end)
        grant = getattr(stock.amount, end) if stock and stock.amount else 0.0
        extra = 0.0
        if bonus and bonus.amount and bonus.amount.unit == band.currency:
            extra = getattr(bonus.amount, end)
        elif bonus and bonus.percent:
            extra = pay * getattr(bonus.percent, end) / 100
        full.append(pay + grant + extra)
        part.append(pay + grant / 4 + extra)
        ends.append(_compare(getattr(amounts[1], end), part[-1], full[-1]))
    return TotalReading(ends[0], ends[1], (full[0], full[1]), (part[0], part[1]))


def _compare(total: float, quarter: float, full: float) -> Reading:
    if full and abs(total / full - 1) <= TOLERANCE:
        return "full grant"
    if quarter and abs(total / quarter - 1) <= TOLERANCE:
        return "a quarter of the grant"
    if quarter < total < full:
        return "between"
    return "below both" if total < quarter else "above both"
