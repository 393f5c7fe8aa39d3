"""A rate and what is counted with it in the message -> the sum that is asked, by the period that is wanted; what is
missing for it is asked for."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.answers.package import backed, capital, listed
from coach.answers.per_hour import Paid, hours_held, hours_known
from coach.dialogue.deals import part_of
from coach.dialogue.resolve import part
from coach.standing.measured import WEEKS, Made, Rate, measured
from coach.standing.sums import NoSumError, yearly
from coach.standing.worth import written
from coach.understanding.periods import of_figure, wanted_in
from coach.understanding.reading import AmountMention
from coach.understanding.situation import TIMES_A_YEAR, Part
from index.money import rounded

_ASKED = ("sum", "hyp", "none", "other", "up")  # roles of figures that a sum is made of; the others are told
_TIMES = ("hour", "day", "week", "month", "year")
_PER = {
    "": "",
    "hour": " an hour",
    "day": " a day",
    "shift": " a shift",
    "week": " a week",
    "month": " a month",
    "year": " a year",
}
_SMALL = 200.0  # beside a count of hours, less is money by the hour
_PART = 0.5  # of pay: what is less is on top of it, and no pay itself


def asks_sum(desk: Desk) -> tuple[int, ...]:
    """The places of the clauses that ask for a sum."""
    return tuple(n for n, c in enumerate(desk.reading.clauses) if c.does("ask_sum") or c.matter == "sum")


def wanted_period(desk: Desk) -> str:
    """The period by which the message wants its sum: "hour", "shift", "day", "week", "month" or "year"; "" where it
    names none."""
    for n in asks_sum(desk):
        clause = desk.reading.clauses[n]
        spans = [
            (a.amount.start - clause.start, a.amount.end - clause.start, a.amount.kind == "count")
            for a in _of_clause(desk, n)
        ]
        if found := wanted_in(clause.text, spans):
            return found
    return ""


def write_measured(desk: Desk) -> bool:
    """Work out a sum of the message's own rate and counts; False where they make none."""
    asks = asks_sum(desk)
    told = [a for n in asks for a in _of_clause(desk, n)]
    if not told or desk.reading.sums or any(a.amount.kind == "percent" for a in told):
        return False
    moneys = [a for a in told if _is_money(a)]
    counts = {unit: a.amount.high for a in told if a not in moneys and (unit := _counted(a))}
    loose = [a for a in told if a not in moneys and not _counted(a)]
    if len(moneys) > 1 or loose or len(counts) != len(told) - len(moneys):
        return False
    rate = _rate(desk, moneys[0], counts) if moneys else _told_rate(desk, counts) or _held_rate(desk, counts)
    if rate is None:
        return False
    try:
        made = measured(rate, counts, wanted_period(desk), hours_known(desk))
    except NoSumError:
        return False
    _say(desk, rate, made, moneys[0].component if moneys else "base", own=bool(moneys))
    return True


def write_by_period(desk: Desk) -> bool:
    """What the offer and present pay come to by the period that is wanted, each for its own hours; False where no week
    or month or year is wanted, or the hours are the same."""
    wanted, held = wanted_period(desk), hours_held(desk)
    own = any(_is_money(a) and a.role in _ASKED for n in asks_sum(desk) for a in _of_clause(desk, n))
    if own or wanted not in ("week", "month", "year") or held is None:
        return False
    try:
        there, here = (_for(side, wanted) for side in held)
    except NoSumError:
        return False
    unit = held[0].pay.currency or desk.currency
    gap = round(there.sum.value) - round(here.sum.value)
    fields = {
        "there": _amount(desk, round(there.sum.value), there.sum.formula, unit),
        "here": _amount(desk, round(here.sum.value), here.sum.formula, unit),
        "how": f"{desk.theirs(held[0].pay)} {there.how}".strip(),
        "now": f"{desk.theirs(held[1].pay)} {here.how}".strip(),
        "gap": _amount(desk, abs(gap), "one − the other", unit), "per": _PER[wanted],
    }  # fmt: skip
    way = "level" if gap == 0 else "more" if gap > 0 else "less"
    desk.draft.say(capital(desk.say.say(f"period_{way}", **fields)))
    return True


def write_needed(desk: Desk) -> bool:
    """Ask by name for what a sum needs and nobody has told; False where its figures are no sum's, or there are none."""
    if wanted_period(desk) == "shift":
        desk.draft.say(desk.say.say("sum_needs_shift"))
        return True
    told = [a for n in asks_sum(desk) for a in _of_clause(desk, n)]
    if not told:
        return False
    shown = listed(tuple(dict.fromkeys(_as_told(desk, a) for a in told)))
    key = "sum_needs" if any(map(_is_money, told)) else "sum_needs_rate"
    desk.draft.say(desk.say.say(key, figures=shown))
    return True


def _of_clause(desk: Desk, n: int) -> list[AmountMention]:
    clause = desk.reading.clauses[n]
    return [a for a in desk.reading.amounts if clause.start <= a.amount.start < clause.end]


