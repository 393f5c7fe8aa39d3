"""The currency and the period of a figure whose words leave them open: as the talk has them, else as the place pays."""

from __future__ import annotations

from collections.abc import Iterable

from coach.understanding.situation import TIMES_A_YEAR, Footing, Part
from index.money import FAMILIES, SIGNS
from index.parse.usual import least_year
from index.places import local_currencies, read_region

_PAID = ("base", "total")
_ALIKE = 2.5  # times: two salaries of one talk, by the same period, lie within this of each other
_MONTHS = TIMES_A_YEAR["month"]


def currency_of(said: str, written: str, held: Iterable[Part], region: str) -> str:
    """The ISO code that a figure is in: as it is `written`, a sign that several share by the place, else as the talk's
    other figures, else the place's own."""
    others = [p.currency for p in held if p.currency not in ("", "%")]
    local = local_currencies(read_region(region)) if region else ()
    whole = next((s for s in sorted(SIGNS, key=len, reverse=True) if s in written), "")  # "US$" is no "$"
    family = FAMILIES.get(whole) if SIGNS.get(whole) == said else None
    if family and said not in written.upper():
        return next((c for c in (*others, *local) if c in family), said)
    return said or next(iter(others), "") or (local[0] if len(local) == 1 else "")


def period_of(component: str, value: float, currency: str, held: Iterable[Part]) -> Footing:
    """By what a figure is paid that does not say it: as another salary of the talk of its size is, or by the month
    where it is far too little for a year and nobody has spoken of years; "" is the usual of its part."""
    parts = tuple(held)
    if component not in _PAID:
        return next((p.period for p in parts if p.component == component), "")
    for p in parts:
        if p.component in _PAID and p.currency in ("", currency) and 1 / _ALIKE < value / p.high < _ALIKE:
            return p.period
    yearly = any(p.component in _PAID and p.period in ("", "year") and p.currency in ("", currency) for p in parts)
    least = least_year(currency)
    return "month" if not yearly and value < least <= value * _MONTHS else ""
