"""The hours or days that a message counts -> the share of full time that they are."""

from __future__ import annotations

from coach.dialogue.deals import Dialogue
from coach.understanding.reading import AmountMention, Reading

_WEEK = 5.0  # days
_FULL = {"hour": 60.0, "day": 6.0}  # more than that a week nobody works


def share_of_hours(dialogue: Dialogue, reading: Reading) -> float | None:
    """How much of full time a message asks about, in percent: two counts of hours or days a week beside each other, or
    one beside the hours that the offer has or a week of five days; None where it counts neither."""
    for unit in ("hour", "day"):
        told = sorted({a.amount.high for a in reading.amounts if _counts(reading, a, unit)})
        full = told[-1] if len(told) > 1 else _held(dialogue, unit)
        if told and full is not None and 0 < told[0] < full:
            return told[0] / full * 100
    return None


def _counts(reading: Reading, a: AmountMention, unit: str) -> bool:
    """Whether a figure counts hours or days of a week: the days that a term of hours names, and no holiday."""
    hours = unit == "hour" and a.component == "hours" and a.amount.kind == "bare"
    if not (hours or (a.amount.kind == "count" and a.amount.counted == unit)) or not 0 < a.amount.high <= _FULL[unit]:
        return False
    inside = (t for t in reading.terms if t.start <= a.amount.start < t.end)
    return unit == "hour" or any(t.kind in ("hours", "schedule") for t in inside)


def _held(dialogue: Dialogue, unit: str) -> float | None:
    """Full time as the offer has it; a week of five days where days are counted."""
    terms = (*dialogue.deal.agreed, *dialogue.terms_now)
    hours = (t.figure for t in terms if t.kind == "hours" and t.unit == "hour")
    return _WEEK if unit == "day" else next(hours, None)
