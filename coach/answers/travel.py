"""What a way to work takes and costs -> hours and money of a month, against what the offer is above present pay."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.dialogue.deals import part_of
from coach.standing.measured import DAYS, MONTHS, WEEKS
from coach.standing.sums import NoSumError, yearly
from coach.understanding.periods import is_one_way
from coach.understanding.reading import AmountMention
from index.money import format_amount

_MINUTES = 60
_DAYS_A_MONTH = DAYS * WEEKS / MONTHS
_MOST_DAYS = 31  # of a month
_BOTH = 2  # ways of a day


def write_travel(desk: Desk) -> bool:
    """What the ways of a month take and cost that this message tells of, and what is left of the rise; False where it
    tells of none."""
    said = [line for line in (_in_hours(desk), _in_money(desk)) if line]
    desk.draft.say(" ".join(said))
    return bool(said)


def _in_hours(desk: Desk) -> str:
    """The hours of a month on the road, and what of the rise there is for each of them."""
    told = next((a for a in desk.reading.amounts if _is_way(desk, a)), None)
    if told is None:
        return ""
    days = next((a.amount.high for a in desk.reading.amounts if _is_days(a) and a is not told), _DAYS_A_MONTH)
    minutes = told.amount.high * (_MINUTES if told.amount.counted == "hour" else 1)
    hours = round(_BOTH * minutes * days / _MINUTES)
    if not hours:
        return ""
    shown = desk.figure(
        f"{hours} hours", "derived", "other", "", hours, hours, f"2 × {minutes:g} minutes × {days:.3g} days"
    )
    unit = "hour" if told.amount.counted == "hour" else "minute"
    way = desk.figure(f"{told.amount.high:g} {unit}s", "user", "other", "", told.amount.low, told.amount.high)
    said = desk.say.say("way_hours", way=way, hours=shown)
    gain = _gain(desk)
    if gain is None or gain <= 0:
        return said
    each = desk.derived(
        round(gain / hours, 2 if gain / hours < 10 else 0), "other", "the rise of a month ÷ those hours"
    )
    return f"{said} {desk.say.say('way_worth', gain=_money(desk, gain), each=each)}"


def _in_money(desk: Desk) -> str:
    """What a month on the road costs, by the costs of a day and its days, and what is left of the rise."""
    days = next((a.amount.high for a in desk.reading.amounts if _is_days(a)), None)
    costs = [
        (a, _a_day(desk, a)) for a in desk.reading.amounts if a.role in ("sum", "none", "hyp") and _is_cost(desk, a)
    ]
    if days is None or not costs:
        return ""
    month = sum(value for _, value in costs) * days
    unit = next((a.amount.currency for a, _ in costs if a.amount.currency), "") or desk.currency
    how = " + ".join(_cost(desk, a, unit) for a, _ in costs)
    spent = desk.derived(round(month), "other", "the costs of a day × days", unit)
    said = desk.say.say("way_costs", how=how, days=f"{days:g}", month=spent)
    gain = _gain(desk)
    if gain is None or unit != desk.currency:
        return said
    left = gain - month
    key = "way_left" if left > 0 else "way_eaten"
    return f"{said} {desk.say.say(key, gain=_money(desk, gain), left=_money(desk, abs(left)))}"


def _is_way(desk: Desk, a: AmountMention) -> bool:
    return a.amount.kind == "count" and a.amount.counted in ("minute", "min", "hour") and _one_way(desk, a)


def _is_days(a: AmountMention) -> bool:
    return a.amount.kind == "count" and a.amount.counted == "day" and 0 < a.amount.high <= _MOST_DAYS


def _is_cost(desk: Desk, a: AmountMention) -> bool:
    money = (a.amount.kind in ("money", "bare") and a.component not in ("base", "total", "hours")) or a.role == "sum"
    return money and a.amount.kind in ("money", "bare") and (a.amount.period == "day" or _one_way(desk, a))


def _one_way(desk: Desk, a: AmountMention) -> bool:
    text = desk.reading.text
    ends = min((x.amount.start for x in desk.reading.amounts if x.amount.start >= a.amount.end), default=len(text))
    return is_one_way(text, a.amount.end, ends)


def _a_day(desk: Desk, a: AmountMention) -> float:
    return a.amount.high * (_BOTH if _one_way(desk, a) else 1)


def _cost(desk: Desk, a: AmountMention, unit: str) -> str:
    shown = desk.figure(format_amount(a.amount.high, unit), "user", "other", unit, a.amount.low, a.amount.high)
    return f"{_BOTH} × {shown}" if _one_way(desk, a) else shown


def _gain(desk: Desk) -> float | None:
    """What the offer's base is above present pay by the month; None where one of them is not told."""
    there, here = part_of(desk.now.deal.offer, "base"), part_of(desk.now.current, "base")
    if there is None or here is None:
        return None
    try:
        new, now = yearly(there), yearly(here)
    except NoSumError:
        return None
    return (new.value - now.value) / MONTHS if new.unit == now.unit or not new.unit or not now.unit else None


def _money(desk: Desk, value: float) -> str:
    return desk.derived(round(value), "other", "offer − present pay, by the month")
