"""Amounts and ranges as people write them <-> typed values with currency, unit and period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Period = Literal["year", "month", "4yr"]


@dataclass(frozen=True, slots=True)
class Range:
    """`low` to `high` (equal for a single amount) in `unit`: an ISO currency code, "%", "options" or "shares"."""

    low: float
    high: float
    unit: str
    period: Period | None = None
    open_ended: bool = False
    approximate: bool = False
    text: str = ""
