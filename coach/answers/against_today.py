"""A question by how much the offer is more than present pay -> the difference, by the hour and the year, each for its
own hours, at first and after; in one sentence, with what each side comes to after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coach.answers.desk import Desk
from coach.answers.per_hour import hours_of, hours_today
from coach.answers.sums import answer_sum
from coach.dialogue.deals import part_of
from coach.policy.better import asked_difference, is_held
from coach.standing.sums import NoSumError, yearly
from coach.understanding.periods import wanted_in
from coach.understanding.situation import TIMES_A_YEAR, Footing, Part
from index.money import format_amount, in_full

_WEEKS, _MONTHS = 52, 12
_FULL = TIMES_A_YEAR["hour"] / _WEEKS  # hours of a week, where none is told
_THOUSAND = 1000.0
_CENT, _ONE = 0.005, 1.0  # by the hour and by any longer time: less is no difference
_SHORT: tuple[Footing, ...] = ("hour", "day", "week", "month")
_PAID, _BESIDE = ("base", "total"), ("base", "total", "signing", "other")
_AN = {"hour": "an hour", "day": "a day", "week": "a week", "month": "a month", "year": "a year"}


@dataclass(frozen=True, slots=True)
class _Side:
    """Pay of one side, for the hours of a week (0 where they are not told)."""

    pay: Part
    hours: float

    def by(self, period: str) -> float | None:
        """What it comes to by a period; None by the hour where its hours are not told."""
        if self.pay.period == period:
            return self.pay.high
        year = yearly(self.pay.alone().model_copy(update={"week": self.hours})).value
        if period == "hour":
            return year / (self.hours * _WEEKS) if self.hours else None
        return year / {"month": _MONTHS, "week": _WEEKS, "day": TIMES_A_YEAR["day"]}.get(period, 1)


def write_against_today(desk: Desk) -> bool:
    """Tell the difference that the message asks for; False where it asks for none, or the two cannot be set against
    each other."""
    asked = {c.text: kind for c in desk.reading.clauses if (kind := asked_difference(desk.reading, c, desk.now))}
    if not asked or not is_held(desk.now):
        return False
    if not _is_plain(desk):
        done = answer_sum(desk.now, (), desk.draft, "versus_pay", said=desk.say.said)
        return done and _with_net(desk, asked.values())
    there, here = _sides(desk)
    try:
        said = _difference(desk, there, here, list(asked))
    except NoSumError:
        return False
    desk.draft.say(" ".join(said))
    return _with_net(desk, asked.values())


def _with_net(desk: Desk, asked: Iterable[str]) -> bool:
    if "net" in asked:
        desk.draft.say(desk.say.say("against_net"))
    return True


def _is_plain(desk: Desk) -> bool:
    """Whether the two sides are one salary each, of the same part: what is paid beside it needs the sum of all."""
    sides = (desk.now.deal.offer, desk.now.current)
    kinds = [{p.component for p in parts if p.component in _PAID} for parts in sides]
    beside = any(p.component not in _BESIDE for parts in sides for p in parts)
    units = {p.currency for parts in sides for p in parts if p.component in _PAID and p.currency}
    return not beside and kinds[0] == kinds[1] and len(kinds[0]) == 1 and len(units) <= 1


def _sides(desk: Desk) -> tuple[_Side, _Side]:
    pays = [next(p for c in _PAID if (p := part_of(x, c))) for x in (desk.now.deal.offer, desk.now.current)]
    return _Side(pays[0], hours_of(desk, desk.now.deal) or 0.0), _Side(pays[1], hours_today(desk) or 0.0)


def _difference(desk: Desk, there: _Side, here: _Side, words: list[str]) -> list[str]:
    periods = _periods(words, there, here)
    there, here, note = _with_hours(desk, there, here)
    first = _gaps(desk, there, here, periods)
    later = [replace(there, pay=there.pay.stage(s)) for s in there.pay.later]
    if not later:
        said = [desk.say.say("against", gap=first, weeks=note)]
    else:
        last = _gaps(desk, later[-1], here, periods)
        said = [desk.say.say("against_staged", gap=first, weeks=note, later=last, figure=desk.theirs(later[-1].pay))]
    if "hour" in periods and {there.pay.period, here.pay.period} != {"hour"} and there.hours and here.hours:
        said.append(desk.say.say("against_hours", there=_an_hour(desk, there), here=_an_hour(desk, here)))
    if any(side.pay.period not in ("", "year") for side in (there, here)):
        years = [_year(desk, side) for side in (there, *later[-1:], here)]
        fields = {"there": years[0], "here": years[-1], "later": years[1]}
        said.append(desk.say.say("against_years_staged" if later else "against_years", **fields))
    return said


def _periods(said: list[str], there: _Side, here: _Side) -> tuple[str, ...]:
    """By what the difference is told: the time that is asked for, else the hour where the hours differ, else that which
    both are paid by; and the year."""
    wanted = next((p for words in said if (p := wanted_in(words, []))), "")
    apart = there.hours and here.hours and there.hours != here.hours
    alike = there.pay.period == here.pay.period and there.pay.salaries == here.pay.salaries
    short = wanted if wanted in _SHORT else "hour" if apart else there.pay.period if alike else ""
    return (short, "year") if short in _SHORT else ("year",)


def _with_hours(desk: Desk, there: _Side, here: _Side) -> tuple[_Side, _Side, str]:
    """(both sides with the hours that are counted for pay by the hour, what is said of them)"""
    if there.hours and here.hours:
        key = "against_week" if there.hours == here.hours else "against_weeks"
        return there, here, desk.say.say(key, theirs=_hours(desk, there.hours), mine=_hours(desk, here.hours))
    if "hour" not in (there.pay.period, here.pay.period):
        days = "day" in (there.pay.period, here.pay.period)
        return there, here, desk.say.say("against_days", days=f"{TIMES_A_YEAR['day']}") if days else ""
    hours = there.hours or here.hours or _FULL
    key = "against_week_one" if there.hours or here.hours else "against_week_none"
    both = replace(there, hours=hours), replace(here, hours=hours)
    return *both, desk.say.say(key, hours=_hours(desk, hours))


def _hours(desk: Desk, hours: float) -> str:
    return desk.figure(f"{hours:g}", "user", "other", "hours", hours, hours)


def _gaps(desk: Desk, there: _Side, here: _Side, periods: tuple[str, ...]) -> str:
    """How much more or less one side is by each period, as a clause."""
    gaps: list[tuple[str, float]] = []
    for period in periods:
        sides = there.by(period), here.by(period)
        if sides[0] is not None and sides[1] is not None:
            gaps.append((period, sides[0] - sides[1]))
    ways = [_way(period, gap) for period, gap in gaps]
    sums = [f"{_sum(desk, period, gap, there.pay.currency or here.pay.currency)} {_AN[period]}" for period, gap in gaps]
    if len(gaps) == 1 or (len(set(ways)) == 1 and ways[0] == "level"):
        return desk.say.say(f"gap_{ways[-1]}", sums=sums[-1])
    if len(set(ways)) == 1:
        return desk.say.say(f"gap_{ways[0]}", sums=_listed(sums))
    short = [s for s, way in zip(sums, ways, strict=True) if way == ways[0]]
    rest = [s for s, way in zip(sums, ways, strict=True) if way == ways[-1]]
    return desk.say.say(f"gap_{ways[0]}_{ways[-1]}", short=_listed(short), sums=_listed(rest), time=_AN[gaps[0][0]])


def _listed(sums: list[str]) -> str:
    return sums[0] if len(sums) == 1 else f"{', '.join(sums[:-1])} and {sums[-1]}"


def _way(period: str, gap: float) -> str:
    least = _CENT if period == "hour" else _ONE
    return "level" if abs(gap) < least else "more" if gap > 0 else "less"


def _sum(desk: Desk, period: str, gap: float, unit: str) -> str:
    value = round(abs(gap), 2) if period == "hour" else float(round(abs(gap)))
    return _money(desk, value, f"theirs {_AN[period]} − yours", unit)


def _money(desk: Desk, value: float, formula: str, unit: str) -> str:
    """A figure worked out, with all its digits: a difference is read to the last of them."""
    unit = unit or desk.currency
    text = in_full(value, unit) if value >= _THOUSAND else format_amount(value, unit)
    return desk.figure(text, "derived", "base", unit, value, value, formula)


def _an_hour(desk: Desk, side: _Side) -> str:
    formula = f"a year ÷ ({_WEEKS} weeks × {side.hours:g} hours)"
    return _money(desk, round(side.by("hour") or 0.0, 2), formula, side.pay.currency)


def _year(desk: Desk, side: _Side) -> str:
    made = yearly(side.pay.alone().model_copy(update={"week": side.hours}))
    return _money(desk, float(round(made.value)), made.formula, side.pay.currency)