def _is_money(a: AmountMention) -> bool:
    own = a.amount.kind == "money" or (a.amount.kind == "bare" and (a.role != "none" or bool(a.amount.period)))
    return own and a.component != "hours"


def _counted(a: AmountMention) -> str:
    """The unit of time that a figure counts, "" where it counts none."""
    if a.amount.kind == "count" and a.amount.counted in _TIMES and (a.component != "holiday" or a.role == "none"):
        return a.amount.counted
    return "hour" if a.component == "hours" and a.amount.kind == "bare" else ""


def _rate(desk: Desk, a: AmountMention, counts: dict[str, float]) -> Rate | None:
    """The money of the message with its period: as said, else as the talk's pay has it."""
    held = [p for p in (part_of(desk.now.deal.offer, "base"), part_of(desk.now.current, "base")) if p]
    made = part(a, "base", desk.now, desk.now.deal, "offer")
    value = made.high if made else a.amount.high
    currency = a.amount.currency or (made.currency if made else "") or desk.currency
    text = desk.reading.text
    following = min((x.amount.start for x in desk.reading.amounts if x.amount.start >= a.amount.end), default=len(text))
    period = a.amount.period or of_figure(text, a.amount.end, following)
    if not period and a.amount.high < _SMALL and "hour" in counts:
        period, value = "hour", a.amount.high
    equal = next((p for p in held if made and abs(p.high - made.high) < 1), None)
    period = period or (equal.period if equal else made.period if made else "") or ("year" if equal else "")
    return Rate(value, currency, period) if period in _TIMES else None


def _told_rate(desk: Desk, counts: dict[str, float]) -> Rate | None:
    """The money of another clause of the message that is by what the question counts: "45 a day. What are 21 days?"."""
    told = [a for a in desk.reading.amounts if a.role != "was" and _is_money(a) and a.amount.period in counts]
    return _rate(desk, told[0], counts) if len(told) == 1 else None


def _held_rate(desk: Desk, counts: dict[str, float]) -> Rate | None:
    """The pay of the talk that the counted hours are for; None where none is by the hour."""
    base = part_of(desk.now.deal.offer, "base") or part_of(desk.now.current, "base")
    if base is None or base.period != "hour" or "hour" not in counts:
        return None
    return Rate(base.high, base.currency or desk.currency, "hour")


def _for(side: Paid, wanted: str) -> Made:
    pay = side.pay
    rate = Rate(pay.high, pay.currency, pay.period or "year")
    if rate.per == wanted:
        return measured(rate, {wanted: 1}, wanted)
    return measured(rate, {"hour": side.hours}, wanted)


def _say(desk: Desk, rate: Rate, made: Made, component: str, *, own: bool) -> None:
    """The sum with how it is worked out, and beside pay what it means."""
    unit = rate.currency
    shown = Part(component="other", low=rate.value, high=rate.value, currency=unit)
    first = desk.figure(shown.text(unit), "user", "other", unit, rate.value, rate.value)
    value = round(made.sum.value, 2) if made.sum.value < 100 else round(made.sum.value)
    fields = {
        "rate": first, "how": backed(desk, made.how),
        "sum": _amount(desk, value, made.sum.formula, unit), "per": _PER[made.per],
        "tax": ", before tax" if component in ("base", "total", "bonus") else "",
    }  # fmt: skip
    said = [desk.say.say("measured", **fields)]
    if share := _of_pay(desk, made) if own else "":
        said.append(desk.say.say("measured_share", share=share))
    if made.assumed:
        said.append(desk.say.say("measured_week"))
    desk.draft.say(" ".join(said))


def _of_pay(desk: Desk, made: Made) -> str:
    """How much of present pay a sum is, in percent; "" where it is no part of it."""
    base = part_of(desk.now.current, "base")
    if base is None or made.per not in TIMES_A_YEAR or (base.currency or made.sum.unit) != made.sum.unit:
        return ""
    hours = hours_known(desk)
    whole = base.high * hours * WEEKS if base.period == "hour" and hours else yearly(base).value
    share = made.sum.value * TIMES_A_YEAR[made.per] / whole if whole else 1
    if not 0 < share < _PART or made.per in ("hour", "day"):
        return ""
    value = round(share * 100, 1)
    return desk.figure(f"{value:g}%", "derived", "base", "%", value, value, "the sum ÷ present pay")


def _amount(desk: Desk, value: float, formula: str, unit: str) -> str:
    shown = rounded(value)  # as it is written, so that the figure is the one that is read
    return desk.figure(written(value, unit), "derived", "other", unit, shown, shown, formula)


def _as_told(desk: Desk, a: AmountMention) -> str:
    counted = f"{a.amount.high:g} {a.amount.counted}{'' if a.amount.high == 1 else 's'}"
    text = counted if a.amount.kind == "count" else a.text
    return desk.figure(text, "user", "other", a.amount.currency, a.amount.low, a.amount.high)
