"""Money by one period -> the same by another, or for so many of it: a sum by its units, with how it is worked out."""

from __future__ import annotations

from dataclasses import dataclass

from coach.standing.sums import NoSumError
from coach.standing.worth import Sum

WEEKS, MONTHS, DAYS, FULL_WEEK = 52, 12, 5, 40.0
_MOST_WEEKLY, _MOST_DAILY = 84.0, 24.0  # hours: more than that a week, or a day, nobody works


@dataclass(frozen=True, slots=True)
class Rate:
    """Money of `currency` by a period: "hour", "day", "week", "month" or "year"."""

    value: float
    currency: str
    per: str


@dataclass(frozen=True, slots=True)
class Made:
    """A sum; `how` is what is done to the rate, in words; `per` the period it is by, "" where it is all there is;
    `assumed` says that a full week was taken for want of told hours."""

    sum: Sum
    how: str
    per: str
    assumed: bool = False


def measured(rate: Rate, counts: dict[str, float], wanted: str, hours: float | None = None) -> Made:
    """What a rate comes to with what is counted (by unit: "hour", "day", "week", "month", "year"), by the period that
    is wanted ("" for what the units themselves make). `hours` are those of the week, where the talk knows them.
    NoSumError where the units do not make a sum."""
    if rate.per == "hour" and wanted in ("shift", "day") and 0 < counts.get("hour", 0) <= _MOST_DAILY:
        return _times(rate, counts["hour"], "hours", wanted)
    if rate.per == "hour" and {"hour", "day"} <= {*counts} and counts["hour"] <= _MOST_DAILY:
        every = counts["hour"] * counts["day"]
        return _made(
            rate, every, f"× {counts['hour']:g} hours × {counts['day']:g} days", wanted if wanted == "month" else ""
        )
    own = counts.get(rate.per)
    if own is not None and (rate.per != "hour" or own > _MOST_WEEKLY):
        return _times(rate, own, f"{rate.per}s", wanted if _holds(wanted, rate.per) else "")
    week = counts.get("hour", hours)
    if {*counts} - {"hour"} or (week is not None and not 0 < week <= _MOST_WEEKLY):
        raise NoSumError("what is counted is nothing of the rate")
    return _converted(rate, week, wanted or (("month" if rate.per == "hour" else "hour") if "hour" in counts else ""))


def _holds(period: str, other: str) -> bool:
    """Whether a period is longer than another one: a month has days."""
    order = ("hour", "shift", "day", "week", "month", "year")
    return period in order and order.index(period) > order.index(other)


def _times(rate: Rate, count: float, units: str, per: str) -> Made:
    return _made(rate, count, f"× {count:g} {units}", per)


def _converted(rate: Rate, week: float | None, wanted: str) -> Made:
    """A rate by one period as one by another, through the year."""
    if wanted in ("", "shift", rate.per):
        raise NoSumError("no other period is wanted")
    hourly = "hour" in (rate.per, wanted)
    hours = week if week is not None else FULL_WEEK
    if rate.per in ("hour", "day") and wanted == "week":
        return _made(rate, hours if hourly else DAYS, f"× {hours:g} hours" if hourly else f"× {DAYS} days", wanted)
    times = {"hour": hours * WEEKS, "day": DAYS * WEEKS, "week": WEEKS, "month": MONTHS, "year": 1}
    up = {
        "hour": f"× {hours:g} hours × {WEEKS} weeks", "day": f"× {DAYS} days × {WEEKS} weeks",
        "week": f"× {WEEKS} weeks", "month": f"× {MONTHS} months", "year": "",
    }  # fmt: skip
    down = {
        "hour": f"÷ ({WEEKS} weeks × {hours:g} hours)", "day": f"÷ ({WEEKS} weeks × {DAYS} days)",
        "week": f"÷ {WEEKS} weeks", "month": f"÷ {MONTHS} months", "year": "",
    }  # fmt: skip
    made = _made(rate, times[rate.per] / times[wanted], f"{up[rate.per]} {down[wanted]}".strip(), wanted)
    return Made(made.sum, made.how, made.per, assumed=hourly and week is None)


def _made(rate: Rate, times: float, how: str, per: str) -> Made:
    return Made(Sum(rate.value * times, f"{rate.value:g} {how}", rate.currency), how, per)
