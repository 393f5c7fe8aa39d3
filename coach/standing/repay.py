"""A repayment and the months until one leaves -> what is owed then, with its formula."""

from __future__ import annotations

from math import ceil

from coach.standing.worth import Sum
from coach.understanding.repay import Repayment
from index.money import format_amount


def owed_after(held: Repayment, months: float) -> tuple[Sum, ...]:
    """What is owed by who leaves after so many months, in the repayment's currency: one sum, or the two that its words
    leave open, the larger first; none where its amount is not known."""
    if held.amount is None or not held.months:
        return ()
    whole, unit, left = held.amount.high, held.amount.currency, held.months - months
    said = format_amount(whole, unit)
    if left <= 0:
        return (Sum(0.0, f"nothing after {held.months:g} months", unit),)
    everything = Sum(whole, f"all of {said}", unit)
    by_month = Sum(whole * left / held.months, f"{said} × {left:g} of {held.months:g} months left", unit)
    match held.falls:
        case "month":
            return (by_month,)
        case "year":
            years, gone = ceil(held.months / 12), int(months // 12)
            return (Sum(whole * (years - gone) / years, f"{said} × {years - gone} of {years} years left", unit),)
        case "full_then_month" if months < held.full:
            return (everything,)
        case "full_then_month":
            rest = held.months - held.full
            return (Sum(whole * left / rest, f"{said} × {left:g} of the last {rest:g} months", unit), by_month)
        case "end":
            return (everything,)
    return (everything, by_month)
